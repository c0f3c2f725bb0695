//! One customer made two again, on any day after they were made one (rule 71). What the merger brought goes back, what has
//! come since stays; and what mergers that came later keep of the one that stayed forgets what was not its own.
//! Deliberately not here: how two are made one (`merger`), and the undo of the step, which is that of every step.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Apart, Change, Context, Customer, CustomerId, Merger, MergerId, Person, PersonId, Record, RecordId, Rejection,
    Workspace, contact,
};

/// What is left of a merger that is taken apart: what was there besides the one that went.
struct Parting<'w> {
    merger: &'w Merger,
    /// By whom the one that stayed is known, at the moment that is looked at.
    holder: CustomerId,
    /// Everybody by whom it was known from the merger on.
    known: BTreeSet<CustomerId>,
    /// What the one that stayed was, those of whom it became part before it, and those who became part of it after it.
    own: Vec<&'w Customer>,
    people: Vec<Trace<'w>>,
}

/// Somebody whom the merger changed, on the way through later ones.
struct Trace<'w> {
    was: &'w Person,
    /// Who they are by then: themselves, or whom they became part of.
    now: PersonId,
    /// What they were, and before it those of whom they became part.
    own: Vec<&'w Person>,
    /// Whether they work at the one that stayed for reasons of its own, and not only as people of the one that went.
    stays: bool,
}

fn works(person: &Person, at: CustomerId) -> bool {
    person.customers().any(|customer| customer == at)
}

impl Workspace {
    /// Rule 71.
    pub(super) fn split(&self, id: MergerId, context: &Context) -> Result<Change, Rejection> {
        let merger = self.merger(id).ok_or(Rejection::NotFound(id.into()))?;
        let kept = self.known_customer(merger.kept)?;
        let gone = &merger.gone;
        if self.customer(gone.id).is_some() {
            return Err(Rejection::AlreadyExists(gone.id.into()));
        }
        let mut parting = Parting::of(merger);
        let mut records: Vec<(RecordId, Option<Record>)> = vec![(id.into(), None)];
        for other in self.later(merger) {
            records.extend(parting.pass(other).map(|without| (other.id.into(), Some(without.into()))));
        }
        parting.becomes(kept.id);
        let owner = gone.owner.filter(|&owner| self.member(owner).is_some());
        records.push((gone.id.into(), Some(Customer { owner, ..gone.clone() }.into())));
        records.push((kept.id.into(), Some(parted(kept, &parting.own, gone).into())));
        for &moved in &merger.moved {
            // What has gone since, or has been given to somebody else, is not called back.
            let record = self.get(moved).filter(|record| record.refers_to().contains(&kept.id.into()));
            records.extend(record.map(|record| (moved, Some(record.renamed(kept.id, gone.id)))));
        }
        let mut people: BTreeMap<PersonId, Person> = BTreeMap::new();
        for trace in &parting.people {
            let now = people.get(&trace.now).or_else(|| self.person(trace.now).map(AsRef::as_ref));
            if let Some(person) = now.map(|now| parting.returned(trace, now)) {
                people.insert(trace.now, person);
            }
            let was = trace.was;
            // Who is not there became part of somebody, or has been removed since.
            let went = merger.joined.as_ref().is_none_or(|joined| joined.contains_key(&was.id));
            if went && self.person(was.id).is_none() {
                people.insert(was.id, self.come_back(was, &parting));
            }
        }
        records.extend(people.into_iter().map(|(id, person)| (id.into(), Some(person.into()))));
        for &known in &parting.known {
            let apart = Apart::new(known, gone.id, context.now, context.by);
            records.push((apart.id.into(), Some(apart.into())));
        }
        self.sound(self.replace(records))
    }

    /// Mergers after this one, of what is the same customer by now.
    fn later(&self, merger: &Merger) -> Vec<&Merger> {
        let of = self.of(merger.kept).filter_map(|id| match id {
            RecordId::Merger(id) => self.merger(id).map(AsRef::as_ref),
            _ => None,
        });
        let after =
            |other: &&Merger| other.moved.contains(&merger.id.into()) || (other.at, other.id) > (merger.at, merger.id);
        let mut later: Vec<&Merger> = of.filter(|other| other.id != merger.id).filter(after).collect();
        later.sort_by_key(|other| (other.at, other.id));
        later
    }

