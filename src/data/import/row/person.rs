//! Those who work at customers: named by rows of other lists, or listed in one of their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::data::import::cells::{Cells, Whose};
use crate::data::import::fold::{colleague, fold_name};
use crate::data::import::keys::{CustomerKey, ForeignKey, PersonKey};
use crate::data::import::ledger::{Ledger, Origin};
use crate::data::import::plan::Plan;
use crate::data::import::rejected::Reason;
use crate::data::import::target::Target;
use crate::domain::{CustomerId, ForeignId, Moment, Person, PersonId};

use super::buyer::{Buyer, companies, foreign, set, several, tags};
use super::{File, Outside, Row};

/// Somebody as a row names them.
pub(super) struct Somebody<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) foreign: Option<ForeignId>,
}

/// Those whom a row names, in the order in which it does.
pub(super) fn people<'a>(cells: &Cells<'a>, plan: &Plan) -> Vec<Somebody<'a>> {
    let system = plan.people_come_from();
    let names: Vec<String> = several(&cells.contact(), plan.system).map(str::to_owned).collect();
    let ids: Vec<&str> = several(cells.text(&Target::ContactId), plan.system).collect();
    let in_step = ids.len() == names.len();
    let known = |at: usize| match ids.get(at) {
        Some(id) if in_step => foreign(&system, id),
        _ => None,
    };
    let somebody = |(at, name): (usize, String)| Somebody { foreign: known(at), name: Cow::Owned(name) };
    names.into_iter().enumerate().map(somebody).collect()
}

impl Ledger {
    /// A row of a list of people. One without a person is the company that it names; who works nowhere buys for themselves.
    pub(in crate::data::import) fn take_contact(
        &mut self,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let since = cells.date(&Target::Created, &file.styles)?.map(|date| outside.moment(date));
        let lead = self.lead_of_contact(cells, file, outside)?;
        let known_since = since.unwrap_or(self.now);
        let companies = companies(cells, file.plan.system);
        let Some(one) = people(cells, file.plan).into_iter().next() else {
            return self.take_nameless(companies, cells, file, outside);
        };
        let at = self.find_person(companies.first(), &one);
        let met = at.and_then(|at| self.people.met(at)).filter(|met| met.file == file.origin.file);
        if let Some(met) = met.filter(|_| one.foreign.is_some()) {
            return Err(Reason::Duplicate { line: met.line });
        }
        let work: Vec<CustomerId> = companies
            .iter()
            .map(|company| {
                let at = self.customer(company, known_since, outside);
                self.customers.meet(at, file.origin);
                self.customers.get(at).id
            })
            .collect();
        let (customer, first) = match (at, work.first()) {
            (None, None) => self.take_buyer(Buyer::person(one), since, cells, file, outside)?,
            (Some(at), _) => {
                self.learn_person(at, &one);
                (self.take_worker(at, &one, &work, cells, file, outside), self.people.meet(at, file.origin))
            }
            (None, Some(&home)) => {
                let at = self.add_person(home, &one, outside);
                (self.take_worker(at, &one, &work, cells, file, outside), self.people.meet(at, file.origin))
            }
        };
        if let Some(lead) = lead {
            self.take_lead_of(customer, cells, file, lead, outside);
        }
        Ok(if first { Row::First } else { Row::Again })
    }

