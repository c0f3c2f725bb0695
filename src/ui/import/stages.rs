//! The stages of the file against ours. A stage that is not known waits for the person and is never put somewhere.

use leptos::prelude::*;

use super::draft::Draft;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::words::SHEETS;
use crate::data::import::{Candidate, Choice, Kind, StageValue, candidates};
use crate::ui::icon::Icon;

/// The value of the choice to leave the deals of a stage out.
const LEAVE_OUT: &str = "-";

#[component]
pub(super) fn StageTable(draft: Draft, at: usize) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let is_deals =
        draft.sheets.with_untracked(|sheets| sheets.get(at).is_some_and(|sheet| sheet.plan.kind == Kind::Deals));
    let counted = if is_deals { words.import.deals_at_stage } else { own.rows_of_colleague };
    let all = StoredValue::new(draft.workspace.with_value(candidates));
    let stages = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).map(|sheet| sheet.seen.stages.clone()).unwrap_or_default())
    });
    let row = move |value: StageValue| {
        let name = match (value.pipeline.is_empty(), value.stage.is_empty()) {
            (_, true) => words.import.no_stage.to_owned(),
            (true, false) => value.stage.clone(),
            (false, false) => words.import.stage_of.fill([&value.pipeline, &value.stage]),
        };
        let deals = words.grammar.number(value.deals as usize);
        view! { <tr><td>{name.clone()}</td><td class="r">{deals}</td><td><StageChoice draft at value all label=name /></td></tr> }
    };
    view! {
        <table class="table mapt">
            <thead><tr>
                <th>{words.import.stage_in_file}</th><th class="r">{counted}</th>
                <th>{words.import.stage_here}</th>
            </tr></thead>
            <tbody>{move || stages.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn StageChoice(
    draft: Draft,
    at: usize,
    value: StageValue,
    all: StoredValue<Vec<Candidate>>,
    label: String,
) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let language = use_language();
    // Of people, what is left out is the lead alone.
    let is_contacts =
        draft.sheets.with_untracked(|sheets| sheets.get(at).is_some_and(|sheet| sheet.plan.kind == Kind::Contacts));
    let left_out = if is_contacts { own.contact_only } else { words.import.leave_out };
    let value = StoredValue::new(value);
    let chosen = Memo::new(move |_| {
        let choice = draft.sheets.with(|sheets| value.with_value(|value| sheets.get(at)?.plan.stages.get(value)));
        match choice {
            None => String::new(),
            Some(Choice::LeaveOut) => LEAVE_OUT.to_owned(),
            Some(Choice::To(stage)) => stage.to_string(),
        }
    });
    let choose = move |event| {
        let picked = event_target_value(&event);
        let choice = match picked.as_str() {
            "" => None,
            LEAVE_OUT => Some(Choice::LeaveOut),
            stage => stage.parse().ok().map(Choice::To),
        };
        draft.sheets.update(|sheets| {
            if let Some(sheet) = sheets.get_mut(at) {
                value.with_value(|value| sheet.plan.stages.choose(value, choice));
            }
        });
        draft.count();
    };
    let options = all.with_value(|all| {
        let option = |candidate: &Candidate| {
            let to = candidate.to.to_string();
            let name =
                words.import.stage_of.fill([&language.of(&candidate.pipeline_name), &language.of(&candidate.name)]);
            let value = to.clone();
            view! { <option value=value selected=move || chosen.get() == to>{name}</option> }
        };
        all.iter().map(option).collect_view()
    });
    view! {
        <label class="picks">
        <select class="input" class:warn=move || chosen.get().is_empty() aria-label=label on:change=choose>
            <option value="" selected=move || chosen.get().is_empty()>{words.import.choose_stage}</option>
            {options}
            <option value=LEAVE_OUT selected=move || chosen.get() == LEAVE_OUT>{left_out}</option>
        </select>
        <Icon name=Icon::CHEV_D />
        </label>
    }
}
