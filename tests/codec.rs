//! The stored shape of records: nothing is lost on the way there and back, what a later version wrote stays, what is
//! broken is named, and what versions 1 and 2 stored can be read for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;
#[path = "codec/version_2.rs"]
mod version_2;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use support::random;
use voronka::data::codec::{Broken, DELETED, Fields, decode, difference, encode};
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Aida, Cause, Company, Currency, Customer, CustomerId, CustomerKind, Deal,
    DealId, Edit, End, EntryId, Evidence, EvidenceKind, Field, ForeignId, FourR, Freedom, Freedoms, Loss, LossReason,
    Member, MemberId, Moment, Money, NextContact, Outcome, Person, PersonId, Pipeline, Policy, Proof, Purchase,
    PurchaseId, PurchaseKind, Question, Record, RecordId, Role, Stage, StageEntry, Text,
};

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
            let expected = if broken.why == "no stage entry" { "h.*" } else { name.as_str() };
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

/// A record as a version stored it.
struct Stored {
    id: RecordId,
    fields: Fields,
    /// Those of its fields that are not the record's: removed values, and what a later version wrote.
    unknown: BTreeSet<String>,
}

fn read(version: &str, name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(version).join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A record of version 1.
fn fixture(kind: &str) -> Stored {
    stored("stored_v1", kind)
}

fn stored(version: &str, kind: &str) -> Stored {
    let mut value = read(version, &format!("{kind}.json"));
    let id: RecordId = value["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.kind(), kind);
    let Value::Object(fields) = value["fields"].take() else { panic!("{kind}.json has no fields") };
    let fields = fields.into_iter().collect();
    Stored { id, fields, unknown: serde_json::from_value(value["unknown"].take()).unwrap() }
}

/// What a version stored is read as this record, and the record is written as it was stored.
fn is_read_and_written(version: &str, record: &Record) {
    let Stored { id, fields, unknown } = stored(version, record.id().kind());
    assert_eq!(decode(id, &fields).as_ref(), Ok(record));
    let known: BTreeMap<_, _> = fields.iter().filter(|(name, _)| !unknown.contains(*name)).collect();
    let written = encode(record);
    for (name, value) in &written {
        // A stage carries an unknown value of a later version inside.
        let stored = without(known.get(name).copied(), "automation");
        assert_eq!(stored.as_ref(), Some(value), "{version}, {id}, {name}");
    }
    assert_eq!(written.keys().collect::<Vec<_>>(), known.into_keys().collect::<Vec<_>>(), "{version}, {id}");
}

#[test]
fn version_1_is_read_and_written_as_it_was() {
    let kinds = ["company", "pipeline", "deal", "customer", "person", "member", "activity", "purchase"];
    let expected = version_1();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), kinds);
    expected.iter().for_each(|record| is_read_and_written("stored_v1", record));
}

fn without(value: Option<&Value>, name: &str) -> Option<Value> {
    let mut value = value?.clone();
    value.as_object_mut().and_then(|fields| fields.remove(name));
    Some(value)
}

/// The words for which the stored shape has no other place: each is written as it always was, new ones come after.
#[test]
fn version_1_has_these_words() {
    fn words<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).unwrap()
    }
    let written = json!({
        "activity kind": words(&random::ACTIVITIES),
        "aida": words(&random::AIDA),
        "customer kind": words(&random::CUSTOMERS),
        "evidence kind": words(&random::EVIDENCE),
        "four_r": words(&random::FOUR_R),
        "freedom": words(&random::FREEDOMS),
        "outcome": words(&random::OUTCOMES),
        "purchase kind": words(&random::PURCHASES),
        "role": words(&random::ROLES),
    });
    for (kind, words) in read("stored_v1", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 1 {known:?}");
    }
}

fn text(ru: &str, en: &str) -> Text {
    Text { ru: ru.into(), en: en.into() }
}

