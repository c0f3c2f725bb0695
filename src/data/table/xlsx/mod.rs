//! Workbooks of Excel (XLSX: ECMA-376 in a ZIP archive), read and written. Reading gives every sheet as the text of a table,
//! so that whoever reads CSV reads a workbook too.
//!
//! Sizes are asked before anything is inflated, and what is inflated goes through a window of 64 KiB: a file made to burst
//! ends as a sentence. Why a reader of our own: docs/decisions/0011-foreign-files.md.
//! Called in the worker only, so that no page fetches it. Deliberately not here: workbooks of Excel 2003 (XLS), formulas,
//! pictures, formats beyond those that tell a date from a number.

mod archive;
mod book;
mod cells;
mod inflate;
mod pack;
mod paper;
mod strings;
mod styles;
mod value;
mod write;
mod xml;

use serde::{Deserialize, Serialize};

pub use paper::{Cell, Paper};
pub use write::write;

/// The largest workbook, in bytes of its file.
pub const LARGEST_BOOK: usize = 100 * 1024 * 1024;
/// The largest part of a workbook when inflated, in bytes: a sheet, or all of its texts.
pub const LARGEST_PART: usize = 512 * 1024 * 1024;
/// The longest piece of a part, in bytes: a tag, or a text between tags. A cell of Excel holds 32,767 characters.
const LONGEST_PIECE: usize = 4 * 1024 * 1024;
/// The most text that comes of a workbook, in bytes.
pub const LARGEST_TEXT: usize = 200 * 1024 * 1024;
/// The most rows that a sheet has.
pub const MOST_ROWS: u32 = 1_048_576;

/// A sheet of a workbook as the text of a table: tabs between cells, a line for every row, so that a line has the number
/// that its row has in Excel as long as no cell goes on over several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetText {
    /// The name of the sheet.
    pub name: String,
    /// Rows that hold something, the header among them.
    pub rows: u32,
    /// The table.
    pub text: String,
}

/// Why a workbook can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BookProblem {
    /// It is no workbook, or what it is made of is cut or damaged: in which part of it.
    Broken(String),
    /// Only a password opens it.
    Locked,
    /// It is a workbook of Excel 2003 or earlier, or one that a password protects.
    Old,
    /// The file is larger than is read.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest there may be.
        limit: usize,
    },
    /// What is in it is larger than is read, or is made to burst whoever reads it.
    Bursts {
        /// The most bytes there may be.
        limit: u64,
    },
    /// A row has more cells than any table of records.
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The row, as Excel counts.
        row: u32,
        /// The most there may be.
        limit: usize,
    },
    /// No sheet has a table: nothing at all, or nothing below a header.
    Empty,
}

/// The sheets of a workbook that have something below a header, in their order; hidden ones are left out.
///
/// Dates come as `2024-03-31` and `2024-03-31 10:15:00`, numbers without the noise of their storage and never in groups,
/// truth as TRUE and FALSE. Lines above the header (a title over the table) are blank.
///
/// # Errors
/// [`BookProblem`].
pub fn read(bytes: &[u8]) -> Result<Vec<SheetText>, BookProblem> {
    if bytes.len() > LARGEST_BOOK {
        return Err(BookProblem::TooLarge { bytes: bytes.len(), limit: LARGEST_BOOK });
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(BookProblem::Old);
    }
    let archive = archive::Archive::open(bytes)?;
    let book = book::Book::read(&archive)?;
    let mut sheets = Vec::new();
    let mut room = LARGEST_TEXT;
    for (name, part) in &book.sheets {
        let sheet = cells::read(&archive, &book, name, part, room)?;
        room = room.saturating_sub(sheet.text.len());
        if sheet.rows >= 2 {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() { Err(BookProblem::Empty) } else { Ok(sheets) }
}

fn broken(part: &str) -> BookProblem {
    BookProblem::Broken(part.chars().take(80).collect())
}
