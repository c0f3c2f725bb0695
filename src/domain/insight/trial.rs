//! What came of a hypothesis so far, and how many deals it takes to know (2.7, 2.13, U7).
//!
//! Two sides are compared: of an alternating trial the deals handled as before and those with the change; of «before and
//! after» those that came to the stage since the beginning and those that came in as long a time before it, each as they
//! stood at the same age. Shares are compared by the pooled test (or Fisher's) with Newcombe's range of the difference,
//! times by the log-rank test with medians after Kaplan and Meier, open deals counted.
//!
//! How many decided deals each side needs is settled by what was usual in the ninety days before the beginning and by what
//! is hoped for, so that it does not wander with what is seen. Whoever looks often sees chance: before so many are decided
//! a difference counts as proven only when chance brings it about less than once in a thousand (J. L. Haybittle, British
//! Journal of Radiology 1971, 44:793), and by the usual one in twenty after that.
//!
//! Deliberately not here: which deal is on which side (`domain::hypothesis`), words.

use super::funnel::{Fate, Journeys, Place, Way};
use super::proportion::Proportion;
use super::statistics::{Comparison, LogRank, Survival, power};
use crate::domain::{Aim, DealId, Handling, Hypothesis, Trial};

/// The fewest decided deals on each side of which anything is told.
pub const ENOUGH: usize = 10;
/// How many days before the beginning say what is usual.
pub const USUAL_DAYS: i64 = 90;
const DAY: i64 = 86_400_000;
/// Chances below which a difference is proven: when as many are decided as it takes, and before.
const SURE: f64 = 0.05;
const SURE_EARLY: f64 = 0.001;
/// What is hoped for is in working days, of which a week has five.
const CALENDAR: f64 = 7.0 / 5.0;

/// One side of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Came to the stage.
    pub came: usize,
    /// Went on, or were won, of those that are decided; of [`Aim::Stay`] those that have left, of themselves.
    pub decided: Proportion,
    /// The time by which half have left the stage, in milliseconds; none while half have not.
    pub median: Option<i64>,
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// So many decided deals are missing for anything to be said at all.
    TooFew(usize),
    /// Chance brings about as much too easily.
    NotProven,
    /// By itself chance would seldom bring about as much, but fewer are decided than it takes.
    Looks(Course),
    /// Chance seldom brings about as much.
    Proven(Course),
    /// As many are decided as it takes, and a change as large as hoped for is not among what is possible.
    NoEffect,
}

/// Which way the change works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// As hoped.
    Better,
    /// The other way.
    Worse,
}

/// What came of a hypothesis so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Without the change.
    pub before: Side,
    /// With it.
    pub changed: Side,
    /// By how much the share has changed, and the range of that, from -1 to 1; none of [`Aim::Stay`] and of nothing.
    pub gain: Option<(f64, (f64, f64))>,
    /// How often chance alone brings about as much; none where there is nothing to compare.
    pub p: Option<f64>,
    /// So many decided deals does each side need; none when what is hoped for is usual already, or nothing is known.
    pub needed: Option<usize>,
    /// So many decided deals are missing on both sides together.
    pub missing: usize,
    /// In so many weeks they will be there at the pace so far; none when there is no pace, and after the end.
    pub weeks: Option<f64>,
    /// What can be said.
    pub verdict: Verdict,
}

/// What is usual at a stage: of the deals that came to it in the ninety days before a moment, as they stood then; where fewer
/// than ten of those are decided, of all before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usual {
    /// Without the change.
    pub side: Side,
    /// In so many days they came.
    pub days: f64,
}

impl Usual {
    /// Of a stage, from 0, before a moment.
    pub fn of(journeys: &Journeys, stage: usize, aim: Aim, until: i64) -> Self {
        let since = until.saturating_sub(USUAL_DAYS * DAY);
        let (mut recent, mut ever, mut first) = (Tally::default(), Tally::default(), until);
        for deal in 0..journeys.len() {
            if let Some(came) = arrival(journeys, deal, stage).filter(|&came| came < until) {
                first = first.min(came);
                ever.count(journeys, deal, stage, came, aim, until);
                if came >= since {
                    recent.count(journeys, deal, stage, came, aim, until);
                }
            }
        }
        let recent = recent.side();
        let (side, since) = if recent.decided.n >= ENOUGH { (recent, since) } else { (ever.side(), first) };
        Self { side, days: (until - since) as f64 / DAY as f64 }
    }

