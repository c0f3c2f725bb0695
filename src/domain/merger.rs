//! Two customers that are one, made one.
//!
//! The one that goes is not thrown away: its [`Merger`] keeps what both were and what passed from one to the other, so that
//! nothing but the merger itself is needed to take it apart. Deliberately not here: how it is taken apart (`parting`), which
//! customers may be one (`insight::duplicates`), and the undo of the step, which is that of every step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    ApartId, Attachment, Change, Context, Customer, CustomerId, Deal, Holder, Interview, Letter, MemberId, MergerId,
    Moment, Note, Person, PersonId, Purchase, Record, RecordId, Rejection, Workspace, contact,
};

/// The wish to make one of two customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Merging {
    /// The identity of the merger, made by the caller.
    pub id: MergerId,
    /// The one that stays, as it is to be. Tags of both, and fields that it leaves out but one of them has, are kept; the
    /// currency is the one that is said here, or none.
    pub into: Customer,
    /// The one that goes.
    pub gone: CustomerId,
    /// People who are one: the one that goes, and the one that stays and learns what it did not know.
    pub people: BTreeMap<PersonId, PersonId>,
}

/// Two customers that were made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// Identity.
    pub id: MergerId,
    /// The one that stayed.
    pub kept: CustomerId,
    /// What the one that stayed was.
    pub before: Customer,
    /// What the one that went was.
    pub gone: Customer,
    /// What the people were whom the merger changed or took away.
    pub people: Vec<Person>,
    /// People who were made one: the one that went, and the one that stayed. None when it was not written down yet.
    pub joined: Option<BTreeMap<PersonId, PersonId>>,
    /// The deals, purchases, letters, files, notes and so on that passed from the one to the other.
    pub moved: BTreeSet<RecordId>,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: Option<MemberId>,
}

/// Two customers of which somebody has said that they are two, whatever they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Identity: [`Apart::of`] both.
    pub id: ApartId,
    /// Both, the one that became known first before the other.
    pub customers: [CustomerId; 2],
    /// When it was said.
    pub at: Moment,
    /// Who said it.
    pub by: Option<MemberId>,
}

impl Apart {
    /// The identity that goes with two customers, in whichever order.
    pub fn of(one: CustomerId, other: CustomerId) -> ApartId {
        let (first, second) = (one.min(other), one.max(other));
        ApartId(super::identity::named(&[&first.0.to_be_bytes(), &second.0.to_be_bytes()]))
    }

    /// That these two are two.
    pub fn new(one: CustomerId, other: CustomerId, at: Moment, by: Option<MemberId>) -> Self {
        Self { id: Self::of(one, other), customers: [one.min(other), one.max(other)], at, by }
    }
}

impl Person {
    /// The same without their work at a customer; none when they work nowhere else.
    pub(super) fn without(&self, customer: CustomerId) -> Option<Record> {
        let mut left = self.customers().filter(|&other| other != customer);
        let first = left.next()?;
        let also = left.collect();
        Some(Self { customer: first, also, ..self.clone() }.into())
    }
}

impl Record {
    /// The same, naming another customer wherever it names this one.
    pub(super) fn renamed(self, from: CustomerId, to: CustomerId) -> Self {
        let other = |customer: CustomerId| if customer == from { to } else { customer };
        match self {
            Self::Deal(deal) => Deal { customer: deal.customer.map(other), ..Deal::clone(&deal) }.into(),
            Self::Purchase(order) => Purchase { customer: other(order.customer), ..Purchase::clone(&order) }.into(),
            Self::Letter(letter) => Letter { customer: other(letter.customer), ..Letter::clone(&letter) }.into(),
            Self::Interview(talk) => Interview { customer: other(talk.customer), ..Interview::clone(&talk) }.into(),
            Self::Merger(merger) => Merger { kept: other(merger.kept), ..Merger::clone(&merger) }.into(),
            Self::Person(person) => {
                let customer = other(person.customer);
                let also = person.also.iter().copied().map(other).filter(|&also| also != customer).collect();
                Person { customer, also, ..Person::clone(&person) }.into()
            }
            Self::Attachment(file) => match file.of {
                Holder::Customer(of) => {
                    Attachment { of: Holder::Customer(other(of)), ..Attachment::clone(&file) }.into()
                }
                Holder::Deal(_) => Self::Attachment(file),
            },
            Self::Note(note) => Note { customer: other(note.customer), ..Note::clone(&note) }.into(),
            record => record,
        }
    }
}

