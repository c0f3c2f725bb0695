//! Visiting cards as files (`.vcf`: vCard 2.1, 3.0 and 4.0, RFC 6350): people with their company, job and ways to reach them.
//! Many cards may stand in one file, as telephones export them.
//!
//! Deliberately not here: pictures, sounds, keys and calendars that cards carry, writing cards.

mod line;

use std::collections::BTreeMap;

use crate::data::mime::text_of;
use line::{Line, lines};

/// The largest file, in bytes: pictures make cards large.
pub const LARGEST_CARDS: usize = 50 * 1024 * 1024;
/// The most cards that are read of a file.
pub const MOST_CARDS: usize = 20_000;
/// More ways to reach somebody than a card has.
const MOST_WAYS: usize = 50;

/// A card. Texts are as they stand there, with spaces put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What the card is known by everywhere.
    pub id: Option<String>,
    /// The name in full.
    pub name: String,
    /// The company.
    pub company: Option<String>,
    /// What they are there; the department when nothing else is said.
    pub job: Option<String>,
    /// Telephones as written.
    pub phones: Vec<String>,
    /// Electronic addresses as written.
    pub emails: Vec<String>,
    /// Pages and names in messengers.
    pub pages: Vec<String>,
    /// Postal addresses, each on one line.
    pub places: Vec<String>,
    /// What somebody noted.
    pub note: Option<String>,
    /// Fields of a system's own (`X-…`), by their names.
    pub fields: BTreeMap<String, String>,
}

/// Why a file has no cards that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardProblem {
    /// It is larger than is read.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest there may be.
        limit: usize,
    },
    /// It has more cards than are read.
    TooMany {
        /// How many there may be.
        limit: usize,
    },
    /// There is no card in it.
    NotACard,
    /// A card is there, and says nobody's name and no company.
    Nobody,
}

/// Reads every card of a file. Cards without a name, a company or a way to reach anybody are left out.
///
/// # Errors
/// [`CardProblem`].
pub fn read(bytes: &[u8]) -> Result<Vec<Card>, CardProblem> {
    if bytes.len() > LARGEST_CARDS {
        return Err(CardProblem::TooLarge { bytes: bytes.len(), limit: LARGEST_CARDS });
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => text_of(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned(),
    };
    let mut cards = Vec::new();
    let mut card: Option<Reading> = None;
    let mut begun = 0;
    for line in lines(&text) {
        match (line.name.as_str(), &mut card) {
            ("BEGIN", _) if line.is("VCARD") => {
                begun += 1;
                // A card that was cut ends where the next begins.
                cards.extend(card.replace(Reading::default()).and_then(Reading::done));
            }
            ("END", Some(_)) if line.is("VCARD") => cards.extend(card.take().and_then(Reading::done)),
            (_, Some(card)) => card.take(&line),
            _ => {}
        }
        if cards.len() > MOST_CARDS {
            return Err(CardProblem::TooMany { limit: MOST_CARDS });
        }
    }
    // A file that was cut has no last line.
    cards.extend(card.and_then(Reading::done));
    match (cards.is_empty(), begun) {
        (true, 0) => Err(CardProblem::NotACard),
        (true, _) => Err(CardProblem::Nobody),
        (false, _) => Ok(cards),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A card while it is being read.
#[derive(Default)]
struct Reading {
    card: Card,
    /// The name in parts: family, given, middle, before, behind.
    parts: Vec<String>,
    department: Option<String>,
    nickname: Option<String>,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>) {
        let card = &mut self.card;
        let one = |place: &mut Option<String>| {
            if place.is_none() {
                *place = Some(line.text()).filter(|text| !text.is_empty());
            }
        };
        let way = |ways: &mut Vec<String>, text: String| {
            if !text.is_empty() && ways.len() < MOST_WAYS && !ways.contains(&text) {
                ways.push(text);
            }
        };
        match line.name.as_str() {
            "FN" if card.name.is_empty() => card.name = line.text(),
            "N" if self.parts.is_empty() => self.parts = line.parts(),
            "NICKNAME" => one(&mut self.nickname),
            "ORG" if card.company.is_none() => {
                let mut parts = line.parts().into_iter().filter(|part| !part.is_empty());
                card.company = parts.next();
                self.department = parts.next();
            }
            "TITLE" => one(&mut card.job),
            "ROLE" if card.job.is_none() => one(&mut card.job),
            "TEL" => way(&mut card.phones, without_scheme(line.text(), "tel:")),
            "EMAIL" => way(&mut card.emails, without_scheme(line.text(), "mailto:")),
            "URL" | "IMPP" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => way(&mut card.pages, line.text()),
            "ADR" => {
                let parts = line.parts().into_iter().filter(|part| !part.is_empty());
                way(&mut card.places, parts.collect::<Vec<_>>().join(", "));
            }
            "NOTE" => one(&mut card.note),
            "UID" => one(&mut card.id),
            name => {
                let own = name.strip_prefix("X-").filter(|name| !name.is_empty() && name.len() <= 60);
                let text = own.map(|_| line.text()).filter(|text| !text.is_empty() && text.len() <= 2_000);
                if let (Some(name), Some(text)) = (own, text)
                    && card.fields.len() < MOST_WAYS
                {
                    card.fields.entry(name.to_lowercase()).or_insert(text);
                }
            }
        }
    }

    /// The card; none when it says nothing.
    fn done(self) -> Option<Card> {
        let Self { mut card, parts, department, nickname } = self;
        if card.name.is_empty() {
            let part = |at: usize| parts.get(at).filter(|part| !part.is_empty()).map(String::as_str);
            let said = [part(3), part(1), part(2), part(0), part(4)];
            card.name = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        if card.name.is_empty() {
            card.name = nickname.unwrap_or_default();
        }
        card.job = card.job.or(department);
        let says =
            !card.name.is_empty() || card.company.is_some() || !card.phones.is_empty() || !card.emails.is_empty();
        says.then_some(card)
    }
}

fn without_scheme(text: String, scheme: &str) -> String {
    match text.get(..scheme.len()) {
        Some(start) if start.eq_ignore_ascii_case(scheme) => text[scheme.len()..].to_owned(),
        _ => text,
    }
}