    /// Whether what is hoped for is better than usual, as far as it is known what is.
    pub fn is_bettered(&self, aim: Aim, hoped: u16) -> bool {
        let known = self.side.decided.n >= ENOUGH;
        match aim {
            Aim::Step | Aim::Won => !known || f64::from(hoped) / 100.0 > self.side.decided.share(),
            Aim::Stay => self.side.median.filter(|_| known).is_none_or(|usual| length(hoped) < usual as f64),
        }
    }

    /// How many decided deals each side needs to show what is hoped for.
    pub fn needed(&self, aim: Aim, hoped: u16) -> Option<usize> {
        if self.side.decided.n < ENOUGH || !self.is_bettered(aim, hoped) {
            return None;
        }
        let needed = match aim {
            Aim::Step | Aim::Won => power::needed(self.side.decided.share(), f64::from(hoped) / 100.0),
            Aim::Stay => power::needed_to_leave(self.side.median? as f64 / length(hoped)),
        };
        needed.and_then(|needed| usize::try_from(needed).ok())
    }

    /// In how many weeks so many on each side are decided, at the pace that is usual; none when nothing is.
    pub fn weeks(&self, trial: Trial, needed: usize) -> Option<f64> {
        weeks(trial, needed, self.side.decided.n, self.days)
    }
}

/// What came of a hypothesis at a stage, from 0, among deals that were read in the order of their identities.
pub fn finding(idea: &Hypothesis, stage: usize, journeys: &Journeys, deals: &[DealId], now: i64) -> Finding {
    let (began, until) = (idea.began.0, idea.ended.as_ref().map_or(now, |ended| ended.at.0));
    let (mut before, mut changed) = (Tally::default(), Tally::default());
    match idea.trial {
        Trial::Alternating => {
            for (id, side) in &idea.deals {
                let Ok(deal) = deals.binary_search(id) else { continue };
                let Some(came) = arrival(journeys, deal, stage).filter(|&came| came <= until) else { continue };
                let tally = if *side == Handling::Changed { &mut changed } else { &mut before };
                tally.count(journeys, deal, stage, came, idea.aim, now);
            }
        }
        Trial::BeforeAfter => {
            let long = until - began;
            for deal in 0..journeys.len() {
                match arrival(journeys, deal, stage) {
                    Some(came) if (began..=until).contains(&came) => {
                        changed.count(journeys, deal, stage, came, idea.aim, now);
                    }
                    Some(came) if (began - long..began).contains(&came) => {
                        before.count(journeys, deal, stage, came, idea.aim, now - long);
                    }
                    _ => {}
                }
            }
        }
    }
    let usual = Usual::of(journeys, stage, idea.aim, began);
    told(idea, usual, &mut before, &mut changed, (until - began) as f64 / DAY as f64)
}

