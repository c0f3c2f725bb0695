//! How a funnel changes shape: stages that are added, copied, split, merged and moved, fresh names for what is new, and
//! what becomes of the deals that stand on a place that goes (1.25). Identities come in as numbers; nothing is in force
//! before it is published.
//! Deliberately not here: texts and numbers of a stage, which are set where they are written; publishing (`publish`).

mod names;
mod relocation;
mod split;
mod stages;

pub use names::Names;
pub use relocation::{Leaving, Parted, Relocation};
pub use split::Parting;
pub use stages::reorder;
