//! What a text names itself: «Телефон: …», the fields of a form sent by mail, the columns of a copied row.
//! Deliberately not here: what is found without being named (the other modules).

use std::ops::Range;

use super::Found;
use super::text::{Text, Word, folded};

/// What a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Company,
    Person,
    Job,
    Phone,
    Email,
    Place,
    TaxNumber,
    Need,
    /// What a letter is about: what is needed, when nothing else says it.
    Subject,
    When,
    Amount,
    Source,
    /// Who sent it: a name and an address.
    From,
    /// Whom it was sent to, on what day: nothing about the lead.
    Other,
}

/// A label and the place of what it names.
pub(super) struct Named {
    pub(super) label: Label,
    pub(super) value: Range<usize>,
    /// The line that the label stands on.
    pub(super) line: usize,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Company,
        &[
            "компания",
            "организация",
            "название компании",
            "наименование организации",
            "наименование",
            "предприятие",
            "юрлицо",
            "фирма",
            "company",
            "company name",
            "organization",
            "organisation",
            "business",
            "account",
        ],
    ),
    (
        Label::Person,
        &[
            "имя",
            "ваше имя",
            "фио",
            "ф.и.о",
            "ф.и.о.",
            "контактное лицо",
            "контакт",
            "клиент",
            "имя клиента",
            "отправитель",
            "name",
            "your name",
            "full name",
            "contact",
            "contact name",
            "contact person",
            "customer",
        ],
    ),
    (Label::Job, &["должность", "роль", "position", "job title", "title", "role", "job"]),
    (
        Label::Phone,
        &[
            "телефон",
            "тел",
            "тел.",
            "моб",
            "моб.",
            "мобильный",
            "сот",
            "сот.",
            "ваш телефон",
            "номер телефона",
            "номер",
            "контактный телефон",
            "раб",
            "раб.",
            "whatsapp",
            "phone",
            "tel",
            "mobile",
            "cell",
            "phone number",
            "direct",
            "m",
            "t",
            "p",
        ],
    ),
    (
        Label::Email,
        &[
            "почта",
            "эл. почта",
            "электронная почта",
            "e-mail",
            "email",
            "mail",
            "ваш email",
            "email address",
            "your email",
            "e",
        ],
    ),
    (
        Label::Place,
        &["адрес", "город", "регион", "адрес доставки", "address", "city", "location", "region", "delivery address"],
    ),
    (Label::TaxNumber, &["инн", "инн/кпп", "инн / кпп", "inn"]),
    (
        Label::Need,
        &[
            "сообщение",
            "комментарий",
            "запрос",
            "что нужно",
            "что требуется",
            "потребность",
            "интересует",
            "товар",
            "услуга",
            "заявка",
            "текст",
            "вопрос",
            "задача",
            "текст сообщения",
            "ваш вопрос",
            "ваше сообщение",
            "message",
            "comment",
            "comments",
            "request",
            "product",
            "service",
            "need",
            "needs",
            "enquiry",
            "inquiry",
            "question",
            "your message",
            "what do you need",
        ],
    ),
    (Label::Subject, &["тема", "subject", "re", "тема письма"]),
    (
        Label::When,
        &[
            "срок",
            "сроки",
            "когда",
            "срок поставки",
            "дата поставки",
            "желаемый срок",
            "желаемая дата",
            "deadline",
            "when",
            "timeline",
            "timing",
            "delivery date",
            "needed by",
            "due",
            "due date",
            "start date",
        ],
    ),
    (
        Label::Amount,
        &[
            "бюджет",
            "сумма",
            "стоимость",
            "ваш бюджет",
            "сумма сделки",
            "budget",
            "amount",
            "value",
            "deal value",
            "estimated budget",
        ],
    ),
    (
        Label::Source,
        &[
            "источник",
            "откуда",
            "откуда узнали",
            "откуда о нас узнали",
            "канал",
            "source",
            "utm_source",
            "utm source",
            "lead source",
            "how did you hear about us",
            "referrer",
            "channel",
            "страница",
            "сайт",
            "page",
        ],
    ),
    (Label::From, &["от", "от кого", "from"]),
    (
        Label::Other,
        &[
            "кому",
            "копия",
            "дата",
            "отправлено",
            "время",
            "to",
            "cc",
            "bcc",
            "date",
            "sent",
            "reply-to",
            "огрн",
            "кпп",
            "бик",
            "р/с",
            "к/с",
            "время заявки",
            "ip",
            "id",
        ],
    ),
];

