//! What the adviser finds in a funnel. Russian.

use crate::app::words::Adviser;

#[rustfmt::skip]
pub(super) static WORDS: Adviser = Adviser {
    title: "Советчик",
};
