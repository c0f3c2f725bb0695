//! Dates and times: `2024-03-31T10:15:00+03:00`, `31.03.2024 10:15`, `3/31/2024 1:15 PM`.

use super::CellProblem;
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// In which order a column writes day and month where the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// 31/12/2024.
    DayFirst,
    /// 12/31/2024.
    MonthFirst,
    /// No cell tells, or cells contradict each other. Points between the numbers then mean day first, as no country
    /// that writes the month first puts points.
    Unclear,
}

/// What the cells of a column tell about its [`DateStyle`]. Every cell may be shown; those that tell nothing, or aren't
/// dates, change nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    day_first: bool,
    month_first: bool,
}

impl DateEvidence {
    /// Takes one more cell into account.
    pub fn observe(&mut self, cell: &str) {
        match Written::of(cell.trim()).map(|written| written.day) {
            Ok(Day::YearLast { first: 13..=31, second: 1..=12, .. }) => self.day_first = true,
            Ok(Day::YearLast { first: 1..=12, second: 13..=31, .. }) => self.month_first = true,
            _ => {}
        }
    }

    /// What the cells shown so far add up to.
    pub fn style(self) -> DateStyle {
        match (self.day_first, self.month_first) {
            (true, false) => DateStyle::DayFirst,
            (false, true) => DateStyle::MonthFirst,
            _ => DateStyle::Unclear,
        }
    }
}

/// A date as a cell tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellDate {
    /// Calendar and clock as written; midnight when the cell has no time.
    pub at: NaiveDateTime,
    /// The zone, when the cell names one. Without it the time is local to whoever exported the file.
    pub zone: Option<FixedOffset>,
}

/// The date in a cell; nothing when the cell is blank. The style of the column is asked only where the cell can be read
/// in two ways.
///
/// # Errors
/// [`CellProblem::NotADate`], [`CellProblem::ShortYear`], [`CellProblem::NoSuchMoment`],
/// [`CellProblem::AmbiguousDate`].
pub fn parse_date(cell: &str, style: DateStyle) -> Result<Option<CellDate>, CellProblem> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let written = Written::of(cell)?;
    let date = written.day.read(style)?;
    Ok(Some(CellDate { at: date.and_time(written.time), zone: written.zone }))
}

struct Written {
    day: Day,
    time: NaiveTime,
    zone: Option<FixedOffset>,
}

/// The numbers of a date, before it is decided which is which.
enum Day {
    YearFirst { year: i32, month: u32, day: u32 },
    YearLast { first: u32, second: u32, year: i32, has_points: bool },
}

impl Day {
    fn read(&self, style: DateStyle) -> Result<NaiveDate, CellProblem> {
        let (year, month, day) = match *self {
            Day::YearFirst { year, month, day } => (year, month, day),
            Day::YearLast { first, second, year, .. } if first > 12 => (year, second, first),
            Day::YearLast { first, second, year, .. } if second > 12 => (year, first, second),
            Day::YearLast { first, second, year, has_points } => match style {
                DateStyle::DayFirst => (year, second, first),
                DateStyle::MonthFirst => (year, first, second),
                DateStyle::Unclear if has_points || first == second => (year, second, first),
                DateStyle::Unclear => return Err(CellProblem::AmbiguousDate),
            },
        };
        NaiveDate::from_ymd_opt(year, month, day).ok_or(CellProblem::NoSuchMoment)
    }
}

impl Written {
    fn of(cell: &str) -> Result<Self, CellProblem> {
        let end = cell.find(|c: char| c == 'T' || c.is_whitespace()).unwrap_or(cell.len());
        let (day, time) = cell.split_at(end);
        let time = time.strip_prefix('T').unwrap_or(time).trim_start();
        let day = read_day(day)?;
        if time.is_empty() {
            return Ok(Self { day, time: NaiveTime::MIN, zone: None });
        }
        let (time, zone) = take_zone(time)?;
        Ok(Self { day, time: read_time(time.trim_end())?, zone })
    }
}

fn read_day(text: &str) -> Result<Day, CellProblem> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return Ok(Day::YearFirst { year: number(year, 4)? as i32, month: number(month, 2)?, day: number(day, 2)? });
    }
    let mark = text.chars().find(|c| matches!(c, '-' | '.' | '/')).ok_or(CellProblem::NotADate)?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, second, third] = parts[..] else { return Err(CellProblem::NotADate) };
    if first.len() == 4 {
        return Ok(Day::YearFirst {
            year: number(first, 4)? as i32,
            month: number(second, 2)?,
            day: number(third, 2)?,
        });
    }
    let (first, second, year) = (number(first, 2)?, number(second, 2)?, number(third, 4)?);
    match third.len() {
        4 => Ok(Day::YearLast { first, second, year: year as i32, has_points: mark == '.' }),
        2 => Err(CellProblem::ShortYear),
        _ => Err(CellProblem::NotADate),
    }
}

/// A number of at most so many digits.
fn number(text: &str, most: usize) -> Result<u32, CellProblem> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().map_err(|_| CellProblem::NotADate) } else { Err(CellProblem::NotADate) }
}

/// Splits off `Z`, `UTC`, `+03`, `+0300` or `+03:00`.
fn take_zone(time: &str) -> Result<(&str, Option<FixedOffset>), CellProblem> {
    if let Some(time) = ["Z", "z", "UTC"].iter().find_map(|&zone| time.strip_suffix(zone)) {
        return Ok((time, FixedOffset::east_opt(0)));
    }
    let Some(at) = time.rfind(['+', '-', '\u{2212}']) else { return Ok((time, None)) };
    let (time, zone) = time.split_at(at);
    let mut signed = zone.chars();
    let is_west = signed.next() != Some('+');
    let digits = signed.as_str().replacen(':', "", 1);
    let (hours, minutes) = digits.split_at_checked(2).ok_or(CellProblem::NotADate)?;
    let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
    let seconds = (number(hours, 2)? * 60 + minutes) as i32 * 60;
    let offset = FixedOffset::east_opt(if is_west { -seconds } else { seconds }).filter(|_| minutes < 60);
    offset.map(|offset| (time, Some(offset))).ok_or(CellProblem::NoSuchMoment)
}

