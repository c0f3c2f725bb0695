//! Robots: what they wait for and do, what they would do, what they did.

use super::{Text, screens};

screens! {
    /// Robots: what they wait for and do, what they would do, what they did.
    Robots {
        Text: title;
    }
}
