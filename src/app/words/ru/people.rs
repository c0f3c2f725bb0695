//! The sales desk, who sits here, handing over. Russian.

use crate::app::words::People;

#[rustfmt::skip]
pub(super) static WORDS: People = People {
    title: "Люди",
};
