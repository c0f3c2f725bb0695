//! Everything that happened with a customer, over all their deals, in one row (1.19).
//! Deliberately not here: what happened to one deal, its proofs included (`story`), and words.

use std::cmp::Reverse;

use crate::domain::{
    ActivityId, AttachmentId, CustomerId, DealId, EntryId, Fate, InterviewId, LetterId, MemberId, MergerId, Moment,
    NoteId, PurchaseId, Record, Workspace,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A deal came to a stage, a basket or an end.
    Moved(DealId, EntryId),
    /// Somebody wrote down what passed.
    Talked(ActivityId),
    /// Somebody wrote down what is about no deal.
    Noted(NoteId),
    /// A file was added, to the customer or to a deal of theirs.
    Attached(AttachmentId),
    /// A letter went out.
    Wrote(LetterId),
    /// An order or refund from outside.
    Bought(PurchaseId),
    /// The customer was asked why they fell silent.
    Asked(InterviewId),
    /// Another customer turned out to be this one.
    Merged(MergerId),
    /// The customer became known.
    Known,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// What.
    pub event: Event,
    /// By whom, when somebody of the sales desk did it.
    pub by: Option<MemberId>,
}

/// Everything that happened with a customer, the latest first; nothing when there is no such customer.
pub fn history(workspace: &Workspace, id: CustomerId) -> Vec<Happening> {
    let Some(customer) = workspace.customer(id) else { return Vec::new() };
    let mut all = vec![Happening { at: customer.created, event: Event::Known, by: None }];
    for record in workspace.of(id).filter_map(|child| workspace.get(child)) {
        match record {
            Record::Deal(deal) => {
                let moved = |entry: &crate::domain::StageEntry| Happening {
                    at: entry.at,
                    event: Event::Moved(deal.id, entry.id),
                    by: entry.by,
                };
                all.extend(deal.history.iter().map(moved));
                let talks = workspace.of(deal.id).filter_map(|child| workspace.get(child));
                all.extend(talks.filter_map(|child| match child {
                    Record::Activity(talk) => {
                        Some(Happening { at: talk.at, event: Event::Talked(talk.id), by: talk.by })
                    }
                    Record::Attachment(file) => {
                        Some(Happening { at: file.at, event: Event::Attached(file.id), by: file.by })
                    }
                    _ => None,
                }));
            }
            Record::Attachment(file) => {
                all.push(Happening { at: file.at, event: Event::Attached(file.id), by: file.by });
            }
            Record::Note(note) => {
                all.push(Happening { at: note.at, event: Event::Noted(note.id), by: note.by });
            }
            Record::Purchase(order) => {
                all.push(Happening { at: order.at, event: Event::Bought(order.id), by: None });
            }
            // A letter that waits has not happened.
            Record::Letter(letter) => {
                if let Fate::Sent { at, .. } = letter.fate {
                    all.push(Happening { at, event: Event::Wrote(letter.id), by: letter.by });
                }
            }
            Record::Interview(talk) => {
                all.push(Happening { at: talk.at, event: Event::Asked(talk.id), by: talk.by });
            }
            Record::Merger(merger) => {
                all.push(Happening { at: merger.at, event: Event::Merged(merger.id), by: merger.by });
            }
            _ => {}
        }
    }
    // Of what happened in the same moment the later told is the later done.
    all.reverse();
    all.sort_by_key(|happening| Reverse(happening.at));
    all
}
