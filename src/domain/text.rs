//! Words that belong to the workspace, in both languages: names of stages, buyer's actions, reasons.
//! Deliberately not here: the words of the application itself (`app::words`).

use serde::{Deserialize, Serialize};

/// A text of the workspace. A person who writes it in one language gives the same to both.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// A language in which the workspace is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Text {
    /// The text in a language.
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Ru => &self.ru,
            Tongue::En => &self.en,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { ru: text.to_owned(), en: text.to_owned() }
    }
}
