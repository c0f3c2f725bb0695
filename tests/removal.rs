//! A customer who is removed: what was only theirs goes, nothing names them, and one step back brings all of it again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use support::{context, desk, random, slug};
use voronka::domain::bulk::{CustomerBulk, Preview, Wish};
use voronka::domain::{
    Attachment, AttachmentId, CampaignId, Change, Command, Customer, CustomerId, Deal, DealId, Fate, Grievance, Holder,
    Interview, InterviewId, Letter, MergerId, Merging, Note, NoteId, Person, PersonId, Record, RecordId, Rejection,
    Source, Workspace,
};

/// So many customers there are, before two of them may be made one.
const CUSTOMERS: u128 = 5;

/// A desk with customers of any kind and everything that may name them.
fn company() -> impl Strategy<Value = Workspace> {
    let some = || proptest::collection::vec(1..=CUSTOMERS, 0..4);
    let customers = proptest::collection::vec(random::customer(), CUSTOMERS as usize);
    let people = proptest::collection::vec((random::person(), proptest::collection::vec(1..=CUSTOMERS, 1..4)), 0..6);
    let files = proptest::collection::vec((random::desk::attachment(), 1..=CUSTOMERS), 0..4);
    let notes = proptest::collection::vec((random::desk::note(), 1..=CUSTOMERS), 0..4);
    let merged = proptest::option::of((1..=CUSTOMERS, 1..=CUSTOMERS));
    (customers, people, (files, notes), (some(), some()), (some(), some()), merged).prop_map(
        |(customers, people, (files, notes), (deals, orders), (letters, talks), merged)| {
            let mut records: Vec<Record> = Vec::new();
            for (id, customer) in (1..).zip(customers) {
                let name = format!("Завод № {id} {}", customer.name);
                records.push(Customer { id: CustomerId(id), name, owner: None, ..customer }.into());
            }
            for (id, (person, at)) in (1..).zip(people) {
                let also = at[1..].iter().filter(|also| **also != at[0]).map(|also| CustomerId(*also)).collect();
                let name = format!("Пётр {}", person.name);
                records.push(Person { id: PersonId(id), customer: CustomerId(at[0]), also, name, ..person }.into());
            }
            for (id, customer) in (1..).zip(deals) {
                let deal = support::deal(id, &[slug("deals-4r.new")]);
                records.push(Deal { customer: Some(CustomerId(customer)), ..deal }.into());
            }
            records.extend((1..).zip(orders).map(|(id, of)| support::order(id, of, support::day(3)).into()));
            for (id, (file, at)) in (1..).zip(files) {
                let of = Holder::Customer(CustomerId(at));
                records.push(Attachment { id: AttachmentId(id), of, by: None, ..file }.into());
            }
            for (id, (note, at)) in (1..).zip(notes) {
                records.push(Note { id: NoteId(id), customer: CustomerId(at), by: None, ..note }.into());
            }
            records.extend((1..).zip(letters).map(|(id, of)| letter(id, of).into()));
            records.extend((1..).zip(talks).map(|(id, of)| talk(id, of).into()));
            let mut desk = desk(support::four_r());
            desk.apply(Command::TakeIn(records), &context(1, 1)).unwrap();
            if let Some((into, gone)) = merged.filter(|(into, gone)| into != gone) {
                let into = Customer::clone(desk.customer(CustomerId(into)).unwrap());
                let wish = Merging { id: MergerId(1), into, gone: CustomerId(gone), people: BTreeMap::new() };
                desk.apply(Command::Merge(wish.into()), &context(2, 2)).unwrap();
            }
            desk
        },
    )
}

fn letter(campaign: u128, customer: u128) -> Letter {
    let (customer, source) = (CustomerId(customer), Source::Campaign(CampaignId(campaign)));
    Letter {
        id: source.letter(customer),
        customer,
        deal: None,
        source,
        to: "zakup@vodokanal.example".into(),
        subject: "Предложение".into(),
        body: "Добрый день!".into(),
        made: support::day(3),
        by: None,
        fate: Fate::Ready,
        answered: None,
    }
}

