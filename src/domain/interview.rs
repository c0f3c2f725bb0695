//! What a customer who stopped buying said when asked (0.30, U12): the product, the manager, the terms.

use serde::{Deserialize, Serialize};

use super::{CustomerId, DealId, InterviewId, MemberId, Moment};

/// Why a customer stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grievance {
    /// «Товар».
    Product,
    /// «Менеджер».
    Manager,
    /// «Сроки».
    Terms,
    /// Something else, which the words say.
    Other,
}

/// A talk with a customer who has fallen silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// Identity.
    pub id: InterviewId,
    /// Who was asked.
    pub customer: CustomerId,
    /// About which deal: the last one that was won.
    pub deal: Option<DealId>,
    /// What it was.
    pub cause: Grievance,
    /// The customer's own words.
    pub words: String,
    /// When.
    pub at: Moment,
    /// Who asked.
    pub by: Option<MemberId>,
}
