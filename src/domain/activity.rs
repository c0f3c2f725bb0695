//! What passed between the seller and the buyer.

use serde::{Deserialize, Serialize};

use super::{ActivityId, DealId, MemberId, Moment};

/// The way of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A note for oneself.
    Note,
    /// A call.
    Call,
    /// A letter.
    Letter,
    /// A meeting.
    Meeting,
    /// A message in a messenger.
    Message,
    /// What the next one to lead the deal needs to know.
    HandOver,
}

impl ActivityId {
    /// The identity of a note that a file has beside a deal: made of what it says, so that the same file brings it once.
    pub fn of_note(deal: DealId, text: &str) -> Self {
        Self(super::identity::named(&[b"note", &deal.0.to_be_bytes(), text.as_bytes()]))
    }
}

/// A note, call, letter, meeting or message on a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Identity.
    pub id: ActivityId,
    /// The deal it is about.
    pub deal: DealId,
    /// The way.
    pub kind: ActivityKind,
    /// What the buyer said or did.
    pub text: String,
    /// When.
    pub at: Moment,
    /// Who wrote it down.
    pub by: Option<MemberId>,
}
