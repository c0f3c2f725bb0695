//! The language of the screen: which words, which formats. Chosen by the browser, switched by the person and kept.
//!
//! A switch draws the page anew, so that components read words once and none of them has to be reactive; the data and
//! the address stay.

use leptos::prelude::*;

use super::format::Format;
use super::words::{Apart, Words, words_for};
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

    /// Writes a text of the workspace in this language; what is not written in the other, or said the same, says the
    /// same from now on.
    pub fn write(self, text: &mut Text, words: &str) {
        let (own, other) = match self {
            Self::Ru => (&mut text.ru, &mut text.en),
            Self::En => (&mut text.en, &mut text.ru),
        };
        if other.trim().is_empty() || other == own {
            words.clone_into(other);
        }
        words.clone_into(own);
    }

    /// The words of the application in this language.
    pub fn words(self) -> &'static Words {
        words_for([self.code()])
    }
}

impl Language {
    /// Words that only some pages say, in this language.
    pub fn words_of<T>(self, apart: &'static Apart<T>) -> &'static T {
        let [en, ru] = apart;
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }
}

/// The words of the application in the language of the screen.
pub fn use_words() -> &'static Words {
    use_language().words()
}

/// Words that only some pages say, in the language of the screen.
pub fn use_words_of<T>(apart: &'static Apart<T>) -> &'static T {
    use_language().words_of(apart)
}

/// The language of the screen.
pub fn use_language() -> Language {
    expect_context()
}

/// Numbers, money and dates as the language of the screen writes them.
pub fn use_format() -> Format {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_one_language_is_written_in_both() {
        let mut text = Text::default();
        Language::Ru.write(&mut text, "Новая заявка");
        assert_eq!(text, Text::from("Новая заявка"));
        Language::En.write(&mut text, "New request");
        assert_eq!(text, Text::from("New request"));
        let mut text = Text { ru: "Новая заявка".into(), en: "New request".into() };
        Language::Ru.write(&mut text, "Обращение");
        assert_eq!(text, Text { ru: "Обращение".into(), en: "New request".into() });
    }
}
