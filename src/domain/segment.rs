//! A named group of cells among the 27 (0.26, 0.31): what its customers have in common, and what to do about them.
//! Deliberately not here: who stands in a cell (`insight::scores`).

use std::collections::BTreeSet;

use super::insight::rfm::Code;
use super::{Change, RecordId, Slug, Text, Workspace};

/// A named group of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name in the records.
    pub id: Slug,
    /// What people call it.
    pub name: Text,
    /// Its cells. A cell belongs to one group at most.
    pub cells: BTreeSet<Code>,
    /// What its customers have in common.
    pub meaning: Text,
    /// What to do.
    pub what_to_do: Text,
    /// What to offer.
    pub offer: Text,
    /// What may go wrong.
    pub risk: Text,
}

impl Segment {
    /// These groups with this one among them, in the place of the one of its name: the cells that it has, no other has.
    pub fn among<'a>(self, others: impl IntoIterator<Item = &'a Segment>) -> Vec<Segment> {
        let others = others.into_iter().filter(|other| other.id != self.id).cloned();
        others.chain([self.clone()]).collect()
    }
}

impl Workspace {
    /// These groups in the place of all there are. A cell that two of them name belongs to the later one.
    pub(super) fn regroup(&self, mut groups: Vec<Segment>) -> Change {
        let mut taken = BTreeSet::new();
        for group in groups.iter_mut().rev() {
            group.cells.retain(|&cell| taken.insert(cell));
        }
        let gone =
            self.segments().filter(|known| groups.iter().all(|group| group.id != known.id)).map(|known| known.id);
        let gone: Vec<_> = gone.map(|id| (RecordId::Segment(id), None)).collect();
        self.replace(
            gone.into_iter().chain(groups.into_iter().map(|group| (RecordId::Segment(group.id), Some(group.into())))),
        )
    }
}
