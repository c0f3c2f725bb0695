//! Where a funnel has become narrower, how sure that is, and what it costs (0.32, 1.27, 1.31). Source: analytics, section 3.
//!
//! The decided share of every step is compared with an earlier period at equal age: the pooled test of two proportions (or
//! Fisher's), the range of the difference after Newcombe, and Holm's correction, since seven steps are seven chances to see
//! something in nothing. What a step costs is how many sales fewer it brings: those who reached it, times the difference,
//! times the shares of all steps after it. Whether deals stand on a stage for longer than they did is a question of its own
//! (log-rank test), corrected among the stages in the same way.

use serde::{Deserialize, Serialize};

use super::flow::Flow;
use super::stays::Stays;
use crate::domain::insight::proportion::Proportion;
use crate::domain::insight::statistics::{Comparison, LogRank, adjusted};

/// The fewest decided deals on each side by which a step is called a bottleneck.
const ENOUGH_TO_FLAG: usize = 30;
/// A difference that chance brings about less often than this, after the correction, is told as one.
pub(super) const SURE: f64 = 0.05;

/// How long deals stand on a stage, now beside before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// The test of all lengths, open ones counted; the first group is now.
    pub test: LogRank,
    /// Its p after the correction for as many stages as were compared.
    pub adjusted: f64,
}

/// A step now and before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The stage, from 0.
    pub stage: usize,
    /// Went on, of the decided: now and before.
    pub now: Proportion,
    /// See `now`.
    pub before: Proportion,
    /// The range of the difference, from -1 to 1.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// How often chance alone brings about as much, in either direction; none where there is nothing to compare.
    pub p: Option<f64>,
    /// The same after the correction for as many steps as were compared.
    pub adjusted: Option<f64>,
    /// How many sales fewer than by the share before; below 0 when there are more.
    pub wins_lost: f64,
    /// What those would have been worth, in the smallest units, by what a sale was worth on the average; none when nobody
    /// knows.
    pub money_lost: Option<f64>,
    /// Whether deals stand on the stage for longer; none where there is nothing to compare.
    pub pace: Option<Pace>,
}

impl Change {
    /// Whether the step has become narrower by more than chance.
    pub fn is_bottleneck(&self) -> bool {
        self.has_enough() && self.now.share() < self.before.share() && self.adjusted.is_some_and(|p| p < SURE)
    }

    /// Whether deals stand on the stage for longer than before by more than chance.
    pub fn is_slower(&self) -> bool {
        let slower = |pace: Pace| (pace.test.happened as f64) < pace.test.expected && pace.adjusted < SURE;
        self.has_enough() && self.pace.is_some_and(slower)
    }

    /// Whether so many are decided on each side that the step can be called anything.
    pub fn has_enough(&self) -> bool {
        self.now.n >= ENOUGH_TO_FLAG && self.before.n >= ENOUGH_TO_FLAG
    }

    /// Whether the step looks narrower than before, though that is not proven: by itself chance would seldom bring it about,
    /// but so many steps are looked at, or so few deals are decided, that it may.
    pub fn is_suspect(&self) -> bool {
        self.now.share() < self.before.share() && self.p.is_some_and(|p| p < SURE) && !self.is_bottleneck()
    }
}

/// Stage by stage, how long deals stand there now and how long they did; none where nobody left while both were watched.
pub(super) fn paces(now: &mut [Stays], before: &mut [Stays]) -> Vec<Option<Pace>> {
    let both = now.iter_mut().zip(before);
    let tests: Vec<_> = both.map(|(now, before)| LogRank::of(&now.survival(), &before.survival())).collect();
    let known: Vec<f64> = tests.iter().flatten().map(|test| test.p).collect();
    let mut corrected = adjusted(&known).into_iter();
    let mut pace = |test: LogRank| Some(Pace { test, adjusted: corrected.next()? });
    tests.into_iter().map(|test| test.and_then(&mut pace)).collect()
}

/// Every step that can be compared, the one that costs most first. `paces` are those of all stages.
#[expect(clippy::cast_precision_loss, reason = "counts of deals")]
pub(super) fn changes(flow: &Flow, before: &Flow, paces: &[Option<Pace>]) -> Vec<Change> {
    let shares: Vec<f64> = flow.stages.iter().map(|stage| stage.decided()).map(known_share).collect();
    let worth = flow.mean_worth().or_else(|| before.mean_worth());
    let pairs = flow.stages.iter().zip(&before.stages).map(|(now, before)| (now.decided(), before.decided()));
    let tests: Vec<Option<f64>> =
        pairs.clone().map(|(now, before)| Comparison::of(now, before).map(|comparison| comparison.p)).collect();
    let known: Vec<f64> = tests.iter().flatten().copied().collect();
    let mut corrected = adjusted(&known).into_iter();
    let mut changes: Vec<Change> = pairs
        .zip(&tests)
        .enumerate()
        .filter(|(_, ((now, before), _))| now.n > 0 && before.n > 0)
        .map(|(stage, ((now, before), &p))| {
            let (low, high) = now.beyond(before);
            let later: f64 = shares[stage + 1..].iter().product();
            let wins_lost = flow.stages[stage].reached as f64 * (before.share() - now.share()) * later;
            Change {
                stage,
                now,
                before,
                low,
                high,
                p,
                adjusted: p.and_then(|_| corrected.next()),
                wins_lost,
                money_lost: worth.map(|worth| worth * wins_lost),
                pace: paces.get(stage).copied().flatten(),
            }
        })
        .collect();
    changes.sort_by(|one, other| other.wins_lost.total_cmp(&one.wins_lost));
    changes
}

