//! What one row becomes: a colleague, a customer, somebody at one, a deal, an order. First everything that can be wrong with the row is
//! read, then it is taken in; a rejected row leaves nothing behind.

mod buyer;
mod deal;
mod history;
mod member;
mod person;
mod purchase;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::data::table::CellDate;
use crate::domain::{ForeignId, Moment};

use super::cells::Styles;
use super::ledger::Origin;
use super::plan::Plan;

/// What comes from outside while rows are taken in (I1).
pub(super) struct Outside<'a> {
    /// Fresh identities.
    pub(super) ids: &'a mut dyn FnMut() -> u128,
    /// The moment at which local clocks show this.
    pub(super) local: &'a dyn Fn(NaiveDateTime) -> Moment,
}

impl Outside<'_> {
    fn id(&mut self) -> u128 {
        (self.ids)()
    }

    fn moment(&self, date: CellDate) -> Moment {
        match date.zone {
            Some(zone) => Moment::at(date.at, zone.local_minus_utc() / 60),
            None => (self.local)(date.at),
        }
    }
}

/// The file that a row stands in, as far as rows need it.
pub(super) struct File<'a> {
    pub(super) plan: &'a Plan,
    pub(super) styles: Styles,
    pub(super) origin: Origin,
    /// How often the same row without an identity of its own has been met in the file.
    pub(super) repeats: &'a mut BTreeMap<String, u32>,
}

/// What a row was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The first that speaks of its record.
    First,
    /// One more about a record that an earlier row spoke of.
    Again,
}

impl File<'_> {
    /// The identity of a record of a system: its own, or what makes the row itself known again.
    fn foreign(&mut self, system: &str, id: &str, what: &[&str]) -> ForeignId {
        let id = match id {
            "" => {
                let base = what.join(" · ");
                let count = self.repeats.entry(base.clone()).or_default();
                *count += 1;
                if *count == 1 { base } else { format!("{base} · {count}") }
            }
            id => id.to_owned(),
        };
        ForeignId { system: system.to_owned(), id }
    }
}