    /// Somebody who became part of another, as they were, where there still is somebody to work at.
    fn come_back(&self, was: &Person, parting: &Parting<'_>) -> Person {
        let [stayed, gone] = [parting.merger.before.id, parting.merger.gone.id];
        let part_of = |at| self.mergers().find(|other| other.gone.id == at).map(|other| other.kept);
        let there = |at| match at {
            at if at == stayed => Some(parting.holder),
            at if at == gone || self.customer(at).is_some() => Some(at),
            at => part_of(at).filter(|&at| self.customer(at).is_some()),
        };
        placed(was.clone(), &was.customers().filter_map(there).collect::<Vec<_>>(), gone)
    }
}

/// A person who works at these, the first of them first; with nowhere to work, at the last resort.
fn placed(person: Person, at: &[CustomerId], resort: CustomerId) -> Person {
    let customer = at.first().copied().unwrap_or(resort);
    let also = at.iter().copied().filter(|&other| other != customer).collect();
    Person { customer, also, ..person }
}

impl<'w> Parting<'w> {
    fn of(merger: &'w Merger) -> Self {
        let holder = merger.before.id;
        let trace = |was: &'w Person| Trace { was, now: was.id, own: vec![was], stays: works(was, holder) };
        let people = merger.people.iter().map(trace).collect();
        Self { merger, holder, known: [holder].into(), own: vec![&merger.before], people }
    }

    /// That the one that stayed is known by this from now on.
    fn becomes(&mut self, holder: CustomerId) {
        self.holder = holder;
        self.known.insert(holder);
    }

    /// What a later merger says without the one that goes back; none when it says nothing of it.
    fn pass(&mut self, other: &'w Merger) -> Option<Merger> {
        let gone = &self.merger.gone;
        let goes = other.gone.id == self.holder && other.moved.contains(&self.merger.id.into());
        if !goes && other.before.id != self.holder {
            return None;
        }
        let mut without = other.clone();
        for person in &mut without.people {
            for at in 0..self.people.len() {
                if self.people[at].now == person.id {
                    *person = self.returned(&self.people[at], person);
                    self.people[at].stays = works(person, other.gone.id) || works(person, other.before.id);
                }
            }
        }
        // Who was part of somebody then comes back to work at the other side as well.
        let joined = self.merger.joined.iter().flatten();
        let back = joined.filter_map(|(went, _)| self.merger.people.iter().find(|person| person.id == *went));
        for person in back {
            let by_then = |at| if at == self.merger.before.id { self.holder } else { at };
            let at: Vec<CustomerId> = person.customers().map(by_then).collect();
            let works_there = at.contains(&other.gone.id) || at.contains(&other.before.id);
            if works_there && without.people.iter().all(|known| known.id != person.id) {
                without.people.push(placed(person.clone(), &at, self.holder));
            }
        }
        without.people.sort_by_key(|person| person.id);
        for trace in &mut self.people {
            let part_of = other.joined.as_ref().and_then(|joined| joined.get(&trace.now));
            if let Some(part_of) = part_of.and_then(|id| other.people.iter().find(|person| person.id == *id)) {
                trace.now = part_of.id;
                trace.own.insert(0, part_of);
            } else if let Some(joined) = &other.joined {
                let learnt = joined.iter().filter(|(_, stayed)| **stayed == trace.now).map(|(went, _)| went);
                trace.own.extend(learnt.filter_map(|id| other.people.iter().find(|person| person.id == *id)));
            }
        }
        if goes {
            without.gone = parted(&other.gone, &self.own, gone);
            self.own.insert(0, &other.before);
            self.becomes(other.before.id);
        } else {
            without.before = parted(&other.before, &self.own, gone);
            self.own.push(&other.gone);
        }
        Some(without)
    }

