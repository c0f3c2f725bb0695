//! The records that are there already and those that the files bring, found by name and by foreign identity, so that
//! everything is made once and what is known is updated.
//! Deliberately not here: what a row says (`row`).

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash};
use std::sync::Arc;

use crate::domain::{Activity, Customer, Deal, Member, Moment, Person, Purchase, Record, RecordId, Workspace};

use super::fold::fold_name;
use super::keys::{CustomerKey, ForeignKey, PersonKey};
use super::merged::Merged;
use super::notes::Notes;
use super::stages::Funnels;

/// How many records of one kind the files speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Are added.
    pub new: u32,
    /// Are there and change.
    pub updated: u32,
    /// Are there and stay as they are.
    pub unchanged: u32,
}

impl Tally {
    /// All of them.
    pub fn total(&self) -> u32 {
        self.new + self.updated + self.unchanged
    }
}

/// What was assumed of new deals because the file does not say, and what was left as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notices {
    /// New deals without a date of creation: the date of closing stands for it, or the moment of the import.
    pub created_assumed: u32,
    /// New closed deals without a date of closing: the date of creation stands for it, or the moment of the import.
    pub closed_assumed: u32,
    /// New deals that name neither company nor person.
    pub without_customer: u32,
    /// Known deals that have moved on since they stood where the file says; they stay where they are.
    pub stage_kept: u32,
}

/// Where a record was last met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Which file.
    pub(super) file: usize,
    /// Which line of it.
    pub(super) line: u32,
}

/// A record before and after the import.
#[derive(Clone, Debug)]
struct Item<R> {
    before: Option<Arc<R>>,
    now: Arc<R>,
    met: Option<Origin>,
}

/// What is only looked up, never gone through; the hashes have no chance in them.
pub(super) type Keyed<K, V> = HashMap<K, V, BuildHasherDefault<DefaultHasher>>;

/// All records of one kind, found by keys.
#[derive(Clone, Debug)]
pub(super) struct Shelf<R, K> {
    items: Vec<Item<R>>,
    keys: Keyed<K, usize>,
}

impl<R: Clone + PartialEq, K: Eq + Hash> Shelf<R, K> {
    fn known(records: impl Iterator<Item = Arc<R>>, keys: impl Fn(&R) -> Vec<K>) -> Self {
        let mut shelf = Self { items: Vec::new(), keys: HashMap::default() };
        for record in records {
            for key in keys(&record) {
                shelf.keys.entry(key).or_insert(shelf.items.len());
            }
            shelf.items.push(Item { before: Some(record.clone()), now: record, met: None });
        }
        shelf
    }

    pub(super) fn find(&self, key: &K) -> Option<usize> {
        self.keys.get(key).copied()
    }

    pub(super) fn add(&mut self, record: R) -> usize {
        self.items.push(Item { before: None, now: Arc::new(record), met: None });
        self.items.len() - 1
    }

    /// Makes a record be found by a key that no other record has.
    pub(super) fn name(&mut self, at: usize, key: K) {
        self.keys.entry(key).or_insert(at);
    }

    pub(super) fn get(&self, at: usize) -> &R {
        &self.items[at].now
    }

    pub(super) fn edit(&mut self, at: usize) -> &mut R {
        Arc::make_mut(&mut self.items[at].now)
    }

    /// The place of the first record of which this is true.
    pub(super) fn position(&self, is: impl Fn(&R) -> bool) -> Option<usize> {
        self.items.iter().position(|item| is(&item.now))
    }

    /// Whether the record comes from the files and was not there before.
    pub(super) fn is_new(&self, at: usize) -> bool {
        self.items[at].before.is_none()
    }

    /// Where the record was first met in the files.
    pub(super) fn met(&self, at: usize) -> Option<Origin> {
        self.items[at].met
    }

    /// Notes that a row speaks of the record; tells whether it is the first to do so.
    pub(super) fn meet(&mut self, at: usize, origin: Origin) -> bool {
        let first = self.items[at].met.is_none();
        self.items[at].met.get_or_insert(origin);
        first
    }

