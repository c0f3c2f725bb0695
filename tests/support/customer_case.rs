//! Customers and their people in the cases of rules.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};
use voronka::domain::{
    Command, Customer, CustomerId, ForeignId, MergerId, Merging, Part, Person, PersonId, Stance, Workspace,
};

use super::support;
use super::written::short;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenCustomer {
    id: u128,
    name: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    tags: BTreeSet<String>,
    foreign: Option<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenPerson {
    id: u128,
    /// Where they work, the first of all first.
    at: Vec<u128>,
    name: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    part: Option<Part>,
    stance: Option<Stance>,
}

/// Two customers that are one: the one that stays is as it was, but for what is said here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenMerge {
    id: u128,
    into: u128,
    gone: u128,
    name: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    people: BTreeMap<u64, u64>,
}

impl GivenCustomer {
    pub(crate) fn customer(&self) -> Customer {
        let foreign = self.foreign.clone().map(|(system, id)| ForeignId { system, id });
        let (fields, tags) = (self.fields.clone(), self.tags.clone());
        Customer { fields, tags, foreign, ..support::customer(self.id, &self.name) }
    }
}

impl GivenPerson {
    pub(crate) fn person(&self) -> Person {
        Person {
            also: self.at.iter().skip(1).map(|&id| CustomerId(id)).collect(),
            fields: self.fields.clone(),
            part: self.part,
            stance: self.stance,
            ..support::person(self.id, self.at[0], &self.name)
        }
    }
}

impl WhenMerge {
    pub(crate) fn command(&self, desk: &Workspace) -> Command {
        let known = desk.customer(CustomerId(self.into)).map(|known| Customer::clone(known));
        let mut into = known.unwrap_or_else(|| support::customer(self.into, "Никто"));
        into.name = self.name.clone().unwrap_or(into.name);
        into.fields.extend(self.fields.clone());
        let people = self.people.iter().map(|(&gone, &kept)| (PersonId(gone.into()), PersonId(kept.into()))).collect();
        Command::Merge(Merging { id: MergerId(self.id), into, gone: CustomerId(self.gone), people }.into())
    }
}

/// What a case can say of a customer.
pub(crate) fn customer(desk: &Workspace, id: u64) -> Option<Value> {
    let customer = desk.customer(CustomerId(id.into()))?;
    let foreign = customer.foreign.as_ref().map(|foreign| (&foreign.system, &foreign.id));
    let of = desk.of(customer.id).map(short);
    Some(json!({
        "name": customer.name,
        "fields": customer.fields,
        "tags": customer.tags,
        "foreign": foreign,
        "of": of.collect::<Vec<_>>(),
    }))
}

/// What a case can say of somebody at a customer.
pub(crate) fn person(desk: &Workspace, id: u64) -> Option<Value> {
    let person = desk.person(PersonId(id.into()))?;
    Some(json!({
        "at": person.customers().map(|at| at.0 as u64).collect::<Vec<_>>(),
        "name": person.name,
        "fields": person.fields,
        "part": person.part,
        "stance": person.stance,
    }))
}
