//! What stands between the cells of a row, and how it is found from the text alone.

use super::problem::TableProblem;
use super::reader::TableReader;
use super::row::Row;

/// The character between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`: most exports.
    Comma,
    /// `;`: Bitrix24, and Excel where the comma is the decimal mark.
    Semicolon,
    /// The tab character: cells copied from a spreadsheet.
    Tab,
    /// `|`: database dumps.
    Pipe,
}

/// How much of a file is read to find its separator.
const SNIFFED_BYTES: usize = 64 * 1024;

impl Separator {
    /// Every separator, the one that is least likely to stand inside a cell first.
    pub const ALL: [Separator; 4] = [Separator::Tab, Separator::Semicolon, Separator::Pipe, Separator::Comma];

    /// The separator as it is written.
    pub fn character(self) -> char {
        char::from(self.byte())
    }

    pub(super) fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Pipe => b'|',
        }
    }

    /// The separator of a table: what Excel's first line `sep=;` says, otherwise the one under which most rows of the
    /// beginning have as many cells as the header, and the header the most cells.
    pub fn of(text: &str) -> Separator {
        if let Some(declared) = Separator::ALL.into_iter().find(|&separator| declaration(text, separator).is_some()) {
            return declared;
        }
        let start = &text[..text.floor_char_boundary(SNIFFED_BYTES)];
        let mut best = (Separator::Comma, 0.0);
        for separator in Separator::ALL {
            let fit = fit(start, separator, start.len() < text.len());
            if fit > best.1 {
                best = (separator, fit);
            }
        }
        best.0
    }
}

/// The length of Excel's first line `sep=;` with its line break, when the text begins with it.
pub(super) fn declaration(text: &str, separator: Separator) -> Option<usize> {
    let (declared, rest) = text.split_at_checked(4).filter(|(start, _)| start.eq_ignore_ascii_case("sep="))?;
    let rest = rest.strip_prefix(separator.character())?;
    let line_break = ["\r\n", "\n", "\r"].into_iter().find(|&end| rest.starts_with(end));
    match line_break {
        Some(line_break) => Some(declared.len() + 1 + line_break.len()),
        None => rest.is_empty().then_some(text.len()),
    }
}

/// The number of columns, times the share of rows that have exactly so many. One column is no table.
fn fit(start: &str, separator: Separator, is_cut: bool) -> f64 {
    let mut reader = TableReader::new(start, separator);
    let mut rows: Vec<Row> = Vec::new();
    loop {
        match reader.next_rows(256) {
            Ok(slice) if !slice.is_empty() => rows.extend(slice),
            // The header itself has too many: the right separator, and reading will tell what is wrong.
            Err(TableProblem::TooManyColumns { columns, .. }) if rows.is_empty() => return columns as f64,
            _ => break,
        }
    }
    if is_cut && rows.len() > 1 {
        rows.pop();
    }
    let columns = rows.first().map_or(0, Row::len);
    if columns < 2 {
        return 0.0;
    }
    let alike = rows.iter().filter(|row| row.len() == columns).count();
    columns as f64 * alike as f64 / rows.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found_among_its_rivals() {
        for (text, separator) in [
            ("id,name,amount\n1,Acme,10\n", Separator::Comma),
            ("id;name;amount\n1;Acme, Inc;10,50\n2;Umbrella, Ltd;7,00\n", Separator::Semicolon),
            ("id\tname\n1\tAcme, Inc; trading as Acme\n", Separator::Tab),
            ("id|name\n1|Acme, Inc\n", Separator::Pipe),
            ("\"Имя, Фамилия\";\"Телефон\";\n\"Анна, Ли\";\"1\";\n", Separator::Semicolon),
            ("name,address\nAcme,\"1; Long; Lane\"\nBeta,\"2; Short; Lane\"\n", Separator::Comma),
            ("sep=|\nid,a|name,b\n1,2|3,4\n", Separator::Pipe),
            ("SEP=;\r\nid;name\r\n", Separator::Semicolon),
        ] {
            assert_eq!(Separator::of(text), separator, "{text}");
        }
    }

    #[test]
    fn ragged_rows_do_not_hide_the_separator() {
        let text = "a;b;c;d\n1;2;3;4\n1;2\n1;2;3;4;5\n1;2,5;3;4\n";
        assert_eq!(Separator::of(text), Separator::Semicolon);
    }

    #[test]
    fn only_the_beginning_is_read_and_its_last_row_may_be_cut() {
        let long = "н".repeat(SNIFFED_BYTES);
        assert_eq!(Separator::of(&format!("id;name, first\n1, {long};Anna, Lee\n")), Separator::Semicolon);
    }
}
