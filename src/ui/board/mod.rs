//! A funnel whose stages have an order, as a board: «Сделки» and «Лиды».
//!
//! Owns the page: its top, its filters, its columns, and what reaches the cards. Deliberately not here: the dialogs that
//! a move opens (`moving`), baskets and scores.

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod blank;
mod card;
mod column;
mod desk;
mod drag;
pub(super) mod filters;
mod keyboard;
mod later;
mod lead;
pub mod orders;
mod pager;
mod pointer;
mod ribbon;
pub(super) mod switch;
mod top;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::address::{href, use_go};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::domain::Pipeline;
use crate::domain::insight::conversion;
use crate::storage::preferences::Density;
use crate::ui::icon::Icon;
use crate::ui::moving::{LeadOrder, Talk};
use blank::Blank;
use column::Column;
use desk::{Desk, use_desk};
use filters::{FilterBar, use_clear, use_filter};
use later::counted;
use pager::Pager;
use pointer::{Hand, card_of, pressed};
use ribbon::{Ribbon, Steps};
use top::Top;

/// A funnel as a board.
#[component]
pub fn BoardPage(
    /// Which funnel.
    pipeline: Arc<Pipeline>,
) -> impl IntoView {
    let desk = Desk::new(pipeline, use_filter());
    provide_context(desk);
    provide_context(Blank::new());
    let steps = counted(desk, |steps, workspace, pipeline, deal, _| {
        conversion::count(steps, workspace, pipeline, deal);
    });
    provide_context(Steps(steps));
    let class = if desk.leads() { "main page-leads" } else { "main page-deals" };
    let filters = RwSignal::new(false);
    let board = NodeRef::new();
    let shown = RwSignal::new(0);
    view! {
        <main class=class id="main">
            <Top filters />
            <FilterBar asked=filters />
            <Pager board shown />
            <div class="wrap">
                <Board board shown />
                <Nothing />
                {desk.leads().then(|| view! { <lead::Endings /> })}
            </div>
            <p class="vh" role="status">{move || desk.said.get()}</p>
        </main>
    }
}

