//! How sure a figure is, and how long a thing takes: numbers in, numbers out.
//!
//! [`Comparison`] tells two shares apart, [`adjusted`] keeps many comparisons honest, [`power`] says beforehand how many
//! deals one of them needs. [`Survival`] reads how long something takes where part of it is not over yet, [`Competing`]
//! where it can end in two ways, [`LogRank`] whether one group takes longer than another.
//!
//! Deliberately not here: what a deal, a stage or a period is (`funnel`), the ranges of shares (`proportion`), words.

mod compare;
mod competing;
mod holm;
mod logrank;
pub mod normal;
pub mod power;
mod survival;
mod waiting;

pub use compare::{Comparison, Test};
pub use competing::{Competing, Fate, Fates};
pub use holm::adjusted;
pub use logrank::LogRank;
pub use survival::{Step, Survival};
