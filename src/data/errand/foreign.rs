//! Workbooks as errands: read and written in the worker, so that what does it is never fetched by a page.
//! Deliberately not here: what a workbook is (`table::xlsx`).

use serde::{Deserialize, Serialize};

use super::{Errand, Sheet, Unreadable, head, read_head};
use crate::data::table::xlsx::{self, BookProblem, Paper, SheetText};

/// What a workbook says, or why it says nothing.
pub type BookRead = Result<Vec<SheetText>, BookProblem>;

/// A sheet of a workbook on its way: its text stands behind those before it.
#[derive(Serialize, Deserialize)]
struct Listed {
    name: String,
    rows: u32,
    length: usize,
}

/// The sheet that asks what stands in a workbook.
pub fn ask_book(bytes: Vec<u8>) -> Sheet {
    Sheet { head: head(&Errand::Book), bytes, ..Sheet::default() }
}

pub(super) fn book_sheet(bytes: &[u8]) -> Sheet {
    let read = xlsx::read(bytes);
    let listed = read.as_ref().map(|sheets| {
        let of = |sheet: &SheetText| Listed { name: sheet.name.clone(), rows: sheet.rows, length: sheet.text.len() };
        sheets.iter().map(of).collect::<Vec<_>>()
    });
    let head = head(&listed);
    let texts = read.unwrap_or_default().into_iter().map(|sheet| sheet.text.into_bytes());
    Sheet { head, bytes: texts.collect::<Vec<_>>().concat(), ..Sheet::default() }
}

/// Reads the answer to [`ask_book`].
///
/// # Errors
/// The sheet is not one of [`answer`](super::answer).
pub fn book(sheet: &Sheet) -> Result<BookRead, Unreadable> {
    let listed: Result<Vec<Listed>, BookProblem> = read_head(sheet)?;
    let listed = match listed {
        Ok(listed) => listed,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut rest = &sheet.bytes[..];
    let mut sheets = Vec::with_capacity(listed.len());
    for Listed { name, rows, length } in listed {
        let (text, after) = rest.split_at_checked(length).ok_or("a text is cut")?;
        rest = after;
        let text = std::str::from_utf8(text).map_err(|why| why.to_string())?.to_owned();
        sheets.push(SheetText { name, rows, text });
    }
    Ok(Ok(sheets))
}

/// The sheet that asks for a workbook of a table.
pub fn ask_paper(paper: Paper) -> Sheet {
    let name = paper.name.clone();
    // The name stands before the table, parted by what no name has.
    let bytes = [name.as_bytes(), &[0], paper.into_text().as_bytes()].concat();
    Sheet { head: head(&Errand::Paper), bytes, ..Sheet::default() }
}

pub(super) fn paper_sheet(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|why| why.to_string())?;
    let (name, text) = text.split_once('\0').ok_or("a table without a name")?;
    let bytes = xlsx::write(&Paper::of_text(name.to_owned(), text.to_owned()));
    Ok(Sheet { head: head(&()), bytes, ..Sheet::default() })
}

/// Reads the answer to [`ask_paper`]: the file.
pub fn paper(sheet: Sheet) -> Vec<u8> {
    sheet.bytes
}
