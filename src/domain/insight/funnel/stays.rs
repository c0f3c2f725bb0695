//! How long deals took: over a stage, or from coming in to the sale. Open ones count as having stood at least so long
//! (Kaplan–Meier), because a mean of those that left would be a mean of the quick ones.

use serde::{Deserialize, Serialize};

use crate::domain::insight::statistics::Survival;

/// How long it took, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// How many there are.
    pub n: usize,
    /// Of those, the ones that are over.
    pub over: usize,
    /// The time by which a fifth, a quarter, half, three quarters, four fifths are over: the smallest at which so many
    /// are; none while it has not come to that.
    pub p20: Option<i64>,
    /// See `p20`.
    pub p25: Option<i64>,
    /// See `p20`.
    pub median: Option<i64>,
    /// See `p20`.
    pub p75: Option<i64>,
    /// See `p20`.
    pub p80: Option<i64>,
    /// The sum of those that are over.
    pub sum: i64,
}

/// Lengths of time that are over, and such as are broken off.
#[derive(Clone, Debug, Default)]
pub(super) struct Stays {
    over: Vec<i64>,
    broken_off: Vec<i64>,
    sum: i64,
}

impl Stays {
    pub(super) fn over(&mut self, length: i64) {
        self.over.push(length);
        self.sum = self.sum.saturating_add(length);
    }

    pub(super) fn broken_off(&mut self, length: i64) {
        self.broken_off.push(length);
    }

    pub(super) fn survival(&mut self) -> Survival<'_, i64> {
        Survival::of(&mut self.over, &mut self.broken_off)
    }

    pub(super) fn stretch(&mut self) -> Stretch {
        let sum = self.sum;
        let survival = self.survival();
        let [p20, p25, median, p75, p80] = survival.quantiles([0.2, 0.25, 0.5, 0.75, 0.8]);
        Stretch { n: survival.len(), over: survival.happened(), p20, p25, median, p75, p80, sum }
    }
}
