//! Customers that were made one here, while the system that they come from still has two. A row of the one that went is about
//! the one that stayed; and what either row said before they were made one is no news, so that nothing of what somebody
//! decided then is undone.
//! Deliberately not here: how two are made one (`domain::merger`).

use crate::domain::{Customer, CustomerId, Merger, Person, RecordId, Workspace, contact};

use super::fold::fold_name;
use super::keys::{CustomerKey, PersonKey};
use super::ledger::{Keyed, Shelf};

/// What customers and people were before they were made one.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged {
    customers: Keyed<CustomerKey, Vec<Customer>>,
    people: Keyed<PersonKey, Vec<Person>>,
}

impl Merged {
    /// Has those who went found as those who stayed.
    pub(super) fn of(
        workspace: &Workspace,
        customers: &mut Shelf<Customer, CustomerKey>,
        people: &mut Shelf<Person, PersonKey>,
    ) -> Self {
        let mut merged = Self::default();
        for merger in workspace.mergers() {
            let Some(kept) = customers.position(|customer| customer.id == merger.kept) else { continue };
            for was in [&merger.before, &merger.gone] {
                for key in CustomerKey::all(was) {
                    customers.name(kept, key.clone());
                    // A list of ours that names the one that stayed was written by somebody who knows what became of it.
                    if key == CustomerKey::own(merger.kept) {
                        continue;
                    }
                    merged.customers.entry(key).or_default().push(was.clone());
                }
            }
            for was in &merger.people {
                let Some(now) = now(workspace, merger, was) else { continue };
                let Some(at) = people.position(|person| person.id == now.id) else { continue };
                let here = PersonKey::Name(merger.kept, fold_name(&was.name));
                for key in PersonKey::all(was).into_iter().chain([here]) {
                    people.name(at, key.clone());
                    merged.people.entry(key).or_default().push(was.clone());
                }
            }
        }
        merged
    }

    /// What the customer of a row was when a merger last changed them; mostly nothing.
    pub(super) fn customer(&self, key: &CustomerKey) -> &[Customer] {
        self.customers.get(key).map_or(&[], Vec::as_slice)
    }

    /// What somebody of a row was when a merger last changed them; mostly nothing.
    pub(super) fn person(&self, key: &PersonKey) -> &[Person] {
        self.people.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Who somebody is now whom a merger has changed: themselves, or whom they became part of; nobody, when they have been removed.
/// Where it is not written down of whom they became part, or those became part of others, the name and the ways to reach them
/// tell.
fn now<'w>(workspace: &'w Workspace, merger: &Merger, was: &Person) -> Option<&'w Person> {
    if let Some(person) = workspace.person(was.id) {
        return Some(person);
    }
    if let Some(joined) = &merger.joined
        && let Some(person) = workspace.person(*joined.get(&was.id)?)
    {
        return Some(person);
    }
    let is_same = |person: &&Person| {
        let reached = ["phone", "email"].iter().any(|way| match (person.fields.get(*way), was.fields.get(*way)) {
            (Some(now), Some(then)) => contact::joined(now, then) == *now,
            _ => false,
        });
        reached || fold_name(&person.name) == fold_name(&was.name)
    };
    people_of(workspace, merger.kept).find(is_same)
}

fn people_of(workspace: &Workspace, customer: CustomerId) -> impl Iterator<Item = &Person> {
    workspace.of(customer).filter_map(|id| match id {
        RecordId::Person(id) => workspace.person(id).map(std::convert::AsRef::as_ref),
        _ => None,
    })
}
