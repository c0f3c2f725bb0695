//! Moments in words: a table of what people write with what it comes to, and what holds for any text and any moment.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use voronka::data::when::{Around, Note, Wish, read, write};
use voronka::domain::{ActivityKind, Schedule, Tongue, Zone};

const CASES: &str = include_str!("cases.txt");

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn said(text: &str, now: NaiveDateTime) -> Wish {
    let schedule = Schedule::usual(Zone::fixed(180));
    read(text, Around { now, schedule: &schedule })
}

/// A wish as the table writes it.
fn shown(wish: &Wish) -> String {
    let moments = wish
        .candidates
        .iter()
        .map(|one| format!("{}{}", one.at.format("%Y-%m-%d %H:%M"), if one.said_hour { "" } else { "~" }));
    let moments = moments.collect::<Vec<_>>().join("; ");
    let moments = match (moments.as_str(), wish.past) {
        ("", true) => "past".to_owned(),
        ("", false) => "none".to_owned(),
        _ => moments,
    };
    let kind = match wish.kind {
        Some(ActivityKind::Call) => "call",
        Some(ActivityKind::Letter) => "letter",
        Some(ActivityKind::Meeting) => "meeting",
        Some(ActivityKind::Message) => "message",
        Some(ActivityKind::Note | ActivityKind::HandOver) | None => "",
    };
    format!("{moments} | {kind} | {}", wish.purpose)
}

#[test]
fn what_people_write() {
    let now = at("2026-11-26 12:20");
    let lines: Vec<&str> =
        CASES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 120, "{}", lines.len());
    let mut wrong = Vec::new();
    for line in lines {
        let mut cells = line.split('|').map(str::trim);
        let text = cells.next().unwrap();
        let mut cell = || cells.next().unwrap_or_default();
        let expected = format!("{} | {} | {}", cell(), cell(), cell());
        let got = shown(&said(text, now));
        if got != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  got      {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_off_and_late_hours_are_said() {
    let now = at("2026-11-26 12:20");
    let note = |text: &str| said(text, now).candidates[0].note;
    assert_eq!(note("сб"), Some(Note::DayOff));
    assert_eq!(note("завтра 20:00"), Some(Note::AfterHours));
    assert_eq!(note("завтра 18:00"), Some(Note::AfterHours), "nobody is there when the day ends");
    assert_eq!(note("завтра 9:00"), None);
    let off = [NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()];
    let schedule = Schedule::new(&voronka::domain::Timetable::usual_week(), &off.into(), Zone::fixed(180));
    let wish = |text: &str| read(text, Around { now, schedule: &schedule });
    assert_eq!(wish("завтра").candidates[0].note, Some(Note::DayOff), "a holiday");
    assert_eq!(wish("через 1 рабочий день").candidates[0].at, at("2026-11-30 10:00"));
}

#[test]
fn at_night_on_the_last_day() {
    let now = at("2026-12-31 23:40");
    assert!(said("сегодня", now).past);
    assert_eq!(said("завтра", now).candidates[0].at, at("2027-01-01 10:00"));
    assert_eq!(said("через час", now).candidates[0].at, at("2027-01-01 00:40"));
    assert_eq!(said("23:50", now).candidates[0].at, at("2026-12-31 23:50"));
    assert_eq!(said("31.12", now).candidates, [], "the day is nearly over");
}

/// Words of the table, mixed.
fn jumble() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = CASES.split([' ', '\n', '|', ';']).filter(|word| !word.is_empty()).collect();
    prop::collection::vec(prop::sample::select(words), 0..12).prop_map(|words| words.join(" "))
}

fn moments() -> impl Strategy<Value = NaiveDateTime> {
    (0_i64..40 * 366 * 24 * 60).prop_map(|minutes| at("2024-01-01 00:00") + TimeDelta::minutes(minutes))
}

fn holds(text: &str, now: NaiveDateTime) -> Result<(), TestCaseError> {
    let wish = said(text, now);
    prop_assert!(wish.candidates.iter().all(|one| one.at > now), "{text}: {wish:?}");
    prop_assert!(wish.candidates.windows(2).all(|two| two[0].at < two[1].at), "{text}: {wish:?}");
    prop_assert!(wish.candidates.len() <= 5);
    prop_assert!(!wish.past || wish.candidates.is_empty());
    let words = text.chars().filter(|letter| !letter.is_whitespace()).count();
    let kept = wish.purpose.chars().filter(|letter| !letter.is_whitespace()).count();
    prop_assert!(kept <= words, "nothing is added: {text}: {}", wish.purpose);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_and_any_words_give_moments_to_come(any in r"\PC{0,60}", words in jumble(), now in moments()) {
        holds(&any, now)?;
        holds(&words, now)?;
    }

    #[test]
    fn what_is_written_is_read_back(now in moments(), ahead in 1_i64..3 * 366 * 24 * 60) {
        let then = now + TimeDelta::minutes(ahead);
        for tongue in [Tongue::Ru, Tongue::En] {
            let text = write(then, now, tongue);
            let wish = said(&text, now);
            let read: Vec<NaiveDateTime> = wish.candidates.iter().map(|one| one.at).collect();
            prop_assert_eq!(read, vec![then], "{}", text);
            prop_assert_eq!(wish.purpose, "", "{}", text);
        }
    }

    #[test]
    fn every_reading_is_written_and_read_back(words in jumble(), now in moments()) {
        for one in said(&words, now).candidates {
            for tongue in [Tongue::Ru, Tongue::En] {
                let text = write(one.at, now, tongue);
                prop_assert_eq!(said(&text, now).candidates.first().map(|one| one.at), Some(one.at), "{}", text);
            }
        }
    }
}
