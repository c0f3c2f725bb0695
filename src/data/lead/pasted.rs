//! A pasted text that holds several leads: rows copied from a spreadsheet, or the text of a file that begins with the names
//! of its columns.
//! Deliberately not here: what the rows become (`import`), one row that was copied with its header (`labels`).

use std::borrow::Cow;

use super::labels::label_of;
use super::read;
use crate::data::import::known_columns;
use crate::data::table::{Row, Separator, TableReader};
use crate::domain::Currency;

/// How many rows are looked at.
const LOOKED_AT: usize = 200;

/// How many rows are read to find what the columns hold.
const READ: usize = 30;

/// Fewer columns than this are no row that `labels` reads.
const COLUMNS_OF_ONE: usize = 3;

/// Whether a text is a table of several leads, which is a matter of the import and not of one lead: at least two rows of as
/// many cells each, parted by tabs; or rows under a header of names that are known, parted by whatever files have.
///
/// A row under its header, and a list of questions with their answers, is one lead.
pub fn is_table(text: &str) -> bool {
    let by_tabs = rows(text, Separator::Tab);
    if is_one(&by_tabs) {
        return false;
    }
    let width = by_tabs.first().map_or(0, Row::len);
    if by_tabs.len() >= 2 && width >= 2 && by_tabs.iter().all(|row| row.len() == width) {
        return true;
    }
    let rows = rows(text, Separator::of(text));
    let Some((header, rows)) = rows.split_first() else { return false };
    let alike = rows.iter().filter(|row| row.len() == header.len()).count();
    !rows.is_empty() && alike * 2 >= rows.len() && names_columns(header)
}

/// The text of a table with a first row that names its columns. Rows copied without one get the names of what stands in
/// them, in Russian or in English as the rows are; a column of which nothing can be told has none.
pub fn headed(text: &str) -> Cow<'_, str> {
    let rows = rows(text, Separator::Tab);
    match rows.first() {
        Some(first) if first.len() >= 2 && !names_columns(first) && tells_of_somebody(first) => {
            let names = names(&rows[..rows.len().min(READ)], first.len());
            Cow::Owned(format!("{}\n{text}", names.join("\t")))
        }
        _ => Cow::Borrowed(text),
    }
}

/// The first rows that have anything; none of a text that can't be read so.
fn rows(text: &str, separator: Separator) -> Vec<Row> {
    let mut rows = TableReader::new(text, separator).next_rows(LOOKED_AT).unwrap_or_default();
    rows.retain(|row| !row.is_blank());
    rows
}

/// Whether a row names columns: at least two of its cells are such names, and no fewer than half.
fn names_columns(row: &Row) -> bool {
    let filled: Vec<&str> = row.cells().filter(|cell| !cell.trim().is_empty()).collect();
    let known = known_columns(&filled).max(filled.iter().filter(|cell| label_of(cell).is_some()).count());
    known >= 2 && known * 2 >= filled.len()
}

/// Whether rows are one lead: a row under its header, or questions with their answers.
fn is_one(rows: &[Row]) -> bool {
    let asks = |row: &Row| label_of(row.cell(0)).is_some();
    let Some(first) = rows.first() else { return true };
    match first.len() {
        2 => !names_columns(first) && rows.iter().filter(|row| asks(row)).count() * 2 >= rows.len(),
        width => {
            let titles = first.cells().filter(|cell| label_of(cell).is_some()).count();
            width >= COLUMNS_OF_ONE && rows.len() == 2 && titles >= 2 && titles * 2 >= width
        }
    }
}

/// What a column may be found to hold, with its name in Russian and in English as the import knows it.
const HELD: [[&str; 2]; 6] = [
    ["Компания", "Company"],
    ["Контакт", "Contact"],
    ["Должность", "Job title"],
    ["Телефон", "Phone"],
    ["Почта", "Email"],
    ["Город", "City"],
];

/// What the only column that is left is taken for, and the first one left when nothing says whose the rows are.
const TITLE: [&str; 2] = ["Название", "Title"];

/// In which cells of a row which of [`HELD`] stands.
fn held(row: &Row) -> Vec<(usize, usize)> {
    let cells: Vec<&str> = row.cells().map(str::trim).collect();
    let draft = read(&cells.join("\n"), Currency::RUB);
    let place = |found: &Option<super::Found<String>>| found.as_ref().map(|found| found.span.start);
    let first = |found: &[super::Found<String>]| found.first().map(|found| found.span.start);
    let places = [
        place(&draft.company),
        place(&draft.person),
        place(&draft.job),
        first(&draft.phones),
        first(&draft.emails),
        place(&draft.place),
    ];
    let mut ends = Vec::with_capacity(cells.len());
    let mut at = 0;
    for cell in &cells {
        at += cell.len() + 1;
        ends.push(at);
    }
    let column = |place: usize| ends.iter().position(|&end| place < end);
    places.into_iter().enumerate().filter_map(|(kind, place)| Some((column(place?)?, kind))).collect()
}

/// Whether a row is somebody's, and no header: it has a company, a telephone or an address.
fn tells_of_somebody(row: &Row) -> bool {
    held(row).iter().any(|&(_, kind)| [0, 3, 4].contains(&kind))
}

/// The names of the columns of rows that came without any.
fn names(rows: &[Row], width: usize) -> Vec<&'static str> {
    let language = usize::from(!rows.iter().flat_map(Row::cells).any(|cell| cell.chars().any(is_cyrillic)));
    let mut votes = vec![[0_usize; HELD.len()]; width];
    for (column, kind) in rows.iter().flat_map(held) {
        if let Some(votes) = votes.get_mut(column) {
            votes[kind] += 1;
        }
    }
    let mut names = vec![""; width];
    for (kind, name) in HELD.iter().enumerate() {
        let free = (0..width).filter(|&at| names[at].is_empty() && votes[at][kind] > 0);
        // Of as many the first.
        if let Some(at) = free.max_by_key(|&at| (votes[at][kind], std::cmp::Reverse(at))) {
            let filled = rows.iter().filter(|row| !row.cell(at).trim().is_empty()).count();
            if votes[at][kind] * 2 >= filled {
                names[at] = name[language];
            }
        }
    }
    let whose = HELD[..2].iter().any(|name| names.contains(&name[language]));
    let says = |at: &usize| rows.iter().any(|row| row.cell(*at).chars().any(char::is_alphabetic));
    let left: Vec<usize> = (0..width).filter(|&at| names[at].is_empty()).filter(says).collect();
    if let Some(&first) = left.first().filter(|_| !whose || left.len() == 1) {
        names[first] = TITLE[language];
    }
    names
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, 'А'..='я' | 'Ё' | 'ё')
}
