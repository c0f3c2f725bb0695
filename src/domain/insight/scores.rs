//! The scores of all who have bought on one day, counted into the 27 cells.
//! Deliberately not here: how a score comes about (`rfm`), names of customers.

use chrono::NaiveDate;

use super::rfm::{
    Axis, BoundarySet, Buyer, Code, Degrading, Grade, Ledger, Measure, NoBoundary, Population, Scores, degrading,
};
use crate::domain::{CustomerId, Segment};

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

/// What customers are scored by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The boundaries of the day itself, which move with everybody.
    Own(Measure),
    /// Boundaries that stand still.
    Pinned(BoundarySet),
}

/// Everyone who has bought by a day, scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// The day.
    pub as_of: NaiveDate,
    /// The boundaries, with the day that they are of and what M measures.
    pub boundaries: BoundarySet,
    /// By ascending customer.
    pub customers: Vec<Score>,
    /// What all have spent, in minor units.
    pub spent: i128,
    /// Who stops being best by recency within [`HORIZON`] days, the soonest first.
    pub leaving: Result<Vec<Degrading<CustomerId>>, NoBoundary>,
    cells: [Cell; 27],
    groups: [[usize; 3]; 3],
}

impl Scoring {
    /// Scores everyone who had bought by the end of a day by the boundaries of that day; M is the average cheque.
    pub fn of(ledger: &Ledger<CustomerId>, as_of: NaiveDate) -> Self {
        Self::by(ledger, as_of, Basis::Own(Measure::default()))
    }

    /// Scores everyone who had bought by the end of a day.
    pub fn by(ledger: &Ledger<CustomerId>, as_of: NaiveDate, basis: Basis) -> Self {
        let population = ledger.summarise(as_of);
        let boundaries = match basis {
            Basis::Own(measure) => BoundarySet::of(&population, measure),
            Basis::Pinned(set) => set,
        };
        let leaving = degrading(&population, &boundaries, HORIZON);
        let score = |buyer: Buyer<CustomerId>| Score { buyer, scores: boundaries.score(&buyer) };
        let customers: Vec<Score> = population.buyers.into_iter().map(score).collect();
        let (mut cells, mut groups) = ([Cell::default(); 27], [[0; 3]; 3]);
        for score in &customers {
            if let Some(code) = score.scores.code() {
                let cell = &mut cells[index(code)];
                cell.customers += 1;
                cell.spent += score.buyer.spent;
            }
            for (group, axis) in groups.iter_mut().zip(Axis::ALL) {
                if let Some(grade) = score.scores.on(axis) {
                    group[usize::from(grade.digit()) - 1] += 1;
                }
            }
        }
        let spent = customers.iter().map(|score| score.buyer.spent).sum();
        Self { as_of, boundaries, customers, spent, leaving, cells, groups }
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

    /// How many customers have a grade in one dimension.
    pub fn group(&self, axis: Axis, grade: Grade) -> usize {
        self.groups[axis as usize][usize::from(grade.digit()) - 1]
    }

    /// How many have any grade in one dimension: all, but for money, of which some have no known amount.
    pub fn graded(&self, axis: Axis) -> usize {
        self.groups[axis as usize].iter().sum()
    }

    /// The cells of a group together.
    pub fn of_segment(&self, segment: &Segment) -> Cell {
        let cells = segment.cells.iter().map(|&code| self.cell(code));
        cells.fold(Cell::default(), |all, cell| Cell {
            customers: all.customers + cell.customers,
            spent: all.spent + cell.spent,
        })
    }

    /// The customers of some cells.
    pub fn inside(&self, cells: impl Fn(Code) -> bool) -> impl Iterator<Item = Score> {
        self.customers.iter().filter(move |score| score.scores.code().is_some_and(&cells)).copied()
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

/// A group that equal values have made larger or smaller than a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uneven {
    /// In which dimension.
    pub axis: Axis,
    /// Which of the outer groups.
    pub grade: Grade,
    /// How many it has.
    pub customers: usize,
    /// How many a quarter would be.
    pub quarter: usize,
}

/// The outer group that is farthest from a quarter of the population that the boundaries were taken from; none when all are
/// as near as whole customers can be, so that no ties have to be told of.
pub fn uneven<C>(population: &Population<C>, boundaries: &BoundarySet) -> Option<Uneven> {
    let scores: Vec<Scores> = population.buyers.iter().map(|buyer| boundaries.score(buyer)).collect();
    let has = [boundaries.r.is_some(), boundaries.f.is_some(), boundaries.m.is_some()];
    let groups = Axis::ALL.into_iter().zip(has).filter(|(_, has)| *has).flat_map(|(axis, _)| {
        let of = |wanted: Option<Grade>| {
            scores.iter().filter_map(|one| one.on(axis)).filter(|&grade| wanted.is_none_or(|one| one == grade)).count()
        };
        let all = of(None);
        // Of two sizes that are as near the rule takes the smaller, and never nobody.
        let quarter = ((all + 1) / 4).max(1);
        [Grade::Best, Grade::Worst].map(|grade| Uneven { axis, grade, customers: of(Some(grade)), quarter })
    });
    groups.filter(|group| group.customers != group.quarter).max_by_key(|group| group.customers.abs_diff(group.quarter))
}

fn index(code: Code) -> usize {
    [code.r, code.f, code.m].into_iter().fold(0, |at, grade| at * 3 + usize::from(grade.digit()) - 1)
}
