//! Phrases to look for, written as they are said: `до # @month`, `на следующ* @span`, `by the end of`.
//! A star is any ending, `#` a number in digits or words, `@month`, `@day` and `@span` are the names of months, of days of
//! the week, and of stretches of time.
//! Deliberately not here: which phrases there are.

use std::ops::Range;

use super::text::{Text, Word};

const MONTHS: [&str; 24] = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "мая",
    "май",
    "мае",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
];

const SHORT_MONTHS: [&str; 22] = [
    "december", "may", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "янв",
    "февр", "апр", "авг", "сент", "окт", "нояб", "дек",
];

const DAYS: [&str; 18] = [
    "понедельник",
    "вторник",
    "сред",
    "четверг",
    "пятниц",
    "суббот",
    "воскресень",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "пн",
    "вт",
    "чт",
    "пт",
];

const SPANS: [&str; 16] = [
    "дн",
    "день",
    "недел",
    "месяц",
    "квартал",
    "год",
    "лет",
    "час",
    "полугоди",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "hour",
    "сут",
];

const NUMBERS: [&str; 22] = [
    "один",
    "одного",
    "одной",
    "два",
    "две",
    "двух",
    "три",
    "трех",
    "четыре",
    "четырех",
    "пять",
    "пяти",
    "пару",
    "пары",
    "нескольких",
    "one",
    "two",
    "three",
    "four",
    "five",
    "couple",
    "few",
];

/// Where a phrase stands among the words, beginning with the one at `from`: the words that it takes.
pub(super) fn at(text: &Text<'_>, from: usize, phrase: &str) -> Option<Range<usize>> {
    let mut to = from;
    for wanted in phrase.split(' ') {
        let word = text.words.get(to)?;
        let goes_on = to == from || joined(text, &text.words[to - 1], word);
        if !goes_on || !is(&word.folded, wanted) {
            return None;
        }
        to += 1;
    }
    Some(from..to)
}

/// The first place at which the longest of the phrases stands: the words that it takes.
pub(super) fn first(text: &Text<'_>, phrases: &[&str], within: Range<usize>) -> Option<Range<usize>> {
    within.clone().find_map(|from| {
        let found = phrases.iter().filter_map(|phrase| at(text, from, phrase));
        found.max_by_key(|words| words.end).filter(|words| words.end <= within.end)
    })
}

/// The bytes that words take.
pub(super) fn span(text: &Text<'_>, words: &Range<usize>) -> Range<usize> {
    match (text.words.get(words.start), text.words.get(words.end.saturating_sub(1))) {
        (Some(first), Some(last)) if first.span.start <= last.span.end => first.span.start..last.span.end,
        _ => 0..0,
    }
}

/// Whether two words follow each other in one sentence.
fn joined(text: &Text<'_>, one: &Word, next: &Word) -> bool {
    let ends = one.line != next.line || text.between(one, next).contains(['!', '?', ';']);
    // A point after a word in short («1 кв. 2027») ends nothing.
    !ends && (!text.between(one, next).contains('.') || one.folded.chars().count() <= 4)
}

fn is(word: &str, wanted: &str) -> bool {
    let begins = |stem: &&str| word.starts_with(*stem);
    match wanted {
        "#" => word.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word),
        "@month" => MONTHS.iter().any(begins) || SHORT_MONTHS.contains(&word),
        "@day" => DAYS.iter().any(|stem| if stem.chars().count() > 2 { begins(stem) } else { word == *stem }),
        "@span" => SPANS.iter().any(begins),
        _ => match wanted.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == wanted,
        },
    }
}
