//! The scores of customers as robots go by them: by the boundaries of the first day of the month, which stand still while
//! days pass, so that somebody who buys nothing grows worse (analytics 1.3).
//! Deliberately not here: how a score comes about (`insight::rfm`), what robots make of it (`occasion`).

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::due::Clock;
use crate::domain::insight::purchases::{Purchases, of_customer};
use crate::domain::insight::rfm::{BoundarySet, Code, Ledger, Measure};
use crate::domain::{Currency, CustomerId, Workspace};

/// What holds for a calendar month, worked out when a robot first asks for it: the boundaries take everybody's purchases.
#[derive(Clone, Debug, Default)]
pub(super) struct Month(OnceCell<Frozen>);

#[derive(Clone, Debug)]
struct Frozen {
    /// Of everybody who had bought by the end of the first day of the month.
    boundaries: BoundarySet,
    /// What money is counted in.
    currency: Option<Currency>,
}

impl Month {
    fn frozen(&self, workspace: &Workspace, clock: Clock) -> &Frozen {
        self.0.get_or_init(|| {
            let Purchases { currency, lines, .. } = Purchases::of(workspace, |_| clock.offset);
            let ledger: Ledger<CustomerId> = lines.into_iter().collect();
            let population = ledger.summarise(first_day(clock));
            Frozen { boundaries: BoundarySet::of(&population, Measure::AverageCheque), currency }
        })
    }

    /// Forgets what held for another month.
    pub(super) fn turn(&mut self, clock: Clock) {
        if self.0.get().is_some_and(|frozen| frozen.boundaries.as_of != first_day(clock)) {
            self.0.take();
        }
    }
}

/// The first day of the month by the desk's clock.
fn first_day(clock: Clock) -> NaiveDate {
    let today = clock.now.day(clock.offset);
    today.with_day(1).unwrap_or(today)
}

/// One customer day by day.
pub(super) struct Scores<'a> {
    boundaries: &'a BoundarySet,
    bought: Ledger<CustomerId>,
    pub(super) today: NaiveDate,
}

impl<'a> Scores<'a> {
    pub(super) fn of(workspace: &Workspace, customer: CustomerId, month: &'a Month, clock: Clock) -> Self {
        let Frozen { boundaries, currency } = month.frozen(workspace, clock);
        let bought = of_customer(workspace, customer, *currency, |_| clock.offset).into_iter().collect();
        Self { boundaries, bought, today: clock.now.day(clock.offset) }
    }

    /// The score at the end of a day; none for who has not bought by then, or for amounts that nobody knows.
    pub(super) fn code(&self, day: NaiveDate) -> Option<Code> {
        self.boundaries.score(self.bought.summarise(day).buyers.first()?).code()
    }

    /// Since which day it has been one of these, if that is less than so many days.
    pub(super) fn came_to(&self, codes: &BTreeSet<Code>, days: i64) -> Option<NaiveDate> {
        let is = |day: &NaiveDate| self.code(*day).is_some_and(|code| codes.contains(&code));
        let back = || (0..=days).filter_map(|ago| self.today.checked_sub_signed(chrono::Duration::days(ago)));
        let since = back().take_while(is).last()?;
        back().last().filter(|first| since > *first).and(Some(since))
    }

    /// The day of the last purchase, and the day on which they leave the best by recency.
    pub(super) fn leaves_best(&self) -> Option<(NaiveDate, NaiveDate)> {
        let last = self.bought.summarise(self.today).buyers.first()?.last_purchase;
        Some((last, self.boundaries.leaves_best_on(last)?))
    }
}
