//! Why a whole file can't be read as a table. Why one cell can't be read is [`CellProblem`](super::CellProblem).

/// The largest file that is read, in bytes. Exports of 100 MB are met in practice; several times that no longer fits
/// into a browser tab together with the records made from it.
pub const LARGEST_FILE: usize = 200 * 1024 * 1024;

/// The most columns that a table may have: what HubSpot's import allows.
pub const MOST_COLUMNS: usize = 1_000;

/// Why a file can't be used as a table at all. Lines are counted from 1 as an editor shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableProblem {
    /// There is nothing in it but spaces and line breaks.
    Empty,
    /// No separator gives the header more than one column.
    OneColumn,
    /// It is a file of another kind.
    NotATable(Foreign),
    /// It is larger than what is read.
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// Largest size that is read: [`LARGEST_FILE`].
        limit: usize,
    },
    /// A row has more cells than any table of records.
    TooManyColumns {
        /// The line that the row starts on.
        line: u32,
        /// Cells in that row.
        columns: usize,
        /// Most that is read: [`MOST_COLUMNS`].
        limit: usize,
    },
    /// A quotation mark opens a cell on this line and nothing closes it.
    BrokenQuote {
        /// The line of the opening mark.
        line: u32,
    },
    /// From this line on the text is in another encoding than before, or is damaged.
    MixedEncoding {
        /// The first line that doesn't fit what stands before it.
        line: u32,
    },
}

/// What a file that isn't a table is instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A ZIP archive, which is also what XLSX and ODS workbooks are.
    Workbook,
    /// A workbook of Excel 2003 and earlier (XLS).
    OldWorkbook,
    /// A page or a fragment of HTML, or XML; some systems call such a file an Excel export.
    Markup,
    /// A PDF document.
    Pdf,
    /// Bytes that are no text.
    Binary,
}
