//! Boundaries of scores that are pinned (0.28, analytics 1.3): customers are scored by them until the next ones, so that
//! who degrades can be told from who was overtaken. Every set is kept.

use chrono::{Datelike, NaiveDate};

use super::insight::purchases::currency;
use super::insight::rfm::{BoundarySet, Measure};
use super::{Currency, MemberId, Moment, PinId, Workspace, identity};
use std::cell::LazyCell;
use std::sync::Arc;

/// A set of boundaries and who pinned it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Identity.
    pub id: PinId,
    /// The boundaries, with the day of their population.
    pub set: BoundarySet,
    /// When it was pinned.
    pub at: Moment,
    /// Who pinned it; nobody when the month did.
    pub by: Option<MemberId>,
    /// What money was counted in; none of those that were pinned before it was written down, which count for any.
    pub currency: Option<Currency>,
}

impl Pin {
    /// The identity of what a month pins by itself: the same on every device.
    pub fn of_month(day: NaiveDate) -> PinId {
        PinId(identity::named(&[b"month", &day.year().to_be_bytes(), &day.month().to_be_bytes()]))
    }
}

impl Workspace {
    /// The boundaries that hold: those pinned last, of M as average cheque. Lists, robots and campaigns go by them.
    pub fn pinned(&self) -> Option<&Arc<Pin>> {
        self.last_pin(|pin| pin.set.measure == Measure::default())
    }

    /// The boundaries that held on a day: pinned last of those whose population is not of a later day. A set is of one
    /// measure whole: the boundary of money means nothing in another, and boundaries of different days together are no set.
    pub fn pinned_on(&self, day: NaiveDate, measure: Measure) -> Option<&Arc<Pin>> {
        self.last_pin(|pin| pin.set.measure == measure && pin.set.as_of <= day)
    }

    /// The sets that say something of purchases as they are counted now: boundaries of money mean nothing in another
    /// currency, and what else is in a set goes with them.
    pub fn pins_that_count(&self) -> impl Iterator<Item = &Arc<Pin>> {
        let base = self.base();
        // In what is counted is read from the purchases, and mostly is what the company has its sums in.
        let counted = LazyCell::new(move || currency(self));
        self.pins().filter(move |pin| pin.currency.is_none_or(|of| of == base || *counted == Some(of)))
    }

    fn last_pin(&self, counts: impl Fn(&Pin) -> bool) -> Option<&Arc<Pin>> {
        self.pins_that_count().filter(|pin| counts(pin)).max_by_key(|pin| (pin.at, pin.id))
    }
}
