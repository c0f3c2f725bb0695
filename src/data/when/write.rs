//! A moment in words that are read back as the same moment.

use chrono::{Datelike, NaiveDateTime};

use crate::domain::Tongue;

/// The moment as one would write it by hand: «завтра 14:00», «пн 30 ноября 14:00», "Sep 12 2027 9:30". Read at the same
/// hour it is the one reading, as long as it is to come.
pub fn write(at: NaiveDateTime, now: NaiveDateTime, tongue: Tongue) -> String {
    const RU: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const RU_DAYS: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
    const EN_DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let hour = at.format("%H:%M");
    let near = at.date().signed_duration_since(now.date()).num_days();
    match (near, tongue) {
        (0, Tongue::Ru) => return format!("сегодня {hour}"),
        (0, Tongue::En) => return format!("today {hour}"),
        (1, Tongue::Ru) => return format!("завтра {hour}"),
        (1, Tongue::En) => return format!("tomorrow {hour}"),
        _ => {}
    }
    let (month, weekday) = (at.month0() as usize, at.weekday().num_days_from_monday() as usize);
    let year = if at.year() == now.year() { String::new() } else { format!(" {}", at.year()) };
    match tongue {
        Tongue::Ru => format!("{} {} {}{year} {hour}", RU_DAYS[weekday], at.day(), RU[month]),
        Tongue::En => format!("{} {} {}{year} {hour}", EN_DAYS[weekday], EN[month], at.day()),
    }
}
