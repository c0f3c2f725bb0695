//! Companies by their legal forms, by a label, and by how people say where they are from.
//! Deliberately not here: whether two names are of one company (`domain::insight::duplicates`).

use std::ops::Range;

use super::Found;
use super::labels::{self, Label, Named, is_other};
use super::person::closing;
use super::phrase;
use super::text::{Text, Word};

/// Forms that stand before a name.
const BEFORE: [&str; 23] = [
    "ООО", "ОАО", "ЗАО", "ПАО", "АО", "НАО", "ИП", "ТОО", "ОДО", "ЧП", "ЧУП", "ГК", "ГУП", "МУП", "ФГУП", "ФГБУ",
    "ГБУ", "АНО", "НПО", "НПП", "ТД", "ПК", "КФХ",
];

/// The same forms in full, as word stems.
const IN_FULL: [&str; 5] = [
    "обществ* с ограниченной ответственностью",
    "публичн* акционерн* обществ*",
    "закрыт* акционерн* обществ*",
    "акционерн* обществ*",
    "индивидуальн* предпринимател*",
];

/// Forms that stand after a name. In this case only: `co` and `ag` are words too.
const AFTER: [&str; 28] = [
    "LLC",
    "Llc",
    "Ltd",
    "LTD",
    "Limited",
    "Inc",
    "INC",
    "Corp",
    "Corporation",
    "GmbH",
    "AG",
    "KG",
    "PLC",
    "plc",
    "LLP",
    "SA",
    "SAS",
    "SARL",
    "SRL",
    "Srl",
    "BV",
    "B.V",
    "NV",
    "Oy",
    "AB",
    "Pty",
    "Co",
    "SpA",
];

/// How people say where they are from; a name in capitals or in quotation marks follows.
const FROM: [&str; 19] = [
    "я из",
    "мы из",
    "из компании",
    "от компании",
    "представля* компани*",
    "представитель компании",
    "компания",
    "компании",
    "фирма",
    "фирмы",
    "завод",
    "группа компаний",
    "i am from",
    "i'm from",
    "we are",
    "on behalf of",
    "i work at",
    "i work for",
    "company",
];

/// The longest name, in words.
const LONGEST: usize = 6;

pub(super) fn find(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    if let Some(named) = labels::value(text, labels, Label::Company).filter(|named| named.value.chars().count() <= 200)
    {
        return Some(named);
    }
    let by_form: Vec<Range<usize>> = by_form(text, labels).collect();
    let below = closing(text).map_or(usize::MAX, |at| text.lines[at].start);
    let signed = by_form.iter().find(|span| span.start >= below);
    let best = signed.or(by_form.first()).cloned().or_else(|| said(text));
    best.and_then(|span| text.found(span))
}

/// Every name with a legal form.
fn by_form<'a>(text: &'a Text<'_>, labels: &'a [Named]) -> impl Iterator<Item = Range<usize>> + 'a {
    (0..text.words.len()).filter(|&at| !is_other(labels, &text.words[at])).filter_map(|at| {
        let word = &text.words[at];
        let written = &text.whole[word.span.clone()];
        if BEFORE.contains(&written) {
            return name_after(text, at + 1).map(|end| word.span.start..end).or_else(|| names_before(text, at));
        }
        if let Some(words) = IN_FULL.iter().find_map(|form| phrase::at(text, at, form)) {
            return name_after(text, words.end).map(|end| word.span.start..end);
        }
        if AFTER.contains(&written) { names_before(text, at) } else { None }
    })
}

