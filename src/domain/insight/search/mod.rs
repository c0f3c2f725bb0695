//! Search over everything that people write down: deals, customers, their people, what passed with them.
//!
//! A word is found as it stands, by its beginning, by its forms in Russian and English, by its sound in the other alphabet,
//! typed in the other layout, and with a slip of the hand: one from four letters, two from eight. Telephones, tax numbers and
//! amounts are found by any part of their digits, in any writing. How good each is says [`Fit`]; of equals, deals at work
//! come before those that have ended, and what is new before what is old (decision 0013).
//!
//! An [`Index`] is built record by record, so that whoever builds it may pause after each, and follows changes in the same
//! way: [`Subject::touched`] says what to [`Index::learn`] anew.
//! Deliberately not here: when it is built (`app::finding`), pages and commands (`ui/palette`).

mod fold;
mod form;
mod index;
mod layout;
mod mark;
mod near;
mod paper;
mod query;
mod terms;

pub use index::{Found, Index, Lines};
pub use layout::switched;
pub use mark::marks;
pub use paper::{KINDS, Paper, Subject};
pub use query::Query;
pub use terms::Fit;
