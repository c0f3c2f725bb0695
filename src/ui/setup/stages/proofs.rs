//! The buyer's actions of a stage and what counts as proof of them.

use leptos::prelude::*;

use super::rules::change;
use crate::domain::reshape::reorder;
use crate::domain::{Evidence, EvidenceKind, Slug};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::order::{Grip, focus_later};
use crate::ui::setup::wording::{KINDS, kind};
use crate::ui::setup::written::{Adding, Written};

/// The proofs.
#[component]
pub(super) fn ProofsRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let ids = Memo::new(move |_| editing.stage(stage, |s| s.evidence.iter().map(|proof| proof.id).collect::<Vec<_>>()));
    let add = move |text: String| {
        let mut names = editing.names();
        change(editing, stage, |to| {
            let (id, text) = (names.proof(to.id), editing.text(&text));
            to.evidence.push(Evidence { id, text, kind: EvidenceKind::Answer, required: true });
        });
    };
    view! {
        <dt>{words.proofs}</dt>
        <dd>
            <ul class="evid proofs" data-order>
                <For each=move || ids.get() key=|id| *id let:id><ProofRow stage proof=id /></For>
            </ul>
            <Adding label=words.add_proof placeholder=words.proof_placeholder add=add />
        </dd>
    }
}

fn edit(editing: Editing, stage: Slug, proof: Slug, how: impl FnOnce(&mut Evidence)) {
    change(editing, stage, |stage| {
        if let Some(proof) = stage.evidence.iter_mut().find(|known| known.id == proof) {
            how(proof);
        }
    });
}

#[component]
fn ProofRow(stage: Slug, proof: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let found =
        Memo::new(move |_| editing.stage(stage, |s| s.evidence.iter().find(|known| known.id == proof).cloned()));
    let text = Signal::derive(move || {
        found.with(|proof| proof.as_ref().map(|proof| editing.says(&proof.text)).unwrap_or_default())
    });
    let required = move || found.with(|proof| proof.as_ref().is_some_and(|proof| proof.required));
    let at = move || {
        KINDS.iter().position(|(kind, _)| found.with(|proof| proof.as_ref().map(|proof| proof.kind)) == Some(*kind))
    };
    let save = move |text: String| edit(editing, stage, proof, |proof| editing.language.write(&mut proof.text, &text));
    let put = move |to: usize| {
        change(editing, stage, |stage| {
            if let Some(from) = stage.evidence.iter().position(|known| known.id == proof) {
                reorder(&mut stage.evidence, from, to);
            }
        });
    };
    let remove = move |_| {
        let at = editing.stage(stage, |stage| stage.evidence.iter().position(|known| known.id == proof));
        change(editing, stage, |stage| stage.evidence.retain(|known| known.id != proof));
        let next = at.unwrap_or_default() + 1;
        focus_later(&format!(".proofs [data-item]:nth-child({next}) .input, .proofs ~ .adding"));
    };
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| KINDS.get(at).copied());
        if let Some((kind, _)) = chosen {
            edit(editing, stage, proof, |proof| proof.kind = kind);
        }
    };
    let kinds = KINDS.into_iter().enumerate().map(|(number, (each, _))| {
        view! { <option value=number.to_string() selected=move || at() == Some(number)>{kind(words, each)}</option> }
    });
    let demand = move || if required() { words.required } else { words.optional };
    view! {
        <li data-item>
            <Grip name=text key=proof.to_string() put=put />
            <Written label=words.proofs value=text save=save lines=1 needed=true class="bare" />
            <span class="kind">
                {move || at().and_then(|at| KINDS.get(at)).map(|(_, icon)| view! { <Icon name=*icon /> })}
                <select aria-label=words.proof_kind on:change=choose>{kinds.collect_view()}</select>
            </span>
            <button class="btn ghost icon sm" type="button" aria-pressed=move || required().to_string() aria-label=words.required title=demand on:click=move |_| edit(editing, stage, proof, |proof| proof.required = !proof.required)>
                <Icon name=Icon::LOCK />
            </button>
            <button class="btn ghost icon sm" type="button" aria-label=move || words.remove_what.fill([&text.get()]) title=words.remove on:click=remove><Icon name=Icon::X /></button>
        </li>
    }
}
