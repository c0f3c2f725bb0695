//! What version 5 stores beside what versions 1 to 4 stored: where else people work, their part in the decision and where
//! they came from; views with names, templates, mergers of customers; rates, and those that won deals and orders keep; how
//! files were read; files and notes on customers; the currency of a customer.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use voronka::data::codec::{Broken, decode};
use voronka::domain::{
    ActivityKind, Apart, ApartId, Attachment, AttachmentId, AttachmentKind, Cause, Currency, Customer, CustomerId,
    CustomerKind, Deal, DealId, Deed, EntryId, ForeignId, Holder, Intake, IntakeId, MemberId, Merger, MergerId, Moment,
    Money, Note, NoteId, Part, Person, PersonId, Pin, Purchase, PurchaseId, PurchaseKind, Quote, Rate, Record, Run,
    RunId, StageEntry, Stance, Template, Text, View, ViewId,
};

use super::stored::{Stored, id, is_read_and_written, read, stored};
use super::support::random::{PARTS, STANCES};

const KINDS: [&str; 14] = [
    "person",
    "view",
    "template",
    "merger",
    "apart",
    "rate",
    "deal",
    "purchase",
    "intake",
    "attachment",
    "note",
    "customer",
    "run",
    "pin",
];

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
        ("rate", "value", json!("0"), "value: not a number above nothing"),
        ("rate", "day", json!("2026-11-21"), "day: not the day or the currencies of kzt-rub-2026-11-20"),
        ("deal", "rate", json!({ "of": "USD" }), "rate: missing field `to`"),
        (
            "deal",
            "rate.KZT",
            json!({ "of": "USD", "to": "RUB", "day": "2026-08-31", "units": "1", "value": "90" }),
            "rate.KZT: calls itself \"RUB\"",
        ),
        ("run", "rate", json!(90), "rate: "),
        ("pin", "currency", json!("$"), "currency: not a currency code"),
        ("intake", "kind", Value::Null, "kind: missing"),
        ("intake", "column.комментарий", json!(7), "column.комментарий: "),
        ("attachment", "sha256", json!("e3b0"), "sha256: not a valid id"),
        ("attachment", "size", json!(-1), "size: invalid value"),
        ("attachment", "deal", Value::Null, "customer: missing"),
        ("note", "text", Value::Null, "text: missing"),
        ("customer", "currency", json!("$"), "currency: not a currency code"),
    ] {
        let Stored { id, mut fields, .. } = stored("stored_v5", kind);
        fields.insert(field.into(), value);
        let Err(Broken { field, why }) = decode(id, &fields) else { panic!("{kind}, {field} is fine") };
        let complaint = format!("{field}: {why}");
        assert!(complaint.starts_with(expected), "{kind}: «{complaint}», not «{expected}»");
    }
}

fn quote(of: &str, to: &str, day: &str, units: &str, value: &str) -> Quote {
    let [of, to] = [of, to].map(|code| Currency::new(code).unwrap());
    Quote { of, to, day: day.parse().unwrap(), units: units.parse().unwrap(), value: value.parse().unwrap() }
}

fn pin_of_version_3() -> Pin {
    let Stored { id, fields, .. } = stored("stored_v3", "pin");
    let Ok(Record::Pin(pin)) = decode(id, &fields) else { panic!("not read") };
    Pin::clone(&pin)
}

fn kept_beside(quote: Quote) -> BTreeMap<Currency, Quote> {
    [(quote.to, quote)].into()
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
                currency: None,
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
                currency: None,
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
            joined: None,
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
        Rate {
            id: id("kzt-rub-2026-11-20"),
            quote: quote("KZT", "RUB", "2026-11-20", "100", "17.7045"),
            since: Moment(1_795_122_000_000),
        }
        .into(),
        Deal {
            id: id::<DealId>("01KJZ5N3B0000000000000000F"),
            title: "Насосы для цеха 4".into(),
            customer: None,
            amount: Some(Money::new(100_000, Currency::USD)),
            stage: id("deals-4r.won"),
            owner: None,
            created: Moment(1_788_220_800_000),
            next: None,
            proofs: Default::default(),
            fields: Default::default(),
            tags: BTreeSet::new(),
            history: vec![StageEntry {
                id: id::<EntryId>("01KJZ5N3B00000000000000001"),
                from: None,
                to: id("deals-4r.won"),
                at: Moment(1_788_220_800_000),
                by: None,
                why: None,
                loss: None,
                cause: Cause::Hand,
            }],
            foreign: None,
            rate: Some(quote("USD", "RUB", "2026-08-31", "1", "92.5058")),
            other_rates: kept_beside(quote("USD", "EUR", "2026-08-31", "1", "0.92")),
        }
        .into(),
        Purchase {
            id: id::<PurchaseId>("01KJZ5N3B0000000000000000T"),
            customer: factory,
            kind: PurchaseKind::Sale,
            at: Moment(1_788_220_800_000),
            amount: Some(Money::new(50_000, Currency::new("EUR").unwrap())),
            foreign: None,
            rate: Some(quote("EUR", "USD", "2026-08-29", "9250", "10025")),
            other_rates: kept_beside(quote("EUR", "RUB", "2026-08-31", "1", "100")),
        }
        .into(),
        Intake {
            id: id::<IntakeId>("01KJZ5N3B0000000000000000N"),
            system: "amocrm".into(),
            kind: "deals".into(),
            columns: fields("комментарий", "note"),
            stages: [("опт\nдумают", "deals-4r.quote"), ("опт\nмусор", "-")]
                .map(|(stage, to)| (stage.to_owned(), to.to_owned()))
                .into(),
            staff: fields("робот", "-"),
            currency: Currency::new("KZT"),
            dates: Some("month".into()),
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
        Customer {
            id: id::<CustomerId>("01KJZ5N3B0000000000000000K"),
            kind: CustomerKind::Company,
            name: "Анкара Помпа".into(),
            owner: olga,
            created: Moment(1_788_220_800_000),
            fields: fields("city", "Анкара"),
            tags: ["экспорт".to_owned()].into(),
            foreign: None,
            currency: Some(Currency::USD),
        }
        .into(),
        Run {
            id: id::<RunId>("01KJZ5N3B0000000000000000R"),
            robot: id("reopen"),
            deal: id("01KJZ5N3B0000000000000000F"),
            at: Moment(1_788_393_600_000),
            since: Moment(1_788_220_800_000),
            did: vec![Deed::Moved(id("deals-4r.new"))],
            owner: None,
            next: None,
            rate: Some(quote("USD", "RUB", "2026-08-31", "1", "92.5058")),
            other_rates: kept_beside(quote("USD", "EUR", "2026-08-31", "1", "0.92")),
            undone: None,
        }
        .into(),
        // As version 3 had it, but for what is new.
        Pin { currency: Some(Currency::RUB), ..pin_of_version_3() }.into(),
    ]
}
