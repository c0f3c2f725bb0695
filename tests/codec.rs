//! The stored shape of records: nothing is lost on the way there and back, what a later version wrote stays, what is
//! broken is named, and what versions 1 to 5 stored can be read for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "codec/stored.rs"]
mod stored;
mod support;
#[path = "codec/version_1.rs"]
mod version_1;
#[path = "codec/version_2.rs"]
mod version_2;
#[path = "codec/version_3.rs"]
mod version_3;
#[path = "codec/version_4.rs"]
mod version_4;
#[path = "codec/version_5.rs"]
mod version_5;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use stored::{Stored, fixture};
use support::random;
use voronka::data::codec::{Broken, DELETED, Fields, decode, difference, encode};
use voronka::domain::{Deal, Edit, Record, RecordId};

/// Fields that no version knows yet.
fn later() -> impl Strategy<Value = Fields> {
    let value = prop_oneof![Just(json!(null)), Just(json!([1.5, {"a": "b"}])), any::<i64>().prop_map(Value::from)];
    proptest::collection::btree_map("z[a-z.]{0,6}", value, 0..3)
}

/// Does to stored fields what an edit says.
fn store(fields: &mut Fields, edit: &Edit, fresh: bool) {
    for (name, value) in difference(edit, fresh) {
        fields.insert(name, value);
    }
}

