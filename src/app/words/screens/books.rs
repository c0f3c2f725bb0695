//! Workbooks of Excel: which sheets, and why one can't be read.

use super::{Line, Text, screens};

screens! {
    /// Workbooks of Excel: which sheets, and why one can't be read.
    Books {
        Text: which which_why next empty no_worker;
        Line<1>: broken bursts;
        Line<2>: sheet;
        Line<3>: too_wide;
    }
}
