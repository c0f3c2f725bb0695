//! Groups of cells, pinned boundaries, how customers move between cells.

use super::{Text, screens};

screens! {
    /// Groups of cells, pinned boundaries, how customers move between cells.
    Segments {
        Text: title;
    }
}
