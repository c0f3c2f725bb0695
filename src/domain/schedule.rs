//! Working time as a line: how much of it has passed by a moment, and the moment by which so much has. It is real time that
//! passes while clocks show a working hour of a day that is no holiday: of hours that clocks skip there is none, of hours
//! that they show twice there is twice as much.
//!
//! A week is one line of milliseconds with nights cut out, and a holiday is taken out of it by a running sum, so that
//! a figure over many deals costs a division and two short searches for each.
//! Deliberately not here: spans as people say them (`calendar`), what of this is stored (`timetable`).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::timetable::Hours;
use super::{Moment, Timetable, Zone};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// The first day of the epoch was a Thursday: so many days after a Monday.
const THURSDAY: i64 = 3;

/// When the company works, made ready to be counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    zone: Zone,
    week: Week,
    holidays: Vec<Holiday>,
    /// For every entry of the zone in turn.
    stretches: Vec<Stretch>,
}

/// The time through which an entry of the zone holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stretch {
    /// Working time passed when it begins.
    begins: i64,
    /// What has passed by any moment of it, less what has passed by the local time that clocks show then.
    base: i64,
}

/// A week of working hours, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Week {
    days: [Day; 7],
    /// Working time from Monday until the beginning of each day, and of the whole week.
    before: [i64; 8],
    /// The whole week shared out over the days that have any.
    day: i64,
}

/// The working hours of a day: apart from each other, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Day(Vec<(i64, i64)>);

/// A day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Holiday {
    /// Its number, counted from the Monday before the epoch.
    day: i64,
    /// Working time lost to the holidays before it, and to it too.
    before: i64,
    after: i64,
}

impl Default for Schedule {
    fn default() -> Self {
        Self::usual(Zone::default())
    }
}

impl Schedule {
    /// Monday to Friday from nine to six, without holidays.
    pub fn usual(zone: Zone) -> Self {
        Self::new(&Timetable::usual_week(), &BTreeSet::new(), zone)
    }

    /// The working hours of each weekday from Monday, without the holidays, by the clocks of a zone. Hours that overlap are
    /// joined; a week without any hours says nothing, and the usual one holds instead.
    pub fn new(week: &[Vec<Hours>; 7], holidays: &BTreeSet<NaiveDate>, zone: Zone) -> Self {
        let mut week = Week::of(week);
        if week.all() == 0 {
            week = Week::of(&Timetable::usual_week());
        }
        let holidays = week.holidays(holidays);
        let first = Stretch { begins: i64::MIN, base: 0 };
        let mut schedule = Self { zone, week, holidays, stretches: vec![first] };
        for entry in 1..schedule.zone.changes().len() {
            let (since, _) = schedule.zone.changes()[entry];
            let begins = schedule.stretches[entry - 1].base.saturating_add(schedule.shown(since, entry - 1));
            let base = begins.saturating_sub(schedule.shown(since, entry));
            schedule.stretches.push(Stretch { begins, base });
        }
        schedule
    }

    /// The zone by whose clocks the company works.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The calendar day of the company at a moment.
    pub fn day(&self, at: Moment) -> NaiveDate {
        self.zone.day(at)
    }

    /// From when to when somebody is at work on a calendar day of the company, breaks included; none on a day off.
    pub fn hours(&self, day: NaiveDate) -> Option<Hours> {
        let number = i64::from(day.to_epoch_days()) + THURSDAY;
        let off = self.holidays.binary_search_by_key(&number, |holiday| holiday.day).is_ok();
        let hours = &self.week.on(number).0;
        let (&(from, _), &(_, to)) = hours.first().zip(hours.last()).filter(|_| !off)?;
        let minutes = |at: i64| u16::try_from(at / MINUTE).unwrap_or_default();
        Some(Hours { from: minutes(from), to: minutes(to) })
    }

    /// Milliseconds of working time between two moments; 0 when the second is not later.
    pub fn worked(&self, from: Moment, to: Moment) -> i64 {
        if to <= from {
            return 0;
        }
        let entry = self.zone.entry(to);
        // Few spans have a change of clocks in them.
        if self.zone.changes()[entry].0 <= from {
            return self.shown(to, entry).saturating_sub(self.shown(from, entry));
        }
        self.passed(to).saturating_sub(self.passed(from))
    }

