//! How fast requests are answered: from the moment a lead is there until somebody takes it to work.
//!
//! Taking is leaving the first stage of the funnel «Лиды», in whatever direction; the moment is that of the entry in
//! the lead's history. Deliberately not here: working hours, answers by day and by person.

use crate::domain::{Cause, Deal, Moment, Pipeline};

/// Minutes within which a lead is to be taken.
pub const NORM: i64 = 15;

const MINUTE: i64 = 60_000;

/// Whole minutes that a lead waited for the first answer, until `now` while it waits.
pub fn waited(lead: &Deal, pipeline: &Pipeline, now: Moment) -> i64 {
    let until = taken(lead, pipeline).unwrap_or(now);
    (until.0.saturating_sub(lead.created.0) / MINUTE).max(0)
}

/// When a lead was taken; none while it waits.
pub fn taken(lead: &Deal, pipeline: &Pipeline) -> Option<Moment> {
    let first = pipeline.stages.first()?.id;
    let came = lead.history.iter().position(|entry| entry.to == first)?;
    // Where a new edition of the funnel put it, nobody has taken it.
    lead.history[came + 1..].iter().find(|entry| entry.cause != Cause::Funnel).map(|entry| entry.at)
}

/// The answers to the leads of some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The middle of the minutes that the answered ones waited; of two middles the shorter.
    pub median: Option<i64>,
    /// Answered within the norm.
    pub on_time: usize,
    /// Answered, or waiting longer than the norm.
    pub of: usize,
}

/// How long the leads of some days waited, lead by lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Minutes that each answered one waited.
    answered: Vec<i64>,
    /// Still waiting, longer than the norm.
    late: usize,
}

impl Waits {
    /// Counts one more deal, if it is a lead that came in the last `days` of 24 hours.
    pub fn count(&mut self, pipeline: &Pipeline, lead: &Deal, days: i64, now: Moment) {
        let Some(first) = pipeline.stages.first().map(|stage| stage.id) else { return };
        let fresh = lead.created >= now.plus_days(-days) && lead.created <= now;
        if !fresh || !lead.history.iter().any(|entry| entry.to == first) {
            return;
        }
        match (taken(lead, pipeline), waited(lead, pipeline, now)) {
            (Some(_), waited) => self.answered.push(waited),
            (None, waited) => self.late += usize::from(waited > NORM),
        }
    }

    /// What they come to.
    pub fn answers(&self) -> Answers {
        let mut minutes = self.answered.clone();
        minutes.sort_unstable();
        Answers {
            median: minutes.get(minutes.len().saturating_sub(1) / 2).copied(),
            on_time: minutes.partition_point(|&waited| waited <= NORM),
            of: minutes.len() + self.late,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DealId, EntryId, Slug, StageEntry};
    use std::collections::{BTreeMap, BTreeSet};

    const NOW: Moment = Moment(1_000_000_000);

    /// A lead that came so many minutes ago and was taken so many minutes later, if it was.
    fn lead(id: u128, ago: i64, taken: Option<i64>) -> Deal {
        let slug = |name| Slug::new(name).unwrap();
        let created = Moment(NOW.0 - ago * MINUTE);
        let entry = |nr: u128, to, at| StageEntry {
            id: EntryId(id * 10 + nr),
            from: (nr > 0).then(|| slug("leads-4r.new")),
            to: slug(to),
            at,
            by: None,
            why: None,
            loss: None,
            cause: Cause::Hand,
        };
        let mut history = vec![entry(0, "leads-4r.new", created)];
        history.extend(taken.map(|later| entry(1, "leads-4r.mql", Moment(created.0 + later * MINUTE + 30_000))));
        Deal {
            id: DealId(id),
            title: "Заявка".into(),
            customer: None,
            amount: None,
            stage: history.last().unwrap().to,
            owner: None,
            created,
            next: None,
            proofs: BTreeMap::new(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            history,
            foreign: None,
        }
    }

    #[test]
    fn the_middle_answer_and_those_on_time() {
        let leads = [
            lead(1, 60, Some(3)),
            lead(2, 60, Some(15)),
            lead(3, 90, Some(16)),
            lead(4, 90, Some(40)),
            lead(5, 10, None),
            lead(6, 16, None),
            lead(7, 8 * 24 * 60, Some(1)),
        ];
        let pipeline = crate::data::template::four_r().unwrap().remove(0);
        let mut waits = Waits::default();
        assert_eq!(waits.answers(), Answers::default());
        leads.iter().for_each(|lead| waits.count(&pipeline, lead, 7, NOW));
        assert_eq!(waits.answers(), Answers { median: Some(15), on_time: 2, of: 5 });
    }

    #[test]
    fn a_waiting_lead_waits_until_now() {
        let pipeline = &crate::data::template::four_r().unwrap()[0];
        assert_eq!(waited(&lead(1, 38, None), pipeline, NOW), 38);
        assert_eq!(waited(&lead(1, 38, Some(6)), pipeline, NOW), 6);
        assert_eq!(waited(&lead(1, -5, None), pipeline, NOW), 0, "a clock that is behind");
        let mut moved = lead(1, 38, Some(6));
        moved.history[1].cause = Cause::Funnel;
        assert_eq!(waited(&moved, pipeline, NOW), 38, "the funnel has changed, and nobody has answered");
    }
}
