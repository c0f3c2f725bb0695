//! What can be done with a chart.

use super::{Text, screens};

screens! {
    /// What can be done with a chart.
    Figures {
        Text: menu as_table as_picture copy csv png print copied not_copied not_drawn;
    }
}
