//! Working time by real zones, and the first answer to leads whose waits were worked out by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

#[path = "hours/first_answer.rs"]
mod first_answer;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::*;
use voronka::domain::{Hours, Moment, Schedule, Timetable, Zone};

const MINUTE: i64 = 60_000;

fn ahead(zone: Tz) -> impl Fn(Moment) -> i32 {
    move |at| {
        let at = DateTime::from_timestamp_millis(at.0).unwrap().naive_utc();
        zone.offset_from_utc_datetime(&at).fix().local_minus_utc() / 60
    }
}

/// The zone from 2000 to 2030.
fn asked(zone: Tz) -> Zone {
    Zone::asked(ahead(zone), utc("2000-01-01 00:00"), utc("2030-12-31 00:00"))
}

fn utc(text: &str) -> Moment {
    Moment::at(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), 0)
}

#[test]
fn every_zone_is_found_by_asking() {
    // With the oddest there are: half an hour, Ramadan, a day left out, a quarter of an hour, changes at midnight.
    for zone in [
        Tz::Europe__Amsterdam,
        Tz::Europe__Moscow,
        Tz::Australia__Lord_Howe,
        Tz::Africa__Casablanca,
        Tz::Africa__Cairo,
        Tz::Pacific__Apia,
        Tz::Asia__Kathmandu,
        Tz::Asia__Tehran,
        Tz::America__Sao_Paulo,
        Tz::America__New_York,
        Tz::UTC,
    ] {
        let (found, ahead) = (asked(zone), ahead(zone));
        for hour in (utc("2000-01-01 00:00").0..utc("2030-12-31 00:00").0).step_by(3_600_000) {
            assert_eq!(found.offset(Moment(hour)), ahead(Moment(hour)), "{zone} {hour}");
        }
    }
}

#[test]
fn moscow_has_changed_its_mind() {
    let schedule = Schedule::usual(asked(Tz::Europe__Moscow));
    // Winter 2010: +3. From March 2011: +4 for good. From October 2014: +3 for good. 9:00 to 10:00 each time.
    for (from, to) in [
        ("2010-12-15 06:00", "2010-12-15 07:00"),
        ("2011-12-15 05:00", "2011-12-15 06:00"),
        ("2026-12-15 06:00", "2026-12-15 07:00"),
    ] {
        assert_eq!(schedule.worked(utc(from), utc(to)), 60 * MINUTE, "{from}");
        assert_eq!(schedule.worked(Moment(utc(from).0 - 60 * MINUTE), utc(from)), 0, "{from}");
    }
    assert_eq!(schedule.day(utc("2011-12-15 20:00")), "2011-12-16".parse().unwrap());
}

#[test]
fn the_holidays_of_january() {
    let days = (1..=8).filter_map(|day| NaiveDate::from_ymd_opt(2026, 1, day)).collect();
    let schedule = Schedule::new(&Timetable::usual_week(), &days, asked(Tz::Europe__Moscow));
    let days = schedule.worked(utc("2025-12-31 06:00"), utc("2026-01-12 06:00")) / schedule.day_length();
    assert_eq!(days, 2, "31 December and 9 January: 10 and 11 are a weekend");
    assert_eq!(schedule.after(utc("2025-12-31 15:00"), 0), utc("2026-01-09 06:00"));
}

proptest! {
    #![proptest_config(support::cases(64))]

    /// The same, day by day through the zone database: every interval of a day made moments, and the overlaps added.
    #[test]
    fn as_the_zone_database_counts(
        zone in prop::sample::select(vec![Tz::Europe__Amsterdam, Tz::America__New_York, Tz::Asia__Tehran, Tz::Australia__Sydney]),
        from in 0_i64..10_000_000_000,
        long in 0_i64..3_000_000_000,
        off in prop::collection::btree_set(0_i64..150, 0..20),
        opens in 4_u16..12,
        works in 1_u16..12,
    ) {
        let from = Moment(utc("2012-01-01 00:00").0 + from);
        let to = Moment(from.0 + long);
        let day = |at: Moment| zone.from_utc_datetime(&DateTime::from_timestamp_millis(at.0).unwrap().naive_utc()).date_naive();
        let holidays: BTreeSet<NaiveDate> = off.into_iter().map(|days| day(from.plus_days(days))).collect();
        let hours = Hours { from: opens * 60, to: (opens + works) * 60 };
        let week = [vec![hours], vec![], vec![hours], vec![hours], vec![], vec![hours], vec![hours]];
        let schedule = Schedule::new(&week, &holidays, asked(zone));
        let mut counted = 0;
        for date in day(from).pred_opt().unwrap().iter_days().take_while(|&date| date <= day(to)) {
            use chrono::Datelike;
            let weekday = date.weekday().num_days_from_monday() as usize;
            if !holidays.contains(&date) && !week[weekday].is_empty() {
                // From four in the morning on no clock of these changes.
                let [opens, closes] = [hours.from, hours.to].map(|minute| {
                    let local = date.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::minutes(i64::from(minute));
                    zone.from_local_datetime(&local).single().unwrap().timestamp_millis()
                });
                counted += (closes.min(to.0) - opens.max(from.0)).max(0);
            }
        }
        prop_assert_eq!(schedule.worked(from, to), counted);
    }
}
