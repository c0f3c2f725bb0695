//! The board by keys: from card to card, lifting one, and everything that can be done with it.
//! Deliberately not here: which key asks for what (`orders`).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::Desk;
use super::drag::{Drag, Then};
use super::lead;
use super::orders::{Order, Way, order};
use super::pointer::{Hand, card_element, card_of, elements};
use crate::app::route::Route;
use crate::domain::DealId;
use crate::ui::moving::Talk;

/// Does what a key on a card asks for. `go` goes to another page; `after_go` tells whether the key before was `G`, which
/// makes this one a place (`keys`).
pub(super) fn press(desk: Desk, hand: Hand, event: &KeyboardEvent, go: impl Fn(Route), after_go: StoredValue<bool>) {
    let code = event.code();
    let names_place = after_go.get_value();
    after_go.set_value(code == "KeyG");
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
    let Some((card, deal, column)) = card_of(desk, event) else { return };
    // A button inside the card has keys of its own.
    let on_card = event.target().is_some_and(|target| target.dyn_ref::<web_sys::Element>() == Some(&card));
    // Not what the columns still show: they fall silent a frame after a card was let go.
    let lifted = desk.drag.with_value(Drag::carries);
    if modified || names_place || !(on_card || lifted) {
        return;
    }
    let Some(asked) = order(&code, lifted, desk.leads()) else { return };
    event.prevent_default();
    event.stop_propagation();
    let follow = |change: &mut dyn FnMut(&mut Drag) -> Then| {
        let then = desk.drag.try_update_value(change).unwrap_or(Then::Nothing);
        desk.follow(then);
    };
    match asked {
        Order::Open => go(Route::Deal(deal)),
        Order::Lift => follow(&mut |drag| drag.lift(deal, column)),
        Order::Drop => hand.release(),
        Order::PutBack => hand.cancel(),
        Order::Go(way) if lifted => {
            let count = desk.lanes.with_value(Vec::len);
            follow(&mut |drag| drag.step(way == Way::Right, count));
        }
        Order::Go(way) => {
            if let Some(next) = next_card(desk, deal, column, way) {
                desk.go_to(next);
            }
        }
        Order::Choose => desk.talk(Talk::Choose(deal)),
        Order::Lose => desk.talk(Talk::Lose(deal)),
        Order::Plan => desk.talk(Talk::Plan(deal)),
        Order::HandOver => desk.talk(Talk::HandOver(deal)),
        Order::Lead(asked) => lead::carry_out(desk, asked, deal),
    }
}

fn next_card(desk: Desk, deal: DealId, column: usize, way: Way) -> Option<DealId> {
    let lanes = desk.lanes();
    let in_column = |pick: &dyn Fn(usize, usize) -> Option<usize>| {
        lanes.get(column)?.shown.with_untracked(|shown| {
            let at = shown.deals.iter().position(|&other| other == deal)?;
            shown.deals.get(pick(at, shown.deals.len())?).copied()
        })
    };
    match way {
        Way::Up => in_column(&|at, _| at.checked_sub(1)),
        Way::Down => in_column(&|at, _| Some(at + 1)),
        Way::First => in_column(&|_, _| Some(0)),
        Way::Last => in_column(&|_, count| count.checked_sub(1)),
        Way::Left => (0..column).rev().find_map(|other| card_beside(desk, deal, other)),
        Way::Right => (column + 1..lanes.len()).find_map(|other| card_beside(desk, deal, other)),
    }
}

/// The card of another column that stands beside a card on the screen; none when that column has none.
fn card_beside(desk: Desk, deal: DealId, column: usize) -> Option<DealId> {
    let beside = card_element(deal)?.get_bounding_client_rect();
    let stage = desk.stage(column)?;
    let section = document().query_selector(&format!(".board [data-stage=\"{stage}\"]")).ok().flatten()?;
    let list = section.query_selector(".list").ok().flatten()?.get_bounding_client_rect();
    let distance = |card: &web_sys::Element| {
        let rect = card.get_bounding_client_rect();
        let hidden = rect.bottom() <= list.top() || rect.top() >= list.bottom();
        (hidden, (rect.top() - beside.top()).abs())
    };
    let nearest = elements(&section, "[data-id]").map(|card| (distance(&card), card));
    let (_, card) = nearest.min_by(|(a, _), (b, _)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    card.get_attribute("data-id")?.parse().ok()
}
