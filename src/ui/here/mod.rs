//! «Здесь»: what this browser keeps, and what is wrong with it.

mod banner;
mod keys;
mod page;
mod reminders;
mod set_aside;

pub use banner::StorageBanner;
pub use keys::KeyHelp;
pub use page::HerePage;
