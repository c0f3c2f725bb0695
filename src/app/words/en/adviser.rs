//! What the adviser finds in a funnel. English.

use crate::app::words::Adviser;

#[rustfmt::skip]
pub(super) static WORDS: Adviser = Adviser {
    title: "Adviser",
};
