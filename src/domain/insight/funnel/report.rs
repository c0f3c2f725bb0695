//! What a head of sales asks of a funnel, and all figures of the answer at once: they are worked out together, away from the
//! page, and shown together, so that no two of them are of different deals.

use serde::{Deserialize, Serialize};

use super::bottleneck::{Change, changes, paces};
use super::cut::{Cut, Period};
use super::flow::Flow;
use super::journeys::Journeys;
use super::skips::Skips;
use super::variants::Variants;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which deals, and as of when.
    pub cut: Cut,
    /// The earlier period to compare with, at equal age.
    pub before: Option<Period>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What became of the deals.
    pub flow: Flow,
    /// What had become of those of the earlier period, when it was as old.
    pub before: Option<Flow>,
    /// Every step that can be compared with the earlier period, the one that costs most first.
    pub changes: Vec<Change>,
    /// The journal of skipped stages.
    pub skips: Skips,
    /// What sequences of steps occur.
    pub variants: Variants,
}

impl Report {
    /// Answers a question.
    pub fn of(journeys: &Journeys, question: Question) -> Self {
        let earlier = question.before.map(|earlier| Flow::with_stays(journeys, question.cut.at_equal_age(earlier)));
        let (flow, mut stays) = Flow::with_stays(journeys, question.cut);
        let (changes, before) = match earlier {
            Some((before, mut stood)) => (changes(&flow, &before, &paces(&mut stays, &mut stood)), Some(before)),
            None => (Vec::new(), None),
        };
        let (skips, variants) = (Skips::of(journeys, question.cut), Variants::of(journeys, question.cut));
        Self { flow, before, changes, skips, variants }
    }
}
