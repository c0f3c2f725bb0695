//! How fast requests are answered: from the moment a lead is there until a person first turns to the buyer.
//!
//! Turning to the buyer is a call, letter, meeting or message that somebody wrote down after the lead came, a message or
//! letter that somebody sent, or taking the lead to work: leaving the first stage of the funnel «Лиды» by hand, in whatever direction. Robots
//! and new editions of a funnel answer nobody. A wait is told in real time and in working time, in which what is answered
//! while nobody is at work has waited nothing. Who has never been answered is told apart, and is late from the moment that
//! the wait until now is longer than the norm.
//! Deliberately not here: which hours are working hours (`schedule`), figures of the rest of a person's day.

use std::collections::BTreeMap;

use super::proportion::Proportion;
use crate::domain::{
    ActivityKind, Cause, Deal, DealId, Deed, MemberId, Moment, Pipeline, RecordId, Schedule, StageEntry, Workspace,
};

/// Minutes within which a lead is to be answered.
pub const NORM: i64 = 15;

/// Milliseconds of a minute.
pub const MINUTE: i64 = 60_000;

/// How a lead was taken to work by hand; none while nobody has.
pub fn taken<'l>(lead: &'l Deal, pipeline: &Pipeline) -> Option<&'l StageEntry> {
    let first = pipeline.stages.first()?.id;
    let came = lead.history.iter().position(|entry| entry.to == first)?;
    lead.history[came + 1..].iter().find(|entry| entry.cause == Cause::Hand)
}

/// The first answer to a lead, and whose it is; none while there is none.
pub fn answer(workspace: &Workspace, pipeline: &Pipeline, lead: &Deal) -> Option<(Moment, Option<MemberId>)> {
    let spoken = workspace.of(lead.id).filter_map(|id| match id {
        RecordId::Activity(id) => {
            let said = workspace.activity(id)?;
            let spoken = !matches!(said.kind, ActivityKind::Note | ActivityKind::HandOver);
            // What is there from the first moment is the request itself.
            (spoken && said.at > lead.created).then_some((said.at, said.by))
        }
        RecordId::Run(id) => {
            let run = workspace.run(id).filter(|run| run.undone.is_none())?;
            let sent = |deed: &Deed| if let Deed::Message(_, sent) = deed { *sent } else { None };
            run.did.iter().find_map(sent).map(|at| (at, None))
        }
        RecordId::Letter(id) => {
            let letter = workspace.letter(id)?;
            letter.sent().map(|at| (at, letter.by))
        }
        _ => None,
    });
    let by_hand = taken(lead, pipeline).map(|entry| (entry.at, entry.by));
    let (at, by) = spoken.chain(by_hand).min_by_key(|&(at, _)| at)?;
    Some((at, by.or(lead.owner)))
}

/// How long one lead has waited, in milliseconds; 0 where clocks disagree and the answer came before the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The lead.
    pub lead: DealId,
    /// Who answered; of one that waits, who leads it.
    pub whose: Option<MemberId>,
    /// When it was answered; one that waits has waited until now.
    pub answered: Option<Moment>,
    /// In real time.
    pub real: i64,
    /// In working time.
    pub working: i64,
}

impl Wait {
    /// The wait of a lead until its first answer, until `now` while there is none.
    pub fn of(workspace: &Workspace, pipeline: &Pipeline, lead: &Deal, now: Moment, schedule: &Schedule) -> Self {
        let answer = answer(workspace, pipeline, lead);
        let until = answer.map_or(now, |(at, _)| at);
        Self {
            lead: lead.id,
            whose: answer.map_or(lead.owner, |(_, by)| by),
            answered: answer.map(|(at, _)| at),
            real: until.0.saturating_sub(lead.created.0).max(0),
            working: schedule.worked(lead.created, until),
        }
    }

    /// Whether it is longer than the norm, in working time.
    pub fn is_late(&self) -> bool {
        self.working > NORM * MINUTE
    }
}

/// By which time waits are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// All the time that there is.
    RealTime,
    /// The hours in which somebody is at work.
    WorkingTime,
}

/// How fast answers came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Speed {
    /// Answered leads.
    pub answered: usize,
    /// Leads that nobody has answered.
    pub unanswered: usize,
    /// The middle of the waits of the answered ones, in minutes.
    pub median: Option<f64>,
    /// The wait than which nine of ten were shorter, in minutes (type 7 of Hyndman and Fan 1996, as the middle).
    pub p90: Option<f64>,
    /// Answered within five minutes, of the answered ones and those that wait longer than that already.
    pub in_five: Proportion,
    /// Within an hour, of the same.
    pub in_hour: Proportion,
    /// Within the norm, of the same.
    pub on_time: Proportion,
}

