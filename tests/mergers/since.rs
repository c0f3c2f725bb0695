//! What has come since two were made one, when they are made two again; and several mergers, taken apart in any order.

use std::collections::BTreeMap;

use proptest::prelude::*;
use voronka::domain::insight::duplicates::propose;
use voronka::domain::{
    Command, Customer, CustomerId, ForeignId, MergerId, Merging, Person, PersonId, Record, RecordId, Workspace,
};

use super::support::{self, context, desk};
use super::{all, company};

fn merge(desk: &mut Workspace, id: u128, kept: u128, gone: u128, people: &[(u128, u128)]) {
    let into = Customer::clone(desk.customer(CustomerId(kept)).unwrap());
    let people = people.iter().map(|&(gone, kept)| (PersonId(gone), PersonId(kept))).collect();
    let wish = Merging { id: MergerId(id), into, gone: CustomerId(gone), people };
    desk.apply(Command::Merge(wish.into()), &context(id, 2)).unwrap();
}

fn split(desk: &mut Workspace, id: u128) {
    desk.apply(Command::Split(MergerId(id)), &context(100 + id, 9)).unwrap();
}

fn with(records: Vec<Record>) -> Workspace {
    let mut desk = desk(support::four_r());
    desk.apply(Command::TakeIn(records), &context(90, 1)).unwrap();
    desk
}

fn fields(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn person(id: u128, at: &[u128], phone: &str) -> Person {
    let also = at[1..].iter().map(|&at| CustomerId(at)).collect();
    Person { also, fields: fields(&[("phone", phone)]), ..support::person(id, at[0], &format!("Пётр {id}")) }
}

/// How mergers of three may lie: which stays and which goes, one after the other.
const SHAPES: [[(u128, u128); 2]; 3] = [[(1, 2), (3, 1)], [(1, 2), (1, 3)], [(2, 3), (1, 2)]];

proptest! {
    #![proptest_config(support::cases(192))]

    #[test]
    fn taken_apart_in_any_order_they_are_as_they_were(
        before in company(),
        shape in 0..SHAPES.len(),
        chosen in any::<[u32; 2]>(),
        people in any::<bool>(),
        first in any::<bool>(),
    ) {
        let mut now = before.clone();
        for (id, ((kept, gone), chosen)) in (1..).zip(SHAPES[shape].into_iter().zip(chosen)) {
            let mut proposal = propose(&now, [CustomerId(kept), CustomerId(gone)]).unwrap();
            if proposal.of[0] != CustomerId(kept) {
                proposal.of.reverse();
                proposal.rows.iter_mut().for_each(|row| row.sides.reverse());
                proposal.people = proposal.people.into_iter().map(|(gone, kept)| (kept, gone)).collect();
            }
            for (at, row) in proposal.rows.iter_mut().enumerate() {
                row.chosen = (chosen >> at & 1) as usize;
            }
            if !people {
                proposal.people.clear();
            }
            let wish = proposal.merging(&now, MergerId(id)).unwrap();
            now.apply(Command::Merge(wish.into()), &context(id, 2)).unwrap();
        }
        for id in if first { [1, 2] } else { [2, 1] } {
            split(&mut now, id);
        }
        let mut records = all(&now);
        records.retain(|id, _| !matches!(id, RecordId::Apart(_)));
        let before = all(&before);
        for (id, record) in &before {
            prop_assert_eq!(records.get(id), Some(record), "{}", id);
        }
        prop_assert_eq!(records.len(), before.len());
    }
}

#[test]
fn what_somebody_was_called_elsewhere_since_stays() {
    let foreign = |id: &str| Some(ForeignId { system: "amocrm".into(), id: id.into() });
    let mut desk = with(vec![
        support::customer(2, "МУП").into(),
        person(5, &[2], "+7 900 555-12-34").into(),
        Person { foreign: foreign("7"), ..person(6, &[2], "+7 900 555-12-35") }.into(),
        person(7, &[1], "").into(),
        person(8, &[1], "").into(),
    ]);
    merge(&mut desk, 1, 1, 2, &[(6, 7)]);
    assert_eq!(desk.person(PersonId(7)).unwrap().foreign, foreign("7"));
    let loaded = Person { foreign: foreign("5"), ..Person::clone(desk.person(PersonId(5)).unwrap()) };
    desk.apply(Command::TakeIn(vec![loaded.into()]), &context(91, 3)).unwrap();
    split(&mut desk, 1);
    let called = |id| desk.person(PersonId(id)).unwrap().foreign.clone();
    assert_eq!([5, 6, 7].map(called), [foreign("5"), foreign("7"), None]);
}

#[test]
fn of_a_merger_that_does_not_say_who_became_part_of_whom_everybody_comes_back() {
    let mut desk = with(vec![
        support::customer(2, "МУП").into(),
        person(5, &[2], "+7 900 555-12-34").into(),
        person(7, &[1], "").into(),
    ]);
    merge(&mut desk, 1, 1, 2, &[(5, 7)]);
    let mut merger = (**desk.merger(MergerId(1)).unwrap()).clone();
    assert_eq!(merger.joined, Some(BTreeMap::from([(PersonId(5), PersonId(7))])));
    merger.joined = None;
    desk.apply(Command::TakeIn(vec![merger.into()]), &context(91, 3)).unwrap();
    split(&mut desk, 1);
    assert_eq!(desk.person(PersonId(5)).unwrap().fields["phone"], "+7 900 555-12-34");
    assert_eq!(desk.person(PersonId(7)).unwrap().fields["phone"], "");
}

#[test]
fn who_works_at_both_becomes_part_of_nobody() {
    let both = |id, at: &[u128]| Record::from(person(id, at, "+7 900 555-12-34"));
    let mut desk = with(vec![support::customer(2, "МУП").into(), both(5, &[1, 2]), both(6, &[2, 1])]);
    let proposal = propose(&desk, [CustomerId(1), CustomerId(2)]).unwrap();
    assert_eq!(proposal.people, BTreeMap::new());
    desk.apply(Command::Merge(proposal.merging(&desk, MergerId(1)).unwrap().into()), &context(1, 2)).unwrap();
    assert_eq!(desk.people().len(), 2);
}

#[test]
fn one_who_becomes_part_of_a_second_and_that_one_of_a_third() {
    let mut desk = with(vec![
        support::customer(2, "МУП").into(),
        person(5, &[2], "+7 900 555-12-34").into(),
        person(6, &[2], "+7 900 555-12-35").into(),
        person(7, &[1], "+7 900 555-12-36").into(),
    ]);
    let before = all(&desk);
    merge(&mut desk, 1, 1, 2, &[(5, 6), (6, 7)]);
    let phones = "+7 900 555-12-36, +7 900 555-12-35, +7 900 555-12-34";
    assert_eq!(desk.person(PersonId(7)).unwrap().fields["phone"], phones);
    split(&mut desk, 1);
    for (id, record) in before {
        assert_eq!(desk.get(id), Some(record));
    }
}

#[test]
fn out_of_a_third_both_are_told_apart_from_the_one_that_goes() {
    let mut desk = with(vec![support::customer(2, "МУП").into(), support::customer(3, "Теплосеть").into()]);
    merge(&mut desk, 1, 1, 2, &[]);
    merge(&mut desk, 2, 3, 1, &[]);
    split(&mut desk, 1);
    let apart = |one, other| desk.apart(CustomerId(one), CustomerId(other));
    assert_eq!([apart(3, 2), apart(1, 2), apart(1, 3)], [true, true, false]);
}