fn strings(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn id<Id: std::str::FromStr>(text: &str) -> Id {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no id"))
}

/// What the fixtures of version 1 mean.
fn version_1() -> [Record; 8] {
    let anna = MemberId(7);
    let factory: CustomerId = id("01KJZ5N3B0000000000000000C");
    let company = Company { name: "Приборы и приводы".into(), currency: Currency::RUB, demo: true };
    let customer = Customer {
        id: factory,
        kind: CustomerKind::Company,
        name: "Завод «Импульс»".into(),
        owner: Some(anna),
        created: Moment(1_788_220_800_000),
        fields: strings(&[("city", "Тверь"), ("ИНН", "6900000000")]),
        tags: ["дымососы".to_owned()].into(),
        foreign: Some(ForeignId { system: "bitrix24".into(), id: "C_118".into() }),
    };
    let person = Person {
        id: id::<PersonId>("01KJZ5N3B0000000000000000P"),
        customer: factory,
        name: "Пётр Ильич Седов".into(),
        fields: strings(&[("job", "Главный энергетик"), ("e-mail", "sedov@impuls.example")]),
    };
    let activity = Activity {
        id: id::<ActivityId>("01KJZ5N3B0000000000000000A"),
        deal: id("01KJZ5N3B0000000000000000D"),
        kind: ActivityKind::Call,
        text: "Просил перезвонить после 15-го.\nБюджет весной.".into(),
        at: Moment(1_788_307_200_000),
        by: Some(anna),
    };
    let purchase = Purchase {
        id: id::<PurchaseId>("01KJZ5N3B0000000000000000S"),
        customer: factory,
        kind: PurchaseKind::Refund,
        at: Moment(-86_400_000),
        amount: Currency::new("GBP").map(|pounds| Money::new(-1999, pounds)),
        foreign: Some(ForeignId { system: "csv".into(), id: "C536379".into() }),
    };
    [
        company.into(),
        version_1_pipeline().into(),
        version_1_deal().into(),
        customer.into(),
        person.into(),
        Member { id: anna, name: "Анна Крылова".into(), role: Some(Role::Hunter) }.into(),
        activity.into(),
        purchase.into(),
    ]
}

fn version_1_deal() -> Deal {
    let anna = MemberId(7);
    // The last entry has the least identity: the order is by moment first.
    let history = vec![
        StageEntry {
            id: id::<EntryId>("01KJZ5N3B00000000000000001"),
            from: None,
            to: id("deals-4r.new"),
            at: Moment(1_788_220_800_000),
            by: None,
            why: None,
            loss: None,
            cause: Cause::Hand,
        },
        StageEntry {
            id: id("01KJZ5N3B00000000000000002"),
            from: Some(id("deals-4r.new")),
            to: id("deals-4r.quote"),
            at: Moment(1_788_307_200_000),
            by: Some(anna),
            why: Some("Спецификация уже была".into()),
            loss: None,
            cause: Cause::Hand,
        },
        StageEntry {
            id: id("01KJZ5N3B00000000000000000"),
            from: Some(id("deals-4r.quote")),
            to: id("deals-4r.paused"),
            at: Moment(1_788_393_600_000),
            by: Some(anna),
            why: None,
            loss: Some(Loss {
                reason: Some(id("deals-4r.terms.no_budget")),
                words: "До весны денег нет".into(),
                return_on: Some(Moment(1_796_169_600_000)),
            }),
            cause: Cause::Hand,
        },
    ];
    Deal {
        id: id::<DealId>("01KJZ5N3B0000000000000000D"),
        title: "12 преобразователей ВЧ-37 на дымососы".into(),
        customer: Some(id("01KJZ5N3B0000000000000000C")),
        amount: Some(Money::new(125_050, Currency::RUB)),
        stage: id("deals-4r.paused"),
        owner: Some(anna),
        created: Moment(1_788_220_800_000),
        next: Some(NextContact {
            at: Moment(1_796_169_600_000),
            kind: ActivityKind::Meeting,
            purpose: "Узнать бюджет".into(),
        }),
        proofs: [(id("deals-4r.new.0"), Proof { at: Moment(1_788_307_200_000), ..Proof::default() })].into(),
        fields: strings(&[("task", "Заменить привод"), ("Колонка файла", "из файла")]),
        tags: ["срочно".to_owned()].into(),
        history,
        foreign: Some(ForeignId { system: "amocrm".into(), id: "40917".into() }),
    }
}

fn version_1_pipeline() -> Pipeline {
    let asked = Stage {
        id: id("repair.asked"),
        name: text("Обращение", "Request"),
        buyer_action: text("Описал поломку", "Told the fault"),
        manager_action: text("Расспросить", "Ask"),
        help: text("", ""),
        script: vec![],
        evidence: vec![],
        aida: Aida::Attention,
        key_stage: false,
        norm_days: 1,
        contact_excuses: true,
        probability: None,
        exit_fields: vec![],
        movers: BTreeSet::new(),
        required_fields: vec![],
        loss_reasons: vec![],
    };
    let seen = Stage {
        id: id("repair.seen"),
        name: text("Осмотр", "Inspection"),
        buyer_action: text("Привёз прибор", "Brought the device"),
        manager_action: text("Осмотреть", "Inspect"),
        help: text("Назвать срок", "Name the date"),
        script: vec![text("Когда началось?", "Since when?")],
        evidence: vec![Evidence {
            id: id("repair.seen.0"),
            text: text("Акт приёмки", "Acceptance note"),
            kind: EvidenceKind::File,
            required: true,
        }],
        aida: Aida::Desire,
        key_stage: true,
        norm_days: 3,
        contact_excuses: true,
        probability: None,
        exit_fields: vec![],
        movers: BTreeSet::new(),
        required_fields: vec![Field { id: id("serial"), name: text("Серийный номер", "Serial number") }],
        loss_reasons: vec![LossReason {
            id: id("repair.seen.dear"),
            text: text("Дороже нового", "Dearer than a new one"),
        }],
    };
    let end = |name: &str, words, outcome, asks| End {
        id: id(name),
        name: words,
        outcome,
        asks_reason: asks,
        asks_return: asks,
    };
    Pipeline {
        id: id("repair"),
        name: text("Ремонт", "Repair"),
        purpose: text("Починить в срок", "Mend in time"),
        segment: text("Те, у кого сломалось", "Those with a fault"),
        four_r: Some(FourR::Deals),
        role: Role::Hunter,
        ordered: true,
        policy: Policy {
            usual: Freedoms { skip: Freedom::WithReason, back: Freedom::Forbidden, unproved: Freedom::Free },
            roles: BTreeMap::new(),
        },
        stages: vec![asked, seen],
        ends: vec![
            end("repair.done", text("Починен", "Mended"), Outcome::Won, false),
            end("repair.later", text("Позже", "Later"), Outcome::Paused, true),
        ],
        refusals: false,
        archived: false,
        questions: vec![Question {
            id: id("0000"),
            before: None,
            text: text("Прибор на гарантии?", "Under warranty?"),
            why: text("Тогда бесплатно", "Then free of charge"),
        }],
    }
}
