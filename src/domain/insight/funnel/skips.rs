//! The journal of skipped stages (1.30, U5): which stages were passed over and by whom, and whether the deals that skipped
//! win less. Told of decided deals only where they are compared: an open one has neither won nor lost.
//!
//! Deals are compared stage by stage, and only those that then stood on a later stage. Who skipped anything at all beside who
//! did not would be no comparison: a deal that is lost on the first stage has never had anything to skip. Nor would be those
//! that passed stages over by being won: every one of them is won, and a file without history has no others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bottleneck::SURE;
use super::cut::{Cut, Label};
use super::journeys::{Journeys, Place};
use super::way::{Fate, Way};
use crate::domain::insight::proportion::Proportion;
use crate::domain::insight::statistics::{Comparison, adjusted};

/// With fewer decided deals on either side nothing is compared.
const ENOUGH_TO_COMPARE: usize = 10;

/// A stage that was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The stage, from 0.
    pub stage: usize,
    /// How many deals passed it over.
    pub deals: usize,
    /// Of the decided that passed it over to a later stage, the won.
    pub won: Proportion,
    /// Of the decided that stood on it and on a later stage, the won.
    pub won_else: Proportion,
    /// Who moved deals over it, the most frequent first.
    pub movers: Vec<(Label, usize)>,
}

/// The journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skips {
    /// Each stage that was ever passed over, in the order of the funnel.
    pub stages: Vec<Skipped>,
}

/// Whether deals that passed a stage over win less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Toll<'a> {
    /// No deal passed anything over.
    Nobody,
    /// Fewer than ten are decided with the skip, or without it, whatever the stage.
    TooFew,
    /// Chance alone may have made every difference there is; the stage where it would do so most seldom.
    Unclear(&'a Skipped),
    /// Those that passed this stage over win less, by more than chance.
    Less(&'a Skipped),
    /// Those that passed this stage over win more, by more than chance.
    More(&'a Skipped),
}

impl Skips {
    /// Counts the deals of a cut.
    pub fn of(journeys: &Journeys, cut: Cut) -> Self {
        let mut stages: Vec<Skipped> =
            (0..journeys.stages()).map(|stage| Skipped { stage, ..Skipped::default() }).collect();
        let mut movers: Vec<BTreeMap<Label, usize>> = vec![BTreeMap::new(); journeys.stages()];
        for deal in cut.of(journeys) {
            let way = Way::of(journeys, deal, cut.as_of);
            let (skipped, won) = (way.skipped(), way.fate == Fate::Won);
            if way.fate != Fate::Open {
                let furthest = way.entered.checked_ilog2().map_or(0, |stage| stage as usize);
                for stage in &mut stages[..furthest] {
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
        Self { stages }
    }

    /// Whether skipping goes with fewer sales, at the stage where that is surest. As many stages as are compared, as many
    /// chances there are to see something in nothing (Holm).
    pub fn toll(&self) -> Toll<'_> {
        let (mut stages, mut p) = (Vec::new(), Vec::new());
        for stage in self.stages.iter().filter(|stage| stage.won.n.min(stage.won_else.n) >= ENOUGH_TO_COMPARE) {
            if let Some(comparison) = Comparison::of(stage.won, stage.won_else) {
                stages.push(stage);
                p.push(comparison.p);
            }
        }
        let surest = (0..p.len()).min_by(|&one, &other| p[one].total_cmp(&p[other]));
        match surest.map(|at| (stages[at], adjusted(&p)[at])) {
            None if self.stages.is_empty() => Toll::Nobody,
            None => Toll::TooFew,
            Some((stage, p)) if p >= SURE => Toll::Unclear(stage),
            Some((stage, _)) if stage.won.share() < stage.won_else.share() => Toll::Less(stage),
            Some((stage, _)) => Toll::More(stage),
        }
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
        assert_eq!((terms.won, terms.won_else), (Proportion { k: 1, n: 2 }, Proportion { k: 1, n: 1 }));
        assert_eq!((quote.stage, quote.deals, quote.movers.as_slice()), (2, 1, &[(9, 1)][..]));
        assert_eq!((quote.won.n, quote.won_else.n), (0, 0), "nobody stood on a stage after it");
        assert_eq!(skips.toll(), Toll::TooFew);
        assert_eq!(Skips::of(&journeys(&deals[4..5]), Cut::all(NEVER)).toll(), Toll::Nobody);
    }

    #[test]
    fn only_deals_that_went_as_far_are_compared() {
        use Place::{Lost, Stage, Won};
        let straight = [(Stage(0), 1), (Stage(1), 1), (Stage(2), 1)];
        let over = [(Stage(0), 1), (Stage(2), 7)];
        let end = |steps: &[(Place, Label)], end| [steps, &[(end, NOBODY)]].concat();
        let group = |steps: &[(Place, Label)], won: usize, lost: usize| {
            [vec![end(steps, Won); won], vec![end(steps, Lost); lost]].concat()
        };
        // Of those that went on, with the stage 30 of 40 win and without it 10 of 40; most are lost before it.
        let mut all = [group(&straight, 30, 10), group(&over, 10, 30), group(&straight[..1], 0, 300)].concat();
        let toll = |all: &[Vec<(Place, Label)>]| {
            let deals: Vec<&[_]> = all.iter().map(Vec::as_slice).collect();
            let skips = Skips::of(&journeys(&deals), Cut::all(NEVER));
            match skips.toll() {
                Toll::Less(stage) => (-1, Some(stage.stage)),
                Toll::More(stage) => (1, Some(stage.stage)),
                Toll::Unclear(stage) => (0, Some(stage.stage)),
                Toll::TooFew | Toll::Nobody => (0, None),
            }
        };
        assert_eq!(toll(&all), (-1, Some(1)));
        // Beside all that skipped nothing, early losses among them, the skip would have seemed to pay: 25 % against 9 %.
        all.extend(group(&over, 40, 0));
        assert_eq!(toll(&all), (0, Some(1)), "50 of 80 against 30 of 40");
        // Sales of which nothing but themselves is known say nothing.
        all.extend(group(&straight[..1], 300, 0));
        assert_eq!(toll(&all), (0, Some(1)));
        all.extend(group(&over, 300, 0));
        assert_eq!(toll(&all), (1, Some(1)));
    }
}
