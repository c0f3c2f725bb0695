//! A new funnel, step by step. English.

use crate::app::words::Builder;

#[rustfmt::skip]
pub(super) static WORDS: Builder = Builder {
    title: "New funnel",
};
