//! Who buys: a company with its people, or a person. Rows of every kind name one; in a list of companies a row is one.
//! Deliberately not here: those who work there (`person`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::data::import::cells::{Cells, Whose};
use crate::data::import::fold::fold_name;
use crate::data::import::keys::{CustomerKey, ForeignKey};
use crate::data::import::ledger::Ledger;
use crate::data::import::rejected::Reason;
use crate::data::import::system::System;
use crate::data::import::target::Target;
use crate::domain::{Customer, CustomerId, CustomerKind, ForeignId, Moment, contact};

use super::person::{Somebody, people};
use super::{File, Outside, Row};

/// A buyer as a row names them.
pub(super) struct Buyer<'a> {
    pub(super) kind: CustomerKind,
    /// Empty when there is only an identity.
    pub(super) name: Cow<'a, str>,
    /// The name as names are compared.
    pub(super) folded: String,
    pub(super) foreign: Option<ForeignId>,
}

/// HubSpot writes several associated records into one cell.
pub(super) fn several(cell: &str, system: System) -> impl Iterator<Item = &str> {
    let names = cell.split(move |c| system == System::Hubspot && c == ';');
    names.map(str::trim).filter(|name| !name.is_empty())
}

/// An identity in the system that it comes from; none where the cell is blank.
pub(super) fn foreign(system: &str, id: &str) -> Option<ForeignId> {
    (!id.is_empty()).then(|| ForeignId { system: system.to_owned(), id: id.to_owned() })
}

impl<'a> Buyer<'a> {
    fn new(kind: CustomerKind, name: Cow<'a, str>, foreign: Option<ForeignId>) -> Self {
        Self { kind, folded: fold_name(&name), name, foreign }
    }

    /// Somebody who buys for themselves.
    pub(super) fn person(somebody: Somebody<'a>) -> Self {
        Self::new(CustomerKind::Person, somebody.name, somebody.foreign)
    }

    /// How the row knows them: by identity, else by name.
    pub(super) fn key(&self) -> CustomerKey {
        match &self.foreign {
            Some(foreign) => CustomerKey::Foreign(ForeignKey::of(foreign)),
            None => CustomerKey::Name(self.folded.clone()),
        }
    }
}

/// The companies that a row names, in the order in which it does; HubSpot may name several.
pub(super) fn companies<'a>(cells: &Cells<'a>, system: System) -> Vec<Buyer<'a>> {
    let [names, ids] = [Target::Customer, Target::CustomerId].map(|target| several(cells.text(&target), system));
    let (names, ids): (Vec<_>, Vec<_>) = (names.collect(), ids.collect());
    // Names and identities that do not go together one by one belong to the first alone.
    let count = if names.len() == ids.len() { names.len() } else { names.len().max(ids.len()).min(1) };
    let company = |at: usize| {
        let [name, id] = [&names, &ids].map(|cells| cells.get(at).copied().unwrap_or_default());
        Buyer::new(CustomerKind::Company, Cow::Borrowed(name), foreign(system.id(), id))
    };
    (0..count).map(company).collect()
}

/// Whether a row names a buyer at all.
pub(super) fn names_buyer(cells: &Cells<'_>) -> bool {
    let told = [Target::Customer, Target::CustomerId, Target::Contact, Target::FirstName, Target::LastName];
    told.iter().any(|target| !cells.text(target).is_empty())
}

impl Ledger {
    /// The place of the buyer that a row names, made when they are not there, with the people whom it names beside them.
    /// `since` is when the row knows of them.
    pub(super) fn buyer(
        &mut self,
        cells: &Cells<'_>,
        file: &File<'_>,
        since: Moment,
        outside: &mut Outside<'_>,
    ) -> Option<usize> {
        let mut somebody = people(cells, file.plan);
        let at = match companies(cells, file.plan.system).into_iter().next() {
            Some(company) => self.customer(&company, since, outside),
            None => {
                let first = if somebody.is_empty() { None } else { Some(somebody.remove(0)) }?;
                somebody.clear();
                // Somebody who is known to work at a company asks for it.
                if let Some(at) = self.known_by_identity(&first) {
                    self.people.meet(at, file.origin);
                    self.tell_person(at, &first, cells);
                    let at = self.customers.find(&CustomerKey::own(self.people.get(at).customer))?;
                    self.customers.meet(at, file.origin);
                    return Some(at);
                }
                self.customer(&Buyer::person(first), since, outside)
            }
        };
        self.customers.meet(at, file.origin);
        let key = self.key_of(at);
        if somebody.is_empty() {
            self.tell(at, &key, cells.fields(Whose::Contact));
        }
        self.company_people(at, somebody, Some(cells), file.origin, outside);
        self.tell(at, &key, cells.fields(Whose::Customer));
        Some(at)
    }

