//! Every customer of two days with both scores: what a migration counts, and whom an entry of it holds.

use super::boundaries::{Axis, BoundarySet, Code, Scores};
use super::migration::{Mode, Place, side_by_side};
use super::population::{Measure, Population};
use super::quarter::Grade;
use std::fmt;
use std::str::FromStr;

/// A customer of one of the days or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move<C> {
    /// Who.
    pub customer: C,
    /// The score on the earlier day; nothing for who had not bought yet.
    pub was: Option<Scores>,
    /// The score on the later day; nothing for whose purchases were all taken back.
    pub is: Option<Scores>,
}

impl<C> Move<C> {
    /// From where to where among the 27 cells.
    pub fn places(&self) -> (Place, Place) {
        (place(self.was), place(self.is))
    }

    /// The grades in one dimension, nothing for a day without the customer; nothing at all where one of the days has the
    /// customer without a known amount.
    fn on(&self, axis: Axis) -> Option<(Option<Grade>, Option<Grade>)> {
        let grade = |scores: Option<Scores>| scores.map_or(Some(None), |scores| scores.on(axis).map(Some));
        grade(self.was).zip(grade(self.is))
    }

    /// Whether an entry holds the customer.
    pub fn is_of(&self, entry: Entry) -> bool {
        match entry {
            Entry::Grades(axis, was, is) => self.on(axis) == Some((was, is)),
            Entry::Places(was, is) => self.places() == (was, is),
        }
    }
}

fn place(scores: Option<Scores>) -> Place {
    match scores.map(Scores::code) {
        Some(Some(code)) => Place::Cell(code),
        Some(None) => Place::AmountUnknown,
        None => Place::Outside,
    }
}

/// Everybody who was a buyer on either day, by ascending customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves<C> {
    /// How the later day was scored.
    pub mode: Mode,
    /// The customers.
    pub list: Vec<Move<C>>,
}

impl<C: Copy + Ord> Moves<C> {
    /// Both days by the boundaries of the earlier one, or by an older set that is kept.
    pub fn frozen(before: &Population<C>, after: &Population<C>, boundaries: &BoundarySet) -> Self {
        Self::between(Mode::Frozen, (before, boundaries), (after, boundaries))
    }

    /// Each day by its own boundaries.
    pub fn reranked(before: &Population<C>, after: &Population<C>, measure: Measure) -> Self {
        let boundaries = [before, after].map(|population| BoundarySet::of(population, measure));
        Self::between(Mode::Reranked, (before, &boundaries[0]), (after, &boundaries[1]))
    }

    fn between(
        mode: Mode,
        (before, boundaries_before): (&Population<C>, &BoundarySet),
        (after, boundaries_after): (&Population<C>, &BoundarySet),
    ) -> Self {
        let both = side_by_side(&before.buyers, &after.buyers);
        let list = both.filter_map(|(was, is)| {
            let customer = was.or(is)?.customer;
            let (was, is) = (was.map(|was| boundaries_before.score(was)), is.map(|is| boundaries_after.score(is)));
            Some(Move { customer, was, is })
        });
        Self { mode, list: list.collect() }
    }
}

impl<C> Moves<C> {
    /// How many went from which grade to which in one dimension.
    pub fn table(&self, axis: Axis) -> Table {
        let mut table = Table::default();
        for (was, is) in self.list.iter().filter_map(|one| one.on(axis)) {
            table.0[row(was)][row(is)] += 1;
        }
        table
    }
}

/// Where the row or column of a grade is: the best first, and at the end those whom the day does not have.
fn row(grade: Option<Grade>) -> usize {
    grade.map_or(3, |grade| 3 - usize::from(grade.digit()))
}

/// Customers by the grade before (row) and after (column) in one dimension, the best first. The last row are the new, the
/// last column the gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table([[u32; 4]; 4]);

/// What a step means for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// To a better grade.
    Up,
    /// To a worse grade.
    Down,
    /// To the same grade.
    Stayed,
    /// The first purchase came in between.
    New,
    /// Every purchase was taken back, or the customer merged with another.
    Gone,
}

impl Turn {
    /// The step from a grade to another; nothing stands for a day without the customer.
    pub fn of(was: Option<Grade>, is: Option<Grade>) -> Self {
        match (was, is) {
            (None, _) => Self::New,
            (_, None) => Self::Gone,
            (Some(was), Some(is)) if was < is => Self::Up,
            (Some(was), Some(is)) if was > is => Self::Down,
            _ => Self::Stayed,
        }
    }
}

