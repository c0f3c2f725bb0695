//! What became of the deals that came into a funnel: touched, reached at least, reached in order; went on, were lost there,
//! stand there. Every deal is counted once among won, lost and open.
//!
//! Source: analytics, section 3. By default a deal counts on every stage up to the highest that it entered («reached at
//! least»), so that no stage has more than the one before it, and neither lost deals nor those that skipped a stage drop
//! out. Deliberately not here: comparisons of periods (`bottleneck`).

use serde::{Deserialize, Serialize};

use super::cut::{Cut, Label};
use super::journeys::{Journeys, Place, Step};
use super::stays::{Stays, Stretch};
use super::way::{Fate, Way};
use crate::domain::insight::proportion::Proportion;

/// Deals that were lost for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The reason's code.
    pub reason: Label,
    /// How many.
    pub deals: usize,
    /// What those of known worth were worth, in the smallest units.
    pub amount: i64,
}

/// What became of the deals of one stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StageFlow {
    /// Entered it at least once.
    pub touched: usize,
    /// Entered it, or one after it, or were won.
    pub reached: usize,
    /// Entered it after all stages before it, one after another.
    pub in_order: usize,
    /// Went on from it, or over it.
    pub advanced: usize,
    /// Stopped there.
    pub lost_here: usize,
    /// Stand there, or are to come back to it.
    pub open_here: usize,
    /// Of those that stand there, what those of known worth are worth.
    pub open_amount: i64,
    /// Of the decided that reached it, those that were won.
    pub won: Proportion,
    /// How many of those that went further passed it over.
    pub skipped: usize,
    /// How long they stood on it.
    pub stay: Stretch,
    /// Why they stopped there, the most frequent first.
    pub lost: Vec<Lost>,
}

impl StageFlow {
    /// Went on, of all that reached it.
    pub fn so_far(&self) -> Proportion {
        Proportion { k: self.advanced, n: self.reached }
    }

    /// Went on, of those that went on or stopped there.
    pub fn decided(&self) -> Proportion {
        Proportion { k: self.advanced, n: self.advanced + self.lost_here }
    }
}

/// What became of the deals that came into a funnel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// All of them.
    pub deals: usize,
    /// The buyer bought.
    pub won: usize,
    /// The buyer stopped.
    pub lost: usize,
    /// Not decided.
    pub open: usize,
    /// Of the open, those that are to come back on a date.
    pub waiting: usize,
    /// Those that ever were to: conditional refusals. Who came back and bought was saved, of those that are decided.
    pub refused: usize,
    /// See `refused`.
    pub saved: Proportion,
    /// What the saved ones of known worth are worth.
    pub saved_amount: i64,
    /// What the won deals of known worth are worth, and how many those are.
    pub won_amount: i64,
    /// See `won_amount`.
    pub won_known: usize,
    /// What the open deals of known worth are worth.
    pub open_amount: i64,
    /// Stage by stage.
    pub stages: Vec<StageFlow>,
    /// From coming into the funnel to the sale, of the won.
    pub cycle: Stretch,
    /// Deals that passed over a stage, went back, stood still and entered again, went on after an end, and those that did
    /// nothing of the first three.
    pub with_skip: usize,
    /// See `with_skip`.
    pub with_return: usize,
    /// Returns in all.
    pub returns: usize,
    /// See `with_skip`.
    pub with_repeat: usize,
    /// Repeats in all.
    pub repeats: usize,
    /// See `with_skip`.
    pub reopened: usize,
    /// See `with_skip`.
    pub sequential: usize,
}

impl Flow {
    /// Counts the deals of a cut.
    pub fn of(journeys: &Journeys, cut: Cut) -> Self {
        Self::with_stays(journeys, cut).0
    }

    /// The same with how long each deal stood on each stage, for comparing them with those of another period.
    pub(super) fn with_stays(journeys: &Journeys, cut: Cut) -> (Self, Vec<Stays>) {
        let stages = journeys.stages();
        let mut flow = Self { stages: vec![StageFlow::default(); stages], ..Self::default() };
        let mut stays: Vec<Stays> = vec![Stays::default(); stages];
        let mut cycle = Stays::default();
        let mut standing = Standing::new(stages);
        // The level that so many deals have, by how they came out: sums from the end are those that reached a stage.
        let mut levels = vec![[0_usize; 3]; stages + 2];
        let mut chains = vec![0_usize; stages + 1];
        for deal in cut.of(journeys) {
            let way = Way::of(journeys, deal, cut.as_of);
            levels[way.level][way.fate as usize] += 1;
            chains[way.in_order] += 1;
            flow.count(journeys, deal, way);
            if way.fate == Fate::Won {
                cycle.over(way.last - journeys.came(deal));
            }
            standing.follow(journeys.of(deal), cut.as_of, &mut stays);
        }
        flow.settle(&levels, &chains);
        for (stage, stays) in flow.stages.iter_mut().zip(&mut stays) {
            stage.stay = stays.stretch();
            stage.lost.sort_by_key(|lost| (std::cmp::Reverse(lost.deals), lost.reason));
        }
        flow.cycle = cycle.stretch();
        (flow, stays)
    }

