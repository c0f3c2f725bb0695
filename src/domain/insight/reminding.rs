//! Of which contacts somebody is reminded, and when: once at the time of each, or so much before it, and once when the
//! working day begins. What has been said is remembered, so that several tabs, and a machine that slept, say it once.
//! Counted deal by deal, so that a page may breathe in between.
//! Deliberately not here: how a reminder is shown, where the memory is kept (`app::reminders`).

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agenda::at_work;
use crate::domain::{Deal, DealId, MemberId, Moment, Schedule, Workspace};

const MINUTE: i64 = 60_000;
/// What is older than this is a matter of the morning's count, in milliseconds.
const STALE: i64 = 24 * 60 * MINUTE;

/// What has been said so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Since when anything is said: what was overdue before that is known.
    pub since: Moment,
    /// The contacts of the last day that somebody was reminded of, and for when they were planned.
    pub contacts: Vec<(DealId, Moment)>,
    /// The day whose beginning was told last.
    pub morning: Option<NaiveDate>,
}

/// A contact to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bell {
    /// With the buyer of which deal.
    pub deal: DealId,
    /// When it is.
    pub at: Moment,
}

/// What the beginning of a working day says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Morning {
    /// Contacts of the day.
    pub today: usize,
    /// Contacts that should have been before.
    pub overdue: usize,
}

/// What there is to be reminded of, while it is counted.
#[derive(Clone, Debug)]
pub struct Bells {
    whose: Option<MemberId>,
    now: Moment,
    early: i64,
    rung: Rung,
    schedule: Arc<Schedule>,
    /// Contacts whose time has come, the earliest first.
    pub contacts: Vec<Bell>,
    morning: Morning,
}

impl Bells {
    /// Nothing counted yet. None is everybody's; `early` is how many minutes before a contact one is reminded of it.
    pub fn new(whose: Option<MemberId>, now: Moment, early: u16, rung: Rung, schedule: Arc<Schedule>) -> Self {
        let early = i64::from(early) * MINUTE;
        Self { whose, now, early, rung, schedule, contacts: Vec::new(), morning: Morning::default() }
    }

    /// Counts one more deal.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        let Some(next) = &deal.next else { return };
        let mine = self.whose.is_none() || deal.owner == self.whose;
        if !mine || !workspace.pipeline_of(deal.stage).is_some_and(|funnel| at_work(funnel, deal)) {
            return;
        }
        let day = |at: Moment| self.schedule.day(at);
        match day(next.at).cmp(&day(self.now)) {
            std::cmp::Ordering::Less => self.morning.overdue += 1,
            std::cmp::Ordering::Equal => self.morning.today += 1,
            std::cmp::Ordering::Greater => {}
        }
        let comes = next.at.0.saturating_sub(self.early) <= self.now.0;
        let fresh = next.at > self.rung.since && self.now.0.saturating_sub(next.at.0) < STALE;
        if comes && fresh && !self.rung.contacts.contains(&(deal.id, next.at)) {
            self.contacts.push(Bell { deal: deal.id, at: next.at });
        }
    }

    /// What the morning says, when every deal is counted: once on a working day after it has begun, and nothing when the
    /// day holds nothing.
    pub fn morning(&self) -> Option<Morning> {
        let begun = self.begun().is_some_and(|day| self.rung.morning != Some(day));
        Some(self.morning).filter(|morning| begun && *morning != Morning::default())
    }

    /// The working day that has begun.
    fn begun(&self) -> Option<NaiveDate> {
        let day = self.schedule.day(self.now);
        let hours = self.schedule.hours(day)?;
        let local = self.now.0.saturating_add(i64::from(self.schedule.zone().offset(self.now)) * MINUTE);
        let minute = local.div_euclid(MINUTE).rem_euclid(24 * 60);
        (i64::from(hours.from)..i64::from(hours.to)).contains(&minute).then_some(day)
    }

    /// What has been said once all this is said; what is a day old is forgotten.
    pub fn said(&mut self) -> Rung {
        self.contacts.sort_unstable_by_key(|bell| (bell.at, bell.deal));
        let begun = self.begun();
        let Rung { since, contacts, morning } = &self.rung;
        let now = self.now.0;
        let told = contacts.iter().copied().filter(|(_, at)| now.saturating_sub(at.0) < STALE);
        let told = told.chain(self.contacts.iter().map(|bell| (bell.deal, bell.at))).collect();
        Rung { since: *since, contacts: told, morning: begun.or(*morning) }
    }
}
