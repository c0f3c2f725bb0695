//! Two customers made one, and two again: nothing is lost on the way there, and the way back ends where it began.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use support::{context, desk, random, slug};
use voronka::domain::{
    Apart, Change, Command, Customer, CustomerId, Deal, MergerId, Merging, Person, PersonId, Record, RecordId,
    Workspace,
};

/// A desk with four customers of any kind and their people, deals and orders.
fn company() -> impl Strategy<Value = Workspace> {
    let customers = proptest::collection::vec(random::customer(), 4);
    let people = proptest::collection::vec((random::person(), 1..5_u128, proptest::option::of(1..5_u128)), 0..6);
    let deals = proptest::collection::vec(1..5_u128, 0..4);
    let orders = proptest::collection::vec(1..5_u128, 0..4);
    (customers, people, deals, orders).prop_map(|(customers, people, deals, orders)| {
        let mut records: Vec<Record> = Vec::new();
        for (id, customer) in (1..).zip(customers) {
            let name = format!("Завод № {id} {}", customer.name);
            records.push(Customer { id: CustomerId(id), name, owner: None, ..customer }.into());
        }
        for (id, (person, at, also)) in (1..).zip(people) {
            let also = also.filter(|&also| also != at).map(CustomerId).into_iter().collect();
            let name = format!("Пётр {}", person.name);
            records.push(Person { id: PersonId(id), customer: CustomerId(at), also, name, ..person }.into());
        }
        for (id, customer) in (1..).zip(deals) {
            let deal = support::deal(id, &[slug("deals-4r.new")]);
            records.push(Deal { customer: Some(CustomerId(customer)), ..deal }.into());
        }
        records.extend((1..).zip(orders).map(|(id, of)| support::order(id, of, support::day(3)).into()));
        let mut desk = desk(support::four_r());
        desk.apply(Command::TakeIn(records), &context(1, 1)).unwrap();
        desk
    })
}

/// The wish to make one of the first two, and of two of their people if `people`; the one that stays has the other's name
/// and field values where `theirs` says so.
fn merging(desk: &Workspace, people: bool, theirs: u8) -> Merging {
    let [kept, gone] = [CustomerId(1), CustomerId(2)].map(|id| desk.customer(id).unwrap());
    let mut into = Customer::clone(kept);
    if theirs & 1 != 0 {
        into.name = gone.name.clone();
    }
    if theirs & 2 != 0 {
        into.fields.extend(gone.fields.clone());
    }
    if theirs & 4 != 0 {
        into.kind = gone.kind;
    }
    let at = |id| desk.people().find(|person| person.customers().any(|at| at == CustomerId(id))).map(|one| one.id);
    let one = at(2).zip(at(1)).filter(|(gone, kept)| people && gone != kept);
    Merging { id: MergerId(1), into, gone: CustomerId(2), people: one.into_iter().collect() }
}

fn all(desk: &Workspace) -> BTreeMap<RecordId, Record> {
    desk.records().map(|record| (record.id(), record)).collect()
}

proptest! {
    #![proptest_config(support::cases(192))]

    #[test]
    fn nothing_is_lost(desk in company(), people in any::<bool>(), theirs in 0..8_u8) {
        let before = desk;
        let mut desk = before.clone();
        let wish = merging(&before, people, theirs);
        let joined = wish.people.len();
        desk.apply(Command::Merge(wish.into()), &context(2, 2)).unwrap();
        let [kept, gone] = [CustomerId(1), CustomerId(2)].map(|id| before.customer(id).unwrap());
        let one = desk.customer(CustomerId(1)).unwrap();
        prop_assert!(desk.customer(CustomerId(2)).is_none());
        for known in [kept, gone] {
            prop_assert!(known.tags.is_subset(&one.tags));
            prop_assert!(known.fields.keys().all(|name| one.fields.contains_key(name)));
        }
        for (id, record) in all(&before) {
            let named = record.refers_to().contains(&CustomerId(2).into());
            let now = desk.get(id);
            if named && let Some(now) = &now {
                prop_assert!(now.refers_to().contains(&CustomerId(1).into()), "{id} names nobody");
            }
            prop_assert!(now.is_some() || matches!(id, RecordId::Customer(_) | RecordId::Person(_)), "{id} is gone");
        }
        prop_assert_eq!(desk.people().len() + joined, before.people().len());
    }

    #[test]
    fn taken_back_it_is_as_it_was(desk in company(), people in any::<bool>(), theirs in 0..8_u8) {
        let mut now = desk.clone();
        let change: Change =
            now.apply(Command::Merge(merging(&desk, people, theirs).into()), &context(2, 2)).unwrap();
        now.apply(Command::Replay(change.taken_back(support::day(3))), &context(3, 3)).unwrap();
        prop_assert!(now == desk);
    }

    #[test]
    fn made_two_again_they_are_as_they_were_and_apart(desk in company(), people in any::<bool>(), theirs in 0..8_u8) {
        let mut now = desk.clone();
        now.apply(Command::Merge(merging(&desk, people, theirs).into()), &context(2, 2)).unwrap();
        now.apply(Command::Split(MergerId(1)), &context(3, 3)).unwrap();
        prop_assert!(now.apart(CustomerId(2), CustomerId(1)));
        let mut records = all(&now);
        records.remove(&Apart::of(CustomerId(1), CustomerId(2)).into());
        let before = all(&desk);
        for (id, record) in &before {
            prop_assert_eq!(records.get(id), Some(record));
        }
        prop_assert_eq!(records.len(), before.len());
    }
}