    /// Milliseconds of a working day: those of the week shared out over the days that have any.
    pub fn day_length(&self) -> i64 {
        self.week.day
    }

    /// The last moment by which no more than so many milliseconds of working time have passed since another one, so that
    /// somebody is at work then: what would be closing time is the next opening.
    pub fn after(&self, from: Moment, work: i64) -> Moment {
        let wanted = self.passed(from).saturating_add(work);
        let entry = self.stretches.partition_point(|stretch| stretch.begins <= wanted) - 1;
        let local = self.shows(wanted.saturating_sub(self.stretches[entry].base));
        Moment(local.saturating_sub(i64::from(self.zone.changes()[entry].1) * MINUTE))
    }

    /// Milliseconds of working time from some fixed moment until this one.
    fn passed(&self, at: Moment) -> i64 {
        let entry = self.zone.entry(at);
        self.stretches[entry].base.saturating_add(self.shown(at, entry))
    }

    /// Working time by what clocks show at a moment as an entry of the zone has them.
    fn shown(&self, at: Moment, entry: usize) -> i64 {
        let local = at.0.saturating_add(i64::from(self.zone.changes()[entry].1) * MINUTE);
        let (day, clock) = (local.div_euclid(DAY) + THURSDAY, local.rem_euclid(DAY));
        let next = self.holidays.partition_point(|holiday| holiday.day < day);
        let lost = next.checked_sub(1).map_or(0, |last| self.holidays[last].after);
        let off = self.holidays.get(next).is_some_and(|holiday| holiday.day == day);
        let today = if off { 0 } else { self.week.on(day).until(clock) };
        self.week.before(day).saturating_add(today).saturating_sub(lost)
    }

    /// The last local time, in milliseconds, by which no more than so much working time has passed.
    fn shows(&self, work: i64) -> i64 {
        let gone = self.holidays.partition_point(|one| self.week.before(one.day) - one.before <= work);
        let lost = gone.checked_sub(1).map_or(0, |last| self.holidays[last].after);
        let work = work.saturating_add(lost);
        let (week, rest) = (work.div_euclid(self.week.all()), work.rem_euclid(self.week.all()));
        let weekday = self.week.before[1..7].partition_point(|&before| before <= rest);
        let clock = self.week.days[weekday].reaches(rest - self.week.before[weekday]);
        week.saturating_mul(7).saturating_add(weekday as i64 - THURSDAY).saturating_mul(DAY).saturating_add(clock)
    }
}

impl Week {
    fn of(week: &[Vec<Hours>; 7]) -> Self {
        let days = week.each_ref().map(|hours| Day::of(hours));
        let mut before = [0; 8];
        for (weekday, day) in days.iter().enumerate() {
            before[weekday + 1] = before[weekday] + day.length();
        }
        let working = days.iter().filter(|day| day.length() > 0).count() as i64;
        let day = before[7] / working.max(1);
        Self { days, before, day }
    }

    fn all(&self) -> i64 {
        self.before[7]
    }

    fn on(&self, day: i64) -> &Day {
        &self.days[day.rem_euclid(7) as usize]
    }

    /// Working time from the Monday before the epoch until a day, whatever holidays there are.
    fn before(&self, day: i64) -> i64 {
        day.div_euclid(7).saturating_mul(self.all()).saturating_add(self.before[day.rem_euclid(7) as usize])
    }

    fn holidays(&self, dates: &BTreeSet<NaiveDate>) -> Vec<Holiday> {
        let mut lost = 0;
        let holiday = |date: &NaiveDate| {
            let day = i64::from(date.to_epoch_days()) + THURSDAY;
            let before = lost;
            lost += self.on(day).length();
            Holiday { day, before, after: lost }
        };
        dates.iter().map(holiday).collect()
    }
}

