//! Everyone who had bought by a day, with the figures that they are scored by.

use super::mean::Mean;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Below so many buyers the groups say little, and the screen says so (1.2.9).
pub const FEWEST_MEANINGFUL: usize = 20;

/// Everyone with at least one purchase by a day; customers without are outside the 27 cells (1.2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population<C> {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// By ascending customer.
    pub buyers: Vec<Buyer<C>>,
}

impl<C> Population<C> {
    /// Whether there are too few buyers for the grades to mean much. They are computed all the same.
    pub fn is_too_small(&self) -> bool {
        self.buyers.len() < FEWEST_MEANINGFUL
    }
}

/// One customer's figures (1.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buyer<C> {
    /// Who.
    pub customer: C,
    /// The day of the last purchase.
    pub last_purchase: NaiveDate,
    /// R: whole calendar days since then; 0 for a purchase on the day itself.
    pub recency: u32,
    /// F: purchases in the whole history.
    pub frequency: u32,
    /// Known amounts less refunds, minor units. May be negative.
    pub spent: i128,
    /// Purchases of known amount.
    pub priced: u32,
}

impl<C> Buyer<C> {
    /// M in the chosen measure; nothing when no purchase has a known amount.
    pub fn money(&self, measure: Measure) -> Option<Mean> {
        let average = Mean::of(self.spent, self.priced)?;
        match measure {
            Measure::AverageCheque => Some(average),
            Measure::Total => Mean::of(self.spent, 1),
        }
    }
}

/// What M measures. The choice changes more than a third of the codes in real data, so it stands beside them on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Money per purchase of known amount: what the method means.
    #[default]
    AverageCheque,
    /// All the money: what most other programs compute.
    Total,
}
