//! The journal of skipped stages (1.30, U5): which stages were passed over and by whom, and whether the deals that skipped
//! win less. Told of decided deals only where they are compared: an open one has neither won nor lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cut::{Cut, Label};
use super::journeys::{Journeys, Place};
use super::way::{Fate, Way};
use crate::domain::insight::proportion::Proportion;

/// A stage that was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The stage, from 0.
    pub stage: usize,
    /// How many deals passed it over.
    pub deals: usize,
    /// Of the decided that passed it over, the won.
    pub won: Proportion,
    /// Of the decided that went as far and did not, the won.
    pub won_else: Proportion,
    /// Who moved deals over it, the most frequent first.
    pub movers: Vec<(Label, usize)>,
}

/// The journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skips {
    /// Each stage that was ever passed over, in the order of the funnel.
    pub stages: Vec<Skipped>,
    /// Of the decided that skipped anything, the won.
    pub won: Proportion,
    /// Of the decided that skipped nothing, the won.
    pub won_else: Proportion,
}

impl Skips {
    /// Counts the deals of a cut.
    pub fn of(journeys: &Journeys, cut: Cut) -> Self {
        let mut stages: Vec<Skipped> =
            (0..journeys.stages()).map(|stage| Skipped { stage, ..Skipped::default() }).collect();
        let mut movers: Vec<BTreeMap<Label, usize>> = vec![BTreeMap::new(); journeys.stages()];
        let mut skips = Self::default();
        for deal in cut.of(journeys) {
            let way = Way::of(journeys, deal, cut.as_of);
            let (skipped, won) = (way.skipped(), way.fate == Fate::Won);
            let below = way.level.saturating_sub(1);
            if way.fate != Fate::Open && way.level > 0 {
                (if skipped == 0 { &mut skips.won_else } else { &mut skips.won }).count(won);
                // A sale or a loss that stood on the stage last has not gone beyond it.
                for stage in &mut stages[..below.min(journeys.stages())] {
                    let over = skipped >> stage.stage & 1 == 1;
                    (if over { &mut stage.won } else { &mut stage.won_else }).count(won);
                }
            }
            if skipped != 0 {
                for (stage, by) in jumps(journeys, deal, cut.as_of, skipped) {
                    stages[stage].deals += 1;
                    *movers[stage].entry(by).or_default() += 1;
                }
            }
        }
        for (stage, by) in stages.iter_mut().zip(movers) {
            stage.movers = by.into_iter().collect();
            stage.movers.sort_by_key(|&(by, deals)| (std::cmp::Reverse(deals), by));
        }
        stages.retain(|stage| stage.deals > 0);
        Self { stages, ..skips }
    }
}

/// The stages that a deal never entered, each with who first moved it beyond.
fn jumps(journeys: &Journeys, deal: usize, as_of: i64, skipped: u128) -> impl Iterator<Item = (usize, Label)> + '_ {
    (0..journeys.stages()).filter(move |stage| skipped >> stage & 1 == 1).filter_map(move |stage| {
        let mut steps = journeys.of(deal).take_while(|step| step.at <= as_of);
        let beyond = steps.find(|step| match step.to {
            Place::Stage(at) => usize::from(at) > stage,
            place => place == Place::Won,
        })?;
        Some((stage, beyond.about))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::{Header, NOBODY, Step};

    const NEVER: i64 = i64::MAX;

    fn journeys(deals: &[&[(Place, Label)]]) -> Journeys {
        let mut journeys = Journeys::new(3).unwrap();
        for deal in deals {
            let steps = deal.iter().zip(0..).map(|(&(to, about), at)| Step { to, at, about });
            journeys.add(Header::default(), steps);
        }
        journeys
    }

    #[test]
    fn who_skipped_what_and_whether_it_cost() {
        use Place::{Lost, Stage, Won};
        let why = NOBODY;
        let deals: [&[_]; 6] = [
            &[(Stage(0), 1), (Stage(1), 1), (Stage(2), 1), (Won, 1)],
            &[(Stage(0), 1), (Stage(2), 7), (Won, 1)],
            &[(Stage(0), 1), (Stage(2), 7), (Lost, why)],
            &[(Stage(0), 1), (Stage(2), 8)],
            &[(Stage(0), 1), (Stage(1), 1), (Lost, why)],
            &[(Stage(0), 1), (Won, 9)],
        ];
        let skips = Skips::of(&journeys(&deals), Cut::all(NEVER));
        let [terms, quote] = &skips.stages[..] else { panic!("{skips:?}") };
        assert_eq!((terms.stage, terms.deals), (1, 4));
        assert_eq!(terms.movers, [(7, 2), (8, 1), (9, 1)]);
        assert_eq!((terms.won, terms.won_else), (Proportion { k: 2, n: 3 }, Proportion { k: 1, n: 1 }));
        assert_eq!((quote.stage, quote.deals, quote.movers.as_slice()), (2, 1, &[(9, 1)][..]));
        assert_eq!((skips.won, skips.won_else), (Proportion { k: 2, n: 3 }, Proportion { k: 1, n: 2 }));
    }
}
