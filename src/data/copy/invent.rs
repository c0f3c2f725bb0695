//! A copy without personal data: people get invented names, telephones and e-mail addresses lead nowhere, also inside notes.
//! Companies keep their names, and so does everything that figures are counted from.
//!
//! The same workspace always gives the same names. A name that a note writes in another way than the card, as a nickname,
//! is not recognised; the screen says so.

use serde_json::Value;

use crate::data::codec::{self, Fields};
use crate::domain::{CustomerKind, Record, RecordId, Workspace};

type Names = [&'static str; 12];

const RU: [(Names, Names); 2] = [
    (
        ["Алексей", "Борис", "Виктор", "Глеб", "Денис", "Егор", "Илья", "Кирилл", "Лев", "Матвей", "Олег", "Роман"],
        [
            "Березин",
            "Ветров",
            "Горский",
            "Дубинин",
            "Ельцов",
            "Заречный",
            "Ключев",
            "Лугов",
            "Осинин",
            "Полянский",
            "Родников",
            "Яблонев",
        ],
    ),
    (
        ["Алина", "Вера", "Дарья", "Жанна", "Инна", "Кира", "Лидия", "Майя", "Нина", "Ольга", "Рита", "Софья"],
        [
            "Березина",
            "Ветрова",
            "Горская",
            "Дубинина",
            "Ельцова",
            "Заречная",
            "Ключева",
            "Лугова",
            "Осинина",
            "Полянская",
            "Родникова",
            "Яблонева",
        ],
    ),
];
const EN: [(Names, Names); 2] = [
    (
        ["Adam", "Ben", "Carl", "David", "Eric", "Frank", "George", "Harry", "Jack", "Leo", "Martin", "Simon"],
        [
            "Ashwood",
            "Birch",
            "Clearwater",
            "Dale",
            "Elmfield",
            "Fairbrook",
            "Greenhill",
            "Hawthorn",
            "Lake",
            "Meadows",
            "Northfield",
            "Rivers",
        ],
    ),
    (
        ["Alice", "Betty", "Clara", "Diana", "Emma", "Fiona", "Grace", "Helen", "Julia", "Laura", "Mary", "Sophie"],
        [
            "Ashwood",
            "Birch",
            "Clearwater",
            "Dale",
            "Elmfield",
            "Fairbrook",
            "Greenhill",
            "Hawthorn",
            "Lake",
            "Meadows",
            "Northfield",
            "Rivers",
        ],
    ),
];

/// Kinds that tell of nobody. What is of neither list stays out: files, addresses nobody writes to, what merged customers were,
/// how files were read (by the names of colleagues), and whatever comes later until somebody has thought of it.
const IMPERSONAL: [&str; 17] = [
    "company",
    "pipeline",
    "purchase",
    "draft",
    "edition",
    "robot",
    "run",
    "regulation",
    "pin",
    "segment",
    "plan",
    "target",
    "timetable",
    "view",
    "template",
    "apart",
    "rate",
];
/// Kinds that tell of people.
const TELL: [&str; 10] =
    ["deal", "customer", "person", "member", "activity", "note", "letter", "interview", "campaign", "hypothesis"];
/// The shortest beginning of a word by which a name is recognised in other endings, and the longest of those.
const STEM: usize = 4;
const ENDING: usize = 3;

/// The record without personal data; none of those that are nothing but personal data.
pub fn invent(workspace: &Workspace, record: &Record) -> Option<Record> {
    let id = record.id();
    if IMPERSONAL.contains(&id.kind()) {
        return Some(record.clone());
    }
    if !TELL.contains(&id.kind()) {
        return None;
    }
    let people: Vec<(String, String)> = around(workspace, record).collect();
    let mut fields: Fields = codec::encode(record);
    for (name, value) in &mut fields {
        // Numbers of other systems, and identities of ours.
        if !matches!(name.as_str(), "foreign" | "id" | "customer" | "deal" | "owner" | "by" | "stage" | "rate")
            && !name.starts_with("rate.")
        {
            rewrite(value, &|text| hidden(text, &people));
        }
    }
    if let Some(own) = own_name(record) {
        fields.insert("name".to_owned(), Value::String(invented(workspace, id, own)));
    }
    // What is read back is what was written but for its texts.
    codec::decode(id, &fields).ok()
}

/// The name of whoever the record is.
fn own_name(record: &Record) -> Option<&str> {
    match record {
        Record::Person(person) => Some(&person.name),
        Record::Member(member) => Some(&member.name),
        Record::Customer(customer) if customer.kind == CustomerKind::Person => Some(&customer.name),
        _ => None,
    }
}

/// Everybody whom the texts of a record may name, with their invented names: the sales desk, the customer and who works
/// there.
fn around<'a>(workspace: &'a Workspace, record: &Record) -> impl Iterator<Item = (String, String)> + 'a {
    let of_deal = |id| workspace.deal(id).and_then(|deal| deal.customer);
    let customer = match record {
        Record::Customer(customer) => Some(customer.id),
        Record::Deal(deal) => deal.customer,
        Record::Activity(activity) => of_deal(activity.deal),
        Record::Person(person) => Some(person.customer),
        Record::Note(note) => Some(note.customer),
        Record::Letter(letter) => Some(letter.customer),
        Record::Interview(talk) => Some(talk.customer),
        _ => None,
    };
    let people = customer.into_iter().flat_map(|id| workspace.of(id)).filter(|id| matches!(id, RecordId::Person(_)));
    let people = people.chain(customer.map(RecordId::from)).filter_map(|id| workspace.get(id));
    let desk = workspace.members().cloned().map(Record::Member);
    people.chain(desk).filter_map(|record| {
        let name = own_name(&record)?;
        Some((name.to_owned(), invented(workspace, record.id(), name)))
    })
}

