//! What the adviser finds in a funnel.

use super::{Text, screens};

screens! {
    /// What the adviser finds in a funnel.
    Adviser {
        Text: title;
    }
}
