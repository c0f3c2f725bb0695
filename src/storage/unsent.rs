//! What somebody writes and has not put in force yet: it survives a reload of the tab, is not part of the workspace, and is
//! gone with the tab.
//!
//! Owns the page's session storage. Where the browser forbids it, or it is full, nothing is kept, and the text lives as long
//! as the page.

use gloo_storage::{SessionStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

/// What was kept under a name; the default when nothing was, or when it makes no sense.
pub fn kept<T: DeserializeOwned + Default>(name: &str) -> T {
    if is_reachable() { SessionStorage::get(key(name)).unwrap_or_default() } else { T::default() }
}

/// Keeps something under a name, instead of what was there.
pub fn keep<T: Serialize>(name: &str, what: &T) {
    if is_reachable() {
        // A browser without room keeps nothing: the text is still on the page.
        let _ = SessionStorage::set(key(name), what);
    }
}

fn key(name: &str) -> String {
    format!("voronka.{name}")
}

/// gloo panics where the page may not even ask for its storage, so it is asked about here first.
fn is_reachable() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}
