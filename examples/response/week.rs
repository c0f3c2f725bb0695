//! A working week as the command line tells it: `Mon-Fri 09:00-13:00 14:00-18:00, Sat 10:00-16:00`.

use std::collections::BTreeSet;
use voronka::domain::Hours;

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The working hours of each weekday from Monday. Parts between commas are days, hours, or both: days without hours have
/// those of the next part, hours without days are of the days before. Hours that end before they begin go on after
/// midnight, on the next day.
pub(crate) fn week(text: &str) -> Result<[Vec<Hours>; 7], String> {
    let wrong =
        |what: &str| format!("--week wants days and hours like \"Mon-Fri 09:00-18:00, Sat 10:00-16:00\", not {what:?}");
    let mut week: [Vec<Hours>; 7] = Default::default();
    let (mut days, mut timed) = (BTreeSet::new(), false);
    for part in text.replace(['–', '—'], "-").split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        for word in part.replace(" - ", "-").split_whitespace() {
            if let Some(named) = days_of(word) {
                if std::mem::take(&mut timed) {
                    days.clear();
                }
                days.extend(named);
            } else {
                let (from, to) = hours_of(word).filter(|_| !days.is_empty()).ok_or_else(|| wrong(part))?;
                timed = true;
                for &day in &days {
                    if from < to {
                        week[day].push(Hours { from, to });
                    } else {
                        week[day].push(Hours { from, to: 1440 });
                        week[(day + 1) % 7].push(Hours { from: 0, to });
                    }
                }
            }
        }
    }
    let works = week.iter().flatten().any(|hours| hours.from < hours.to);
    if works && timed { Ok(week) } else { Err(wrong(text)) }
}

/// `Mon`, `Tuesday`, `Sat-Mon`.
fn days_of(word: &str) -> Option<Vec<usize>> {
    let day = |name: &str| {
        let name = name.to_lowercase();
        DAYS.iter().position(|day| name.len() >= 2 && day.starts_with(&name))
    };
    match word.split_once('-') {
        None => Some(vec![day(word)?]),
        Some((from, to)) => {
            let (from, to) = (day(from)?, day(to)?);
            Some((0..=(to + 7 - from) % 7).map(|later| (from + later) % 7).collect())
        }
    }
}

/// `9:00-18:30`, in minutes since midnight; 24:00 is its end.
fn hours_of(word: &str) -> Option<(u16, u16)> {
    let minute = |time: &str| {
        let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && (hour < 24 || minute == 0)).then_some(hour * 60 + minute)
    };
    let (from, to) = word.split_once('-')?;
    let (from, to) = (minute(from)?, minute(to)?);
    (from < 1440 && from != to).then_some((from, to))
}
