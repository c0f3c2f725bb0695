//! Lines of the talk: written, added, put in order, removed.

use leptos::prelude::*;

use super::rules::change;
use crate::domain::Slug;
use crate::domain::reshape::reorder;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::order::{Grip, focus_later};
use crate::ui::setup::written::{Adding, Written};

/// The lines. They have no names: a line is known by its place.
#[component]
pub(super) fn ScriptRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let count = Memo::new(move |_| editing.stage(stage, |stage| stage.script.len()));
    let add = move |text: String| change(editing, stage, |stage| stage.script.push(editing.text(&text)));
    let line = move |at: usize| {
        let value = Signal::derive(move || {
            editing.stage(stage, |s| s.script.get(at).map(|line| editing.says(line)).unwrap_or_default())
        });
        let save = move |text: String| {
            change(editing, stage, |stage| {
                if let Some(line) = stage.script.get_mut(at) {
                    editing.language.write(line, &text);
                }
            });
        };
        let put = move |to: usize| {
            change(editing, stage, |stage| reorder(&mut stage.script, at, to));
            focus_later(&format!("[data-grip=\"line-{to}\"]"));
        };
        let remove = move |_| {
            change(editing, stage, |stage| drop(stage.script.remove(at)));
            focus_later(&format!(".script [data-item]:nth-child({}) .input, .script ~ .adding", at + 1));
        };
        view! {
            <li data-item>
                <Grip name=value key=format!("line-{at}") put=put />
                <Written label=words.script value=value save=save lines=1 needed=true class="bare" />
                <button class="btn ghost icon sm" type="button" aria-label=move || words.remove_what.fill([&value.get()]) title=words.remove on:click=remove><Icon name=Icon::X /></button>
            </li>
        }
    };
    view! {
        <dt>{words.script}</dt>
        <dd>
            <ul class="evid script" data-order>
                <For each=move || 0..count.get() key=|at| *at children=line />
            </ul>
            <Adding label=words.add_line placeholder=words.line_placeholder add=add />
        </dd>
    }
}
