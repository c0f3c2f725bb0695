//! What is removed by somebody's wish, and what goes with it.
//!
//! Deliberately not here: leaving the sales desk (`staff`), and the undo of the step, which is that of every step.

use super::{Change, CustomerId, DealId, Record, RecordId, Rejection, Workspace};

impl Workspace {
    /// Rule 25.
    pub(super) fn remove_deal(&self, id: DealId) -> Result<Change, Rejection> {
        if self.deal(id).is_none() {
            return Err(Rejection::NotFound(id.into()));
        }
        let gone = self.of(id).chain([id.into()]).map(|id| (id, None));
        Ok(self.replace(gone))
    }

    /// Rule 72.
    pub(super) fn remove(&self, id: RecordId) -> Result<Change, Rejection> {
        if self.get(id).is_none() {
            return Err(Rejection::NotFound(id));
        }
        match id {
            RecordId::Customer(customer) => self.remove_customer(customer),
            RecordId::Person(_)
            | RecordId::View(_)
            | RecordId::Template(_)
            | RecordId::Apart(_)
            | RecordId::Rate(_)
            | RecordId::Intake(_)
            | RecordId::Note(_) => self.sound(self.replace([(id, None)])),
            _ => Err(Rejection::NotFound(id)),
        }
    }

    /// Rule 72, of a customer.
    fn remove_customer(&self, id: CustomerId) -> Result<Change, Rejection> {
        let (mut deals, mut purchases) = (0, 0);
        let mut gone = vec![(id.into(), None)];
        for child in self.of(id) {
            match child {
                RecordId::Deal(_) => deals += 1,
                RecordId::Purchase(_) => purchases += 1,
                RecordId::Person(_) => {
                    // Who works elsewhere too goes on working there.
                    let stays = match self.get(child) {
                        Some(Record::Person(person)) => person.without(id),
                        _ => None,
                    };
                    gone.push((child, stays));
                }
                // These say something of this customer and of nobody else.
                RecordId::Note(_)
                | RecordId::Attachment(_)
                | RecordId::Letter(_)
                | RecordId::Interview(_)
                | RecordId::Merger(_) => gone.push((child, None)),
                // Whatever else names the customer keeps them here: the change would not be sound.
                _ => {}
            }
        }
        if deals + purchases > 0 {
            return Err(Rejection::HasDealings { deals, purchases });
        }
        self.sound(self.replace(gone))
    }
}
