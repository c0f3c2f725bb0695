//! «Здесь»: what this browser keeps, and what is wrong with it.

mod banner;
mod copies;
mod keys;
mod page;
mod reminder;
mod reminders;
mod restore;
mod set_aside;

pub use banner::StorageBanner;
pub use keys::KeyHelp;
pub use page::HerePage;
pub use restore::RestoreDialog;
