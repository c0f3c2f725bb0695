//! The regulation on the page as it is read, with its past; or its new edition as it is written; or the way to a first.

use leptos::prelude::*;

use super::past::Past;
use super::shown::use_shown;
use super::write::Write;
use crate::app::clock;
use crate::domain::Text;
use crate::ui::icon::Icon;
use crate::ui::regulation::Charter;

/// The panel.
#[component]
pub(super) fn Sheet() -> impl IntoView {
    let shown = use_shown();
    let writes = Memo::new(move |_| shown.is_written());
    let there = Memo::new(move |_| shown.regulation.with(Option::is_some));
    let body = move || {
        // Another regulation is drawn anew.
        shown.of.track();
        match (writes.get(), there.get()) {
            (true, _) => view! { <Write /> }.into_any(),
            (false, true) => view! { <Read /> }.into_any(),
            (false, false) => view! { <Nothing /> }.into_any(),
        }
    };
    view! { <section class="panel" aria-labelledby="rule-t">{body}</section> }
}

/// Puts what is in the page on paper; `all` is every regulation of the funnel.
fn print(on_paper: RwSignal<bool>, all: bool) {
    on_paper.set(all);
    // The browser's dialog shows what has been drawn by then. One that refuses to print says so itself.
    clock::after_paint(move || drop(window().print()));
}

#[component]
fn Read() -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let words = editing.words.regulations;
    let of = shown.of.get_untracked();
    let current = Memo::new(move |_| {
        shown
            .regulation
            .with(|known| known.as_ref().and_then(|known| known.current().map(|(_, wording)| wording.clone())))
    });
    let edition = move || shown.regulation.with(|known| known.as_deref().map(|known| shown.edition(known)));
    let by = move || {
        let by = current.with(|wording| wording.as_ref().and_then(|wording| wording.by))?;
        let name = editing.store.member(by)?.name.clone();
        Some(view! { <span class="c3 t12">{words.by.fill([&name])}</span> })
    };
    let edit = move |_| {
        if let Some(wording) = current.get_untracked() {
            shown.begin(wording);
        }
    };
    let norm = move || {
        let (_, stage) = shown.stage(of)?;
        (stage.norm_days > 0).then(|| editing.words.setup.line_norm.fill([&stage.norm_days.to_string()]))
    };
    let script = move || {
        let lines: Vec<Text> = shown.stage(of).map(|(_, stage)| stage.script).unwrap_or_default();
        (!lines.is_empty()).then(|| {
            let lines = lines.iter().map(|line| view! { <li>{editing.says(line)}</li> }).collect_view();
            view! { <details class="fold"><summary>{words.script}</summary><ul class="talk">{lines}</ul></details> }
        })
    };
    let all = move || of == editing.id;
    view! {
        <div class="panel-h">
            <h2 id="rule-t">{move || shown.title(of)}</h2>
            <span class="chip line">{edition}</span>
            <span class="grow"></span>
            {all().then(|| view! { <button class="btn ghost sm" type="button" on:click=move |_| print(shown.on_paper, true)><Icon name=Icon::PRINT />{words.print_all}</button> })}
            <button class="btn ghost icon sm" type="button" aria-label=words.print title=words.print on:click=move |_| print(shown.on_paper, false)><Icon name=Icon::PRINT /></button>
            <button class="btn ghost icon sm" type="button" aria-label=words.edit title=words.edit data-do="edit" on:click=edit><Icon name=Icon::PEN /></button>
        </div>
        <div class="panel-b col g3">
            {move || current.get().map(|wording| view! { <Charter wording /> })}
            {move || norm().map(|norm| view! { <p class="row c2"><Icon name=Icon::CLOCK class="i i14" />{norm}</p> })}
            {script}
            {by}
            <Past />
        </div>
    }
}

/// No wording yet: a ready one, or one's own.
#[component]
fn Nothing() -> impl IntoView {
    let shown = use_shown();
    let words = shown.editing.words.regulations;
    let of = shown.of.get_untracked();
    let ready = Memo::new(move |_| shown.ready.has(of));
    view! {
        <div class="panel-h"><h2 id="rule-t">{move || shown.title(of)}</h2></div>
        <div class="empty">
            <span class="pic"><Icon name=Icon::NOTE class="i i20" /></span>
            <h3>{words.empty}</h3>
            <p>{words.empty_why}</p>
            <div class="bar">
                {move || ready.get().then(|| view! { <button class="btn primary" type="button" data-do="take" on:click=move |_| shown.ready.take(&[of], shown)>{words.take}</button> })}
                <button class="btn" type="button" data-do="write" on:click=move |_| shown.begin_new()><Icon name=Icon::PEN />{words.write}</button>
            </div>
        </div>
    }
}
