//! Rows that were not taken in: why, and as a file that can be mended and dropped again.
//! Deliberately not here: the words for the reasons, which come in.

use crate::data::table::{BOM, CellProblem, Header, LineBreak, Row, Separator, write_csv_row};

use super::stages::StageValue;

/// Why a row was not taken in. Columns are counted from 0, lines of the file from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The deal has no title, and there is nothing to make one of.
    NoTitle,
    /// The colleague or customer has no name.
    NoName,
    /// Nothing says who bought.
    NoCustomer,
    /// Nothing says when the order was made.
    NoDate,
    /// The amount can't be read.
    Amount {
        /// Its column.
        column: usize,
        /// What is wrong with it.
        problem: CellProblem,
    },
    /// The date can't be read.
    Date {
        /// Its column.
        column: usize,
        /// What is wrong with it.
        problem: CellProblem,
    },
    /// The currency is not known, or not the one that stands beside the amount.
    Currency {
        /// Its column.
        column: usize,
    },
    /// It is said to be neither an order nor a refund.
    PurchaseKind {
        /// The column that says it.
        column: usize,
    },
    /// Nobody has said where deals on this stage of the file stand.
    StageNotChosen(StageValue),
    /// A person has decided to leave deals on this stage of the file out.
    LeftOut,
    /// It was closed on a day before it was created.
    ClosedBeforeCreated,
    /// There are more cells than columns, so that none can be trusted.
    TooManyCells {
        /// Cells in the row.
        cells: usize,
        /// Columns of the file.
        columns: usize,
    },
    /// The identity was given on an earlier line of the same file.
    Duplicate {
        /// That line.
        line: u32,
    },
}

/// A row that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The row as the file has it; [`Row::line`] is where it stands.
    pub row: Row,
    /// Why.
    pub reason: Reason,
}

/// The rejected rows as a file: the columns of the original in its separator, and behind them the reason. `header` is
/// one of [`REASON_HEADERS`](super::REASON_HEADERS), by which a mended file is recognised when it comes back; `words`
/// says a reason. Cells that a spreadsheet would run are made harmless, and cells that the row has too many follow the
/// reason.
pub(super) fn csv(
    rejected: &[Rejected],
    columns: &Header,
    separator: Separator,
    header: &str,
    words: &dyn Fn(&Rejected) -> String,
) -> String {
    let mut out = BOM.to_owned();
    let titles = columns.columns.iter().map(|column| column.title.as_str());
    write_csv_row(&mut out, separator, LineBreak::CrLf, titles.chain([header]));
    let count = columns.columns.len();
    for row in rejected {
        let reason = words(row);
        let own = (0..count).map(|at| row.row.cell(at));
        let extra = row.row.cells().skip(count);
        write_csv_row(&mut out, separator, LineBreak::CrLf, own.chain([reason.as_str()]).chain(extra));
    }
    out
}
