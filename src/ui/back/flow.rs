//! The flow of a migration as a picture: bars of the two days and ribbons between them, each of which lists its customers.

use leptos::prelude::*;

use super::migration::{entry_name, side_name};
use super::seen::{Who, use_seen, use_show};
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::SEGMENTS;
use crate::domain::insight::rfm::{Axis, Entry, Flow, Node, Ribbon, Table, Turn};

/// The class of a step in the style sheet.
pub(super) fn turn_class(turn: Turn) -> &'static str {
    match turn {
        Turn::Up => "up",
        Turn::Down => "down",
        Turn::Stayed => "stay",
        Turn::New => "new",
        Turn::Gone => "gone",
    }
}

/// The least width of a ribbon that has room for its number.
const ROOM: f64 = 9.0;

/// The picture of a table.
#[component]
pub(super) fn FlowPicture(axis: Axis, table: Table) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let seen = use_seen();
    let show = use_show();
    let flow = Flow::of(&table);
    let (width, height) = (flow.width, flow.height);
    let ribbon = move |ribbon: Ribbon| {
        let entry = Entry::Grades(axis, ribbon.was, ribbon.is);
        let label = format!("{}: {}", entry_name(words, entry), shared.units.clients.of(ribbon.customers as usize));
        let title = label.clone();
        let on = move || seen.who.get() == Some(Who::Move(entry));
        let key = move |event: web_sys::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                show(Who::Move(entry));
            }
        };
        view! {
            <path
                class=turn_class(ribbon.turn)
                d=ribbon.path
                role="button"
                tabindex="0"
                aria-label=label
                aria-pressed=move || on().to_string()
                on:click=move |_| show(Who::Move(entry))
                on:keydown=key
            >
                <title>{title}</title>
            </path>
        }
    };
    let number = move |ribbon: &Ribbon| {
        let (x, y, anchor, arrow) = match ribbon.turn {
            Turn::Down => (102.0, ribbon.from, "start", "↓"),
            Turn::Up => (width - 102.0, ribbon.to, "end", "↑"),
            _ => return None,
        };
        let text = format!("{arrow}{}", shared.grammar.number(ribbon.customers as usize));
        (ribbon.width >= ROOM)
            .then(|| view! { <text class="k" x=x y=y + 4.0 text-anchor=anchor aria-hidden="true">{text}</text> })
    };
    let numbers = flow.ribbons.iter().filter_map(number).collect_view();
    let node = move |node: Node| {
        let (x, anchor) = if node.after { (node.x + node.width + 10.0, "start") } else { (node.x - 10.0, "end") };
        let y = node.y + (node.height / 2.0).max(11.0);
        view! {
            <rect class="node" x=node.x y=node.y width=node.width height=node.height rx="2" />
            <text class="n" x=x y=y text-anchor=anchor>{side_name(words, node.grade, node.after)}</text>
            <text class="v" x=x y=y + 14.0 text-anchor=anchor>{shared.grammar.number(node.customers as usize)}</text>
        }
    };
    view! {
        <svg class="flow" viewBox=format!("0 -2 {width} {}", height + 4.0) role="group" aria-label=words.flow>
            {flow.ribbons.into_iter().map(ribbon).collect_view()}
            {numbers}
            {flow.nodes.into_iter().map(node).collect_view()}
        </svg>
    }
}
