//! How likely a deal on a stage is to be won, and what the deals of a funnel come to when each counts as much as it is
//! likely (the weighted forecast of a board).
//!
//! What the funnel says of a stage comes first; else history tells, once so many deals are decided that it tells anything.
//! Decided are those that stood on the stage and were won or lost in the funnel afterwards. Who never was a buyer, is to come
//! back on a date or went to other funnels is not decided. Deliberately not here: the likelihood of one deal among others on
//! its stage.

use crate::domain::{Deal, Money, Outcome, Pipeline, Slug, Stage, Sums};

/// The fewest decided deals by which history tells a probability (DESIGN.md, 5).
pub const ENOUGH: u32 = 30;

/// Where a probability comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Somebody set it, in percent.
    Set(u8),
    /// So many were won of so many decided.
    History {
        /// Won.
        won: u32,
        /// Won or lost.
        decided: u32,
    },
}

impl Chance {
    /// The probability as a fraction.
    fn parts(self) -> (i128, i128) {
        match self {
            Self::Set(percent) => (i128::from(percent.min(100)), 100),
            Self::History { won, decided } => (i128::from(won), i128::from(decided.max(1))),
        }
    }

    /// The probability, from 0 to 1.
    pub fn share(self) -> f64 {
        let (part, whole) = self.parts();
        part as f64 / whole as f64
    }

    /// A sum as far as it is likely, to the nearest of the smallest units of its currency.
    pub fn of(self, sum: Money) -> Money {
        let (part, whole) = self.parts();
        let weighted = (i128::from(sum.minor) * part * 2 + whole).div_euclid(whole * 2);
        Money { minor: i64::try_from(weighted).unwrap_or(sum.minor), ..sum }
    }
}

/// How the deals that stood on each stage of a funnel came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chances {
    /// Won and decided, stage by stage.
    stages: Vec<(u32, u32)>,
}

impl Chances {
    /// Counts one more deal.
    pub fn count(&mut self, pipeline: &Pipeline, deal: &Deal) {
        self.stages.resize(pipeline.stages.len(), (0, 0));
        let Some(end) = pipeline.end(deal.stage) else { return };
        let won = match end.outcome {
            Outcome::Won => 1,
            Outcome::Lost => 0,
            Outcome::Paused | Outcome::Moved | Outcome::Excluded => return,
        };
        let stood = |stage: Slug| deal.history.iter().any(|entry| entry.to == stage);
        for (stage, counted) in pipeline.stages.iter().zip(&mut self.stages) {
            if stood(stage.id) {
                counted.0 += won;
                counted.1 += 1;
            }
        }
    }

    /// The probability of the deals on a stage; none while nobody has set it and history tells too little.
    pub fn of(&self, pipeline: &Pipeline, stage: &Stage) -> Option<Chance> {
        let history = || {
            let &(won, decided) = self.stages.get(pipeline.position(stage.id)?)?;
            (decided >= ENOUGH).then_some(Chance::History { won, decided })
        };
        stage.probability.map(Chance::Set).or_else(history)
    }
}

/// What the deals of a funnel come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighted {
    /// The sums of the stages whose probability is known, each as far as it is likely.
    pub sums: Sums,
    /// How many stages with sums were left out, because nothing is known of them.
    pub unknown: usize,
}

impl Weighted {
    /// Adds the sums of a stage.
    pub fn add(&mut self, sums: &Sums, chance: Option<Chance>) {
        let Some(chance) = chance else {
            self.unknown += usize::from(sums.iter().next().is_some());
            return;
        };
        sums.iter().for_each(|sum| self.sums.add(chance.of(sum)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cause, Currency, DealId, EntryId, Moment, StageEntry};
    use std::collections::{BTreeMap, BTreeSet};

    fn deals() -> Pipeline {
        crate::data::template::four_r().unwrap().remove(1)
    }

    fn deal(way: &[&str]) -> Deal {
        let history = way.iter().zip(1..).map(|(place, at)| StageEntry {
            id: EntryId(at),
            from: None,
            to: Slug::new(place).unwrap(),
            at: Moment(0),
            by: None,
            why: None,
            loss: None,
            cause: Cause::Hand,
        });
        let history: Vec<_> = history.collect();
        Deal {
            id: DealId(1),
            title: "Привод".into(),
            customer: None,
            amount: None,
            stage: history.last().unwrap().to,
            owner: None,
            created: Moment(0),
            next: None,
            proofs: BTreeMap::new(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            history,
            foreign: None,
            rate: None,
            other_rates: BTreeMap::new(),
        }
    }

    #[test]
    fn history_tells_once_thirty_are_decided() {
        let pipeline = deals();
        let won = deal(&["deals-4r.new", "deals-4r.terms", "deals-4r.won"]);
        let lost = deal(&["deals-4r.new", "deals-4r.lost"]);
        let paused = deal(&["deals-4r.new", "deals-4r.paused"]);
        let open = deal(&["deals-4r.new"]);
        let mut chances = Chances::default();
        for deal in [&won; 12].into_iter().chain([&lost; 17]).chain([&paused; 9]).chain([&open; 9]) {
            chances.count(&pipeline, deal);
        }
        let [new, terms] = [&pipeline.stages[0], &pipeline.stages[1]];
        assert_eq!(chances.of(&pipeline, new), None, "29 are decided");
        chances.count(&pipeline, &lost);
        assert_eq!(chances.of(&pipeline, new), Some(Chance::History { won: 12, decided: 30 }));
        assert!((Chance::History { won: 12, decided: 30 }.share() - 0.4).abs() < 1e-9);
        assert_eq!(chances.of(&pipeline, terms), None, "12 stood there");
        let set = Stage { probability: Some(35), ..new.clone() };
        assert_eq!(chances.of(&pipeline, &set), Some(Chance::Set(35)), "what is set comes first");
    }

    #[test]
    fn a_deal_opened_again_is_not_decided() {
        let pipeline = deals();
        let mut chances = Chances::default();
        chances.count(&pipeline, &deal(&["deals-4r.new", "deals-4r.lost", "deals-4r.new"]));
        assert_eq!(chances.stages[0], (0, 0));
        chances.count(&pipeline, &deal(&["deals-4r.new", "deals-4r.lost", "deals-4r.new", "deals-4r.won"]));
        assert_eq!(chances.stages[0], (1, 1), "one deal counts once");
    }

    #[test]
    fn sums_count_as_far_as_they_are_likely() {
        let sums = |minor: &[i64]| {
            let mut sums = Sums::default();
            minor.iter().for_each(|&minor| sums.add(Money::new(minor, Currency::RUB)));
            sums
        };
        let mut weighted = Weighted::default();
        weighted.add(&sums(&[1_000, 500]), Some(Chance::Set(50)));
        weighted.add(&sums(&[100]), Some(Chance::History { won: 1, decided: 3 }));
        weighted.add(&sums(&[7_000]), None);
        weighted.add(&sums(&[]), None);
        assert_eq!(weighted.sums.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [750 + 33]);
        assert_eq!(weighted.unknown, 1);
        let most = Money::new(i64::MAX, Currency::RUB);
        assert_eq!(Chance::Set(100).of(most), most);
        assert_eq!(Chance::Set(0).of(most).minor, 0);
    }
}
