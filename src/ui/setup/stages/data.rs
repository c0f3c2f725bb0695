//! Data that a stage needs before a deal enters it, or leaves it: chosen from what any funnel asks for, or new.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::rules::change;
use crate::domain::{Field, Slug, Stage};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::order::focus_later;
use crate::ui::setup::written::Adding;

/// Which data.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum When {
    Enter,
    Leave,
}

impl When {
    fn of(self, stage: &Stage) -> &Vec<Field> {
        match self {
            Self::Enter => &stage.required_fields,
            Self::Leave => &stage.exit_fields,
        }
    }

    fn of_mut(self, stage: &mut Stage) -> &mut Vec<Field> {
        match self {
            Self::Enter => &mut stage.required_fields,
            Self::Leave => &mut stage.exit_fields,
        }
    }
}

/// Everything that some funnel asks for, and the amount, by what it is called.
fn known(editing: Editing) -> BTreeMap<String, Field> {
    let of_stage = |stage: &Stage| stage.required_fields.iter().chain(&stage.exit_fields).cloned().collect::<Vec<_>>();
    let mut fields: Vec<Field> = editing.store.peek(|workspace| {
        let drafts = workspace.drafts().map(|draft| &draft.funnel);
        drafts.chain(workspace.pipelines()).flat_map(|funnel| funnel.stages.iter().flat_map(of_stage)).collect()
    });
    let amount = |id| Field { id, name: editing.text(editing.words.deal.amount) };
    fields.extend(Slug::new("amount").ok().map(amount));
    let mut known = BTreeMap::new();
    for field in fields {
        known.entry(editing.says(&field.name)).or_insert(field);
    }
    known
}

/// The data as chips, and a field for one more.
#[component]
pub(super) fn DataRow(stage: Slug, when: When) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let fields = Memo::new(move |_| editing.stage(stage, |stage| when.of(stage).clone()));
    let (name, list) = match when {
        When::Enter => (words.enter, "enter-data"),
        When::Leave => (words.leave, "leave-data"),
    };
    let add = move |name: String| {
        let same = |known: &String| known.to_lowercase() == name.to_lowercase();
        let found = known(editing).into_iter().find(|(known, _)| same(known)).map(|(_, field)| field);
        let field = found.unwrap_or_else(|| Field { id: editing.names().field(), name: editing.text(&name) });
        change(editing, stage, |stage| {
            let fields = when.of_mut(stage);
            if fields.iter().all(|known| known.id != field.id) {
                fields.push(field);
            }
        });
    };
    let remove = move |field: Slug| {
        change(editing, stage, |stage| when.of_mut(stage).retain(|known| known.id != field));
        focus_later(&format!("[list={list}]"));
    };
    let chips = move || {
        fields.get().into_iter().map(|field| {
            let name = editing.says(&field.name);
            let label = words.remove_what.fill([&name]);
            view! {
                <span class="chip line">
                    {name}
                    <button type="button" aria-label=label title=words.remove on:click=move |_| remove(field.id)><Icon name=Icon::X class="i i12" /></button>
                </span>
            }
        }).collect_view()
    };
    let suggested = move || {
        let here = fields.get();
        let known = known(editing).into_iter().filter(|(_, field)| here.iter().all(|other| other.id != field.id));
        known.map(|(name, _)| view! { <option value=name></option> }).collect_view()
    };
    view! {
        <dt class="tight">{name}</dt>
        <dd class="chips">
            {chips}
            <Adding label=format!("{}: {name}", words.add_field) placeholder=words.add_field add=add list=list />
            <datalist id=list>{suggested}</datalist>
        </dd>
    }
}