#[component]
fn Board(board: NodeRef<leptos::html::Div>, shown: RwSignal<usize>) -> impl IntoView {
    let desk = use_desk();
    let go = use_go();
    let choices = use_choices();
    let hand = Hand::new(desk, board);
    let stages = desk.read(|pipeline| pipeline.stages.clone());
    let count = stages.len();
    let ordered = desk.read(|pipeline| pipeline.ordered);
    let name = desk.read(|pipeline| desk.language.of(&pipeline.name));
    let columns = stages
        .into_iter()
        .zip(desk.lanes())
        .enumerate()
        .map(|(column, (stage, lane))| view! { <Column stage column lane /> })
        .collect_view();

    let on_click = move |event: ev::MouseEvent| {
        let Some((_, deal, _)) = card_of(desk, &event).filter(|_| !hand.was_drag()) else { return };
        match pressed(&event).as_deref() {
            Some("") => go(Route::Deal(deal)),
            Some("plan") => desk.talk(Talk::Plan(deal)),
            Some("choose") => desk.talk(Talk::Choose(deal)),
            Some("take") => lead::carry_out(desk, LeadOrder::Take, deal),
            Some("deal") => lead::to_deals(desk, deal),
            Some("end") => desk.ending.update(|open| *open = Some(deal).filter(|&lead| *open != Some(lead))),
            _ => {}
        }
    };
    let after_go = StoredValue::new(false);
    let on_key = move |event: ev::KeyboardEvent| keyboard::press(desk, hand, &event, go, after_go);
    let on_focus = move |event: ev::FocusEvent| {
        if let Some((_, deal, column)) = card_of(desk, &event) {
            desk.arrived(deal, column);
        }
    };
    // Whoever leaves a lifted card leaves it where it was.
    let on_blur = move |event: ev::FocusEvent| {
        if event.related_target().is_some() && desk.lifted.with_untracked(Option::is_some) {
            hand.cancel();
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.code() == "Escape" {
            hand.cancel();
        }
    };
    // A card in the air is carried wherever the pointer goes.
    let listeners = [
        window_event_listener(ev::pointermove, move |event| hand.moved(&event)),
        window_event_listener(ev::pointerup, move |_| hand.release()),
        window_event_listener(ev::pointercancel, move |_| hand.cancel()),
        window_event_listener(ev::keydown, escape),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    let on_scroll = move |_| {
        if desk.ending.get_untracked().is_some() {
            desk.ending.set(None);
        }
        pager::note(board, shown, count);
    };
    view! {
        <div
            class="board"
            class:compact=move || choices.density.get() == Density::Compact
            style:--stages=count.to_string()
            role="region"
            aria-label=desk.words.board.label.fill([&name])
            node_ref=board
            on:click=on_click
            on:keydown=on_key
            on:focusin=on_focus
            on:focusout=on_blur
            on:pointerdown=move |event| hand.press(&event)
            on:dragstart=move |event| event.prevent_default()
            on:scroll=on_scroll
        >
            {ordered.then(|| view! { <Ribbon /> })}
            {columns}
        </div>
    }
}

/// What is said when there are no cards at all, or none that the filters let through.
#[component]
fn Nothing() -> impl IntoView {
    let desk = use_desk();
    let words = &desk.words.board;
    let clear = use_clear();
    let empty = Memo::new(move |_| {
        let lanes = desk.lanes();
        let shown = lanes.iter().all(|lane| lane.shown.with(|shown| shown.deals.is_empty()));
        let all = lanes.iter().all(|lane| lane.shown.with(|shown| shown.all == 0));
        (shown, all)
    });
    let add = move |_| {
        if let Some(first) = desk.stage(0) {
            desk.talk(Talk::Add(first));
        }
    };
    let (funnel, archived) =
        desk.read(|pipeline| (pipeline.stages.is_empty().then_some(pipeline.id), pipeline.archived));
    move || match (funnel, empty.get()) {
        (Some(funnel), _) => {
            let button = view! { <a class="btn primary" href=href(Route::Funnel(funnel))>{words.to_setup}</a> };
            let (title, why) = (words.no_stages, words.no_stages_why);
            Some(view! { <Empty icon=Icon::EDITOR title why>{button}</Empty> }.into_any())
        }
        (None, (_, true)) if archived => {
            let (title, why) = (desk.words.gate.archived, desk.words.gate.archived_why);
            let way = desk.read(|pipeline| href(Route::Funnel(pipeline.id)));
            let button = view! { <a class="btn" href=way>{words.to_setup}</a> };
            Some(view! { <Empty icon=Icon::BOX title why>{button}</Empty> }.into_any())
        }
        (None, (_, true)) => {
            let (icon, title, why, new) = if desk.leads() {
                (Icon::INBOX, words.empty_leads, words.empty_leads_why, desk.words.leads.new)
            } else {
                (Icon::DEAL, words.empty, words.empty_why, words.new_deal)
            };
            let button =
                view! { <button class="btn primary" type="button" on:click=add><Icon name=Icon::PLUS />{new}</button> };
            Some(view! { <Empty icon title why>{button}</Empty> }.into_any())
        }
        (None, (true, false)) => {
            let button = view! {
                <button class="btn" type="button" on:click=move |_| clear()>{words.clear_filters}</button>
            };
            let (title, why) = (words.nothing_found, words.nothing_found_why);
            Some(view! { <Empty icon=Icon::SEARCH title why>{button}</Empty> }.into_any())
        }
        _ => None,
    }
}

#[component]
fn Empty(icon: Icon, title: &'static str, why: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="pic"><Icon name=icon class="i i20" /></span>
            <h3>{title}</h3>
            <p>{why}</p>
            <div class="bar">{children()}</div>
        </div>
    }
}