/// No form asks more.
const MOST: usize = 200;

/// Every label of a text, with what it names.
pub(super) fn find(text: &Text<'_>) -> Vec<Named> {
    let mut named = row(text).unwrap_or_default();
    for (at, line) in text.lines.iter().enumerate() {
        named.extend(on_line(text, at, line));
    }
    named.truncate(MOST);
    named
}

/// The first filled value of a label.
pub(super) fn value(text: &Text<'_>, labels: &[Named], label: Label) -> Option<Found<String>> {
    labels.iter().filter(|named| named.label == label).find_map(|named| text.found(named.value.clone()))
}

/// Whether a word stands in what is no matter of the lead: to whom a letter went, and when.
pub(super) fn is_other(labels: &[Named], word: &Word) -> bool {
    labels.iter().any(|named| named.label == Label::Other && named.line == word.line)
}

/// A row that was copied with its header: two lines of as many cells, parted by tabs.
fn row(text: &Text<'_>) -> Option<Vec<Named>> {
    let filled: Vec<usize> = (0..text.lines.len()).filter(|&at| !text.lines[at].is_empty()).take(2).collect();
    let [head, row] = filled[..] else { return None };
    let (titles, cells) = (cells(text, head), cells(text, row));
    if titles.len() < 3 || cells.len() > titles.len() {
        return None;
    }
    let named = titles.iter().zip(cells).filter_map(|(title, value)| {
        let label = label_of(&text.whole[title.clone()])?;
        Some(Named { label, value, line: row })
    });
    Some(named.collect())
}

fn cells(text: &Text<'_>, line: usize) -> Vec<Range<usize>> {
    let range = text.lines[line].clone();
    let mut from = range.start;
    let parts = text.whole[range].split('\t').map(|cell| {
        let span = from..from + cell.len();
        from = span.end + 1;
        span
    });
    parts.collect()
}

/// A label and its value on a line, or the value below it.
fn on_line(text: &Text<'_>, at: usize, line: &Range<usize>) -> Option<Named> {
    let written = &text.whole[line.clone()];
    let begin = written.trim_start_matches(|c: char| !c.is_alphanumeric());
    let skipped = written.len() - begin.len();
    let mark = begin.find([':', '\t', '–', '—', '=', '?']).or_else(|| begin.find(" - ").map(|at| at + 1))?;
    let label = label_of(&begin[..mark])?;
    let width = begin[mark..].chars().next().map_or(1, char::len_utf8);
    let from = line.start + skipped + mark + width;
    let value = from..line.end;
    let blank = !text.whole[value.clone()].chars().any(char::is_alphanumeric);
    // A form sent by mail often has the answer below the question.
    let below = (at + 1..text.lines.len()).take(2).find(|&next| !text.lines[next].is_empty());
    match below.filter(|_| blank) {
        Some(next) if !has_label(text, next) => Some(Named { label, value: text.lines[next].clone(), line: at }),
        Some(_) => None,
        None => Some(Named { label, value, line: at }),
    }
}

fn has_label(text: &Text<'_>, line: usize) -> bool {
    text.line(line).find([':', '\t']).is_some_and(|mark| label_of(&text.line(line)[..mark]).is_some())
}

/// What a title asks for.
pub(super) fn label_of(title: &str) -> Option<Label> {
    if title.len() > 80 {
        return None;
    }
    let end = title.find(['(', '[', ',']).filter(|&at| at > 0).unwrap_or(title.len());
    let title = folded(title[..end].trim_matches(|c: char| c.is_whitespace() || "*_?!".contains(c)));
    let bare = title.trim_end_matches('.');
    let known = |names: &[&str]| names.iter().any(|name| *name == title || *name == bare);
    LABELS.iter().find(|(_, names)| known(names)).map(|(label, _)| *label)
}