/// An invented name, in the letters of the real one.
fn invented(workspace: &Workspace, id: RecordId, name: &str) -> String {
    let number = match id {
        // A sales desk is small, and no two of it get one name.
        RecordId::Member(id) => {
            let place = workspace.members().position(|member| member.id == id).unwrap_or_default();
            2 * place + 24 * (5 * place % 12)
        }
        id => number(&id.to_string()),
    };
    let cyrillic = name.chars().any(|sign| ('\u{400}'..='\u{4ff}').contains(&sign));
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = |with: &[char]| words.iter().any(|word| word.ends_with(with));
    let woman = if cyrillic { ends(&['а', 'я']) } else { number % 2 == 1 };
    let (given, family) = &(if cyrillic { RU } else { EN })[usize::from(woman)];
    let given = given[number / 2 % given.len()];
    match words.len() {
        0 | 1 => given.to_owned(),
        _ => format!("{given} {}", family[number / 24 % family.len()]),
    }
}

fn rewrite(value: &mut Value, how: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = how(text),
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, how)),
        Value::Object(members) => {
            for (name, member) in members {
                if !matches!(name.as_str(), "id" | "from" | "to" | "by" | "reason" | "cause" | "kind" | "currency") {
                    rewrite(member, how);
                }
            }
        }
        _ => {}
    }
}

