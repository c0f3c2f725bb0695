//! What of a text is marked because it was looked for.

use std::ops::Range;

use super::fold::{Word, is_number, words};
use super::form::{SHORTEST, heard, stem};
use super::near::{Typed, letters};
use super::query::Query;

/// The bytes of a text that a query speaks of, in order and apart from each other.
pub fn marks(query: &Query, text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for needle in query.needles().map(|needle| needle.text.as_str()) {
        found.extend(words.iter().filter_map(|word| of_word(needle, word, text)));
        if is_number(needle) && needle.len() >= SHORTEST {
            found.extend(of_digits(needle, text));
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

fn of_word(needle: &str, word: &Word, text: &str) -> Option<Range<usize>> {
    if let Some(rest) = word.text.strip_prefix(needle) {
        let written = &text[word.range.clone()];
        let (all, left) = (word.text.chars().count(), rest.chars().count());
        // With marks of their own, letters are not counted but taken whole.
        let end = if written.chars().count() == all {
            written.char_indices().nth(all - left).map_or(word.range.end, |(at, _)| word.range.start + at)
        } else {
            word.range.end
        };
        return Some(word.range.start..end);
    }
    if is_number(needle) || word.is_number() || needle.chars().nth(SHORTEST - 1).is_none() {
        return None;
    }
    let sounding = heard(needle);
    let fits = stem(needle) == stem(&word.text)
        || (!sounding.is_empty() && heard(&word.text).starts_with(&sounding))
        || Typed::new(needle).is_some_and(|mut typed| typed.near(&word.text, letters(&word.text)).is_some());
    fits.then(|| word.range.clone())
}

/// Where the digits of a number stand in a text that parts them: 8 900 555 is in «+7 900 555-12-34».
fn of_digits(needle: &str, text: &str) -> Option<Range<usize>> {
    let abroad = needle.strip_prefix('8').map(|rest| format!("7{rest}"));
    let mut digits = String::new();
    let mut at: Vec<usize> = Vec::new();
    for (place, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits.push(c);
            at.push(place);
        } else if !(c.is_whitespace() || "+-()".contains(c)) {
            digits.push('.');
            at.push(place);
        }
    }
    let part = [Some(needle), abroad.as_deref()].into_iter().flatten();
    let (from, part) = part.filter_map(|part| Some((digits.find(part)?, part))).next()?;
    Some(*at.get(from)?..*at.get(from + part.len() - 1)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_marked() {
        for (typed, text, expected) in [
            ("кедр", "Кедровский ДОК", "[Кедр]овский ДОК"),
            ("rtlh", "Кедровский ДОК", "[Кедр]овский ДОК"),
            ("щекинский", "АО «Щёкинский химзавод»", "АО «[Щёкинский] химзавод»"),
            ("приводами насоса", "Приводы на насосы", "[Приводы] на [насосы]"),
            ("romashka", "ООО «Ромашка»", "ООО «[Ромашка]»"),
            ("дымасос", "Привод на дымосос", "Привод на [дымосос]"),
            ("семен", "Семе\u{308}нов", "[Семе\u{308}нов]"),
            ("89005551234", "+7 900 555-12-34", "+[7 900 555-12-34]"),
            ("555-12", "+7 900 555-12-34", "+7 900 [555-12]-34"),
            ("1 250 000", "1\u{a0}250\u{a0}000 ₽", "[1\u{a0}250\u{a0}000] ₽"),
            ("вч37", "12 шт. ВЧ-37", "12 шт. [ВЧ]-[37]"),
            ("нет", "Кедровский ДОК", "Кедровский ДОК"),
            ("", "Кедровский ДОК", "Кедровский ДОК"),
        ] {
            let mut marked = text.to_owned();
            for range in marks(&Query::read(typed), text).into_iter().rev() {
                marked.insert(range.end, ']');
                marked.insert(range.start, '[');
            }
            assert_eq!(marked, expected, "{typed}");
        }
    }
}
