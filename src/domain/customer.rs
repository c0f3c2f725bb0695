//! Those who buy, those who work there, those who sell, and what was bought.
//! Deliberately not here: scores of customers (`insight`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Currency, CustomerId, ForeignId, MemberId, Moment, Money, PersonId, PurchaseId, Role};

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
}

/// Somebody who works at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Where they work.
    pub customer: CustomerId,
    /// Full name.
    pub name: String,
    /// Job title, phone, e-mail, part in the decision, by field name.
    pub fields: BTreeMap<String, String>,
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
}
