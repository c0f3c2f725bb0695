//! When the company works: the week, the holidays, the zone. One record.
//! Deliberately not here: spans of working time (`schedule`, `calendar`).

use std::array::from_fn;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Slug;

/// A stretch of a working day, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins.
    pub from: u16,
    /// When it ends; 1440 is midnight.
    pub to: u16,
}

impl Hours {
    /// From nine to six.
    pub const USUAL: Self = Self { from: 9 * 60, to: 18 * 60 };
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
}

impl Timetable {
    /// What holds until somebody says otherwise: the usual week, no holidays, the clock of the browser.
    pub fn usual() -> Option<Self> {
        let id = Slug::new("desk").ok()?;
        Some(Self { id, zone: None, week: Self::usual_week(), holidays: BTreeSet::new() })
    }

    /// Monday to Friday from nine to six.
    pub fn usual_week() -> [Vec<Hours>; 7] {
        from_fn(|weekday| if weekday < 5 { vec![Hours::USUAL] } else { Vec::new() })
    }
}
