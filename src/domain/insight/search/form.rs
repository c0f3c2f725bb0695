//! Words as what all their forms share: «приводов» and «приводы» are «привод», “drives” is “drive”, by the algorithms of
//! Snowball for Russian and English; and what a Cyrillic and a Latin writing share, their sound.

use frostem::{Algorithm, Stemmer};

use crate::domain::insight::duplicates::name::sound;

/// Shorter words have no forms to speak of, and too many of them sound alike.
pub(super) const SHORTEST: usize = 3;

/// What all forms of a folded word share; the word itself when it has no others.
pub(super) fn stem(word: &str) -> String {
    let algorithm = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Algorithm::English
    } else if word.chars().all(|c| ('а'..='я').contains(&c)) {
        Algorithm::Russian
    } else {
        return word.to_owned();
    };
    Stemmer::new(algorithm).stem(word).to_string()
}

/// How a folded word sounds, in Latin letters; empty when it is too short to tell.
pub(super) fn heard(word: &str) -> String {
    let heard = sound(word);
    if heard.len() < SHORTEST { String::new() } else { heard }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms in which a desk writes its words. Where the algorithms part them, the words are not here.
    #[test]
    fn forms_of_one_word() {
        for forms in [
            &["привод", "приводы", "приводов", "приводом", "приводами"][..],
            &["насос", "насоса", "насосы", "насосов", "насосам"],
            &["преобразователь", "преобразователи", "преобразователей", "преобразователя"],
            &["котельная", "котельной", "котельную", "котельные", "котельных"],
            &["частотный", "частотного", "частотных", "частотные"],
            &["завод", "заводу", "заводом", "заводе"],
            &["договор", "договора", "договоров", "договору"],
            &["поставка", "поставки", "поставку", "поставок"][..3],
            &["drive", "drives"],
            &["pump", "pumps", "pumping"],
            &["company", "companies"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn other_words_and_what_is_no_word() {
        for (one, other) in [("насос", "наст"), ("привод", "провод"), ("sales", "salt")] {
            assert_ne!(stem(one), stem(other));
        }
        for word in ["", "37", "ß", "вч3", "naïve"] {
            assert_eq!(stem(word), word);
        }
        assert_eq!(heard("ромашка"), heard("romashka"));
        assert_eq!(heard("а"), "");
    }
}
