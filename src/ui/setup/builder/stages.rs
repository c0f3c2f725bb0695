//! The buyer's steps, each of them a stage: said, ordered, with the proof that they suggest.

use leptos::html;
use leptos::prelude::*;

use super::{AddLine, EditLine, StepHead};
use crate::app::words::Builder;
use crate::domain::builder;
use crate::domain::{EvidenceKind, Slug, Text};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::order::focus_later;

const KINDS: [EvidenceKind; 7] = [
    EvidenceKind::File,
    EvidenceKind::Letter,
    EvidenceKind::Call,
    EvidenceKind::Answer,
    EvidenceKind::Date,
    EvidenceKind::Payment,
    EvidenceKind::Tick,
];

fn kind_name(said: &'static Builder, kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::File => said.kind_file,
        EvidenceKind::Call => said.kind_call,
        EvidenceKind::Tick => said.kind_tick,
        EvidenceKind::Answer => said.kind_answer,
        EvidenceKind::Letter => said.kind_letter,
        EvidenceKind::Payment => said.kind_payment,
        EvidenceKind::Date => said.kind_date,
    }
}

#[component]
pub(super) fn StagesStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let said = editing.words.builder;
    let stages =
        Memo::new(move |_| editing.read(|funnel| funnel.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()));
    let rows = move || {
        let stages = stages.get();
        let count = stages.len();
        stages.into_iter().enumerate().map(|(at, id)| view! { <Row id at count /> }).collect_view()
    };
    let add = Callback::new(move |text: String| {
        let step = Text::from(text.as_str());
        editing.edit(said.added_stage.fill([&text]), |funnel| {
            let stage = builder::stage(funnel.id, &step, &mut editing.names());
            funnel.stages.push(stage);
            builder::phase(funnel);
        });
    });
    view! {
        <StepHead head title=said.stages_title why=said.stages_why />
        <section class="panel">
            <ol class="build">{rows}</ol>
            <div class="panel-b"><AddLine label=said.buyer_step.to_owned() placeholder=said.add_step_placeholder button=said.add_step add /></div>
        </section>
    }
}

/// One stage: its step, name and proof.
#[component]
fn Row(id: Slug, at: usize, count: usize) -> impl IntoView {
    let editing = use_editing();
    let (words, language) = (editing.words, editing.language);
    let said = words.builder;
    let number = said.stage_number.fill([&(at + 1).to_string()]);
    let name = move || editing.stage(id, |stage| language.of(&stage.name));
    let told = Memo::new(move |_| {
        editing.stage(id, |stage| {
            let kind = stage.evidence.iter().find(|proof| proof.required).map(|proof| proof.kind);
            (
                language.of(&stage.buyer_action),
                language.of(&stage.name),
                kind,
                builder::speaks_of_us(&stage.buyer_action),
            )
        })
    });
    let keep_step = Callback::new(move |text: String| {
        editing.edit_stage(id, said.changed.fill([said.buyer_step]), |stage| {
            builder::reword(stage, Text::from(text.as_str()), &mut editing.names());
        });
    });
    let keep_name = Callback::new(move |text: String| {
        editing.edit_stage(id, said.changed.fill([said.stage_name]), |stage| stage.name = Text::from(text.as_str()));
    });
    let keep_kind = move |event: leptos::ev::Event| {
        let wanted = event_target_value(&event);
        let kind = KINDS.into_iter().find(|&kind| kind_name(said, kind) == wanted);
        editing.edit_stage(id, said.changed.fill([said.proof]), |stage| match kind {
            None => stage.evidence.iter_mut().for_each(|proof| proof.required = false),
            Some(kind) => match stage.evidence.iter_mut().min_by_key(|proof| !proof.required) {
                Some(proof) => (proof.kind, proof.required) = (kind, true),
                None => {
                    let mut proof = builder::proof(stage.id, &stage.buyer_action, &mut editing.names());
                    proof.kind = kind;
                    stage.evidence.push(proof);
                }
            },
        });
    };
    let shift = move |down: bool| {
        editing.edit(said.changed.fill([&name()]), |funnel| {
            let Some(at) = funnel.position(id) else { return };
            funnel.move_stage(id, if down { at + 1 } else { at.saturating_sub(1) });
            builder::phase(funnel);
        });
        // The focus goes along, to the other arrow where there is no further.
        let (to, last) = if down { (at + 1, count - 1) } else { (at.saturating_sub(1), 0) };
        let arrow = if down == (to != last) { 2 } else { 1 };
        focus_later(&format!(".build > li:nth-child({}) .btn:nth-child({arrow})", to + 1));
    };
    let remove = move |_| {
        editing.edit(said.removed_stage.fill([&name()]), |funnel| funnel.remove_stage(id));
        focus_later(&format!(".build > li:nth-child({}) .input, .add-line .input", at + 1));
    };
    let fields = move || {
        let (step, name, kind, ours) = told.get();
        let label = |what: &str| format!("{number}. {what}");
        let kinds = KINDS.into_iter().map(|known| {
            let name = kind_name(said, known);
            view! { <option value=name selected=kind == Some(known)>{name}</option> }
        });
        view! {
            <div class="two">
                <div class="field"><span class="label">{said.buyer_step}</span>
                    <EditLine label=label(said.buyer_step) value=step keep=keep_step />
                    {ours.then(|| view! { <span class="hint cwarn">{said.ours}</span> })}</div>
                <div class="field"><span class="label">{said.stage_name}</span>
                    <EditLine label=label(said.stage_name) value=name keep=keep_name /></div>
                <div class="field"><span class="label">{said.proof}</span>
                    <span class="picks"><select class="input" aria-label=label(said.proof) on:change=keep_kind>
                        {kinds.collect_view()}
                        <option value="" selected=kind.is_none()>{said.no_proof}</option>
                    </select><Icon name=Icon::CHEV_D class="i i14" /></span></div>
            </div>
        }
    };
    let named = move |what: &str| format!("{what}: {}", name());
    view! {
        <li>
            <span class="num-badge">{at + 1}</span>
            {fields}
            <span class="row g1">
                <button class="btn ghost icon" type="button" aria-label=named(said.up) title=said.up disabled=at == 0 on:click=move |_| shift(false)>
                    <Icon name=Icon::ARROW_U />
                </button>
                <button class="btn ghost icon" type="button" aria-label=named(said.down) title=said.down disabled=at + 1 == count on:click=move |_| shift(true)>
                    <Icon name=Icon::ARROW_D />
                </button>
                <button class="btn ghost icon" type="button" aria-label=named(said.remove) title=said.remove on:click=remove>
                    <Icon name=Icon::X />
                </button>
            </span>
        </li>
    }
}
