//! [`Change`], the one currency of edits (I3): before and after, per record. The same value redraws the screen, fills
//! undo, is written to storage and goes to the other tabs.
//!
//! Laws, kept by `tests/laws.rs`: a change applied and then reversed leaves everything as it was; two changes squashed
//! do what they do in turn.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fate, Letter, Moment, Record, RecordId, Run, Way};

/// One record before and after. Equal sides are possible only inside a squash that came back to where it began, and
/// [`Change::squash`] drops those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which record.
    pub id: RecordId,
    /// What it was; none when it did not exist.
    pub before: Option<Record>,
    /// What it became; none when it was removed.
    pub after: Option<Record>,
}

/// What one command did. At most one edit per record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The edits. They happen at once: nothing may rest on their order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// The change that takes this one back.
    pub fn reversed(&self) -> Self {
        let edits = self.edits.iter().rev();
        Self { edits: edits.map(|e| Edit { id: e.id, before: e.after.clone(), after: e.before.clone() }).collect() }
    }

    /// The change by which a person takes this one back: as [`Change::reversed`], but what a robot did on an occasion stays
    /// written down as taken back, so that it does not do it again (rule 53), and a letter that the network has taken stays
    /// sent (rule 61).
    pub fn taken_back(&self, now: Moment) -> Self {
        let mut back = self.reversed();
        for edit in &mut back.edits {
            match (&edit.before, &edit.after) {
                (Some(Record::Run(run)), None) => {
                    edit.after = Some(Run { undone: Some(now), ..Run::clone(run) }.into());
                }
                (Some(Record::Letter(sent)), Some(Record::Letter(letter)))
                    if matches!(sent.fate, Fate::Sent { way: Way::Webhook, .. }) =>
                {
                    edit.after = Some(Letter { fate: sent.fate.clone(), ..Letter::clone(letter) }.into());
                }
                _ => {}
            }
        }
        back.edits.retain(|edit| edit.before != edit.after);
        back
    }

    /// One change that does what this one and then `next` do. `next` must start where this one ends.
    pub fn squash(self, next: Self) -> Self {
        let mut whole = Squashed::default();
        whole.add(self);
        whole.add(next);
        whole.change()
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// Changes one after another, as the one change that does what all of them do.
#[derive(Clone, Debug, Default)]
pub struct Squashed {
    edits: Vec<Edit>,
    places: BTreeMap<RecordId, usize>,
    /// Where records stand that were edited more than once: they may be as they were before.
    again: BTreeSet<usize>,
}

impl Squashed {
    /// Adds a change, which starts where those before it end.
    pub fn add(&mut self, next: Change) {
        for edit in next.edits {
            match self.places.get(&edit.id) {
                Some(&at) => {
                    self.edits[at].after = edit.after;
                    self.again.insert(at);
                }
                None => {
                    self.places.insert(edit.id, self.edits.len());
                    self.edits.push(edit);
                }
            }
        }
    }

    /// All of them as one.
    pub fn change(self) -> Change {
        let Self { mut edits, again, .. } = self;
        if !again.is_empty() {
            let mut at = 0..;
            edits.retain(|edit| !at.next().is_some_and(|at| again.contains(&at)) || edit.before != edit.after);
        }
        Change { edits }
    }
}
