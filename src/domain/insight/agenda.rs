//! A day of somebody at the desk: contacts that are overdue, those of the day with what is done already, deals whose next
//! step nobody has planned. Counted deal by deal, so that a page may breathe in between.
//!
//! Whose a contact is, is told by who leads the deal; whose a talk was, by who wrote it down. Deliberately not here: how a
//! whole desk does (`desk_week`).

use std::sync::Arc;

use chrono::NaiveDate;

use super::board::{is_overdue, is_silent, stood};
use super::talks::talks;
use crate::domain::{Activity, ActivityId, Deal, DealId, FourR, MemberId, Moment, Pipeline, Schedule, Workspace};

/// The deal at work with the earliest next contact of somebody, or of the whole desk; none when nothing is planned.
pub fn nearest(workspace: &Workspace, whose: Option<MemberId>) -> Option<DealId> {
    let theirs = |deal: &&Arc<Deal>| whose.is_none() || deal.owner == whose;
    let at_work = |deal: &&Arc<Deal>| {
        workspace.pipeline_of(deal.stage).is_some_and(|funnel| funnel.position(deal.stage).is_some())
    };
    let planned = workspace.deals().filter(theirs).filter_map(|deal| Some((deal.next.as_ref()?.at, deal)));
    let nearest = planned.filter(|(_, deal)| at_work(deal)).min_by_key(|(at, deal)| (*at, deal.id));
    nearest.map(|(_, deal)| deal.id)
}

/// A contact that should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Late {
    /// With the buyer of which deal.
    pub deal: DealId,
    /// When it was planned for.
    pub at: Moment,
    /// Calendar days since then; 0 is earlier the same day.
    pub days: i64,
}

/// A contact of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// With the buyer of which deal.
    pub deal: DealId,
    /// When it is planned for, or when it was.
    pub at: Moment,
    /// The talk, once it has been.
    pub done: Option<ActivityId>,
}

/// A deal whose next contact nobody has planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Silent {
    /// Which.
    pub deal: DealId,
    /// Working days that it has stood on its stage.
    pub days: i64,
    /// When anybody last spoke with the buyer; none when nobody has.
    pub talked: Option<Moment>,
}

/// So many days ahead a working one is looked for; after that the morrow does.
const LOOKED_AHEAD: usize = 31;

/// The day of somebody, or of the whole desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    whose: Option<MemberId>,
    now: Moment,
    offset: i32,
    schedule: Arc<Schedule>,
    today: NaiveDate,
    /// Contacts that should have been, the oldest first.
    pub overdue: Vec<Late>,
    /// Those of the day by their time: what is done and what is to come.
    pub day: Vec<Entry>,
    /// The next day that the company works.
    pub ahead: NaiveDate,
    /// The contacts after today up to that day and on it, by their time.
    pub planned: Vec<Entry>,
    /// Deals without a next contact, the longest on their stage first.
    pub silent: Vec<Silent>,
    /// The first contact after this day.
    pub next: Option<(Moment, DealId)>,
}

impl Agenda {
    /// Nothing counted yet. None is the whole desk; the day is that of a zone `offset` minutes ahead of UTC, working days are
    /// those of the company.
    pub fn new(whose: Option<MemberId>, now: Moment, offset: i32, schedule: Arc<Schedule>) -> Self {
        let today = now.day(offset);
        let mut coming = today.iter_days().skip(1);
        let works = coming.clone().take(LOOKED_AHEAD).find(|day| schedule.hours(*day).is_some());
        let ahead = works.or_else(|| coming.next()).unwrap_or(today);
        Self {
            whose,
            now,
            offset,
            schedule,
            today,
            overdue: Vec::new(),
            day: Vec::new(),
            ahead,
            planned: Vec::new(),
            silent: Vec::new(),
            next: None,
        }
    }

    /// Whose day it is; none is the whole desk's.
    pub fn whose(&self) -> Option<MemberId> {
        self.whose
    }

    /// Counts one more deal. Only one that stands on a stage can have a contact to come; a talk of today is a talk of today
    /// whatever became of the deal.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        self.count_done(workspace, deal);
        if self.whose.is_some_and(|whose| deal.owner != Some(whose)) {
            return;
        }
        let Some(funnel) = workspace.pipeline_of(deal.stage).filter(|funnel| at_work(funnel, deal)) else { return };
        match &deal.next {
            Some(next) if is_overdue(deal, self.now) => {
                let days = self.today.signed_duration_since(next.at.day(self.offset)).num_days();
                self.overdue.push(Late { deal: deal.id, at: next.at, days });
            }
            Some(next) if next.at.day(self.offset) == self.today => {
                self.day.push(Entry { deal: deal.id, at: next.at, done: None });
            }
            Some(next) => {
                let this = (next.at, deal.id);
                self.next = Some(self.next.map_or(this, |first| first.min(this)));
                if next.at.day(self.offset) <= self.ahead {
                    self.planned.push(Entry { deal: deal.id, at: next.at, done: None });
                }
            }
            None if is_silent(deal) && wants_next(funnel, deal) => {
                let days = stood(deal, self.now, &self.schedule);
                let talked = talks(workspace, deal).map(|talk| talk.at).filter(|at| *at <= self.now).max();
                self.silent.push(Silent { deal: deal.id, days, talked });
            }
            None => {}
        }
    }

    /// The last of today's talks with the buyer of a deal.
    fn count_done(&mut self, workspace: &Workspace, deal: &Deal) {
        let mine = |talk: &Activity| self.whose.is_none_or(|whose| talk.by == Some(whose));
        let today = |talk: &Activity| talk.at <= self.now && talk.at.day(self.offset) == self.today;
        let last =
            talks(workspace, deal).filter(|talk| mine(talk) && today(talk)).max_by_key(|talk| (talk.at, talk.id));
        self.day.extend(last.map(|talk| Entry { deal: deal.id, at: talk.at, done: Some(talk.id) }));
    }

    /// Puts everything in order, when every deal is counted.
    pub fn settle(&mut self) {
        self.overdue.sort_unstable_by_key(|late| (late.at, late.deal));
        self.day.sort_unstable_by_key(|entry| (entry.at, entry.deal));
        self.planned.sort_unstable_by_key(|entry| (entry.at, entry.deal));
        self.silent.sort_unstable_by_key(|silent| (std::cmp::Reverse(silent.days), silent.deal));
    }

    /// How many of the day's contacts are done.
    pub fn done(&self) -> usize {
        self.day.iter().filter(|entry| entry.done.is_some()).count()
    }

    /// Whether there is nothing to do and nothing done.
    pub fn is_empty(&self) -> bool {
        self.overdue.is_empty() && self.day.is_empty() && self.silent.is_empty()
    }
}

/// Whether a contact of somebody is overdue, on a deal that stands on a stage.
pub fn is_late(workspace: &Workspace, deal: &Deal, whose: MemberId, now: Moment) -> bool {
    let works = || workspace.pipeline_of(deal.stage).is_some_and(|funnel| at_work(funnel, deal));
    deal.owner == Some(whose) && is_overdue(deal, now) && works()
}

/// Whether a deal stands on a stage or in a basket of a funnel.
pub(super) fn at_work(funnel: &Pipeline, deal: &Deal) -> bool {
    funnel.position(deal.stage).is_some()
}

/// Whether a deal without a next contact stands still: one in a basket waits, and a request that nobody has taken waits for
/// its first answer.
fn wants_next(funnel: &Pipeline, deal: &Deal) -> bool {
    let untaken = funnel.four_r == Some(FourR::Leads) && funnel.position(deal.stage) == Some(0);
    funnel.ordered && !untaken
}
