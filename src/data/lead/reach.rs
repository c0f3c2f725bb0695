//! Ways to reach those who ask, and the number by which the state knows them.
//! Deliberately not here: the form in which two of them are compared (`domain::contact`).

use std::ops::Range;

use super::Found;
use super::labels::{Label, Named, is_other};
use super::text::{Text, tidy};
use crate::domain::contact;

/// More than anybody signs with.
const MOST: usize = 8;

/// Every electronic address but those of the receivers.
pub(super) fn emails(text: &Text<'_>) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    for line in (0..text.lines.len()).filter(|&at| !is_of_receiver(text.line(at))) {
        let range = text.lines[line].clone();
        for (at, _) in text.whole[range.clone()].match_indices('@') {
            let at = range.start + at;
            let before =
                text.whole[range.start..at].trim_end_matches(|c: char| c.is_alphanumeric() || "._+-".contains(c));
            let after =
                text.whole[at + 1..range.end].trim_start_matches(|c: char| c.is_alphanumeric() || ".-".contains(c));
            let start = range.start + before.len();
            let written = text.whole[start..range.end - after.len()].trim_end_matches(['.', '-']);
            let skipped = written.len() - written.trim_start_matches('.').len();
            let span = start + skipped..start + written.len();
            if let Some(value) = contact::email(&text.whole[span.clone()])
                && found.len() < MOST
                && found.iter().all(|other| other.value != value)
            {
                found.push(Found { value, span });
            }
        }
    }
    found
}

/// Whether a line names those whom a letter was sent to: they are ours.
fn is_of_receiver(line: &str) -> bool {
    let label = line.split_once(':').map(|(label, _)| label.trim().to_lowercase());
    label.is_some_and(|label| ["кому", "копия", "to", "cc", "bcc", "reply-to"].contains(&label.as_str()))
}

/// Names in messengers.
pub(super) fn handles(text: &Text<'_>) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for mark in ["@", "t.me/", "wa.me/"] {
        for (at, _) in text.whole.match_indices(mark) {
            let before = text.whole[..at].chars().next_back();
            let after = &text.whole[at + mark.len()..];
            let name = &after[..after.find(|c: char| !is_name(c)).unwrap_or(after.len())];
            // What goes on like an address is one.
            let goes_on =
                after[name.len()..].starts_with('.') && after[name.len() + 1..].starts_with(char::is_alphanumeric);
            let begins = mark != "@" || before.is_none_or(|c| c.is_whitespace() || "(,:;".contains(c));
            let span = at..at + mark.len() + name.len();
            let value = text.whole[span.clone()].to_owned();
            if begins
                && !goes_on
                && name.len() >= 4
                && found.len() < MOST
                && found.iter().all(|other| other.value != value)
            {
                found.push(Found { value, span });
            }
        }
    }
    found
}

/// Every telephone, as written. `taken` are the places of other numbers.
pub(super) fn phones(text: &Text<'_>, labels: &[Named], taken: &[Range<usize>]) -> Vec<Found<String>> {
    let mut found: Vec<(String, Found<String>)> = Vec::new();
    for (at, line) in text.lines.iter().enumerate() {
        let is_named =
            labels.iter().any(|named| named.label == Label::Phone && (named.line == at || named.value == *line));
        let is_other = text.words_of(at).first().is_some_and(|word| is_other(labels, word));
        let mut from = line.start;
        while let Some(span) = run(text.whole, from..line.end) {
            from = span.end;
            let overlaps = taken.iter().any(|other| other.start < span.end && span.start < other.end);
            let number = &text.whole[span.clone()];
            if overlaps || is_other || !is_phone(number, is_named) {
                continue;
            }
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let key = contact::phone(number).unwrap_or(digits);
            let span = span.start..with_extension(text.whole, span.end, line.end);
            from = span.end;
            if found.len() < MOST && found.iter().all(|(other, _)| *other != key) {
                let value = tidy(&text.whole[span.clone()]);
                found.push((key, Found { value, span }));
            }
        }
    }
    found.into_iter().map(|(_, found)| found).collect()
}

