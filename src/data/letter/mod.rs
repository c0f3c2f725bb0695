//! A letter as a file (`.eml`: RFC 5322 and MIME): who wrote it, what about, what it says, what is attached.
//!
//! A reader of our own, of what a lead is made of; why: docs/decisions/0011-foreign-files.md.
//! Deliberately not here: writing letters (`mail`), what a letter says about a lead (`lead`), files of Outlook (`.msg`).

mod address;
mod body;
mod html;

use chrono::DateTime;

use crate::data::mime::{fields, words};
use crate::domain::Moment;

pub use address::Address;

/// The largest letter, in bytes, with everything that is attached.
pub const LARGEST_LETTER: usize = 50 * 1024 * 1024;
/// The most text of a letter, in bytes; what goes on beyond is passed over.
pub const LONGEST_TEXT: usize = 1024 * 1024;

/// A letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What the letter is known by everywhere: by this it is taken in once.
    pub id: Option<String>,
    /// Who wrote it, and under another name whom to answer.
    pub from: Vec<Address>,
    /// Whom it was written to, copies included.
    pub to: Vec<Address>,
    /// What about.
    pub subject: String,
    /// When it was sent.
    pub at: Option<Moment>,
    /// What it says, as plain text.
    pub text: String,
    /// What is attached.
    pub attached: Vec<Attached>,
}

/// A file attached to a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its name; empty when it has none.
    pub name: String,
    /// What it is: `application/pdf`.
    pub kind: String,
    /// Its size in bytes.
    pub bytes: usize,
}

/// Why a file is no letter that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterProblem {
    /// It is larger than is read.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest there may be.
        limit: usize,
    },
    /// It is a letter as Outlook keeps it (`.msg`): to be saved as `.eml` or copied as text.
    Outlook,
    /// Nothing in it is a header of a letter.
    NotALetter,
}

/// Reads a letter.
///
/// # Errors
/// [`LetterProblem`].
pub fn read(bytes: &[u8]) -> Result<Letter, LetterProblem> {
    if bytes.len() > LARGEST_LETTER {
        return Err(LetterProblem::TooLarge { bytes: bytes.len(), limit: LARGEST_LETTER });
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(LetterProblem::Outlook);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (fields, begin) = fields(bytes);
    let get = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.value.as_str());
    if ["from", "subject", "date", "to", "message-id"].into_iter().all(|name| get(name).is_none()) {
        return Err(LetterProblem::NotALetter);
    }
    let mut letter = Letter {
        id: get("message-id").map(|id| id.trim().trim_matches(['<', '>']).to_owned()).filter(|id| !id.is_empty()),
        subject: get("subject").map(words).unwrap_or_default().trim().to_owned(),
        at: get("date").and_then(moment),
        ..Letter::default()
    };
    for name in ["from", "reply-to"] {
        address::gather(&mut letter.from, get(name).unwrap_or_default());
    }
    for name in ["to", "cc"] {
        address::gather(&mut letter.to, get(name).unwrap_or_default());
    }
    body::read(&mut letter, &fields, &bytes[begin..]);
    Ok(letter)
}

fn moment(date: &str) -> Option<Moment> {
    // A name of the zone in brackets says it once more.
    let date = date.split('(').next().unwrap_or(date).trim();
    DateTime::parse_from_rfc2822(date).ok().map(|at| Moment(at.timestamp_millis()))
}
