//! Files that are kept with a customer or a deal, recordings of talks among them, and notes on a customer that are about no
//! deal.
//!
//! A record says what the file is called, how large it is and which contents it has; the contents themselves lie in the
//! storage under their [`Checksum`], once, however many records name them. Deliberately not here: reading, hashing and
//! playing them (`app::attached`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decide::some_text;
use super::{
    AttachmentId, Change, CustomerId, DealId, InvalidId, MemberId, Moment, NoteId, RecordId, Rejection, Workspace,
};

/// The largest file that is kept, in bytes.
pub const LARGEST: u64 = 25_000_000;

/// The SHA-256 of the contents of a file; written as 64 lower-case digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checksum(pub [u8; 32]);

/// With whom or what a file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A customer, whatever they buy.
    Customer(CustomerId),
    /// One deal.
    Deal(DealId),
}

/// What a file is to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// Any file.
    File,
    /// A talk or a voice note that was recorded here and takes so many seconds.
    Recording {
        /// Its length.
        seconds: u32,
    },
}

/// A file that is kept with a customer or a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Identity.
    pub id: AttachmentId,
    /// With whom or what.
    pub of: Holder,
    /// What the file is called, its ending included.
    pub name: String,
    /// Its media type as the browser told it, `application/pdf`; empty when nobody knows.
    pub media: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its contents.
    pub sha256: Checksum,
    /// When it was added.
    pub at: Moment,
    /// Who added it.
    pub by: Option<MemberId>,
    /// What people say about it.
    pub caption: Option<String>,
    /// What it is.
    pub kind: AttachmentKind,
}

/// A note on a customer that is about no deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// On whom.
    pub customer: CustomerId,
    /// What it says.
    pub text: String,
    /// When it was written down.
    pub at: Moment,
    /// Who wrote it down.
    pub by: Option<MemberId>,
}

impl Holder {
    /// The record with which the file is kept.
    pub fn record(self) -> RecordId {
        match self {
            Self::Customer(id) => id.into(),
            Self::Deal(id) => id.into(),
        }
    }
}

/// Whether a file of this name and of so many bytes may be kept (rule 77).
///
/// # Errors
/// The rejection with which keeping it would end.
pub fn may_be_kept(name: &str, size: u64) -> Result<(), Rejection> {
    match size {
        _ if name.trim().is_empty() => Err(Rejection::NameMissing),
        0 => Err(Rejection::FileEmpty),
        size if size > LARGEST => Err(Rejection::FileTooLarge(size)),
        _ => Ok(()),
    }
}

impl Workspace {
    /// Rule 77.
    pub(super) fn attach(&self, file: Attachment) -> Result<Change, Rejection> {
        if self.get(file.of.record()).is_none() {
            return Err(Rejection::NotFound(file.of.record()));
        }
        if self.attachment(file.id).is_some() {
            return Err(Rejection::AlreadyExists(file.id.into()));
        }
        self.take_in(vec![file.into()])
    }

    /// Rule 78.
    pub(super) fn say_of(&self, id: AttachmentId, words: &str) -> Result<Change, Rejection> {
        let file = self.attachment(id).ok_or(Rejection::NotFound(id.into()))?;
        let said = Attachment { caption: some_text(words), ..Attachment::clone(file) };
        Ok(self.replace([(id.into(), Some(said.into()))]))
    }

    /// Rule 78.
    pub(super) fn detach(&self, id: AttachmentId) -> Result<Change, Rejection> {
        match self.attachment(id) {
            Some(_) => Ok(self.replace([(id.into(), None)])),
            None => Err(Rejection::NotFound(id.into())),
        }
    }

    /// Rule 79.
    pub(super) fn write_note(&self, note: Note) -> Result<Change, Rejection> {
        let text = some_text(&note.text).ok_or(Rejection::NothingSaid)?;
        let kept = match self.note(note.id) {
            // Put into other words it stays whose and when it was.
            Some(known) => Note { text, ..Note::clone(known) },
            None => Note { text, ..note },
        };
        self.take_in(vec![kept.into()])
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Checksum {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let plain = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(2 * at..2 * at + 2).filter(|_| plain).ok_or(InvalidId)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| InvalidId)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Checksum {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Checksum {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_checksum_survives_its_text(bytes in any::<[u8; 32]>()) {
            prop_assert_eq!(Checksum(bytes).to_string().parse(), Ok(Checksum(bytes)));
        }
    }

    #[test]
    fn foreign_text_is_no_checksum() {
        let right = "ab".repeat(32);
        for text in ["", "ab", &right[1..], &format!("{right}a"), &right.to_uppercase(), &"жь".repeat(16)] {
            assert_eq!(text.parse::<Checksum>(), Err(InvalidId), "{text}");
        }
    }
}
