//! «Прогрессы»: who will buy and who will not, and how far that may be trusted.

use super::{Text, screens};

screens! {
    /// «Прогрессы»: who will buy and who will not, and how far that may be trusted.
    Progress {
        Text: title;
    }
}
