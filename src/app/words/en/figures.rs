//! What can be done with a chart. English.

use crate::app::words::Figures;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Figures = Figures {
    menu: "Table, copy, print", as_table: "Show as a table", as_picture: "Show as a picture",
    copy: "Copy the numbers", csv: "Save as CSV", png: "Save as PNG", print: "Print",
    copied: "The numbers are copied", not_copied: "The browser did not let them be copied. Save the numbers as CSV.",
    not_drawn: "The browser did not draw the picture. Save the numbers as CSV, or print.",
};
