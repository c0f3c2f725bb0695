//! From a table to records: what a dropped file is, what each of its columns means, and what its rows become.
//!
//! One step after another, each of which a person may correct before the next: [`Source`] is a file, [`recognise`] makes
//! a [`Plan`] of it, [`Surveying`] reads all of it once and finds its stages ([`Seen`]), [`StageMap`] says where each of
//! them leads, and [`Build`] makes records of everything ([`Taken`]). Nothing is changed anywhere until those records go
//! through [`Command::TakeIn`](crate::domain::Command::TakeIn). The reasons are in docs/decisions/0004-import.md.
//!
//! Deliberately not here: bytes, separators and the reading of single cells (`table`), and every word for people.

mod about;
mod build;
mod cells;
mod currency;
mod fold;
mod keys;
mod ledger;
mod looks;
mod meaning;
mod memory;
mod merged;
mod notes;
pub mod own;
mod plan;
mod rejected;
mod row;
mod seen;
mod source;
mod staff;
mod stages;
mod system;
mod target;
mod vocabulary;

pub use build::{BrokenTable, Build, Report, Sheet, Taken};
pub use currency::currency_of;
pub use fold::fold_name;
pub use ledger::{Notices, Tallies, Tally};
pub use memory::{recall, remember, remember_all};
pub use plan::{Mapping, Plan, Why, recognise, recognise_as};
pub use rejected::{Reason, Rejected};
pub use seen::{Seen, Surveying};
pub use source::{Progress, Source};
pub use staff::{Staff, StaffMap};
pub use stages::{Candidate, Choice, Place, StageMap, StageValue, candidates};
pub use system::System;
pub use target::{Kind, Target};
pub use vocabulary::{REASON_HEADERS, known_columns};