/// Puts what is missing from the second; of ways to reach somebody, all.
fn fill(fields: &mut BTreeMap<String, String>, from: &BTreeMap<String, String>) {
    for (name, value) in from {
        let known = fields.entry(name.clone()).or_insert_with(|| value.clone());
        if contact::reaches(name) {
            *known = contact::joined(known, value);
        }
    }
}

impl Workspace {
    pub(super) fn known_customer(&self, id: CustomerId) -> Result<&Arc<Customer>, Rejection> {
        self.customer(id).ok_or(Rejection::NotFound(id.into()))
    }

    /// Rule 70.
    pub(super) fn merge(&self, wish: Merging, context: &Context) -> Result<Change, Rejection> {
        let Merging { id, into, gone, people } = wish;
        let kept = into.id;
        let before = self.known_customer(kept)?;
        let gone = self.known_customer(gone)?;
        if kept == gone.id || self.merger(id).is_some() {
            return Err(Rejection::AlreadyExists(if kept == gone.id { kept.into() } else { id.into() }));
        }
        if into.name.trim().is_empty() {
            return Err(Rejection::NameMissing);
        }
        let mut after = Customer {
            created: before.created.min(gone.created),
            foreign: before.foreign.clone().or_else(|| gone.foreign.clone()),
            ..into
        };
        for one in [before, gone] {
            fill(&mut after.fields, &one.fields);
            after.tags.extend(one.tags.iter().cloned());
        }
        let mut records: BTreeMap<RecordId, Option<Record>> = BTreeMap::new();
        for child in self.of(gone.id) {
            records.insert(child, self.get(child).map(|record| record.renamed(gone.id, kept)));
        }
        for (&other, &person) in &people {
            self.join_people(&mut records, other, person, [kept, gone.id])?;
        }
        let changed = |id: &RecordId| match (id, self.get(*id)) {
            (RecordId::Person(_), Some(Record::Person(person))) => Some(Person::clone(&person)),
            _ => None,
        };
        let merger = Merger {
            id,
            kept,
            before: Customer::clone(before),
            gone: Customer::clone(gone),
            people: records.keys().filter_map(changed).collect(),
            joined: Some(people),
            moved: records.keys().copied().filter(|id| !matches!(id, RecordId::Person(_))).collect(),
            at: context.now,
            by: context.by,
        };
        records.insert(kept.into(), Some(after.into()));
        records.insert(gone.id.into(), None);
        records.insert(id.into(), Some(merger.into()));
        self.sound(self.replace(records))
    }

    /// One person of two; both work at one of these customers.
    fn join_people(
        &self,
        records: &mut BTreeMap<RecordId, Option<Record>>,
        other: PersonId,
        person: PersonId,
        at: [CustomerId; 2],
    ) -> Result<(), Rejection> {
        let known = |id: PersonId| {
            let there = self.person(id).filter(|person| person.customers().any(|customer| at.contains(&customer)));
            there.ok_or(Rejection::NotFound(id.into()))
        };
        known(other)?;
        known(person)?;
        if other == person {
            return Err(Rejection::AlreadyExists(other.into()));
        }
        // As they are by now: they may have learnt from somebody themselves.
        let now = |id: PersonId| match records.get(&id.into()).cloned().unwrap_or_else(|| self.get(id.into())) {
            Some(Record::Person(now)) => Ok(now),
            _ => Err(Rejection::NotFound(id.into())),
        };
        let (gone, now) = (now(other)?, now(person)?);
        let mut joined = Person::clone(&now);
        fill(&mut joined.fields, &gone.fields);
        joined.part = joined.part.or(gone.part);
        joined.stance = joined.stance.or(gone.stance);
        joined.foreign = joined.foreign.or_else(|| gone.foreign.clone());
        let [kept, merged] = at;
        let elsewhere = gone.customers().filter(|&customer| customer != merged && customer != kept);
        joined.also.extend(elsewhere.filter(|&customer| customer != now.customer));
        records.insert(person.into(), Some(joined.into()));
        records.insert(other.into(), None);
        Ok(())
    }
}