impl Table {
    /// The rows and columns in their order; nothing is those whom the day does not have.
    pub const SIDES: [Option<Grade>; 4] = [Some(Grade::Best), Some(Grade::Middle), Some(Grade::Worst), None];

    /// How many went from one to the other.
    pub fn customers(&self, was: Option<Grade>, is: Option<Grade>) -> u32 {
        self.0[row(was)][row(is)]
    }

    /// How many were there on the earlier day, or are new.
    pub fn before(&self, was: Option<Grade>) -> u32 {
        self.0[row(was)].iter().sum()
    }

    /// How many are there on the later day, or are gone.
    pub fn after(&self, is: Option<Grade>) -> u32 {
        self.0.iter().map(|from| from[row(is)]).sum()
    }

    /// Every pair that somebody went, from the best down.
    pub fn pairs(&self) -> impl Iterator<Item = (Option<Grade>, Option<Grade>, u32)> + '_ {
        let all = Self::SIDES.into_iter().flat_map(|was| Self::SIDES.map(|is| (was, is, self.customers(was, is))));
        all.filter(|(_, _, customers)| *customers > 0)
    }

    /// How many took such a step.
    pub fn turned(&self, turn: Turn) -> u32 {
        self.pairs().filter(|&(was, is, _)| Turn::of(was, is) == turn).map(|(_, _, customers)| customers).sum()
    }
}

/// A number of a migration that somebody may ask the customers of. Written as in an address: `r-3-2`, `m-new-1`,
/// `all-333-233`, `all-321-gone`; a buyer without a known amount is `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// From one grade to another in one dimension; nothing for new and gone.
    Grades(Axis, Option<Grade>, Option<Grade>),
    /// From one place to another.
    Places(Place, Place),
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Grades(axis, was, is) => {
                let axis = match axis {
                    Axis::R => 'r',
                    Axis::F => 'f',
                    Axis::M => 'm',
                };
                let written =
                    |grade: Option<Grade>, none: &str| grade.map_or(none.to_owned(), |grade| grade.digit().to_string());
                write!(out, "{axis}-{}-{}", written(was, "new"), written(is, "gone"))
            }
            Self::Places(was, is) => {
                let written = |place: Place, outside: &str| match place {
                    Place::Cell(code) => code.to_string(),
                    Place::AmountUnknown => "none".to_owned(),
                    Place::Outside => outside.to_owned(),
                };
                write!(out, "all-{}-{}", written(was, "new"), written(is, "gone"))
            }
        }
    }
}

impl FromStr for Entry {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "an entry of a migration is an axis and two places, such as r-3-2 or all-333-gone";
        let mut parts = text.split('-');
        let (Some(axis), Some(was), Some(is), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(wrong);
        };
        let axis = match axis {
            "r" => Axis::R,
            "f" => Axis::F,
            "m" => Axis::M,
            "all" => {
                let place = |text: &str, outside: &str| match text {
                    text if text == outside => Ok(Place::Outside),
                    "none" => Ok(Place::AmountUnknown),
                    text => text.parse::<Code>().map(Place::Cell),
                };
                return Ok(Self::Places(place(was, "new")?, place(is, "gone")?));
            }
            _ => return Err(wrong),
        };
        let grade = |text: &str, outside: &str| match text {
            text if text == outside => Ok(None),
            "1" => Ok(Some(Grade::Worst)),
            "2" => Ok(Some(Grade::Middle)),
            "3" => Ok(Some(Grade::Best)),
            _ => Err(wrong),
        };
        Ok(Self::Grades(axis, grade(was, "new")?, grade(is, "gone")?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_as_it_is_written_and_nothing_else_is() {
        let grades = Axis::ALL.into_iter().flat_map(|axis| {
            Table::SIDES.into_iter().flat_map(move |was| Table::SIDES.map(|is| Entry::Grades(axis, was, is)))
        });
        let places = || Code::all().map(Place::Cell).chain([Place::AmountUnknown, Place::Outside]);
        let all = places().flat_map(|was| places().map(move |is| Entry::Places(was, is)));
        let mut texts = std::collections::BTreeSet::new();
        for entry in grades.chain(all) {
            let text = entry.to_string();
            assert_eq!(text.parse(), Ok(entry), "{text}");
            assert!(texts.insert(text));
        }
        assert_eq!(texts.len(), 3 * 16 + 29 * 29);
        for wrong in
            ["", "r-3", "r-3-2-1", "x-3-2", "r-4-1", "r-gone-3", "m-3-new", "all-333", "all-334-111", "all-gone-333"]
        {
            assert!(wrong.parse::<Entry>().is_err(), "{wrong}");
        }
    }
}
