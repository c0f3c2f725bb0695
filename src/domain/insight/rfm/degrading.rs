//! Who leaves the best by recency soon, unless they buy (1.3).

use super::boundaries::BoundarySet;
use super::population::{Buyer, Population};
use super::quarter::Grade;
use chrono::{Datelike, Days, NaiveDate};

/// A customer who will stop being best by recency within the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degrading<C> {
    /// The customer's figures.
    pub buyer: Buyer<C>,
    /// The first day on which the customer is best no longer.
    pub leaves_best_on: NaiveDate,
    /// Days until then, from 1: tomorrow.
    pub days_left: u32,
    /// The grade by recency on that day: middle as a rule.
    pub class_then: Grade,
}

/// There is no boundary of recency to cross: everyone in the set's population had bought on the same day, or nobody at
/// all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBoundary;

/// Who crosses the best boundary of recency within so many days after the population's day if nothing is bought:
/// the soonest first, and those of one day by ascending customer.
///
/// The boundaries have to be frozen: a population that is ranked anew every day grows older evenly, and nobody in it
/// ever degrades.
///
/// # Errors
/// [`NoBoundary`] when the set has none for recency.
pub fn degrading<C: Copy>(
    population: &Population<C>,
    frozen: &BoundarySet,
    horizon: u32,
) -> Result<Vec<Degrading<C>>, NoBoundary> {
    let last_best = frozen.r.ok_or(NoBoundary)?.best;
    let first_after = last_best.saturating_add(1);
    let leaving = |buyer: &Buyer<C>| {
        let days_left = first_after.checked_sub(buyer.recency).filter(|days| (1..=horizon).contains(days))?;
        let leaves_best_on = population.as_of.checked_add_days(Days::new(days_left.into()))?;
        Some(Degrading { buyer: *buyer, leaves_best_on, days_left, class_then: frozen.recency(first_after) })
    };
    let mut list: Vec<Degrading<C>> = population.buyers.iter().filter_map(leaving).collect();
    list.sort_by_key(|leaves| leaves.days_left);
    Ok(list)
}

/// The horizon that ends with the calendar week of a day, Monday to Sunday: 6 on a Monday, 0 on a Sunday.
pub fn days_to_sunday(day: NaiveDate) -> u32 {
    6 - day.weekday().num_days_from_monday()
}
