//! How people work with a funnel and its stages, in writing.

use super::{Text, screens};

screens! {
    /// How people work with a funnel and its stages, in writing.
    Regulations {
        Text: title;
    }
}