    /// Somebody who buys for themselves: where they stand in the list of customers, and whether this row is the first of them.
    fn take_buyer(
        &mut self,
        person: Buyer<'_>,
        since: Option<Moment>,
        cells: &Cells<'_>,
        file: &File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<(usize, bool), Reason> {
        let key = person.key();
        let met = self.find_customer(&person).and_then(|at| self.customers.met(at));
        if let Some(met) = met.filter(|met| met.file == file.origin.file)
            && person.foreign.is_some()
            && self.merged.customer(&key).is_empty()
        {
            return Err(Reason::Duplicate { line: met.line });
        }
        let at = self.customer(&person, since.unwrap_or(self.now), outside);
        let first = self.customers.meet(at, file.origin);
        self.date(at, &person, since);
        self.give_owner(at, &person, cells, file, outside);
        self.tell(at, &key, cells.fields(Whose::Contact));
        self.tell(at, &key, cells.fields(Whose::Customer));
        let customer = self.customers.edit(at);
        set(&mut customer.fields, cells.titled(&Target::Stage).chain(cells.titled(&Target::Status)));
        customer.tags.extend(tags(cells));
        Ok((at, first))
    }

    /// What the list of people says of somebody at a customer; the place of that customer.
    fn take_worker(
        &mut self,
        at: usize,
        one: &Somebody<'_>,
        work: &[CustomerId],
        cells: &Cells<'_>,
        file: &File<'_>,
        outside: &mut Outside<'_>,
    ) -> usize {
        self.employ(at, work);
        self.tell_person(at, one, cells);
        // People have neither tags, stages nor anybody who looks after them here: what the file says is kept as it says it.
        let rest = [Target::Tags, Target::Stage, Target::Status];
        let owner = cells.titled(&Target::Owner).map(|(name, cell)| (name, colleague(cell)));
        let mut rest = rest.iter().flat_map(|target| cells.titled(target)).chain(owner).peekable();
        if rest.peek().is_some() {
            set(&mut self.people.edit(at).fields, rest);
        }
        let home = self.customers.find(&CustomerKey::own(self.people.get(at).customer)).unwrap_or_default();
        let key = self.key_of(home);
        self.tell(home, &key, cells.fields(Whose::Customer));
        let owner = self.member(cells.text(&Target::Owner), file, outside);
        if owner.is_some() && self.customers.get(home).owner.is_none() {
            self.customers.edit(home).owner = owner;
        }
        home
    }

    /// A row of a list of people that names nobody: amoCRM writes companies into the same list.
    fn take_nameless(
        &mut self,
        companies: Vec<Buyer<'_>>,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let buyer = companies.into_iter().next().filter(|company| !company.name.is_empty()).ok_or(Reason::NoName)?;
        let own = foreign(file.plan.system.id(), cells.text(&Target::ContactId));
        let buyer = Buyer { foreign: buyer.foreign.or(own), ..buyer };
        let since = cells.date(&Target::Created, &file.styles)?.map(|date| outside.moment(date));
        let at = self.customer(&buyer, since.unwrap_or(self.now), outside);
        let first = self.customers.meet(at, file.origin);
        self.date(at, &buyer, since);
        self.give_owner(at, &buyer, cells, file, outside);
        self.tell(at, &buyer.key(), cells.fields(Whose::Contact));
        self.tell(at, &buyer.key(), cells.fields(Whose::Customer));
        self.customers.edit(at).tags.extend(tags(cells));
        Ok(if first { Row::First } else { Row::Again })
    }

    /// The people whom a row names beside their company. Data of the person, when the row has any, are those of the first.
    pub(super) fn company_people(
        &mut self,
        at: usize,
        somebody: Vec<Somebody<'_>>,
        cells: Option<&Cells<'_>>,
        origin: Origin,
        outside: &mut Outside<'_>,
    ) {
        let customer = self.customers.get(at).id;
        for (nth, one) in somebody.iter().enumerate() {
            let at = match self.person_at(customer, one) {
                Some(at) => {
                    self.learn_person(at, one);
                    at
                }
                None => self.add_person(customer, one, outside),
            };
            self.people.meet(at, origin);
            if !self.people.get(at).customers().any(|known| known == customer) {
                self.people.edit(at).also.insert(customer);
                self.call_person(at);
            }
            if let Some(cells) = cells.filter(|_| nth == 0) {
                self.tell_person(at, one, cells);
            }
        }
    }

    /// Somebody at a customer whose identity a row gives.
    pub(super) fn known_by_identity(&self, one: &Somebody<'_>) -> Option<usize> {
        self.people.find(&PersonKey::Foreign(ForeignKey::of(one.foreign.as_ref()?)))
    }

    /// Somebody of that identity, or else of that name at the customer, unless it has another identity in the same system.
    fn person_at(&self, customer: CustomerId, one: &Somebody<'_>) -> Option<usize> {
        let is_same = |at: &usize| match (&self.people.get(*at).foreign, &one.foreign) {
            (Some(known), Some(told)) => known.system != told.system || known.id == told.id,
            _ => true,
        };
        let by_name = || self.people.find(&PersonKey::Name(customer, fold_name(&one.name))).filter(is_same);
        self.known_by_identity(one).or_else(by_name)
    }

    fn find_person(&self, company: Option<&Buyer<'_>>, one: &Somebody<'_>) -> Option<usize> {
        let at = company.and_then(|company| self.find_customer(company));
        match at {
            Some(at) => self.person_at(self.customers.get(at).id, one),
            None => self.known_by_identity(one),
        }
    }

    /// Somebody new at a customer.
    fn add_person(&mut self, customer: CustomerId, one: &Somebody<'_>, outside: &mut Outside<'_>) -> usize {
        let at = self.people.add(Person {
            id: PersonId(outside.id()),
            customer,
            also: BTreeSet::new(),
            name: one.name.clone().into_owned(),
            part: None,
            stance: None,
            fields: BTreeMap::new(),
            foreign: one.foreign.clone(),
        });
        self.call_person(at);
        at
    }

    /// The identity of somebody who had none.
    fn learn_person(&mut self, at: usize, one: &Somebody<'_>) {
        if self.people.get(at).foreign.is_none() && one.foreign.is_some() {
            self.people.edit(at).foreign = one.foreign.clone();
            self.call_person(at);
        }
    }

    /// Makes somebody be found by all that is known of them.
    fn call_person(&mut self, at: usize) {
        for key in PersonKey::all(self.people.get(at)) {
            self.people.name(at, key);
        }
    }

    /// Where somebody works as their own list says it: first of all at the first of these. Where else they were known to
    /// work, they do.
    fn employ(&mut self, at: usize, work: &[CustomerId]) {
        let Some((&first, rest)) = work.split_first() else { return };
        let known: BTreeSet<CustomerId> = self.people.get(at).customers().collect();
        if !known.contains(&first) {
            self.people.edit(at).customer = first;
        }
        let now = self.people.get(at);
        let new: Vec<_> = rest.iter().copied().filter(|other| now.customers().all(|known| known != *other)).collect();
        if !new.is_empty() {
            self.people.edit(at).also.extend(new);
        }
        if !known.contains(&first) || !rest.is_empty() {
            self.call_person(at);
        }
    }

    /// What a row has for somebody: their data, and their name when the identity is theirs.
    pub(super) fn tell_person(&mut self, at: usize, one: &Somebody<'_>, cells: &Cells<'_>) {
        let folded = fold_name(&one.name);
        let known = self.people.get(at);
        let key = match &one.foreign {
            Some(foreign) => PersonKey::Foreign(ForeignKey::of(foreign)),
            None => PersonKey::Name(known.customer, folded.clone()),
        };
        let was = self.merged.person(&key);
        let said =
            |name: &str, cell: &str| was.iter().any(|was| was.fields.get(name).is_some_and(|known| known == cell));
        let is_renamed = one.foreign.is_some()
            && known.foreign == one.foreign
            && fold_name(&known.name) != folded
            && !was.iter().any(|was| fold_name(&was.name) == folded);
        let mut news = cells.fields(Whose::Contact).filter(|(name, cell)| !said(name, cell)).peekable();
        if is_renamed || news.peek().is_some() {
            let person = self.people.edit(at);
            if is_renamed {
                person.name = one.name.clone().into_owned();
            }
            set(&mut person.fields, news);
        }
    }
}
