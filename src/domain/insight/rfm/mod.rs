//! RFM: who bought lately (R), often (F) and for much money (M), in three grades each; 27 cells in all.
//!
//! The rule is "nearest quarter, ties whole": the boundary stands where the group comes closest to a quarter of the
//! base, and customers with the same value are always together. The numbers in brackets beside the types (1.2.7) are
//! the paragraphs of the analytics specification that they follow; the tests carry its vectors.
//!
//! A [`Ledger`] holds the purchases, and summarises them as of any day into a [`Population`] of buyers. A
//! [`BoundarySet`] taken from one population scores that or a later one. Comparing is for [`degrading`](degrading())
//! (who is about to leave the best by recency), [`Migration`] (who went from which cell to which) and [`silent_best`].
//!
//! Not here: currencies are converted before a purchase gets into the ledger (1.2.6), and when a boundary set is
//! renewed and kept is the application's affair.

mod boundaries;
mod degrading;
mod flow;
mod ledger;
mod mean;
mod migration;
mod moves;
mod population;
mod quarter;

pub use boundaries::{Axis, BoundarySet, Code, Scores};
pub use degrading::{Degrading, NoBoundary, days_to_sunday, degrading};
pub use flow::{Flow, Node, Ribbon};
pub use ledger::{Kind, Ledger, Purchase};
pub use mean::Mean;
pub use migration::{Migration, Mode, Place, silent_best};
pub use moves::{Entry, Move, Moves, Table, Turn};
pub use population::{Buyer, FEWEST_MEANINGFUL, Measure, Population};
pub use quarter::{Better, Edges, Grade};
