//! A file that was dropped on the page: its name, its text and the first look at it.
//! Deliberately not here: bytes and encodings (`table`), what the columns mean (`plan`).

use std::sync::Arc;

use crate::data::table::{Header, Row, Separator, Survey, TableProblem, TableReader};

/// A table that can be read from the beginning as often as needed. Cloning it shares the text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name of the file.
    pub name: String,
    /// What stands between its cells.
    pub separator: Separator,
    /// Its columns.
    pub header: Header,
    /// The first rows after the header, at most 200.
    pub sample: Vec<Row>,
    text: Arc<str>,
}

impl Source {
    /// A file by its name and decoded text, with the separator found by itself.
    ///
    /// # Errors
    /// What [`Survey::of`] finds wrong with the beginning of the table.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Result<Self, TableProblem> {
        let text = text.into();
        let survey = Survey::of(&text)?;
        Ok(Self::from_survey(name.into(), text, survey))
    }

    /// A file by its name and text, whose separator is known.
    ///
    /// # Errors
    /// What [`Survey::with`] finds wrong with the beginning of the table.
    pub fn with(
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
        separator: Separator,
    ) -> Result<Self, TableProblem> {
        let text = text.into();
        let survey = Survey::with(&text, separator)?;
        Ok(Self::from_survey(name.into(), text, survey))
    }

    /// The same file read with the separator that a person has chosen.
    ///
    /// # Errors
    /// What [`Survey::with`] finds wrong with the beginning of the table.
    pub fn with_separator(&self, separator: Separator) -> Result<Self, TableProblem> {
        let survey = Survey::with(&self.text, separator)?;
        Ok(Self::from_survey(self.name.clone(), self.text.clone(), survey))
    }

    fn from_survey(name: String, text: Arc<str>, survey: Survey) -> Self {
        Self { name, separator: survey.separator, header: survey.header, sample: survey.sample, text }
    }

    /// How a column is called; a nameless one by its place.
    pub fn title(&self, column: usize) -> String {
        match self.header.columns.get(column) {
            Some(named) if !named.title.is_empty() => named.title.clone(),
            _ => format!("#{}", column + 1),
        }
    }

    /// The rows after the header.
    pub(super) fn rows(&self) -> Rows {
        Rows { reader: TableReader::new(self.text.clone(), self.separator), header_read: false }
    }

    /// The size of the text in bytes.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }
}

/// The rows of a table after its header, slice by slice.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    reader: TableReader<Arc<str>>,
    header_read: bool,
}

impl Rows {
    /// At most so many rows more, at least one; none when the table has ended.
    pub(super) fn next(&mut self, budget: usize) -> Result<Vec<Row>, TableProblem> {
        if !self.header_read {
            self.reader.next_rows(1)?;
            self.header_read = true;
        }
        self.reader.next_rows(budget.max(1))
    }

    /// Bytes read so far.
    pub(super) fn done(&self) -> usize {
        self.reader.progress().0
    }
}

/// How far a long reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows read, over all files.
    pub rows: u32,
    /// Bytes of text read.
    pub done: usize,
    /// Bytes of text there are.
    pub of: usize,
    /// Whether there is nothing left to read.
    pub finished: bool,
}
