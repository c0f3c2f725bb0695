//! Editions of a funnel that are no longer in force: when, who, how many deals came in by them; each beside the one in
//! force, and back as a draft.

use std::sync::Arc;

use leptos::prelude::*;

use super::compare::{Side, TwoSides};
use crate::app::clock;
use crate::domain::insight::edition::{compare, entered};
use crate::domain::{Command, Edition, Pipeline};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};

/// An edition as the list tells of it.
struct Told {
    number: usize,
    edition: Arc<Edition>,
    about: String,
}

/// The editions of the past, newest first, and what is said of the one in force.
fn told(editing: Editing) -> (Vec<Told>, String) {
    let words = editing.words.setup;
    let now = clock::now();
    editing.store.peek(|workspace| {
        let mut from = None;
        let mut told = Vec::new();
        for (at, edition) in workspace.editions(editing.id).into_iter().enumerate() {
            let came = words.entered.of(entered(workspace, editing.id, from, Some(edition.until)));
            let until = words.until_day.fill([&editing.format.moment(edition.until.0, now.0)]);
            let by = edition.by.and_then(|by| workspace.member(by)).map(|member| words.by_name.fill([&member.name]));
            let about: Vec<String> = [Some(until), Some(came), by].into_iter().flatten().collect();
            told.push(Told { number: at + 1, edition: Arc::clone(edition), about: about.join(", ") });
            from = Some(edition.until);
        }
        told.reverse();
        (told, words.entered.of(entered(workspace, editing.id, from, None)))
    })
}

/// The dialog.
#[component]
pub(super) fn HistoryDialog(close: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let (past, now) = told(editing);
    let current = past.len() + 1;
    let opened = RwSignal::new(None::<usize>);
    let live = editing.live.get_untracked();
    let in_force = live.is_some().then(|| {
        let title = words.edition_past.fill([&current.to_string()]);
        view! { <li><span class="grow"><b>{title}</b><span class="by">{now.clone()}</span></span><span class="chip acc">{words.in_force}</span></li> }
    });
    let empty = past.is_empty();
    let rows = past.into_iter().map(move |Told { number, edition, about }| {
        let title = words.edition_past.fill([&number.to_string()]);
        let beside = StoredValue::new((Arc::clone(&edition), live.clone(), title.clone(), about.clone(), now.clone()));
        let restore = move |_| {
            let funnel = Pipeline { archived: editing.live.with_untracked(|l| l.as_ref().is_some_and(|l| l.archived)), ..Pipeline::clone(&edition.funnel) };
            let told = words.told_restored.fill([&number.to_string()]);
            // Refused only when the record is gone, and then the page says so.
            let _ = editing.store.dispatch(Command::DraftFunnel(Box::new(funnel)), told);
            close.run(());
        };
        let shown = move || opened.get() == Some(number);
        let sides = move || shown().then(|| beside.with_value(|(edition, live, title, about, now)| {
            let live = live.as_ref()?;
            let before = Side { title: title.clone(), about: about.clone() };
            let after = Side { title: words.edition_past.fill([&current.to_string()]), about: now.clone() };
            let comparison = compare(&edition.funnel, live);
            Some(view! { <TwoSides comparison before after /> })
        }));
        view! {
            <li>
                <span class="grow"><b>{title}</b><span class="by">{about}</span></span>
                <button class="btn sm" type="button" aria-expanded=move || shown().to_string() on:click=move |_| opened.update(|open| *open = (*open != Some(number)).then_some(number))>{words.compare_live}</button>
                <button class="btn sm" type="button" on:click=restore><Icon name=Icon::UNDO />{words.restore}</button>
                {sides}
            </li>
        }
    });
    view! {
        <Dialog title=words.history about=words.history_why width="wide" on_close=close>
            <div class="body">
                {empty.then(|| view! { <p class="c2">{words.no_history}</p> })}
                <ol class="past">{in_force}{rows.collect_view()}</ol>
            </div>
        </Dialog>
    }
}
