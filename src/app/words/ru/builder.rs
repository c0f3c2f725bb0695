//! A new funnel, step by step. Russian.

use crate::app::words::Builder;

#[rustfmt::skip]
pub(super) static WORDS: Builder = Builder {
    title: "Новая воронка",
};
