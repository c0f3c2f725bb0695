//! What version 4 stores beside what versions 1 to 3 stored: hypotheses, plans of months, working time.

use chrono::NaiveDate;
use serde_json::{Value, json};
use voronka::data::codec::{Broken, decode};
use voronka::domain::{
    Aim, Currency, DealId, Ended, Handling, Hours, Hypothesis, HypothesisId, MemberId, Moment, Money, Record, Target,
    Timetable, Trial,
};

use super::stored::{Stored, id, is_read_and_written, read, stored};
use super::support::random::analysis::{AIMS, HANDLINGS, TRIALS};

const KINDS: [&str; 3] = ["hypothesis", "target", "timetable"];

#[test]
fn version_4_is_read_and_written_as_it_was() {
    let expected = version_4();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), KINDS);
    expected.iter().for_each(|record| is_read_and_written("stored_v4", record));
}

/// The words for which the stored shape has no other place: each is written as it always was, new ones come after.
#[test]
fn version_4_has_these_words() {
    fn words<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).unwrap()
    }
    let written = json!({ "aim": words(&AIMS), "trial": words(&TRIALS), "handling": words(&HANDLINGS) });
    for (kind, words) in read("stored_v4", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 4 {known:?}");
    }
}

/// A field of a record, what stands in it, and how the complaint begins.
#[test]
fn wrong_fields_of_version_4_are_complained_of_by_name() {
    for (kind, field, value, expected) in [
        ("hypothesis", "aim", json!("money"), "aim: unknown variant `money`"),
        ("hypothesis", "trial", json!(null), "trial: missing"),
        ("hypothesis", "hoped", json!(-1), "hoped: "),
        ("hypothesis", "deal.Анна", json!("changed"), "deal.Анна: not a valid id"),
        ("target", "month", json!("ноябрь"), "month: "),
        ("target", "amount", json!(null), "amount: missing"),
        ("timetable", "day.1", json!([{"from": -1, "to": 2}]), "day.1: "),
        ("timetable", "day.вт", json!([]), "day.вт: invalid digit"),
        ("timetable", "holiday.вчера", json!(true), "holiday.вчера: "),
    ] {
        let Stored { id, mut fields, .. } = stored("stored_v4", kind);
        fields.insert(field.into(), value);
        let Err(Broken { field, why }) = decode(id, &fields) else { panic!("{kind}, {field} is fine") };
        let complaint = format!("{field}: {why}");
        assert!(complaint.starts_with(expected), "{kind}: «{complaint}», not «{expected}»");
    }
}

/// What the fixtures of version 4 mean.
fn version_4() -> Vec<Record> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let [one, other] = ["01KJZ5N3B0000000000000000D", "01KJZ5N3B0000000000000000F"].map(id::<DealId>);
    let hours = |from: u16, to: u16| Hours { from: from * 60, to: to * 60 };
    let november = day(2026, 11, 1);
    let anna = Some(MemberId(7));
    vec![
        Hypothesis {
            id: id::<HypothesisId>("01KJZ5N3B0000000000000000H"),
            name: "Разбор расчёта с энергетиком в течение суток".into(),
            because: "Расчёт читает не тот, кто считает деньги".into(),
            stage: id("deals-4r.quote"),
            aim: Aim::Step,
            trial: Trial::Alternating,
            hoped: 75,
            began: Moment(1_788_220_800_000),
            ended: Some(Ended {
                at: Moment(1_788_393_600_000), kept: true, words: "Разбор остаётся".into()
            }),
            by: anna,
            deals: [(one, Handling::AsBefore), (other, Handling::Changed)].into(),
        }
        .into(),
        Target {
            id: Target::named(november, anna).unwrap(),
            month: november,
            member: anna,
            amount: Money::new(440_000_000, Currency::RUB),
        }
        .into(),
        Timetable {
            id: id("desk"),
            zone: Some("Europe/Moscow".into()),
            week: [
                vec![hours(9, 13), hours(14, 18)],
                vec![hours(9, 18)],
                vec![hours(9, 18)],
                vec![hours(9, 18)],
                vec![hours(9, 17)],
                vec![],
                vec![],
            ],
            holidays: [day(2026, 11, 4), day(2027, 1, 1)].into(),
            patience: 8,
        }
        .into(),
    ]
}
