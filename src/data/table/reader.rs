//! Rows of a table, one slice after another, so that a page stays alive while a million of them are read.
//!
//! Quotation marks, doubled quotation marks and line breaks in quotes follow RFC 4180; CR, LF and CRLF may be mixed.
//! Where people's files break the rule and the meaning is plain, they are read: a quotation mark inside an unquoted
//! cell is itself, and what follows a closed quotation on the same line belongs to the cell.

use super::problem::{MOST_COLUMNS, TableProblem};
use super::row::{Row, RowInProgress};
use super::separator::{Separator, declaration};

/// Bytes in one quoted cell above which its quotation mark was never meant to be closed. A cell of a spreadsheet holds
/// at most 32,767 characters.
const LONGEST_QUOTED: usize = 1024 * 1024;

/// Reads the rows of a text. The header is the first of them.
#[derive(Clone, Debug)]
pub struct TableReader<Text> {
    text: Text,
    separator: Separator,
    place: Place,
}

/// Where reading stands: before the byte `at`, which is on the given line.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    line: u32,
}

impl<Text: AsRef<str>> TableReader<Text> {
    /// Starts at the first row; Excel's line `sep=;` is not one.
    pub fn new(text: Text, separator: Separator) -> Self {
        let place = match declaration(text.as_ref(), separator) {
            Some(length) => Place { at: length, line: 2 },
            None => Place { at: 0, line: 1 },
        };
        Self { text, separator, place }
    }

    /// At most so many rows more; none when the table has ended. Empty lines are left out, and the apostrophe that
    /// guards a cell against being run as a formula is taken off.
    ///
    /// # Errors
    /// [`TableProblem::BrokenQuote`] and [`TableProblem::TooManyColumns`], after every row before them has been given;
    /// from then on always the same.
    pub fn next_rows(&mut self, budget: usize) -> Result<Vec<Row>, TableProblem> {
        let mut rows = Vec::with_capacity(budget.min(1024));
        while rows.len() < budget {
            match read_row(self.text.as_ref(), self.separator, self.place) {
                Ok(Some((row, place))) => {
                    rows.push(row);
                    self.place = place;
                }
                Ok(None) => {
                    self.place.at = self.text.as_ref().len();
                    break;
                }
                Err(problem) if rows.is_empty() => return Err(problem),
                Err(_) => break,
            }
        }
        Ok(rows)
    }

    /// How much has been read, of how much, in bytes of text.
    pub fn progress(&self) -> (usize, usize) {
        (self.place.at, self.text.as_ref().len())
    }
}

/// The next row and the place after it.
fn read_row(text: &str, separator: Separator, place: Place) -> Result<Option<(Row, Place)>, TableProblem> {
    let mut scan = Scan { text, separator: separator.byte(), at: place.at, line: place.line };
    while scan.line_break() {}
    if scan.byte().is_none() {
        return Ok(None);
    }
    let line = scan.line;
    let mut row = RowInProgress::at(line);
    loop {
        if scan.byte() == Some(b'"') {
            scan.quoted(&mut row)?;
        }
        row.push(scan.plain());
        row.end_cell();
        if row.len() > MOST_COLUMNS {
            let columns = row.len() + scan.cells_left()?;
            return Err(TableProblem::TooManyColumns { line, columns, limit: MOST_COLUMNS });
        }
        match scan.byte() {
            Some(byte) if byte == scan.separator => scan.at += 1,
            _ => break,
        }
    }
    scan.line_break();
    Ok(Some((row.finish(), Place { at: scan.at, line: scan.line })))
}

/// A position in the text, moving on over one thing at a time. Everything it stops at is ASCII, so that it always
/// stands between two characters.
struct Scan<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    line: u32,
}

