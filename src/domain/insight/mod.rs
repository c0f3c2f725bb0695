//! Every number shown on a report or over many deals, computed from records and their history by pure functions (I4).

pub mod board;
pub mod bought;
pub mod conversion;
pub mod first_answer;
pub mod losses;
pub mod rfm;
pub mod story;
