//! What the cells of a column look like, in the first rows of a file. Only what can hardly be anything else counts.

use std::collections::BTreeSet;

use crate::data::table::{DateStyle, currency_mark, parse_date};

use super::fold::fold_name;
use super::meaning::meaning;
use super::source::Source;

/// More different values than this are no stages.
const MOST_STAGES: usize = 40;

/// What a column looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// Nearly every filled cell is a date.
    pub(super) dates: bool,
    /// Nearly every filled cell is an amount with its currency.
    pub(super) money: bool,
    /// Few different values, most of them stages that are known by name.
    pub(super) stages: bool,
}

/// What each column of a file looks like.
pub(super) fn looks(source: &Source) -> Vec<Looks> {
    (0..source.header.columns.len()).map(|at| look(source.sample.iter().map(|row| row.cell(at).trim()))).collect()
}

fn look<'c>(cells: impl Iterator<Item = &'c str>) -> Looks {
    let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() {
        return Looks::default();
    }
    let nearly_all = |is: fn(&str) -> bool| filled.iter().filter(|cell| is(cell)).count() * 10 >= filled.len() * 9;
    // Eight digits are a number more often than a date.
    let is_date = |cell: &str| cell.len() > 8 && matches!(parse_date(cell, DateStyle::DayFirst), Ok(Some(_)));
    Looks {
        dates: nearly_all(is_date),
        money: nearly_all(|cell| !currency_mark(cell).is_empty()),
        stages: are_stages(&filled),
    }
}

fn are_stages(filled: &[&str]) -> bool {
    let mut values = BTreeSet::new();
    for cell in filled {
        values.insert(fold_name(cell));
        if values.len() > MOST_STAGES {
            return false;
        }
    }
    let meanings: Vec<_> = values.iter().filter_map(|value| meaning(value)).collect();
    let different: BTreeSet<_> = meanings.iter().collect();
    different.len() > 1 && meanings.len() * 2 >= values.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Looks {
        look(cells.iter().copied())
    }

    #[test]
    fn columns_are_told_by_their_cells() {
        let dates = Looks { dates: true, ..Looks::default() };
        let money = Looks { money: true, ..Looks::default() };
        let stages = Looks { stages: true, ..Looks::default() };
        for (cells, expected) in [
            (&["2024-01-31", "", "1.2.2024 10:00"][..], dates),
            (&["100 ₽", "2 500,50 ₽"], money),
            (&["Won", "Lost", "", "Думают", "Won"], stages),
            (&["Won", "Won"], Looks::default()),
            (&["Москва", "Казань", "Won", "Lost", "Тверь"], Looks::default()),
            (&["100", "200"], Looks::default()),
            (&["20240131", "20240201"], Looks::default()),
            (&["", ""], Looks::default()),
        ] {
            assert_eq!(of(cells), expected, "{cells:?}");
        }
    }
}
