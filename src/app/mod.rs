//! What stands between the core and the screen: words and formats here, and whatever touches the browser, which is
//! built only with the feature `ui`.

#[cfg(feature = "ui")]
pub mod format;
pub mod words;