/// The next run of digits with the signs that part the groups of a telephone.
fn run(whole: &str, within: Range<usize>) -> Option<Range<usize>> {
    let text = &whole[within.clone()];
    let begin = text.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
    let is_part = |c: char| c.is_ascii_digit() || "+()-‑–\u{2011}. \u{a0}\u{202f}".contains(c);
    // A number with its signs is no longer than this.
    let most = text[begin..].char_indices().nth(40).map_or(text.len() - begin, |(at, _)| at);
    let length = text[begin..begin + most].find(|c: char| !is_part(c)).unwrap_or(most);
    let long = &text[begin..begin + length];
    // Two numbers side by side: the second begins with its country, or after a wide gap.
    let second =
        long.match_indices(['+', ' ']).find(|(at, sign)| *at > 0 && (*sign == "+" || long[*at..].starts_with("  ")));
    let number = &long[..second.map_or(long.len(), |(at, _)| at)];
    let kept = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let start = within.start + begin;
    // A lone bracket or plus is passed over.
    let length = if kept.is_empty() { number.len().max(1) } else { kept.len() };
    Some(start..start + length)
}

fn is_phone(number: &str, is_named: bool) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let has_spaces = number.contains([' ', '\u{a0}', '\u{202f}']);
    // `31.12.2026 10` is a day and an hour.
    if !number.starts_with('+') && number.contains('.') && has_spaces {
        return false;
    }
    // `3 500 000 000` is a number, and not one to call.
    let groups = || number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::len);
    if has_spaces && number.starts_with(|c: char| c.is_ascii_digit()) && groups().skip(1).all(|group| group == 3) {
        return false;
    }
    // Ten digits in groups of 3, 3 and 4 are a number that leaves its country out.
    contact::phone(number).is_some() || groups().eq([3, 3, 4]) || is_named && (5..=15).contains(&digits)
}

/// Where a telephone ends with its extension.
fn with_extension(whole: &str, at: usize, end: usize) -> usize {
    let rest = &whole[at..end];
    let begun = rest.trim_start_matches([' ', '\u{a0}', ',', '(']);
    // As far as the longest of them goes.
    let lower = begun.chars().take(10).collect::<String>().to_lowercase();
    let word =
        ["добавочный", "доб.", "доб", "ext.", "ext", "вн.", "x", "#"].iter().find(|word| lower.starts_with(**word));
    let Some(word) = word else { return at };
    // The words have as many bytes in either case.
    let Some(number) = begun.get(word.len()..) else { return at };
    let number = number.trim_start_matches([' ', '\u{a0}', '.', ':', '№']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=6).contains(&digits) { end - number.len() + digits } else { at }
}

/// The ИНН that a text names as such and that its own digits prove.
pub(super) fn tax_number(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    let named = labels.iter().filter(|named| named.label == Label::TaxNumber).map(|named| named.value.clone());
    let said = text.words.iter().filter(|word| matches!(word.folded.as_str(), "инн" | "inn"));
    let lines = said.map(|word| word.span.end..text.lines[word.line].end);
    named.chain(lines).find_map(|range| {
        let rest = &text.whole[range.clone()];
        // Near the word, or it is the number of something else.
        let (begin, _) = rest.char_indices().take(13).find(|(_, c)| c.is_ascii_digit())?;
        let length =
            rest[begin..].find(|c: char| !c.is_ascii_digit() && !c.is_whitespace()).unwrap_or(rest.len() - begin);
        let number = rest[begin..begin + length].trim_end();
        let start = range.start + begin;
        // What follows after a space may be another number.
        let first = &number[..number.find(char::is_whitespace).unwrap_or(number.len())];
        let whole = [number, first].into_iter().find_map(|text| Some((contact::tax_number(text)?, text.len())));
        whole.map(|(value, length)| Found { value, span: start..start + length })
    })
}
