//! A new funnel, step by step.

use super::{Text, screens};

screens! {
    /// A new funnel, step by step.
    Builder {
        Text: title;
    }
}