fn talk(id: u128, customer: u128) -> Interview {
    let (id, customer, at) = (InterviewId(id), CustomerId(customer), support::day(3));
    Interview { id, customer, deal: None, cause: Grievance::Product, words: "Дорого".into(), at, by: None }
}

fn all(desk: &Workspace) -> BTreeMap<RecordId, Record> {
    desk.records().map(|record| (record.id(), record)).collect()
}

/// Of how many deals and purchases a customer is.
fn dealings(desk: &Workspace, id: CustomerId) -> (usize, usize) {
    let count = |kind: &str| desk.of(id).filter(|child| child.kind() == kind).count();
    (count("deal"), count("purchase"))
}

/// Nothing names what is not there.
fn stands(desk: &Workspace) -> Result<(), TestCaseError> {
    for (id, record) in all(desk) {
        for to in record.refers_to() {
            prop_assert!(desk.get(to).is_some(), "{id} names {to}, which is gone");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::cases(192))]

    #[test]
    fn a_customer_goes_with_what_was_only_theirs_and_comes_back_with_it(start in company(), id in 1..=CUSTOMERS) {
        let id = CustomerId(id);
        prop_assume!(start.customer(id).is_some());
        let mut desk = start.clone();
        let change = desk.apply(Command::Remove(id.into()), &context(5, 5));
        let (deals, purchases) = dealings(&start, id);
        if deals + purchases > 0 {
            prop_assert_eq!(change.err(), Some(Rejection::HasDealings { deals, purchases }));
            prop_assert!(desk == start);
            return Ok(());
        }
        let change = change.unwrap();
        stands(&desk)?;
        for (other, record) in all(&start) {
            let now = desk.get(other);
            let names = record.refers_to();
            match &record {
                _ if other == id.into() => prop_assert!(now.is_none()),
                Record::Person(person) => {
                    let left: Vec<CustomerId> = person.customers().filter(|at| *at != id).collect();
                    let Some(Record::Person(stays)) = now else { prop_assert!(left.is_empty()); continue };
                    // What the person is beside their work is as it was, and so is who works elsewhere.
                    prop_assert_eq!(stays.customers().collect::<Vec<_>>(), left);
                    let (customer, also) = (person.customer, person.also.clone());
                    let again = Person { customer, also, ..Person::clone(&stays) };
                    prop_assert_eq!(&again, person.as_ref());
                }
                _ if names.contains(&id.into()) => prop_assert!(now.is_none(), "{other} stays"),
                _ => prop_assert_eq!(now, Some(record.clone())),
            }
        }
        desk.apply(Command::Replay(change.taken_back(support::day(6))), &context(6, 6)).unwrap();
        prop_assert!(desk == start);
    }

    #[test]
    fn of_many_as_many_go_as_was_said_and_all_come_back(
        start in company(),
        chosen in proptest::collection::btree_set(1..=CUSTOMERS, 1..6),
    ) {
        let about: Vec<CustomerId> = chosen.into_iter().map(CustomerId).filter(|id| start.customer(*id).is_some()).collect();
        let mut preview = Preview::default();
        preview.look(&start, &CustomerBulk::Remove, about.iter().copied(), &context(5, 5));

        // Those who bought or may buy stay, all for one reason that counts what all of them have.
        let (stay, go): (Vec<CustomerId>, Vec<CustomerId>) =
            about.iter().copied().partition(|id| dealings(&start, *id) != (0, 0));
        prop_assert_eq!(&preview.will, &go);
        let add = |(deals, purchases): (usize, usize), id: &CustomerId| {
            let more = dealings(&start, *id);
            (deals + more.0, purchases + more.1)
        };
        let (deals, purchases) = stay.iter().fold((0, 0), add);
        let why = (!stay.is_empty()).then(|| (Rejection::HasDealings { deals, purchases }, stay.clone()));
        prop_assert_eq!(preview.wont.clone(), why.into_iter().collect::<Vec<_>>());

        let mut desk = start.clone();
        let mut whole = Change::default();
        for id in &preview.will {
            let command = CustomerBulk::Remove.command(&desk, *id).unwrap();
            whole.edits.extend(desk.apply(command, &context(6, 6)).unwrap().edits);
        }
        stands(&desk)?;
        let mut gone: BTreeMap<&str, usize> = BTreeMap::new();
        let left: BTreeSet<RecordId> = all(&desk).into_keys().collect();
        for id in all(&start).into_keys().filter(|id| !left.contains(id)) {
            *gone.entry(id.kind()).or_default() += 1;
        }
        prop_assert_eq!(gone.remove("customer").unwrap_or_default(), go.len());
        prop_assert_eq!(gone, preview.gone);

        let whole = Change::default().squash(whole);
        if !whole.is_empty() {
            desk.apply(Command::Replay(whole.taken_back(support::day(7))), &context(7, 7)).unwrap();
        }
        prop_assert!(desk == start);
    }

    #[test]
    fn two_of_one_are_made_two_again_whoever_went_meanwhile(start in company(), went in 1..=CUSTOMERS) {
        let merger = start.merger(MergerId(1)).cloned();
        prop_assume!(merger.as_ref().is_some_and(|merger| merger.kept != CustomerId(went)));
        let mut desk = start;
        let _ = desk.apply(Command::Remove(CustomerId(went).into()), &context(5, 5));
        desk.apply(Command::Split(MergerId(1)), &context(6, 6)).unwrap();
        stands(&desk)?;
    }
}

