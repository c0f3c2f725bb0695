//! Amounts of money in a text: `1,5 млн руб.`, `$12,500`, `бюджет до 300 тыс.`.
//! Deliberately not here: amounts in the cells of a table (`table`).

use std::ops::Range;

use super::Found;
use super::labels::{Label, Named, is_other};
use super::text::{Text, Word};
use crate::data::table::{NumberStyle, parse_amount};
use crate::domain::{Currency, Money};

/// The amounts of a text.
pub(super) struct Amounts {
    /// The one that the lead is about.
    pub(super) best: Option<Found<Money>>,
    /// The places of all of them, which are no telephones.
    pub(super) every: Vec<Range<usize>>,
}

/// Names of currencies by how they begin.
const CURRENCIES: &[(&str, &[&str])] = &[
    ("RUB", &["руб", "rub", "rur"]),
    ("USD", &["доллар", "dollar", "usd", "бакс"]),
    ("EUR", &["евро", "euro", "eur"]),
    ("GBP", &["фунт", "pound", "gbp"]),
    ("KZT", &["тенге", "tenge", "kzt", "тг"]),
    ("BYN", &["byn"]),
    ("CNY", &["юан", "yuan", "cny"]),
    ("CHF", &["chf"]),
    ("AED", &["aed", "дирхам"]),
];

const SIGNS: &[(char, &str)] = &[('₽', "RUB"), ('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('₸', "KZT"), ('¥', "CNY")];

/// What stands before an amount that names no currency.
const BUDGET: [&str; 12] = [
    "бюджет",
    "бюджета",
    "бюджетом",
    "бюджете",
    "сумма",
    "сумму",
    "стоимость",
    "budget",
    "worth",
    "amount",
    "value",
    "стоимостью",
];

/// What stands after a price of one piece.
const EACH: [&str; 13] =
    ["шт", "штуку", "штука", "м", "кг", "тонну", "единицу", "each", "unit", "piece", "month", "мес", "месяц"];

pub(super) fn find(text: &Text<'_>, labels: &[Named], home: Currency) -> Amounts {
    let mut amounts: Vec<(u8, Found<Money>)> = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let read = if is_other(labels, &text.words[at]) { None } else { amount(text, at, labels, home) };
        at = match read {
            Some((next, rank, found)) => {
                amounts.push((rank, found));
                next
            }
            None => at + 1,
        };
    }
    let every = amounts.iter().map(|(_, found)| found.span.clone()).collect();
    // The first of the best: what a label or the word «бюджет» names, then any sum, then the price of one piece.
    let best = amounts.into_iter().rev().max_by_key(|(rank, _)| *rank).map(|(_, found)| found);
    Amounts { best, every }
}

/// An amount that begins with the word at `from`: where it ends, how much it is what the lead is about, and what it is.
fn amount(text: &Text<'_>, from: usize, labels: &[Named], home: Currency) -> Option<(usize, u8, Found<Money>)> {
    let first = &text.words[from];
    let digits = first.folded.chars().take_while(|c| c.is_ascii_digit() || ".,".contains(*c)).count();
    if digits == 0 || !first.folded.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Groups of thousands parted by spaces are words of their own.
    let mut last = from;
    while digits == first.folded.len() && digits <= 3 && is_group(text, last) {
        last += 1;
    }
    // What is stuck to the number: `50k`, `300тыс`.
    let suffix = text.words[last].folded.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let end = text.words[last].span.end - suffix_len(text, last, suffix);
    let number = first.span.start..end;
    let mut next = last + 1;
    let mut until = text.words[last].span.end;
    let mut shift = match suffix {
        "" => None,
        suffix => Some(power(suffix)?),
    };
    if shift.is_none()
        && let Some(word) = text.words.get(next).filter(|word| close(text, last, word))
        && let Some(power) = power(&word.folded)
    {
        (shift, until, next) = (Some(power), word.span.end, next + 1);
    }
    let before = text.whole[..number.start].trim_end_matches([' ', '\u{a0}']);
    let sign_before = before.chars().next_back().and_then(of_sign);
    let code_before = from
        .checked_sub(1)
        .map(|at| &text.words[at])
        .filter(|word| close(text, from - 1, first) && word.line == first.line);
    let rest = &text.whole[until..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '.']).len();
    let sign_after = rest[gap..].chars().next().and_then(of_sign);
    let word_after =
        text.words.get(next).filter(|word| close(text, next - 1, word)).and_then(|word| of_word(&word.folded));
    let rub = text.words.get(next).filter(|word| matches!(&*word.folded, "р" | "тр") && close(text, next - 1, word));
    let mut start = number.start;
    let currency = if let Some(currency) = sign_before {
        start = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
        Some(currency)
    } else if let Some(currency) = sign_after {
        until += gap + rest[gap..].chars().next().map_or(0, char::len_utf8);
        Some(currency)
    } else if let Some(currency) = word_after {
        until = text.words[next].span.end;
        next += 1;
        Some(currency)
    } else if let Some(word) = rub {
        until = word.span.end;
        next += 1;
        Some(Currency::RUB)
    } else if let Some((word, currency)) = code_before.and_then(|word| Some((word, of_word(&word.folded)?))) {
        start = word.span.start;
        Some(currency)
    } else {
        None
    };
    if is_lower_end(text, next) {
        return None;
    }
    let is_named = labels.iter().any(|named| named.label == Label::Amount && named.value.contains(&number.start));
    let is_budget = is_named || is_said(text, from);
    if currency.is_none() && !is_budget {
        return None;
    }
    let money = money(&text.whole[number], shift.unwrap_or(0), currency.unwrap_or(home))?;
    let rank = if is_named {
        3
    } else if is_budget {
        2
    } else {
        u8::from(!is_each(text, next))
    };
    Some((next, rank, Found { value: money, span: start..until }))
}

