//! How people work with a funnel or a stage, in writing (1.29, U16): published in editions, read and agreed to by each.
//! Deliberately not here: who has not read yet (`insight::regulation`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MemberId, Moment, Slug, Text};

/// One edition of a regulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Since when it holds.
    pub since: Moment,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<MemberId>,
    /// What is done, in order.
    pub points: Vec<Text>,
    /// What is not done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden: Vec<Text>,
    /// How to tell that it is done.
    #[serde(default)]
    pub done: Text,
}

/// That somebody has read a regulation and agrees to work by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The edition, counted from 1.
    pub edition: u32,
    /// When.
    pub at: Moment,
}

/// The regulation of a funnel or of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// The funnel or the stage.
    pub id: Slug,
    /// Every edition, the one in force last. Never empty.
    pub editions: Vec<Wording>,
    /// Who has agreed, each to the last edition that they read.
    pub signed: BTreeMap<MemberId, Signature>,
}

impl Regulation {
    /// The edition in force and its number.
    pub fn current(&self) -> Option<(u32, &Wording)> {
        let number = u32::try_from(self.editions.len()).unwrap_or(u32::MAX);
        self.editions.last().map(|wording| (number, wording))
    }
}