    /// A row of a list of companies.
    pub(in crate::data::import) fn take_customer(
        &mut self,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let mut somebody = people(cells, file.plan);
        let mut buyer = companies(cells, file.plan.system).into_iter().next();
        if buyer.as_ref().is_none_or(|buyer| buyer.name.is_empty()) && !somebody.is_empty() {
            let person = Buyer::person(somebody.remove(0));
            let known = buyer.and_then(|buyer| buyer.foreign);
            buyer = Some(Buyer { foreign: known.or_else(|| person.foreign.clone()), ..person });
            somebody.clear();
        }
        let buyer = buyer.filter(|buyer| !buyer.name.is_empty()).ok_or(Reason::NoName)?;
        let since = cells.date(&Target::Created, &file.styles)?.map(|date| outside.moment(date));
        let met = self.find_customer(&buyer).and_then(|at| self.customers.met(at));
        if let Some(met) = met.filter(|met| met.file == file.origin.file)
            && buyer.foreign.is_some()
            && somebody.is_empty()
            && self.merged.customer(&buyer.key()).is_empty()
        {
            return Err(Reason::Duplicate { line: met.line });
        }
        let at = self.customer(&buyer, since.unwrap_or(self.now), outside);
        let first = self.customers.meet(at, file.origin);
        self.date(at, &buyer, since);
        // A system keeps telephones of companies beside them; in a table that somebody has made they are the person's.
        let of_company = somebody.is_empty() || file.plan.system != System::Unknown;
        if of_company {
            self.tell(at, &buyer.key(), cells.fields(Whose::Contact));
        }
        self.company_people(at, somebody, (!of_company).then_some(cells), file.origin, outside);
        self.give_owner(at, &buyer, cells, file, outside);
        self.tell(at, &buyer.key(), cells.fields(Whose::Own));
        self.customers.edit(at).tags.extend(tags(cells));
        Ok(if first { Row::First } else { Row::Again })
    }

    /// Who looks after a customer, as a list of customers says it.
    pub(super) fn give_owner(
        &mut self,
        at: usize,
        buyer: &Buyer<'_>,
        cells: &Cells<'_>,
        file: &File<'_>,
        outside: &mut Outside<'_>,
    ) {
        let owner = self.member(cells.text(&Target::Owner), file, outside);
        let is_news = !self.merged.customer(&buyer.key()).iter().any(|was| was.owner == owner);
        if owner.is_some() && is_news && self.customers.get(at).owner != owner {
            self.customers.edit(at).owner = owner;
        }
    }

    /// A list of customers knows best since when they are known; of its several rows the earliest.
    pub(super) fn date(&mut self, at: usize, buyer: &Buyer<'_>, since: Option<Moment>) {
        let Some(since) = since else { return };
        let is_first = self.dated.insert(at);
        let known = self.customers.get(at).created;
        let is_news = !self.merged.customer(&buyer.key()).iter().any(|was| was.created == since);
        if is_news && (since < known || is_first && since != known) {
            self.customers.edit(at).created = since;
        }
    }

    /// The place of a buyer who is there.
    pub(super) fn find_customer(&self, buyer: &Buyer<'_>) -> Option<usize> {
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
    pub(super) fn customer(&mut self, buyer: &Buyer<'_>, since: Moment, outside: &mut Outside<'_>) -> usize {
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
                    currency: None,
                });
                self.customers.name(at, CustomerKey::own(self.customers.get(at).id));
                self.call(at, buyer);
                at
            }
        };
        if self.customers.is_new(at) && !self.dated.contains(&at) && since < self.customers.get(at).created {
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
            && fold_name(&known.name) != buyer.folded
            && !self.merged.customer(&buyer.key()).iter().any(|was| fold_name(&was.name) == buyer.folded);
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

    /// How a customer is known whom a row names that is about something else.
    pub(super) fn key_of(&self, at: usize) -> CustomerKey {
        let customer = self.customers.get(at);
        match &customer.foreign {
            Some(foreign) => CustomerKey::Foreign(ForeignKey::of(foreign)),
            None => CustomerKey::Name(fold_name(&customer.name)),
        }
    }

    /// What a row has for a customer whom it knows by this key. What it had before two were made one is no news.
    pub(super) fn tell<'c>(
        &mut self,
        at: usize,
        key: &CustomerKey,
        cells: impl Iterator<Item = (&'c str, Cow<'c, str>)>,
    ) {
        let was = self.merged.customer(key);
        let said =
            |name: &str, cell: &str| was.iter().any(|was| was.fields.get(name).is_some_and(|known| known == cell));
        let mut news = cells.filter(|(name, cell)| !said(name, cell)).peekable();
        if news.peek().is_some() {
            set(&mut self.customers.edit(at).fields, news);
        }
    }
}

/// Sets what the row has; a blank cell takes nothing away. Ways to reach somebody come beside those that are known.
pub(super) fn set<'c, C: AsRef<str>>(fields: &mut BTreeMap<String, String>, cells: impl Iterator<Item = (&'c str, C)>) {
    for (name, cell) in cells {
        let cell = cell.as_ref();
        match fields.get_mut(name) {
            Some(known) if contact::reaches(name) => *known = contact::joined(known, cell),
            Some(known) if known == cell => {}
            Some(known) => cell.clone_into(known),
            None => drop(fields.insert(name.to_owned(), cell.to_owned())),
        }
    }
}

/// The tags of a row.
pub(super) fn tags(cells: &Cells<'_>) -> BTreeSet<String> {
    let tags = cells.each(&Target::Tags).flat_map(|cell| cell.split([',', ';']));
    tags.map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}
