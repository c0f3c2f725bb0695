//! Every number shown on a report, computed from history by pure functions.

pub mod rfm;
