//! On a phone the board shows one stage at a time; this tells which and leads to the others. For the deals it is the
//! ribbon with the counts on it, for the leads the names of the few stages.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::use_desk;
use super::pointer::elements;
use super::ribbon::Funnel;

/// The pager. `shown` is the stage in view.
#[component]
pub(super) fn Pager(board: NodeRef<Div>, shown: RwSignal<usize>) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let names = desk.leads();
    let stages = desk.lanes().into_iter().enumerate().map(move |(at, lane)| {
        let count = move || words.grammar.number(lane.shown.with(|shown| shown.deals.len()));
        let name = desk.stage_name(at);
        let label = {
            let name = name.clone();
            move || words.board.stage_of_pager.fill([&(at + 1).to_string(), &name, &count()])
        };
        let here = move || (shown.get() == at).then_some("step");
        let text = if names {
            view! { <span>{name}</span>" "<span class="cnt">{count}</span> }.into_any()
        } else {
            view! { <b>{count}</b> }.into_any()
        };
        view! { <button type="button" aria-current=here aria-label=label on:click=move |_| turn(board, at)>{text}</button> }
    });
    let stages = stages.collect_view();
    if names {
        view! { <nav class="pager mobile" aria-label=words.board.stages><div class="seg">{stages}</div></nav> }
            .into_any()
    } else {
        view! { <nav class="pager mobile" aria-label=words.board.stages><Funnel />{stages}</nav> }.into_any()
    }
}

/// Notes which of the stages the board is scrolled to.
pub(super) fn note(board: NodeRef<Div>, shown: RwSignal<usize>, count: usize) {
    let Some(board) = board.get_untracked() else { return };
    let (wide, seen) = (board.scroll_width() - board.client_width(), board.scroll_left());
    let last = i32::try_from(count.saturating_sub(1)).unwrap_or_default();
    let at = if wide > 0 { (seen * last + wide / 2) / wide } else { 0 };
    let at = usize::try_from(at).unwrap_or_default();
    if shown.get_untracked() != at {
        shown.set(at);
        follow(at, count);
    }
}

/// Brings the stage in view to the middle of the pager, which scrolls when there are many.
fn follow(at: usize, count: usize) {
    let Ok(Some(pager)) = document().query_selector(".pager") else { return };
    let part = |n: usize| i32::try_from(n).unwrap_or_default();
    let middle = pager.scroll_width() * (2 * part(at) + 1) / (2 * part(count)).max(1);
    pager.set_scroll_left(middle - pager.client_width() / 2);
}

fn turn(board: NodeRef<Div>, at: usize) {
    let stage = board.get_untracked().and_then(|board| elements(&board, ".stage").nth(at));
    if let (Some(stage), Some(board)) =
        (stage.and_then(|stage| stage.dyn_into::<web_sys::HtmlElement>().ok()), board.get_untracked())
    {
        let first = elements(&board, ".stage").next().and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok());
        board.set_scroll_left(stage.offset_left() - first.map_or(0, |first| first.offset_left()));
    }
}
