//! What somebody is at their company: words that jobs are named with, beside a name.
//! Deliberately not here: the name (`person`).

use std::ops::Range;

use super::labels::{Label, Named};
use super::text::{Text, folded};

/// Words that a job is named with: how they begin.
const JOBS: [&str; 61] = [
    "директор",
    "менеджер",
    "инженер",
    "бухгалтер",
    "закупщи",
    "снабженец",
    "снабженц",
    "руководител",
    "начальни",
    "специалист",
    "заведующ",
    "заместител",
    "зам",
    "технолог",
    "механик",
    "энергетик",
    "владел",
    "собственни",
    "основател",
    "учредител",
    "секретар",
    "логист",
    "маркетолог",
    "администратор",
    "управляющ",
    "председател",
    "президент",
    "архитектор",
    "аналитик",
    "экономист",
    "юрист",
    "агроном",
    "прораб",
    "мастер",
    "главн",
    "коммерческ",
    "генеральн",
    "помощни",
    "ассистент",
    "координатор",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "cmo",
    "manager",
    "director",
    "head",
    "engineer",
    "buyer",
    "officer",
    "founder",
    "owner",
    "assistant",
    "specialist",
    "president",
    "purchas",
    "procurement",
    "vp",
    "chief",
    "supervisor",
];

/// What the person is: beside the name on its line, or on one of the two lines below or the one above.
pub(super) fn beside(text: &Text<'_>, labels: &[Named], name: Option<&Range<usize>>) -> Option<Range<usize>> {
    let name = name?;
    let line = text.lines.iter().position(|line| line.start <= name.start && name.end <= line.end)?;
    let is_sender = labels.iter().any(|named| named.line == line && named.label == Label::From);
    let beside = [name.end..text.lines[line].end, text.lines[line].start..name.start];
    if let Some(span) = beside.into_iter().filter(|_| !is_sender).find_map(|span| part(text, span)) {
        return Some(span);
    }
    let near = [line + 1, line + 2, line.wrapping_sub(1)];
    near.into_iter().filter(|&at| at < text.lines.len() && text.line(at).chars().count() <= 120).find_map(|at| {
        // A sentence that speaks of a director is not what the writer is.
        let short = text.words_of(at).len() <= 9 && !text.line(at).ends_with(['.', '?', '!', ':']);
        part(text, text.lines[at].clone()).filter(|_| short)
    })
}

/// The part of a line, between commas and bars, that names a job.
fn part(text: &Text<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let whole = text.whole.as_ptr() as usize;
    for part in text.whole[range].split([',', '|', '(', ')', ';', '/', '.', '\t', '•', '·']) {
        let from = part.as_ptr() as usize - whole;
        let span = from..from + part.len();
        let mut words =
            part.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).map(folded);
        let count = words.clone().count();
        if (1..=8).contains(&count) && words.any(|word| is_job(&word)) {
            let text = &text.whole[span.clone()];
            let begin = text.find(char::is_alphanumeric)?;
            let joined = text[begin..]
                .find([' '])
                .filter(|at| ["я", "и", "the", "a", "an", "our"].contains(&folded(&text[begin..begin + at]).as_str()));
            let begin = joined.map_or(begin, |at| begin + at);
            // «закупщик в ООО …»: where is another answer.
            let end = [" в компании", " в ооо", " at ", " из ", " компании ", " ооо ", " ао ", " – ", " - "]
                .iter()
                .filter_map(|mark| find_folded(&text[begin..], mark))
                .min()
                .map_or(text.len(), |at| begin + at);
            return Some(span.start + begin..span.start + end);
        }
    }
    None
}

/// Where a text in lower case stands in another, whatever the case there.
fn find_folded(text: &str, wanted: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|&at| {
        let mut rest = text[at..].chars().flat_map(char::to_lowercase);
        wanted.chars().all(|c| rest.next() == Some(c))
    })
}

/// Whether a word is one that jobs are named with.
pub(super) fn is_job(word: &str) -> bool {
    word.split(['-', '‑'])
        .any(|part| JOBS.iter().any(|job| if job.len() <= 4 { part == *job } else { part.starts_with(job) }))
}