/// Whether the word after this one is three more digits of the same number.
fn is_group(text: &Text<'_>, last: usize) -> bool {
    let Some(next) = text.words.get(last + 1) else { return false };
    let gap = text.between(&text.words[last], next);
    let digits = next.folded.chars().take_while(char::is_ascii_digit).count();
    let rest = &next.folded[digits..];
    // The last group may have a fraction or a name stuck to it.
    next.line == text.words[last].line
        && matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
        && digits == 3
        && (rest.is_empty() || rest.starts_with([',', '.']) || rest.starts_with(char::is_alphabetic))
        && text.words[last].folded.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is the lower end of a span: `300–500 тыс.`, `от 300 до 500`.
fn is_lower_end(text: &Text<'_>, next: usize) -> bool {
    let Some(word) = text.words.get(next) else { return false };
    let before = &text.words[next - 1];
    let begins = |word: &Word| word.folded.starts_with(|c: char| c.is_ascii_digit());
    let gap = text.between(before, word);
    let dashed =
        begins(word) && gap.contains(['-', '–', '—']) && gap.chars().all(|c| c.is_whitespace() || "-–—$€£".contains(c));
    let said = matches!(&*word.folded, "до" | "to") && text.words.get(next + 1).is_some_and(begins);
    word.line == before.line && (dashed || said)
}

/// The length in the text of what is stuck to a number.
fn suffix_len(text: &Text<'_>, word: usize, suffix: &str) -> usize {
    let written = &text.whole[text.words[word].span.clone()];
    written.chars().rev().take(suffix.chars().count()).map(char::len_utf8).sum()
}

/// Whether nothing but spaces and a point stands between a word and the one after it.
fn close(text: &Text<'_>, word: usize, next: &Word) -> bool {
    text.words.get(word).is_some_and(|word| {
        word.line == next.line && text.between(word, next).chars().all(|c| c.is_whitespace() || c == '.')
    })
}

/// By how many digits a word makes a number longer.
fn power(word: &str) -> Option<u8> {
    match word {
        "тыс" | "тысяч" | "тысячи" | "тысяча" | "тр" | "т" | "к" | "k" | "thousand" | "тыщ" => {
            Some(3)
        }
        "млн" | "миллион" | "миллиона" | "миллионов" | "млн." | "лям" | "m" | "mln" | "mn" | "million" => {
            Some(6)
        }
        "млрд" | "миллиард" | "миллиарда" | "миллиардов" | "bn" | "billion" => Some(9),
        _ => None,
    }
}

fn of_sign(sign: char) -> Option<Currency> {
    SIGNS.iter().find(|(known, _)| *known == sign).and_then(|(_, code)| Currency::new(code))
}

fn of_word(word: &str) -> Option<Currency> {
    let known = CURRENCIES.iter().find(|(_, stems)| stems.iter().any(|stem| word.starts_with(stem)));
    known.filter(|_| word.chars().count() <= 9).and_then(|(code, _)| Currency::new(code))
}

/// Whether «бюджет» stands among the few words before, in the same sentence.
fn is_said(text: &Text<'_>, from: usize) -> bool {
    let line = text.words[from].line;
    let before = text.words[..from].iter().rev().take(4).take_while(|word| word.line == line);
    before.map(|word| word.folded.as_str()).any(|word| BUDGET.contains(&word))
}

/// Whether what follows makes it the price of one piece.
fn is_each(text: &Text<'_>, next: usize) -> bool {
    let after = text.words[next.min(text.words.len())..].iter().take(2).map(|word| word.folded.as_str());
    let words: Vec<&str> = after.collect();
    match words[..] {
        ["за" | "per" | "a" | "в", piece, ..] => EACH.contains(&piece),
        [piece, ..] => EACH.contains(&piece) || piece == "each",
        _ => false,
    }
}

fn money(number: &str, shift: u8, currency: Currency) -> Option<Money> {
    // With «млн» after it a mark stands before a fraction whatever follows the mark.
    let style = match (shift, number.contains(',')) {
        (0, _) => NumberStyle::Whole,
        (_, true) => NumberStyle::DecimalComma,
        (_, false) => NumberStyle::DecimalPoint,
    };
    // An exponent is one digit.
    let minor = parse_amount(number, currency.exponent() as u8 + shift, style).ok()??;
    (minor > 0).then(|| Money::new(minor, currency))
}
