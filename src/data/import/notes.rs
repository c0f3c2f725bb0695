//! Notes that stand in columns beside a deal. What a note says makes its identity, so one that was taken in is not taken in
//! again, nor put back as it was when somebody has changed it here.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use crate::domain::{Activity, ActivityId, ActivityKind, DealId, Moment, Workspace};

use super::ledger::Tally;

/// The notes that are there, and those that the files bring.
#[derive(Clone, Debug)]
pub(super) struct Notes {
    there: HashSet<ActivityId, BuildHasherDefault<DefaultHasher>>,
    known: u32,
    /// Those that are new.
    pub(super) new: Vec<Activity>,
}

impl Notes {
    pub(super) fn of(workspace: &Workspace) -> Self {
        Self { there: workspace.activities().map(|activity| activity.id).collect(), known: 0, new: Vec::new() }
    }

    /// Notes on a deal as its row has them. A file does not say when they were written: they are as old as the deal, and
    /// stay in their order.
    pub(super) fn take<'c>(&mut self, deal: DealId, since: Moment, texts: impl Iterator<Item = &'c str>) {
        for (nth, text) in (0..).zip(texts) {
            let id = ActivityId::of_note(deal, text);
            if self.there.insert(id) {
                let at = Moment(since.0.saturating_add(nth));
                let (kind, text) = (ActivityKind::Note, text.to_owned());
                self.new.push(Activity { id, deal, kind, text, at, by: None });
            } else {
                self.known += 1;
            }
        }
    }

    pub(super) fn tally(&self) -> Tally {
        let new = u32::try_from(self.new.len()).unwrap_or(u32::MAX);
        Tally { new, updated: 0, unchanged: self.known }
    }
}