/// Fields without those that are removed.
fn there(fields: &Fields) -> Fields {
    fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn edit(before: Option<&Record>, after: Option<&Record>) -> Edit {
    let id = before.or(after).expect("a record").id();
    Edit { id, before: before.cloned(), after: after.cloned() }
}

/// The laws are of every kind of record.
#[test]
fn random_records_are_of_every_kind() {
    let mut runner = TestRunner::deterministic();
    let one = || random::record().new_tree(&mut runner).unwrap().current().id().kind();
    let drawn: BTreeSet<&str> = std::iter::repeat_with(one).take(400).collect();
    assert_eq!(drawn, RecordId::KINDS.iter().copied().collect());
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn a_record_survives_storage(record in random::record(), later in later()) {
        let mut fields = encode(&record);
        prop_assert_eq!(decode(record.id(), &fields), Ok(record.clone()));
        // As the database keeps it: as text, and beside what a later version has written.
        fields.extend(later);
        let text = serde_json::to_string(&fields).unwrap();
        let read = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(decode(record.id(), &read), Ok(record));
    }

    #[test]
    fn a_difference_makes_the_one_of_the_other((before, after) in random::two_of_one(), later in later()) {
        let mut fields = encode(&before);
        fields.extend(later.clone());
        store(&mut fields, &edit(Some(&before), Some(&after)), false);
        prop_assert_eq!(decode(after.id(), &fields), Ok(after.clone()));
        let mut expected = encode(&after);
        expected.extend(there(&later));
        prop_assert_eq!(there(&fields), expected);
        prop_assert!(later.keys().all(|name| fields.contains_key(name)), "a field of a later version is gone");
    }

    #[test]
    fn a_difference_names_only_what_differs((before, after) in random::two_of_one()) {
        let (old, new) = (encode(&before), encode(&after));
        for (name, value) in difference(&edit(Some(&before), Some(&after)), false) {
            prop_assert_eq!(new.get(&name).unwrap_or(&Value::Null), &value);
            prop_assert_ne!(old.get(&name).unwrap_or(&Value::Null), &value);
        }
        prop_assert_eq!(difference(&edit(Some(&before), Some(&before)), false), Fields::new());
    }

    #[test]
    fn a_new_record_is_all_its_fields(record in random::record()) {
        let mut fields = Fields::new();
        store(&mut fields, &edit(None, Some(&record)), true);
        prop_assert_eq!(fields, encode(&record));
    }

    #[test]
    fn a_removed_record_keeps_its_fields_and_comes_back(record in random::record(), later in later()) {
        let mut fields = encode(&record);
        fields.extend(later);
        let stored = fields.clone();
        store(&mut fields, &edit(Some(&record), None), false);
        prop_assert_eq!(fields.get(DELETED), Some(&json!(true)));
        prop_assert!(stored.iter().all(|(name, value)| fields.get(name) == Some(value)));
        store(&mut fields, &edit(None, Some(&record)), false);
        prop_assert_eq!(fields.remove(DELETED), Some(json!(false)));
        prop_assert_eq!(fields, stored);
    }

    /// Whatever is put in the place of whichever field, the record is read or the field is named.
    #[test]
    fn whatever_is_broken_is_named(record in random::record(), at in any::<prop::sample::Index>(), junk in junk()) {
        let mut fields = encode(&record);
        let name = fields.keys().nth(at.index(fields.len())).unwrap().clone();
        fields.insert(name.clone(), junk);
        if let Err(broken) = decode(record.id(), &fields) {
            // Where the only entry of a group is taken away, it is the whole group that is missing.
            let expected = match broken.why.as_str() {
                "no stage entry" => "h.*",
                "no wording" => "edition.*",
                _ => name.as_str(),
            };
            prop_assert_eq!(&broken.field, expected);
            prop_assert!(!broken.why.is_empty());
        }
    }

    #[test]
    fn a_stage_entry_stays_as_a_later_version_wrote_it(deal in random::deal(), title in "[a-z]{3}") {
        let before = Record::from(deal.clone());
        let mut fields = encode(&before);
        let name = format!("h.{}", deal.history[0].id);
        fields.get_mut(&name).unwrap()["mood"] = json!("a later version's");
        prop_assert_eq!(decode(before.id(), &fields), Ok(before.clone()));
        store(&mut fields, &edit(Some(&before), Some(&Deal { title, ..deal }.into())), false);
        prop_assert_eq!(&fields[&name]["mood"], &json!("a later version's"));
    }
}

/// What damage, another program or a hostile server can put in the place of a field.
fn junk() -> impl Strategy<Value = Value> {
    let deep = |open: &str, close: &str| {
        let text = format!("{}0{}", open.repeat(120), close.repeat(120));
        serde_json::from_str::<Value>(&text).expect("as deep as can be read")
    };
    let fixed = vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("deals-4r.quote"),
        json!("01KJZ5N3B0000000000000000I"),
        json!("т".repeat(10_000)),
        json!([]),
        json!([[], {}]),
        json!({}),
        json!({"id": 1, "order": 1, "minor": "1", "currency": "RUB", "at": "now", "system": [], "to": null}),
        deep("[", "]"),
        deep("{\"id\":", "}"),
    ];
    select(fixed)
}

