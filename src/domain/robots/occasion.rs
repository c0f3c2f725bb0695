//! What a robot waits for, as a fact about one deal: whether it is so, since when, and what tells this time from the next.

use chrono::NaiveDate;

use super::due::Clock;
use super::score::{Month, Scores};
use crate::domain::calendar;
use crate::domain::{
    Cause, CustomerId, Deal, DealId, End, Moment, Outcome, Pipeline, RecordId, Slug, Span, Stage, StageEntry, When,
    Workspace,
};

/// What happened at the end of a deal, or to a customer's score, is news for so many days: a buyer who bought half a year
/// ago is no occasion.
pub(super) const NEWS: i64 = 7;

/// Something that is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occasion {
    /// Since when.
    pub(super) since: Moment,
    /// What kind of fact, and which of them: the entry or the day that it goes by.
    pub(super) kind: u8,
    pub(super) mark: u128,
}

/// Where a deal stands.
pub(super) struct Standing<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) deal: &'a Deal,
    /// What scores are read by; none has been read yet.
    pub(super) month: Option<&'a Month>,
    funnel: &'a Pipeline,
    stage: Option<&'a Stage>,
    end: Option<&'a End>,
}

impl<'a> Standing<'a> {
    /// None when nothing can be an occasion: on a stage that no funnel has.
    pub(super) fn of(workspace: &'a Workspace, deal: &'a Deal, month: Option<&'a Month>) -> Option<Self> {
        let funnel = workspace.pipeline_of(deal.stage)?;
        let (stage, end) = (funnel.stage(deal.stage), funnel.end(deal.stage));
        Some(Self { workspace, deal, month, funnel, stage, end })
    }

    /// Whether what a robot waits for is so. `filled` are the fields that have just been filled.
    pub(super) fn occasion(&self, when: &When, clock: Clock<'_>, filled: &[Slug]) -> Option<Occasion> {
        let deal = self.deal;
        // Closed for good: only the customer can still be an occasion.
        let over = self.end.is_some_and(|end| end.outcome != Outcome::Paused) && is_old(deal.entered(), clock);
        if over && !when.goes_by_score() {
            return None;
        }
        let found = match when {
            When::Entered(place) => (deal.stage == *place).then(|| self.arrival(0))?,
            When::Stands(stage, span) => {
                self.stage.filter(|standing| standing.id == *stage)?;
                self.for_so_long(1, *span, clock)
            }
            When::OverNorm(funnel) => {
                let stage = self.stage.filter(|stage| stage.norm_days > 0)?;
                let excused = stage.contact_excuses && deal.next.is_some();
                let elsewhere = funnel.is_some_and(|funnel| funnel != self.funnel.id);
                let over = Span::WorkingDays(stage.norm_days.saturating_add(1));
                (!excused && !elsewhere).then(|| self.for_so_long(2, over, clock))?
            }
            When::FieldSet(field) => {
                let mark = u128::from(clock.now.0.unsigned_abs());
                let set = filled.contains(field) && deal.has(*field);
                set.then_some(Occasion { since: clock.now, kind: 3, mark })
            }
            When::Won(funnels) => {
                self.end.filter(|end| end.outcome == Outcome::Won)?;
                let here = funnels.is_empty() || funnels.contains(&self.funnel.id);
                here.then(|| self.arrival(4))?
            }
            When::Lost(reasons) => {
                self.end.filter(|end| end.outcome == Outcome::Lost)?;
                let reason = deal.history.last().and_then(|entry| entry.loss.as_ref()?.reason);
                let known = reasons.is_empty() || reason.is_some_and(|reason| reasons.contains(&reason));
                known.then(|| self.arrival(5))?
            }
            When::Returns(days) => self.returning(*days, clock),
            When::DateNear(field, days) => {
                let closed = self.end.is_some_and(|end| end.outcome != Outcome::Paused);
                let day = deal.fields.get(field.as_str()).filter(|_| !closed).and_then(|text| date(text))?;
                let since = midnight(day, clock).plus_days(-i64::from(*days));
                Some(Occasion { since, kind: 7, mark: number(day) })
            }
            When::Scored(codes) => {
                let day = self.scores(clock)?.came_to(codes, NEWS)?;
                Some(Occasion { since: midnight(day, clock), kind: 8, mark: number(day) })
            }
            When::LeavesBest(days) => self.leaving(*days, clock),
        };
        found.filter(|occasion| occasion.since <= clock.now)
    }

