//! Points in time. The domain never asks what time it is: a [`Moment`] comes in.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The calendar day in a zone that is `offset` minutes ahead of UTC at that moment.
    /// Moments beyond the calendar's range (about 260,000 years) give the epoch's day.
    pub fn day(self, offset: i32) -> NaiveDate {
        DateTime::from_timestamp_millis(self.0.saturating_add(i64::from(offset) * 60_000))
            .unwrap_or_default()
            .date_naive()
    }

    /// The moment at which the clock of a zone `offset` minutes ahead of UTC shows this date and time.
    pub fn at(local: NaiveDateTime, offset: i32) -> Self {
        Self(local.and_utc().timestamp_millis().saturating_sub(i64::from(offset) * 60_000))
    }

    /// This moment and so many days of 24 hours; negative goes back.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(Duration::days(1).num_milliseconds())))
    }

    /// Whole days of 24 hours from an earlier moment; 0 when it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0.saturating_sub(earlier.0) / Duration::days(1).num_milliseconds()).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_depends_on_the_zone() {
        let moment = Moment(1_795_294_800_000); // 2026-11-21 21:00 UTC
        assert_eq!(moment.day(0), NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
        assert_eq!(moment.day(3 * 60), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        assert_eq!(moment.day(-8 * 60), NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
    }

    #[test]
    fn local_time_there_and_back() {
        let local = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(0, 0, 0).unwrap();
        assert_eq!(Moment::at(local, 180), Moment(1_795_294_800_000));
        assert_eq!(Moment(i64::MAX).day(60), NaiveDate::default());
    }
}
