//! The funnels of the company and the editor of one.

use super::{Text, screens};

screens! {
    /// The funnels of the company and the editor of one.
    Setup {
        Text: title stages reasons questions roles;
    }
}
