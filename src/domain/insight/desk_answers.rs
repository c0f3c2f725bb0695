//! The requests of some days and how fast each was answered: who took it, what the middle wait is, how many were answered
//! in time, who waits now. The wait itself is told by `first_answer`.

use super::first_answer::{MINUTE, Wait};
use crate::domain::{Deal, DealId, MemberId, Moment, Pipeline, Schedule, Workspace};

pub use super::first_answer::NORM;

/// The upper ends of the bars of the picture, in minutes, each outside its bar; one more bar holds what is longer. Those up
/// to the norm are the first six.
pub const BARS: [i64; 14] = [3, 5, 8, 10, 13, NORM + 1, 19, 22, 25, 28, 31, 41, 51, 61];

/// A request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which lead.
    pub lead: DealId,
    /// Who answered it, else who leads it; nobody when nobody does.
    pub whose: Option<MemberId>,
    /// Minutes of working time that it waited, or has waited so far.
    pub minutes: i64,
    /// Whether it was taken.
    pub answered: bool,
}

impl Request {
    /// Whether it waits longer than it should.
    pub fn is_late(&self) -> bool {
        !self.answered && self.minutes > NORM
    }
}

/// The requests of some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Each, in the order of counting.
    pub all: Vec<Request>,
}

impl Requests {
    /// Counts one more deal, if it is a lead that came in the last `days` of 24 hours; says what was counted.
    pub fn count(
        &mut self,
        workspace: &Workspace,
        lead: &Deal,
        (pipeline, days): (&Pipeline, i64),
        now: Moment,
        schedule: &Schedule,
    ) -> Option<Request> {
        let first = pipeline.stages.first()?.id;
        let fresh = lead.created >= now.plus_days(-days) && lead.created <= now;
        lead.history.iter().find(|entry| entry.to == first).filter(|_| fresh)?;
        let wait = Wait::of(workspace, pipeline, lead, now, schedule);
        let minutes = wait.working / MINUTE;
        let request = Request { lead: lead.id, whose: wait.whose, minutes, answered: wait.answered.is_some() };
        self.all.push(request);
        Some(request)
    }

    /// The middle of the minutes that the answered ones waited; of two middles the shorter.
    pub fn median(&self) -> Option<i64> {
        let mut minutes: Vec<i64> = self.answered().map(|request| request.minutes).collect();
        let middle = minutes.len().checked_sub(1)? / 2;
        Some(*minutes.select_nth_unstable(middle).1)
    }

    fn answered(&self) -> impl Iterator<Item = &Request> {
        self.all.iter().filter(|request| request.answered)
    }

    /// Those whose answer, or the want of it, can be judged: answered, or waiting longer than the norm.
    pub fn judged(&self) -> usize {
        self.all.iter().filter(|request| request.answered || request.is_late()).count()
    }

    /// Answered within the norm.
    pub fn on_time(&self) -> usize {
        self.answered().filter(|request| request.minutes <= NORM).count()
    }

    /// Waiting longer than the norm.
    pub fn late(&self) -> usize {
        self.all.iter().filter(|request| request.is_late()).count()
    }

    /// Those that wait now, the longest first.
    pub fn waiting(&self) -> Vec<Request> {
        let mut waiting: Vec<Request> = self.all.iter().filter(|request| !request.answered).copied().collect();
        waiting.sort_unstable_by_key(|request| (std::cmp::Reverse(request.minutes), request.lead));
        waiting
    }

    /// How many of the answered ones fall into each bar of the picture.
    pub fn bars(&self) -> [usize; BARS.len() + 1] {
        let mut bars = [0; BARS.len() + 1];
        for request in self.answered() {
            bars[BARS.partition_point(|&end| end <= request.minutes)] += 1;
        }
        bars
    }
}
