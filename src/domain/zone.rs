//! What clocks show where the company works: how far ahead of UTC they are, and since when. The list comes in, from a
//! browser or a zone database, which the domain does not know; it is exact as far as the list goes, and its first and last
//! lead hold before and after it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Moment;

const MINUTE: i64 = 60_000;
/// No clock is further from UTC than this.
const FURTHEST: i64 = 26 * 60 * MINUTE;

/// A zone: moments at which its clocks change, in order, with the minutes that they are ahead of UTC from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Moment, i32)>")]
pub struct Zone(Vec<(Moment, i32)>);

impl Default for Zone {
    fn default() -> Self {
        Self::fixed(0)
    }
}

impl From<Vec<(Moment, i32)>> for Zone {
    /// Of several changes at one moment the last is meant; a list without any is UTC. A lead of more than a day is none
    /// that a clock has, and is cut to a day.
    fn from(mut changes: Vec<(Moment, i32)>) -> Self {
        changes.sort_by_key(|&(at, _)| at);
        let mut kept: Vec<(Moment, i32)> = Vec::with_capacity(changes.len());
        for (at, ahead) in changes {
            let ahead = ahead.clamp(-1440, 1440);
            match kept.last_mut() {
                Some(last) if last.0 == at => last.1 = ahead,
                Some(last) if last.1 == ahead => {}
                _ => kept.push((at, ahead)),
            }
        }
        if kept.is_empty() { Self::default() } else { Self(kept) }
    }
}

impl Zone {
    /// A zone whose clocks never change, so many minutes ahead of UTC.
    pub fn fixed(ahead: i32) -> Self {
        Self(vec![(Moment(0), ahead.clamp(-1440, 1440))])
    }

    /// A zone of which all that is known is how far clocks are ahead at any moment that one asks about: the changes between
    /// two moments. Clocks are asked every two weeks, and the minute of a change is closed in on where the answers differ;
    /// the shortest time for which clocks are changed, Ramadan in Morocco, is twice as long.
    pub fn asked(ahead: impl Fn(Moment) -> i32, from: Moment, to: Moment) -> Self {
        let from = Moment(from.0.div_euclid(MINUTE) * MINUTE);
        let (mut at, mut now) = (from, ahead(from));
        let mut changes = vec![(at, now)];
        while at < to {
            let next = at.plus_days(14);
            let then = ahead(next);
            let (mut before, mut after) = (at.0 / MINUTE, next.0 / MINUTE);
            while then != now && before + 1 < after {
                let middle = before.midpoint(after);
                if ahead(Moment(middle * MINUTE)) == now { before = middle } else { after = middle }
            }
            changes.push((Moment(after * MINUTE), then));
            (at, now) = (next, then);
        }
        Self::from(changes)
    }

    /// The changes, in order.
    pub(super) fn changes(&self) -> &[(Moment, i32)] {
        &self.0
    }

    /// Which entry of the list holds at a moment.
    pub(super) fn entry(&self, at: Moment) -> usize {
        match self.0.last() {
            // Nearly everything that a desk counts is of late.
            Some(last) if last.0 <= at => self.0.len() - 1,
            _ => self.0.partition_point(|&(since, _)| since <= at).saturating_sub(1),
        }
    }

    /// Minutes that clocks are ahead of UTC at a moment.
    pub fn offset(&self, at: Moment) -> i32 {
        self.0[self.entry(at)].1
    }

    /// The calendar day at a moment.
    pub fn day(&self, at: Moment) -> NaiveDate {
        at.day(self.offset(at))
    }

