//! Who buys: a company with its people, or a person. Rows of every kind name one; in a list of customers a row is one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::data::import::cells::Cells;
use crate::data::import::fold::fold_name;
use crate::data::import::ledger::{CustomerKey, ForeignKey, Ledger, Origin};
use crate::data::import::rejected::Reason;
use crate::data::import::system::System;
use crate::data::import::target::Target;
use crate::domain::{Customer, CustomerId, CustomerKind, ForeignId, Moment, Person, PersonId};

use super::{File, Outside, Row};

/// A buyer as a row names them.
struct Buyer<'a> {
    kind: CustomerKind,
    /// Empty when there is only an identity.
    name: Cow<'a, str>,
    /// The name as names are compared.
    folded: String,
    foreign: Option<ForeignId>,
    /// Those who work there.
    contacts: Vec<String>,
}

/// HubSpot writes several associated records into one cell.
fn several(cell: &str, system: System) -> impl Iterator<Item = &str> {
    let names = cell.split(move |c| system == System::Hubspot && c == ';');
    names.map(str::trim).filter(|name| !name.is_empty())
}

/// Who buys; nobody when the row does not say.
fn buyer<'a>(cells: &Cells<'a>, system: System) -> Option<Buyer<'a>> {
    let first = |cell: &'a str| several(cell, system).next().unwrap_or_default();
    let (name, id) = (first(cells.text(&Target::Customer)), first(cells.text(&Target::CustomerId)));
    let mut contacts: Vec<String> = several(&cells.contact(), system).map(str::to_owned).collect();
    let known_as = |system: String, id: &str| (!id.is_empty()).then(|| ForeignId { system, id: id.to_owned() });
    let foreign = known_as(system.id().to_owned(), id);
    let (kind, name, foreign) = if !name.is_empty() {
        (CustomerKind::Company, Cow::Borrowed(name), foreign)
    } else if !contacts.is_empty() {
        // People and companies are numbered each for themselves.
        let person = || known_as(format!("{}.contact", system.id()), cells.text(&Target::ContactId));
        (CustomerKind::Person, Cow::Owned(contacts.remove(0)), foreign.or_else(person))
    } else {
        (CustomerKind::Company, Cow::Borrowed(""), Some(foreign?))
    };
    if kind == CustomerKind::Person {
        contacts.clear();
    }
    Some(Buyer { kind, folded: fold_name(&name), name, foreign, contacts })
}

/// Whether a row names a buyer at all.
pub(super) fn names_buyer(cells: &Cells<'_>) -> bool {
    let told = [Target::Customer, Target::CustomerId, Target::Contact, Target::FirstName, Target::LastName];
    told.iter().any(|target| !cells.text(target).is_empty())
}

impl Ledger {
    /// The place of the buyer that a row names, made when they are not there. `since` is when the row knows of them.
    pub(super) fn buyer(
        &mut self,
        cells: &Cells<'_>,
        file: &File<'_>,
        since: Moment,
        outside: &mut Outside<'_>,
    ) -> Option<usize> {
        let buyer = buyer(cells, file.plan.system)?;
        let at = self.customer(&buyer, since, outside);
        self.customers.meet(at, file.origin);
        self.contact_fields(at, &buyer, cells, file.origin, outside);
        Some(at)
    }

    /// A row of a list of customers.
    pub(in crate::data::import) fn take_customer(
        &mut self,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let buyer = buyer(cells, file.plan.system).filter(|buyer| !buyer.name.is_empty()).ok_or(Reason::NoName)?;
        let since = cells.date(&Target::Created, &file.styles)?.map(|date| outside.moment(date));
        let met = self.find_customer(&buyer).and_then(|at| self.customers.met(at));
        if let Some(met) = met.filter(|met| met.file == file.origin.file)
            && buyer.foreign.is_some()
            && buyer.contacts.is_empty()
        {
            return Err(Reason::Duplicate { line: met.line });
        }
        let at = self.customer(&buyer, since.unwrap_or(self.now), outside);
        let first = self.customers.meet(at, file.origin);
        self.contact_fields(at, &buyer, cells, file.origin, outside);
        let owner = self.member(cells.text(&Target::Owner), file.origin, outside);
        let customer = self.customers.edit(at);
        customer.owner = owner.or(customer.owner);
        set(&mut customer.fields, cells.fields(false));
        customer.tags.extend(tags(cells));
        Ok(if first { Row::First } else { Row::Again })
    }

