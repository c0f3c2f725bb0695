//! What the deals of a funnel have been through, counted in one pass, deal by deal, so that the page may breathe between.
//! Counted from history against the stages that are asked about: a draft sees the past of the stages that it keeps.
//! Deliberately not here: what follows from the figures (`history`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::calendar::working_days;
use crate::domain::insight::proportion::Proportion;
use crate::domain::{
    Cause, CustomerId, CustomerKind, Deal, FourR, Moment, Outcome, Pipeline, Schedule, Slug, StageEntry, Workspace,
    phrase,
};

/// Days over which a thing counts as of now.
pub(super) const ENTERED: i64 = 30;
pub(super) const LEFT: i64 = 60;
pub(super) const LATELY: i64 = 90;
const YEAR: i64 = 365;
const HOUR: i64 = 3_600_000;

/// How long a deal took over a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    /// Working days, as norms are counted.
    pub(super) days: u16,
    /// Hours of the clock.
    pub(super) hours: u32,
}

/// The past of one stage.
#[derive(Clone, Debug, Default)]
pub(super) struct StagePast {
    /// Deals that came to it and went away lately, by hand or robot.
    pub(super) entered: usize,
    pub(super) left: usize,
    /// Those that reached it and are decided, and of them the won.
    pub(super) reached: Proportion,
    /// Those decided at it, and of them the ones that went on: ever, lately, and in as many days before.
    pub(super) step: Proportion,
    pub(super) step_lately: Proportion,
    pub(super) step_before: Proportion,
    /// How long those that went on took: ever, and lately.
    pub(super) spans: Vec<Span>,
    pub(super) spans_lately: Vec<Span>,
    /// Losses of late: by reason, and those told in words alone.
    pub(super) reasons: BTreeMap<Slug, usize>,
    pub(super) in_words: BTreeMap<String, usize>,
    /// Of the decided that went beyond it, those that passed over it and those that did not, and of them the won.
    pub(super) skipped: Proportion,
    pub(super) kept: Proportion,
    /// Of the decided, where they went from it, and of them the won.
    pub(super) onward: BTreeMap<usize, Proportion>,
}

impl StagePast {
    /// Losses of late.
    pub(super) fn losses(&self) -> usize {
        self.reasons.values().sum::<usize>() + self.in_words.values().sum::<usize>()
    }
}

/// The past of a funnel.
#[derive(Clone, Debug)]
pub struct Past {
    now: Moment,
    schedule: Arc<Schedule>,
    places: BTreeMap<Slug, Place>,
    /// Reasons that are about a check or a contract.
    checks: BTreeSet<Slug>,
    pub(super) stages: Vec<StagePast>,
    /// The decided, and of them the won.
    pub(super) won: Proportion,
    /// Deals that came in lately.
    pub(super) came: usize,
    /// Companies, not people, that bought.
    pub(super) bought: usize,
    /// Losses of companies within a year for want of a check or a contract.
    pub(super) unchecked: usize,
    way: Way,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Stage(usize),
    End(Outcome),
}

/// How a deal's way through the funnel came out, as in `insight::conversion`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Fate {
    #[default]
    Open,
    Ended(Moment),
    Through,
}

impl Past {
    /// Nothing yet.
    pub fn new(funnel: &Pipeline, now: Moment, schedule: Arc<Schedule>) -> Self {
        let stages = funnel.stages.iter().enumerate().map(|(at, stage)| (stage.id, Place::Stage(at)));
        let ends = funnel.ends.iter().map(|end| (end.id, Place::End(end.outcome)));
        let reasons = funnel.stages.iter().flat_map(|stage| &stage.loss_reasons);
        Self {
            now,
            schedule,
            places: stages.chain(ends).collect(),
            checks: reasons.filter(|reason| phrase::about_checks(&reason.text)).map(|reason| reason.id).collect(),
            stages: vec![StagePast::default(); funnel.stages.len()],
            won: Proportion::default(),
            came: 0,
            bought: 0,
            unchecked: 0,
            way: Way::default(),
        }
    }

    /// Counts one more deal.
    pub fn count(&mut self, workspace: &Workspace, funnel: &Pipeline, deal: &Deal) {
        let mut way = std::mem::take(&mut self.way);
        way.clear(self.stages.len());
        self.follow(workspace, funnel, deal, &mut way);
        self.way = way;
    }

    fn follow(&mut self, workspace: &Workspace, funnel: &Pipeline, deal: &Deal, way: &mut Way) {
        let count = self.stages.len();
        let mut was: Option<(Slug, Option<Place>)> = None;
        for entry in &deal.history {
            let place = self.places.get(&entry.to).copied();
            let before = was.filter(|&(stood, _)| entry.from == Some(stood));
            let from = match before {
                Some((_, place)) => place,
                None => entry.from.and_then(|from| self.places.get(&from)).copied(),
            };
            let was_in = matches!(was, Some((_, Some(_))));
            was = Some((entry.to, place));
            if place.is_some() || from.is_some() {
                self.tally(workspace, deal, entry, place, from, was_in);
            }
            match place {
                Some(Place::Stage(at)) => {
                    if way.first[at].is_none() {
                        way.first[at] = Some(entry.at);
                        way.order.push(at);
                    }
                    way.go_beyond(way.furthest.unwrap_or(0)..at, entry.at);
                    way.furthest = way.furthest.max(Some(at));
                    way.fate = Fate::Open;
                }
                Some(Place::End(Outcome::Won)) => {
                    way.go_beyond(way.furthest.unwrap_or(0)..count, entry.at);
                    way.furthest = way.furthest.or(Some(0));
                    way.fate = Fate::Through;
                    let company = is_company(workspace, deal.customer);
                    self.bought += usize::from(company && funnel.four_r != Some(FourR::Leads));
                }
                Some(Place::End(Outcome::Lost | Outcome::Moved)) => way.fate = Fate::Ended(entry.at),
                Some(Place::End(Outcome::Paused)) => way.fate = Fate::Open,
                Some(Place::End(Outcome::Excluded)) => return,
                None if way.furthest.is_some() && way.fate == Fate::Open => {
                    // Who waits for a date is not decided; leaving for baskets is an end, for an order going further.
                    way.fate = match workspace.pipeline_of(entry.to) {
                        Some(other) if other.refusals => Fate::Open,
                        Some(other) if other.ordered => {
                            way.go_beyond(way.furthest.unwrap_or(0)..count, entry.at);
                            Fate::Through
                        }
                        _ => Fate::Ended(entry.at),
                    };
                }
                None => {}
            }
        }
        if let Some(furthest) = way.furthest.filter(|_| count > 0) {
            self.steps(way, furthest);
            self.ways(way, furthest);
        }
    }

