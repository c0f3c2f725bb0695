//! What a press on a row and a key in the table do.
//! Deliberately not here: which key asks for what (`orders`), what is chosen (`choice`).

use leptos::prelude::*;

use super::orders::{Order, Way};
use super::state::{List, Row};
use crate::app::route::Route;
use crate::domain::DealId;
use crate::ui::many::step;

/// The first row gets the focus with the table, unless another has it.
pub(super) fn start(list: List) {
    let here = list.at.get_untracked().is_some_and(|at| list.rows.with_untracked(|rows| rows.contains(&at)));
    if !here {
        list.at.set(list.rows.with_untracked(|rows| rows.first().copied()));
    }
}

/// A row was pressed: it gets the focus, and with Shift the run up to it is chosen.
pub(super) fn pressed(list: List, event: &web_sys::MouseEvent, row: Row) {
    let before = list.at.get_untracked();
    list.at.set(Some(row));
    let Row::Deal(id) = row else { return };
    list.choice.pressed(event, || list.deals_in_sight(), deal_of(before), id);
}

fn deal_of(row: Option<Row>) -> Option<DealId> {
    match row {
        Some(Row::Deal(id)) => Some(id),
        _ => None,
    }
}

/// Does what a key asks for; `screen` is how many rows a screen has. Whether it was for the list.
pub(super) fn follow(list: List, asked: Order, screen: usize, go: impl Fn(Route)) -> bool {
    let at = list.at.get_untracked();
    match asked {
        Order::Go(way) => walk(list, way, screen),
        Order::Extend(way) => {
            let before = deal_of(at);
            walk(list, way, screen);
            if let Some(to) = deal_of(list.at.get_untracked()) {
                list.choice.run(&list.deals_in_sight(), before, to);
            }
        }
        Order::Open => match at {
            Some(Row::Deal(id)) => go(Route::Deal(id)),
            Some(Row::Group(group)) => list.fold(group),
            None => return false,
        },
        Order::Choose => match at {
            Some(Row::Deal(id)) => list.choice.toggle(id),
            Some(Row::Group(group)) => choose_group(list, group),
            None => return false,
        },
        Order::All => list.choice.choose(list.listing.get_untracked().deals()),
        Order::Clear => return list.choice.clear(),
        Order::Fold | Order::Unfold => {
            let Some(group) = group_of(list, at) else { return false };
            let listing = list.listing.get_untracked();
            let shut = listing.groups.get(group).is_some_and(|group| untrack(|| list.is_shut(&group.heading)));
            if shut == (asked == Order::Unfold) {
                list.at.set(Some(Row::Group(group)));
                list.fold(group);
            }
        }
        Order::Sort => {
            let (order, columns) = list.asked.with_untracked(|asked| (asked.order, asked.columns.clone()));
            let next =
                columns.iter().position(|column| *column == order.by).map_or(0, |at| (at + 1) % columns.len().max(1));
            if let Some(column) = columns.get(next) {
                list.address.order_by(order.pressed(*column));
            }
        }
        Order::Turn => {
            let order = list.asked.with_untracked(|asked| asked.order);
            list.address.order_by(order.pressed(order.by));
        }
        Order::Do(deed) => {
            // Nothing chosen: the row itself is meant.
            if list.choice.all.with_untracked(|deals| deals.is_empty()) {
                let Some(id) = deal_of(at) else { return false };
                list.choice.toggle(id);
            }
            list.wish.set(Some(deed));
        }
    }
    true
}

/// Chooses the deals of a group, or none of them when all are chosen.
pub(super) fn choose_group(list: List, group: usize) {
    let listing = list.listing.get_untracked();
    let Some(group) = listing.groups.get(group) else { return };
    let all = list.choice.all.with_untracked(|chosen| group.deals.iter().all(|deal| chosen.contains(deal)));
    match all {
        true => list.choice.drop_all(&group.deals),
        false => list.choice.choose(group.deals.iter().copied()),
    }
}

/// The group to which a row belongs, where the list has groups.
fn group_of(list: List, row: Option<Row>) -> Option<usize> {
    let row = row?;
    list.rows.with_untracked(|rows| {
        let at = rows.iter().position(|other| *other == row)?;
        rows[..=at].iter().rev().find_map(|row| match row {
            Row::Group(group) => Some(*group),
            Row::Deal(_) => None,
        })
    })
}

fn walk(list: List, way: Way, screen: usize) {
    let rows = list.rows.get_untracked();
    let now = list.at.get_untracked().and_then(|at| rows.iter().position(|row| *row == at));
    if let Some(row) = step(way, now, rows.len(), screen).and_then(|to| rows.get(to)) {
        list.at.set(Some(*row));
    }
}
