//! The editions of a regulation, newest first: what each changed in the one before it, and an old one as the beginning of a
//! new.

use leptos::prelude::*;

use super::shown::use_shown;
use crate::domain::Wording;
use crate::domain::insight::regulation::{Line, reworded};
use crate::ui::icon::Icon;
use crate::ui::regulation::edition;
use crate::ui::setup::publish::sides;

/// The editions; nothing while there is one.
#[component]
pub(super) fn Past() -> impl IntoView {
    let shown = use_shown();
    let words = shown.editing.words.regulations;
    let editions = Memo::new(move |_| {
        shown.regulation.with(|known| known.as_ref().map(|known| known.editions.clone()).unwrap_or_default())
    });
    let rows = move || {
        let editions = editions.get();
        let before = std::iter::once(None).chain(editions.iter().cloned().map(Some));
        let mut rows: Vec<_> = (1_u32..).zip(before.zip(editions.iter().cloned())).collect();
        rows.reverse();
        let last = editions.len();
        let row = move |(number, (before, wording)): (u32, (Option<Wording>, Wording))| {
            let current = usize::try_from(number) == Ok(last);
            view! { <Edition number current before wording /> }
        };
        (last > 1).then(|| rows.into_iter().map(row).collect_view())
    };
    move || {
        (editions.with(Vec::len) > 1).then(
            || view! { <details class="fold"><summary>{words.past}</summary><ol class="past">{rows}</ol></details> },
        )
    }
}

#[component]
fn Edition(number: u32, current: bool, before: Option<Wording>, wording: Wording) -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let words = editing.words;
    let title = edition(words, editing.format, number, wording.since);
    let by = wording.by.and_then(|by| editing.store.member(by)).map(|member| words.regulations.by.fill([&member.name]));
    let by = by.map(|by| view! { <span class="by">{by}</span> });
    let told = move |text: &crate::domain::Text| editing.says(text);
    let parts = move |name: &'static str, lines: Vec<Line>| {
        let lines: Vec<_> =
            lines.iter().map(|(was, is)| sides(editing, was.as_ref().map(told), is.as_ref().map(told))).collect();
        (!lines.is_empty()).then(|| view! { <div><span></span><h3>{name}</h3>{lines}</div> })
    };
    let changed = before.map(|before| {
        let changed = reworded(&before, &wording);
        let names = [number - 1, number].map(|number| words.setup.edition_past.fill([&number.to_string()]));
        let [was, is] = names;
        let same = words.regulations.same.of(changed.same);
        view! {
            <div class="vs">
                <div class="hd"><span></span><span><b>{was}</b></span><span><b>{is}</b></span></div>
                {parts(words.regulations.points, changed.points)}
                {parts(words.regulations.forbidden, changed.forbidden)}
                {parts(words.regulations.done, changed.done.into_iter().collect())}
                {(changed.same > 0).then(|| view! { <div class="same"><span></span><span>{same}</span></div> })}
            </div>
        }
    });
    let first = changed.is_none();
    let lines = wording.points.len() + wording.forbidden.len();
    let about = first.then(|| words.units.comma.fill([words.regulations.first, &words.regulations.lines.of(lines)]));
    let reuse = move |_| shown.begin(wording.clone());
    view! {
        <li>
            <span class="grow"><b>{title}</b>{by}{about.map(|about| view! { <span class="by">{about}</span> })}</span>
            {if current {
                view! { <span class="chip acc">{words.setup.in_force}</span> }.into_any()
            } else {
                view! { <button class="btn sm" type="button" on:click=reuse><Icon name=Icon::UNDO />{words.regulations.reuse}</button> }.into_any()
            }}
            {changed}
        </li>
    }
}