    /// What a robot waits for as an occasion of this very moment, if it is so still.
    pub(super) fn again(&self, when: &When, clock: Clock<'_>) -> Option<Occasion> {
        let waited: &[Slug] = if let When::FieldSet(field) = when { &[*field] } else { &[] };
        self.occasion(when, clock, waited)?;
        Some(Occasion { since: clock.now, kind: u8::MAX, mark: u128::from(clock.now.0.unsigned_abs()) })
    }

    /// Its coming to where it stands, if that was a step: neither a change of the funnel nor the place on which a file
    /// first put it.
    fn arrival(&self, kind: u8) -> Option<Occasion> {
        let entry = self.deal.history.last()?;
        let loaded = self.deal.foreign.is_some() && entry.at.0 <= self.deal.created.0.saturating_add(1);
        let step = entry.cause != Cause::Funnel && !loaded;
        step.then_some(Occasion { since: entry.at, kind, mark: entry.id.0 })
    }

    fn for_so_long(&self, kind: u8, span: Span, clock: Clock<'_>) -> Option<Occasion> {
        let entry = self.deal.history.last()?;
        let since = calendar::after(entry.at, span, clock.schedule);
        Some(Occasion { since, kind, mark: entry.id.0 })
    }

    /// A conditional refusal: an end with a date, or a stage in a funnel of refusals with the date among its data.
    fn returning(&self, days: u16, clock: Clock<'_>) -> Option<Occasion> {
        let entry = self.deal.history.last()?;
        let waits = self.end.is_some_and(|end| end.outcome == Outcome::Paused);
        let told = |entry: &StageEntry| entry.loss.as_ref()?.return_on;
        let on = match (waits, self.funnel.refusals && self.stage.is_some()) {
            (true, _) => told(entry)?,
            (false, true) => {
                let field = self.deal.fields.get("return_date").and_then(|text| date(text));
                told(entry).or_else(|| field.map(|day| midnight(day, clock)))?
            }
            (false, false) => return None,
        };
        let since = midnight(clock.schedule.day(on), clock).plus_days(-i64::from(days));
        // Paused until later today it returns at its hour, and three days ahead of a date two days away never was.
        let since = if since > entry.at { since } else { (days == 0).then_some(on.max(entry.at))? };
        Some(Occasion { since, kind: 6, mark: entry.id.0 ^ u128::from(days) << 64 })
    }

    /// The scores of the customer whose latest deal it is.
    fn scores(&self, clock: Clock<'_>) -> Option<Scores<'a>> {
        let customer = self.deal.customer.filter(|&customer| self.is_latest_of(customer))?;
        Some(Scores::of(self.workspace, customer, self.month?, clock))
    }

    /// Whether no other deal with the customer has come to where it stands after it.
    fn is_latest_of(&self, customer: CustomerId) -> bool {
        let (workspace, this) = (self.workspace, self.deal);
        let is_later = |id: DealId| {
            workspace.deal(id).is_some_and(|other| (other.entered(), other.id) > (this.entered(), this.id))
        };
        // Identities grow with time: the next deal tells of most at once that they are not the latest.
        let (next, before) = (|&id: &DealId| id > this.id, |&id: &DealId| id < this.id);
        !deals(workspace, customer).filter(next).any(is_later)
            && !deals(workspace, customer).take_while(before).any(is_later)
    }

    /// Some days before the customer leaves the best by recency.
    fn leaving(&self, days: u16, clock: Clock<'_>) -> Option<Occasion> {
        let (last, leaves) = self.scores(clock)?.leaves_best()?;
        let since = midnight(leaves, clock).plus_days(-i64::from(days));
        // More days ahead than the best last from a purchase on it never is.
        let real = since >= midnight(last, clock) && !is_old(midnight(leaves, clock), clock);
        real.then(|| Occasion { since, kind: 9, mark: number(leaves) })
    }
}

/// The deals with a customer, oldest identity first.
pub(super) fn deals(workspace: &Workspace, customer: CustomerId) -> impl Iterator<Item = DealId> + '_ {
    workspace.of(customer).filter_map(|id| match id {
        RecordId::Deal(id) => Some(id),
        _ => None,
    })
}

