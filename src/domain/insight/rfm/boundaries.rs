//! Boundary sets: the only derived thing that is stored, because a forecast and a comparison need them to stand still.

use super::mean::Mean;
use super::population::{Buyer, Measure, Population};
use super::quarter::{Better, Edges, Grade};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The boundaries of a population on a day (1.2.8). A dimension in which everyone is equal has none, and scores middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundarySet {
    /// The day of the population.
    pub as_of: NaiveDate,
    /// N: how many buyers it had.
    pub buyers: u32,
    /// What M was measured by, and is when this set scores.
    pub measure: Measure,
    /// Of recency, in days: fewer is better.
    pub r: Option<Edges<u32>>,
    /// Of frequency, in purchases.
    pub f: Option<Edges<u32>>,
    /// Of money, among the buyers with a known amount.
    pub m: Option<Edges<Mean>>,
}

impl BoundarySet {
    /// The boundaries that the population itself gives.
    pub fn of<C>(population: &Population<C>, measure: Measure) -> BoundarySet {
        let buyers = &population.buyers;
        let mut recencies: Vec<u32> = buyers.iter().map(|buyer| buyer.recency).collect();
        let mut frequencies: Vec<u32> = buyers.iter().map(|buyer| buyer.frequency).collect();
        let mut money: Vec<Mean> = buyers.iter().filter_map(|buyer| buyer.money(measure)).collect();
        BoundarySet {
            as_of: population.as_of,
            buyers: buyers.len() as u32,
            measure,
            r: Edges::of(&mut recencies, Better::Lower),
            f: Edges::of(&mut frequencies, Better::Higher),
            m: Edges::of(&mut money, Better::Higher)
                .map(|edges| Edges { best: edges.best.reduced(), worst: edges.worst.reduced() }),
        }
    }

    /// The grades of a buyer, of this population or of another day's.
    pub fn score<C>(&self, buyer: &Buyer<C>) -> Scores {
        Scores {
            r: self.recency(buyer.recency),
            f: grade(self.f, buyer.frequency, Better::Higher),
            m: buyer.money(self.measure).map(|money| grade(self.m, money, Better::Higher)),
        }
    }

    /// The first day on which whoever bought last on this day is best by recency no longer (1.3); nothing without a
    /// boundary of recency.
    pub fn leaves_best_on(&self, last_purchase: NaiveDate) -> Option<NaiveDate> {
        last_purchase.checked_add_days(Days::new(u64::from(self.r?.best) + 1))
    }

    /// The grade of a last purchase so many days ago.
    pub(super) fn recency(&self, days: u32) -> Grade {
        grade(self.r, days, Better::Lower)
    }
}

fn grade<T: Copy + Ord>(edges: Option<Edges<T>>, value: T, better: Better) -> Grade {
    edges.map_or(Grade::Middle, |edges| edges.grade(value, better))
}

/// The three grades of a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    /// Recency.
    pub r: Grade,
    /// Frequency.
    pub f: Grade,
    /// Money; nothing when no amount is known, and then the buyer stands outside the 27 cells.
    pub m: Option<Grade>,
}

impl Scores {
    /// The cell among the 27; nothing when no amount is known.
    pub fn code(self) -> Option<Code> {
        self.m.map(|m| Code { r: self.r, f: self.f, m })
    }

    /// The grade in one dimension; nothing for money of which no amount is known.
    pub fn on(self, axis: Axis) -> Option<Grade> {
        match axis {
            Axis::R => Some(self.r),
            Axis::F => Some(self.f),
            Axis::M => self.m,
        }
    }
}

/// What a grade is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Recency.
    R,
    /// Frequency.
    F,
    /// Money.
    M,
}

impl Axis {
    /// In the order of a code.
    pub const ALL: [Axis; 3] = [Axis::R, Axis::F, Axis::M];
}

/// One of the 27 cells, written as three digits: 333 is best in everything (1.2.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code {
    /// Recency.
    pub r: Grade,
    /// Frequency.
    pub f: Grade,
    /// Money.
    pub m: Grade,
}

impl Code {
    /// Every cell, from 111 to 333.
    pub fn all() -> impl Iterator<Item = Code> {
        Grade::ALL
            .into_iter()
            .flat_map(|r| Grade::ALL.into_iter().flat_map(move |f| Grade::ALL.map(|m| Code { r, f, m })))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}{}", self.r.digit(), self.f.digit(), self.m.digit())
    }
}

impl FromStr for Code {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Code::all().find(|code| code.to_string() == text);
        known.ok_or("a score is three digits from 1 to 3: recency, frequency, money")
    }
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_written_as_three_digits_and_nothing_else_is_read() {
        let all: Vec<Code> = Code::all().collect();
        let written = serde_json::to_string(&all).unwrap();
        assert!(written.starts_with(r#"["111","112","113","121""#) && written.ends_with(r#""333"]"#), "{written}");
        assert_eq!(serde_json::from_str::<Vec<Code>>(&written).unwrap(), all);
        for wrong in ["", "33", "3333", "334", "033", "3 3", "три"] {
            assert!(wrong.parse::<Code>().is_err(), "{wrong}");
        }
    }
}
