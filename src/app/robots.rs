//! Robots at work on this page: when they look at deals, and what is said of them.
//! Deliberately not here: which of them would act and what an act does (`domain::robots`).

#[cfg(feature = "ui")]
mod report;
#[cfg(feature = "ui")]
mod runner;
mod sentence;

#[cfg(feature = "ui")]
pub use report::{Report, tongue};
#[cfg(feature = "ui")]
pub use runner::{clock_of, work};
pub use sentence::{Sentence, fields, grade_name, scores, sides};