#[test]
fn with_the_one_that_stayed_of_two_goes_that_they_were_made_one() {
    let mut desk = desk(support::four_r());
    let two = vec![support::customer(8, "Завод").into(), support::customer(9, "Завод в Казани").into()];
    desk.apply(Command::TakeIn(two), &context(1, 1)).unwrap();
    let into = Customer::clone(desk.customer(CustomerId(8)).unwrap());
    let wish = Merging { id: MergerId(1), into, gone: CustomerId(9), people: BTreeMap::new() };
    desk.apply(Command::Merge(wish.into()), &context(2, 2)).unwrap();
    let change = desk.apply(Command::Remove(CustomerId(8).into()), &context(3, 3)).unwrap();
    assert_eq!(desk.mergers().len(), 0);
    assert_eq!(desk.apply(Command::Split(MergerId(1)), &context(4, 4)), Err(Rejection::NotFound(MergerId(1).into())));
    desk.apply(Command::Replay(change.reversed()), &context(5, 5)).unwrap();
    desk.apply(Command::Split(MergerId(1)), &context(6, 6)).unwrap();
    assert!(desk.customer(CustomerId(9)).is_some());
}

#[test]
fn a_deal_that_is_removed_first_keeps_nobody() {
    let mut desk = desk(support::four_r());
    let deal = Deal { customer: Some(CustomerId(8)), ..support::deal(1, &[slug("deals-4r.new")]) };
    desk.apply(Command::TakeIn(vec![support::customer(8, "Завод").into(), deal.into()]), &context(1, 1)).unwrap();
    let remove = || Command::Remove(CustomerId(8).into());
    let refused = desk.apply(remove(), &context(2, 2));
    assert_eq!(refused, Err(Rejection::HasDealings { deals: 1, purchases: 0 }));
    let gone = desk.apply(Command::RemoveDeal(DealId(1)), &context(3, 3)).unwrap();
    desk.apply(remove(), &context(4, 4)).unwrap();
    // Whose it was is gone: the deal does not come back without them.
    let back = desk.apply(Command::Replay(gone.reversed()), &context(5, 5));
    assert_eq!(back, Err(Rejection::BrokenReference { from: DealId(1).into(), to: CustomerId(8).into() }));
}
