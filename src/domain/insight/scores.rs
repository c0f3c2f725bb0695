//! The scores of all who have bought on one day, counted into the 27 cells.
//! Deliberately not here: how a score comes about (`rfm`), names of customers.

use chrono::NaiveDate;

use super::rfm::{BoundarySet, Buyer, Code, Degrading, Grade, Ledger, Measure, NoBoundary, Scores, degrading};
use crate::domain::CustomerId;

/// The farthest that «Уходят из лучших» looks ahead, in days.
pub const HORIZON: u32 = 28;

/// A customer who has bought, with grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Figures.
    pub buyer: Buyer<CustomerId>,
    /// Grades.
    pub scores: Scores,
}

impl Score {
    /// Money per purchase of known amount in minor units, rounded for showing; none when no amount is known.
    pub fn cheque(&self) -> Option<i128> {
        self.buyer.money(Measure::AverageCheque).map(|mean| mean.rounded())
    }
}

/// One of the 27 cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many customers stand in it.
    pub customers: usize,
    /// What they have spent in all, refunds taken off, in minor units.
    pub spent: i128,
}

/// Everyone who has bought by a day, scored by the boundaries of that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// The boundaries.
    pub boundaries: BoundarySet,
    /// By ascending customer.
    pub customers: Vec<Score>,
    /// What all have spent, in minor units.
    pub spent: i128,
    /// Who stops being best by recency within [`HORIZON`] days, the soonest first.
    pub leaving: Result<Vec<Degrading<CustomerId>>, NoBoundary>,
    cells: [Cell; 27],
}

impl Scoring {
    /// Scores everyone who had bought by the end of a day; M is the average cheque.
    pub fn of(ledger: &Ledger<CustomerId>, as_of: NaiveDate) -> Self {
        let population = ledger.summarise(as_of);
        let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
        let leaving = degrading(&population, &boundaries, HORIZON);
        let score = |buyer: Buyer<CustomerId>| Score { buyer, scores: boundaries.score(&buyer) };
        let customers: Vec<Score> = population.buyers.into_iter().map(score).collect();
        let mut cells = [Cell::default(); 27];
        for score in &customers {
            if let Some(code) = score.scores.code() {
                let cell = &mut cells[index(code)];
                cell.customers += 1;
                cell.spent += score.buyer.spent;
            }
        }
        let spent = customers.iter().map(|score| score.buyer.spent).sum();
        Self { boundaries, customers, spent, leaving, cells }
    }

    /// A cell.
    pub fn cell(&self, code: Code) -> Cell {
        self.cells[index(code)]
    }

    /// The cell with the most customers, and the one with the most money: what colours are measured by.
    pub fn fullest(&self) -> Cell {
        let customers = self.cells.iter().map(|cell| cell.customers).max().unwrap_or_default();
        let spent = self.cells.iter().map(|cell| cell.spent).max().unwrap_or_default();
        Cell { customers, spent }
    }

    /// How many customers have a grade by money.
    pub fn of_money(&self, grade: Grade) -> usize {
        Code::all().filter(|code| code.m == grade).map(|code| self.cell(code).customers).sum()
    }

    /// How many customers have no purchase of known amount and stand outside the cells.
    pub fn amount_unknown(&self) -> usize {
        self.customers.iter().filter(|score| score.scores.m.is_none()).count()
    }

    /// The score of a customer; none for who has not bought.
    pub fn customer(&self, id: CustomerId) -> Option<&Score> {
        let at = self.customers.binary_search_by_key(&id, |score| score.buyer.customer).ok()?;
        self.customers.get(at)
    }

    /// Who stops being best by recency within so many days.
    pub fn leaving_within(&self, days: u32) -> impl Iterator<Item = &Degrading<CustomerId>> {
        self.leaving.iter().flatten().take_while(move |leaves| leaves.days_left <= days)
    }
}

fn index(code: Code) -> usize {
    [code.r, code.f, code.m].into_iter().fold(0, |at, grade| at * 3 + usize::from(grade.digit()) - 1)
}
