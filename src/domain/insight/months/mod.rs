//! What the months bring (1.31): sales already made, and the open deals, each as far as it is likely and when it is likely,
//! against the plan.
//!
//! An open deal counts with the chance of the furthest stage that it reached: what somebody has set on the stage, else the
//! share of the won among the decided that reached it (analytics, section 3: [`Chance`]). When it is won is told by how long
//! the sales took that stood on the stage at least as long as the deal does by now; those that had gone on by then say nothing
//! any more, and a planned date says nothing at all. The worst and the best case are those beyond which one month in ten lies:
//! of a sum of independent deals ([`Sum`]), widened by how far few decided deals can be relied on, the stages of one funnel
//! erring together. Every deal is of one of the funnels with order that end in a sale, whatever the page shows otherwise.
//!
//! Nothing is said of deals that have not come yet: the further a month, the more it will still get. Where losses take longer
//! than sales, the open deals of a stage are worse than its decided ones, and the forecast is too high.
//! Deliberately not here: the weighted sum of one funnel (`funnel`, `probability`).

mod past;
mod sum;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months as Calendar, NaiveDate};

use self::past::{Past, When};
pub use self::sum::{Cases, ONE_IN_TEN, Sum};
use super::funnel::{Chance, Fate, Journeys, Place, Reading, Way};
use super::in_base::{InBase, Used};
use super::proportion::Proportion;
use crate::domain::{Deal, FourR, MemberId, Moment, Outcome, Pipeline, Workspace};

/// So many months are told: this one and those after it.
pub const TOLD: u32 = 6;

/// The sales and the open deals of all funnels, counted deal by deal so that a page can breathe in between.
#[derive(Clone, Debug)]
pub struct Months {
    now: Moment,
    /// How far the clocks of the desk are ahead of UTC, in minutes.
    offset: i32,
    /// The first days of the months told, and of the one after them.
    firsts: Vec<NaiveDate>,
    base: InBase,
    funnels: Vec<Funnel>,
    open: Vec<Open>,
    /// What was sold this month, by whom.
    won: BTreeMap<Option<MemberId>, i64>,
    left_out: LeftOut,
}

/// A funnel and its past.
#[derive(Clone, Debug)]
struct Funnel {
    reading: Reading,
    /// What somebody has set on each stage.
    set: Vec<Option<u8>>,
    pasts: Vec<Past>,
    all: Proportion,
}

/// A deal at work.
#[derive(Clone, Copy, Debug)]
struct Open {
    funnel: usize,
    /// The furthest stage that it reached.
    stage: usize,
    /// Days since then.
    stood: i64,
    amount: i64,
    owner: Option<MemberId>,
}

/// Open deals that no month counts, because nothing is known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Nobody knows what they are worth, or it is in a currency without a rate.
    pub unpriced: usize,
    /// They are to come back on a date.
    pub waiting: usize,
    /// Their funnel has decided nothing yet.
    pub untold: usize,
}

/// What a month brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Sold already, in the smallest units.
    pub won: i64,
    /// What the open deals add.
    pub open: Cases,
    /// How likely the plan is reached; none without a plan.
    pub reaches: Option<f64>,
}

impl Month {
    /// Sold and expected.
    #[expect(clippy::cast_precision_loss, reason = "sums of money are shown rounded")]
    pub fn cases(&self) -> Cases {
        let Cases { worst, mean, best } = self.open;
        let won = self.won as f64;
        Cases { worst: won + worst, mean: won + mean, best: won + best }
    }
}

/// What the months bring somebody, or the whole desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Month by month, from this one.
    pub months: Vec<Month>,
    /// What the open deals bring after the last month told.
    pub later: f64,
    /// What they bring when history does not tell when: they have stood longer than nearly all that were won, or fewer than
    /// ten were.
    pub undated: f64,
    /// How many open deals are counted.
    pub deals: usize,
    /// Of those, the ones whose stage has so few decided that the whole funnel was asked too.
    pub shrunk: usize,
}

