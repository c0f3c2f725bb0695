//! Putting the example's texts together: gaps, dates and sums in words, letter case, addresses of e-mail.
//! Deliberately not here: the texts (`content`), and how the application writes dates and money (`app::format`).

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::Language;
use super::content::Words;
use super::diary::Diary;
use super::phrase::Phrase;
use crate::domain::Tongue;

/// One language of the example.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) language: Language,
    pub(super) words: &'a Words,
    pub(super) diary: &'a Diary,
}

impl Wording<'_> {
    /// The text in this language.
    pub(super) fn say(&self, phrase: &Phrase) -> String {
        phrase.say(self.language).to_owned()
    }

    /// The text with its gaps filled: `{need}` by the value under `need`. A gap without a value stays.
    pub(super) fn fill(&self, phrase: &Phrase, gaps: &[(&str, &str)]) -> String {
        self.fill_with(phrase, |name| gaps.iter().find(|gap| gap.0 == name).map(|gap| gap.1.into()))
    }

    /// The same, with values that are made only when the text asks for them.
    pub(super) fn fill_with<'v>(&self, phrase: &Phrase, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
        let mut rest = phrase.say(self.language);
        let mut text = String::with_capacity(2 * rest.len());
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, gap)| Some((before, gap.split_once('}')?)))
        {
            text.push_str(before);
            match value(name) {
                Some(value) => text.push_str(&value),
                None => text.extend(["{", name, "}"]),
            }
            // A value that ends in an abbreviation («шт.») at the end of a sentence.
            rest = if text.ends_with('.') { after.strip_prefix('.').unwrap_or(after) } else { after };
        }
        text.push_str(rest);
        text
    }

    /// The same language, as the records call it.
    pub(super) fn tongue(&self) -> Tongue {
        match self.language {
            Language::Ru => Tongue::Ru,
            Language::En => Tongue::En,
        }
    }

    /// A day in words, so many working minutes ago: «15 марта», “March 15”.
    pub(super) fn day(&self, ago: i64) -> String {
        self.date(self.diary.date(ago))
    }

    /// A day in words.
    pub(super) fn date(&self, date: NaiveDate) -> String {
        let month = &self.words.months[date.month0() as usize % 12];
        self.fill(&self.words.day, &[("day", &date.day().to_string()), ("month", month.say(self.language))])
    }

    /// A day as a field keeps it: `2027-03-15`.
    pub(super) fn field_day(&self, ago: i64) -> String {
        self.diary.date(ago).format("%Y-%m-%d").to_string()
    }

    /// A sum in words, rounded as people say it: «2,3 млн ₽», “₽640 thousand”.
    pub(super) fn sum(&self, units: i64) -> String {
        let tenths = (units + 50_000) / 100_000;
        if tenths < 10 {
            let thousands = (units + 5_000) / 10_000 * 10;
            return self.fill(&self.words.thousands, &[("n", &thousands.to_string())]);
        }
        let millions = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}{}{rest}", tenths / 10, self.words.point.say(self.language)),
        };
        self.fill(&self.words.millions, &[("n", &millions)])
    }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text as it stands inside a sentence: with a small first letter, unless it begins with an abbreviation.
pub(super) fn small(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A name as a part of an address: “St. Mary's 2” becomes `st-marys-2`.
pub(super) fn address(name: &str) -> String {
    let kept = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ' || *letter == '-');
    let kept: String = kept.collect::<String>().to_ascii_lowercase();
    kept.split([' ', '-']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::demo::content::Content;
    use crate::domain::{Moment, Text};

    const CONTENT: &str = include_str!("../../../public/content/demo.json");

    #[test]
    fn days_and_sums_in_words() {
        let content = Content::read(CONTENT).unwrap();
        let diary = Diary::new(Moment(1_795_682_520_000), 180); // 2026-11-26 11:42 there
        let wording = |language| Wording { language, words: &content.words, diary: &diary };
        let (ru, en) = (wording(Language::Ru), wording(Language::En));
        assert_eq!((ru.day(1), en.day(1)), ("26 ноября".into(), "November 26".into()));
        assert_eq!(ru.field_day(-378), "2026-11-27");
        for (units, in_ru, in_en) in [
            (2_340_000, "2,3 млн ₽", "₽2.3 million"),
            (1_960_000, "2 млн ₽", "₽2 million"),
            (949_000, "950 тыс. ₽", "₽950 thousand"),
            (951_000, "1 млн ₽", "₽1 million"),
            (83_400, "80 тыс. ₽", "₽80 thousand"),
        ] {
            assert_eq!((ru.sum(units).as_str(), en.sum(units).as_str()), (in_ru, in_en));
        }
    }

    #[test]
    fn gaps() {
        let content = Content::read(CONTENT).unwrap();
        let diary = Diary::new(Moment(0), 0);
        let wording = Wording { language: Language::En, words: &content.words, diary: &diary };
        let phrase = |en: &str| Phrase::try_from(Text { ru: "да".into(), en: en.into() }).unwrap();
        let gaps = [("a", "x"), ("pcs", "2 pcs.")];
        for (text, filled) in [
            ("no gaps.", "no gaps."),
            ("{a} and {a}", "x and x"),
            ("we need {pcs}.", "we need 2 pcs."),
            ("{b} stays, } and { too", "{b} stays, } and { too"),
        ] {
            assert_eq!(wording.fill(&phrase(text), &gaps), filled);
        }
    }

    #[test]
    fn letter_case_and_addresses() {
        assert_eq!((capital("ёлка"), capital("")), ("Ёлка".into(), String::new()));
        assert_eq!(small("Шкаф управления"), "шкаф управления");
        assert_eq!(
            (small("ШУ котельной"), small("12 приводов"), small("Ш")),
            ("ШУ котельной".into(), "12 приводов".into(), "Ш".into())
        );
        assert_eq!(address("A. P. Savelyev, sole trader"), "a-p-savelyev-sole-trader");
    }
}
