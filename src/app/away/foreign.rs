//! Workbooks, read and written by the worker.
//! Deliberately not here: what is in them (`data::table::xlsx`).

use super::desk::{Unanswered, ask};
use crate::data::errand::{self, BookRead};
use crate::data::table::xlsx::Paper;

/// The sheets of a workbook that have rows, as texts of tables.
///
/// # Errors
/// The worker could not be fetched or broke off. A workbook that can't be read is an answer.
pub async fn book(bytes: Vec<u8>) -> Result<BookRead, Unanswered> {
    let answer = ask(&errand::ask_book(bytes)).await?;
    errand::book(&answer).map_err(|_| Unanswered)
}

/// A table as the bytes of a workbook.
///
/// # Errors
/// The worker could not be fetched or broke off.
pub async fn xlsx(paper: Paper) -> Result<Vec<u8>, Unanswered> {
    Ok(errand::paper(ask(&errand::ask_paper(paper)).await?))
}