fn is_old(at: Moment, clock: Clock<'_>) -> bool {
    at.plus_days(NEWS) < clock.now
}

fn midnight(day: NaiveDate, clock: Clock<'_>) -> Moment {
    clock.schedule.zone().at(day.and_time(chrono::NaiveTime::MIN))
}

fn number(day: NaiveDate) -> u128 {
    u128::from(chrono::Datelike::num_days_from_ce(&day).unsigned_abs())
}

/// A date as forms and files write it: `2026-11-26`, `26.11.2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{
        Command, Context, Currency, Customer, CustomerKind, DealId, EntryId, Loss, Money, Purchase, PurchaseId,
        PurchaseKind, Record, Tongue,
    };
    use crate::domain::{Schedule, Zone};
    use std::sync::LazyLock;

    /// Midnight in Moscow on a day of November 2026; the 26th is a Thursday.
    fn at(day: u32, hour: u32) -> Moment {
        let local = NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, 0, 0).unwrap();
        Moment::at(local, 180)
    }

    fn clock(now: Moment) -> Clock<'static> {
        static MOSCOW: LazyLock<Schedule> = LazyLock::new(|| Schedule::usual(Zone::fixed(180)));
        Clock { now, schedule: &MOSCOW, tongue: Tongue::Ru }
    }

    fn desk() -> Workspace {
        let mut funnels = template::four_r().unwrap();
        let mut refusals = funnels[0].clone();
        refusals.id = Slug::new("wait").unwrap();
        refusals.refusals = true;
        refusals.four_r = None;
        refusals.stages.truncate(1);
        refusals.stages[0].id = Slug::new("wait.price").unwrap();
        refusals.ends.clear();
        funnels.push(refusals);
        let mut desk = Workspace::default();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(funnels.into_iter().map(Record::from).collect()), &context).unwrap();
        desk
    }

    fn deal(place: &str, entered: Moment, return_on: Option<Moment>) -> Deal {
        let to = Slug::new(place).unwrap();
        let loss = return_on.map(|on| Loss { reason: None, words: String::new(), return_on: Some(on) });
        let entry =
            StageEntry { id: EntryId(9), from: None, to, at: entered, by: None, why: None, loss, cause: Cause::Hand };
        Deal {
            id: DealId(1),
            title: "БП-24".into(),
            customer: None,
            amount: None,
            stage: to,
            owner: None,
            created: entered,
            next: None,
            proofs: Default::default(),
            fields: Default::default(),
            tags: Default::default(),
            history: vec![entry],
            foreign: None,
            rate: None,
            other_rates: Default::default(),
        }
    }

    /// Since when it is so for a deal at a moment.
    fn since(deal: &Deal, when: &When, now: Moment) -> Option<Moment> {
        let desk = desk();
        let standing = Standing::of(&desk, deal, None)?;
        standing.occasion(when, clock(now), &[]).map(|occasion| occasion.since)
    }

    #[test]
    fn a_refusal_returns_on_its_day_and_is_announced_before() {
        let paused = deal("deals-4r.paused", at(2, 15), Some(at(26, 10)));
        assert_eq!(since(&paused, &When::Returns(0), at(25, 23)), None);
        assert_eq!(since(&paused, &When::Returns(0), at(26, 0)), Some(at(26, 0)), "with the first hour of the day");
        assert_eq!(since(&paused, &When::Returns(3), at(22, 23)), None);
        assert_eq!(since(&paused, &When::Returns(3), at(24, 9)), Some(at(23, 0)));
        let soon = deal("deals-4r.paused", at(25, 15), Some(at(26, 10)));
        assert_eq!(since(&soon, &When::Returns(3), at(26, 9)), None, "three days before was before");
        let today = deal("deals-4r.paused", at(26, 9), Some(at(26, 17)));
        assert_eq!(since(&today, &When::Returns(0), at(26, 12)), None, "later today is not yet");
        assert_eq!(since(&today, &When::Returns(0), at(26, 17)), Some(at(26, 17)));
        let open = deal("deals-4r.quote", at(2, 15), Some(at(26, 10)));
        assert_eq!(since(&open, &When::Returns(0), at(27, 0)), None, "it does not wait");
    }

    #[test]
    fn a_funnel_of_refusals_has_the_date_among_its_data() {
        let mut waits = deal("wait.price", at(2, 15), None);
        assert_eq!(since(&waits, &When::Returns(0), at(27, 0)), None, "nobody has named a date");
        waits.fields.insert("return_date".into(), "2026-11-26".into());
        assert_eq!(since(&waits, &When::Returns(0), at(27, 0)), Some(at(26, 0)));
    }

    #[test]
    fn working_time_on_a_stage() {
        let lead = deal("leads-4r.new", at(27, 17), None);
        let quarter = When::Stands(lead.stage, Span::WorkingMinutes(75));
        assert_eq!(since(&lead, &quarter, at(29, 12)), None, "nobody works on Sunday");
        assert_eq!(since(&lead, &quarter, at(30, 10)), Some(Moment(at(30, 9).0 + 15 * 60_000)));
        let over = When::OverNorm(None); // the norm of a new lead is a day
        let mut stale = deal("leads-4r.new", at(23, 10), None);
        assert_eq!(since(&stale, &over, at(24, 10)), None, "the norm is not exceeded by being reached");
        assert_eq!(since(&stale, &over, at(25, 10)), Some(at(25, 10)));
        stale.next = Some(crate::domain::NextContact {
            at: at(30, 10),
            kind: crate::domain::ActivityKind::Call,
            purpose: String::new(),
        });
        assert_eq!(since(&stale, &over, at(25, 10)), None, "a planned contact excuses it");
    }

    #[test]
    fn a_date_among_the_data() {
        let ship = Slug::new("ship_date").unwrap();
        let mut deal = deal("deals-4r.production", at(2, 10), None);
        for (text, expected) in
            [("2026-11-26", Some(at(19, 0))), ("26.11.2026", Some(at(19, 0))), ("скоро", None), ("", None)]
        {
            deal.fields.insert("ship_date".into(), text.into());
            assert_eq!(since(&deal, &When::DateNear(ship, 7), at(20, 9)), expected, "{text}");
        }
        deal.fields.insert("ship_date".into(), "2026-11-28".into());
        assert_eq!(since(&deal, &When::DateNear(ship, 7), at(20, 9)), None);
    }

    /// A desk where eight customers have bought once, so many days before the 1st: the last of the best quarter nine.
    fn shop() -> Workspace {
        let mut desk = desk();
        let customer = |id| Customer {
            id: CustomerId(id),
            kind: CustomerKind::Company,
            name: "Завод".into(),
            owner: None,
            created: Moment(0),
            fields: Default::default(),
            tags: Default::default(),
            foreign: None,
            currency: None,
        };
        let order = |(id, days): (u128, i64)| Purchase {
            id: PurchaseId(id),
            customer: CustomerId(id),
            kind: PurchaseKind::Sale,
            at: at(1, 1).plus_days(-days),
            amount: Some(Money::new(100, Currency::RUB)),
            foreign: None,
            rate: None,
            other_rates: Default::default(),
        };
        let orders = (1..).zip([3, 9, 30, 31, 32, 33, 60, 70]).map(order);
        let records = (1..=8).map(|id| customer(id).into()).chain(orders.map(Record::from));
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(records.collect()), &context).unwrap();
        desk
    }

    /// Since when it is so for each of these deals with the first customer.
    fn with_the_first<const N: usize>(deals: [Deal; N], when: &When, now: Moment) -> [Option<Moment>; N] {
        let mut desk = shop();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        let theirs = (1..).zip(deals).map(|(id, deal)| {
            let mut deal = Deal { id: DealId(id), customer: Some(CustomerId(1)), ..deal };
            deal.history[0].id = EntryId(id);
            deal.into()
        });
        desk.apply(Command::TakeIn(theirs.collect()), &context).unwrap();
        let month = Month::of(&desk, clock(now));
        std::array::from_fn(|nth| {
            let deal = desk.deal(DealId(1 + nth as u128)).unwrap();
            let standing = Standing::of(&desk, deal, Some(&month)).unwrap();
            standing.occasion(when, clock(now), &[]).map(|occasion| occasion.since)
        })
    }

    #[test]
    fn a_score_comes_to_be_another_at_midnight_by_the_desks_clock() {
        // Bought on 29 October at one in the night in Moscow: best by recency through 7 November.
        let open = || [deal("deals-4r.terms", at(2, 15), None)];
        let middle = When::Scored(["222".parse().unwrap()].into());
        assert_eq!(with_the_first(open(), &middle, at(7, 23)), [None]);
        assert_eq!(with_the_first(open(), &middle, at(8, 0)), [Some(at(8, 0))]);
        assert_eq!(with_the_first(open(), &middle, at(14, 23)), [Some(at(8, 0))]);
        assert_eq!(with_the_first(open(), &middle, at(15, 0)), [None], "a week ago");
        let any = When::Scored(["222", "322"].map(|code| code.parse().unwrap()).into());
        assert_eq!(with_the_first(open(), &any, at(8, 0)), [None], "it has been one of them all the while");
        assert_eq!(with_the_first(open(), &When::LeavesBest(0), at(7, 23)), [None]);
        assert_eq!(with_the_first(open(), &When::LeavesBest(0), at(8, 0)), [Some(at(8, 0))]);
        assert_eq!(with_the_first(open(), &When::LeavesBest(6), at(15, 0)), [Some(at(2, 0))]);
        assert_eq!(with_the_first(open(), &When::LeavesBest(6), at(15, 1)), [None], "left a week ago");
        assert_eq!(with_the_first(open(), &When::LeavesBest(10), at(3, 0)), [Some(at(1, 0).plus_days(-3))]);
        assert_eq!(with_the_first(open(), &When::LeavesBest(11), at(3, 0)), [None], "nobody is best for so long");
    }

    #[test]
    fn of_the_deals_with_a_customer_the_latest_counts() {
        let leaves = When::LeavesBest(3);
        let now = at(6, 9);
        let lost = |day| deal("deals-4r.lost", at(day, 15).plus_days(-90), None);
        let open = |day| deal("deals-4r.terms", at(day, 15).plus_days(-90), None);
        assert_eq!(with_the_first([open(3), lost(5)], &leaves, now), [None, Some(at(5, 0))], "closed long ago");
        assert_eq!(with_the_first([lost(5), open(3)], &leaves, now), [Some(at(5, 0)), None]);
        assert_eq!(with_the_first([open(3), open(3)], &leaves, now), [None, Some(at(5, 0))], "the greater of two");
        let back = [open(3), open(9), open(4)];
        assert_eq!(with_the_first(back, &leaves, now), [None, Some(at(5, 0)), None]);
        let won = When::Won(Vec::new());
        assert_eq!(with_the_first([deal("deals-4r.won", at(5, 15).plus_days(-90), None)], &won, now), [None]);
    }

    #[test]
    fn what_a_file_brings_stands_where_it_stands() {
        let sql = Slug::new("leads-4r.sql").unwrap();
        let mut lead = deal("leads-4r.sql", at(26, 10), None);
        assert_eq!(since(&lead, &When::Entered(sql), at(26, 11)), Some(at(26, 10)));
        lead.foreign = Some(crate::domain::ForeignId { system: "csv".into(), id: "7".into() });
        assert_eq!(since(&lead, &When::Entered(sql), at(26, 11)), None, "the file says when it was loaded, no more");
        let mut moved = deal("leads-4r.sql", at(26, 10), None);
        moved.history[0].cause = Cause::Funnel;
        assert_eq!(since(&moved, &When::Entered(sql), at(26, 11)), None, "no step of the buyer");
    }
}
