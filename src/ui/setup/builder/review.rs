//! The whole of what was built, what the adviser says of it, and putting it in force.

use leptos::html;
use leptos::prelude::*;

use super::{Guide, StepHead, funnel_id};
use crate::app::address::use_go;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::builder::Step;
use crate::domain::insight::adviser::Tab;
use crate::domain::{Adoption, Command, EditionId, Slug};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::setup::adviser::AdviserPanel;
use crate::ui::setup::editing::use_editing;

#[component]
pub(super) fn ReviewStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let (words, language, store) = (editing.words, editing.language, editing.store);
    let said = words.builder;
    let guide: Guide = expect_context();
    let id = funnel_id();
    let go = use_go();
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let create = move |_| {
        let Some(funnel) = editing.funnel.get_untracked() else { return };
        let told = said.made.fill([&language.of(&funnel.name)]);
        let command = Command::Publish {
            funnel: Box::new((*funnel).clone()),
            edition: EditionId(clock::new_id()),
            adoption: Adoption::AtOnce,
            moves: [].into(),
        };
        match store.dispatch(command, told) {
            Ok(()) => go(Route::Funnel(id)),
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
        }
    };
    let summary = move || {
        editing.read(|funnel| {
            let key = funnel.stages.iter().find(|stage| stage.key_stage).map(|stage| language.of(&stage.name));
            let reasons = funnel.stages.iter().map(|stage| stage.loss_reasons.len()).sum::<usize>();
            let stage = |(at, name, step): (usize, String, String)| view! {
                <li><span class="num-badge">{at + 1}</span><span><span class="m">{name}</span><span class="c3 t12 block">{step}</span></span></li>
            };
            let stages = funnel.stages.iter().enumerate();
            let stages = stages.map(|(at, known)| stage((at, language.of(&known.name), language.of(&known.buyer_action))));
            let stages = stages.collect_view();
            Some(view! {
                <div class="panel-h"><h3>{language.of(&funnel.name)}</h3><span class="c3 ml">{words.roles.of(funnel.role)}</span></div>
                <div class="panel-b stack">
                    <p class="c2">{language.of(&funnel.segment)}</p>
                    <ol class="review">{stages}</ol>
                    <p class="row wrap">
                        <span class="chip">{said.key_is.fill([key.as_deref().unwrap_or(words.units.none)])}</span>
                        <span class="chip">{format!("{}: {}", said.questions_title, funnel.questions.len())}</span>
                        <span class="chip">{format!("{}: {reasons}", said.reasons_title)}</span>
                    </p>
                </div>
            })
        })
    };
    let on_stage = Callback::new(move |_: Slug| guide.go(id, Step::Stages));
    let on_tab = Callback::new(move |tab: Tab| {
        if tab == Tab::Reasons {
            guide.go(id, Step::Reasons);
        }
    });
    view! {
        <StepHead head title=said.review_title why=said.review_why />
        <div class="pair">
            <section class="panel">
                {summary}
                <div class="panel-b stack">
                    {move || refused.get().map(|(what, why)| view! { <p class="cbad" role="alert"><b>{what}</b>" "{why}</p> })}
                    <button class="btn primary" type="button" on:click=create><Icon name=Icon::CHECK />{said.create}</button>
                </div>
            </section>
            <AdviserPanel on_stage on_tab />
        </div>
    }
}