/// `10:15`, `10:15:30`, `10:15:30.123`, `1:15 PM`.
fn read_time(text: &str) -> Result<NaiveTime, CellProblem> {
    let lower = text.to_ascii_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (lower.as_str(), None),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, "0"),
        [hour, minute, second] => (hour, minute, second),
        _ => return Err(CellProblem::NotADate),
    };
    let (second, fraction) = second.split_once(['.', ',']).unwrap_or((second, "0"));
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    let nanosecond = number(&format!("{fraction:0<9.9}"), 9)?;
    let hour = match half {
        None => hour,
        Some(offset) if (1..=12).contains(&hour) => hour % 12 + offset,
        Some(_) => return Err(CellProblem::NoSuchMoment),
    };
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond).ok_or(CellProblem::NoSuchMoment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(cell: &str) -> Result<String, CellProblem> {
        read(cell, DateStyle::Unclear)
    }

    fn read(cell: &str, style: DateStyle) -> Result<String, CellProblem> {
        let date = parse_date(cell, style)?.map(|date| match date.zone {
            Some(zone) => format!("{} {zone}", date.at),
            None => date.at.to_string(),
        });
        Ok(date.unwrap_or_default())
    }

    fn style(cells: &[&str]) -> DateStyle {
        let mut evidence = DateEvidence::default();
        cells.iter().for_each(|cell| evidence.observe(cell));
        evidence.style()
    }

    #[test]
    fn dates_are_read_as_systems_and_people_write_them() {
        for (cell, expected) in [
            ("2024-03-31", "2024-03-31 00:00:00"),
            (" 2024-03-31 10:15 ", "2024-03-31 10:15:00"),
            ("2024-03-31T10:15:30", "2024-03-31 10:15:30"),
            ("2024-03-31T10:15:30.25Z", "2024-03-31 10:15:30.250 +00:00"),
            ("2024-03-31T10:15:30+03:00", "2024-03-31 10:15:30 +03:00"),
            ("2024-03-31 10:15:30.123456789-0530", "2024-03-31 10:15:30.123456789 -05:30"),
            ("2024-03-31 10:15:30 UTC", "2024-03-31 10:15:30 +00:00"),
            ("2024-03-31T10:15+03", "2024-03-31 10:15:00 +03:00"),
            ("31.03.2024", "2024-03-31 00:00:00"),
            ("31.03.2024 10:15", "2024-03-31 10:15:00"),
            ("31.03.2024\u{a0}10:15:30", "2024-03-31 10:15:30"),
            ("1.3.2024 9:05", "2024-03-01 09:05:00"),
            ("12/31/2024", "2024-12-31 00:00:00"),
            ("31/12/2024", "2024-12-31 00:00:00"),
            ("12-31-2024 1:15 PM", "2024-12-31 13:15:00"),
            ("12/31/2024 12:15:07 am", "2024-12-31 00:15:07"),
            ("2024/03/31", "2024-03-31 00:00:00"),
            ("2024.3.1", "2024-03-01 00:00:00"),
            ("20240331", "2024-03-31 00:00:00"),
            ("05/05/2024", "2024-05-05 00:00:00"),
            ("29.02.2024", "2024-02-29 00:00:00"),
            ("", ""),
            (" ", ""),
        ] {
            assert_eq!(date(cell).as_deref(), Ok(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_with_the_reason() {
        for cell in
            ["abc", "2024", "45292", "2024-03", "31.03", "2024-03-31 noon", "1.2.3.4", "1/2/345", "2024-03-31T1"]
        {
            assert_eq!(date(cell), Err(CellProblem::NotADate), "{cell}");
        }
        for cell in ["31.03.24", "3/31/24 10:15", "01-02-03"] {
            assert_eq!(date(cell), Err(CellProblem::ShortYear), "{cell}");
        }
        for cell in ["31.02.2024", "2023-02-29", "13/13/2024", "00.01.2024", "2024-01-01 25:00", "2024-01-01 13:00 PM"]
        {
            assert_eq!(date(cell), Err(CellProblem::NoSuchMoment), "{cell}");
        }
        assert_eq!(date("2024-01-01 10:00+99:00"), Err(CellProblem::NoSuchMoment));
        assert_eq!(date("03/04/2024"), Err(CellProblem::AmbiguousDate));
    }

    #[test]
    fn day_and_month_are_told_apart_by_the_column() {
        for (neighbours, cell, expected) in [
            (&["13/04/2024", "x"][..], "03/04/2024", Ok("2024-04-03 00:00:00")),
            (&["04/13/2024"], "03/04/2024", Ok("2024-03-04 00:00:00")),
            (&["04.13.2024"], "03.04.2024", Ok("2024-03-04 00:00:00")),
            (&["01/02/2024"], "03.04.2024", Ok("2024-04-03 00:00:00")),
            (&["13/04/2024", "04/13/2024"], "03/04/2024", Err(CellProblem::AmbiguousDate)),
            (&["04/13/2024"], "31/03/2024", Ok("2024-03-31 00:00:00")),
            (&["2024-13-04", "32/01/2024", "01/02/2024"], "03/04/2024", Err(CellProblem::AmbiguousDate)),
        ] {
            assert_eq!(read(cell, style(neighbours)).as_deref(), expected.as_ref().copied(), "{neighbours:?} {cell}");
        }
    }
}
