//! One row of a table: its cells as text, and where it stands in the file.

/// One row: cells without their quotation marks, and the line of the file that it starts on.
///
/// A row is one string and the ends of its cells, so that a million rows are not ten million small allocations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    line: u32,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// The line of the file on which the row starts, from 1. A cell with line breaks makes a row go on over several.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many cells it has; at least one.
    #[expect(clippy::len_without_is_empty, reason = "a row has at least one cell")]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell in the given column, from 0; empty when the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        match self.ends.get(column) {
            Some(&end) => &self.text[column.checked_sub(1).map_or(0, |before| self.ends[before])..end],
            None => "",
        }
    }

    /// The last of the given columns that isn't blank; empty when all are. Exports repeat a header, and the later
    /// column is the fuller one.
    pub fn last_filled(&self, columns: &[usize]) -> &str {
        columns.iter().rev().map(|&column| self.cell(column)).find(|cell| !cell.trim().is_empty()).unwrap_or_default()
    }

    /// Every cell, in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// Whether no cell holds anything but spaces: what spreadsheets leave under a table.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether something stands beyond the given number of columns: a separator too many has moved the cells, and
    /// none of them can be trusted.
    pub fn overflows(&self, columns: usize) -> bool {
        self.cells().skip(columns).any(|cell| !cell.trim().is_empty())
    }
}

/// A row while it is being read.
pub(super) struct RowInProgress(Row);

impl RowInProgress {
    pub(super) fn at(line: u32) -> Self {
        Self(Row { line, text: String::new(), ends: Vec::new() })
    }

    /// Adds to the cell that isn't finished yet.
    pub(super) fn push(&mut self, text: &str) {
        self.0.text.push_str(text);
    }

    pub(super) fn end_cell(&mut self) {
        let start = self.0.ends.last().copied().unwrap_or(0);
        if super::write::is_guarded(&self.0.text[start..]) {
            self.0.text.remove(start);
        }
        self.0.ends.push(self.0.text.len());
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn finish(self) -> Row {
        self.0
    }
}
