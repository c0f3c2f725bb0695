//! Texts and lists of the content that are sure to be there: no text is missing in a language and no list is empty, so
//! that something can always be drawn and said.

use serde::Deserialize;

use super::Language;
use crate::domain::Text;

/// A text that is there in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Text")]
pub(super) struct Phrase(Text);

impl TryFrom<Text> for Phrase {
    type Error = &'static str;
    fn try_from(text: Text) -> Result<Self, Self::Error> {
        let there = !text.ru.trim().is_empty() && !text.en.trim().is_empty();
        there.then_some(Self(text)).ok_or("a text is empty in one of the languages")
    }
}

impl Phrase {
    /// The text in a language.
    pub(super) fn say(&self, language: Language) -> &str {
        match language {
            Language::Ru => &self.0.ru,
            Language::En => &self.0.en,
        }
    }
}

/// A list with at least one item, so that one can always be drawn.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<T>")]
pub(super) struct Several<T> {
    first: T,
    rest: Vec<T>,
}

impl<T> TryFrom<Vec<T>> for Several<T> {
    type Error = &'static str;
    fn try_from(items: Vec<T>) -> Result<Self, Self::Error> {
        let mut items = items.into_iter();
        let first = items.next().ok_or("a list is empty")?;
        Ok(Self { first, rest: items.collect() })
    }
}

impl<T> Several<T> {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// The item at a place; the first when there is none.
    pub(super) fn at(&self, place: usize) -> &T {
        place.checked_sub(1).and_then(|place| self.rest.get(place)).unwrap_or(&self.first)
    }

    /// The items in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        [&self.first].into_iter().chain(&self.rest)
    }
}
