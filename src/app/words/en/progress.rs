//! «Прогрессы»: who will buy and who will not, and how far that may be trusted. English.

use crate::app::words::Progress;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Progress = Progress {
    title: "Progress",
};
