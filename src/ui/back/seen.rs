//! How the page looks at the scores, as its address says: the day, by which boundaries, what M is, and whose customers the
//! table lists.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Bought, today};
use crate::app::address::{use_queries, use_query};
use crate::app::clock;
use crate::app::store::use_store;
use crate::domain::insight::rfm::{Code, Entry, Measure};
use crate::domain::insight::scores::{Basis, Scoring};
use crate::domain::{Pin, Slug};

/// What the address calls the boundaries of the day itself, and M as the total.
pub(super) const FLOATING: &str = "today";
pub(super) const TOTAL: &str = "total";

/// Whose customers the table lists, if not everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Those of a cell.
    Cell(Code),
    /// Those of a named group.
    Group(Slug),
    /// Those of a number of the migration.
    Move(Entry),
}

impl Who {
    /// Whom an address names.
    fn parse(text: &str) -> Option<Self> {
        if let Some(group) = text.strip_prefix("group-") {
            return Slug::new(group).ok().map(Self::Group);
        }
        text.parse().map(Self::Cell).or_else(|_| text.parse().map(Self::Move)).ok()
    }
}

impl fmt::Display for Who {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(code) => code.fmt(out),
            Self::Group(group) => write!(out, "group-{group}"),
            Self::Move(entry) => entry.fmt(out),
        }
    }
}

/// What the whole page goes by.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// The day of the scores.
    pub day: Memo<NaiveDate>,
    /// What M is.
    pub measure: Memo<Measure>,
    /// The boundaries that stand still, if the page goes by such.
    pub pin: Memo<Option<Arc<Pin>>>,
    /// The scores.
    pub scoring: Memo<Arc<Scoring>>,
    /// Whom the table lists.
    pub who: Memo<Option<Who>>,
    /// The table.
    pub table: NodeRef<html::Section>,
}

impl Seen {
    /// By the address of the page.
    pub fn new(bought: Bought) -> Self {
        let store = use_store();
        let [(day, _), (bounds, _), (m, _), (who, _)] = ["asof", "bounds", "m", "who"].map(use_query);
        let day = Memo::new(move |_| day.get().parse().unwrap_or_else(|_| today()));
        // A set that is asked for by its name brings its own measure.
        let asked = Memo::new(move |_| {
            let id = bounds.get().parse().ok()?;
            store.all("pin", |workspace| workspace.pins().find(|pin| pin.id == id).cloned())
        });
        let measure = Memo::new(move |_| match asked.get() {
            Some(pin) => pin.set.measure,
            None if m.get() == TOTAL => Measure::Total,
            None => Measure::AverageCheque,
        });
        let pin = Memo::new(move |_| {
            if bounds.get() == FLOATING {
                return None;
            }
            let held = || store.all("pin", |workspace| workspace.pinned_on(day.get(), measure.get()).cloned());
            asked.get().or_else(held)
        });
        let scoring = bought.scored(move || {
            let basis = match pin.get() {
                Some(pin) => Basis::Pinned(pin.set),
                None => Basis::Own(measure.get()),
            };
            (day.get(), basis)
        });
        let who = Memo::new(move |_| Who::parse(&who.get()));
        Self { day, measure, pin, scoring, who, table: NodeRef::new() }
    }
}

/// How the page looks at the scores.
pub(super) fn use_seen() -> Seen {
    expect_context()
}

/// A press on somebody: their customers in the table, which comes into sight with the focus; the same press once more shows
/// everybody again. To be made while a component is drawn.
pub(super) fn use_show() -> impl Fn(Who) + Copy + 'static {
    let seen = use_seen();
    let set = use_queries();
    move |who: Who| {
        if seen.who.get_untracked() == Some(who) {
            return set(&[("who", "")]);
        }
        set(&[("who", &who.to_string())]);
        clock::after_paint(move || reveal(seen));
    }
}

fn reveal(seen: Seen) {
    let Some(table) = seen.table.get_untracked() else { return };
    table.scroll_into_view();
    let rows = table.query_selector(".vt").ok().flatten().and_then(|rows| rows.dyn_into::<web_sys::HtmlElement>().ok());
    // Refused only by an element that can't have the focus.
    let _ = rows.map(|rows| rows.focus());
}
