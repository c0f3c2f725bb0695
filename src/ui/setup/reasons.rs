//! Why buyers stop, stage by stage (002: the cause is read from the step that was not made): written, added, put in order,
//! removed; how often each was given lately; what the undone proofs suggest.

use leptos::prelude::*;

use super::editing::{Editing, use_editing};
use super::figures::{Figures, use_figures};
use super::order::{Grip, focus_later};
use super::written::{Adding, Written};
use crate::domain::builder::suggested_reasons;
use crate::domain::reshape::reorder;
use crate::domain::{LossReason, Slug, Text};
use crate::ui::icon::Icon;

/// The reasons of every stage.
#[component]
pub(super) fn ReasonsTab() -> impl IntoView {
    let editing = use_editing();
    provide_context(Figures::new(editing));
    let words = editing.words.setup;
    let stages = Memo::new(move |_| editing.read(|f| f.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()));
    view! {
        <p class="lead">{words.reasons_why}</p>
        <div class="stops">
            <For each=move || stages.get() key=|id| *id let:id><StageReasons stage=id /></For>
        </div>
        {move || stages.with(Vec::is_empty).then(|| view! { <div class="panel empty"><p>{words.no_stages_why}</p></div> })}
    }
}

/// Changes the reasons of a stage.
fn change(editing: Editing, stage: Slug, how: impl FnOnce(&mut Vec<LossReason>)) {
    let name = editing.stage(stage, |stage| editing.says(&stage.name));
    editing.edit_stage(stage, editing.words.setup.told_reasons.fill([&name]), |stage| how(&mut stage.loss_reasons));
}

#[component]
fn StageReasons(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let name = Memo::new(move |_| editing.stage(stage, |stage| editing.says(&stage.name)));
    let step = Memo::new(move |_| editing.stage(stage, |stage| editing.says(&stage.buyer_action)));
    let number = Memo::new(move |_| editing.read(|funnel| funnel.position(stage)).unwrap_or_default() + 1);
    let ids = Memo::new(move |_| editing.stage(stage, |s| s.loss_reasons.iter().map(|why| why.id).collect::<Vec<_>>()));
    let ideas = Memo::new(move |_| editing.stage(stage, suggested_reasons));
    let add = Callback::new(move |text: Text| {
        let id = editing.names().reason(stage);
        change(editing, stage, |reasons| reasons.push(LossReason { id, text }));
    });
    let ideas = move || {
        let ideas = ideas.get();
        (!ideas.is_empty()).then(|| {
            let chips = ideas.into_iter().map(|idea| {
                let said = editing.says(&idea);
                view! { <button class="chip line" type="button" on:click=move |_| add.run(idea.clone())><Icon name=Icon::PLUS />{said}</button> }
            });
            view! { <div class="chips"><span class="c3 t12">{words.suggested}</span>{chips.collect_view()}</div> }
        })
    };
    view! {
        <section class="panel">
            <div class="panel-h"><span class="num-badge">{number}</span><h2>{name}</h2></div>
            <div class="panel-b">
                <p class="c3">{step}</p>
                <ul class="evid reasons" data-order>
                    <For each=move || ids.get() key=|id| *id let:id><ReasonRow stage reason=id /></For>
                </ul>
                <Adding label=words.add_reason placeholder=words.reason_placeholder add=move |text: String| add.run(editing.text(&text)) />
                {ideas}
            </div>
        </section>
    }
}

#[component]
fn ReasonRow(stage: Slug, reason: Slug) -> impl IntoView {
    let editing = use_editing();
    let figures = use_figures();
    let words = editing.words.setup;
    let text = Signal::derive(move || {
        editing.stage(stage, |stage| {
            let found = stage.loss_reasons.iter().find(|known| known.id == reason);
            found.map(|reason| editing.says(&reason.text)).unwrap_or_default()
        })
    });
    let save = move |text: String| {
        change(editing, stage, |reasons| {
            if let Some(reason) = reasons.iter_mut().find(|known| known.id == reason) {
                editing.language.write(&mut reason.text, &text);
            }
        });
    };
    let put = move |to: usize| {
        change(editing, stage, |reasons| {
            if let Some(from) = reasons.iter().position(|known| known.id == reason) {
                reorder(reasons, from, to);
            }
        });
    };
    let remove = move |_| {
        change(editing, stage, |reasons| reasons.retain(|known| known.id != reason));
        focus_later(".reasons ~ .adding");
    };
    let used = move || {
        let count = figures.0.with(|lived| lived.reasons.get(&reason).copied());
        count.map(|count| words.in_ninety.fill([&editing.words.grammar.number(count)]))
    };
    view! {
        <li data-item>
            <Grip name=text key=reason.to_string() put=put />
            <Written label=words.reasons value=text save=save lines=1 needed=true class="bare" />
            {move || used().map(|used| view! { <span class="c3 t12 nw">{used}</span> })}
            <button class="btn ghost icon sm" type="button" aria-label=move || words.remove_what.fill([&text.get()]) title=words.remove on:click=remove><Icon name=Icon::X /></button>
        </li>
    }
}
