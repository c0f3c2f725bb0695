//! Two customers made one, and two again: nothing is lost on the way there, and the way back ends where it began.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "mergers/since.rs"]
mod since;
mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use support::{context, desk, random, slug};
use voronka::domain::insight::duplicates::{Proposal, Tally, What, propose};
use voronka::domain::insight::history::{Event, history};
use voronka::domain::{
    ActivityId, Apart, Attachment, AttachmentId, Change, Command, Currency, Customer, CustomerId, Deal, DealId, Holder,
    MergerId, Merging, Note, NoteId, Person, PersonId, Record, RecordId, Workspace,
};

/// A desk with four customers of any kind and their people, deals, orders, files and notes.
fn company() -> impl Strategy<Value = Workspace> {
    let customers = proptest::collection::vec(random::customer(), 4);
    // Of so few that several say the same.
    let said = || (0..4_u8, 0..5_u8, 0..3_u8);
    let customers = (customers, proptest::collection::vec(said(), 4));
    let also = proptest::collection::btree_set(1..5_u128, 0..3);
    let people = proptest::collection::vec((random::person(), 1..5_u128, also, said()), 0..6);
    let deals = proptest::collection::vec(1..5_u128, 0..4);
    let orders = proptest::collection::vec(1..5_u128, 0..4);
    let files = proptest::collection::vec((random::desk::attachment(), 1..5_u128), 0..4);
    let notes = proptest::collection::vec((random::desk::note(), 1..5_u128), 0..4);
    (customers, people, deals, orders, files, notes).prop_map(|(customers, people, deals, orders, files, notes)| {
        let mut records: Vec<Record> = Vec::new();
        for (id, (mut customer, said)) in (1..).zip(customers.0.into_iter().zip(customers.1)) {
            let name = format!("Завод № {id} {}", customer.name);
            say(&mut customer.fields, said);
            customer.tags.extend((said.0 == 1).then(|| "насосы".to_owned()));
            records.push(Customer { id: CustomerId(id), name, owner: None, ..customer }.into());
        }
        for (id, (mut person, at, also, said)) in (1..).zip(people) {
            let also = also.into_iter().filter(|&also| also != at).map(CustomerId).collect();
            let name = format!("Пётр {}", person.name);
            say(&mut person.fields, said);
            records.push(Person { id: PersonId(id), customer: CustomerId(at), also, name, ..person }.into());
        }
        for (id, customer) in (1..).zip(deals) {
            let deal = support::deal(id, &[slug("deals-4r.new")]);
            records.push(Deal { customer: Some(CustomerId(customer)), ..deal }.into());
        }
        records.extend((1..).zip(orders).map(|(id, of)| support::order(id, of, support::day(3)).into()));
        let dealt = records.iter().filter(|record| matches!(record, Record::Deal(_))).count() as u128;
        for (id, (file, at)) in (1..).zip(files) {
            // Of a deal, when there are as many; else of a customer.
            let of = if at <= dealt { Holder::Deal(DealId(at)) } else { Holder::Customer(CustomerId(at)) };
            records.push(Attachment { id: AttachmentId(id), of, by: None, ..file }.into());
        }
        for (id, (note, at)) in (1..).zip(notes) {
            records.push(Note { id: NoteId(id), customer: CustomerId(at), by: None, ..note }.into());
        }
        let mut desk = desk(support::four_r());
        desk.apply(Command::TakeIn(records), &context(1, 1)).unwrap();
        desk
    })
}

