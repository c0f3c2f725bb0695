//! How likely the deals of a stage are to be won, and the key stage: where the chances rise most (1.5, U4).
//! Source: analytics, section 3.

use serde::{Deserialize, Serialize};

use super::flow::{Flow, StageFlow};
use crate::domain::insight::proportion::Proportion;

/// The fewest decided deals by which a stage tells its probability alone.
pub const ENOUGH: usize = 30;
/// With so many deals does the whole funnel speak for a stage of fewer.
const BORROWED: f64 = 10.0;

/// How likely the deals of a stage are to be won.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// From 0 to 1.
    pub share: f64,
    /// Whether so few are decided that the whole funnel was asked too.
    pub shrunk: bool,
}

/// The stage where the chances rise most.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyStage {
    /// The stage, from 0; never the first.
    pub stage: usize,
    /// By how much the share of the won is greater among those that reached it than among those that reached the stage
    /// before, from -1 to 1.
    pub gain: f64,
    /// Of the decided that reached the stage before, the won.
    pub before: Proportion,
    /// Of the decided that reached it, the won.
    pub reached: Proportion,
}

impl Chance {
    /// The share of the won among the decided that reached a stage; while fewer than [`ENOUGH`] are decided, drawn towards
    /// that of the whole funnel. None while nothing is decided at all.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    pub fn of(won: Proportion, all: Proportion) -> Option<Self> {
        let Proportion { k, n } = won;
        if n >= ENOUGH {
            return Some(Self { share: won.share(), shrunk: false });
        }
        let share = (k as f64 + BORROWED * all.share()) / (n as f64 + BORROWED);
        (all.n > 0).then_some(Self { share, shrunk: true })
    }
}

impl Flow {
    /// How likely the deals of a stage are to be won.
    pub fn chance(&self, stage: &StageFlow) -> Option<Chance> {
        Chance::of(stage.won, self.decided())
    }

    /// What the open deals are worth when each counts as much as it is likely to be won, in the smallest units.
    #[expect(clippy::cast_precision_loss, reason = "sums of money are shown rounded")]
    pub fn weighted(&self) -> f64 {
        let of = |stage: &StageFlow| Some(stage.open_amount as f64 * self.chance(stage)?.share);
        self.stages.iter().filter_map(of).sum()
    }

    /// By how much the chances rise at a stage; none at the first, and where nothing is decided.
    pub fn rise(&self, stage: usize) -> Option<KeyStage> {
        let before = self.stages.get(stage.checked_sub(1)?)?.won;
        let reached = self.stages.get(stage)?.won;
        let gain = reached.share() - before.share();
        (before.n > 0 && reached.n > 0).then_some(KeyStage { stage, gain, before, reached })
    }

    /// The stage where the chances rise most; of equal ones the first.
    pub fn key_stage(&self) -> Option<KeyStage> {
        let rises = (1..self.stages.len()).filter_map(|stage| self.rise(stage));
        rises.reduce(|best, next| if next.gain > best.gain { next } else { best })
    }
}
