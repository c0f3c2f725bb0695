//! The scores of customers as robots go by them: by the boundaries that are pinned, and where none have been this month by
//! those of its first day, which are the ones that it pins by itself. Both stand still while days pass, so that somebody
//! who buys nothing grows worse (analytics 1.3).
//! Deliberately not here: how a score comes about (`insight::rfm`), what robots make of it (`occasion`).

use std::collections::BTreeSet;

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

use super::due::Clock;
use crate::domain::insight::purchases::{currency, of_customer};
use crate::domain::insight::rfm::{BoundarySet, Buyer, Code, FEWEST_MEANINGFUL, Ledger, Measure, Population};
use crate::domain::{Condition, Currency, CustomerId, Pin, PinId, Robot, Workspace};

/// What scores are read by in a calendar month: the boundaries pinned in it, or those of everybody who had bought by the end
/// of its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    boundaries: BoundarySet,
    /// What money is counted in.
    currency: Option<Currency>,
    read: Read,
}

/// When, of how many deals and purchases, and in what the company has its sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Read {
    day: NaiveDate,
    deals: usize,
    purchases: usize,
    base: Currency,
    pinned: Option<PinId>,
}

impl Read {
    fn now(workspace: &Workspace, clock: Clock<'_>) -> Self {
        let (deals, purchases) = (workspace.deals().len(), workspace.purchases().len());
        let day = clock.today();
        Self { day, deals, purchases, base: workspace.base(), pinned: pinned(workspace, day).map(|pin| pin.id) }
    }
}

/// The boundaries pinned in the month of a day, up to it.
fn pinned(workspace: &Workspace, day: NaiveDate) -> Option<&Pin> {
    let pin = workspace.pinned_on(day, Measure::default())?;
    (first_day(pin.set.as_of) == first_day(day)).then_some(pin)
}

impl Month {
    /// By the boundaries pinned this month; none when there are none.
    pub fn pinned(workspace: &Workspace, clock: Clock<'_>) -> Option<Self> {
        let read = Read::now(workspace, clock);
        let boundaries = pinned(workspace, read.day)?.set;
        Some(Self { boundaries, currency: currency(workspace), read })
    }

    /// Reads the purchases of all customers at once, where it must.
    pub fn of(workspace: &Workspace, clock: Clock<'_>) -> Self {
        Self::pinned(workspace, clock).unwrap_or_else(|| Self::unpinned(workspace, clock))
    }

    fn unpinned(workspace: &Workspace, clock: Clock<'_>) -> Self {
        let mut reading = Reading::new(workspace, clock);
        reading.go_on(workspace, usize::MAX);
        reading.month()
    }

    /// Whether it need not be read anew: it is of today, and no deal or purchase has come or gone since.
    pub fn holds(&self, workspace: &Workspace, clock: Clock<'_>) -> bool {
        self.read == Read::now(workspace, clock)
    }

    /// Whether it is the one that the clock shows.
    pub fn is_now(&self, clock: Clock<'_>) -> bool {
        first_day(self.boundaries.as_of) == first_day(clock.today())
    }

    /// Whether the month has yet to pin its boundaries, as far as a glance tells: nobody has pinned any in it.
    pub fn wants_pin(workspace: &Workspace, clock: Clock<'_>) -> bool {
        let day = clock.today();
        let id = Pin::of_month(day);
        pinned(workspace, day).is_none() && !workspace.pins().any(|pin| pin.id == id)
    }

    /// What the month pins by itself, once: the boundaries of its first day. None when it has done so, when somebody has
    /// pinned others this month already, and of so few buyers that grades would mean little: those go by the day until
    /// somebody pins.
    pub fn pin(&self, workspace: &Workspace, clock: Clock<'_>) -> Option<Pin> {
        let set = self.boundaries;
        let first = first_day(self.read.day);
        let id = Pin::of_month(first);
        let known = !Self::wants_pin(workspace, clock);
        let meaningful = set.as_of == first && set.buyers as usize >= FEWEST_MEANINGFUL;
        let at = clock.schedule.zone().at(first.and_time(NaiveTime::MIN));
        (meaningful && !known).then_some(Pin { id, set, at, by: None, currency: self.currency })
    }