/// A step that nobody has decided keeps all who come to it: nothing is known against it.
fn known_share(of: Proportion) -> f64 {
    if of.n == 0 { 1.0 } else { of.share() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::StageFlow;

    /// A funnel by how many reached each stage, went on and were lost there.
    fn flow(stages: &[(usize, usize, usize)], won_amount: i64) -> Flow {
        let stage = |&(reached, advanced, lost_here): &(usize, usize, usize)| StageFlow {
            reached,
            advanced,
            lost_here,
            open_here: reached - advanced - lost_here,
            ..StageFlow::default()
        };
        let won = stages.last().map_or(0, |last| last.1);
        Flow {
            deals: stages[0].0,
            won,
            won_known: won,
            won_amount,
            stages: stages.iter().map(stage).collect(),
            ..Flow::default()
        }
    }

    #[test]
    fn the_step_that_costs_most() {
        // The mock-up of the page: 62 of 111 decided go on, and three of four did before.
        let now = flow(&[(214, 171, 36), (171, 128, 31), (128, 62, 49), (62, 47, 8), (47, 31, 1)], 3_100);
        let before = flow(&[(189, 150, 35), (150, 118, 31), (118, 84, 28), (84, 68, 13), (68, 62, 3)], 6_200);
        let changes = changes(&now, &before, &[]);
        let worst = changes[0];
        assert_eq!(
            (worst.stage, worst.now, worst.before),
            (2, Proportion { k: 62, n: 111 }, Proportion { k: 84, n: 112 })
        );
        assert!(worst.is_bottleneck());
        assert_eq!(changes.iter().filter(|change| change.is_bottleneck()).count(), 1);
        // z = 2.999, two sided; the smallest of five is corrected five times.
        let (p, adjusted) = (worst.p.unwrap(), worst.adjusted.unwrap());
        assert!((p - 0.002_7).abs() < 0.000_2, "{p}");
        assert!((adjusted - 5.0 * p).abs() < 1e-12);
        let later = 47.0 / 55.0 * (31.0 / 32.0);
        let wins = 128.0 * (0.75 - 62.0 / 111.0) * later;
        assert!((worst.wins_lost - wins).abs() < 1e-9);
        assert!((worst.money_lost.unwrap() - wins * 100.0).abs() < 1e-6);
        assert!(worst.high < 0.0 && worst.low < worst.high);
    }

    #[test]
    fn few_deals_flag_nothing() {
        let now = flow(&[(40, 2, 27), (2, 2, 0)], 0);
        let before = flow(&[(40, 29, 1), (29, 29, 0)], 0);
        let changes = changes(&now, &before, &[]);
        assert!(changes[0].adjusted.unwrap() < 1e-6);
        assert!(!changes.iter().any(Change::is_bottleneck), "29 are decided");
        assert!(changes[0].is_suspect());
    }

    #[test]
    fn deals_that_stand_for_longer() {
        let stays = |longer: i64, count: i64, open: i64| {
            let mut stays = Stays::default();
            (1..=count).for_each(|length| stays.over(length + longer));
            (1..=open).for_each(|length| stays.broken_off(length));
            stays
        };
        let mut now = [stays(0, 40, 0), stays(20, 40, 9), stays(20, 20, 0), stays(0, 0, 9)];
        let mut before = [stays(0, 40, 3), stays(0, 40, 9), stays(0, 40, 0), stays(0, 40, 0)];
        let paces = paces(&mut now, &mut before);
        assert!(paces[3].is_some_and(|pace| pace.test.happened == 0), "nobody has left yet");
        let counts = |counts: [usize; 3]| flow(&counts.map(|n| (n, n, 0)), 0);
        let changes = changes(&counts([40, 40, 20]), &counts([40, 40, 40]), &paces);
        let slower: Vec<usize> =
            changes.iter().filter(|change| change.is_slower()).map(|change| change.stage).collect();
        assert_eq!(slower, [1], "the third is slower too, but only 20 are decided");
        let pace = changes.iter().find(|change| change.stage == 1).and_then(|change| change.pace).unwrap();
        assert!(pace.adjusted >= pace.test.p && pace.test.expected > 40.0, "{pace:?}");
    }
}
