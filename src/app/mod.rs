//! What stands between the core and the screen: the reactive store, saving and opening, addresses, words and formats.
//! Whatever touches the browser is built only with the feature `ui`.

#[cfg(feature = "ui")]
pub mod address;
#[cfg(feature = "ui")]
mod alarm;
#[cfg(feature = "ui")]
pub mod attached;
#[cfg(feature = "worker")]
pub mod away;
#[cfg(feature = "ui")]
pub mod beginning;
#[cfg(feature = "ui")]
pub mod clipboard;
#[cfg(feature = "ui")]
pub mod clock;
#[cfg(feature = "ui")]
pub mod content;
#[cfg(feature = "ui")]
pub mod copy;
#[cfg(feature = "ui")]
pub mod download;
#[cfg(feature = "ui")]
mod exchange;
#[cfg(feature = "ui")]
pub mod files;
#[cfg(feature = "ui")]
pub mod finding;
#[cfg(feature = "ui")]
pub mod format;
#[cfg(feature = "ui")]
pub mod inbox;
#[cfg(feature = "ui")]
pub mod locale;
#[cfg(feature = "ui")]
mod lock;
#[cfg(feature = "ui")]
pub mod month;
#[cfg(feature = "ui")]
pub mod opening;
#[cfg(feature = "ui")]
pub mod outbox;
#[cfg(feature = "ui")]
pub mod part;
#[cfg(feature = "ui")]
pub mod preferences;
#[cfg(feature = "ui")]
pub mod recorder;
#[cfg(feature = "ui")]
pub mod reminders;
pub mod robots;
#[cfg(feature = "ui")]
pub mod room;
pub mod route;
#[cfg(feature = "ui")]
pub mod saving;
#[cfg(feature = "ui")]
pub mod store;
pub mod words;
#[cfg(feature = "ui")]
pub mod zones;
