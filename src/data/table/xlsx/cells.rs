//! The cells of one sheet, row by row, as the text of a table.
//! Deliberately not here: what a value looks like (`value`).

use super::archive::Archive;
use super::book::Book;
use super::styles::Look;
use super::value::{number, unescaped};
use super::xml::{Step, Tag, Xml};
use super::{BookProblem, LARGEST_TEXT, MOST_ROWS, SheetText, broken};
use crate::data::table::{LineBreak, MOST_COLUMNS, Separator, write_csv_row};

/// How many filled rows are looked at to find the header.
const LOOKED_AT: usize = 20;

/// A sheet as the text of a table, of at most so many bytes.
pub(super) fn read(
    archive: &Archive<'_>,
    book: &Book,
    name: &str,
    part: &str,
    room: usize,
) -> Result<SheetText, BookProblem> {
    let mut xml = Xml::open(archive, part)?;
    let mut table = Table { text: String::new(), line: 1, rows: 0, first: Some(Vec::new()) };
    let (mut row, mut row_number) = (Vec::new(), 0);
    let mut cell = CellRead::default();
    let mut next_column = 0;
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "row" => {
                    let told = tag.get("r").and_then(|r| r.parse().ok()).filter(|told| *told > row_number);
                    row_number = told.unwrap_or(row_number + 1);
                    if row_number > MOST_ROWS {
                        return Err(broken(part));
                    }
                    (row, next_column) = (Vec::new(), 0);
                }
                "c" => {
                    cell = CellRead::of(&tag, next_column);
                    next_column = cell.column + 1;
                    if cell.column >= MOST_COLUMNS {
                        cell.is_beyond = true;
                    }
                }
                "v" | "t" => cell.is_text = !cell.is_reading_aid,
                "rPh" => cell.is_reading_aid = true,
                _ => {}
            },
            Step::Text(text) if cell.is_text => cell.raw.push_str(text),
            Step::Close("v" | "t") => cell.is_text = false,
            Step::Close("rPh") => cell.is_reading_aid = false,
            Step::Close("c") => {
                let read = std::mem::take(&mut cell);
                let value = read.value(book);
                if value.is_empty() {
                    continue;
                }
                if read.is_beyond {
                    return Err(BookProblem::TooManyColumns {
                        sheet: name.to_owned(),
                        row: row_number,
                        limit: MOST_COLUMNS,
                    });
                }
                if row.len() <= read.column {
                    row.resize(read.column + 1, String::new());
                }
                row[read.column] = value;
            }
            Step::Close("row") => table.row(row_number, std::mem::take(&mut row)),
            Step::Close("sheetData") | Step::End => break,
            Step::Close(_) | Step::Text(_) => {}
        }
        if table.text.len() > room {
            return Err(BookProblem::Bursts { limit: LARGEST_TEXT as u64 });
        }
    }
    table.settle();
    Ok(SheetText { name: name.to_owned(), rows: table.rows, text: table.text })
}

/// A cell while it is being read.
#[derive(Default)]
struct CellRead {
    column: usize,
    kind: String,
    style: usize,
    raw: String,
    is_text: bool,
    is_reading_aid: bool,
    is_beyond: bool,
}

impl CellRead {
    fn of(tag: &Tag<'_>, next: usize) -> Self {
        let column = tag.get("r").and_then(|place| column(&place)).unwrap_or(next);
        let style = tag.get("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Self { column, style, kind: tag.get("t").unwrap_or_default(), ..Self::default() }
    }

    fn value(&self, book: &Book) -> String {
        match self.kind.as_str() {
            "s" => self.raw.trim().parse().map_or("", |number| book.strings.get(number)).to_owned(),
            "str" | "inlineStr" => unescaped(&self.raw).into_owned(),
            "b" => if self.raw.trim() == "1" || self.raw.trim() == "true" { "TRUE" } else { "FALSE" }.to_owned(),
            // «Not available» is nothing; what else went wrong there is to be seen.
            "e" if self.raw == "#N/A" => String::new(),
            "e" => self.raw.clone(),
            "d" => self.raw.trim().replace('T', " ").trim_end_matches(" 00:00:00").to_owned(),
            _ => {
                let look = book.looks.get(self.style).copied().unwrap_or(Look::Number);
                number(&self.raw, look, book.from_1904)
            }
        }
    }
}

/// The column of a place like `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// The text while it grows.
struct Table {
    text: String,
    /// The line that comes next.
    line: u32,
    rows: u32,
    /// The first filled rows, until the header is found among them.
    first: Option<Vec<(u32, Vec<String>)>>,
}

impl Table {
    fn row(&mut self, number: u32, row: Vec<String>) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match &mut self.first {
            Some(first) => {
                first.push((number, row));
                if first.len() >= LOOKED_AT {
                    self.settle();
                }
            }
            None => self.write(number, &row),
        }
    }

    /// Finds the header: the first row that fills at least half of what the fullest one does. What stands above it is a
    /// title, or a group of columns.
    fn settle(&mut self) {
        let Some(first) = self.first.take() else { return };
        let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let most = first.iter().map(|(_, row)| filled(row)).max().unwrap_or(0);
        let header = first.iter().position(|(_, row)| filled(row) >= 2 && filled(row) * 2 >= most).unwrap_or(0);
        for (number, row) in &first[header..] {
            self.write(*number, row);
        }
    }

    fn write(&mut self, number: u32, row: &[String]) {
        while self.line < number {
            self.text.push('\n');
            self.line += 1;
        }
        let plain = row.iter().map(|cell| cell.replace('\r', ""));
        write_csv_row(&mut self.text, Separator::Tab, LineBreak::Lf, plain);
        self.line += 1;
        self.rows += 1;
    }
}
