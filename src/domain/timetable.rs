//! When the company works: the week, the holidays, the zone. One record.
//! Deliberately not here: spans of working time (`calendar`).

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