    /// Those who became part of somebody in this merger, one through another too; anybody, when it is not written down who.
    fn learnt(&self, of: &Person) -> Vec<&'w Person> {
        let theirs = |other: &&Person| {
            self.merger.joined.as_ref().is_none_or(|joined| {
                let part_of = |id: &PersonId| joined.get(id).copied();
                let mut all = std::iter::successors(part_of(&other.id), part_of).take(joined.len());
                all.any(|id| id == of.id)
            })
        };
        self.merger.people.iter().filter(|other| other.id != of.id).filter(theirs).collect()
    }

    /// Somebody without what they had from others, at the one that went if they worked there and still do.
    fn returned(&self, trace: &Trace<'_>, now: &Person) -> Person {
        let (was, others) = (trace.was, self.learnt(trace.was));
        let [stayed, gone] = [self.merger.before.id, self.merger.gone.id];
        let own: Vec<_> = trace.own.iter().map(|own| &own.fields).collect();
        let mut fields = now.fields.clone();
        for other in &others {
            part_fields(&mut fields, &own, &other.fields);
        }
        let own = &trace.own;
        let person = Person {
            part: back(now, own, &others, |one| one.part, Option::is_none),
            stance: back(now, own, &others, |one| one.stance, Option::is_none),
            foreign: back(now, own, &others, |one| one.foreign.clone(), Option::is_none),
            fields,
            ..now.clone()
        };
        let themselves = now.id == was.id;
        let mut at = Vec::new();
        for customer in now.customers() {
            let learnt =
                others.iter().any(|other| works(other, customer)) && !own.iter().any(|own| works(own, customer));
            if customer == self.holder && themselves && works(was, gone) {
                at.extend(trace.stays.then_some(customer).into_iter().chain([gone]));
            } else if customer == self.holder || customer == now.customer || customer == gone || !learnt {
                // Whoever works at the one that goes back was put there just now.
                at.push(customer);
            }
        }
        // Where they work first is as it was, if it is where the merger left it.
        let first = if was.customer == stayed { self.holder } else { was.customer };
        let left = if was.customer == gone { self.holder } else { first };
        if themselves && now.customer == left && at.contains(&first) {
            at.retain(|&other| other != first);
            at.insert(0, first);
        }
        placed(person, &at, now.customer)
    }
}

/// What a field says that says this now, when it had that of its own and this came from another: what it said before.
fn parted_field(name: &str, now: &str, own: &[&String], theirs: &str) -> Option<String> {
    if own.iter().any(|own| *own == now) {
        return Some(now.to_owned());
    }
    if !contact::reaches(name) {
        return if now == theirs { own.first().map(|own| (*own).clone()) } else { Some(now.to_owned()) };
    }
    let all = own.iter().map(|own| (*own).clone()).reduce(|one, other| contact::joined(&one, &other));
    let known = all.as_deref().unwrap_or_default();
    let rest = contact::without(now, theirs, known);
    let of_both = [contact::joined(known, theirs), contact::joined(theirs, known)];
    if now == theirs || of_both.iter().any(|both| both == now) {
        all
    } else if contact::forms(&rest) == contact::forms(now) {
        Some(now.to_owned())
    } else {
        // As it was written before, if nothing has come since.
        let before = own.iter().find(|own| contact::forms(own) == contact::forms(&rest));
        before.map(|own| (*own).clone()).or(Some(rest).filter(|rest| !rest.is_empty()))
    }
}

/// Takes out of fields what came from another; what has been changed since stays.
fn part_fields(
    fields: &mut BTreeMap<String, String>,
    own: &[&BTreeMap<String, String>],
    theirs: &BTreeMap<String, String>,
) {
    for (name, value) in theirs {
        let Some(now) = fields.get(name) else { continue };
        let own: Vec<&String> = own.iter().filter_map(|own| own.get(name)).collect();
        match parted_field(name, now, &own, value) {
            Some(before) => drop(fields.insert(name.clone(), before)),
            None => drop(fields.remove(name)),
        }
    }
}

/// What was there before, when what is there now came from another; else what is there now. Of several who were there before,
/// the first counts for whom `empty` does not hold.
fn back<R, T: PartialEq>(now: &R, own: &[&R], others: &[&R], read: impl Fn(&R) -> T, empty: impl Fn(&T) -> bool) -> T {
    let (now, mut own) = (read(now), own.iter().map(|own| read(own)).collect::<Vec<_>>());
    own.sort_by_key(empty);
    let came = !own.contains(&now) && others.iter().any(|other| read(other) == now);
    if came { own.into_iter().next().unwrap_or(now) } else { now }
}

/// A customer without what it had from another; what is its own and what has been changed since stays.
fn parted(now: &Customer, own: &[&Customer], gone: &Customer) -> Customer {
    let mut fields = now.fields.clone();
    part_fields(&mut fields, &own.iter().map(|own| &own.fields).collect::<Vec<_>>(), &gone.fields);
    let is_own = |tag: &&String| own.iter().any(|own| own.tags.contains(*tag)) || !gone.tags.contains(*tag);
    let earliest = own.iter().map(|own| own.created).min();
    let others = [gone];
    Customer {
        kind: back(now, own, &others, |one| one.kind, |_| false),
        name: back(now, own, &others, |one| one.name.clone(), |_| false),
        owner: back(now, own, &others, |one| one.owner, Option::is_none),
        created: back(now, own, &others, |one| one.created, |&created| Some(created) != earliest),
        foreign: back(now, own, &others, |one| one.foreign.clone(), Option::is_none),
        currency: back(now, own, &others, |one| one.currency, Option::is_none),
        tags: now.tags.iter().filter(is_own).cloned().collect(),
        fields,
        id: now.id,
    }
}
