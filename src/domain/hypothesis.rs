//! A hypothesis: a change of how we sell, what it is to bring at which stage, and the deals that show whether it did (2.7, U7).
//! Deliberately not here: the verdict (`insight`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DealId, HypothesisId, MemberId, Moment, Slug};

/// What is to become better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The share of the decided deals of the stage that go on from it.
    Step,
    /// The share of the decided deals that reached the stage that are won.
    Won,
    /// The time that deals stand on the stage.
    Stay,
}

/// How those with the change are compared with those without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trial {
    /// Every other deal that comes to the stage is handled in the new way.
    Alternating,
    /// All deals from a day on are, and are compared with those before: no proof, since other things change too.
    BeforeAfter,
}

/// How a deal of a hypothesis is handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// As before: A.
    AsBefore,
    /// With the change: B.
    Changed,
}

/// That somebody has ended a hypothesis, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When: deals that came to the stage later do not count.
    pub at: Moment,
    /// Whether the change stays.
    pub kept: bool,
    /// What was learnt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// Identity.
    pub id: HypothesisId,
    /// What is done otherwise: «Разбор расчёта с энергетиком в течение суток».
    pub name: String,
    /// Why that should help.
    pub because: String,
    /// The stage whose buyers it is about.
    pub stage: Slug,
    /// What is to become better.
    pub aim: Aim,
    /// How it is tried.
    pub trial: Trial,
    /// The share hoped for, in percent; of [`Aim::Stay`] the median of working days.
    pub hoped: u16,
    /// When it began.
    pub began: Moment,
    /// How it ended.
    pub ended: Option<Ended>,
    /// Who put it forward.
    pub by: Option<MemberId>,
    /// How each deal that came to the stage is handled; empty unless deals alternate.
    pub deals: BTreeMap<DealId, Handling>,
}