    fn tally(&self, counts: impl Fn(&R) -> bool) -> Tally {
        let mut tally = Tally::default();
        for item in self.items.iter().filter(|item| counts(&item.now)) {
            match &item.before {
                None => tally.new += 1,
                Some(before) if *before != item.now => tally.updated += 1,
                Some(_) => tally.unchanged += u32::from(item.met.is_some()),
            }
        }
        tally
    }

    /// The records that are new or differ from what they were.
    fn changed(self) -> impl Iterator<Item = Arc<R>> {
        let changed = self.items.into_iter().filter(|item| item.before.as_ref() != Some(&item.now));
        changed.map(|item| item.now)
    }
}

/// Everything that rows look up and add to.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) members: Shelf<Member, String>,
    pub(super) customers: Shelf<Customer, CustomerKey>,
    /// Customers of whom a list of their own has said in these files since when they are known.
    pub(super) dated: BTreeSet<usize>,
    pub(super) people: Shelf<Person, PersonKey>,
    pub(super) deals: Shelf<Deal, ForeignKey>,
    pub(super) purchases: Shelf<Purchase, ForeignKey>,
    pub(super) notes: Notes,
    /// What was made one of two here, and what it was before.
    pub(super) merged: Merged,
    pub(super) funnels: Funnels,
    pub(super) notices: Notices,
    pub(super) now: Moment,
}

/// How many records of each kind the files speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Colleagues.
    pub members: Tally,
    /// Companies and people who buy.
    pub customers: Tally,
    /// People at companies.
    pub people: Tally,
    /// Deals and leads.
    pub deals: Tally,
    /// Those of them that stand in the funnel of leads.
    pub leads: Tally,
    /// Notes on deals.
    pub notes: Tally,
    /// Orders and refunds.
    pub purchases: Tally,
}

impl Ledger {
    pub(super) fn of(workspace: &Workspace, now: Moment) -> Self {
        let mut seen = BTreeSet::new();
        let people = workspace.customers().flat_map(|customer| workspace.of(customer.id)).filter_map(|id| match id {
            // Who works at several customers is met at each of them.
            RecordId::Person(id) if seen.insert(id) => workspace.person(id).cloned(),
            _ => None,
        });
        let mut people = Shelf::known(people, PersonKey::all);
        let mut customers = Shelf::known(workspace.customers().cloned(), CustomerKey::all);
        let merged = Merged::of(workspace, &mut customers, &mut people);
        Self {
            members: Shelf::known(workspace.members().cloned(), |member| vec![fold_name(&member.name)]),
            customers,
            dated: BTreeSet::new(),
            people,
            notes: Notes::of(workspace),
            merged,
            deals: Shelf::known(workspace.deals().cloned(), |deal| {
                deal.foreign.iter().map(ForeignKey::of).chain([ForeignKey::own(deal.id)]).collect()
            }),
            purchases: Shelf::known(workspace.purchases().cloned(), |purchase| {
                let foreign = purchase.foreign.iter();
                foreign.map(|foreign| ForeignKey::of_purchase(foreign, purchase.kind)).collect()
            }),
            funnels: Funnels::of(workspace),
            notices: Notices::default(),
            now,
        }
    }

    pub(super) fn tallies(&self) -> Tallies {
        Tallies {
            members: self.members.tally(|_| true),
            customers: self.customers.tally(|_| true),
            people: self.people.tally(|_| true),
            deals: self.deals.tally(|_| true),
            leads: self.deals.tally(|deal| self.funnels.is_lead(deal.stage)),
            notes: self.notes.tally(),
            purchases: self.purchases.tally(|_| true),
        }
    }

    /// What is new or has changed, each record after those it refers to.
    pub(super) fn records(self) -> Vec<Record> {
        let members = self.members.changed().map(Record::Member);
        let customers = self.customers.changed().map(Record::Customer);
        let people = self.people.changed().map(Record::Person);
        let deals = self.deals.changed().map(Record::Deal);
        let notes = self.notes.new.into_iter().map(Activity::into);
        let purchases = self.purchases.changed().map(Record::Purchase);
        members.chain(customers).chain(people).chain(deals).chain(notes).chain(purchases).collect()
    }
}
