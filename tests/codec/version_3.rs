//! What version 3 stores beside what versions 1 and 2 stored: pinned boundaries, groups of cells, content plans, letters,
//! campaigns, interviews and addresses that are not written to.

use serde_json::{Value, json};
use voronka::data::codec::{Broken, decode};
use voronka::domain::insight::rfm::{BoundarySet, Kind, Ledger, Measure, Purchase};
use voronka::domain::{
    Anchor, Arm, Campaign, CampaignId, CustomerId, EntryId, Fate, Grievance, Interview, InterviewId, Letter, LetterId,
    MemberId, Message, Moment, OptOut, Pin, PinId, Plan, Record, RecordId, RunId, Segment, Source, Stop, Way,
};

use super::stored::{Stored, id, is_read_and_written, read, stored, text};
use super::support::random::warming::{ARMS, GRIEVANCES, STOPS, WAYS};

const KINDS: [&str; 7] = ["pin", "segment", "plan", "letter", "campaign", "interview", "opt_out"];

#[test]
fn version_3_is_read_and_written_as_it_was() {
    let expected = version_3();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), KINDS);
    expected.iter().for_each(|record| is_read_and_written("stored_v3", record));
}

/// Between them the versions have stored every kind of record that is known.
#[test]
fn every_kind_has_its_fixture() {
    let fixed = |version: &str, kind: &str| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        root.join("tests/fixtures").join(version).join(format!("{kind}.json")).exists()
    };
    for kind in RecordId::KINDS {
        assert!(
            ["stored_v1", "stored_v2", "stored_v3", "stored_v4", "stored_v5"]
                .iter()
                .any(|version| fixed(version, kind)),
            "{kind}"
        );
    }
}

/// The words for which the stored shape has no other place: each is written as it always was, new ones come after.
#[test]
fn version_3_has_these_words() {
    fn words<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).unwrap()
    }
    let at = Moment(1_788_307_200_000);
    let sources = [
        Source::Plan(id("timing-1"), id::<EntryId>("01KJZ5N3B00000000000000003")),
        Source::Campaign(id::<CampaignId>("01KJZ5N3B0000000000000000K")),
        Source::Robot(id::<RunId>("01KJZ5N3B0000000000000000R")),
    ];
    let fates = [
        Fate::Ready,
        Fate::Queued { tries: 2, from: at, why: "503".into() },
        Fate::Sent { at, way: Way::Webhook },
        Fate::Failed { at, why: "550".into() },
        Fate::Dropped(at),
    ];
    let written = json!({
        "anchor": words(&[Anchor::Entry, Anchor::PurchaseDate]),
        "stop": words(&STOPS),
        "source": words(&sources),
        "way": words(&WAYS),
        "fate": words(&fates),
        "arm": words(&ARMS),
        "grievance": words(&GRIEVANCES),
        "measure": words(&[Measure::AverageCheque, Measure::Total]),
    });
    for (kind, words) in read("stored_v3", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 3 {known:?}");
    }
}

/// A field of a record, what stands in it, and how the complaint begins.
#[test]
fn wrong_fields_of_version_3_are_complained_of_by_name() {
    let message = json!({"order": "0000", "id": "timing-9"});
    let edges = json!({"as_of": "2026-09-01", "buyers": 1, "measure": "total", "r": null, "f": null, "m": {"best": 1}});
    for (kind, field, value, expected) in [
        ("pin", "set", json!(null), "set: missing"),
        ("pin", "set", edges, "set: "),
        ("segment", "cells", json!(["444"]), "cells: "),
        ("plan", "message.timing-1", message, "message.timing-1: missing field `day`"),
        ("letter", "source", json!({"chance": 1}), "source: unknown variant `chance`"),
        ("letter", "fate", json!("lost"), "fate: unknown variant `lost`"),
        ("letter", "fate", json!({"sent": {"at": 1, "way": "pigeon"}}), "fate: unknown variant `pigeon`"),
        ("campaign", "until", json!("30.09.2026"), "until: "),
        ("campaign", "customer.Анна", json!("offered"), "customer.Анна: not a valid id"),
        ("interview", "cause", json!("price"), "cause: unknown variant `price`"),
        ("opt_out", "address", json!(null), "address: missing"),
    ] {
        let Stored { id, mut fields, .. } = stored("stored_v3", kind);
        fields.insert(field.into(), value);
        let Err(Broken { field, why }) = decode(id, &fields) else { panic!("{kind}, {field} is fine") };
        let complaint = format!("{field}: {why}");
        assert!(complaint.starts_with(expected), "{kind}: «{complaint}», not «{expected}»");
    }
}