    /// Whether a robot needs it.
    pub fn is_wanted_by(robot: &Robot) -> bool {
        robot.when.goes_by_score() || robot.only_if.iter().any(|condition| matches!(condition, Condition::Scored(_)))
    }
}

/// A month in the middle of being read: it takes the purchases of every customer.
#[derive(Clone, Debug)]
pub struct Reading<'s> {
    customers: Vec<CustomerId>,
    buyers: Vec<Buyer<CustomerId>>,
    currency: Option<Currency>,
    clock: Clock<'s>,
    read: Read,
}

impl<'s> Reading<'s> {
    /// Nothing read yet.
    pub fn new(workspace: &Workspace, clock: Clock<'s>) -> Self {
        let mut customers: Vec<CustomerId> = workspace.customers().map(|customer| customer.id).collect();
        customers.reverse();
        let (currency, read) = (currency(workspace), Read::now(workspace, clock));
        Self { customers, buyers: Vec::new(), currency, clock, read }
    }

    /// Reads the purchases of so many more customers; false when there were none left.
    pub fn go_on(&mut self, workspace: &Workspace, customers: usize) -> bool {
        let these = self.customers.split_off(self.customers.len().saturating_sub(customers));
        let first = first_day(self.read.day);
        for &customer in these.iter().rev() {
            let bought = bought(workspace, customer, self.currency, self.clock);
            self.buyers.extend(bought.summarise(first).buyers);
        }
        !these.is_empty()
    }

    /// The month, once all is read.
    pub fn month(self) -> Month {
        let Self { buyers, currency, read, .. } = self;
        let population = Population { as_of: first_day(read.day), buyers };
        Month { boundaries: BoundarySet::of(&population, Measure::AverageCheque), currency, read }
    }
}

fn first_day(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn bought(
    workspace: &Workspace,
    customer: CustomerId,
    currency: Option<Currency>,
    clock: Clock<'_>,
) -> Ledger<CustomerId> {
    of_customer(workspace, customer, currency, |at| clock.schedule.zone().offset(at)).into_iter().collect()
}

/// One customer day by day.
pub(super) struct Scores<'a> {
    boundaries: &'a BoundarySet,
    bought: Ledger<CustomerId>,
    today: NaiveDate,
}

impl<'a> Scores<'a> {
    pub(super) fn of(workspace: &Workspace, customer: CustomerId, month: &'a Month, clock: Clock<'_>) -> Self {
        let bought = bought(workspace, customer, month.currency, clock);
        Self { boundaries: &month.boundaries, bought, today: clock.today() }
    }

    /// Today's score.
    pub(super) fn now(&self) -> Option<Code> {
        self.on(self.today)
    }

    /// The score at the end of a day; none for who has not bought by then, or for amounts that nobody knows.
    fn on(&self, day: NaiveDate) -> Option<Code> {
        self.boundaries.score(self.bought.summarise(day).buyers.first()?).code()
    }

    /// Since which day it has been one of these, if that is less than so many days ago.
    pub(super) fn came_to(&self, codes: &BTreeSet<Code>, days: i64) -> Option<NaiveDate> {
        let ago = |days: i64| self.today.checked_sub_signed(Duration::days(days));
        let is = |day: &NaiveDate| self.on(*day).is_some_and(|code| codes.contains(&code));
        let since = (0..=days).map_while(ago).take_while(is).last()?;
        ago(days).filter(|long_ago| since > *long_ago).and(Some(since))
    }

    /// The day of the last purchase, and the first day on which they are best by recency no longer.
    pub(super) fn leaves_best(&self) -> Option<(NaiveDate, NaiveDate)> {
        let last = self.bought.summarise(self.today).buyers.first()?.last_purchase;
        Some((last, self.boundaries.leaves_best_on(last)?))
    }
}
