//! Reading and writing the tables that people export from other systems: CSV in its many dialects.
//!
//! From bytes to values, one step per module, each usable alone:
//! [`decode`](decode()) finds the encoding, [`Survey`] the separator and the header, [`TableReader`] gives the rows in
//! slices, [`fold_header`] makes headers comparable, [`parse_amount`] and [`parse_date`] read cells, and
//! [`write_csv_row`] writes rows back, and [`Sheet`] whole lists of ours.
//!
//! What is wrong with a table or a cell comes out as data ([`TableProblem`], [`CellProblem`]); the words for people are
//! the screen's. What the columns mean (a deal, a customer, a purchase) belongs to the importers, not here.

mod cell;
mod decode;
mod header;
mod problem;
mod reader;
mod row;
mod separator;
mod sheet;
mod survey;
mod windows_1251;
mod write;
pub mod xlsx;

pub use cell::{
    CellDate, CellProblem, DateEvidence, DateStyle, NumberEvidence, NumberStyle, currency_mark, parse_amount,
    parse_date,
};
pub use decode::{Decoded, Encoding, admit, decode};
pub use header::{Column, Header, fold_header};
pub use problem::{Foreign, LARGEST_FILE, MOST_COLUMNS, TableProblem};
pub use reader::TableReader;
pub use row::Row;
pub use separator::Separator;
pub use sheet::{Dialect, Sheet, Value};
pub use survey::Survey;
pub(in crate::data) use windows_1251::text as windows_1251_text;
pub use write::{BOM, LineBreak, write_csv_row};
