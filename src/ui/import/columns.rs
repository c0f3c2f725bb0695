//! The columns of the file against our fields, with samples.

use leptos::prelude::*;

use super::draft::Draft;
use super::wording;
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::SHEETS;
use crate::data::import::{Kind, Plan, Target};
use crate::ui::icon::Icon;

impl Draft {
    /// Takes a file for another kind; what is recognised of its columns begins anew.
    pub(super) fn rekind(&self, at: usize, kind: Kind) {
        let source = self.sheets.with_untracked(|sheets| sheets.get(at).map(|sheet| sheet.source.clone()));
        if let Some(source) = source {
            self.replan(at, |plan| *plan = Plan::of(&source, kind));
        }
    }
}

#[component]
pub(super) fn ColumnTable(draft: Draft, at: usize) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let rows = move || {
        draft.sheets.with(|sheets| {
            let sheet = sheets.get(at)?;
            let row = |(column, mapping): (usize, &crate::data::import::Mapping)| {
                let samples = sheet.seen.samples.get(column).filter(|samples| !samples.is_empty());
                let samples = samples.map_or_else(|| words.import.no_samples.to_owned(), |samples| samples.join(", "));
                let filled = words.grammar.number(sheet.seen.filled.get(column).copied().unwrap_or_default() as usize);
                let (title, target, kind) = (mapping.title.clone(), mapping.target.clone(), sheet.plan.kind);
                view! {
                    <tr>
                        <td>{title.clone()}</td><td class="c3">{samples}</td><td class="r">{filled}</td>
                        <td><TargetChoice draft at column kind target title /></td>
                    </tr>
                }
            };
            Some(sheet.plan.columns.iter().enumerate().map(row).collect_view())
        })
    };
    view! {
        <table class="table mapt">
            <thead><tr>
                <th>{words.import.column_in_file}</th><th>{words.import.samples}</th><th class="r">{own.filled}</th><th>{words.import.column_here}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn TargetChoice(draft: Draft, at: usize, column: usize, kind: Kind, target: Target, title: String) -> impl IntoView {
    let words = use_words();
    let named = use_words_of(&SHEETS);
    let mut choices = Target::choices(kind);
    for other in Target::kept(kind, &title).into_iter().chain([target.clone()]) {
        if other.fits(kind) && !choices.contains(&other) {
            choices.push(other);
        }
    }
    let chosen = choices.iter().position(|choice| *choice == target);
    let options = choices.iter().enumerate().map(|(place, choice)| {
        view! { <option value=place.to_string() selected=chosen == Some(place)>{wording::target(words, named, kind, choice)}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let picked: Option<Target> =
            event_target_value(&event).parse().ok().and_then(|at: usize| choices.get(at).cloned());
        if let Some(target) = picked {
            draft.replan(at, |plan| plan.take_for(column, target));
        }
    };
    view! {
        <label class="picks"><select class="input" aria-label=title on:change=choose>{options}</select><Icon name=Icon::CHEV_D /></label>
    }
}
