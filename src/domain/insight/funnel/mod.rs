//! The honest funnel: what became of the deals that came into a funnel, stage by stage (U3; analytics, section 3).
//!
//! [`Journeys`] are the ways of deals through one funnel, in columns; a [`Way`] is what one of them comes to as of a moment;
//! everything counted here is counted over ways, so that the deals behind a figure are those that it counts ([`Pick`]).
//! Deliberately not here: the ribbon over a board (`insight::conversion`), who comes back from a conditional refusal
//! (`insight::saved`).

mod bottleneck;
mod chances;
mod course;
mod cut;
mod flow;
mod journeys;
mod loss_map;
mod pick;
mod reading;
mod report;
mod skips;
mod stays;
mod variants;
mod way;

pub use bottleneck::{Change, Pace};
pub use chances::{Chance, ENOUGH, KeyStage};
pub use course::{Course, Courses};
pub use cut::{Cut, DIMENSIONS, Label, Period};
pub use flow::{Flow, Lost, StageFlow};
pub use journeys::{Header, Journeys, NOBODY, Place, Step, UNKNOWN};
pub use loss_map::{Column, LossMap, Sum};
pub use pick::{Part, Pick};
pub use reading::{Codes, EDITION, OWNER, PRODUCT, Reading, Reason, SEGMENT, SOURCE};
pub use report::{Question, Report};
pub use skips::{Skipped, Skips, Toll};
pub use stays::Stretch;
pub use variants::{MOST, Variant, Variants};
pub use way::{Fate, MOST_STAGES, Way};
