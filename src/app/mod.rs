//! What stands between the core and the screen: the reactive store, saving and opening, addresses, words and formats.
//! Whatever touches the browser is built only with the feature `ui`.

#[cfg(feature = "ui")]
pub mod address;
#[cfg(feature = "ui")]
pub mod beginning;
#[cfg(feature = "ui")]
pub mod clipboard;
#[cfg(feature = "ui")]
pub mod clock;
#[cfg(feature = "ui")]
pub mod content;
#[cfg(feature = "ui")]
pub mod download;
#[cfg(feature = "ui")]
pub mod export;
#[cfg(feature = "ui")]
pub mod files;
#[cfg(feature = "ui")]
pub mod format;
#[cfg(feature = "ui")]
pub mod locale;
#[cfg(feature = "ui")]
pub mod opening;
#[cfg(feature = "ui")]
pub mod part;
#[cfg(feature = "ui")]
pub mod preferences;
pub mod robots;
#[cfg(feature = "ui")]
pub mod room;
pub mod route;
#[cfg(feature = "ui")]
pub mod saving;
#[cfg(feature = "ui")]
pub mod store;
pub mod words;
