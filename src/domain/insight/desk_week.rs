//! A week of the desk, person by person: requests taken, talks, overdue contacts, stages passed over, steps without proof,
//! open deals. Counted in one pass over all deals, so that a page may breathe in between; each figure
//! knows the deals that it counts.
//! Deliberately not here: how fast requests are answered (`first_answer`), what comes of the open deals and when (`months`).

use std::collections::BTreeMap;

use super::board::is_overdue;
use super::discipline::Discipline;
use super::first_answer::Waits;
use super::talks::talks;
use crate::domain::{Deal, DealId, FourR, MemberId, Moment, Workspace};

/// Days that are looked back on.
pub const WEEK: i64 = 7;

/// The week of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonWeek {
    /// Requests that came to them.
    pub received: Vec<DealId>,
    /// How many of those they took.
    pub handled: usize,
    /// Calls, letters, meetings and messages.
    pub talks: usize,
    /// The deals that those were about.
    pub talked: Vec<DealId>,
    /// Deals whose contact is overdue now.
    pub overdue: Vec<DealId>,
    /// Deals that went past a stage by their hand.
    pub skips: Vec<DealId>,
    /// Deals that went on by their hand without a proof.
    pub unproved: Vec<DealId>,
    /// Open deals of funnels with order, but for leads.
    pub open: Vec<DealId>,
}

/// The week of the desk.
#[derive(Clone, Debug, Default)]
pub struct DeskWeek {
    now: Moment,
    discipline: Discipline,
    people: BTreeMap<Option<MemberId>, PersonWeek>,
}

impl DeskWeek {
    /// Nothing counted yet.
    pub fn new(workspace: &Workspace, now: Moment) -> Self {
        let people = workspace.members().map(|member| (Some(member.id), PersonWeek::default())).collect();
        Self { now, discipline: Discipline::new(workspace), people }
    }

    fn of(&mut self, whose: Option<MemberId>) -> &mut PersonWeek {
        self.people.entry(whose).or_default()
    }

    /// Counts one more deal.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        let (now, since) = (self.now, self.now.plus_days(-WEEK));
        for talk in talks(workspace, deal).filter(|talk| (since..=now).contains(&talk.at)) {
            let whose = self.of(talk.by);
            whose.talks += 1;
            once(&mut whose.talked, deal.id);
        }
        for step in self.discipline.steps(workspace, deal, since, now) {
            let whose = self.people.entry(step.by).or_default();
            if step.skipped {
                once(&mut whose.skips, deal.id);
            }
            if step.unproved {
                once(&mut whose.unproved, deal.id);
            }
        }
        self.count_open(workspace, deal);
    }

    fn count_open(&mut self, workspace: &Workspace, deal: &Deal) {
        let funnel = workspace.pipeline_of(deal.stage).filter(|funnel| funnel.position(deal.stage).is_some());
        let Some(funnel) = funnel else { return };
        let sells = funnel.ordered && funnel.four_r != Some(FourR::Leads);
        let late = is_overdue(deal, self.now);
        let whose = self.of(deal.owner);
        if late {
            whose.overdue.push(deal.id);
        }
        if sells {
            whose.open.push(deal.id);
        }
    }

    /// Adds the requests of the week, when every deal is counted.
    pub fn settle(&mut self, requests: &Waits) {
        for wait in requests.all() {
            let whose = self.of(wait.whose);
            whose.received.push(wait.lead);
            whose.handled += usize::from(wait.answered.is_some());
        }
    }

    /// Each person's week, those of the desk and what is nobody's if there is any.
    pub fn people(&self) -> impl Iterator<Item = (Option<MemberId>, &PersonWeek)> {
        self.people.iter().map(|(&whose, week)| (whose, week))
    }

    /// The week of all together.
    pub fn total(&self) -> PersonWeek {
        let mut total = PersonWeek::default();
        for week in self.people.values() {
            total.received.extend(&week.received);
            total.handled += week.handled;
            total.talks += week.talks;
            total.overdue.extend(&week.overdue);
            total.open.extend(&week.open);
            for (all, some) in [
                (&mut total.talked, &week.talked),
                (&mut total.skips, &week.skips),
                (&mut total.unproved, &week.unproved),
            ] {
                all.extend(some);
            }
        }
        // Two people may have worked on one deal.
        for all in [&mut total.talked, &mut total.skips, &mut total.unproved] {
            all.sort_unstable();
            all.dedup();
        }
        total
    }
}

/// Deals are counted one after another: the same one twice stands last.
fn once(deals: &mut Vec<DealId>, deal: DealId) {
    if deals.last() != Some(&deal) {
        deals.push(deal);
    }
}