impl Day {
    fn of(hours: &[Hours]) -> Self {
        let apart = Hours::joined(hours).into_iter();
        Self(apart.map(|Hours { from, to }| (i64::from(from) * MINUTE, i64::from(to) * MINUTE)).collect())
    }

    fn length(&self) -> i64 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// Working time of the day until a time of it.
    fn until(&self, clock: i64) -> i64 {
        self.0.iter().map(|&(from, to)| clock.clamp(from, to) - from).sum()
    }

    /// The last time of the day by which no more than so much working time of it has passed.
    fn reaches(&self, mut work: i64) -> i64 {
        for &(from, to) in &self.0 {
            if work < to - from {
                return from + work;
            }
            work -= to - from;
        }
        DAY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
    use proptest::prelude::*;

    fn hours(from: u16, to: u16) -> Hours {
        Hours { from: from * 60, to: to * 60 }
    }

    fn utc(text: &str) -> Moment {
        Moment::at(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), 0)
    }

    /// Whether a moment is working time, looked up in the week itself.
    fn works(at: i64, week: &[Vec<Hours>; 7], holidays: &BTreeSet<NaiveDate>, zone: &Zone) -> bool {
        let local = DateTime::from_timestamp_millis(at + i64::from(zone.offset(Moment(at))) * MINUTE).unwrap();
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let weekday = local.weekday().num_days_from_monday() as usize;
        !holidays.contains(&local.date_naive())
            && week[weekday].iter().any(|hours| (hours.from..hours.to).contains(&minute))
    }

    #[test]
    fn holidays_and_an_odd_week() {
        let mut week = Timetable::usual_week();
        week[4] = vec![hours(9, 13), hours(14, 16)];
        week[5] = vec![hours(10, 16)];
        // 2011-12-24 is a Saturday, 25 a Sunday, 26 a Monday.
        let dates = ["2011-12-24", "2011-12-25", "2011-12-26"].map(|date| date.parse().unwrap());
        let schedule = Schedule::new(&week, &dates.into(), Zone::fixed(60));
        let hours = |from, to| schedule.worked(utc(from), utc(to)) / (60 * MINUTE);
        assert_eq!(hours("2011-12-16 00:00", "2011-12-19 00:00"), 6 + 6, "Friday with its break, and Saturday");
        assert_eq!(
            hours("2011-12-23 14:00", "2011-12-27 08:00"),
            1,
            "over Christmas: from Friday 15:00 to Tuesday 9:00"
        );
        assert_eq!(hours("2011-12-24 09:00", "2011-12-24 15:00"), 0, "a Saturday that is a holiday");
        assert_eq!(schedule.after(utc("2011-12-23 14:00"), 60 * MINUTE), utc("2011-12-27 08:00"));
        assert_eq!(schedule.day_length(), (4 * 9 + 6 + 6) * 60 * MINUTE / 6);
        assert_eq!(schedule.worked(Moment(1), Moment(1)), 0);
    }

    #[test]
    fn nights_on_which_clocks_change() {
        let zone = Zone::from(vec![
            (utc("2010-10-31 01:00"), 60),
            (utc("2011-03-27 01:00"), 120),
            (utc("2011-10-30 01:00"), 60),
        ]);
        let mut week = Timetable::usual_week();
        week[6] = vec![hours(0, 24)];
        let schedule = Schedule::new(&week, &BTreeSet::new(), zone);
        let hours = |from, to| schedule.worked(utc(from), utc(to)) / (60 * MINUTE);
        assert_eq!(hours("2011-03-26 23:00", "2011-03-27 22:00"), 23, "the Sunday that has 23 hours");
        assert_eq!(hours("2011-10-29 22:00", "2011-10-30 23:00"), 25, "and the one that has 25");
        assert_eq!(hours("2011-03-28 07:00", "2011-03-28 08:00"), 1, "nine is at seven UTC in summer");
        assert_eq!(hours("2011-10-31 07:00", "2011-10-31 08:00"), 0, "and at eight in winter");
    }

