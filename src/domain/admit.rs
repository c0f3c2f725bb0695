//! What comes in as it is: records of an import, a copy or another screen, as far as nothing that happened is unwritten.
//! The numbers are those of docs/rules.md.

use std::collections::BTreeSet;

use super::attachment::may_be_kept;
use super::decide::{SENTENCE, words};
use super::hypothesis::resided;
use super::{Campaign, Change, Deal, Grievance, Record, Rejection, Workspace};

impl Workspace {
    /// Rules 30 to 33.
    pub(super) fn take_in(&self, records: Vec<Record>) -> Result<Change, Rejection> {
        self.admit(&records)?;
        self.sound(self.replace(records.into_iter().map(|record| (record.id(), Some(record)))))
    }

    /// Whether records that come in may stand where they would, whatever they name: what happened is never unwritten.
    ///
    /// # Errors
    /// The rejection with which taking them in would end.
    pub fn admit(&self, records: &[Record]) -> Result<(), Rejection> {
        for record in records {
            match record {
                Record::Deal(deal) if deal.title.trim().is_empty() => return Err(Rejection::TitleMissing),
                Record::Deal(deal) if !self.follows(deal) => return Err(Rejection::BrokenHistory(record.id())),
                Record::Customer(customer) if customer.name.trim().is_empty() => return Err(Rejection::NameMissing),
                Record::Person(person) if person.name.trim().is_empty() => return Err(Rejection::NameMissing),
                // Rules 77 and 79.
                Record::Attachment(file) => may_be_kept(&file.name, file.size)?,
                Record::Note(note) if note.text.trim().is_empty() => return Err(Rejection::NothingSaid),
                // Rule 62: by what customers were compared is never another thing afterwards.
                Record::Pin(pin) if self.pins().any(|known| known.id == pin.id && known != pin) => {
                    return Err(Rejection::AlreadyExists(pin.id.into()));
                }
                Record::Campaign(campaign)
                    if self.campaign(campaign.id).is_some_and(|known| redrawn(known, campaign)) =>
                {
                    return Err(Rejection::AlreadyExists(campaign.id.into()));
                }
                // Rule 68.
                Record::Hypothesis(idea) if self.hypothesis(idea.id).is_some_and(|known| resided(known, idea)) => {
                    return Err(Rejection::AlreadyExists(idea.id.into()));
                }
                // Rule 63.
                Record::Interview(talk) if talk.cause == Grievance::Other && words(&talk.words) < SENTENCE => {
                    return Err(Rejection::ReasonTooShort);
                }
                // Rule 61.
                Record::Letter(letter) if !self.agrees(letter) => return Err(Rejection::LetterClosed(letter.id)),
                // A funnel as it was is never another one afterwards.
                Record::Edition(edition) if self.edition(edition.id).is_some_and(|known| known != edition) => {
                    return Err(Rejection::AlreadyExists(edition.id.into()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the history of a deal that comes in is in order, ends where the deal stands, and goes on from what is known
    /// of the deal already: what happened is never unwritten (I4).
    fn follows(&self, deal: &Deal) -> bool {
        let ends = deal.history.last().is_some_and(|entry| entry.to == deal.stage);
        let in_order = deal.history.is_sorted_by(|a, b| (a.at, a.id) < (b.at, b.id));
        let ids: BTreeSet<_> = deal.history.iter().map(|entry| entry.id).collect();
        let goes_on = self.deal(deal.id).is_none_or(|known| deal.history.starts_with(&known.history));
        ends && in_order && ids.len() == deal.history.len() && goes_on
    }
}

/// Whether a campaign that has begun would be about other customers, or compare them otherwise.
fn redrawn(known: &Campaign, new: &Campaign) -> bool {
    (known.began, &known.customers) != (new.began, &new.customers)
}
