//! What a customer who stopped buying said when asked (0.30, U12): the product, the manager, the terms.

use serde::{Deserialize, Serialize};

use super::{Change, Context, CustomerId, DealDraft, DealId, InterviewId, MemberId, Moment, Rejection, Workspace};

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

impl Grievance {
    /// Every cause, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Product, Self::Manager, Self::Terms, Self::Other];
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

impl Workspace {
    /// Rules 26 to 28 and 63: the talk and the deal are one change.
    pub(super) fn record_interview(
        &self,
        interview: Interview,
        deal: Option<DealDraft>,
        context: &Context,
    ) -> Result<Change, Rejection> {
        let mut change = self.take_in(vec![interview.into()])?;
        if let Some(draft) = deal {
            change.edits.extend(self.add_deal(draft, context)?.edits);
        }
        Ok(change)
    }
}