fn told(idea: &Hypothesis, usual: Usual, one: &mut Tally, other: &mut Tally, days: f64) -> Finding {
    let (before, changed) = (one.side(), other.side());
    // Where the past says nothing, what is seen without the change is all that is known.
    let usual = if usual.side.decided.n < ENOUGH { Usual { side: before, days } } else { usual };
    let needed = usual.needed(idea.aim, idea.hoped);
    let (a, b) = (before.decided, changed.decided);
    let compared = a.n > 0 && b.n > 0;
    let (test, gain) = match idea.aim {
        Aim::Stay => {
            let test = LogRank::of(&other.survival(), &one.survival());
            (test.map(|test| (test.p, test.happened as f64 > test.expected)), None)
        }
        Aim::Step | Aim::Won => {
            let test = Comparison::of(b, a).map(|test| (test.p, b.share() > a.share()));
            (test, compared.then(|| (b.share() - a.share(), b.beyond(a))))
        }
    };
    let lacks = |side: Proportion, of: usize| of.saturating_sub(side.n);
    let missing = needed.map_or(0, |needed| lacks(a, needed) + lacks(b, needed));
    let most = needed.map_or(0, |needed| lacks(a, needed).max(lacks(b, needed)));
    let so_far = if idea.trial == Trial::Alternating { a.n + b.n } else { b.n };
    let reached = needed.is_some() && missing == 0;
    let course = |better| if better { Course::Better } else { Course::Worse };
    let hoped_gain = f64::from(idea.hoped) / 100.0 - usual.side.decided.share();
    let verdict = match test {
        _ if a.n < ENOUGH || b.n < ENOUGH => Verdict::TooFew(lacks(a, ENOUGH) + lacks(b, ENOUGH)),
        Some((p, better)) if p < SURE_EARLY || (reached && p < SURE) => Verdict::Proven(course(better)),
        Some((p, better)) if p < SURE => Verdict::Looks(course(better)),
        _ if reached && gain.is_some_and(|(_, (_, high))| high < hoped_gain) => Verdict::NoEffect,
        _ => Verdict::NotProven,
    };
    Finding {
        before,
        changed,
        gain,
        p: test.map(|(p, _)| p),
        needed,
        missing,
        weeks: weeks(idea.trial, most, so_far, days).filter(|_| missing > 0 && idea.ended.is_none()),
        verdict,
    }
}

/// In how many weeks so many more are decided on each side when so many were in so many days: of an alternating trial half
/// of them falls to each side.
fn weeks(trial: Trial, each: usize, decided: usize, days: f64) -> Option<f64> {
    let sides = if trial == Trial::Alternating { 2.0 } else { 1.0 };
    let weeks = each as f64 * sides / (decided as f64 / days) / 7.0;
    (decided > 0 && weeks.is_finite()).then_some(weeks)
}

/// A number of working days in milliseconds of the calendar.
fn length(working_days: u16) -> f64 {
    f64::from(working_days) * CALENDAR * DAY as f64
}

/// When a deal came to a stage for the first time, if it had not been further on by then.
fn arrival(journeys: &Journeys, deal: usize, stage: usize) -> Option<i64> {
    let mut steps = journeys.of(deal);
    let first = steps.find(|step| matches!(step.to, Place::Stage(to) if usize::from(to) >= stage))?;
    matches!(first.to, Place::Stage(to) if usize::from(to) == stage).then_some(first.at)
}

/// A side while its deals are counted.
#[derive(Default)]
struct Tally {
    came: usize,
    decided: Proportion,
    over: Vec<i64>,
    open: Vec<i64>,
}

impl Tally {
    /// Counts a deal that came to the stage then, as it stands as of a moment.
    fn count(&mut self, journeys: &Journeys, deal: usize, stage: usize, came: i64, aim: Aim, as_of: i64) {
        self.came += 1;
        let way = Way::of(journeys, deal, as_of);
        match (aim, way.fate) {
            (Aim::Step, _) if way.level > stage + 1 => self.decided.count(true),
            (Aim::Won, Fate::Won) => self.decided.count(true),
            (Aim::Step | Aim::Won, Fate::Lost) => self.decided.count(false),
            (Aim::Step | Aim::Won, _) => {}
            (Aim::Stay, _) => {
                let later = |to: Place| !matches!(to, Place::Stage(to) if usize::from(to) <= stage);
                let mut after = journeys.of(deal).filter(|step| step.at >= came && step.at <= as_of);
                match after.find(|step| later(step.to)) {
                    // Who is to come back has neither gone on nor stopped.
                    Some(step) if step.to == Place::Waits => self.open.push(step.at - came),
                    Some(step) => {
                        self.over.push(step.at - came);
                        self.decided.count(true);
                    }
                    None => self.open.push(as_of.saturating_sub(came)),
                }
            }
        }
    }

    fn survival(&mut self) -> Survival<'_, i64> {
        Survival::of(&mut self.over, &mut self.open)
    }

    fn side(&mut self) -> Side {
        let [median] = self.survival().quantiles([0.5]);
        Side { came: self.came, decided: self.decided, median }
    }
}
