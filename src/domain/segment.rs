//! A named group of cells among the 27 (0.26, 0.31): what its customers have in common, and what to do about them.
//! Deliberately not here: who stands in a cell (`insight::scores`).

use std::collections::BTreeSet;

use super::insight::rfm::Code;
use super::{Slug, Text};

/// A named group of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name in the records.
    pub id: Slug,
    /// What people call it.
    pub name: Text,
    /// Its cells. A cell belongs to one group at most.
    pub cells: BTreeSet<Code>,
    /// What its customers have in common.
    pub meaning: Text,
    /// What to do.
    pub what_to_do: Text,
    /// What to offer.
    pub offer: Text,
    /// What may go wrong.
    pub risk: Text,
}
