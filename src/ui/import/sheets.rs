//! Which sheets of a workbook are loaded, when several have rows.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::opened::{Found, Opened};
use super::{Flow, Step};
use crate::app::locale::{use_words, use_words_of};
use crate::app::words;
use crate::data::import::recognise;
use crate::ui::dialog::Dialog;

/// The sheets of the files, to be ticked. Those whose headers are known are ticked already, or else the first.
#[component]
pub(super) fn SheetsDialog(flow: Flow, opened: Vec<Opened>, on_chosen: Callback<Vec<Opened>>) -> impl IntoView {
    let words = use_words();
    let books = use_words_of(&words::BOOKS);
    let all = |opened: &[Opened]| {
        let of = |(file, opened): (usize, &Opened)| {
            (0..opened.tables.len()).map(move |table| (file, table)).collect::<Vec<_>>()
        };
        opened.iter().enumerate().flat_map(of).collect::<Vec<_>>()
    };
    let known = opened.iter().enumerate().flat_map(|(file, opened)| {
        let is_known = |found: &Found| !opened.has_choice() || recognise(&found.source).is_some();
        let mut known: Vec<_> =
            opened.tables.iter().enumerate().filter(|(_, found)| is_known(found)).map(|(at, _)| (file, at)).collect();
        if known.is_empty() {
            known.push((file, 0));
        }
        known
    });
    let chosen = RwSignal::new(known.collect::<BTreeSet<_>>());
    let lines = all(&opened).into_iter().map(|place| {
        let found = &opened[place.0].tables[place.1];
        let name = found.sheet.as_deref().unwrap_or(&opened[place.0].file);
        let rows = words.units.rows.of(found.rows.saturating_sub(1));
        let said = if found.sheet.is_some() { books.sheet.fill([name, &rows]) } else { name.to_owned() };
        let tick = move |_| {
            chosen.update(|chosen| {
                if !chosen.remove(&place) {
                    chosen.insert(place);
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&place)) on:change=tick />
                <span>{said}</span>
            </label>
        }
    });
    let lines = lines.collect_view();
    let files = StoredValue::new_local(opened);
    let go_on = move |_| {
        let chosen = chosen.get_untracked();
        let kept = files.with_value(|files| {
            let of = |(file, opened): (usize, &Opened)| Opened {
                file: opened.file.clone(),
                tables: (0..opened.tables.len())
                    .filter(|table| chosen.contains(&(file, *table)))
                    .map(|table| opened.tables[table].clone())
                    .collect(),
            };
            files.iter().enumerate().map(of).collect::<Vec<_>>()
        });
        on_chosen.run(kept);
    };
    let close = move || flow.step.set(Step::Idle);
    view! {
        <Dialog title=books.which about=books.which_why width="narrow" on_close=move |()| close()>
            <div class="body"><div class="col">{lines}</div></div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close()>{words.shell.cancel}</button>
                <button class="btn primary" type="button" disabled=move || chosen.with(BTreeSet::is_empty) on:click=go_on>{books.next}</button>
            </div>
        </Dialog>
    }
}
