//! Who asks, and what they are there: a label, the sender of a letter, a signature, «меня зовут», the head of a message.
//! Deliberately not here: whether two names are of one person.

use std::ops::Range;

use super::Found;
use super::company::is_capital;
use super::job::{self, is_job};
use super::labels::{self, Label, Named, is_other};
use super::phrase;
use super::text::{Text, Word, folded, head};

/// How letters end.
const CLOSINGS: [&str; 18] = [
    "с уважением",
    "с наилучшими пожеланиями",
    "с наилучшими",
    "с благодарностью",
    "заранее спасибо",
    "спасибо",
    "всего доброго",
    "best regards",
    "kind regards",
    "warm regards",
    "regards",
    "sincerely",
    "yours sincerely",
    "best wishes",
    "best",
    "thanks",
    "many thanks",
    "thank you",
];

/// How people say their name.
const I_AM: [&str; 14] = [
    "меня зовут",
    "мое имя",
    "я",
    "это",
    "пишет",
    "вам пишет",
    "my name is",
    "i am",
    "i'm",
    "this is",
    "it's",
    "name's",
    "зовут",
    "контактное лицо",
];

/// Capitalised words that begin lines and are nobody's name.
const NO_NAMES: [&str; 42] = [
    "добрый",
    "доброе",
    "доброго",
    "здравствуйте",
    "привет",
    "приветствую",
    "коллеги",
    "уважаемые",
    "уважаемый",
    "тел",
    "телефон",
    "моб",
    "почта",
    "сайт",
    "адрес",
    "инн",
    "отправлено",
    "отдел",
    "good",
    "hello",
    "hi",
    "dear",
    "hey",
    "sent",
    "phone",
    "tel",
    "mobile",
    "email",
    "subject",
    "thanks",
    "regards",
    "please",
    "we",
    "i",
    "the",
    "our",
    "best",
    "kind",
    "прошу",
    "нужен",
    "нужны",
    "department",
];

/// The person, and the job.
pub(super) fn find(
    text: &Text<'_>,
    labels: &[Named],
    company: Option<&Found<String>>,
) -> (Option<Found<String>>, Option<Found<String>>) {
    let free = |span: &Range<usize>| {
        company.is_none_or(|company| span.end <= company.span.start || company.span.end <= span.start)
    };
    let named =
        labels.iter().filter(|named| named.label == Label::Person).filter_map(|named| labelled(text, &named.value));
    let sender =
        labels.iter().filter(|named| named.label == Label::From).filter_map(|named| sender(text, &named.value));
    let name = named
        .chain(signed(text))
        .chain(sender)
        .chain(author(text))
        .chain(introduced(text, labels))
        .chain(titled(text))
        .chain(alone(text))
        .find(|span| free(span));
    let title = labels::value(text, labels, Label::Job);
    let title = title.or_else(|| text.found(job::beside(text, labels, name.as_ref())?));
    (name.and_then(|span| text.found(span)), title)
}

/// The line on which a letter is closed.
pub(super) fn closing(text: &Text<'_>) -> Option<usize> {
    let closes = |at: usize| {
        let words = text.words_of(at);
        let from = text.words.partition_point(|word| word.line < at);
        let said = CLOSINGS.iter().filter_map(|closing| phrase::at(text, from, closing)).max_by_key(|words| words.end);
        // «Спасибо» that thanks for something closes nothing.
        said.filter(|said| words.len() <= said.len() + 3 && (at + 1 < text.lines.len() || words.len() > said.len()))
    };
    (0..text.lines.len()).rev().find(|&at| closes(at).is_some())
}

/// A name after a label: as much of it as is no address or number.
fn labelled(text: &Text<'_>, value: &Range<usize>) -> Option<Range<usize>> {
    let written = &text.whole[value.clone()];
    let end = written.find([',', '<', '(', ';', '+', '/']).unwrap_or(written.len());
    let span = value.start..value.start + end;
    let name = text.whole[span.clone()].trim();
    let fits = (2..=80).contains(&name.chars().count()) && !name.contains(|c: char| c.is_ascii_digit() || c == '@');
    fits.then_some(span)
}

/// The name before an address: `Иван Петров <ivan@example.ru>`.
fn sender(text: &Text<'_>, value: &Range<usize>) -> Option<Range<usize>> {
    let span = labelled(text, value)?;
    let name = text.whole[span.clone()].trim_matches(|c: char| c.is_whitespace() || "\"'«»".contains(c));
    let start = span.start + text.whole[span.clone()].find(name)?;
    name.chars().any(char::is_alphabetic).then_some(start..start + name.len())
}

/// The name below a closing phrase, or after it on its line.
fn signed(text: &Text<'_>) -> Option<Range<usize>> {
    let at = closing(text)?;
    let from = text.words.partition_point(|word| word.line < at);
    let said = CLOSINGS.iter().filter_map(|closing| phrase::at(text, from, closing)).max_by_key(|words| words.end)?;
    let beside = name_at(text, said.end).filter(|_| text.words.get(said.end).is_some_and(|word| word.line == at));
    let below =
        || (at + 1..text.lines.len()).filter(|&at| !text.lines[at].is_empty()).take(4).find_map(|at| on_line(text, at));
    beside.or_else(below)
}

/// The name that a line begins with, when it is a line of a signature.
fn on_line(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let from = text.words.partition_point(|word| word.line < at);
    let first = text.words.get(from).filter(|word| word.line == at)?;
    let begins = text.whole[text.lines[at].start..first.span.start]
        .chars()
        .all(|c| !c.is_alphanumeric() && !"«\"@+".contains(c));
    let span = name_at(text, from).filter(|_| begins)?;
    let rest = text.whole[span.end..text.lines[at].end].trim();
    // Behind a name stands the end of the line, or a mark and the job.
    (rest.is_empty() || rest.starts_with([',', '|', '(', '-', '–', '—', '/', '.'])).then_some(span)
}

