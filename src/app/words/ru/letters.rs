//! Content plans of the baskets, letters, what they go out by, whom nothing is sent. Russian.

use crate::app::words::Letters;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Letters = Letters {
    title: "Письма",
};
