//! A table with a header: which columns it has, and why it can't be read.

use std::collections::BTreeMap;
use voronka::data::table::{CellProblem, Header, Row, Survey, TableProblem, TableReader, decode};

/// A table, read whole: its columns can be judged only by all of their cells.
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    pub(crate) header: Header,
}

/// The positions of a column; several where its title is repeated.
pub(crate) type Column = Vec<usize>;

impl Table {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = decode(bytes).map_err(told)?.text;
        let survey = Survey::of(&text).map_err(told)?;
        let mut reader = TableReader::new(text, survey.separator);
        reader.next_rows(1).map_err(told)?;
        let mut rows = Vec::new();
        loop {
            let slice = reader.next_rows(10_000).map_err(told)?;
            if slice.is_empty() {
                return Ok(Self { rows, header: survey.header });
            }
            rows.extend(slice.into_iter().filter(|row| !row.is_blank()));
        }
    }

    /// A column by the title that was given for it, or else by the first of its common names that is there.
    pub(crate) fn find(
        &self,
        column: &str,
        titles: &BTreeMap<String, String>,
        common: impl FnOnce(&Header) -> Option<Column>,
    ) -> Result<Option<Column>, String> {
        match titles.get(column) {
            Some(title) => match self.header.find(title) {
                found if found.is_empty() => Err(format!("no column {title:?}; there are: {}", self.listed())),
                found => Ok(Some(found)),
            },
            None => Ok(common(&self.header)),
        }
    }

    /// A column that has to be there.
    pub(crate) fn need(&self, column: &str, found: Option<Column>) -> Result<Column, String> {
        found.ok_or_else(|| {
            let there = self.listed();
            format!("no column for the {column}: name it with --columns {column}=…; there are: {there}")
        })
    }

    /// Whether a row has more cells than the header; then nobody knows which is which.
    pub(crate) fn fits(&self, row: &Row) -> Result<(), String> {
        let width = self.header.columns.len();
        if row.overflows(width) { Err(format!("{} cells, and the header has {width}", row.len())) } else { Ok(()) }
    }

    fn listed(&self) -> String {
        self.header.columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn told(problem: TableProblem) -> String {
    match problem {
        TableProblem::Empty => "the file is empty".to_owned(),
        TableProblem::OneColumn => "the file has one column only".to_owned(),
        TableProblem::NotATable(foreign) => format!("the file is no table but {foreign:?}"),
        TableProblem::TooLarge { bytes, limit } => format!("the file has {bytes} bytes; at most {limit} are read"),
        TableProblem::TooManyColumns { line, columns, limit } => {
            format!("line {line}: {columns} columns; at most {limit} are read")
        }
        TableProblem::BrokenQuote { line } => format!("line {line}: a quotation mark is opened and never closed"),
        TableProblem::MixedEncoding { line } => format!("line {line}: the text changes its encoding or is damaged"),
    }
}

/// Why a cell is not what it should be.
pub(crate) fn why(problem: CellProblem) -> &'static str {
    match problem {
        CellProblem::NotAnAmount => "is no number",
        CellProblem::AmbiguousAmount => "can be read as two numbers",
        CellProblem::AmountTooLarge => "is too large",
        CellProblem::NotADate => "is no date",
        CellProblem::ShortYear => "has a year of two digits",
        CellProblem::NoSuchMoment => "is not in the calendar",
        CellProblem::AmbiguousDate => "can have day and month in either order",
    }
}
