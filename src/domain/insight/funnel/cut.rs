//! Which deals are asked about: those that came within a period, of somebody, from somewhere.

use serde::{Deserialize, Serialize};

use super::journeys::Journeys;

/// The code of somebody, a source, a product: its meaning is kept by whoever numbered them.
pub type Label = u32;

/// In how many ways deals are told apart: by who leads them, segment, source, product, edition of the funnel.
pub const DIMENSIONS: usize = 5;

/// A stretch of time in milliseconds of the epoch, without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// When it begins.
    pub from: i64,
    /// The first moment after it.
    pub to: i64,
}

impl Period {
    /// Everything that ever was.
    pub const EVER: Self = Self { from: i64::MIN, to: i64::MAX };

    /// Whether a moment lies in it.
    pub fn has(self, at: i64) -> bool {
        (self.from..self.to).contains(&at)
    }
}

/// Which deals are asked about, and as of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// When they came into the funnel.
    pub came: Period,
    /// The code that they have in each dimension; none is any.
    pub labels: [Option<Label>; DIMENSIONS],
    /// What happened later is not known yet.
    pub as_of: i64,
}

impl Cut {
    /// All deals as of a moment.
    pub fn all(as_of: i64) -> Self {
        Self { came: Period::EVER, labels: [None; DIMENSIONS], as_of }
    }

    /// The same deals of another period, seen when that period was as old as this one is: young deals look worse than old
    /// ones, and two periods can be compared only at one age.
    pub fn at_equal_age(self, earlier: Period) -> Self {
        let ago = self.came.from.saturating_sub(earlier.from);
        Self { came: earlier, as_of: self.as_of.saturating_sub(ago.max(0)), ..self }
    }

    /// The deals, by their number.
    pub fn of(self, journeys: &Journeys) -> impl Iterator<Item = usize> + '_ {
        let asked: [_; DIMENSIONS] = std::array::from_fn(|at| self.labels[at].map(|label| (at, label)));
        (0..journeys.len()).filter(move |&deal| {
            let came = journeys.came(deal);
            let known = self.came.has(came) && came <= self.as_of;
            known && asked.iter().flatten().all(|&(dimension, label)| journeys.label(deal, dimension) == label)
        })
    }
}
