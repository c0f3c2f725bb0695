//! Spans of time as a sales desk says them, by its working time ([`Schedule`]): minutes and days at work, and the moment
//! after so many of them.
//! Deliberately not here: which hours are working hours (`schedule`).

use super::{Moment, Schedule, Span};

const MINUTE: i64 = 60_000;

/// Whole minutes of working time between two moments; 0 when the second is not later.
pub fn working_minutes(from: Moment, to: Moment, schedule: &Schedule) -> i64 {
    schedule.worked(from, to) / MINUTE
}

/// Whole working days between two moments: how long a deal has stood. In the usual week they have nine hours, and from
/// Friday 15:00 to Monday 15:00 it is one; 0 when the second moment is not later.
pub fn working_days(from: Moment, to: Moment, schedule: &Schedule) -> i64 {
    schedule.worked(from, to) / schedule.day_length()
}

/// The moment after so many minutes of working time. It lies in working time itself: what would end at six, or begins at
/// night, is next morning at nine.
pub fn after_working_minutes(from: Moment, minutes: u32, schedule: &Schedule) -> Moment {
    schedule.after(from, i64::from(minutes) * MINUTE)
}

/// The moment after so many working days.
pub fn after_working_days(from: Moment, days: u16, schedule: &Schedule) -> Moment {
    schedule.after(from, i64::from(days) * schedule.day_length())
}

