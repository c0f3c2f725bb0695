//! The sales desk, who sits here, handing over.

use super::{Text, screens};

screens! {
    /// The sales desk, who sits here, handing over.
    People {
        Text: title;
    }
}
