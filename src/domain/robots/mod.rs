//! What robots would do at an instant, and how one act is carried out.
//!
//! Pure: the same workspace, clock, touched deals and boundaries of scores ([`Month`]) give the same acts with the same
//! identities. A robot acts once on an occasion ([`Run`](super::Run) remembers), once a calendar day with one deal, and not
//! on what was so before it was on (rules 52 to 54 and 58). An act is a few ordinary commands, one change, and can be taken
//! back as one.
//! Deliberately not here: when robots are looked at (`app::robots`), what robots are (`robot`).

mod act;
mod awaited;
mod circle;
mod condition;
mod due;
mod identity;
mod occasion;
mod score;
mod settle;

pub use awaited::{answers, awaited};
pub use circle::{begins, circles, targets, waits_at};
pub use due::{Act, Clock, would};
pub use score::{Month, Reading};
pub use settle::{Settling, Touched, touched};
