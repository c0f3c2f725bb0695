//! A deal that has been told, in working minutes ago, and the records that it becomes.
//! Deliberately not here: the telling (`story`).

use std::collections::{BTreeMap, BTreeSet};

use super::Ids;
use super::about::About;
use super::content::Seller;
use super::story::Story;
use crate::domain::{
    Activity, ActivityId, ActivityKind, Cause, Deal, DealId, EntryId, Loss, MemberId, Money, NextContact, Proof,
    Record, Slug, Stage, StageEntry,
};

/// Somebody of the sales desk, with their habits.
pub(super) type Worker<'a> = (&'a Seller, MemberId);

/// A stage or end that a deal entered.
pub(super) struct Visit<'a> {
    /// The stage, or the name of an end.
    pub(super) to: Result<&'a Stage, Slug>,
    /// The name under which the content has its words.
    pub(super) words: &'static str,
    /// When, in working minutes ago.
    pub(super) ago: i64,
    /// Who moved it and works it there.
    pub(super) by: Worker<'a>,
    pub(super) why: Option<String>,
    pub(super) loss: Option<Loss>,
}

/// A note, in working minutes ago.
pub(super) struct Note {
    pub(super) ago: i64,
    pub(super) kind: ActivityKind,
    pub(super) text: String,
    pub(super) by: Option<MemberId>,
}

/// A deal that is told but has no identities yet.
pub(super) struct Draft<'a> {
    pub(super) about: About<'a>,
    /// When it was created.
    pub(super) created: i64,
    /// Where it stands.
    pub(super) stage: Slug,
    pub(super) visits: Vec<Visit<'a>>,
    pub(super) proofs: BTreeMap<Slug, i64>,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) notes: Vec<Note>,
}

impl Draft<'_> {
    /// The deal, and then its notes.
    pub(super) fn records(self, story: &Story<'_>, ids: &mut Ids) -> Vec<Record> {
        let (diary, content) = (story.wording.diary, story.content);
        let id = DealId(ids.next());
        let mut from = None;
        let entries = self.visits.into_iter().map(|visit| {
            let to = visit.to.map_or_else(|end| end, |stage| stage.id);
            let at = diary.moment(visit.ago);
            StageEntry {
                id: EntryId(ids.next()),
                from: from.replace(to),
                to,
                at,
                // A request comes by itself.
                by: (visit.words != "leads.new").then_some(visit.by.1),
                why: visit.why,
                loss: visit.loss,
                cause: Cause::Hand,
            }
        });
        let history = entries.collect();
        let currency = content.company.currency;
        let minor = 10_i64.pow(currency.exponent());
        let About { client, title, amount, tag, owner, next, .. } = self.about;
        let mut records = vec![Record::from(Deal {
            id,
            title,
            customer: client.and_then(|client| story.clients.all.get(client)).map(|client| client.id),
            amount: amount.map(|amount| Money::new(amount * minor, currency)),
            stage: self.stage,
            owner: owner.map(|(_, id)| id),
            created: diary.moment(self.created),
            next: next.map(|(ago, kind, purpose)| NextContact { at: diary.moment(ago), kind, purpose }),
            proofs: self
                .proofs
                .into_iter()
                .map(|(proof, ago)| (proof, Proof { at: diary.moment(ago), ..Proof::default() }))
                .collect(),
            fields: self.fields,
            tags: tag.map(|tag| story.wording.say(tag)).into_iter().collect::<BTreeSet<_>>(),
            history,
            foreign: None,
            rate: None,
            other_rates: BTreeMap::new(),
        })];
        records.extend(self.notes.into_iter().map(|note| {
            let Note { ago, kind, text, by } = note;
            Record::from(Activity { id: ActivityId(ids.next()), deal: id, kind, text, at: diary.moment(ago), by })
        }));
        records
    }
}