    fn find_customer(&self, buyer: &Buyer<'_>) -> Option<usize> {
        let by_foreign = buyer.foreign.as_ref().map(|foreign| CustomerKey::Foreign(ForeignKey::of(foreign)));
        let by_foreign = by_foreign.and_then(|key| self.customers.find(&key));
        let by_name = || self.customers.find(&CustomerKey::Name(buyer.folded.clone()));
        // The same name under another number of the same system is somebody else.
        let is_same = |at: &usize| match (&self.customers.get(*at).foreign, &buyer.foreign) {
            (Some(known), Some(told)) => known.system != told.system || known.id == told.id,
            _ => true,
        };
        by_foreign.or_else(|| by_name().filter(|at| !buyer.name.is_empty() && is_same(at)))
    }

    /// The place of the buyer, made when they are not there.
    fn customer(&mut self, buyer: &Buyer<'_>, since: Moment, outside: &mut Outside<'_>) -> usize {
        let at = match self.find_customer(buyer) {
            Some(at) => {
                self.learn(at, buyer);
                at
            }
            None => {
                let number = buyer.foreign.as_ref().map(|foreign| foreign.id.as_str()).unwrap_or_default();
                let name = if buyer.name.is_empty() { number } else { &buyer.name };
                let at = self.customers.add(Customer {
                    id: CustomerId(outside.id()),
                    kind: buyer.kind,
                    name: name.to_owned(),
                    owner: None,
                    created: since,
                    fields: BTreeMap::new(),
                    tags: BTreeSet::new(),
                    foreign: buyer.foreign.clone(),
                });
                self.call(at, buyer);
                at
            }
        };
        if self.customers.is_new(at) && since < self.customers.get(at).created {
            self.customers.edit(at).created = since;
        }
        at
    }

    /// What a row tells of a customer that was found: the identity when it was not known, a new name when the identity is
    /// the same.
    fn learn(&mut self, at: usize, buyer: &Buyer<'_>) {
        let Some(foreign) = &buyer.foreign else { return };
        let known = self.customers.get(at);
        // What our own list calls a customer is no identity of another system.
        let is_own = foreign.system == System::Own.id() && known.foreign.as_ref() != Some(foreign);
        let is_renamed = (is_own || known.foreign.as_ref() == Some(foreign))
            && !buyer.name.is_empty()
            && known.name != buyer.name
            && fold_name(&known.name) != buyer.folded;
        if known.foreign.is_none() && !is_own {
            self.customers.edit(at).foreign = Some(foreign.clone());
            self.call(at, buyer);
        } else if is_renamed {
            self.customers.edit(at).name = buyer.name.clone().into_owned();
            self.call(at, buyer);
        }
    }

    /// Makes a customer be found as this row names them.
    fn call(&mut self, at: usize, buyer: &Buyer<'_>) {
        if !buyer.name.is_empty() {
            self.customers.name(at, CustomerKey::Name(buyer.folded.clone()));
        }
        if let Some(foreign) = &buyer.foreign {
            self.customers.name(at, CustomerKey::Foreign(ForeignKey::of(foreign)));
        }
    }

    /// Data of the person goes to the first that is named, or to the customer when nobody is.
    fn contact_fields(
        &mut self,
        at: usize,
        buyer: &Buyer<'_>,
        cells: &Cells<'_>,
        origin: Origin,
        outside: &mut Outside<'_>,
    ) {
        let customer = self.customers.get(at).id;
        for (nth, name) in buyer.contacts.iter().enumerate() {
            let key = (customer, fold_name(name));
            let at = self.people.find(&key).unwrap_or_else(|| {
                let id = PersonId(outside.id());
                self.people.add(Person {
                    id,
                    customer,
                    also: BTreeSet::new(),
                    name: name.clone(),
                    part: None,
                    stance: None,
                    fields: BTreeMap::new(),
                    foreign: None,
                })
            });
            self.people.name(at, key);
            self.people.meet(at, origin);
            if nth == 0 {
                set(&mut self.people.edit(at).fields, cells.fields(true));
                set(&mut self.people.edit(at).fields, cells.titled(&Target::ContactId));
            }
        }
        if buyer.contacts.is_empty() && cells.fields(true).next().is_some() {
            set(&mut self.customers.edit(at).fields, cells.fields(true));
        }
    }
}

/// Sets what the row has; a blank cell takes nothing away.
pub(super) fn set<'c>(fields: &mut BTreeMap<String, String>, cells: impl Iterator<Item = (&'c str, &'c str)>) {
    for (name, cell) in cells {
        if fields.get(name).is_none_or(|known| known != cell) {
            fields.insert(name.to_owned(), cell.to_owned());
        }
    }
}

/// The tags of a row.
pub(super) fn tags(cells: &Cells<'_>) -> BTreeSet<String> {
    let tags = cells.each(&Target::Tags).flat_map(|cell| cell.split([',', ';']));
    tags.map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}