/// Where the name that begins with the word at `at` ends: in quotation marks as far as they go, otherwise capitalised words.
fn name_after(text: &Text<'_>, at: usize) -> Option<usize> {
    let before = text.words.get(at.checked_sub(1)?)?;
    let line_end = text.lines[before.line].end;
    let rest = &text.whole[before.span.end..line_end];
    let begun = rest.trim_start_matches([' ', '\u{a0}']);
    let start = line_end - begun.len();
    if begun.starts_with(['«', '"', '“', '„', '\'']) {
        return quoted(begun).map(|length| start + length);
    }
    // A name alone on its line needs no capitals: ООО Светлый дом.
    let first = text.lines[before.line].start;
    let alone = text.whole[first..before.span.start].trim().is_empty()
        && (1..=3).contains(&begun.split_whitespace().take(4).count());
    if alone && !begun.contains(|c: char| !c.is_alphanumeric() && !" -&".contains(c)) {
        return Some(line_end);
    }
    let mut end = None;
    for (word, before) in text.words[at..].iter().zip(&text.words[at - 1..]).take(LONGEST) {
        let gap = text.between(before, word);
        let joined = gap.chars().all(|c| c.is_whitespace() || "&.+\"«".contains(c))
            && !(gap.contains('.') && gap.contains(' ') && !is_initial(text, before));
        if word.line != before.line || !joined || gap.contains('\t') || !is_capital(text, word) {
            break;
        }
        end = Some(word.span.end);
        // A name in quotation marks after the name of a trade: ООО Завод «Прогресс».
        if let Some(length) = text.whole[word.span.end..line_end]
            .strip_prefix(' ')
            .filter(|rest| rest.starts_with(['«', '"']))
            .and_then(quoted)
        {
            return Some(word.span.end + 1 + length);
        }
    }
    // An initial keeps its point: ИП Иванов И. И.
    end.map(|end| if text.whole[end..].starts_with('.') && ends_in_initial(&text.whole[..end]) { end + 1 } else { end })
}

/// A name whose legal form, the word at `at`, stands after it.
fn names_before(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let form = &text.words[at];
    let first =
        text.words[..at].iter().rev().take(LONGEST).zip(text.words[..=at].iter().rev()).take_while(|(word, next)| {
            let gap = text.between(word, next);
            let small = matches!(word.folded.as_str(), "and" | "of" | "und" | "de");
            let comma = next.span == form.span && gap == ", ";
            word.line == form.line
                && (is_capital(text, word) || small)
                && (comma
                    || gap.chars().all(|c| " &.»\"”".contains(c)) && (is_initial(text, word) || !gap.contains(". ")))
        });
    let start = first.last().map(|(word, _)| word.span.start)?;
    let opening = text.whole[..start].chars().next_back().filter(|c| "«\"“„".contains(*c));
    let start = start - opening.map_or(0, char::len_utf8);
    let short = matches!(form.folded.as_str(), "ltd" | "inc" | "corp" | "co");
    let dot = usize::from(short && text.whole[form.span.end..].starts_with('.'));
    let name = &text.whole[start..form.span.start];
    name.chars().any(char::is_alphanumeric).then_some(start..form.span.end + dot)
}

/// The length of a text in quotation marks, which may stand within each other.
fn quoted(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let straight = text.starts_with(['"', '\'']);
    for (at, c) in text.char_indices().take(120) {
        match c {
            '«' | '„' => depth += 1,
            '“' if at == 0 => depth += 1,
            '»' | '“' | '”' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !straight {
                    return Some(at + c.len_utf8());
                }
            }
            '"' | '\'' if straight && at > 0 && text.starts_with(c) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A name after «я из компании».
fn said(text: &Text<'_>) -> Option<Range<usize>> {
    (0..text.words.len()).find_map(|at| {
        let words = FROM.iter().filter_map(|said| phrase::at(text, at, said)).max_by_key(|words| words.end)?;
        let first = text.words.get(words.end)?;
        let before = &text.words[words.end - 1];
        let begins = text.between(before, first).trim().is_empty()
            || text.between(before, first).trim().starts_with(['«', '"', '“', '„']);
        let form = BEFORE.contains(&&text.whole[first.span.clone()]);
        let end = name_after(text, words.end)?;
        let opening =
            text.whole[before.span.end..first.span.start].find(['«', '"', '“', '„']).map(|at| before.span.end + at);
        let start = opening.unwrap_or(first.span.start);
        // «Завод „Прогресс“» is called so; «компания» is no part of a name.
        let start = if before.folded == "завод" && opening.is_some() { before.span.start } else { start };
        (begins && !form && first.line == before.line && start < end).then_some(start..end)
    })
}

pub(super) fn is_capital(text: &Text<'_>, word: &Word) -> bool {
    text.whole[word.span.clone()].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

fn is_initial(text: &Text<'_>, word: &Word) -> bool {
    text.whole[word.span.clone()].chars().count() == 1
}

fn ends_in_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_alphanumeric())
}
