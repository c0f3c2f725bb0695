//! A table that is to become a workbook: put together row by row on the page, handed over to the worker as it is.
//! Deliberately not here: the workbook (`write`).

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Currency, Money};

/// Between the cells of a row, and behind it: signs that no text of a workbook may have.
const CELL: char = '\u{1f}';
const ROW: char = '\u{1e}';

/// One cell of a table to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A text, whatever it begins with: never a formula.
    Text(&'a str),
    /// A number; one that is no number is nothing.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// A day and a time on the clock of whoever reads it.
    Time(NaiveDateTime),
    /// Yes or no.
    Flag(bool),
    /// An amount, shown with its currency.
    Money(Money),
}

/// A table with a name and a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// What the sheet is called.
    pub name: String,
    /// Rows behind each other; the first is the header.
    text: String,
}

impl Paper {
    /// A table of a header alone.
    pub fn new(name: impl Into<String>, header: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let mut paper = Self { name: name.into(), text: String::new() };
        for title in header {
            paper.push(&Cell::Text(title.as_ref()));
        }
        paper.text.push(ROW);
        paper
    }

    /// Adds a row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) {
        for cell in cells {
            self.push(&cell);
        }
        self.text.push(ROW);
    }

    /// The table as one text, to be handed over.
    pub(in crate::data) fn into_text(self) -> String {
        self.text
    }

    /// A table that was handed over.
    pub(in crate::data) fn of_text(name: String, text: String) -> Self {
        Self { name, text }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Number(value) if value.is_finite() => self.text.push_str(&format!("n{value}")),
            Cell::Blank | Cell::Number(_) => {}
            Cell::Text(text) => {
                self.text.push('t');
                // XML has no place for control characters.
                self.text.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')));
            }
            Cell::Flag(yes) => self.text.push_str(if *yes { "y1" } else { "y0" }),
            Cell::Day(day) => self.text.push_str(&format!("d{day}")),
            Cell::Time(time) => self.text.push_str(&format!("h{}", time.format("%Y-%m-%dT%H:%M:%S"))),
            Cell::Money(money) => self.text.push_str(&format!("m{} {}", money.minor, money.currency.code())),
        }
        self.text.push(CELL);
    }

    /// The rows, each with its cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = Cell<'_>>> {
        let rows = self.text.split_terminator(ROW);
        rows.map(|row| row.split_terminator(CELL).map(read))
    }
}

fn read(written: &str) -> Cell<'_> {
    let rest = written.get(1..).unwrap_or_default();
    let cell = match written.as_bytes().first() {
        Some(b't') => Some(Cell::Text(rest)),
        Some(b'n') => rest.parse().ok().map(Cell::Number),
        Some(b'y') => Some(Cell::Flag(rest == "1")),
        Some(b'd') => rest.parse().ok().map(Cell::Day),
        Some(b'h') => rest.parse().ok().map(Cell::Time),
        Some(b'm') => rest.split_once(' ').and_then(|(minor, code)| {
            let (minor, currency) = (minor.parse().ok()?, Currency::new(code)?);
            Some(Cell::Money(Money::new(minor, currency)))
        }),
        _ => None,
    };
    cell.unwrap_or(Cell::Blank)
}
