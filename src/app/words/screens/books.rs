//! Workbooks of Excel, letters and visiting cards: which sheets, and why a file can't be read.

use super::{Line, Text, screens};

screens! {
    /// Workbooks of Excel: which sheets, and why one can't be read.
    Books {
        Text: which which_why next empty no_worker outlook no_letter no_card empty_card;
        Line<1>: broken bursts many_cards;
        Line<2>: sheet;
        Line<3>: too_wide;
    }
}