impl<'t> Scan<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves over a line break, if one stands here.
    fn line_break(&mut self) -> bool {
        let length = match &self.text.as_bytes()[self.at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += length;
        self.line = self.line.saturating_add(1);
        true
    }

    /// The text up to the end of the cell, in which quotation marks mean nothing.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| byte == self.separator || matches!(byte, b'\r' | b'\n'));
        let text = &rest[..end.unwrap_or(rest.len())];
        self.at += text.len();
        text
    }

    /// Moves over a quotation, opening and closing mark included, and adds what it says to the cell.
    fn quoted(&mut self, row: &mut RowInProgress) -> Result<(), TableProblem> {
        let (opened_on, opened_at) = (self.line, self.at);
        let broken = TableProblem::BrokenQuote { line: opened_on };
        self.at += 1;
        let mut said_from = self.at;
        loop {
            if self.at - opened_at > LONGEST_QUOTED {
                return Err(broken);
            }
            match &self.text.as_bytes()[self.at..] {
                [] => return Err(broken),
                [b'"', b'"', ..] => {
                    row.push(&self.text[said_from..=self.at]);
                    self.at += 2;
                    said_from = self.at;
                }
                [b'"', ..] => break,
                [b'\r' | b'\n', ..] => {
                    self.line_break();
                }
                _ => self.at += 1,
            }
        }
        row.push(&self.text[said_from..self.at]);
        self.at += 1;
        let ends_here = self.byte().is_none_or(|byte| byte == self.separator || matches!(byte, b'\r' | b'\n'));
        // A mark in the middle of a later line opens a cell there: the one on the first line was never closed.
        if ends_here || self.line == opened_on { Ok(()) } else { Err(broken) }
    }

    /// How many more cells the row has, without keeping them.
    fn cells_left(&mut self) -> Result<usize, TableProblem> {
        let mut cells = 0;
        while self.byte() == Some(self.separator) {
            self.at += 1;
            if self.byte() == Some(b'"') {
                self.quoted(&mut RowInProgress::at(self.line))?;
            }
            self.plain();
            cells += 1;
        }
        Ok(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = TableReader::new(text, Separator::Comma).next_rows(usize::MAX).unwrap();
        rows.iter().map(|row| (row.line(), row.cells().map(str::to_owned).collect())).collect()
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    fn problem(text: &str) -> TableProblem {
        let mut reader = TableReader::new(text, Separator::Comma);
        loop {
            match reader.next_rows(10) {
                Ok(rows) => assert!(!rows.is_empty(), "no problem in {text:?}"),
                Err(problem) => return problem,
            }
        }
    }

    #[test]
    fn line_breaks_of_every_kind_end_a_row_and_blank_lines_are_left_out() {
        let rows = [row(1, &["a", "b"]), row(4, &["1", "2"]), row(5, &["3", "4"]), row(6, &["5", ""])];
        assert_eq!(read("a,b\r\n\r\n\n1,2\r3,4\n5,"), rows);
        assert_eq!(read("\n\n"), []);
    }

    #[test]
    fn quotation_holds_separators_line_breaks_and_doubled_marks() {
        let rows = [row(1, &["a,b", "c \"d\" e", ""]), row(2, &["one\r\ntwo\nthree", "x"]), row(5, &["y"])];
        assert_eq!(read("\"a,b\",\"c \"\"d\"\" e\",\"\"\n\"one\r\ntwo\nthree\",x\ny"), rows);
    }

    #[test]
    fn loose_marks_are_read_as_they_are_meant() {
        assert_eq!(read("5\" pipe,\"Acme\" Ltd,x\"y\"\n"), [row(1, &["5\" pipe", "Acme Ltd", "x\"y\""])]);
    }

    #[test]
    fn a_quotation_that_nothing_closes_is_named_by_the_line_it_opens_on() {
        assert_eq!(problem("a,b\n1,2\n\"3,4\n5,6\n"), TableProblem::BrokenQuote { line: 3 });
        // The next mark is the closing one of another cell's quotation.
        assert_eq!(problem("a,b\n\"1,2\n3,\"4\"\n5,6\n"), TableProblem::BrokenQuote { line: 2 });
        let endless = format!("a,b\n1,\"{}\"\n", "x\n".repeat(LONGEST_QUOTED));
        assert_eq!(problem(&endless), TableProblem::BrokenQuote { line: 2 });
    }

    #[test]
    fn rows_before_a_problem_are_given_first_and_the_problem_stays() {
        let mut reader = TableReader::new("a,b\n1,2\n\"3,4", Separator::Comma);
        assert_eq!(reader.next_rows(10).map(|rows| rows.len()), Ok(2));
        for _ in 0..2 {
            assert_eq!(reader.next_rows(10), Err(TableProblem::BrokenQuote { line: 3 }));
        }
    }

    #[test]
    fn a_million_columns_are_counted_and_not_kept() {
        let text = format!("a,b\n{}\n", "\"1\",".repeat(1_000_000));
        let columns = 1_000_001;
        assert_eq!(problem(&text), TableProblem::TooManyColumns { line: 2, columns, limit: MOST_COLUMNS });
        assert_eq!(read(&",".repeat(MOST_COLUMNS - 1))[0].1.len(), MOST_COLUMNS);
    }

    #[test]
    fn excels_separator_line_is_not_a_row() {
        assert_eq!(read("sep=,\r\na,b\r\n"), [row(2, &["a", "b"])]);
        assert_eq!(read("sep=,"), []);
        assert_eq!(read("\"sep=\",\na"), [row(1, &["sep=", ""]), row(2, &["a"])]);
    }

    #[test]
    fn the_guard_against_formulas_is_taken_off() {
        assert_eq!(read("'=1+1,'quoted',\"'@x\",'-5"), [row(1, &["=1+1", "'quoted'", "@x", "-5"])]);
    }

    #[test]
    fn progress_runs_to_the_last_byte() {
        let mut reader = TableReader::new("a,b\n1,2\n\n", Separator::Comma);
        assert_eq!(reader.progress(), (0, 9));
        reader.next_rows(1).unwrap();
        assert_eq!(reader.progress(), (4, 9));
        while !reader.next_rows(1).unwrap().is_empty() {}
        assert_eq!(reader.progress(), (9, 9));
    }
}
