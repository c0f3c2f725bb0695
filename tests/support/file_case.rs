//! Files and notes on customers in the cases of rules.

use serde::Deserialize;
use serde_json::{Value, json};
use voronka::domain::{
    Attachment, AttachmentId, AttachmentKind, Checksum, CustomerId, DealId, Holder, Note, NoteId, Workspace,
};

use super::support::{ANNA, TODAY, day};
use super::written::when;

/// A file of ten bytes with customer 1, but for what is said here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenFile {
    id: u128,
    customer: Option<u128>,
    deal: Option<u128>,
    name: Option<String>,
    size: Option<u64>,
    seconds: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenNote {
    id: u128,
    customer: Option<u128>,
    text: String,
    /// The day; today when not said.
    at: Option<i64>,
}

impl GivenFile {
    pub(crate) fn file(&self) -> Attachment {
        let customer = Holder::Customer(CustomerId(self.customer.unwrap_or(1)));
        Attachment {
            id: AttachmentId(self.id),
            of: self.deal.map_or(customer, |deal| Holder::Deal(DealId(deal))),
            name: self.name.clone().unwrap_or_else(|| "Смета.pdf".into()),
            media: "application/pdf".into(),
            size: self.size.unwrap_or(10),
            sha256: Checksum([7; 32]),
            at: day(TODAY),
            by: Some(ANNA),
            caption: None,
            kind: self.seconds.map_or(AttachmentKind::File, |seconds| AttachmentKind::Recording { seconds }),
        }
    }
}

impl GivenNote {
    pub(crate) fn note(&self) -> Note {
        Note {
            id: NoteId(self.id),
            customer: CustomerId(self.customer.unwrap_or(1)),
            text: self.text.clone(),
            at: day(self.at.unwrap_or(TODAY)),
            by: Some(ANNA),
        }
    }
}

/// What a case can say of a file.
pub(crate) fn file(desk: &Workspace, id: u64) -> Option<Value> {
    let file = desk.attachment(AttachmentId(id.into()))?;
    let (customer, deal) = match file.of {
        Holder::Customer(id) => (Some(id.0 as u64), None),
        Holder::Deal(id) => (None, Some(id.0 as u64)),
    };
    Some(json!({ "customer": customer, "deal": deal, "name": file.name, "caption": file.caption, "size": file.size }))
}

/// What a case can say of a note on a customer.
pub(crate) fn note(desk: &Workspace, id: u64) -> Option<Value> {
    let note = desk.note(NoteId(id.into()))?;
    Some(json!({ "customer": note.customer.0 as u64, "text": note.text, "at": when(note.at) }))
}
