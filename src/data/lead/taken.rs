//! What a lead becomes when it is taken in: the deal, its customer, the person who asks, and what they wrote.
//! Deliberately not here: who of the known customers it is, which a person says or `insight::duplicates` guesses.

use std::collections::{BTreeMap, BTreeSet};

use super::carried::Lead;
use crate::domain::contact::{email, phone, several};
use crate::domain::{
    Activity, ActivityId, ActivityKind, Customer, CustomerId, CustomerKind, DealDraft, DealId, DraftCustomer,
    ForeignId, MemberId, Moment, Person, PersonId, Record, RecordId, Request, Slug, Workspace,
};

/// The longest title: what a card shows of it.
const TITLE: usize = 120;

/// The longest note that keeps what somebody wrote, in characters.
const NOTE: usize = 10_000;

/// What a lead is taken in with besides its own words.
#[derive(Clone, Debug)]
pub struct Taking<'a> {
    /// The stage on which it lands.
    pub stage: Slug,
    /// Identities that nothing has yet: of the deal, the customer, the person and the note.
    pub ids: [u128; 4],
    /// Whose lead it is, if they are known already.
    pub known: Option<CustomerId>,
    /// The kind of place that it came from, where what it is called is kept once: `inbox`, `link`, `mail`.
    pub from: &'a str,
    /// What somebody wrote, as it came; kept as a note.
    pub text: &'a str,
    /// Now.
    pub now: Moment,
    /// Whose it is from then on; nobody's when it came by itself.
    pub by: Option<MemberId>,
}

impl Lead {
    /// Whether nothing at all is known of it.
    pub fn is_empty(&self) -> bool {
        self.name().is_none() && self.need.is_none()
    }

    /// What it is called as long as nobody says what is needed: the company, the person, a way to reach them.
    pub fn name(&self) -> Option<&str> {
        let reach = || self.phones.first().or(self.emails.first()).or(self.handles.first());
        self.company.as_ref().or(self.person.as_ref()).or_else(reach).map(String::as_str)
    }

    /// The fields by which its customer is known: to look for them, and to write them down.
    pub fn customer_fields(&self) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        // The person's own ways to be reached are the person's, if there is one.
        if self.person.is_none() {
            fields.extend(self.reach());
        }
        fields.extend(self.place.clone().map(|place| ("city".to_owned(), place)));
        fields.extend(self.tax_number.clone().map(|number| ("inn".to_owned(), number)));
        fields
    }

    fn reach(&self) -> BTreeMap<String, String> {
        let all = [("phone", &self.phones), ("email", &self.emails), ("telegram", &self.handles)];
        let all = all.into_iter().filter(|(_, values)| !values.is_empty());
        all.map(|(name, values)| (name.to_owned(), values.join(", "))).collect()
    }

    /// What it becomes.
    pub fn request(&self, workspace: &Workspace, taking: &Taking<'_>) -> Request {
        let [deal, customer, person, note] = taking.ids;
        let deal = DealId(deal);
        let mut beside: Vec<Record> = Vec::new();
        let customer = taking.known.or_else(|| {
            let new = self.customer(CustomerId(customer), taking)?;
            let id = new.id;
            beside.push(new.into());
            Some(id)
        });
        if let Some(customer) = customer {
            beside.extend(self.person(workspace, PersonId(person), customer).map(Record::from));
        }
        let text: String = taking.text.trim().chars().take(NOTE).collect();
        if !text.is_empty() {
            let at = self.at.unwrap_or(taking.now).min(taking.now);
            let (id, kind, by) = (ActivityId(note), ActivityKind::Letter, taking.by);
            beside.push(Activity { id, deal, kind, text, at, by }.into());
        }
        let title = self.need.as_deref().or(self.name()).unwrap_or_default();
        let title: String = title.lines().next().unwrap_or_default().chars().take(TITLE).collect();
        let mut fields = self.fields.clone();
        fields.extend(self.reach());
        let said = [("source", &self.source), ("start_date", &self.when), ("task", &self.need)];
        fields.extend(said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))));
        let draft = DealDraft {
            id: deal,
            title,
            customer: customer.map(DraftCustomer::Known),
            amount: self.amount,
            stage: taking.stage,
            fields,
        };
        let foreign = self.key.clone().map(|id| ForeignId { system: taking.from.to_owned(), id });
        Request { draft, at: self.at, foreign, owner: taking.by, beside }
    }

    fn customer(&self, id: CustomerId, taking: &Taking<'_>) -> Option<Customer> {
        let (name, kind) = match (&self.company, &self.person) {
            (Some(company), _) => (company, CustomerKind::Company),
            (None, Some(person)) => (person, CustomerKind::Person),
            (None, None) => return None,
        };
        let mut fields = self.customer_fields();
        if kind == CustomerKind::Person {
            fields.extend(self.reach());
        }
        Some(Customer {
            id,
            kind,
            name: name.clone(),
            owner: taking.by,
            created: taking.now,
            fields,
            tags: BTreeSet::new(),
            foreign: None,
            currency: None,
        })
    }

    /// The person at the company, unless they are known there.
    fn person(&self, workspace: &Workspace, id: PersonId, customer: CustomerId) -> Option<Person> {
        let name = self.person.clone()?;
        // Who buys for themselves is the customer.
        self.company.as_ref().or(workspace.customer(customer).map(|known| &known.name)).filter(|at| **at != name)?;
        let mut there = workspace.of(customer).filter_map(|child| match child {
            RecordId::Person(person) => workspace.person(person),
            _ => None,
        });
        if there.any(|known| self.is(known)) {
            return None;
        }
        let mut fields = self.reach();
        fields.extend(self.job.clone().map(|job| ("job_title".to_owned(), job)));
        let also = BTreeSet::new();
        Some(Person { id, customer, also, name, part: None, stance: None, fields, foreign: None })
    }

    /// Whether the one who asks is this person: by name, by a telephone, by an address.
    fn is(&self, known: &Person) -> bool {
        let has = |field: &str, ours: &[String], read: fn(&str) -> Option<String>| {
            let theirs: Vec<String> =
                several(known.fields.get(field).map_or("", String::as_str)).filter_map(read).collect();
            ours.iter().filter_map(|text| read(text)).any(|one| theirs.contains(&one))
        };
        self.person.as_ref() == Some(&known.name)
            || has("phone", &self.phones, phone)
            || has("email", &self.emails, email)
    }
}
