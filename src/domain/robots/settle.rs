//! What robots do after something has changed, until nobody has anything left to do.

use std::collections::VecDeque;
use std::sync::Arc;

use super::due::{Act, Clock, due};
use super::score::Month;
use crate::domain::{Cause, Change, Deal, DealId, Edit, Record, Slug, Workspace};

/// So many acts with one deal in a row are a circle that its makers have not seen.
const MOST: usize = 16;

/// A deal to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The deal.
    pub deal: DealId,
    /// The fields that were filled just now, or filled otherwise.
    pub filled: Vec<Slug>,
}

impl From<DealId> for Touched {
    fn from(deal: DealId) -> Self {
        Self { deal, filled: Vec::new() }
    }
}

/// The deals that a change has touched.
pub fn touched(change: &Change) -> Vec<Touched> {
    change.edits.iter().filter_map(of_edit).collect()
}

fn of_edit(edit: &Edit) -> Option<Touched> {
    let Some(Record::Deal(after)) = &edit.after else { return None };
    let before = match &edit.before {
        Some(Record::Deal(before)) => Some(before),
        _ => None,
    };
    // What a robot takes along into another deal has not been filled just now.
    let begun = before.is_none() && matches!(after.history.first().map(|entry| entry.cause), Some(Cause::Robot(_)));
    let was = |name: &str, value: &String| before.and_then(|deal| deal.fields.get(name)) == Some(value);
    let fields = after.fields.iter().filter(|(name, value)| !begun && !was(name, value));
    let mut filled: Vec<Slug> = fields.filter_map(|(name, _)| Slug::new(name).ok()).collect();
    let amount = |deal: &Deal| deal.amount;
    if !begun && after.amount.is_some() && before.is_none_or(|before| amount(before) != amount(after)) {
        filled.extend(Slug::new("amount"));
    }
    Some(Touched { deal: after.id, filled })
}

/// Robots at work on some deals, one act after another. It ends: every act is written down, a robot acts once a day with
/// one deal, no deal that robots began is begun from again, and more than a few acts in a row are one too many.
#[derive(Clone, Debug)]
pub struct Settling {
    waiting: VecDeque<Touched>,
    /// How many acts the first of them may still see.
    left: usize,
    /// What scores are read by.
    month: Option<Arc<Month>>,
}

impl Settling {
    /// Deals that are to be looked at, and what scores are read by: without it robots that go by scores wait.
    pub fn new(deals: impl IntoIterator<Item = Touched>, month: Option<Arc<Month>>) -> Self {
        Self { waiting: deals.into_iter().collect(), left: MOST, month }
    }

    /// The next act; none when nothing is left to do. The caller carries it out ([`Workspace::act`]) and says so.
    pub fn next(&mut self, workspace: &Workspace, clock: Clock<'_>) -> Option<Act> {
        while let Some(first) = self.waiting.front() {
            match due(workspace, first, self.month.as_deref(), clock).filter(|_| self.left > 0) {
                Some(act) => {
                    self.left -= 1;
                    return Some(act);
                }
                None => {
                    self.waiting.pop_front();
                    self.left = MOST;
                }
            }
        }
        None
    }

    /// What came of the act: the deals that it touched are looked at too.
    pub fn done(&mut self, change: &Change) {
        if change.is_empty() {
            // What can't be carried out would be due for ever.
            self.waiting.pop_front();
            self.left = MOST;
        }
        let first = self.waiting.front().map(|first| first.deal);
        self.waiting.extend(touched(change).into_iter().filter(|touched| Some(touched.deal) != first));
    }
}
