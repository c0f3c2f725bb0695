//! A list of deals: which of them, in which order, in which groups, and what the groups are worth.
//!
//! Each deal is read once, into a [`Row`](rows::Row) that keeps what it is sorted and grouped by; a hundred thousand of them
//! are read and sorted slice by slice, so that whoever waits can breathe in between. Deliberately not here: how a cell is
//! drawn, what the address of a list says (`ui`).

mod asked;
mod column;
mod key;
mod rows;

pub use asked::{Odds, Query, Scope};
pub use column::{By, Column, Order};
pub use key::{last_activity, lost_for};
pub use rows::{Gathering, Group, Heading, Listing};