/// A text without telephones, addresses and the names of these people.
fn hidden(text: &str, people: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = telephone(rest).filter(|_| !out.ends_with(char::is_alphanumeric)) {
            let digits: String = rest[..length].chars().filter(char::is_ascii_digit).collect();
            let number = number(&digits);
            out.push_str(&format!("+7 900 555-{:02}-{:02}", number % 100, number / 100 % 100));
            rest = &rest[length..];
        } else if first.is_alphanumeric() {
            let length = rest.find(|sign: char| !is_of_word(sign)).unwrap_or(rest.len());
            let word = &rest[..length];
            if word.contains('@') {
                out.push_str(&format!("name{}@example.com", number(&word.to_lowercase()) % 10_000));
            } else {
                out.push_str(renamed(word, people).unwrap_or(word));
            }
            rest = &rest[length..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// What an address or a name is made of.
fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '@' | '.' | '_' | '-' | '+')
}

/// The invented word for a word of somebody's name, whatever its ending. Names are written with a capital.
fn renamed<'a>(word: &str, people: &'a [(String, String)]) -> Option<&'a str> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let word = folded(word.trim_end_matches(['.', '-', '_', '+']));
    people.iter().find_map(|(real, new)| {
        let words = real.split_whitespace().zip(new.split_whitespace());
        let mut like = words.filter(|(real, _)| {
            let real = folded(real);
            let stem = stem(&real);
            let ending = word.strip_prefix(stem).map(|ending| ending.chars().count());
            word == real || stem.chars().count() >= STEM && ending.is_some_and(|ending| ending <= ENDING)
        });
        like.next().map(|(_, new)| new)
    })
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace('ё', "е")
}

/// What stays of a name in every case: «орлов» of «Орлова», «лугов» of «Луговой».
fn stem(name: &str) -> &str {
    let adjective = ["ий", "ый", "ой", "ая", "яя"].iter().find_map(|ending| name.strip_suffix(ending));
    adjective.unwrap_or_else(|| name.trim_end_matches(['а', 'я', 'ь', 'й', 'о']))
}

/// A number that the same text always gives and from which nobody finds the text.
fn number(text: &str) -> usize {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // The last letters alone make neighbours differ too little.
    let mixed = (sum ^ sum >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    usize::try_from((mixed ^ mixed >> 33) & 0xffff_ffff).unwrap_or_default()
}

/// How many bytes of a text are a telephone with which it begins: ten to fifteen digits with marks between them.
fn telephone(text: &str) -> Option<usize> {
    if !text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '+' || sign == '(') {
        return None;
    }
    let (mut digits, mut end) = (0, 0);
    for (at, sign) in text.char_indices() {
        match sign {
            '0'..='9' => {
                digits += 1;
                end = at + 1;
            }
            '+' if at == 0 => {}
            ' ' | '\u{a0}' | '-' | '(' | ')' | '.' => {}
            _ if sign.is_alphanumeric() && end == at => return None,
            _ => break,
        }
    }
    (10..=15).contains(&digits).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_and_addresses_lead_nowhere() {
        let hide = |text: &str| hidden(text, &[]);
        for text in ["+7 (495) 123-45-67", "8 495 1234567", "89261234567", "+44 20 7946 0958"] {
            let hidden = hide(text);
            assert!(hidden.starts_with("+7 900 555-"), "{text}: {hidden}");
        }
        let letter = hide("писать на ivan.petrov@zavod.ru, завтра");
        assert!(letter.starts_with("писать на name") && letter.ends_with("@example.com, завтра"), "{letter}");
        // The same ones stay the same, different ones different.
        assert_eq!(hide("+7 495 123-45-67"), hide("+7 (495) 1234567"));
        assert_ne!(hide("+7 495 123-45-67"), hide("+7 495 123-45-68"));
        for text in
            ["12 преобразователей", "2026-11-22", "№ 123456", "01JD0000000000000000000001", "1 250 000,50", "С-300"]
        {
            assert_eq!(hide(text), text);
        }
    }

    #[test]
    fn names_in_notes_are_those_of_the_cards_whatever_their_ending() {
        let people = [("Иван Петров".to_owned(), "Глеб Лугов".to_owned())];
        assert_eq!(hidden("Звонил Петрову, Иван в отпуске. Петров.", &people), "Звонил Лугов, Глеб в отпуске. Лугов");
        assert_eq!(hidden("Петрозаводск ждёт", &people), "Петрозаводск ждёт");
        let people = [("Мария Котова".to_owned(), "Рита Лугова".to_owned())];
        assert_eq!(hidden("Записку, которую ждёт Котовой", &people), "Записку, которую ждёт Лугова");
    }
}
