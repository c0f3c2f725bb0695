//! Contacts that have been overdue for so long that the head of the desk has to know: with whose deal, and for how long by
//! the company's working time. Counted deal by deal, so that a page may breathe in between.
//! Deliberately not here: what somebody's own day says of it (`agenda`).

use std::sync::Arc;

use super::agenda::at_work;
use super::board::is_overdue;
use crate::domain::calendar::working_minutes;
use crate::domain::{Deal, DealId, MemberId, Moment, PATIENCE, Role, Schedule, Workspace};

/// A contact that has been overdue for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Escalated {
    /// With the buyer of which deal.
    pub deal: DealId,
    /// Who leads it; nobody may.
    pub owner: Option<MemberId>,
    /// When it should have been.
    pub at: Moment,
    /// Whole hours of working time since then.
    pub hours: i64,
}

/// What the head of a desk has to know of, while it is counted.
#[derive(Clone, Debug)]
pub struct Escalation {
    head: Option<MemberId>,
    now: Moment,
    schedule: Arc<Schedule>,
    patience: i64,
    /// The contacts, the longest overdue first.
    pub contacts: Vec<Escalated>,
}

impl Escalation {
    /// Nothing counted yet, as `reader` sees it: nothing ever is unless they are the head of the desk. So long as a contact
    /// may wait is a setting of the desk.
    pub fn new(workspace: &Workspace, reader: Option<MemberId>, now: Moment, schedule: Arc<Schedule>) -> Self {
        let is_head = |id: &MemberId| workspace.member(*id).is_some_and(|member| member.role == Some(Role::Head));
        let patience = workspace.timetable().map_or(PATIENCE, |timetable| timetable.patience).into();
        Self { head: reader.filter(is_head), now, schedule, patience, contacts: Vec::new() }
    }

    /// Counts one more deal. What the head leads is on their own day already.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        let Some(next) = deal.next.as_ref().filter(|_| is_overdue(deal, self.now)) else { return };
        let works = || workspace.pipeline_of(deal.stage).is_some_and(|funnel| at_work(funnel, deal));
        if self.head.is_none() || deal.owner == self.head || !works() {
            return;
        }
        let hours = working_minutes(next.at, self.now, &self.schedule) / 60;
        if hours >= self.patience {
            self.contacts.push(Escalated { deal: deal.id, owner: deal.owner, at: next.at, hours });
        }
    }

    /// Puts them in order, when every deal is counted.
    pub fn settle(&mut self) {
        self.contacts.sort_unstable_by_key(|contact| (contact.at, contact.deal));
    }
}
