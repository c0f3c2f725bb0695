//! The deals behind a figure: the same ways, asked one by one.

use serde::{Deserialize, Serialize};

use super::cut::{Cut, Label};
use super::journeys::Journeys;
use super::variants::took;
use super::way::{Fate, Way};

/// A part of the deals that reached a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// All that reached it.
    Reached,
    /// Those that went on.
    Advanced,
    /// Those that stand there.
    Open,
    /// Those that stopped there.
    Lost,
    /// Those that entered it.
    Touched,
    /// Those that entered it after all before it.
    InOrder,
    /// Those that passed it over.
    Skipped,
}

/// The deals that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    /// Every deal.
    All,
    /// Those that came out so.
    Won,
    /// See `Won`.
    Lost,
    /// See `Won`.
    Open,
    /// Part of those of a stage.
    Stage(usize, Part),
    /// Those that stopped at a stage, none being any, for one of these reasons, none being any.
    Because(Option<usize>, Vec<Label>),
    /// Those that ever were to come back on a date.
    Refused,
    /// Of those, the ones that came back and bought.
    Saved,
    /// The closed ones that took these steps, and no others.
    Way(Vec<u8>),
    /// Those that passed over a stage, went back, repeated a stage, went on after an end.
    Skipped,
    /// See `Skipped`.
    Returned,
    /// See `Skipped`.
    Repeated,
    /// See `Skipped`.
    Reopened,
}

impl Pick {
    /// Whether a deal is among them, as far as its way says.
    fn has(&self, way: Way) -> bool {
        match *self {
            Self::All => true,
            Self::Won => way.fate == Fate::Won,
            Self::Lost => way.fate == Fate::Lost,
            Self::Open => way.fate == Fate::Open,
            Self::Stage(stage, part) => part.has(stage, way),
            Self::Because(stage, ref reasons) => {
                let there = stage.is_none_or(|stage| way.stopped_at() == Some(stage));
                let because = reasons.is_empty() || reasons.contains(&way.reason);
                way.fate == Fate::Lost && way.level > 0 && there && because
            }
            Self::Refused => way.waited,
            Self::Saved => way.waited && way.fate == Fate::Won,
            // Told by the steps themselves, see `of`.
            Self::Way(_) => way.fate != Fate::Open && way.entered != 0,
            Self::Skipped => way.skipped() != 0,
            Self::Returned => way.backward > 0,
            Self::Repeated => way.repeats > 0,
            Self::Reopened => way.reopened,
        }
    }

    /// The deals of a cut that are among them, by their number.
    pub fn of<'a>(&'a self, journeys: &'a Journeys, cut: Cut) -> impl Iterator<Item = usize> + 'a {
        let walked = move |deal| match self {
            Self::Way(stages) => took(journeys, deal, cut.as_of, stages),
            _ => true,
        };
        cut.of(journeys).filter(move |&deal| self.has(Way::of(journeys, deal, cut.as_of)) && walked(deal))
    }
}

impl Part {
    fn has(self, stage: usize, way: Way) -> bool {
        let stopped = |fate| way.fate == fate && way.stopped_at() == Some(stage);
        let bit = 1_u128.checked_shl(stage as u32).unwrap_or_default();
        match self {
            Self::Reached => way.level > stage,
            Self::Advanced => way.level > stage + 1,
            Self::Open => stopped(Fate::Open),
            Self::Lost => stopped(Fate::Lost),
            Self::Touched => way.entered & bit != 0,
            Self::InOrder => way.in_order > stage,
            Self::Skipped => way.skipped() & bit != 0,
        }
    }
}