    /// What is counted entry by entry, whatever became of the deal.
    fn tally(
        &mut self,
        workspace: &Workspace,
        deal: &Deal,
        entry: &StageEntry,
        place: Option<Place>,
        from: Option<Place>,
        was_in: bool,
    ) {
        let since = |days: i64| entry.at >= self.now.plus_days(-days);
        if since(LEFT) && entry.cause != Cause::Funnel {
            if let Some(Place::Stage(at)) = place {
                self.stages[at].entered += 1;
            }
            if let Some(Place::Stage(at)) = from {
                self.stages[at].left += 1;
            }
        }
        self.came += usize::from(since(ENTERED) && !was_in && matches!(place, Some(Place::Stage(_))));
        if let (Some(loss), Some(Place::Stage(at))) = (&entry.loss, from) {
            let about = |reason: &Slug| self.checks.contains(reason);
            let checks =
                || loss.reason.as_ref().map_or_else(|| phrase::about_checks(&loss.words.as_str().into()), about);
            if since(YEAR) && checks() && is_company(workspace, deal.customer) {
                self.unchecked += 1;
            }
            let lately = since(LATELY);
            let stage = &mut self.stages[at];
            match loss.reason {
                _ if !lately => {}
                Some(reason) => *stage.reasons.entry(reason).or_default() += 1,
                None => *stage.in_words.entry(loss.words.trim().to_lowercase()).or_default() += 1,
            }
        }
    }

    fn steps(&mut self, way: &Way, furthest: usize) {
        let lately = self.now.plus_days(-LATELY);
        let before = self.now.plus_days(-2 * LATELY);
        for (at, stage) in self.stages.iter_mut().enumerate() {
            // An end does not undo that it once went further.
            let decided = match (way.beyond[at], way.fate) {
                (Some(when), _) => Some((true, when)),
                (None, Fate::Ended(when)) if at == furthest => Some((false, when)),
                _ => None,
            };
            let Some((passed, when)) = decided else { continue };
            stage.step.count(passed);
            if when >= lately {
                stage.step_lately.count(passed);
            } else if when >= before {
                stage.step_before.count(passed);
            }
            if let (true, Some(came)) = (passed, way.first[at].filter(|&came| came <= when)) {
                let span = span(came, when, &self.schedule);
                stage.spans.push(span);
                if when >= lately {
                    stage.spans_lately.push(span);
                }
            }
        }
    }

    /// What is asked only of the decided.
    fn ways(&mut self, way: &Way, furthest: usize) {
        if way.fate == Fate::Open {
            return;
        }
        let won = way.fate == Fate::Through;
        self.won.count(won);
        let level = if won { self.stages.len() } else { furthest };
        for (at, stage) in self.stages.iter_mut().enumerate() {
            if at <= furthest || won {
                stage.reached.count(won);
            }
            // A file may know nothing of a sale but that it came about: that is no skip.
            if at < level && !way.order.is_empty() {
                let how = if way.first[at].is_some() { &mut stage.kept } else { &mut stage.skipped };
                how.count(won);
            }
        }
        for (&from, &to) in way.order.iter().zip(way.order.iter().skip(1)).filter(|(from, to)| from < to) {
            self.stages[from].onward.entry(to).or_default().count(won);
        }
    }
}

/// The way of one deal through the funnel; kept between deals for its room.
#[derive(Clone, Debug, Default)]
struct Way {
    /// When it first came to each stage, and when it went beyond.
    first: Vec<Option<Moment>>,
    beyond: Vec<Option<Moment>>,
    /// The stages in the order in which it first came to them.
    order: Vec<usize>,
    furthest: Option<usize>,
    fate: Fate,
}

impl Way {
    fn clear(&mut self, stages: usize) {
        self.first.clear();
        self.first.resize(stages, None);
        self.beyond.clear();
        self.beyond.resize(stages, None);
        self.order.clear();
        self.furthest = None;
        self.fate = Fate::Open;
    }

    fn go_beyond(&mut self, stages: std::ops::Range<usize>, when: Moment) {
        for at in stages {
            self.beyond[at] = self.beyond[at].or(Some(when));
        }
    }
}

/// Whether a deal is not with a private person, as far as is known.
fn is_company(workspace: &Workspace, customer: Option<CustomerId>) -> bool {
    let kind = customer.and_then(|id| workspace.customer(id)).map(|customer| customer.kind);
    kind != Some(CustomerKind::Person)
}

fn span(from: Moment, to: Moment, schedule: &Schedule) -> Span {
    let hours = to.0.saturating_sub(from.0) / HOUR;
    let days = working_days(from, to, schedule);
    Span { days: u16::try_from(days).unwrap_or_default(), hours: u32::try_from(hours).unwrap_or_default() }
}