/// A city and telephones, some of which are those of others too.
fn say(fields: &mut BTreeMap<String, String>, (city, phone, other): (u8, u8, u8)) {
    let mut put = |name: &str, value: Option<&&str>| {
        fields.remove(name);
        fields.extend(value.map(|&value| (name.to_owned(), value.to_owned())));
    };
    put("city", ["Пермь", "Кедровск"].get(usize::from(city)));
    let phones = ["+7 900 555-12-34", "8 (900) 555-12-34", "+79005551235, 8 900 555-12-34", "+7 900 555-12-36"];
    put("phone", phones.get(usize::from(phone)));
    put("email", ["vlasov@v.example"].get(usize::from(other)));
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

/// The water company of the design, known twice.
fn water() -> Workspace {
    let fields = |all: &[(&str, &str)]| {
        all.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect::<BTreeMap<_, _>>()
    };
    let known = Customer {
        fields: fields(&[
            ("inn", "7707083893"),
            ("phone", "+7 342 555-01-40"),
            ("email", "zakup@vodokanal.example"),
            ("address", "Мостовск, ул. Речная, 4"),
            ("trade", "вода"),
        ]),
        ..support::customer(1, "Водоканал Мостовск")
    };
    let loaded = Customer {
        owner: None,
        fields: fields(&[
            ("inn", "7707083893"),
            ("phone", "8 (342) 555-01-40, 8 (342) 555-01-41"),
            ("address", "614 015, Мостовск, ул. Речная, 4, стр. 2"),
            ("trade", "ЖКХ"),
            ("site", "vodokanal.example"),
        ]),
        ..support::customer(2, "МУП «Водоканал г. Мостовска»")
    };
    let mut desk = desk(support::four_r());
    let person = |id, at, name: &str, phone: &str| {
        Record::from(Person { fields: fields(&[("phone", phone)]), ..support::person(id, at, name) })
    };
    let records = vec![
        known.into(),
        loaded.into(),
        person(1, 1, "Игорь Власов", "+7 900 555-12-34"),
        person(2, 1, "Нина Дёмина", ""),
        person(3, 2, "Власов И. П.", "89005551234"),
        person(4, 2, "Пётр Орлов", ""),
        support::deal(1, &[slug("deals-4r.new")]).into(),
        support::order(1, 1, support::day(2)).into(),
    ];
    desk.apply(Command::TakeIn(records), &context(1, 1)).unwrap();
    desk
}

#[test]
fn what_would_stay_of_both() {
    let desk = water();
    let proposal = propose(&desk, [CustomerId(2), CustomerId(1)]).unwrap();
    assert_eq!(proposal.of, [CustomerId(1), CustomerId(2)], "more hangs on the first");
    let field = |name: &str| proposal.rows.iter().find(|row| row.what == What::Field(name.into())).unwrap();
    let stays = |name: &str| (field(name).same, field(name).both, field(name).chosen);
    assert_eq!(stays("inn"), (true, false, 0));
    assert_eq!(stays("phone"), (false, true, 0));
    assert_eq!(stays("email"), (false, false, 0));
    assert_eq!(stays("address"), (false, false, 1), "the second says more");
    assert_eq!(stays("trade"), (false, false, 0));
    assert_eq!(stays("site"), (false, false, 1), "only the second says it");
    assert_eq!(proposal.people, BTreeMap::from([(PersonId(3), PersonId(1))]));
    let [kept, gone] = proposal.tallies;
    assert_eq!((kept.people, kept.bought, kept.open, kept.ended), (2, 1, 1, 0));
    assert_eq!((gone.people, gone.bought, gone.open, gone.ended), (2, 0, 0, 0));

    let mut after = desk.clone();
    let wish = proposal.merging(&desk, MergerId(1)).unwrap();
    after.apply(Command::Merge(wish.into()), &context(2, 2)).unwrap();
    let one = after.customer(CustomerId(1)).unwrap();
    assert_eq!(one.fields["phone"], "+7 342 555-01-40, 8 (342) 555-01-41");
    assert_eq!(one.fields["address"], "614 015, Мостовск, ул. Речная, 4, стр. 2");
    assert_eq!(one.fields["site"], "vodokanal.example");
    assert_eq!(one.name, "Водоканал Мостовск");
    assert_eq!(after.person(PersonId(1)).unwrap().name, "Игорь Власов");
    assert_eq!(Tally::of(&after, one.id).people, 3);
}

#[test]
fn the_history_of_one_has_that_of_both() {
    let mut desk = water();
    let told =
        |desk: &Workspace, id| history(desk, CustomerId(id)).into_iter().map(|one| one.event).collect::<Vec<_>>();
    let deal = support::deal(7, &[slug("deals-4r.new"), slug("deals-4r.terms")]);
    let records = vec![Deal { customer: Some(CustomerId(2)), ..deal }.into(), support::activity(9, 7).into()];
    desk.apply(Command::TakeIn(records), &context(2, 2)).unwrap();
    let (first, second) = (told(&desk, 1), told(&desk, 2));
    assert_eq!(second.last(), Some(&Event::Known), "the oldest comes last");
    assert_eq!(second[0], Event::Moved(DealId(7), desk.deal(DealId(7)).unwrap().history[1].id));
    assert!(second.contains(&Event::Talked(ActivityId(9))));

    let wish = propose(&desk, [CustomerId(1), CustomerId(2)]).unwrap().merging(&desk, MergerId(1)).unwrap();
    desk.apply(Command::Merge(wish.into()), &context(3, 3)).unwrap();
    let both = told(&desk, 1);
    assert!(both.contains(&Event::Merged(MergerId(1))));
    // All of both, one beginning of two, and that they were made one.
    assert_eq!(both.len(), first.len() + second.len());
    assert!(first.iter().chain(&second).all(|event| both.contains(event)));
    assert!(history(&desk, CustomerId(1)).is_sorted_by(|one, other| one.at >= other.at));
    assert_eq!(told(&desk, 2), []);
}

#[test]
fn the_currency_of_one_who_has_one_stays() {
    let mut desk = water();
    let dollars = Customer::clone(desk.customer(CustomerId(2)).unwrap());
    let dollars = Customer { currency: Some(Currency::USD), ..dollars };
    desk.apply(Command::TakeIn(vec![dollars.into()]), &context(2, 2)).unwrap();
    let mut proposal = propose(&desk, [CustomerId(1), CustomerId(2)]).unwrap();
    let row = proposal.rows.iter().find(|row| row.what == What::Currency).unwrap();
    assert_eq!((&row.sides, row.same, row.chosen), (&[None, Some("USD".to_owned())], false, 1));
    let merged = |desk: &Workspace, proposal: &Proposal| {
        let mut after = desk.clone();
        let wish = proposal.merging(desk, MergerId(1)).unwrap();
        after.apply(Command::Merge(wish.into()), &context(3, 3)).unwrap();
        after
    };
    let mut one = merged(&desk, &proposal);
    assert_eq!(one.customer(CustomerId(1)).unwrap().currency, Some(Currency::USD));
    one.apply(Command::Split(MergerId(1)), &context(4, 4)).unwrap();
    assert_eq!(one.customer(CustomerId(1)).unwrap().currency, None);
    assert_eq!(one.customer(CustomerId(2)).unwrap().currency, Some(Currency::USD));

    // That nothing is said is a choice as well.
    let mut none = proposal.clone();
    none.rows.iter_mut().filter(|row| row.what == What::Currency).for_each(|row| row.chosen = 0);
    assert_eq!(merged(&desk, &none).customer(CustomerId(1)).unwrap().currency, None);

    // Two that have one each: the one that was chosen.
    let euros = Customer::clone(desk.customer(CustomerId(1)).unwrap());
    let euros = Customer { currency: Currency::new("EUR"), ..euros };
    desk.apply(Command::TakeIn(vec![euros.into()]), &context(5, 5)).unwrap();
    proposal = propose(&desk, [CustomerId(1), CustomerId(2)]).unwrap();
    assert_eq!(merged(&desk, &proposal).customer(CustomerId(1)).unwrap().currency, Currency::new("EUR"));
}