    /// What is counted deal by deal.
    fn count(&mut self, journeys: &Journeys, deal: usize, way: Way) {
        let amount = journeys.amount(deal);
        let worth = amount.unwrap_or_default();
        self.deals += 1;
        if way.waited {
            self.refused += 1;
            self.saved.n += usize::from(way.fate != Fate::Open);
            self.saved.k += usize::from(way.fate == Fate::Won);
            if way.fate == Fate::Won {
                self.saved_amount = self.saved_amount.saturating_add(worth);
            }
        }
        match way.fate {
            Fate::Won => {
                self.won += 1;
                self.won_known += usize::from(amount.is_some());
                self.won_amount = self.won_amount.saturating_add(worth);
            }
            Fate::Lost => self.lost += 1,
            Fate::Open => {
                self.open += 1;
                self.waiting += usize::from(way.waits);
                self.open_amount = self.open_amount.saturating_add(worth);
            }
        }
        if let Some(stage) = way.stopped_at().and_then(|at| self.stages.get_mut(at)) {
            match way.fate {
                Fate::Open => stage.open_amount = stage.open_amount.saturating_add(worth),
                _ => match stage.lost.iter_mut().find(|lost| lost.reason == way.reason) {
                    Some(lost) => {
                        (lost.deals, lost.amount) = (lost.deals + 1, lost.amount.saturating_add(worth));
                    }
                    None => stage.lost.push(Lost { reason: way.reason, deals: 1, amount: worth }),
                },
            }
        }
        for stage in bits(way.entered) {
            self.stages[stage].touched += 1;
        }
        let skipped = way.skipped();
        for stage in bits(skipped) {
            self.stages[stage].skipped += 1;
        }
        self.with_skip += usize::from(skipped != 0);
        self.with_return += usize::from(way.backward > 0);
        self.returns += way.backward as usize;
        self.with_repeat += usize::from(way.repeats > 0);
        self.repeats += way.repeats as usize;
        self.reopened += usize::from(way.reopened);
        self.sequential += usize::from(way.is_sequential());
    }

    /// What follows from how many deals have each level.
    fn settle(&mut self, levels: &[[usize; 3]], chains: &[usize]) {
        let at = |level: usize, fate: Fate| levels[level][fate as usize];
        let top = self.stages.len() + 1;
        let (mut reached, mut won, mut lost) = (at(top, Fate::Won), at(top, Fate::Won), 0);
        let mut in_order = 0;
        for (number, stage) in self.stages.iter_mut().enumerate().rev() {
            let level = number + 1;
            stage.advanced = reached;
            (stage.lost_here, stage.open_here) = (at(level, Fate::Lost), at(level, Fate::Open));
            reached += stage.lost_here + stage.open_here;
            lost += stage.lost_here;
            won += at(level, Fate::Won);
            stage.reached = reached;
            stage.won = Proportion { k: won, n: won + lost };
            in_order += chains[level];
            stage.in_order = in_order;
        }
    }

    /// Won, of all.
    pub fn so_far(&self) -> Proportion {
        Proportion { k: self.won, n: self.deals }
    }

    /// Won, of the decided.
    pub fn decided(&self) -> Proportion {
        Proportion { k: self.won, n: self.won + self.lost }
    }

    /// How long a won deal took on the average, in milliseconds; none when none was won.
    #[expect(clippy::cast_precision_loss, reason = "lengths of time are shown rounded")]
    pub fn mean_cycle(&self) -> Option<f64> {
        (self.cycle.over > 0).then(|| self.cycle.sum as f64 / self.cycle.over as f64)
    }

    /// What a won deal is worth on the average, in the smallest units; none when none of known worth was won.
    #[expect(clippy::cast_precision_loss, reason = "sums of money are shown rounded")]
    pub fn mean_worth(&self) -> Option<f64> {
        (self.won_known > 0).then(|| self.won_amount as f64 / self.won_known as f64)
    }
}

/// The numbers of the bits that are set.
fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (next < 128).then_some(next)
    })
}

/// On which stages a deal stands while its steps are followed. A stay is from the first entry into a stage to the first step
/// after it that leads further or out; returns do not begin another.
struct Standing {
    since: Vec<i64>,
}

impl Standing {
    fn new(stages: usize) -> Self {
        Self { since: vec![0; stages] }
    }

    fn follow(&mut self, steps: impl Iterator<Item = Step>, as_of: i64, stays: &mut [Stays]) {
        let (mut entered, mut standing) = (0_u128, 0_u128);
        for Step { to, at, .. } in steps.take_while(|step| step.at <= as_of) {
            let left = match to {
                Place::Stage(stage) => {
                    let bit = 1_u128 << stage;
                    let left = standing & (bit - 1);
                    if entered & bit == 0 {
                        (entered, standing) = (entered | bit, standing | bit);
                        self.since[usize::from(stage)] = at;
                    }
                    left
                }
                Place::Waits | Place::Lost | Place::Won => standing,
            };
            for stage in bits(left) {
                let length = at - self.since[stage];
                // Who is to come back has neither gone on nor stopped: it is not known how long they would have stood.
                if to == Place::Waits { stays[stage].broken_off(length) } else { stays[stage].over(length) }
            }
            standing &= !left;
        }
        for stage in bits(standing) {
            stays[stage].broken_off(as_of - self.since[stage]);
        }
    }
}
