//! The calendar of the example: working time, Monday to Friday from 9:00 to 18:00, counted back from now.
//! Everything that happened is told in working minutes ago, so another now moves the whole story and nothing else, the
//! order of events is the order of numbers, and nobody moves a deal on a Sunday.
//! Deliberately not here: holidays, which differ by country and year.

use crate::domain::Moment;

/// Working minutes in a day.
pub(super) const DAY: i64 = 540;
/// Working minutes in a week.
const WEEK: i64 = 5 * DAY;
/// The minute of the day at which work begins.
const OPENING: i64 = 9 * 60;
/// 1970-01-05, the first Monday, in days since 1970-01-01.
const MONDAY: i64 = 4;

/// Working minutes in so many days of the calendar.
pub(super) const fn days(calendar: i64) -> i64 {
    calendar * WEEK / 7
}

/// Now, and the zone in which people work.
pub(super) struct Diary {
    offset: i64,
    /// Today, in days since 1970-01-01.
    today: i64,
    /// The minute of today.
    minute: i64,
    /// Working minutes from the first Monday until now.
    worked: i64,
}

/// Working minutes from the first Monday until a minute of a day.
fn worked(day: i64, minute: i64) -> i64 {
    let (week, weekday) = ((day - MONDAY).div_euclid(7), (day - MONDAY).rem_euclid(7));
    match weekday {
        0..5 => week * WEEK + weekday * DAY + (minute - OPENING).clamp(0, DAY),
        _ => (week + 1) * WEEK,
    }
}

impl Diary {
    /// The diary at a moment, in a zone that is `offset` minutes ahead of UTC.
    pub(super) fn new(now: Moment, offset: i32) -> Self {
        // What a browser's clock can show; beyond it there are no dates to write.
        let now = now.0.clamp(-8_640_000_000_000_000, 8_640_000_000_000_000);
        let local = now.div_euclid(60_000) + i64::from(offset.clamp(-1440, 1440));
        let (today, minute) = (local.div_euclid(1440), local.rem_euclid(1440));
        Self { offset: i64::from(offset), today, minute, worked: worked(today, minute) }
    }

    /// The moment so many working minutes ago, at least one; less than zero is ahead.
    pub(super) fn moment(&self, ago: i64) -> Moment {
        // Zero could be the opening of a day that has not begun.
        let at = self.worked - if ago == 0 { 1 } else { ago };
        let (week, rest) = (at.div_euclid(WEEK), at.rem_euclid(WEEK));
        let day = week * 7 + rest / DAY + MONDAY;
        Moment((day * 1440 + OPENING + rest % DAY - self.offset) * 60_000)
    }

    /// A time of day so many calendar days ago, as working minutes ago; at a weekend, the Friday before. The time is
    /// drawn by the caller as a part of a thousand, and falls so that full days have passed.
    pub(super) fn days_ago(&self, calendar: i64, part: i64) -> i64 {
        let mut day = self.today - calendar;
        day -= ((day - MONDAY).rem_euclid(7) - 4).max(0);
        let passed = (self.minute - OPENING).clamp(1, DAY);
        (self.worked - worked(day, OPENING + passed * part / 1000)).max(1)
    }

    /// A quarter of an hour on a day ahead, as working minutes ago, thus less than zero; at a weekend, the Monday
    /// after. Today while today has an hour of work left, else the next working day.
    pub(super) fn ahead(&self, calendar: i64, part: i64) -> i64 {
        let from = if calendar > 0 { worked(self.today + calendar, OPENING) } else { self.worked };
        let left = DAY - from.rem_euclid(DAY);
        let (from, left) = if left < 60 { (from + left, DAY) } else { (from, left) };
        let quarter = (from + left * part / 1000).div_euclid(15) * 15 + 15;
        // The last quarter of the day, not the first of the next.
        self.worked - quarter.min(from + left - 15).max(self.worked + 1)
    }

    /// The minutes since the opening of that day, so many working minutes ago.
    pub(super) fn morning(&self, ago: i64) -> i64 {
        (self.worked - ago).rem_euclid(DAY)
    }

    /// How many calendar days ago a day was; less than zero when it is ahead.
    pub(super) fn days_since(&self, day: chrono::NaiveDate) -> i64 {
        self.today - i64::from(day.to_epoch_days())
    }

    /// The calendar day so many calendar days ago.
    pub(super) fn day(&self, calendar: i64) -> chrono::NaiveDate {
        let days = i32::try_from(self.today - calendar).ok();
        days.and_then(chrono::NaiveDate::from_epoch_days).unwrap_or_default()
    }

    /// The calendar day so many working minutes ago, as year, month and day.
    pub(super) fn date(&self, ago: i64) -> chrono::NaiveDate {
        self.moment(ago).day(i32::try_from(self.offset).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDateTime, Timelike};
    use proptest::prelude::*;

    fn at(local: &str, offset: i32) -> Moment {
        Moment::at(NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap(), offset)
    }

    #[test]
    fn working_minutes_back_and_ahead() {
        let now = at("2026-11-26 11:42", 180); // a Thursday
        let diary = Diary::new(now, 180);
        for (ago, there) in [
            (1, "2026-11-26 11:41"),
            (162, "2026-11-26 09:00"),
            (163, "2026-11-25 17:59"),
            (162 + 3 * DAY, "2026-11-23 09:00"),
            (163 + 3 * DAY, "2026-11-20 17:59"),
            (-378, "2026-11-27 09:00"),
            (-378 - DAY, "2026-11-30 09:00"),
        ] {
            assert_eq!(diary.moment(ago), at(there, 180), "{ago}");
        }
        assert_eq!(diary.moment(diary.days_ago(5, 0)), at("2026-11-20 09:00", 180)); // from Saturday to Friday
        assert_eq!(diary.moment(diary.ahead(0, 0)), at("2026-11-26 11:45", 180));
        assert_eq!(diary.moment(diary.ahead(0, 999)), at("2026-11-26 17:45", 180));
        assert_eq!(diary.moment(diary.ahead(2, 0)), at("2026-11-30 09:15", 180)); // from Saturday to Monday
        let evening = Diary::new(at("2026-11-27 17:30", 180), 180);
        assert_eq!(evening.moment(evening.ahead(0, 0)), at("2026-11-30 09:15", 180));
    }

    proptest! {
        #[test]
        fn the_past_is_past_and_in_working_hours(
            now in 0i64..4_000_000_000_000, offset in -720i32..=840, ago in 1i64..400_000, part in 0i64..1000,
        ) {
            let diary = Diary::new(Moment(now), offset);
            let days = ago % 700;
            let ahead = diary.ahead(days % 30, part);
            for (ago, past) in [(ago, true), (diary.days_ago(days, part), true), (ahead, false)] {
                let moment = diary.moment(ago);
                prop_assert_eq!(moment.0 < now, past);
                let local = chrono::DateTime::from_timestamp_millis(moment.0 + i64::from(offset) * 60_000).unwrap();
                prop_assert!((9..18).contains(&local.hour()), "{local}");
                prop_assert!(local.weekday().number_from_monday() <= 5, "{local}");
            }
            prop_assert!(diary.moment(ago) > diary.moment(ago + 1));
        }
    }
}
