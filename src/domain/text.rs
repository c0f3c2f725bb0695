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

    /// Writes the text in a language. What is not written in the other, or says the same there, says the same from now on.
    pub fn write(&mut self, tongue: Tongue, words: &str) {
        let (own, other) = match tongue {
            Tongue::Ru => (&mut self.ru, &mut self.en),
            Tongue::En => (&mut self.en, &mut self.ru),
        };
        if other.trim().is_empty() || other == own {
            words.clone_into(other);
        }
        words.clone_into(own);
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { ru: text.to_owned(), en: text.to_owned() }
    }
}
