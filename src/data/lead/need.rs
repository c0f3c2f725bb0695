//! What is needed, when, and where they know us from: sentences and phrases.
//! Deliberately not here: which day «к пятнице» is.

use std::ops::Range;

use super::Found;
use super::labels::{self, Label, Named, is_other};
use super::phrase;
use super::text::{Text, folded, head};

/// How a need is said.
const NEEDS: [&str; 56] = [
    "нужен",
    "нужна",
    "нужно",
    "нужны",
    "надо",
    "требуется",
    "требуются",
    "необходим",
    "необходима",
    "необходимо",
    "необходимы",
    "интересует",
    "интересуют",
    "интересуемся",
    "заинтересован*",
    "хотим",
    "хотел",
    "хотела",
    "хотели",
    "хочу",
    "хочется",
    "ищем",
    "ищу",
    "просим",
    "просит",
    "просят",
    "прошу",
    "планируем",
    "планирую",
    "подскажите",
    "посчитайте",
    "рассчитайте",
    "пришлите",
    "вышлите",
    "выставьте",
    "подберите",
    "рассмотрите",
    "закупаем",
    "заказать",
    "сколько стоит",
    "сколько стоят",
    "can you",
    "could you",
    "looking for",
    "we need",
    "i need",
    "need",
    "interested in",
    "would like",
    "want to",
    "require",
    "please send",
    "please quote",
    "request a quote",
    "quote for",
    "we want",
];

/// How a time is said.
const WHENS: [&str; 66] = [
    "до # @month",
    "до конца @month",
    "до конца @span",
    "до @month",
    "до нового года",
    "до #",
    "к # @month",
    "к концу @span",
    "к концу @month",
    "к @day",
    "к @month",
    "к следующ* @span",
    "к весне",
    "к лету",
    "к осени",
    "к зиме",
    "ко @day",
    "до @day",
    "не позднее # @month",
    "не позднее #",
    "не позже # @month",
    "в течение # @span",
    "в течение # # @span",
    "в течение @span",
    "в течение ближайш* @span",
    "через # @span",
    "через @span",
    "в начале @month",
    "в конце @month",
    "в середине @month",
    "в начале следующ* @span",
    "на следующ* @span",
    "на этой @span",
    "на этой неделе",
    "в следующ* @span",
    "в этом @span",
    "в @month",
    "в # квартале",
    "в # кв",
    "завтра",
    "послезавтра",
    "срочно",
    "как можно скорее",
    "как можно быстрее",
    "в ближайшее время",
    "by # @month",
    "by @month #",
    "by @month",
    "by @day",
    "by next @day",
    "by the end of @month",
    "by the end of @span",
    "by the end of the @span",
    "by end of @month",
    "by end of @span",
    "by mid-@month",
    "within # @span",
    "within the next # @span",
    "in # @span",
    "next @span",
    "next @day",
    "this @span",
    "in @month",
    "asap",
    "as soon as possible",
    "tomorrow",
];

/// How people say where they know us from.
const SOURCES: [&str; 37] = [
    "нашел вас",
    "нашла вас",
    "нашли вас",
    "нашел ваш*",
    "нашла ваш*",
    "нашли ваш*",
    "узнал о вас",
    "узнала о вас",
    "узнали о вас",
    "увидел ваш*",
    "увидела ваш*",
    "увидели ваш*",
    "видел ваш*",
    "видела ваш*",
    "видели ваш*",
    "по рекомендации",
    "посоветовал*",
    "порекомендовал*",
    "вас рекомендовал*",
    "мне вас",
    "заявка с",
    "заявка из",
    "обращение с",
    "познакомились на",
    "общались на",
    "встречались на",
    "found you",
    "found your",
    "saw your",
    "heard about you",
    "referred by",
    "recommended by",
    "recommended you",
    "came across your",
    "met you at",
    "we met at",
    "we met you",
];

/// The longest need, in characters; what is longer belongs into a note.
const LONGEST: usize = 1_000;

pub(super) fn need(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    if let Some(named) = labels::value(text, labels, Label::Need) {
        return Some(named);
    }
    let words = (0..text.words.len()).filter(|&at| !is_other(labels, &text.words[at]));
    let mut said = words.filter(|&at| NEEDS.iter().any(|phrase| phrase::at(text, at, phrase).is_some()));
    let found = said.next().and_then(|at| text.found(sentence(text, at)));
    found.or_else(|| subject(text, labels))
}

/// What a letter is about, without marks of answers.
fn subject(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    let named = labels.iter().find(|named| named.label == Label::Subject)?;
    let mut from = named.value.start;
    loop {
        let rest = text.whole[from..named.value.end].trim_start();
        from = named.value.end - rest.len();
        let mark = ["re:", "fwd:", "fw:", "отв:"]
            .iter()
            .find(|mark| folded(rest.get(..mark.len()).unwrap_or_default()) == **mark);
        match mark {
            Some(mark) => from += mark.len(),
            None => return text.found(from..named.value.end),
        }
    }
}

/// The sentence that the word at `at` stands in, with the list below it when it ends in a colon.
fn sentence(text: &Text<'_>, at: usize) -> Range<usize> {
    let word = &text.words[at];
    let mut first = word.line;
    // Letters are broken into lines: a sentence goes on where the next line begins small.
    while first > 0 && word.line - first < 8 && goes_on(text, first) {
        first -= 1;
    }
    let begin = text.lines[first].start;
    let begin = begin + head(text.line(first)).map_or(0, |(length, _)| length).min(word.span.start - begin);
    let start = begin + ends(&text.whole[begin..word.span.start]).last().unwrap_or(0);
    let start = without_greeting(text.whole, start, word.span.start);
    let mut line = word.line;
    loop {
        let end = text.lines[line].end;
        let from = word.span.end.max(text.lines[line].start);
        if let Some(stop) = ends(&text.whole[from..end]).next() {
            return limited(text, start..from + stop);
        }
        let has_next = line + 1 < text.lines.len() && line - first < 16;
        if has_next && goes_on(text, line + 1) {
            line += 1;
        } else if text.whole[start..end].ends_with(':') {
            return limited(text, start..listed(text, line));
        } else {
            return limited(text, start..end);
        }
    }
}

