//! Workbooks of Excel: which sheets, and why one can't be read. English.

use super::l;
use crate::app::words::Books;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Books = Books {
    which: "Which sheets are to be loaded?", which_why: "The book has several sheets with rows.", next: "Next", sheet: l("{0}, {1}"),
    empty: "The book has no sheet with a row below its header.",
    no_worker: "The book could not be read: a part of the program did not load, or memory ran out. Check the connection and drop the file again.",
    broken: l("This is no Excel book, or it is damaged: “{0}” can't be read. Open it in Excel and save it again."),
    bursts: l("The book holds more than {0}, which is too much to read. Split it, or save the sheet as CSV."),
    too_wide: l("Sheet “{0}”, row {1}: more than {2} columns. Delete those that are not needed and save the book."),
};
