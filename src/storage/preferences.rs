//! How one person likes the screen on one device: small, not part of the workspace, gone without harm.
//!
//! Owns the preferences and their keys in the page's local storage. Where the browser forbids that storage, or it is
//! full, a preference holds until the tab is closed, and whoever set it is told so.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::data::copy::Habit;
use crate::data::inbox::{Inbox, Seen};
use crate::data::webhook::Webhook;
use crate::domain::MemberId;
use crate::domain::insight::reminding::Rung;

/// A preference and where it is kept: under `voronka.` and its key, as JSON.
pub trait Preference: Serialize + DeserializeOwned {
    /// The key after the prefix.
    const KEY: &'static str;
}

/// A theme that was chosen; without one the screen follows the system. `index.html` reads the same key before the
/// first paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A language that was chosen; without one the screen follows the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Русский.
    Ru,
    /// English.
    En,
}

/// How close to each other things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// «Обычно»: cards and rows of two lines.
    #[default]
    Regular,
    /// «Плотно»: one line each.
    Compact,
}

/// What a board and a deal tell of a stage besides its name (2.1, 2.4): the same funnel read from two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// What the buyer does.
    #[default]
    Buyer,
    /// What the seller does meanwhile.
    Seller,
}

/// Who of the sales desk sits at this device; without one nobody in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me(pub Option<MemberId>);

/// Findings of the adviser that a person left as they are, by what they are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftFindings(pub BTreeSet<String>);

/// What fills gaps in every letter and no record says: links, names; by the name of the gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonGaps(pub BTreeMap<String, String>);

/// What somebody wants to be reminded of on one device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminding {
    /// Whether at all.
    pub on: bool,
    /// How many minutes before a contact.
    pub early: u16,
}

impl Preference for Reminding {
    const KEY: &'static str = "reminding";
}

impl Preference for Rung {
    const KEY: &'static str = "rung";
}

/// The pages of the records that were open last, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent(pub Vec<String>);

impl Preference for Recent {
    const KEY: &'static str = "recent";
}

impl Preference for Webhook {
    const KEY: &'static str = "webhook";
}

impl Preference for Inbox {
    const KEY: &'static str = "inbox";
}

impl Preference for Seen {
    const KEY: &'static str = "inbox-seen";
}

impl Preference for Habit {
    const KEY: &'static str = "copies";
}

impl Preference for CommonGaps {
    const KEY: &'static str = "common-gaps";
}

impl Preference for LeftFindings {
    const KEY: &'static str = "left-findings";
}

impl Preference for Me {
    const KEY: &'static str = "me";
}

impl Preference for Theme {
    const KEY: &'static str = "theme";
}

impl Preference for Language {
    const KEY: &'static str = "language";
}

impl Preference for Reading {
    const KEY: &'static str = "reading";
}

impl Preference for Density {
    const KEY: &'static str = "density";
}

/// Whether a preference outlives the tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It will be there next time.
    Yes,
    /// The browser refused; it holds until this tab is closed.
    No,
}

#[cfg(feature = "ui")]
pub use browser::Preferences;

#[cfg(feature = "ui")]
mod browser {
    use super::{Kept, Preference};
    use gloo_storage::{LocalStorage, Storage};
    use std::{cell::RefCell, collections::BTreeMap};

    /// The preferences of this device.
    #[derive(Debug, Default)]
    pub struct Preferences {
        /// What the browser refused to keep, as JSON.
        session: RefCell<BTreeMap<&'static str, String>>,
    }

    impl Preferences {
        /// What was chosen; `None` when nothing was, or when what is kept makes no sense.
        pub fn get<P: Preference>(&self) -> Option<P> {
            match self.session.borrow().get(P::KEY) {
                Some(text) => serde_json::from_str(text).ok(),
                None => is_reachable().then(|| LocalStorage::get(key::<P>()).ok()).flatten(),
            }
        }

        /// Keeps a choice, for good if the browser lets it.
        pub fn set<P: Preference>(&self, value: &P) -> Kept {
            let mut session = self.session.borrow_mut();
            if is_reachable() && LocalStorage::set(key::<P>(), value).is_ok() {
                session.remove(P::KEY);
                return Kept::Yes;
            }
            if let Ok(text) = serde_json::to_string(value) {
                session.insert(P::KEY, text);
            }
            Kept::No
        }

        /// Takes a choice back, so that the screen follows the system again.
        pub fn forget<P: Preference>(&self) {
            self.session.borrow_mut().remove(P::KEY);
            if is_reachable() {
                LocalStorage::delete(key::<P>());
            }
        }
    }

    fn key<P: Preference>() -> String {
        format!("voronka.{}", P::KEY)
    }

    /// gloo panics where the page may not even ask for its storage, so it is asked about here first.
    fn is_reachable() -> bool {
        web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_plain_words() {
        assert_eq!(serde_json::to_string(&Theme::Dark).unwrap(), r#""dark""#);
        assert_eq!(serde_json::to_string(&Language::Ru).unwrap(), r#""ru""#);
        assert_eq!(serde_json::to_string(&Density::Compact).unwrap(), r#""compact""#);
        assert_eq!(serde_json::to_string(&Reading::Seller).unwrap(), r#""seller""#);
    }
}
