//! Writing rows as CSV, safe to open in a spreadsheet.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe in front, and reading takes it off again, so
//! that writing and reading give back the same cells whatever they hold.

use super::separator::Separator;

/// The byte order mark. In front of the first row it makes Excel read the file as UTF-8.
pub const BOM: &str = "\u{feff}";

/// What ends a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBreak {
    /// `\n`: what command-line tools write.
    Lf,
    /// `\r\n`: RFC 4180, and what Excel writes.
    CrLf,
}

/// Adds one row to a table.
pub fn write_csv_row<Cells>(out: &mut String, separator: Separator, line_break: LineBreak, cells: Cells)
where
    Cells: IntoIterator<Item: AsRef<str>>,
{
    let row_start = out.len();
    let mut cells = cells.into_iter();
    if let Some(first) = cells.next() {
        write_cell(out, first.as_ref(), separator);
    }
    let alone = out.len() == row_start;
    let mut count = 1;
    for cell in cells {
        out.push(separator.character());
        write_cell(out, cell.as_ref(), separator);
        count += 1;
    }
    if alone && count == 1 {
        // Otherwise a row of one empty cell would be a blank line, which readers leave out.
        out.push_str("\"\"");
    }
    out.push_str(match line_break {
        LineBreak::Lf => "\n",
        LineBreak::CrLf => "\r\n",
    });
}

fn write_cell(out: &mut String, cell: &str, separator: Separator) {
    let guard = if needs_guard(cell) { "'" } else { "" };
    if needs_quotes(cell, separator) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

/// Besides what would end the cell: spaces at its ends, which many readers trim, and what means something else at the
/// start of a file.
fn needs_quotes(cell: &str, separator: Separator) -> bool {
    cell.contains(['"', '\r', '\n', separator.character()])
        || cell.starts_with(char::is_whitespace)
        || cell.ends_with(char::is_whitespace)
        || cell.starts_with(BOM)
        || cell.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="))
}

fn starts_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether a cell is an apostrophe, or several, in front of what starts a formula.
pub(super) fn is_guarded(cell: &str) -> bool {
    cell.starts_with('\'') && starts_formula(cell.trim_start_matches('\''))
}

/// Whether a spreadsheet would run the cell, or reading would take off an apostrophe that belongs to it.
fn needs_guard(cell: &str) -> bool {
    is_guarded(cell) || starts_formula(cell) && !is_plain_number(cell)
}

/// A sign and digits, with marks and spaces between them: `-1 250,50`.
fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut out = String::new();
        write_csv_row(&mut out, Separator::Semicolon, LineBreak::Lf, cells);
        out
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        assert_eq!(row(&["Acme", "10,50", ""]), "Acme;10,50;\n");
        assert_eq!(row(&["a;b", "5\" pipe", "two\r\nlines", " x"]), "\"a;b\";\"5\"\" pipe\";\"two\r\nlines\";\" x\"\n");
        assert_eq!(row(&["sep=", "\u{feff}id"]), "\"sep=\";\"\u{feff}id\"\n");
        assert_eq!(row(&[""]), "\"\"\n");
        assert_eq!(row(&["", ""]), ";\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe_and_a_number_does_not() {
        assert_eq!(row(&["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"]), "'=1+1;'@SUM(A1);'+cmd|' /C calc'!A0\n");
        assert_eq!(row(&["\t=1", "\r=1"]), "\"'\t=1\";\"'\r=1\"\n");
        assert_eq!(row(&["-5", "+7 495 123", "-1 250,50", "-5+cmd", "-"]), "-5;+7 495 123;-1 250,50;'-5+cmd;'-\n");
        assert_eq!(row(&["'=1", "'quoted'", "''-5"]), "''=1;'quoted';'''-5\n");
    }
}
