//! When the company works: the week, the holidays, the zone. One record.
//! Deliberately not here: spans of working time (`schedule`, `calendar`).

use std::array::from_fn;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Slug;

/// The end of a day, in minutes since its beginning.
pub const MIDNIGHT: u16 = 24 * 60;

/// So many working hours an overdue contact waits before the head of the desk is told, unless somebody says otherwise.
pub const PATIENCE: u16 = 8;

/// A stretch of a working day, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins.
    pub from: u16,
    /// When it ends; [`MIDNIGHT`] at the latest.
    pub to: u16,
}

impl Hours {
    /// From nine to six.
    pub const USUAL: Self = Self { from: 9 * 60, to: 18 * 60 };

    /// The hours of a day in order and apart from each other: those that touch or overlap are one, those that end before they
    /// begin are none.
    pub fn joined(hours: &[Self]) -> Vec<Self> {
        let mut sorted = hours.to_vec();
        sorted.sort_unstable();
        let mut kept: Vec<Self> = Vec::new();
        for Self { from, to } in sorted {
            let to = to.min(MIDNIGHT);
            match kept.last_mut() {
                Some(last) if from <= last.to => last.to = last.to.max(to),
                _ if from < to => kept.push(Self { from, to }),
                _ => {}
            }
        }
        kept
    }

    /// The hours of a day with an hour of rest in the middle of the longest of them, the later of two as long; none where they are too short for it.
    pub fn with_break(hours: &[Self]) -> Option<Vec<Self>> {
        let longest = hours.iter().max_by_key(|hours| hours.to.saturating_sub(hours.from))?;
        let Self { from, to } = *longest;
        let rest = from.midpoint(to) / 60 * 60;
        let halves = [Self { from, to: rest }, Self { from: rest + 60, to }];
        let others = hours.iter().filter(|&hours| hours != longest).copied();
        (from < rest && rest + 60 < to).then(|| Self::joined(&others.chain(halves).collect::<Vec<_>>()))
    }
}

/// When the company works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// Its name in the records, `desk`: there is one.
    pub id: Slug,
    /// The zone by its name in the zone database, `Europe/Moscow`; none is that of the browser.
    pub zone: Option<String>,
    /// The working hours of each weekday from Monday, in order; none is a day off.
    pub week: [Vec<Hours>; 7],
    /// Days off, whatever weekday they are.
    pub holidays: BTreeSet<NaiveDate>,
    /// Working hours that an overdue contact waits before the head of the desk is told.
    pub patience: u16,
}

impl Timetable {
    /// What holds until somebody says otherwise: the usual week, no holidays, the clock of the browser.
    pub fn usual() -> Option<Self> {
        let id = Slug::new("desk").ok()?;
        Some(Self { id, zone: None, week: Self::usual_week(), holidays: BTreeSet::new(), patience: PATIENCE })
    }

    /// Monday to Friday from nine to six.
    pub fn usual_week() -> [Vec<Hours>; 7] {
        from_fn(|weekday| if weekday < 5 { vec![Hours::USUAL] } else { Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(pairs: &[(u16, u16)]) -> Vec<Hours> {
        pairs.iter().map(|&(from, to)| Hours { from: from * 60, to: to * 60 }).collect()
    }

    #[test]
    fn hours_are_kept_apart() {
        let written = hours(&[(20, 30), (9, 12), (11, 18), (13, 13), (15, 14), (18, 19)]);
        assert_eq!(Hours::joined(&written), hours(&[(9, 19), (20, 24)]));
        assert_eq!(Hours::joined(&[]), []);
    }

    #[test]
    fn a_break_is_an_hour_in_the_middle() {
        assert_eq!(Hours::with_break(&[Hours::USUAL]), Some(hours(&[(9, 13), (14, 18)])));
        assert_eq!(Hours::with_break(&hours(&[(9, 13), (14, 18)])), Some(hours(&[(9, 13), (14, 16), (17, 18)])));
        assert_eq!(Hours::with_break(&hours(&[(9, 10)])), None);
        assert_eq!(Hours::with_break(&[]), None);
    }

    #[test]
    fn the_usual_week_is_kept_by_one_name() {
        let usual = Timetable::usual().unwrap();
        assert_eq!((usual.id.as_str(), usual.week[4].len(), usual.week[5].len()), ("desk", 1, 0));
    }
}