/// The moment after a span of time. Days of the calendar have 24 hours and end on any day of the week.
pub fn after(from: Moment, span: Span, schedule: &Schedule) -> Moment {
    match span {
        Span::WorkingMinutes(minutes) => after_working_minutes(from, minutes, schedule),
        Span::WorkingDays(days) => after_working_days(from, days, schedule),
        Span::Days(days) => from.plus_days(i64::from(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    const MOSCOW: i32 = 180;

    /// The usual week, by clocks that are so many minutes ahead of UTC.
    fn usual(ahead: i32) -> Schedule {
        Schedule::usual(Zone::fixed(ahead))
    }

    /// A moment by the Moscow clock: year, month, day, hour, minute.
    fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Moment {
        let local = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        Moment::at(local, MOSCOW)
    }

    #[test]
    fn a_day_at_work() {
        // 2026-11-26 is a Thursday.
        let minutes = |from, to| working_minutes(from, to, &usual(MOSCOW));
        assert_eq!(minutes(at(2026, 11, 26, 10, 0), at(2026, 11, 26, 10, 15)), 15);
        assert_eq!(minutes(at(2026, 11, 26, 8, 50), at(2026, 11, 26, 9, 5)), 5);
        assert_eq!(minutes(at(2026, 11, 26, 17, 50), at(2026, 11, 26, 23, 0)), 10);
        assert_eq!(minutes(at(2026, 11, 26, 17, 50), at(2026, 11, 27, 9, 5)), 15);
        assert_eq!(minutes(at(2026, 11, 26, 12, 0), at(2026, 11, 26, 11, 0)), 0);
        assert_eq!(minutes(at(2026, 11, 26, 0, 0), at(2026, 11, 27, 0, 0)), 540);
    }

    #[test]
    fn nights_weekends_and_the_end_of_the_year() {
        let days = |from, to| working_days(from, to, &usual(MOSCOW));
        assert_eq!(days(at(2026, 11, 27, 15, 0), at(2026, 11, 30, 14, 59)), 0, "Friday to Monday, a minute short");
        assert_eq!(days(at(2026, 11, 27, 15, 0), at(2026, 11, 30, 15, 0)), 1, "Friday to Monday");
        assert_eq!(days(at(2026, 11, 28, 12, 0), at(2026, 11, 29, 12, 0)), 0, "Saturday to Sunday");
        assert_eq!(days(at(2026, 11, 28, 12, 0), at(2026, 11, 30, 18, 0)), 1, "Saturday to the end of Monday");
        assert_eq!(days(at(2026, 11, 2, 9, 0), at(2026, 12, 1, 9, 0)), 21, "November");
        // 2025-12-31 is a Wednesday, 2026-01-02 a Friday; New Year is a working day like others here.
        assert_eq!(days(at(2025, 12, 31, 12, 0), at(2026, 1, 2, 12, 0)), 2);
        assert_eq!(days(at(2025, 1, 1, 9, 0), at(2026, 1, 1, 9, 0)), 261, "the working days of 2025");
        assert_eq!(days(Moment(-1), Moment(0)), 0, "the epoch itself is at three in the night");
    }

    #[test]
    fn the_zone_decides() {
        // 06:00 UTC is nine in Moscow.
        let (from, to) = (at(2026, 11, 26, 9, 0), at(2026, 11, 26, 10, 0));
        assert_eq!(working_minutes(from, to, &usual(MOSCOW)), 60);
        assert_eq!(working_minutes(from, to, &usual(0)), 0);
        assert_eq!(working_minutes(from, to, &usual(4 * 60)), 60);
        assert_eq!(working_minutes(from, to, &usual(-5 * 60)), 0);
    }

    #[test]
    fn planning() {
        let in_minutes = |from, minutes| after_working_minutes(from, minutes, &usual(MOSCOW));
        assert_eq!(in_minutes(at(2026, 11, 26, 14, 0), 120), at(2026, 11, 26, 16, 0));
        assert_eq!(in_minutes(at(2026, 11, 26, 17, 0), 120), at(2026, 11, 27, 10, 0));
        assert_eq!(
            in_minutes(at(2026, 11, 27, 16, 0), 120),
            at(2026, 11, 30, 9, 0),
            "six is next morning, after Sunday"
        );
        assert_eq!(in_minutes(at(2026, 11, 28, 3, 0), 30), at(2026, 11, 30, 9, 30));
        assert_eq!(in_minutes(at(2026, 11, 26, 22, 0), 0), at(2026, 11, 27, 9, 0));
        let in_days = |from, days| after_working_days(from, days, &usual(MOSCOW));
        assert_eq!(in_days(at(2026, 11, 27, 11, 30), 1), at(2026, 11, 30, 11, 30));
        assert_eq!(in_days(at(2026, 11, 27, 11, 30), 5), at(2026, 12, 4, 11, 30));
        assert_eq!(in_days(at(2025, 12, 31, 9, 0), 2), at(2026, 1, 2, 9, 0));
        assert_eq!(after(at(2026, 11, 27, 11, 30), Span::Days(1), &usual(MOSCOW)), at(2026, 11, 28, 11, 30));
        assert_eq!(after(at(2026, 11, 27, 11, 30), Span::WorkingMinutes(30), &usual(MOSCOW)), at(2026, 11, 27, 12, 0));
        assert_eq!(after(at(2026, 11, 27, 11, 30), Span::WorkingDays(1), &usual(MOSCOW)), at(2026, 11, 30, 11, 30));
    }

    /// Counted minute by minute.
    fn counted(from: Moment, to: Moment, offset: i32) -> i64 {
        use chrono::{DateTime, Datelike, Timelike};
        let works = |minute: &i64| {
            let local = DateTime::from_timestamp_millis((minute + i64::from(offset)) * MINUTE).unwrap();
            (9..18).contains(&local.hour()) && local.weekday().num_days_from_monday() < 5
        };
        (from.0 / MINUTE..to.0 / MINUTE).filter(works).count() as i64
    }

    proptest! {
        #[test]
        fn as_counted_by_hand(from in 0_i64..1_000_000, long in 0_i64..30_000, offset in -720..=840) {
            let (from, to) = (Moment(from * MINUTE), Moment((from + long) * MINUTE));
            prop_assert_eq!(working_minutes(from, to, &usual(offset)), counted(from, to, offset));
        }

        #[test]
        fn spans_add_up(a in 0_i64..4_000_000, b in 0_i64..400_000, c in 0_i64..400_000, offset in -720..=840) {
            let [a, b, c] = [a, a + b, a + b + c].map(|minute| Moment(minute * MINUTE));
            let sum = working_minutes(a, b, &usual(offset)) + working_minutes(b, c, &usual(offset));
            prop_assert_eq!(working_minutes(a, c, &usual(offset)), sum);
        }

        #[test]
        fn the_moment_after_is_as_far_as_it_says(
            from in -4_000_000_i64..40_000_000,
            minutes in 0_u32..100_000,
            offset in -720..=840,
        ) {
            let from = Moment(from * MINUTE);
            let then = after_working_minutes(from, minutes, &usual(offset));
            prop_assert_eq!(working_minutes(from, then, &usual(offset)), i64::from(minutes));
            prop_assert!(then >= from);
            let works = working_minutes(then, Moment(then.0 + MINUTE), &usual(offset));
            prop_assert_eq!(works, 1, "a call is planned when somebody is there");
        }

        #[test]
        fn any_moment_has_an_answer(from: i64, to: i64, days: u16, offset in -720..=840) {
            let (from, to) = (Moment(from), Moment(to));
            prop_assert!(working_days(from, to, &usual(offset)) >= 0);
            after_working_days(from, days, &usual(offset));
        }
    }
}
