//! What version 5 stores beside what versions 1 to 4 stored: where else people work, their part in the decision and where
//! they came from; views with names, templates, mergers of customers, files and notes on customers.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use voronka::data::codec::{Broken, decode};
use voronka::domain::{
    ActivityKind, Apart, ApartId, Attachment, AttachmentId, AttachmentKind, Customer, CustomerId, CustomerKind, DealId,
    ForeignId, Holder, MemberId, Merger, MergerId, Moment, Note, NoteId, Part, Person, PersonId, PurchaseId, Record,
    Stance, Template, Text, View, ViewId,
};

use super::stored::{Stored, id, is_read_and_written, read, stored};
use super::support::random::{PARTS, STANCES};

const KINDS: [&str; 7] = ["person", "view", "template", "merger", "apart", "attachment", "note"];

#[test]
fn version_5_is_read_and_written_as_it_was() {
    let expected = version_5();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), KINDS);
    expected.iter().for_each(|record| is_read_and_written("stored_v5", record));
}

/// The words for which the stored shape has no other place: each is written as it always was, new ones come after.
#[test]
fn version_5_has_these_words() {
    let written = json!({ "part": PARTS, "stance": STANCES });
    for (kind, words) in read("stored_v5", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 5 {known:?}");
    }
}

/// A field of a record, what stands in it, and how the complaint begins.
#[test]
fn wrong_fields_of_version_5_are_complained_of_by_name() {
    for (kind, field, value, expected) in [
        ("person", "part", json!("boss"), "part: unknown variant `boss`"),
        ("person", "at.Завод", json!(true), "at.Завод: not a valid id"),
        ("view", "page", Value::Null, "page: missing"),
        ("template", "way", json!("pigeon"), "way: unknown variant `pigeon`"),
        ("merger", "was.gone", json!({ "kind": "company", "created": 0 }), "was.gone: name: missing"),
        (
            "merger",
            "person.01KJZ5N3B0000000000000000P",
            json!({}),
            "person.01KJZ5N3B0000000000000000P: customer: missing",
        ),
        ("merger", "moved.ship:1", json!(true), "moved.ship:1: not a valid id"),
        ("apart", "customers", json!([]), "customers: "),
        ("attachment", "sha256", json!("e3b0"), "sha256: not a valid id"),
        ("attachment", "size", json!(-1), "size: invalid value"),
        ("attachment", "deal", Value::Null, "customer: missing"),
        ("note", "text", Value::Null, "text: missing"),
    ] {
        let Stored { id, mut fields, .. } = stored("stored_v5", kind);
        fields.insert(field.into(), value);
        let Err(Broken { field, why }) = decode(id, &fields) else { panic!("{kind}, {field} is fine") };
        let complaint = format!("{field}: {why}");
        assert!(complaint.starts_with(expected), "{kind}: «{complaint}», not «{expected}»");
    }
}

/// What the fixtures of version 5 mean.
fn version_5() -> Vec<Record> {
    let [factory, third, water] =
        ["01KJZ5N3B0000000000000000C", "01KJZ5N3B0000000000000000E", "01KJZ5N3B0000000000000000G"]
            .map(id::<CustomerId>);
    let text = |ru: &str, en: &str| Text { ru: ru.into(), en: en.into() };
    let fields = |name: &str, value: &str| [(name.to_owned(), value.to_owned())].into();
    let amo = |id: &str| Some(ForeignId { system: "amocrm".into(), id: id.into() });
    let olga = Some(MemberId(7));
    let person = id::<PersonId>("01KJZ5N3B0000000000000000P");
    vec![
        Person {
            id: person,
            customer: factory,
            also: [third].into(),
            name: "Ирина Соколова".into(),
            part: Some(Part::Influences),
            stance: Some(Stance::For),
            fields: fields("phone", "+7 342 555-01-40"),
            foreign: amo("8412"),
        }
        .into(),
        View {
            id: id::<ViewId>("01KJZ5N3B0000000000000000V"),
            page: "/board/deals-4r".into(),
            name: "Мои без контакта".into(),
            query: "?as=list&contact=none".into(),
        }
        .into(),
        Template {
            id: id("after-call"),
            name: text("После звонка", "After the call"),
            way: ActivityKind::Letter,
            subject: text("О чём договорились", "What we agreed on"),
            text: text("Здравствуйте, {имя}!", "Hello {name},"),
        }
        .into(),
        Merger {
            id: id::<MergerId>("01KJZ5N3B0000000000000000M"),
            kept: third,
            before: Customer {
                id: factory,
                kind: CustomerKind::Company,
                name: "Водоканал Мостовск".into(),
                owner: None,
                created: Moment(1_788_220_800_000),
                fields: fields("tax_number", "5901447210"),
                tags: ["насосы".to_owned()].into(),
                foreign: None,
            },
            gone: Customer {
                id: water,
                kind: CustomerKind::Company,
                name: "МУП «Водоканал г. Мостовска»".into(),
                owner: olga,
                created: Moment(1_788_393_600_000),
                fields: Default::default(),
                tags: BTreeSet::new(),
                foreign: amo("118"),
            },
            people: vec![Person {
                id: person,
                customer: water,
                also: BTreeSet::new(),
                name: "Игорь Власов".into(),
                part: Some(Part::Pays),
                stance: None,
                fields: fields("email", "vlasov@vodokanal.example"),
                foreign: None,
            }],
            moved: [
                id::<DealId>("01KJZ5N3B0000000000000000D").into(),
                id::<PurchaseId>("01KJZ5N3B0000000000000000B").into(),
            ]
            .into(),
            at: Moment(1_788_480_000_000),
            by: olga,
        }
        .into(),
        Apart {
            id: id::<ApartId>("01KJZ5N3B0000000000000000A"),
            customers: [factory, third],
            at: Moment(1_788_480_000_000),
            by: olga,
        }
        .into(),
        Attachment {
            id: id::<AttachmentId>("01KJZ5N3B0000000000000000F"),
            of: Holder::Deal(id("01KJZ5N3B0000000000000000D")),
            name: "Звонок 14.webm".into(),
            media: "audio/webm".into(),
            size: 48_211,
            sha256: id("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            at: Moment(1_788_480_000_000),
            by: olga,
            caption: Some("Просят рассрочку".into()),
            kind: AttachmentKind::Recording { seconds: 94 },
        }
        .into(),
        Note {
            id: id::<NoteId>("01KJZ5N3B0000000000000000N"),
            customer: factory,
            text: "Тендер объявят в октябре".into(),
            at: Moment(1_788_480_000_000),
            by: olga,
        }
        .into(),
    ]
}
