//! Two editions of a funnel side by side, what putting a draft in force will do to the deals at work, and how many deals
//! went by an edition (1.25). Pure; the words are the screen's.
//! Deliberately not here: what publishing does (`domain::publish`), where deals go whose stage goes (`domain::reshape`).

mod compare;
mod effects;
mod matter;

pub use compare::{Comparison, Row, compare};
pub use effects::{Asked, Effects, Wanted, effects, entered};
pub use matter::{Line, Listed, Matter};
