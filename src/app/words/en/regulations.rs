//! How people work with a funnel and its stages, in writing. English.

use crate::app::words::Regulations;

#[rustfmt::skip]
pub(super) static WORDS: Regulations = Regulations {
    title: "Regulation",
};