/// One to four capitalised words from `from` on that can be a name.
fn name_at(text: &Text<'_>, from: usize) -> Option<Range<usize>> {
    let first = text.words.get(from)?;
    let mut end = None;
    let mut before: Option<&Word> = None;
    for word in text.words[from..].iter().take(4) {
        let written = &text.whole[word.span.clone()];
        let joined = before.is_none_or(|before| {
            let gap = text.between(before, word);
            let initial = text.whole[before.span.clone()].chars().count() == 1;
            word.line == before.line
                && (matches!(gap, " " | "\u{a0}") || initial && matches!(gap, "." | ". " | ".\u{a0}"))
        });
        let fits =
            is_capital(text, word) && written.chars().all(|c| c.is_alphabetic() || "-'’‑\u{306}\u{308}".contains(c));
        let shouted = written.chars().count() > 2
            && written.chars().all(char::is_uppercase)
            && before.is_none()
            && !has_next_shouted(text, from);
        if !joined || !fits || shouted || NO_NAMES.contains(&word.folded.as_str()) || is_job(&word.folded) {
            break;
        }
        end = Some(word.span.end);
        before = Some(word);
    }
    let end = end?;
    let dotted = text.whole[end..].starts_with('.')
        && text.whole[..end].chars().rev().nth(1).is_some_and(|c| !c.is_alphabetic());
    let span = first.span.start..end + usize::from(dotted);
    // An initial alone is nobody.
    (text.whole[span.clone()].chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(span)
}

/// Whether two words in capitals stand side by side, as names in some signatures do.
fn has_next_shouted(text: &Text<'_>, from: usize) -> bool {
    let next = text.words.get(from + 1).filter(|next| next.line == text.words[from].line);
    next.is_some_and(|next| {
        text.whole[next.span.clone()].chars().all(|c| c.is_uppercase() || c == '-') && next.span.len() > 4
    })
}

/// Who wrote a message that was copied from a messenger: `[10:15, 12.05.2026] Иван Петров: …`, `Иван Петров, [12.05.2026 10:15]`.
fn author(text: &Text<'_>) -> Option<Range<usize>> {
    text.lines.iter().find_map(|line| {
        let written = &text.whole[line.clone()];
        let name = match head(written) {
            Some((_, name)) => line.start + name.start..line.start + name.end,
            None => {
                let (name, stamp) = written.split_once(", [")?;
                let fits = stamp.contains(':') && stamp.bytes().filter(u8::is_ascii_digit).count() >= 4;
                fits.then_some(line.start..line.start + name.len())?
            }
        };
        let said = text.whole[name.clone()].trim();
        let fits = said.chars().any(char::is_alphabetic) && said.chars().count() <= 60;
        (fits && !said.contains(|c: char| c.is_ascii_digit())).then_some(name)
    })
}

/// A name after «меня зовут».
fn introduced(text: &Text<'_>, labels: &[Named]) -> Option<Range<usize>> {
    let words = (0..text.words.len()).filter(|&at| !is_other(labels, &text.words[at]));
    words.into_iter().find_map(|at| {
        let said = I_AM.iter().filter_map(|said| phrase::at(text, at, said)).max_by_key(|words| words.end)?;
        let (last, next) = (&text.words[said.end - 1], text.words.get(said.end)?);
        let gap = text.between(last, next);
        let joined = last.line == next.line && gap.chars().all(|c| c.is_whitespace() || ",:–-".contains(c));
        let span = name_at(text, said.end).filter(|_| joined)?;
        // «Это Москва» is no name, «это Анна из отдела закупок» is one: something says so.
        let weak = matches!(last.folded.as_str(), "я" | "это" | "пишет" | "i'm" | "am" | "is" | "it's");
        let after = text.whole[span.end..].trim_start();
        let told = after.starts_with([',', '.', '(', '!'])
            || ["из ", "от ", "from ", "at ", "with "].iter().any(|word| after.starts_with(word));
        (!weak || told).then_some(span)
    })
}

/// A name behind its job: «Директор: Самойлов О. И.»
fn titled(text: &Text<'_>) -> Option<Range<usize>> {
    (0..text.lines.len()).find_map(|at| {
        let (job, _) = text.line(at).split_once(':')?;
        let words = text.words_of(at);
        let titles = words.iter().take_while(|word| word.span.end <= text.lines[at].start + job.len()).count();
        let fits = (1..=4).contains(&titles) && is_job(&words[0].folded);
        let from = text.words.partition_point(|word| word.line < at) + titles;
        name_at(text, from).filter(|_| fits && words.len() > titles)
    })
}

/// A name alone on a line, of two to four words: a card, or a signature without a closing phrase.
fn alone(text: &Text<'_>) -> Option<Range<usize>> {
    (0..text.lines.len()).find_map(|at| {
        let span = on_line(text, at)?;
        let name = &text.whole[span.clone()];
        let words = name.split_whitespace().count();
        let rest = text.whole[span.end..text.lines[at].end].trim_start_matches(|c: char| !c.is_alphanumeric());
        let told = rest.is_empty() || rest.split_whitespace().next().is_some_and(|word| is_job(&folded(word)));
        // «Николай, 8 900 …» at the end is who to call.
        let last = text.lines[at + 1..].iter().all(Range::is_empty);
        let called = last && rest.starts_with(|c: char| c.is_ascii_digit()) && name.len() + 1 < text.lines[at].len();
        (words >= 2 && told || called).then_some(span)
    })
}
