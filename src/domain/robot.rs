//! Robots: routine moves that happen by themselves (0.10, 1.24, U23). When something is so, and if, then do.
//! A robot is data of the workspace; it edits nothing itself, it asks for commands like everybody else.
//! Deliberately not here: what robots would do at an instant (`robots`), and carrying it out (`app`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::insight::rfm::Code;
use super::{ActivityKind, Currency, DealId, MemberId, Moment, NextContact, Quote, Role, RunId, Slug, Text};

/// A span of time as people plan it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Minutes of working time.
    WorkingMinutes(u32),
    /// Working days.
    WorkingDays(u16),
    /// Days of the calendar.
    Days(u16),
}

/// What a robot waits for, about one deal or, by their latest deal, about a customer. Each is a fact that can be read from
/// the workspace at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It entered a stage, basket or end.
    Entered(Slug),
    /// It stands on a stage so long.
    Stands(Slug, Span),
    /// It stands on any stage of a funnel (of any funnel, when none is named) longer than the stage's norm.
    OverNorm(Option<Slug>),
    /// A field was filled.
    FieldSet(Slug),
    /// It was won, in one of these funnels; in any, when none is named.
    Won(Vec<Slug>),
    /// It was lost for one of these reasons; for any, when none is named.
    Lost(Vec<Slug>),
    /// The date on which a conditional refusal returns is so many days ahead, 0 on the day itself.
    Returns(u16),
    /// A date in a field is so many days ahead, 0 on the day itself.
    DateNear(Slug, u16),
    /// The customer's score has come to be one of these.
    Scored(BTreeSet<Code>),
    /// The customer stops being best by recency in so many days, 0 on the day itself.
    LeavesBest(u16),
}

impl When {
    /// Whether it goes by the score of a customer, so that of all the deals with them only the latest is an occasion
    /// (rule 58).
    pub fn goes_by_score(&self) -> bool {
        matches!(self, Self::Scored(_) | Self::LeavesBest(_))
    }
}

/// What must be so besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// These fields are filled.
    Filled(Vec<Slug>),
    /// A field holds this.
    Holds(Slug, String),
    /// It stands on this stage, basket or end.
    On(Slug),
    /// It has stood on this stage.
    Stood(Slug),
    /// No contact is planned.
    NoContact,
    /// Nobody has spoken or written to the buyer since it entered the stage.
    NoTalk,
    /// The customer has no open deal in this funnel.
    NotIn(Slug),
    /// It has this tag.
    Tagged(String),
    /// The customer's score is one of these today.
    Scored(BTreeSet<Code>),
}

/// What a robot does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Moves the deal to a stage, basket or end.
    Move(Slug),
    /// Moves it to the basket that goes with what a field holds, or, when no field is named, with the reason for which it
    /// was lost. A closed deal stays closed: another with the same customer begins in the basket.
    Basket(Option<Slug>, BTreeMap<String, Slug>),
    /// Returns it to the stage on which it stood before it was closed.
    Return,
    /// Begins another deal with the same customer; what comes after is about that one.
    Begin(Slug),
    /// Gives it to whoever of a role has the fewest open deals.
    Assign(Role),
    /// Plans a contact, so long from now; one that is planned already stays.
    Plan {
        /// How.
        kind: ActivityKind,
        /// When.
        after: Span,
        /// What to get from the buyer.
        purpose: Text,
    },
    /// Adds a tag.
    Tag(String),
    /// Puts a message to the buyer ready for a person to send.
    Message(Text),
    /// Tells somebody.
    Notify(Whom),
}

/// Whom a robot tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Who leads the deal.
    Owner,
    /// Everybody of a role.
    Role(Role),
}

/// A robot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robot {
    /// Name: `sql-to-deal`.
    pub id: Slug,
    /// What it is called.
    pub name: Text,
    /// Why it is worth having.
    pub why: Text,
    /// The funnel in whose editor it stands; none is one for all.
    pub funnel: Option<Slug>,
    /// What it waits for.
    pub when: When,
    /// What must be so besides, all of it.
    pub only_if: Vec<Condition>,
    /// What it does, in order.
    pub then: Vec<Action>,
    /// Since when it is on; none is off. What was so before, it leaves alone.
    pub on: Option<Moment>,
}

/// One thing that a robot did, or could not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Moved the deal.
    Moved(Slug),
    /// Began another deal, on this stage.
    Began(DealId, Slug),
    /// Gave it to somebody.
    Assigned(MemberId),
    /// Planned a contact.
    Planned(Moment),
    /// Left a contact as it was planned already.
    Kept(Moment),
    /// Added a tag.
    Tagged(String),
    /// Put a message ready; then, when a person sent it.
    Message(Text, Option<Moment>),
    /// Told these people; then, when each of them took note.
    Told(BTreeMap<MemberId, Option<Moment>>),
    /// Could not move it there: the data and proofs that it lacks, or the number of the rule that forbids it
    /// (docs/rules.md).
    Refused(Slug, Vec<Slug>, Option<u8>),
    /// Nobody has the role that it should have gone to.
    NobodyToAssign(Role),
    /// Planned no contact, as the deal is closed.
    NotPlanned,
}

/// What a robot did with one deal on one occasion. Written once; undoing marks it, so that the robot does not begin again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Identity, made of the robot, the deal and the occasion: two tabs that do the same write the same record.
    pub id: RunId,
    /// Which robot.
    pub robot: Slug,
    /// With which deal.
    pub deal: DealId,
    /// When.
    pub at: Moment,
    /// The fact that it went by: the moment since which it was so.
    pub since: Moment,
    /// What came of it.
    pub did: Vec<Deed>,
    /// Who led the deal before, so that it can be given back.
    pub owner: Option<MemberId>,
    /// What was planned before.
    pub next: Option<NextContact>,
    /// The rate that the deal kept before, so that a sale which is opened again and given back is worth what it was.
    pub rate: Option<Quote>,
    /// Those that it kept for other currencies of the company.
    pub other_rates: BTreeMap<Currency, Quote>,
    /// When a person took it back.
    pub undone: Option<Moment>,
}

impl Run {
    /// Whether it has told somebody something that they have not taken note of. Where nobody has said who they are,
    /// everything is for whoever sits here.
    pub fn tells(&self, me: Option<MemberId>) -> bool {
        let told = |deed: &Deed| match deed {
            Deed::Told(members) => {
                members.iter().any(|(&member, noted)| noted.is_none() && me.is_none_or(|me| me == member))
            }
            _ => false,
        };
        self.undone.is_none() && self.did.iter().any(told)
    }

    /// The message that it has put ready and nobody has sent.
    pub fn message(&self) -> Option<&Text> {
        self.did.iter().filter(|_| self.undone.is_none()).find_map(|deed| match deed {
            Deed::Message(text, None) => Some(text),
            _ => None,
        })
    }

    /// The same, once somebody has taken note of what they were told.
    pub fn noted(mut self, me: Option<MemberId>, now: Moment) -> Self {
        for deed in &mut self.did {
            if let Deed::Told(members) = deed {
                for (_, noted) in members.iter_mut().filter(|(member, _)| me.is_none_or(|me| me == **member)) {
                    *noted = noted.or(Some(now));
                }
            }
        }
        self
    }

    /// The same, once its message has been sent.
    pub fn sent(mut self, now: Moment) -> Self {
        let ready = self.did.iter_mut().find_map(|deed| match deed {
            Deed::Message(_, sent @ None) => Some(sent),
            _ => None,
        });
        if let Some(sent) = ready {
            *sent = Some(now);
        }
        self
    }
}
