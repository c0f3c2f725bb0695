//! Workbooks of Excel: which sheets, and why one can't be read. English.

use super::l;
use crate::app::words::Books;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Books = Books {
    which: "Which sheets are to be loaded?", which_why: "The book has several sheets with rows.", next: "Next", sheet: l("{0}, {1}"),
    empty: "The book has no sheet with a row below its header.",
    no_worker: "The book could not be read: a part of the program did not load, or memory ran out. Check the connection and drop the file again.",
    broken: l("This is no Excel book, or it is damaged: “{0}” can’t be read. Open it in Excel and save it again."),
    outlook: "This is how Outlook keeps a letter, as an MSG file. Save it as EML, or copy its text and paste it on the board.",
    no_letter: "This is no letter: the file has none of its headers. Save the letter as EML once more.",
    no_card: "There are no visiting cards in the file. Export the contact once more as a VCF file.",
    empty_card: "The card has neither a name nor a company. Write the lead down yourself.",
    many_cards: l("There are more than {0} cards in the file. Split it."),
    bursts: l("The book holds more than {0}, which is too much to read. Split it, or save the sheet as CSV."),
    too_wide: l("Sheet “{0}”, row {1}: more than {2} columns. Delete those that are not needed and save the book."),
};
