//! Work done away from the page, in a worker: a program of its own, so that neither the page waits for it nor its bytes for the
//! page. Deliberately not here: what is worked out (`data::errand`).

#[cfg(feature = "ui")]
mod desk;
#[cfg(feature = "ui")]
mod foreign;
mod serving;
mod wire;

#[cfg(feature = "ui")]
pub use desk::{Unanswered, ask};
#[cfg(feature = "ui")]
pub use foreign::{book, xlsx};
pub use serving::serve;
