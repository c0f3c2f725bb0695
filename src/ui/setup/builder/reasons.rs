//! Why buyers stop, stage by stage: the step that was not made suggests it.

use leptos::html;
use leptos::prelude::*;

use super::{AddLine, StepHead};
use crate::domain::builder;
use crate::domain::{Slug, Text};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::order::focus_later;

#[component]
pub(super) fn ReasonsStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let said = editing.words.builder;
    let stages =
        Memo::new(move |_| editing.read(|funnel| funnel.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()));
    view! {
        <StepHead head title=said.reasons_title why=said.reasons_why />
        <div class="stack">{move || stages.get().into_iter().map(|id| view! { <OfStage id /> }).collect_view()}</div>
    }
}

#[component]
fn OfStage(id: Slug) -> impl IntoView {
    let editing = use_editing();
    let language = editing.language;
    let said = editing.words.builder;
    let name = editing.stage(id, |stage| language.of(&stage.name));
    let title = said.reasons_of.fill([&name]);
    let told = StoredValue::new(said.changed.fill([&title]));
    let label = title.clone();
    let add_text = move |text: Text| {
        editing.edit_stage(id, told.get_value(), |stage| {
            let reason = builder::reason(stage.id, &text, &mut editing.names());
            stage.loss_reasons.push(reason);
        });
    };
    let rows = move || {
        let reasons = editing.stage(id, |stage| stage.loss_reasons.clone());
        let row = |reason: crate::domain::LossReason| {
            let text = language.of(&reason.text);
            let remove = move |_| {
                editing
                    .edit_stage(id, told.get_value(), |stage| stage.loss_reasons.retain(|known| known.id != reason.id));
                focus_later(&format!("[data-stage=\"{id}\"] .add-line .input"));
            };
            view! {
                <li class="row btw">
                    {text.clone()}
                    <button class="btn ghost icon sm" type="button" aria-label=format!("{}: {text}", said.remove) title=said.remove on:click=remove>
                        <Icon name=Icon::X />
                    </button>
                </li>
            }
        };
        match reasons.is_empty() {
            true => view! { <p class="c3">{said.no_reasons}</p> }.into_any(),
            false => view! { <ul>{reasons.into_iter().map(row).collect_view()}</ul> }.into_any(),
        }
    };
    let suggested = move || {
        let texts = editing.stage(id, builder::suggested_reasons);
        (!texts.is_empty()).then(|| {
            let buttons = texts.into_iter().map(|text| {
                let shown = language.of(&text);
                view! {
                    <button class="btn soft sm" type="button" on:click=move |_| add_text(text.clone())><Icon name=Icon::PLUS class="i i12" />{shown}</button>
                }
            });
            view! { <p class="row wrap"><span class="c3 t12">{said.suggest}</span>{buttons.collect_view()}</p> }
        })
    };
    let add = Callback::new(move |text: String| add_text(Text::from(text.as_str())));
    let step = move || editing.stage(id, |stage| language.of(&stage.buyer_action));
    view! {
        <section class="panel" aria-label=title data-stage=id.to_string()>
            <div class="panel-h"><h3>{name}</h3><span class="c3 t12">{step}</span></div>
            <div class="panel-b stack">
                {rows}
                {suggested}
                <AddLine label placeholder=said.add_reason_placeholder button=said.add_reason add />
            </div>
        </section>
    }
}