impl Months {
    /// Nothing counted yet.
    pub fn new(workspace: &Workspace, now: Moment, offset: i32) -> Self {
        let today = now.day(offset);
        let this = today.with_day(1).unwrap_or(today);
        let firsts = (0..=TOLD).filter_map(|months| this.checked_add_months(Calendar::new(months))).collect();
        let sells = |funnel: &&std::sync::Arc<Pipeline>| funnel.four_r != Some(FourR::Leads) && !funnel.refusals;
        let funnel = |funnel: &std::sync::Arc<Pipeline>| {
            Some(Funnel {
                reading: Reading::of(workspace, funnel, now)?,
                set: funnel.stages.iter().map(|stage| stage.probability).collect(),
                pasts: vec![Past::default(); funnel.stages.len()],
                all: Proportion::default(),
            })
        };
        Self {
            now,
            offset,
            firsts,
            base: InBase::of(workspace),
            funnels: workspace.pipelines().filter(sells).filter_map(funnel).collect(),
            open: Vec::new(),
            won: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    /// By which rates sums in other currencies were converted.
    pub fn used(&self) -> &Used {
        &self.base.used
    }

    /// Counts one more deal, on every way that it took through a funnel.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        let mut base = InBase::to(self.base.currency);
        let amount = base.deal(workspace, deal, self.now);
        if self.sold_now(workspace, deal) {
            self.base.used.join(&base.used);
            let sum = self.won.entry(deal.owner).or_default();
            *sum = sum.saturating_add(amount.unwrap_or_default());
        }
        for at in 0..self.funnels.len() {
            let reading = &mut self.funnels[at].reading;
            reading.read(workspace, deal);
            if reading.journeys.is_empty() {
                continue;
            }
            // One way at a time: what is kept of it are counts.
            let stages = reading.journeys.stages();
            let journey = std::mem::replace(&mut reading.journeys, Journeys::new(stages).unwrap_or_default());
            reading.deals.clear();
            self.follow(at, &journey, (amount, &base.used), deal.owner);
        }
    }

    /// Whether the deal was sold this month.
    fn sold_now(&self, workspace: &Workspace, deal: &Deal) -> bool {
        let sold = |funnel: &std::sync::Arc<Pipeline>| {
            let won = funnel.end(deal.stage).is_some_and(|end| end.outcome == Outcome::Won);
            won && funnel.four_r != Some(FourR::Leads)
        };
        let on = deal.entered().day(self.offset);
        self.firsts.first().is_some_and(|first| on >= *first)
            && deal.entered() <= self.now
            && workspace.pipeline_of(deal.stage).is_some_and(sold)
    }

    /// Counts the way of a deal through a funnel.
    fn follow(
        &mut self,
        funnel: usize,
        journey: &Journeys,
        (amount, used): (Option<i64>, &Used),
        owner: Option<MemberId>,
    ) {
        let way = Way::of(journey, 0, self.now.0);
        let reached = self.reached(journey);
        let Funnel { pasts, all, .. } = &mut self.funnels[funnel];
        let last = Moment(way.last).day(self.offset);
        match way.fate {
            Fate::Open if way.waits => self.left_out.waiting += 1,
            Fate::Open => {
                let Some((stage, since)) = way.stopped_at().and_then(|stage| Some((stage, reached[stage]?))) else {
                    return;
                };
                self.base.used.join(used);
                let Some(amount) = amount else {
                    self.left_out.unpriced += 1;
                    return;
                };
                let stood = (self.now.day(self.offset) - since).num_days();
                self.open.push(Open { funnel, stage, stood, amount, owner });
            }
            fate => {
                let won = fate == Fate::Won;
                all.count(won);
                for (stage, past) in pasts.iter_mut().enumerate().take(way.level) {
                    let beyond = reached.get(stage + 1).copied().flatten().unwrap_or(last);
                    let sale = reached[stage].filter(|_| won);
                    past.count(won, sale.map(|since| ((beyond - since).num_days(), (last - since).num_days())));
                }
            }
        }
    }

    /// The day on which a deal first stood on each stage or a later one.
    fn reached(&self, journey: &Journeys) -> Vec<Option<NaiveDate>> {
        let mut reached = vec![None; journey.stages()];
        for step in journey.of(0).take_while(|step| step.at <= self.now.0) {
            if let Place::Stage(stage) = step.to {
                let on = Moment(step.at).day(self.offset);
                for day in reached.iter_mut().take(usize::from(stage) + 1).filter(|day| day.is_none()) {
                    *day = Some(on);
                }
            }
        }
        reached
    }

    /// The deals that are not counted.
    pub fn left_out(&self) -> LeftOut {
        let untold = self.open.iter().filter(|open| self.funnels[open.funnel].chance(open.stage).is_none()).count();
        LeftOut { untold, ..self.left_out }
    }

    /// What the months bring the whole desk (none), or somebody there. `plan` says what is to be sold in the month of a day.
    pub fn outlook(&self, whose: Option<MemberId>, plan: impl Fn(NaiveDate) -> Option<i64>) -> Outlook {
        let mine = |owner: Option<MemberId>| whose.is_none() || owner == whose;
        let bounds = self.bounds();
        let waits = self.waits(&bounds);
        let mut sums = vec![Sum::default(); bounds.len().saturating_sub(1)];
        let mut doubts = vec![vec![0.0; sums.len()]; self.funnels.len()];
        let mut told = Outlook::default();
        for open in self.open.iter().filter(|open| mine(open.owner)) {
            let Open { funnel, stage, stood, amount, .. } = *open;
            let Some((chance, of)) = self.funnels[funnel].chance(stage) else { continue };
            told.deals += 1;
            told.shrunk += usize::from(chance.shrunk);
            let amount = amount.max(0) as f64;
            let Some(when) = waits[funnel][stage].get(&stood) else {
                told.undated += amount * chance.share;
                continue;
            };
            let mut later = 1.0;
            for (at, &share) in when.shares.iter().enumerate() {
                sums[at].add(amount, chance.share * share);
                doubts[funnel][at] += amount * doubt(chance, of, when, share);
                later -= share;
            }
            told.later += amount * chance.share * later.max(0.0);
        }
        for of in doubts {
            sums.iter_mut().zip(of).for_each(|(sum, doubt)| sum.doubt(doubt));
        }
        let won = self.won.iter().filter(|(owner, _)| mine(**owner)).map(|(_, sum)| *sum).fold(0, i64::saturating_add);
        let month = |(at, sum): (usize, Sum)| {
            let first = self.firsts[at];
            let won = if at == 0 { won } else { 0 };
            let reaches = plan(first).map(|plan| sum.clone().reaches(plan.saturating_sub(won) as f64));
            Month { first, won, open: sum.cases(), reaches }
        };
        told.months = sums.into_iter().enumerate().map(month).collect();
        told
    }

    /// When the open deals are won, if they are: for every stage of every funnel by how many days they have stood.
    fn waits(&self, bounds: &[i64]) -> Vec<Vec<BTreeMap<i64, When>>> {
        let mut stood: Vec<Vec<_>> =
            self.funnels.iter().map(|funnel| vec![BTreeSet::new(); funnel.pasts.len()]).collect();
        for open in &self.open {
            stood[open.funnel][open.stage].insert(open.stood);
        }
        let of = |(funnel, stood): (&Funnel, &Vec<BTreeSet<i64>>)| {
            funnel.pasts.iter().zip(stood).map(|(past, stood)| past.waits(stood, bounds)).collect()
        };
        self.funnels.iter().zip(&stood).map(of).collect()
    }

    /// Everybody who has sold this month or leads an open deal; none is nobody's.
    pub fn people(&self) -> Vec<Option<MemberId>> {
        let mut people: Vec<_> = self.open.iter().map(|open| open.owner).chain(self.won.keys().copied()).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Where the months begin and the last one ends, in days from today; this one begins today.
    fn bounds(&self) -> Vec<i64> {
        let today = self.now.day(self.offset).num_days_from_ce();
        self.firsts.iter().map(|first| i64::from(first.num_days_from_ce() - today).max(0)).collect()
    }
}

impl Funnel {
    /// How likely a deal is won that got as far as a stage, and how many decided deals say so; none say so where somebody has
    /// set it.
    fn chance(&self, stage: usize) -> Option<(Chance, Option<f64>)> {
        let of_hand = |percent: u8| (Chance { share: f64::from(percent.min(100)) / 100.0, shrunk: false }, None);
        let past = self.pasts.get(stage)?;
        let told = || Chance::of(past.won, self.all).map(|chance| (chance, Some(past.won.n as f64)));
        self.set.get(stage).copied().flatten().map(of_hand).or_else(told)
    }
}

/// How far the chance that a deal is won in a month may be off: the standard deviation. Two deals are added to each count, one
/// that was and one that was not, so that what never was is not thought impossible (Agresti and Coull 1998).
fn doubt(chance: Chance, decided: Option<f64>, when: &When, share: f64) -> f64 {
    let variance = |share: f64, n: f64| {
        let share = (share * n + 1.0) / (n + 2.0);
        share * (1.0 - share) / (n + 2.0)
    };
    let of_chance = share * share * decided.map_or(0.0, |decided| variance(chance.share, decided));
    let of_time = chance.share * chance.share * variance(share, f64::from(when.of));
    (of_chance + of_time).sqrt()
}

#[cfg(test)]
mod tests;