/// A field of a record, what stands in it, and how the complaint begins.
#[test]
fn wrong_fields_are_complained_of_by_name() {
    let broken = |record: &str, field: &str, value: Value| {
        let Stored { id, mut fields, .. } = fixture(record);
        fields.insert(field.into(), value);
        match decode(id, &fields) {
            Err(Broken { field, why }) => format!("{field}: {why}"),
            Ok(_) => format!("{field}: fine"),
        }
    };
    let entry = "h.01KJZ5N3B00000000000000001";
    let stage = "stage.repair.asked";
    let cases = [
        ("deal", "title", json!(null), "title: missing"),
        ("deal", "title", json!(7), "title: invalid type: integer `7`, expected a string"),
        ("deal", "amount", json!("много"), "amount: invalid type: string \"много\", expected struct Money"),
        ("deal", "amount", json!({"minor": 1e30, "currency": "RUB"}), "amount: invalid type: floating point"),
        ("deal", "amount", json!({"minor": u64::MAX, "currency": "RUB"}), "amount: invalid value: integer"),
        ("deal", "amount", json!({"minor": 1, "currency": "rub"}), "amount: not a currency code"),
        ("deal", "amount", json!({"minor": 1}), "amount: missing field `currency`"),
        ("deal", "stage", json!("КП"), "stage: not a valid id"),
        ("deal", "owner", json!("Анна"), "owner: not a valid id"),
        ("deal", "customer", json!(118), "customer: invalid type: integer `118`"),
        ("deal", "created", json!("2026-09-01"), "created: invalid type: string"),
        ("deal", "created", json!(1.5), "created: invalid type: floating point"),
        ("deal", "next", json!({"at": 1, "kind": "fax"}), "next: unknown variant `fax`"),
        ("deal", "proof.что-то", json!(1), "proof.что-то: not a valid id"),
        ("deal", "proof.deals-4r.new.0", json!("да"), "proof.deals-4r.new.0: invalid type: string"),
        ("deal", "f.task", json!(["a"]), "f.task: invalid type: sequence"),
        ("deal", "tag.срочно", json!("да"), "tag.срочно: invalid type: string"),
        ("deal", entry, json!({"to": "deals-4r.new"}), "h.01KJZ5N3B00000000000000001: missing field `id`"),
        ("deal", entry, json!([]), "h.01KJZ5N3B00000000000000001: invalid length 0"),
        ("deal", "foreign", json!({"system": "csv"}), "foreign: missing field `id`"),
        ("company", "currency", json!("₽"), "currency: not a currency code"),
        ("company", "name", json!({}), "name: invalid type: map"),
        ("customer", "kind", json!("government"), "kind: unknown variant `government`"),
        ("person", "customer", json!(null), "customer: missing"),
        ("member", "role", json!("boss"), "role: unknown variant `boss`"),
        ("activity", "at", json!(null), "at: missing"),
        ("purchase", "kind", json!(0), "kind: "),
        ("pipeline", "ordered", json!("yes"), "ordered: invalid type: string"),
        ("pipeline", "policy", json!({"skip": "never", "back": "free"}), "policy: unknown variant `never`"),
        ("pipeline", stage, json!({"order": "0"}), "stage.repair.asked: missing field `id`"),
        ("pipeline", "question.0000", json!({"text": "?"}), "question.0000: invalid type: string"),
    ];
    for (record, field, value, expected) in cases {
        let complaint = broken(record, field, value.clone());
        assert!(complaint.starts_with(expected), "{record}, {field} = {value}: «{complaint}», not «{expected}»");
    }
}

#[test]
fn a_deal_that_has_never_stood_anywhere_is_broken() {
    let Stored { id, mut fields, .. } = fixture("deal");
    fields.retain(|name, _| !name.starts_with("h."));
    assert_eq!(decode(id, &fields), Err(Broken { field: "h.*".into(), why: "no stage entry".into() }));
}

#[test]
fn what_is_switched_off_is_not_there() {
    let Stored { id, mut fields, .. } = fixture("deal");
    fields.insert("tag.срочно".into(), json!(false));
    let Ok(Record::Deal(deal)) = decode(id, &fields) else { panic!("the fixture is sound") };
    assert!(deal.tags.is_empty());
    let Stored { id, mut fields, .. } = fixture("company");
    fields.insert("demo".into(), json!(null));
    let Ok(Record::Company(company)) = decode(id, &fields) else { panic!("the fixture is sound") };
    assert!(!company.demo);
}

/// Read under one name, it would be written under the other beside it.
#[test]
fn what_is_stored_under_a_name_that_is_not_its_own_is_broken() {
    for (record, field, other) in [
        ("deal", "h.01KJZ5N3B00000000000000001", "h.01KJZ5N3B00000000000000009"),
        ("pipeline", "stage.repair.asked", "stage.repair.seen"),
        ("pipeline", "end.repair.done", "end.repair.gone"),
    ] {
        let Stored { id, mut fields, .. } = fixture(record);
        let value = fields.remove(field).unwrap();
        fields.insert(other.into(), value);
        assert_eq!(decode(id, &fields).unwrap_err().field, other);
    }
}
