//! What was asked for on the command line.

use crate::command_line::Words;
use crate::leads::COLUMNS;
use crate::week::week;
use chrono::{FixedOffset, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use voronka::domain::{Hours, Moment, Timetable, Zone};

const USAGE: &str = "usage: response LEADS.csv --zone ZONE [--week \"Mon-Fri 09:00-18:00, Sat 10:00-16:00\"] \
[--holidays DATE,DATE] [--columns id=…,created=…,first=…]";

/// What `--help` says.
pub(crate) const HELP: &str = "\
usage: response LEADS.csv --zone ZONE [--week WEEK] [--holidays DATE,DATE] [--columns id=…,created=…,first=…]

Prints case_id,created_at,first_response_at,response_ms,business_ms for every lead, in the order of the file. Times are
shown as the file has them; a lead without an answer has empty fields behind its creation.

--zone      a name of the zone database, like Europe/Amsterdam, or a lead over UTC, like +03:00
--week      working hours by weekday, \"Mon-Fri 09:00-13:00 14:00-18:00, Sat 10:00-16:00\"; hours that end before they
            begin go on after midnight, on the next day. Without it, Mon-Fri 09:00-18:00
--holidays  days off, like 2011-12-26,2012-01-01: by the calendar of the zone, from midnight to midnight

Working time is the real time that passes while clocks of the zone show a working hour of a day that is no holiday: on
a night when clocks are changed there is an hour less of it, or more. What is answered while all are away has 0.

A time with an offset or Z is that moment. A time without one is by the clocks of the zone; of a time that they show
twice the first is meant, and a time that they skip is read by the clock as it was before the change: 02:30, where two
becomes three, is 03:30. A date without a time is its midnight. An answer before the creation is an error of the row.

A row that can't be read is told by its line number on standard error and left out. Status 2: the input can't be used.
";

pub(crate) struct Request {
    pub(crate) file: String,
    pub(crate) zone: Place,
    pub(crate) week: [Vec<Hours>; 7],
    pub(crate) holidays: BTreeSet<NaiveDate>,
    /// Titles of columns by what they hold, where they were given.
    pub(crate) columns: BTreeMap<String, String>,
}

/// Whose clocks are meant.
pub(crate) enum Place {
    Named(Tz),
    Fixed(FixedOffset),
}

impl Place {
    fn of(name: &str) -> Result<Self, String> {
        let known = |zone: &&Tz| zone.name().eq_ignore_ascii_case(name);
        let named = || chrono_tz::TZ_VARIANTS.iter().find(known).copied().map(Self::Named);
        let fixed = || name.parse().ok().map(Self::Fixed);
        named().or_else(fixed).ok_or_else(|| format!("--zone wants a zone like Europe/Amsterdam, not {name:?}"))
    }

    /// The clocks of the place between two moments, and some days around.
    pub(crate) fn between(&self, first: Moment, last: Moment) -> Zone {
        match self {
            Self::Fixed(offset) => Zone::fixed(offset.local_minus_utc() / 60),
            Self::Named(zone) => {
                let ahead = |at: Moment| {
                    let at = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default().naive_utc();
                    zone.offset_from_utc_datetime(&at).fix().local_minus_utc().div_euclid(60)
                };
                Zone::asked(ahead, first.plus_days(-3), last.plus_days(3))
            }
        }
    }
}

impl Request {
    /// None when help is asked for.
    pub(crate) fn of(arguments: &[String]) -> Result<Option<Request>, String> {
        let (mut file, mut zone, mut columns) = (None, None, BTreeMap::new());
        let (mut hours, mut holidays) = (Timetable::usual_week(), BTreeSet::new());
        let mut words = Words::of(arguments);
        while let Some(word) = words.next() {
            match word {
                "--help" | "-h" => return Ok(None),
                "--zone" => zone = Some(Place::of(words.value()?.trim())?),
                "--week" => hours = week(words.value()?)?,
                "--holidays" => holidays.extend(dates(words.value()?)?),
                "--columns" => columns = words.titles(COLUMNS)?,
                _ if word.starts_with("--") => return Err(format!("{word} is not known\n{USAGE}")),
                _ if file.is_none() => file = Some(word.to_owned()),
                _ => return Err(format!("one file at a time\n{USAGE}")),
            }
        }
        let file = file.ok_or(format!("no file given\n{USAGE}"))?;
        let zone = zone.ok_or(format!("--zone is missing\n{USAGE}"))?;
        Ok(Some(Request { file, zone, week: hours, holidays, columns }))
    }
}

fn dates(list: &str) -> Result<Vec<NaiveDate>, String> {
    let date = |date: &str| date.parse().map_err(|_| format!("--holidays wants dates like 2011-12-26, not {date:?}"));
    list.split([',', ';', ' ']).map(str::trim).filter(|date| !date.is_empty()).map(date).collect()
}
