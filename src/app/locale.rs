//! The language of the screen: which words, which formats. Chosen by the browser, switched by the person and kept.
//!
//! A switch draws the page anew, so that components read words once and none of them has to be reactive; the data and
//! the address stay.

use leptos::prelude::*;

use super::format::Format;
use super::words::{Words, words_for};
use crate::domain::Text;
pub use crate::storage::preferences::Language;

impl Language {
    /// The language of a code such as `ru-RU`: Russian for it and its neighbours in reading, English for the rest.
    pub fn from_code(code: &str) -> Self {
        let first = code.split(['-', '_']).next().unwrap_or_default();
        if ["ru", "be", "kk", "ky", "tt", "uk"].contains(&first.to_ascii_lowercase().as_str()) {
            Self::Ru
        } else {
            Self::En
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// A text of the workspace in this language.
    pub fn of(self, text: &Text) -> String {
        match self {
            Self::Ru => text.ru.clone(),
            Self::En => text.en.clone(),
        }
    }

    /// The words of the application in this language.
    pub fn words(self) -> &'static Words {
        words_for([self.code()])
    }
}

/// The words of the application in the language of the screen.
pub fn use_words() -> &'static Words {
    use_language().words()
}

/// The language of the screen.
pub fn use_language() -> Language {
    expect_context()
}

/// Numbers, money and dates as the language of the screen writes them.
pub fn use_format() -> Format {
    expect_context()
}
