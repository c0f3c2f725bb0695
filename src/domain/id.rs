//! Identities. A record is known by a 128-bit number written as 26 letters (Crockford's base 32, as in ULID), so that
//! ids sort by time of creation and any device can make one alone. Pipelines, stages and reasons are known by a short
//! readable name, because templates, links and imports refer to them.
//! Deliberately not here: making new ids, which needs a clock and randomness (`app`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Text that is not an identity of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a valid id")
    }
}

impl std::error::Error for InvalidId {}

fn encode(value: u128) -> [u8; 26] {
    let mut out = [0; 26];
    for (at, letter) in out.iter_mut().enumerate() {
        *letter = ALPHABET[(value >> (5 * (25 - at)) & 31) as usize];
    }
    out
}

fn decode(text: &str) -> Result<u128, InvalidId> {
    if text.len() != 26 {
        return Err(InvalidId);
    }
    let mut value: u128 = 0;
    for (at, byte) in text.bytes().enumerate() {
        let digit = ALPHABET.iter().position(|&letter| letter == byte).ok_or(InvalidId)?;
        // 26 letters hold 130 bits: the first may not spend the two that do not fit.
        if at == 0 && digit > 7 {
            return Err(InvalidId);
        }
        value = value << 5 | digit as u128;
    }
    Ok(value)
}

macro_rules! record_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                encode(self.0).iter().try_for_each(|&byte| fmt::Write::write_char(f, char::from(byte)))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                decode(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

record_id! {
    /// A deal, or a lead: a lead is a deal that still stands in the funnel «Лиды».
    DealId,
    /// A company or a person that buys.
    CustomerId,
    /// Somebody who works at a customer.
    PersonId,
    /// Somebody of our own sales desk.
    MemberId,
    /// A note, call, letter or meeting.
    ActivityId,
    /// An order that came from outside, or a refund.
    PurchaseId,
    /// One entry of a deal into a stage.
    EntryId,
    /// An edition of a funnel that is no longer in force.
    EditionId,
    /// What a robot did on one occasion.
    RunId,
    /// Boundaries of scores that were pinned.
    PinId,
    /// A letter to a customer.
    LetterId,
    /// An offer to a list of customers.
    CampaignId,
    /// A talk with a customer who fell silent.
    InterviewId,
    /// An address that is not written to.
    OptOutId,
    /// A change of how we sell that is being tried.
    HypothesisId,
    /// A view of a list that somebody has given a name.
    ViewId,
    /// Two customers that were made one.
    MergerId,
    /// Two customers of which somebody has said that they are two.
    ApartId,
    /// How files of one make were read last.
    IntakeId,
    /// A file that is kept with a customer or a deal.
    AttachmentId,
    /// A note on a customer.
    NoteId,
}

/// The longest name, in bytes.
const SLUG: usize = 39;

/// A short readable name of a pipeline, stage, field, piece of evidence or loss reason: Latin letters, digits, `.`,
/// `-` and `_`, at most 39 bytes. Stage names are unique in the whole workspace (`deals-4r.quote`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug {
    // Compared first to last, so that shorter names with the same beginning come first: the rest is zeros.
    bytes: [u8; SLUG],
    len: u8,
}

impl Slug {
    /// Before all others: where a search by name begins.
    pub(super) const FIRST: Self = Self { bytes: [0; SLUG], len: 0 };

    /// The name, or an error when it is empty, too long or has other characters.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        let fits = !text.is_empty() && text.len() <= SLUG;
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        if !fits || !plain {
            return Err(InvalidId);
        }
        let mut bytes = [0; SLUG];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self { bytes, len: text.len() as u8 })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in, so this never falls back.
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// A name inside this one: `deals-4r` and `quote` give `deals-4r.quote`.
    pub fn child(&self, name: &str) -> Result<Self, InvalidId> {
        Self::new(&format!("{self}.{name}"))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl FromStr for Slug {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Self::new(text)
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_survives_its_text(value in any::<u128>()) {
            let id = DealId(value);
            prop_assert_eq!(id.to_string().parse::<DealId>(), Ok(id));
        }

        #[test]
        fn text_order_is_id_order(a in any::<u128>(), b in any::<u128>()) {
            prop_assert_eq!(DealId(a).to_string().cmp(&DealId(b).to_string()), a.cmp(&b));
        }

        #[test]
        fn a_slug_survives_its_text(text in "[A-Za-z0-9._-]{1,39}") {
            let slug = Slug::new(&text).unwrap();
            prop_assert_eq!(slug.as_str(), text.as_str());
        }
    }

    #[test]
    fn foreign_text_is_refused() {
        for text in ["", "01ARZ3NDEKTSV4RRFFQ69G5FA", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAI"] {
            assert_eq!(text.parse::<DealId>(), Err(InvalidId), "{text}");
        }
        for text in ["", "тест", "a b", "a/b", &"x".repeat(40)] {
            assert_eq!(Slug::new(text), Err(InvalidId), "{text}");
        }
    }
}
