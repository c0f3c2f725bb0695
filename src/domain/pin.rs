//! Boundaries of scores that are pinned (0.28, analytics 1.3): customers are scored by them until the next ones, so that
//! who degrades can be told from who was overtaken. Every set is kept.

use chrono::{Datelike, NaiveDate};

use super::insight::rfm::{BoundarySet, Measure};
use super::{MemberId, Moment, PinId, Workspace, identity};
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

    fn last_pin(&self, counts: impl Fn(&Pin) -> bool) -> Option<&Arc<Pin>> {
        self.pins().filter(|pin| counts(pin)).max_by_key(|pin| (pin.at, pin.id))
    }
}
