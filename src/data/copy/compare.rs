//! What a copy and the workspace that is here have of each other, kind by kind.
//! Deliberately not here: what is done about it (`restore`).

use std::cmp::Ordering;

use super::Copy;
use crate::domain::{Moment, Record, RecordId, Workspace};

/// So many names are shown of each kind.
pub const EXAMPLES: usize = 3;
/// Records that are compared before the page breathes.
const SLICE: usize = 500;

/// What a copy and this workspace have of one kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfKind {
    /// The kind as one word: `deal`.
    pub kind: &'static str,
    /// Only in the copy.
    pub new: usize,
    /// In both, and written here later.
    pub newer_here: usize,
    /// In both, and written later in the copy.
    pub newer_there: usize,
    /// In both, different, and nobody knows which is the later.
    pub unlike: usize,
    /// In both and the same.
    pub same: usize,
    /// Only here.
    pub only_here: usize,
    /// Names of some that differ or are in one place alone.
    pub examples: Vec<String>,
}

impl OfKind {
    /// Counts another kind as one with this.
    pub fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.newer_here += other.newer_here;
        self.newer_there += other.newer_there;
        self.unlike += other.unlike;
        self.same += other.same;
        self.only_here += other.only_here;
        self.examples.extend(other.examples.iter().take(EXAMPLES - self.examples.len()).cloned());
    }
}

/// What a copy and this workspace have of each other, by kind, in the order in which kinds are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The kinds of which there is anything.
    pub kinds: Vec<OfKind>,
}

impl Comparison {
    /// Of all kinds together.
    pub fn total(&self, what: impl Fn(&OfKind) -> usize) -> usize {
        self.kinds.iter().map(what).sum()
    }

    /// Whether copy and workspace are the same.
    pub fn is_same(&self) -> bool {
        self.total(|kind| kind.new + kind.newer_here + kind.newer_there + kind.unlike + kind.only_here) == 0
    }

    fn of(&mut self, kind: &'static str) -> &mut OfKind {
        let at = self.kinds.iter().position(|of| of.kind == kind).unwrap_or_else(|| {
            self.kinds.push(OfKind { kind, ..OfKind::default() });
            self.kinds.len() - 1
        });
        &mut self.kinds[at]
    }
}

/// Compares a copy with what is here. `here` says when a record was last written here; `breathe` is awaited now and then.
pub async fn compare(
    copy: &Copy,
    workspace: &Workspace,
    here: impl Fn(RecordId) -> Option<Moment>,
    breathe: impl AsyncFn(),
) -> Comparison {
    let mut comparison = Comparison::default();
    for (at, record) in copy.workspace.records().enumerate() {
        if at % SLICE == SLICE - 1 {
            breathe().await;
        }
        let id = record.id();
        let known = workspace.get(id);
        let of = comparison.of(id.kind());
        match known {
            Some(known) if known == record => {
                of.same += 1;
                continue;
            }
            None => of.new += 1,
            Some(_) => match later(here(id), copy.at.get(&id).copied()) {
                Some(Ordering::Greater) => of.newer_here += 1,
                Some(Ordering::Less) => of.newer_there += 1,
                _ => of.unlike += 1,
            },
        }
        example(of, &record);
    }
    for (at, record) in workspace.records().enumerate() {
        if at % SLICE == SLICE - 1 {
            breathe().await;
        }
        if copy.workspace.get(record.id()).is_none() {
            let of = comparison.of(record.id().kind());
            of.only_here += 1;
            example(of, &record);
        }
    }
    let place = |kind: &str| RecordId::KINDS.iter().position(|known| *known == kind);
    comparison.kinds.sort_by_key(|of| place(of.kind));
    comparison
}

/// Which of two moments is the later; none when one of them is not known.
pub(super) fn later(here: Option<Moment>, there: Option<Moment>) -> Option<Ordering> {
    here.zip(there).map(|(here, there)| here.cmp(&there))
}

fn example(of: &mut OfKind, record: &Record) {
    let name = match record {
        Record::Deal(deal) => &deal.title,
        Record::Customer(customer) => &customer.name,
        Record::Person(person) => &person.name,
        Record::Member(member) => &member.name,
        Record::Campaign(campaign) => &campaign.name,
        _ => return,
    };
    if of.examples.len() < EXAMPLES {
        of.examples.push(name.clone());
    }
}