    /// The moment at which clocks show this date and time. Of a time that a change repeats the first is meant; a time that
    /// a change skips is read by the clock as it was before: half past two, when two becomes three, is half past three.
    pub fn at(&self, local: NaiveDateTime) -> Moment {
        let shown = local.and_utc().timestamp_millis();
        let by = |entry: usize| Moment(shown.saturating_sub(i64::from(self.0[entry].1) * MINUTE));
        let mut entry = self.entry(Moment(shown.saturating_sub(FURTHEST)));
        while self.0.get(entry + 1).is_some_and(|next| by(entry) >= next.0) {
            // Past the change by the clock before it, not yet there by the clock after it.
            if by(entry + 1) < self.0[entry + 1].0 {
                break;
            }
            entry += 1;
        }
        by(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// Amsterdam around 2011: summer time from 27 March, 1:00 UTC, to 30 October, 1:00 UTC.
    fn amsterdam() -> Zone {
        let utc = |text| Moment::at(local(text), 0);
        Zone::from(vec![
            (utc("2011-10-30 01:00"), 60),
            (utc("2010-10-31 01:00"), 60),
            (utc("2011-03-27 01:00"), 120),
            (utc("2012-03-25 01:00"), 120),
        ])
    }

    #[test]
    fn nights_on_which_clocks_change() {
        let zone = amsterdam();
        let utc = |shown: &str| {
            let at = zone.at(local(shown));
            chrono::DateTime::from_timestamp_millis(at.0).unwrap().format("%d.%m %H:%M").to_string()
        };
        assert_eq!(utc("2011-03-27 01:59"), "27.03 00:59");
        assert_eq!(utc("2011-03-27 02:00"), "27.03 01:00", "skipped");
        assert_eq!(utc("2011-03-27 02:30"), "27.03 01:30", "skipped: half past three");
        assert_eq!(utc("2011-03-27 03:00"), "27.03 01:00");
        assert_eq!(utc("2011-10-30 01:59"), "29.10 23:59");
        assert_eq!(utc("2011-10-30 02:30"), "30.10 00:30", "the first of two");
        assert_eq!(utc("2011-10-30 02:59"), "30.10 00:59");
        assert_eq!(utc("2011-10-30 03:00"), "30.10 02:00");
        assert_eq!(utc("1999-07-01 12:00"), "01.07 11:00", "before the list its first lead holds");
        assert_eq!(utc("2099-01-01 12:00"), "01.01 10:00", "after it its last");
        assert_eq!(zone.day(Moment::at(local("2011-07-01 22:00"), 0)), local("2011-07-02 00:00").date());
    }

    #[test]
    fn lists_as_they_come() {
        assert_eq!(Zone::from(vec![]), Zone::fixed(0));
        assert_eq!(Zone::fixed(9000).offset(Moment(5)), 1440);
        let zone = Zone::from(vec![(Moment(9), 60), (Moment(9), 120), (Moment(3), 30), (Moment(20), 120)]);
        assert_eq!(zone.changes(), [(Moment(3), 30), (Moment(9), 120)]);
        assert_eq!(serde_json::from_value::<Zone>(serde_json::to_value(&zone).unwrap()).unwrap(), zone);
    }

    #[test]
    fn a_zone_that_can_only_be_asked() {
        let zone = amsterdam();
        let (from, to) = (Moment::at(local("2010-11-01 00:00"), 0), Moment::at(local("2012-03-30 00:00"), 0));
        let asked = Zone::asked(|at| zone.offset(at), from, to);
        assert_eq!(asked.changes()[0], (from, 60));
        assert_eq!(asked.changes()[1..], zone.changes()[1..]);
    }

    proptest! {
        #[test]
        fn a_time_that_clocks_show_is_found(
            changes in prop::collection::vec((0_i64..400_000, -720..=840_i32), 0..6),
            minute in -10_000_i64..410_000,
        ) {
            let zone = Zone::from(changes.into_iter().map(|(at, ahead)| (Moment(at * MINUTE), ahead)).collect::<Vec<_>>());
            let at = Moment(minute * MINUTE);
            let shown = chrono::DateTime::from_timestamp_millis(at.0 + i64::from(zone.offset(at)) * MINUTE).unwrap();
            let found = zone.at(shown.naive_utc());
            prop_assert!(found <= at, "never a later one than that which showed it");
            let shows = found.0 + i64::from(zone.offset(found)) * MINUTE;
            prop_assert_eq!(shows, shown.timestamp_millis());
        }
    }
}
