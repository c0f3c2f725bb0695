//! Those who buy, those who work there, those who sell, and what was bought.
//! Deliberately not here: scores of customers (`insight`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Currency, CustomerId, ForeignId, MemberId, Moment, Money, PersonId, PurchaseId, Quote, Role};

/// What a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A company.
    Company,
    /// A person who buys for themselves.
    Person,
}

/// A company or a person that buys or may buy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// Company or person.
    pub kind: CustomerKind,
    /// Name, as people say it.
    pub name: String,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// When it became known.
    pub created: Moment,
    /// Everything else, by field name: trade, city, phone, e-mail, columns of a file.
    pub fields: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Where it came from.
    pub foreign: Option<ForeignId>,
    /// The currency in which new deals with it begin; none for the company's.
    pub currency: Option<Currency>,
}

/// What part somebody has in the decision to buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Decides.
    Decides,
    /// Is listened to by whoever decides.
    Influences,
    /// Will work with what is bought.
    Uses,
    /// Has the money.
    Pays,
}

/// Where somebody stands towards the purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Wants it.
    For,
    /// Has not said.
    Neutral,
    /// Does not want it.
    Against,
}

/// Somebody who works at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Where they work first of all.
    pub customer: CustomerId,
    /// Where else they work: a purchasing agent of several companies, a designer of many projects.
    pub also: BTreeSet<CustomerId>,
    /// Full name.
    pub name: String,
    /// Their part in the decision, once somebody knows it.
    pub part: Option<Part>,
    /// Where they stand, once somebody knows it.
    pub stance: Option<Stance>,
    /// Job title, phone, e-mail, by field name.
    pub fields: BTreeMap<String, String>,
    /// Where they came from.
    pub foreign: Option<ForeignId>,
}

impl Person {
    /// Every customer where they work, the first of them first.
    pub fn customers(&self) -> impl Iterator<Item = CustomerId> + '_ {
        std::iter::once(self.customer).chain(self.also.iter().copied().filter(|&other| other != self.customer))
    }
}

/// Somebody of our own sales desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Identity.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// What they do; none when a file only names them.
    pub role: Option<Role>,
}

/// The company whose workspace this is: one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// The currency that sums are shown in.
    pub currency: Currency,
    /// Whether this is the invented example company.
    pub demo: bool,
}

/// An order or money given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseKind {
    /// An order.
    Sale,
    /// Money given back; its amount is negative.
    Refund,
}

/// An order that came from outside (a shop, an accounting system). A won deal is a purchase too and is not copied here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Identity.
    pub id: PurchaseId,
    /// Who bought.
    pub customer: CustomerId,
    /// Order or refund.
    pub kind: PurchaseKind,
    /// When.
    pub at: Moment,
    /// What it was worth; none when the file does not say.
    pub amount: Option<Money>,
    /// Where it came from.
    pub foreign: Option<ForeignId>,
    /// By what its amount was worth in the currency of the company then, as for a won deal.
    pub rate: Option<Quote>,
    /// The same for the currencies that the company had sums in before, as for a won deal.
    pub other_rates: BTreeMap<Currency, Quote>,
}