/// What the fixtures of version 3 mean.
fn version_3() -> Vec<Record> {
    let anna = Some(MemberId(7));
    let [customer, other] = ["01KJZ5N3B0000000000000000C", "01KJZ5N3B0000000000000000E"].map(id::<CustomerId>);
    let [day_0, day_1, day_2] = [1_788_220_800_000, 1_788_307_200_000, 1_788_393_600_000].map(Moment);
    // Four who bought once each: 5, 10, 100 and 200 days ago, for ever less.
    let bought = [(5, 40), (10, 30), (100, 10), (200, 5)].into_iter().zip(1..).map(|((ago, thousands), customer)| {
        let date = day_0.plus_days(-ago).day(0);
        Purchase { customer: CustomerId(customer), date, kind: Kind::Sale, amount: Some(thousands * 1_000_000) }
    });
    let population = bought.collect::<Ledger<_>>().summarise(day_0.day(0));
    let message = |name: &str, day, anchor, subject, purpose, body, stops: &[Stop]| Message {
        id: id(name),
        day,
        anchor,
        subject,
        purpose,
        body,
        stop_when: stops.iter().copied().collect(),
    };
    vec![
        Pin {
            id: id::<PinId>("01KJZ5N3B0000000000000000P"),
            set: BoundarySet::of(&population, Measure::AverageCheque),
            at: day_0,
            by: anna,
            currency: None,
        }
        .into(),
        Segment {
            id: id("sleeping"),
            name: text("Спящие", "Sleeping"),
            cells: ["122", "132"].map(id).into(),
            meaning: text("Давно не брали", "Have not bought for long"),
            what_to_do: text("Позвонить", "Call"),
            offer: text("Ревизия", "Inspection"),
            risk: text("", ""),
        }
        .into(),
        Plan {
            id: id("refresh-4r.timing"),
            // In their order, which is not that of their names.
            messages: vec![
                message(
                    "timing-5",
                    -30,
                    Anchor::PurchaseDate,
                    text("Условия", "Terms"),
                    text("", ""),
                    text("", ""),
                    &[],
                ),
                message(
                    "timing-1",
                    0,
                    Anchor::Entry,
                    text("Сроки", "Lead times"),
                    text("Назвать дату", "Name the date"),
                    text("{{contact}}, здравствуйте.", "Hello {{contact}},"),
                    &[Stop::Reply, Stop::Purchase, Stop::Unsubscribed],
                ),
            ],
            entry_question: text("Когда?", "When?"),
            audience: text("Прайс", "Prices"),
        }
        .into(),
        Letter {
            id: id::<LetterId>("01KJZ5N3B0000000000000000T"),
            customer,
            deal: Some(id("01KJZ5N3B0000000000000000D")),
            source: Source::Plan(id("timing-1"), id("01KJZ5N3B00000000000000003")),
            to: "glavbuh@zavod.example".into(),
            subject: "Сроки".into(),
            body: "Пётр, здравствуйте.".into(),
            made: day_0,
            by: anna,
            fate: Fate::Sent { at: day_1, way: Way::Mail },
            answered: Some(day_2),
        }
        .into(),
        Campaign {
            id: id::<CampaignId>("01KJZ5N3B0000000000000000K"),
            name: "Осенняя ревизия".into(),
            goal: "Вернуть десять".into(),
            offer: "Осмотр бесплатно".into(),
            began: day_0,
            until: id("2026-09-30"),
            by: anna,
            customers: [(customer, Arm::Offered), (other, Arm::Control)].into(),
        }
        .into(),
        Interview {
            id: id::<InterviewId>("01KJZ5N3B0000000000000000J"),
            customer,
            deal: Some(id("01KJZ5N3B0000000000000000D")),
            cause: Grievance::Terms,
            words: "Отгрузили на две недели позже".into(),
            at: day_2,
            by: anna,
        }
        .into(),
        OptOut {
            id: OptOut::of("glavbuh@zavod.example"),
            address: "Glavbuh@zavod.example".into(),
            at: day_2,
            why: "Отпишите меня".into(),
            by: anna,
        }
        .into(),
    ]
}
