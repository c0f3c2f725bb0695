//! The words of a sales desk and their rules.

pub mod insight;
