//! A deal, where it has been, and what comes next. A lead is a deal that stands in the funnel «Лиды».
//! Deliberately not here: whether it may move (`transition`), figures over many deals (`insight`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ActivityKind, Currency, CustomerId, DealId, EntryId, MemberId, Moment, Money, Quote, Slug, Workspace};

/// The identity a record had in the system it came from, so that a second import updates instead of doubling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ForeignId {
    /// The system or kind of file: `bitrix24`, `amocrm`, `csv`.
    pub system: String,
    /// The identity there.
    pub id: String,
}

/// One entry into a stage or an end. Kept for ever (I4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageEntry {
    /// Identity, unique among the entries of a deal on any device.
    pub id: EntryId,
    /// Where the deal stood before; none on the first entry.
    pub from: Option<Slug>,
    /// The stage or end entered.
    pub to: Slug,
    /// When.
    pub at: Moment,
    /// Who moved it; none when it came from a file.
    pub by: Option<MemberId>,
    /// The person's reason for a skip, a return or a reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why the buyer stopped, on entry into an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// What moved it.
    #[serde(default, skip_serializing_if = "Cause::is_hand")]
    pub cause: Cause,
}

/// What moved a deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Somebody's hand, or the file that it came from.
    #[default]
    Hand,
    /// A robot.
    Robot(Slug),
    /// Its stage went with a new edition of the funnel: no step of the buyer.
    Funnel,
}

impl Cause {
    fn is_hand(&self) -> bool {
        *self == Self::Hand
    }
}

/// That the buyer's action took place, and what shows it (U1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// When it was noted.
    pub at: Moment,
    /// Who noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<MemberId>,
    /// What the buyer answered, the date, the name of the file or a link to it; may be empty where
    /// [`EvidenceKind::needs_words`](super::EvidenceKind::needs_words) says no, and where version 1 noted it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Why a buyer stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// A reason of the stage at which the buyer stopped; none when it is told in words alone.
    pub reason: Option<Slug>,
    /// The buyer's own words, or the reason that no list has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// When a conditional refusal returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_on: Option<Moment>,
}

/// The planned next contact with the buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextContact {
    /// When.
    pub at: Moment,
    /// How.
    pub kind: ActivityKind,
    /// What to get from the buyer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
}

/// A possible purchase and the buyer's way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// Identity.
    pub id: DealId,
    /// What the buyer needs: «12 преобразователей ВЧ-37 на дымососы».
    pub title: String,
    /// Who buys; none while a file or a lead does not say.
    pub customer: Option<CustomerId>,
    /// What it is worth; none when unknown, which is not zero.
    pub amount: Option<Money>,
    /// The stage, basket or end it stands on; its funnel follows from it.
    pub stage: Slug,
    /// Who leads it.
    pub owner: Option<MemberId>,
    /// When it was created, in the system it was created in.
    pub created: Moment,
    /// The planned next contact.
    pub next: Option<NextContact>,
    /// Pieces of evidence that are there.
    pub proofs: BTreeMap<Slug, Proof>,
    /// Data that stages ask for and columns that a file brought, by field name.
    pub fields: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Every entry into a stage, by moment and then identity. Never empty; the last one's `to` is `stage`.
    pub history: Vec<StageEntry>,
    /// Where it came from.
    pub foreign: Option<ForeignId>,
    /// By what its amount was worth in the currency of the company when it was won; none of a deal that is not won, of one
    /// in that currency, and while no rate is known.
    pub rate: Option<Quote>,
    /// The same for the currencies that the company had sums in before, by the currency: when it comes back to one of them,
    /// what was sold is worth what it was.
    pub other_rates: BTreeMap<Currency, Quote>,
}

impl Deal {
    /// What it is called: the buyer's name, or what they need while nobody has said who they are.
    pub fn called<'a>(&'a self, workspace: &'a Workspace) -> &'a str {
        let customer = self.customer.and_then(|id| workspace.customer(id));
        customer.map_or(&self.title, |customer| &customer.name)
    }

    /// When it entered the stage that it stands on.
    pub fn entered(&self) -> Moment {
        self.history.last().map_or(self.created, |entry| entry.at)
    }

    /// Whether a piece of data that a stage asks for is there.
    pub fn has(&self, field: Slug) -> bool {
        match field.as_str() {
            "amount" => self.amount.is_some(),
            name => self.fields.get(name).is_some_and(|value| !value.trim().is_empty()),
        }
    }
}
