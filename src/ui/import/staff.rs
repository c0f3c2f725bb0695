//! The colleagues whom the file names against ours.

use leptos::prelude::*;

use super::draft::Draft;
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::SHEETS;
use crate::data::import::Staff;
use crate::domain::MemberId;
use crate::ui::icon::Icon;

/// The value of the choice to name nobody.
const NOBODY: &str = "-";

#[component]
pub(super) fn StaffTable(draft: Draft, at: usize) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let owners = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).map(|sheet| sheet.seen.owners.clone()).unwrap_or_default())
    });
    let row = move |(name, rows): (String, u32)| {
        let rows = words.grammar.number(rows as usize);
        view! { <tr><td>{name.clone()}</td><td class="r">{rows}</td><td><StaffChoice draft at name /></td></tr> }
    };
    view! {
        <table class="table mapt">
            <thead><tr>
                <th>{own.colleague_in_file}</th><th class="r">{own.rows_of_colleague}</th><th>{own.colleague_here}</th>
            </tr></thead>
            <tbody>{move || owners.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn StaffChoice(draft: Draft, at: usize, name: String) -> impl IntoView {
    let own = use_words_of(&SHEETS);
    let label = name.clone();
    let name = StoredValue::new(name);
    let chosen = Memo::new(move |_| {
        let choice = draft.sheets.with(|sheets| name.with_value(|name| sheets.get(at)?.plan.staff.get(name)));
        match choice {
            None => String::new(),
            Some(Staff::Nobody) => NOBODY.to_owned(),
            Some(Staff::Is(member)) => member.to_string(),
        }
    });
    let choose = move |event| {
        let choice = match event_target_value(&event).as_str() {
            "" => None,
            NOBODY => Some(Staff::Nobody),
            member => member.parse::<MemberId>().ok().map(Staff::Is),
        };
        draft.sheets.update(|sheets| {
            if let Some(sheet) = sheets.get_mut(at) {
                name.with_value(|name| sheet.plan.staff.choose(name, choice));
            }
        });
        draft.count();
    };
    let options = draft.workspace.with_value(|workspace| {
        let option = |id: MemberId, name: String| {
            let value = id.to_string();
            let this = value.clone();
            view! { <option value=value selected=move || chosen.get() == this>{name}</option> }
        };
        workspace.members().map(|member| option(member.id, member.name.clone())).collect_view()
    });
    view! {
        <label class="picks">
        <select class="input" aria-label=label on:change=choose>
            <option value="" selected=move || chosen.get().is_empty()>{own.by_name}</option>
            {options}
            <option value=NOBODY selected=move || chosen.get() == NOBODY>{own.nobody}</option>
        </select>
        <Icon name=Icon::CHEV_D />
        </label>
    }
}
