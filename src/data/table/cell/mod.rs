//! What stands in one cell: an amount of money or a date, in the many ways in which systems and people write them.
//!
//! Where a cell can be read in two ways (`1,234`, `03/04/2024`), the column as a whole decides, by the evidence that
//! its other cells give. Evidence is gathered cell by cell, so that a table read in slices can be judged by all of it.

mod amount;
mod date;
mod number;

pub use amount::{NumberEvidence, NumberStyle, currency_mark, parse_amount};
pub use date::{CellDate, DateEvidence, DateStyle, parse_date};

/// Why a cell can't be read as what its column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellProblem {
    /// It is no number.
    NotAnAmount,
    /// It can be read as two numbers that differ a thousandfold, and the column doesn't tell which.
    AmbiguousAmount,
    /// The number is beyond what an amount of money can hold.
    AmountTooLarge,
    /// It is no date.
    NotADate,
    /// The year has two digits, and its century would be a guess.
    ShortYear,
    /// The calendar or the clock has no such moment, like 31 February or 25:00.
    NoSuchMoment,
    /// Day and month can be read in either order, and no cell of the column tells which.
    AmbiguousDate,
}
