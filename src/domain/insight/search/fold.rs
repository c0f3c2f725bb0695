//! Texts as words that are compared: lower case, ё as е, letters of a Mac put together, letters and digits apart, so that
//! «ВЧ-37», «вч37» and «вч 37» are one.
//! Deliberately not here: what the words are compared with (`terms`).

use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared.
    pub(super) text: String,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
}

impl Word {
    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        is_number(&self.text)
    }
}

/// Whether a folded word is a number: words are letters or digits, never both.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric())
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// Belongs to the letter before it.
    Mark,
    Between,
}

fn class(c: char) -> Class {
    match c {
        '\u{300}'..='\u{36f}' => Class::Mark,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Between,
    }
}

/// The words of a text, in its order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = Class::Between;
    for (at, c) in text.char_indices() {
        let now = class(c);
        let end = at + c.len_utf8();
        match now {
            Class::Between => before = Class::Between,
            Class::Mark => {
                if let Some(word) = words.last_mut().filter(|_| before != Class::Between) {
                    put_on(&mut word.text, c);
                    word.range.end = end;
                }
            }
            Class::Letter | Class::Digit => {
                if before != now {
                    words.push(Word { text: String::new(), range: at..end });
                }
                if let Some(word) = words.last_mut() {
                    word.text.extend(c.to_lowercase().map(plain));
                    word.range.end = end;
                }
                before = now;
            }
        }
    }
    words
}

fn plain(c: char) -> char {
    if c == 'ё' { 'е' } else { c }
}

/// Puts a mark on the last letter: «и» and a breve are «й», «е» and two points are «е».
fn put_on(word: &mut String, mark: char) {
    if mark == '\u{306}' && word.ends_with('и') {
        word.pop();
        word.push('й');
    }
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn one_text_in_any_writing() {
        for (text, expected) in [
            ("ООО «Щёкинский Химзавод»", &["ооо", "щекинский", "химзавод"][..]),
            ("ВЧ-37", &["вч", "37"]),
            ("вч37", &["вч", "37"]),
            ("Семе\u{308}нов Алексеи\u{306}", &["семенов", "алексей"]),
            ("zakup@vodokanal.example", &["zakup", "vodokanal", "example"]),
            (" – № ! ", &[]),
            ("\u{306}й", &["й"]),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "На «Семе\u{308}нов-2»";
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(found, ["На", "Семе\u{308}нов", "2"]);
    }
}
