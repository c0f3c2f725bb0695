//! Every number shown on a report, computed from history by pure functions.

pub mod baskets;
pub mod clientele;
pub mod purchases;
pub mod rfm;
pub mod scores;
