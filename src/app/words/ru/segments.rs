//! Groups of cells, pinned boundaries, how customers move between cells. Russian.

use crate::app::words::Segments;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Segments = Segments {
    title: "Группы клиентов",
};
