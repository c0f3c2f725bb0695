//! What customers who fell silent said, in a report by cause (0.30, U12): how many, of whose customers, in which months,
//! and how many of them have bought again.
//! Deliberately not here: who is to be asked (`silent`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bought::bought;
use crate::domain::{Grievance, Interview, MemberId, Moment, Workspace};

/// A talk with what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The talk.
    pub interview: Arc<Interview>,
    /// Who led the deal that it was about.
    pub manager: Option<MemberId>,
    /// The first purchase after it.
    pub back: Option<Moment>,
}

/// Every talk, the latest first.
pub fn told(workspace: &Workspace) -> Vec<Told> {
    let one = |interview: &Arc<Interview>| {
        let deal = interview.deal.and_then(|id| workspace.deal(id));
        let after = bought(workspace, interview.customer);
        let back = after.iter().map(|bought| bought.at).filter(|&at| at > interview.at).min();
        Told { interview: interview.clone(), manager: deal.and_then(|deal| deal.owner), back }
    };
    let mut all: Vec<Told> = workspace.interviews().map(one).collect();
    all.sort_by_key(|told| std::cmp::Reverse((told.interview.at, told.interview.id)));
    all
}

/// Talks counted by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// How many for each of [`Grievance::ALL`].
    pub each: [usize; 4],
    /// How many of all bought afterwards.
    pub back: usize,
}

impl Causes {
    /// How many talks.
    pub fn all(&self) -> usize {
        self.each.iter().sum()
    }

    fn count(&mut self, told: &Told) {
        if let Some(at) = Grievance::ALL.iter().position(|&cause| cause == told.interview.cause) {
            self.each[at] += 1;
        }
        self.back += usize::from(told.back.is_some());
    }
}

/// Talks counted by cause for each manager, month or anything else.
pub fn by<K: Ord>(all: &[Told], key: impl Fn(&Told) -> K) -> BTreeMap<K, Causes> {
    let mut counted: BTreeMap<K, Causes> = BTreeMap::new();
    for told in all {
        counted.entry(key(told)).or_default().count(told);
    }
    counted
}
