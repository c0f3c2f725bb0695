//! A new edition as it is written: points and prohibitions added, put in order and removed; put in force by publishing.
//! Nothing of it is in force, or part of the workspace, before that.

use leptos::prelude::*;

use super::shown::use_shown;
use crate::app::clock;
use crate::domain::reshape::reorder;
use crate::domain::{Command, Regulation, Text, Wording};
use crate::ui::icon::Icon;
use crate::ui::setup::order::{Grip, focus_later};
use crate::ui::setup::written::{Adding, Written};

/// The panel.
#[component]
pub(super) fn Write() -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let words = editing.words.regulations;
    let of = shown.of.get_untracked();
    let number =
        move || shown.regulation.with(|known| known.as_ref().map_or(1, |known| known.editions.len() + 1)).to_string();
    let done = Signal::derive(move || shown.written().map(|wording| editing.says(&wording.done)).unwrap_or_default());
    let save_done = move |text: String| shown.change(|wording| editing.language.write(&mut wording.done, &text));
    let wrong = RwSignal::new(false);
    let leave = move || {
        shown.put_away();
        focus_later("[data-do=edit], [data-do=write]");
    };
    let publish = move |_| {
        let Some(written) = untrack(|| shown.written()) else { return };
        let wording = Wording { since: clock::now(), by: editing.store.acting(), ..written };
        wrong.set(wording.points.is_empty());
        if wording.points.is_empty() {
            return focus_later(".charter-w .adding");
        }
        let known = shown.regulation.get_untracked();
        if known.is_some_and(|known: std::sync::Arc<Regulation>| says_the_same(&known, &wording)) {
            editing.store.tell(words.unchanged);
            return leave();
        }
        let told = words.told_worded.fill([&untrack(|| shown.name(of))]);
        match editing.store.dispatch(Command::WordRegulation(of, wording), told) {
            Ok(()) => leave(),
            Err(why) => shown.refused(&why),
        }
    };
    view! {
        <div class="panel-h ruled"><h2 id="rule-t">{move || shown.title(of)}</h2><span class="chip acc">{move || words.draft.fill([&number()])}</span></div>
        <dl class="form charter-w">
            <dt>{words.points}</dt>
            <dd>
                <Lines of=|wording| &mut wording.points key="point" label=words.points />
                <Adding label=words.add_point placeholder=words.point_placeholder add=move |text: String| {
                    wrong.set(false);
                    shown.change(|wording| wording.points.push(editing.text(&text)));
                } />
                {move || wrong.get().then(|| view! { <p class="cbad t12" role="alert">{words.nothing}</p> })}
            </dd>
            <dt>{words.forbidden}</dt>
            <dd>
                <Lines of=|wording| &mut wording.forbidden key="not" label=words.forbidden />
                <Adding label=words.add_forbidden placeholder=words.forbidden_placeholder add=move |text: String| shown.change(|wording| wording.forbidden.push(editing.text(&text))) />
            </dd>
            <dt>{words.done}</dt>
            <dd><Written label=words.done value=done save=save_done lines=2 placeholder=words.done_placeholder /></dd>
        </dl>
        <div class="panel-b bar">
            <p class="grow c2">{words.publish_why}</p>
            <button class="btn" type="button" data-do="drop" on:click=move |_| leave()>{words.drop}</button>
            <button class="btn primary" type="button" data-do="publish" on:click=publish>{move || words.publish.fill([&number()])}</button>
        </div>
    }
}

fn says_the_same(known: &Regulation, wording: &Wording) -> bool {
    let says = |wording: &Wording| (wording.points.clone(), wording.forbidden.clone(), wording.done.clone());
    known.current().is_some_and(|(_, current)| says(current) == says(wording))
}

/// Lines of a wording. They have no names: a line is known by its place.
#[component]
fn Lines(
    /// Which of them.
    of: fn(&mut Wording) -> &mut Vec<Text>,
    /// By which a line is found again.
    key: &'static str,
    /// What they are, for screen readers.
    label: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let lines = Memo::new(move |_| shown.written().map(|mut wording| of(&mut wording).clone()).unwrap_or_default());
    let row = move |at: usize| {
        let value = Signal::derive(move || {
            lines.with(|lines| lines.get(at).map(|line| editing.says(line)).unwrap_or_default())
        });
        let save = move |text: String| {
            shown.change(|wording| {
                if let Some(line) = of(wording).get_mut(at) {
                    editing.language.write(line, &text);
                }
            });
        };
        let put = move |to: usize| {
            shown.change(|wording| reorder(of(wording), at, to));
            focus_later(&format!("[data-grip=\"{key}-{to}\"]"));
        };
        let remove = move |_| {
            shown.change(|wording| drop(of(wording).remove(at)));
            focus_later(&format!(".lines-{key} [data-item]:nth-child({}) .input, .lines-{key} ~ .adding", at + 1));
        };
        let words = editing.words.setup;
        view! {
            <li data-item>
                <Grip name=value key=format!("{key}-{at}") put=put />
                <Written label=label value=value save=save lines=1 needed=true class="bare" />
                <button class="btn ghost icon sm" type="button" aria-label=words.remove title=words.remove on:click=remove><Icon name=Icon::X /></button>
            </li>
        }
    };
    view! {
        <ol class=format!("evid lines-{key}") data-order>
            <For each=move || 0..lines.with(Vec::len) key=|at| *at children=row />
        </ol>
    }
}