/// Whether a line goes on with the sentence of the one before.
fn goes_on(text: &Text<'_>, line: usize) -> bool {
    let before = text.line(line - 1);
    !before.is_empty()
        && !before.ends_with(['.', '!', '?', ':', ';'])
        && text.line(line).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() && before.chars().count() > 50)
}

/// Words in short that a point follows.
const SHORT: [&str; 22] = [
    "ул", "стр", "корп", "оф", "тел", "моб", "доб", "им", "пр", "пер", "обл", "кв", "св", "mr", "mrs", "ms", "dr",
    "no", "st", "inc", "ltd", "co",
];

/// Where sentences end in a text, behind their mark: a mark and a space before a capital, or the end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, c)| ".!?".contains(*c)).map(|(at, _)| at + 1).filter(move |&at| {
        let rest = &text[at..];
        let next = rest.trim_start();
        // «ул. Мира» and «И. Петров» end nothing.
        let before = text[..at - 1].char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last();
        let before = before.map_or_else(String::new, |(from, _)| folded(&text[from..at - 1]));
        let initial = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
        let short = text[..at].ends_with('.') && !next.is_empty() && (initial || SHORT.contains(&before.as_str()));
        !short
            && (next.is_empty()
                || rest.len() > next.len() && !next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
    })
}

/// Where the list below a line ends.
fn listed(text: &Text<'_>, line: usize) -> usize {
    let is_item = |at: &usize| text.line(*at).starts_with(|c: char| "-–—•*·".contains(c) || c.is_ascii_digit());
    let blank = line + 1 < text.lines.len() && text.line(line + 1).is_empty();
    let first = line + 1 + usize::from(blank);
    let last = (first..text.lines.len().min(first + 20)).take_while(is_item).last();
    text.lines[last.unwrap_or(line)].end
}

fn limited(text: &Text<'_>, span: Range<usize>) -> Range<usize> {
    let length = text.whole[span.clone()].char_indices().nth(LONGEST).map_or(span.len(), |(at, _)| at);
    span.start..span.start + length
}

/// «Здравствуйте, нужен насос»: the need begins behind the greeting.
fn without_greeting(whole: &str, start: usize, before: usize) -> usize {
    let head = &whole[start..before];
    let greets = [
        "здравствуйте",
        "добрый день",
        "доброе утро",
        "добрый вечер",
        "привет",
        "hello",
        "hi",
        "hey",
        "dear",
        "good morning",
        "good afternoon",
    ];
    let begins = folded(head.trim_start());
    match head.rfind([',', '!']) {
        Some(comma) if greets.iter().any(|greeting| begins.starts_with(greeting)) => start + comma + 1,
        _ => start,
    }
}

pub(super) fn when(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    if let Some(named) = labels::value(text, labels, Label::When) {
        return Some(named);
    }
    (0..text.words.len()).filter(|&at| !is_other(labels, &text.words[at])).find_map(|at| {
        let said = WHENS.iter().filter_map(|phrase| phrase::at(text, at, phrase)).max_by_key(|words| words.end)?;
        let span = phrase::span(text, &said);
        // «до 300 тыс.» is an amount, and «до 15.12» a day.
        let written = &text.whole[span.clone()];
        let number_last = written.ends_with(|c: char| c.is_ascii_digit());
        let is_day = written.bytes().filter(|byte| *byte == b'.').count() >= 1;
        let names = !number_last || is_day || written.contains(|c: char| c.is_ascii_alphabetic());
        if names { text.found(span.start..with_year(text, said.end, span.end)) } else { None }
    })
}

/// Where a time ends with the year behind it.
fn with_year(text: &Text<'_>, next: usize, end: usize) -> usize {
    let is_year = |word: &&super::text::Word| {
        let near = text.whole.get(end..word.span.start).is_some_and(|gap| gap.chars().all(|c| " ,\u{a0}".contains(c)));
        near && word.folded.len() == 4
            && word.folded.starts_with("20")
            && word.folded.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some(year) = text.words.get(next).filter(is_year) else { return end };
    let word = text
        .words
        .get(next + 1)
        .filter(|word| word.line == year.line && matches!(word.folded.as_str(), "года" | "г" | "году"));
    word.map_or(year.span.end, |word| word.span.end)
}

pub(super) fn source(text: &Text<'_>, labels: &[Named]) -> Option<Found<String>> {
    if let Some(named) = labels::value(text, labels, Label::Source) {
        return Some(named);
    }
    let words = 0..text.words.len();
    let said = phrase::first(text, &SOURCES, words)?;
    let span = phrase::span(text, &said);
    let line = text.words.get(said.start).map_or(0, |word| word.line);
    let rest = &text.whole[span.end..text.lines[line].end];
    let stop = rest.find([',', '!', '?', ';', ':']).unwrap_or(rest.len());
    let stop = ends(rest).map(|at| at - 1).chain([stop]).min().unwrap_or(rest.len());
    // «… и хотим заказать» is another thought.
    let stop =
        [" и ", " and ", " - ", " – "].iter().filter_map(|mark| rest.find(mark)).chain([stop]).min().unwrap_or(stop);
    text.found(span.start..span.end + stop)
}