/// One bar of the picture of waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// It ends with this many milliseconds; the last has no end.
    pub to: Option<i64>,
    /// Answered leads that waited so long: longer than the bar before.
    pub leads: usize,
}

/// The waits of the leads that came in some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(Vec<Wait>);

impl Waits {
    /// Counts one more deal, if it is a lead that has come since a moment.
    pub fn count(
        &mut self,
        workspace: &Workspace,
        pipeline: &Pipeline,
        lead: &Deal,
        since: Moment,
        now: Moment,
        schedule: &Schedule,
    ) {
        let Some(first) = pipeline.stages.first().map(|stage| stage.id) else { return };
        if lead.created >= since && lead.created <= now && lead.history.iter().any(|entry| entry.to == first) {
            self.0.push(Wait::of(workspace, pipeline, lead, now, schedule));
        }
    }

    /// Each lead that was counted.
    pub fn all(&self) -> &[Wait] {
        &self.0
    }

    /// The leads that wait, longest first.
    pub fn waiting(&self) -> Vec<Wait> {
        let mut waiting: Vec<Wait> = self.0.iter().filter(|wait| wait.answered.is_none()).copied().collect();
        waiting.sort_by_key(|wait| std::cmp::Reverse((wait.working, wait.real)));
        waiting
    }

    /// How fast all answers came.
    pub fn speed(&self, by: By) -> Speed {
        Speed::of(self.0.iter(), by)
    }

    /// How fast everybody answered; a lead that waits counts against whoever leads it.
    pub fn people(&self, by: By) -> BTreeMap<Option<MemberId>, Speed> {
        let mut people: BTreeMap<_, Vec<&Wait>> = BTreeMap::new();
        for wait in &self.0 {
            people.entry(wait.whose).or_default().push(wait);
        }
        people.into_iter().map(|(whose, waits)| (whose, Speed::of(waits.into_iter(), by))).collect()
    }

    /// The picture of the waits of the answered: six bars up to the norm, five up to twice the norm, three up to four times
    /// the norm, and whatever is longer.
    pub fn bars(&self, by: By) -> Vec<Bar> {
        const NORM_LONG: i64 = NORM * MINUTE;
        let within = (1..=6).map(|bar| bar * NORM_LONG / 6);
        let over = (1..=5).map(|bar| NORM_LONG + bar * NORM_LONG / 5);
        let far = (1..=3).map(|bar| 2 * NORM_LONG + bar * 2 * NORM_LONG / 3);
        let ends = within.chain(over).chain(far).map(Some).chain([None]);
        let mut bars: Vec<Bar> = ends.map(|to| Bar { to, leads: 0 }).collect();
        for wait in self.0.iter().filter(|wait| wait.answered.is_some()) {
            let at = bars.partition_point(|bar| bar.to.is_some_and(|to| to < by.wait(wait)));
            bars[at].leads += 1;
        }
        bars
    }
}

impl By {
    fn wait(self, wait: &Wait) -> i64 {
        match self {
            Self::RealTime => wait.real,
            Self::WorkingTime => wait.working,
        }
    }
}

impl Speed {
    fn of<'w>(waits: impl Iterator<Item = &'w Wait>, by: By) -> Self {
        let (answered, waiting): (Vec<&Wait>, Vec<&Wait>) = waits.partition(|wait| wait.answered.is_some());
        let mut long: Vec<i64> = answered.iter().map(|wait| by.wait(wait)).collect();
        long.sort_unstable();
        let within = |minutes: i64| {
            let still = waiting.iter().filter(|wait| by.wait(wait) > minutes * MINUTE).count();
            Proportion { k: long.partition_point(|&wait| wait <= minutes * MINUTE), n: long.len() + still }
        };
        Self {
            answered: answered.len(),
            unanswered: waiting.len(),
            median: part(&long, 0.5),
            p90: part(&long, 0.9),
            in_five: within(5),
            in_hour: within(60),
            on_time: within(NORM),
        }
    }
}

/// The wait, in minutes, than which such a share of the sorted ones is shorter: straight between the two nearest.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "spans of time, and places in a list"
)]
fn part(sorted: &[i64], share: f64) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? as f64 * share;
    let (below, over) = (sorted[place.floor() as usize] as f64, sorted[place.ceil() as usize] as f64);
    Some((below + (over - below) * place.fract()) / MINUTE as f64)
}
