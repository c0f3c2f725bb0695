//! What a robot waits for, as a fact about one deal: whether it is so, since when, and what tells this time from the next.

use chrono::NaiveDate;

use super::due::Clock;
use crate::domain::calendar;
use crate::domain::{Cause, Deal, End, Moment, Outcome, Pipeline, Slug, Span, Stage, StageEntry, When, Workspace};

/// What happened at the end of a deal is news for so many days: a buyer who bought half a year ago is no occasion.
const NEWS: i64 = 7;

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
    funnel: &'a Pipeline,
    stage: Option<&'a Stage>,
    end: Option<&'a End>,
}

impl<'a> Standing<'a> {
    /// None when nothing more can be an occasion: on a stage that no funnel has, and closed for good.
    pub(super) fn of(workspace: &'a Workspace, deal: &'a Deal, clock: Clock) -> Option<Self> {
        let funnel = workspace.pipeline_of(deal.stage)?;
        let (stage, end) = (funnel.stage(deal.stage), funnel.end(deal.stage));
        let old = deal.entered().plus_days(NEWS) < clock.now;
        let over = old && end.is_some_and(|end| end.outcome != Outcome::Paused);
        (!over).then_some(Self { workspace, deal, funnel, stage, end })
    }

    /// Whether what a robot waits for is so. `filled` are the fields that have just been filled.
    pub(super) fn occasion(&self, when: &When, clock: Clock, filled: &[Slug]) -> Option<Occasion> {
        let deal = self.deal;
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
        };
        found.filter(|occasion| occasion.since <= clock.now)
    }

    /// Its coming to where it stands, if that was a step: neither a change of the funnel nor the place on which a file
    /// first put it.
    fn arrival(&self, kind: u8) -> Option<Occasion> {
        let entry = self.deal.history.last()?;
        let loaded = self.deal.foreign.is_some() && entry.at.0 <= self.deal.created.0.saturating_add(1);
        let step = entry.cause != Cause::Funnel && !loaded;
        step.then_some(Occasion { since: entry.at, kind, mark: entry.id.0 })
    }

    fn for_so_long(&self, kind: u8, span: Span, clock: Clock) -> Option<Occasion> {
        let entry = self.deal.history.last()?;
        let since = calendar::after(entry.at, span, clock.offset);
        Some(Occasion { since, kind, mark: entry.id.0 })
    }

    /// A conditional refusal: an end with a date, or a stage in a funnel of refusals with the date among its data.
    fn returning(&self, days: u16, clock: Clock) -> Option<Occasion> {
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
        let since = midnight(on.day(clock.offset), clock).plus_days(-i64::from(days));
        // Paused until later today it returns at its hour, and three days ahead of a date two days away never was.
        let since = if since > entry.at { since } else { (days == 0).then_some(on.max(entry.at))? };
        Some(Occasion { since, kind: 6, mark: entry.id.0 ^ u128::from(days) << 64 })
    }
}

fn midnight(day: NaiveDate, clock: Clock) -> Moment {
    Moment::at(day.and_time(chrono::NaiveTime::MIN), clock.offset)
}

fn number(day: NaiveDate) -> u128 {
    u128::from(chrono::Datelike::num_days_from_ce(&day).unsigned_abs())
}

/// A date as forms and files write it: `2026-11-26`, `26.11.2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}