    #[test]
    fn the_hours_of_a_day() {
        let mut week = Timetable::usual_week();
        week[4] = vec![hours(9, 13), hours(14, 16)];
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let schedule = Schedule::new(&week, &[day("2026-11-27"), day("2026-11-30")].into(), Zone::default());
        assert_eq!(schedule.hours(day("2026-11-26")), Some(hours(9, 18)), "a Thursday");
        assert_eq!(schedule.hours(day("2026-12-04")), Some(hours(9, 16)), "a Friday with its break");
        for off in ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"] {
            assert_eq!(schedule.hours(day(off)), None, "{off}");
        }
    }

    #[test]
    fn hours_that_say_nothing() {
        let none = Default::default();
        assert_eq!(Schedule::new(&none, &BTreeSet::new(), Zone::fixed(60)), Schedule::usual(Zone::fixed(60)));
        let mut odd = Timetable::usual_week();
        odd[0] = vec![hours(20, 30), hours(9, 12), hours(11, 18), hours(13, 13), hours(15, 14)];
        let schedule = Schedule::new(&odd, &BTreeSet::new(), Zone::default());
        assert_eq!(schedule.worked(utc("2026-11-23 00:00"), utc("2026-11-24 00:00")), (9 + 4) * 60 * MINUTE);
    }

    prop_compose! {
        fn weeks()(days in prop::collection::vec(prop::collection::vec((0_u16..24, 0_u16..24, 0_u16..60), 0..3), 7))
            -> [Vec<Hours>; 7] {
            let hours = |&(from, long, odd): &(u16, u16, u16)| Hours { from: from * 60, to: ((from + long) * 60 + odd).min(1440) };
            let week: Vec<Vec<Hours>> = days.iter().map(|day| day.iter().map(hours).collect()).collect();
            week.try_into().unwrap()
        }
    }

    prop_compose! {
        /// Days from 1970-01-01, and clocks that change on some of them.
        fn odd_desks()(
            week in weeks(),
            holidays in prop::collection::btree_set(0_i32..60, 0..12),
            changes in prop::collection::vec((0_i64..60 * 1440, -720..=840_i32), 0..5),
        ) -> ([Vec<Hours>; 7], BTreeSet<NaiveDate>, Zone) {
            let holidays = holidays.into_iter().map(|day| NaiveDate::from_epoch_days(day).unwrap()).collect();
            let zone = Zone::from(changes.into_iter().map(|(at, ahead)| (Moment(at * MINUTE), ahead)).collect::<Vec<_>>());
            let empty = week.iter().flatten().all(|hours| hours.from >= hours.to);
            (if empty { Timetable::usual_week() } else { week }, holidays, zone)
        }
    }

    proptest! {
        #[test]
        fn as_counted_by_hand((week, holidays, zone) in odd_desks(), from in -2880_i64..80_000, long in 0_i64..20_000) {
            let schedule = Schedule::new(&week, &holidays, zone.clone());
            let counted = (from..from + long).filter(|minute| works(minute * MINUTE, &week, &holidays, &zone)).count();
            let worked = schedule.worked(Moment(from * MINUTE), Moment((from + long) * MINUTE));
            prop_assert_eq!(worked, counted as i64 * MINUTE);
        }

        #[test]
        fn the_moment_after_is_as_far_as_it_says(
            (week, holidays, zone) in odd_desks(),
            from in -90_000_000_i64..5_000_000_000,
            work in 0_i64..400_000_000,
        ) {
            let schedule = Schedule::new(&week, &holidays, zone.clone());
            let then = schedule.after(Moment(from), work);
            prop_assert_eq!(schedule.worked(Moment(from), then), work);
            prop_assert!(works(then.0, &week, &holidays, &zone), "somebody is there then");
        }

        #[test]
        fn a_day_of_milliseconds_adds_up((week, holidays, zone) in odd_desks(), from: i64, at: i64, to: i64) {
            let schedule = Schedule::new(&week, &holidays, zone);
            let mut at = [from, at, to].map(|at| Moment(at / 64));
            at.sort_unstable();
            let [from, at, to] = at;
            prop_assert_eq!(schedule.worked(from, at) + schedule.worked(at, to), schedule.worked(from, to));
            prop_assert!(schedule.worked(from, to) <= to.0 - from.0);
        }
    }
}
