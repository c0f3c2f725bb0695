//! A letter that somebody has prepared for a customer, from then on kept: what it says, by what way it goes, and what came
//! of it. Its identity is made of what it is about, so that the same letter is not prepared twice, on one device or two.
//! Deliberately not here: who is due a letter (`insight::warming`), and the network (`app`).

use serde::{Deserialize, Serialize};

use super::{CampaignId, CustomerId, DealId, EntryId, LetterId, MemberId, Moment, RunId, Slug, identity};

/// What a letter comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The content plan of a basket: which message, and the deal's coming into the basket.
    Plan(Slug, EntryId),
    /// A campaign.
    Campaign(CampaignId),
    /// A robot.
    Robot(RunId),
}

impl Source {
    /// The identity of the letter to a customer that comes from it.
    pub fn letter(self, customer: CustomerId) -> LetterId {
        let whom = customer.0.to_be_bytes();
        LetterId(match self {
            Self::Plan(message, entry) => {
                identity::named(&[b"plan", message.as_str().as_bytes(), &entry.0.to_be_bytes(), &whom])
            }
            Self::Campaign(campaign) => identity::named(&[b"campaign", &campaign.0.to_be_bytes(), &whom]),
            Self::Robot(run) => identity::named(&[b"robot", &run.0.to_be_bytes(), &whom]),
        })
    }
}

/// By what way a letter goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The mail program of the person's own computer.
    Mail,
    /// A file for a mail program, .eml.
    File,
    /// An address on the network that takes JSON.
    Webhook,
    /// Some other way, which a person says.
    Hand,
}

/// What has become of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It waits to be sent by hand.
    Ready,
    /// It waits for the network: tried so often, and to be tried again from a moment on.
    Queued {
        /// How often it has been tried.
        tries: u16,
        /// Not before.
        from: Moment,
        /// Why the last try came to nothing; empty before the first.
        why: String,
    },
    /// It is sent.
    Sent {
        /// When.
        at: Moment,
        /// By what way.
        way: Way,
    },
    /// It will not be sent: the last try came to nothing, or the address is wrong.
    Failed {
        /// When.
        at: Moment,
        /// What the other side said.
        why: String,
    },
    /// It was not sent because something had happened meanwhile, or somebody did not want it.
    Dropped(Moment),
}

/// A letter to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Identity: [`Source::letter`].
    pub id: LetterId,
    /// To whom.
    pub customer: CustomerId,
    /// About which deal, when it is about one.
    pub deal: Option<DealId>,
    /// What it comes from.
    pub source: Source,
    /// The e-mail address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, as it goes out.
    pub body: String,
    /// When it was prepared.
    pub made: Moment,
    /// Who prepared it.
    pub by: Option<MemberId>,
    /// What has become of it.
    pub fate: Fate,
    /// When the customer answered it.
    pub answered: Option<Moment>,
}

impl Letter {
    /// Whether it can still go out.
    pub fn is_open(&self) -> bool {
        matches!(self.fate, Fate::Ready | Fate::Queued { .. })
    }

    /// From when on the network may take it; none when it does not wait for the network.
    pub fn queued_from(&self) -> Option<Moment> {
        if let Fate::Queued { from, .. } = self.fate { Some(from) } else { None }
    }

    /// When it went out.
    pub fn sent(&self) -> Option<Moment> {
        if let Fate::Sent { at, .. } = self.fate { Some(at) } else { None }
    }
}

/// After so many tries a letter is given up.
pub const TRIES: u16 = 8;

/// How long to wait after a try that came to nothing, in milliseconds: a minute, and each time twice as long, up to an
/// hour. What the other side asks for counts when it is longer.
pub fn pause(tries: u16, asked: Option<i64>) -> i64 {
    const MINUTE: i64 = 60_000;
    let doubled = MINUTE << u32::from(tries.saturating_sub(1).min(6));
    doubled.min(60 * MINUTE).max(asked.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_known_by_what_it_is_about() {
        let message = Slug::new("no-money-1").unwrap();
        let plan = Source::Plan(message, EntryId(7));
        assert_eq!(plan.letter(CustomerId(1)), plan.letter(CustomerId(1)));
        let others = [
            plan.letter(CustomerId(2)),
            Source::Plan(message, EntryId(8)).letter(CustomerId(1)),
            Source::Plan(Slug::new("no-money-2").unwrap(), EntryId(7)).letter(CustomerId(1)),
            Source::Campaign(CampaignId(7)).letter(CustomerId(1)),
            Source::Robot(RunId(7)).letter(CustomerId(1)),
        ];
        assert!(others.iter().all(|other| *other != plan.letter(CustomerId(1))));
    }

    #[test]
    fn each_pause_is_longer_up_to_an_hour() {
        let minutes = |tries| pause(tries, None) / 60_000;
        assert_eq!((0..10).map(minutes).collect::<Vec<_>>(), [1, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(pause(1, Some(90_000)), 90_000);
        assert_eq!(pause(3, Some(1_000)), 240_000);
    }
}
