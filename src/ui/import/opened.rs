//! Files as they are opened: the tables in them, before anybody asks what they mean. A workbook has a table on every sheet.
//! Deliberately not here: what the tables become (`draft`), which sheets are chosen (`sheets`).

use std::cell::Cell;

use crate::app::{away, files};
use crate::data::card::CardProblem;
use crate::data::import::Source;
use crate::data::letter::LetterProblem;
use crate::data::table::xlsx::{BookProblem, LARGEST_BOOK, SheetText};
use crate::data::table::{self, Separator, TableProblem};

/// A file that can't be loaded, and why.
#[derive(Clone)]
pub(super) struct Failed {
    /// Its name.
    pub(super) file: String,
    /// What is wrong.
    pub(super) why: Why,
}

/// What keeps a file from being loaded.
#[derive(Clone)]
pub(super) enum Why {
    /// The browser can't read it.
    Unreadable,
    /// It is no table.
    Table(TableProblem),
    /// It is no workbook that can be read.
    Book(BookProblem),
    /// It is no letter.
    Letter(LetterProblem),
    /// It is no visiting card.
    Card(CardProblem),
    /// Nobody is there to read workbooks.
    NoWorker,
}

impl From<TableProblem> for Why {
    fn from(problem: TableProblem) -> Self {
        Self::Table(problem)
    }
}

/// A file and the tables in it.
#[derive(Clone)]
pub(super) struct Opened {
    /// The name of the file.
    pub(super) file: String,
    /// A table of a file that has one, or those of the sheets.
    pub(super) tables: Vec<Found>,
}

/// A table that was found in a file.
#[derive(Clone)]
pub(super) struct Found {
    /// The name of the sheet; none when the file is the table.
    pub(super) sheet: Option<String>,
    /// Rows that hold something, the header among them; 0 when they are not counted yet.
    pub(super) rows: usize,
    /// The table.
    pub(super) source: Source,
}

impl Opened {
    /// Whether somebody must say which of its tables are meant.
    pub(super) fn has_choice(&self) -> bool {
        self.tables.len() > 1
    }
}

/// Opens files; none when the person stopped it. A file that can't be read stops the others too: then nothing is loaded
/// by half.
pub(super) async fn open(
    files: &[web_sys::File],
    going: impl Fn(&str, f64) -> bool,
) -> Result<Option<Vec<Opened>>, Vec<Failed>> {
    let mut opened = Vec::new();
    let mut failed = Vec::new();
    for file in files {
        let name = file.name();
        match tables(file, |share| going(&name, share / 2.0)).await {
            Ok(Some(tables)) => opened.push(Opened { file: name, tables }),
            Ok(None) => return Ok(None),
            Err(why) => failed.push(Failed { file: name, why }),
        }
    }
    if failed.is_empty() { Ok(Some(opened)) } else { Err(failed) }
}

async fn tables(file: &web_sys::File, going: impl Fn(f64) -> bool) -> Result<Option<Vec<Found>>, Why> {
    let size = usize::try_from(files::size(file)).unwrap_or(usize::MAX);
    table::admit(size)?;
    let stopped = Cell::new(false);
    let watch = |share: f64| {
        let on = going(share);
        stopped.set(!on);
        on
    };
    let bytes = match files::bytes(file, &watch).await {
        Some(bytes) => bytes,
        None if stopped.get() => return Ok(None),
        None => return Err(Why::Unreadable),
    };
    if !bytes.starts_with(b"PK\x03\x04") {
        let source = Source::new(file.name(), table::decode(&bytes)?.text)?;
        return Ok(Some(vec![Found { sheet: None, rows: 0, source }]));
    }
    if size > LARGEST_BOOK {
        return Err(Why::Book(BookProblem::TooLarge { bytes: size, limit: LARGEST_BOOK }));
    }
    let sheets = away::book(bytes).await.map_err(|_| Why::NoWorker)?.map_err(Why::Book)?;
    if !watch(1.0) {
        return Ok(None);
    }
    let several = sheets.len() > 1;
    let found = sheets.into_iter().map(|SheetText { name, rows, text }| {
        let title = if several { format!("{}, {name}", file.name()) } else { file.name() };
        let source = Source::with(title, text, Separator::Tab);
        source.map(|source| Found { sheet: Some(name), rows: rows as usize, source })
    });
    // Of several sheets those that are no tables (a note, a list of one column) are passed over.
    let (found, wrong): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
    match (found.into_iter().flatten().collect::<Vec<_>>(), wrong.into_iter().find_map(Result::err)) {
        (found, Some(problem)) if found.is_empty() => Err(problem.into()),
        (found, _) => Ok(Some(found)),
    }
}
