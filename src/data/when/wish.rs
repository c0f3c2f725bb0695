//! What a text about the next contact comes to: its phrases put together, and the moments that they may mean.
//! Deliberately not here: how a phrase is read (`grammar`).

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use super::grammar::{Day, Hour, Phrase, phrase};
use super::token::{Token, tokens};
use super::vocabulary::{self as words, Part, Stretch, Unit};
use super::{Around, Candidate, Note, OFFERED, Wish};
use crate::domain::ActivityKind;

/// The hour that is meant where none is said.
const USUAL: u32 = 10;
/// A weekday with a number is looked for within so many days: «пн 14» is the next 14th that is a Monday.
const SEASON: u64 = 92;
/// Further than this nobody plans a contact, in months.
const FURTHEST: u32 = 240;

/// Reads what somebody wrote. Only the first day and the first hour count; the words of any others stay with the rest.
pub fn read(text: &str, around: Around<'_>) -> Wish {
    let tokens = tokens(text);
    let said = Said::of(&tokens);
    let moments = said.moments(around);
    // A day that no calendar has is none that has passed.
    let named = said.part.is_some() || !said.named_days(around).is_empty() || !moments.is_empty();
    let mut candidates: Vec<Candidate> = moments.into_iter().filter(|one| one.at > around.now).collect();
    // What was said with an hour comes before a guess at the same moment.
    candidates.sort_by_key(|one| (one.at, !one.said_hour));
    candidates.dedup_by_key(|one| one.at);
    candidates.truncate(OFFERED);
    let past = named && candidates.is_empty();
    Wish { candidates, past, kind: said.kind, purpose: purpose(text, &tokens, &said.taken) }
}

/// The pieces that no phrase took, as they were written.
fn purpose(text: &str, tokens: &[Token], taken: &[bool]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut from = None;
    for (at, token) in tokens.iter().enumerate() {
        match (taken[at], from) {
            (true, Some(begins)) => {
                parts.push(&text[begins..tokens[at - 1].to]);
                from = None;
            }
            (false, None) => from = Some(token.from),
            _ => {}
        }
    }
    if let (Some(begins), Some(last)) = (from, tokens.last()) {
        parts.push(&text[begins..last.to]);
    }
    let joint = |letter: char| letter.is_whitespace() || ",;:–—-".contains(letter);
    let parts =
        parts.iter().map(|part| part.trim_matches(joint)).filter(|part| !matches!(*part, "" | "." | "и" | "and"));
    parts.collect::<Vec<_>>().join(" ")
}

/// What the phrases of a text say.
#[derive(Debug, Default)]
struct Said {
    day: Option<Day>,
    /// The weekday beside another day: «14 дек, пн», «через неделю в пятницу».
    weekday: Option<Weekday>,
    hour: Option<Hour>,
    part: Option<Part>,
    minutes: Option<i64>,
    /// A number, and whether it is an hour for sure.
    bare: Option<(u32, bool)>,
    kind: Option<ActivityKind>,
    /// Which of the pieces belong to all that.
    taken: Vec<bool>,
}

impl Said {
    fn of(tokens: &[Token]) -> Self {
        let mut said = Self { taken: vec![false; tokens.len()], ..Self::default() };
        let mut at = 0;
        // Whether the piece before belongs to a day, so that a number may be its hour.
        let mut after_day = false;
        let mut first_word = true;
        while at < tokens.len() {
            let rest = &tokens[at..];
            let found = phrase(rest).filter(|(phrase, length)| said.takes(phrase, tokens, at, *length, after_day));
            let length = match found {
                Some((phrase, length)) => {
                    after_day = matches!(phrase, Phrase::Day(_) | Phrase::Hour(Hour::Part(_)));
                    said.put(phrase);
                    said.taken[at..at + length].fill(true);
                    length
                }
                None => {
                    // «в телеграм», "by phone".
                    let led = usize::from(rest[0].word().is_some_and(words::is_preposition));
                    let named = rest.get(led).and_then(Token::word).and_then(words::kind);
                    let kind = named.filter(|_| first_word && said.kind.is_none());
                    let length = if kind.is_some() { 1 + led } else { 1 };
                    said.taken[at..at + length].fill(kind.is_some());
                    said.kind = said.kind.or(kind);
                    let joint = [',', ':', ';', '-', '–', '—'].iter().any(|&sign| rest[0].is(sign));
                    first_word &= kind.is_some() || joint;
                    after_day &= rest[0].is(',');
                    length
                }
            };
            at += length;
        }
        said
    }

    /// Whether a phrase still has a place beside what was said before it.
    fn takes(&self, phrase: &Phrase, tokens: &[Token], at: usize, length: usize, after_day: bool) -> bool {
        if self.minutes.is_some() {
            return false;
        }
        match phrase {
            Phrase::Minutes(_) => self.day.is_none() && self.hour.is_none() && self.bare.is_none(),
            Phrase::Hour(Hour::Part(_)) => self.part.is_none(),
            Phrase::Hour(_) => self.hour.is_none() && self.bare.is_none(),
            Phrase::Day(day) => match (&self.day, day) {
                (None, _) => true,
                (Some(Day::Weekday { .. }), day) => self.weekday.is_none() && goes_with_weekday(day),
                (Some(day), Day::Weekday { .. }) => self.weekday.is_none() && goes_with_weekday(day),
                (Some(Day::Near(_)), Day::Date(..) | Day::Whole(_)) => true,
                _ => false,
            },
            Phrase::Bare(number, sure) => {
                let next = &tokens[at + length..];
                let word = next.first().and_then(Token::word);
                let goes_on = || super::grammar::phrase(next).is_some() || word.and_then(words::kind).is_some();
                let alone = at == 0 && (next.is_empty() || goes_on());
                let placed = *sure || after_day || alone || (length > 1 && (word.is_none() || goes_on()));
                self.hour.is_none() && self.bare.is_none() && placed && *number <= 31
            }
        }
    }

    fn put(&mut self, phrase: Phrase) {
        match phrase {
            Phrase::Minutes(minutes) => self.minutes = Some(minutes),
            Phrase::Hour(Hour::Part(part)) => self.part = Some(part),
            Phrase::Hour(hour) => self.hour = Some(hour),
            Phrase::Bare(number, sure) => self.bare = Some((number, sure)),
            Phrase::Day(day) => match (self.day.take(), day) {
                (Some(Day::Weekday { day: weekday, .. }), day) | (Some(day), Day::Weekday { day: weekday, .. }) => {
                    self.weekday = Some(weekday);
                    self.day = Some(day);
                }
                (_, day) => self.day = Some(day),
            },
        }
    }

    fn named_days(&self, around: Around<'_>) -> Vec<NaiveDate> {
        self.day.as_ref().map(|day| self.days(day, around)).unwrap_or_default()
    }

    /// Every moment that may be meant, also such as have passed.
    fn moments(&self, around: Around<'_>) -> Vec<Candidate> {
        let now = around.now;
        if let Some(minutes) = self.minutes {
            let whole = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
            let at = whole.checked_add_signed(TimeDelta::minutes(minutes));
            return at.map(|at| candidate(at.date(), at.time(), true, around)).into_iter().collect();
        }
        // A number may be an hour of the day that was said,
        let hour =
            self.hour.or_else(|| self.bare.filter(|(number, _)| *number < 24).and_then(|(number, _)| as_hour(number)));
        let mut moments = Vec::new();
        let days = match &self.day {
            Some(day) => self.days(day, around),
            None if hour.is_some() || self.part.is_some() => self.today_or_tomorrow(hour, around),
            None => Vec::new(),
        };
        // or, where it is greater, nothing but a day.
        if hour.is_some() || self.bare.is_none() {
            moments.extend(days.into_iter().filter_map(|day| self.on(day, hour, around)));
        }
        if let (None, Some((number, false))) = (self.hour, self.bare) {
            let numbered = match &self.day {
                None => days_of(&Day::Number(number), around),
                Some(Day::Weekday { day, .. }) => numbered_weekday(number, *day, now.date()).into_iter().collect(),
                Some(_) => Vec::new(),
            };
            moments.extend(numbered.into_iter().filter_map(|day| self.on(day, None, around)));
        }
        moments
    }

    fn days(&self, day: &Day, around: Around<'_>) -> Vec<NaiveDate> {
        let today = around.now.date();
        match (day, self.weekday) {
            (Day::Number(number), Some(weekday)) => numbered_weekday(*number, weekday, today).into_iter().collect(),
            (Day::Ahead(_, Unit::Week) | Day::Next(Stretch::Week), Some(weekday)) => {
                let base = match day {
                    Day::Ahead(weeks, _) => today.checked_add_days(Days::new(u64::from(*weeks) * 7)),
                    _ => today.checked_add_days(Days::new(7)),
                };
                base.and_then(|base| in_week_of(base, weekday)).into_iter().collect()
            }
            _ => days_of(day, around),
        }
    }

    /// An hour of no day: today if it is still to come, else tomorrow.
    fn today_or_tomorrow(&self, hour: Option<Hour>, around: Around<'_>) -> Vec<NaiveDate> {
        let today = around.now.date();
        let comes = self.on(today, hour, around).is_some_and(|one| one.at > around.now);
        let day = if comes { Some(today) } else { today.succ_opt() };
        day.into_iter().collect()
    }

    /// The moment on a day; none when that day has no such hour left.
    fn on(&self, day: NaiveDate, hour: Option<Hour>, around: Around<'_>) -> Option<Candidate> {
        let time = match (hour, self.part) {
            (Some(hour), part) => clock(hour, part)?,
            (None, Some(part)) => usual_of(part, day, around)?,
            (None, None) => usual(day, around)?,
        };
        Some(candidate(day, time, hour.is_some() || self.part.is_some(), around))
    }
}

fn candidate(day: NaiveDate, time: NaiveTime, said_hour: bool, around: Around<'_>) -> Candidate {
    let minute = u16::try_from(time.hour() * 60 + time.minute()).unwrap_or_default();
    let note = match around.schedule.hours(day) {
        None => Some(Note::DayOff),
        Some(hours) if !(hours.from..hours.to).contains(&minute) => Some(Note::AfterHours),
        Some(_) => None,
    };
    Candidate { at: day.and_time(time), said_hour, note }
}

/// Whether a weekday beside this day makes it clearer.
fn goes_with_weekday(day: &Day) -> bool {
    let week = matches!(day, Day::Ahead(_, Unit::Week) | Day::Next(Stretch::Week));
    week || matches!(day, Day::Date(..) | Day::Whole(_) | Day::Number(_))
}

fn as_hour(number: u32) -> Option<Hour> {
    match number {
        1..=12 => Some(Hour::Dial(number, 0)),
        hour => NaiveTime::from_hms_opt(hour, 0, 0).map(Hour::Clock),
    }
}

/// What the clock shows. An hour up to six is after noon, when people work, unless something else is said.
fn clock(hour: Hour, part: Option<Part>) -> Option<NaiveTime> {
    let (hour, minute) = match hour {
        Hour::Clock(time) => return Some(time),
        Hour::Dial(hour, minute) => (hour, minute),
        Hour::Part(_) => return None,
    };
    let after_noon = match part {
        Some(Part::Morning) => false,
        Some(Part::Day | Part::Evening | Part::Close) => true,
        Some(Part::Noon | Part::Lunch) | None => hour <= 6 || hour == 12,
    };
    NaiveTime::from_hms_opt(hour % 12 + if after_noon { 12 } else { 0 }, minute, 0)
}

/// The hour of a day for which none is said: the next full one today, the morning on any other.
fn usual(day: NaiveDate, around: Around<'_>) -> Option<NaiveTime> {
    if day == around.now.date() {
        return NaiveTime::from_hms_opt(around.now.hour() + 1, 0, 0);
    }
    let opens = around.schedule.hours(day).map_or(0, |hours| u32::from(hours.from).div_ceil(60));
    NaiveTime::from_hms_opt(USUAL.max(opens).min(23), 0, 0)
}

fn usual_of(part: Part, day: NaiveDate, around: Around<'_>) -> Option<NaiveTime> {
    let closes = || around.schedule.hours(day).map_or(18, |hours| u32::from(hours.to) / 60);
    let hour = match part {
        Part::Morning => return usual(day, around).filter(|time| time.hour() < 12),
        Part::Noon => 12,
        Part::Lunch => 13,
        Part::Day => 14,
        Part::Evening => 17,
        Part::Close => closes().saturating_sub(1),
    };
    // The evening goes on.
    let late = day == around.now.date() && part == Part::Evening && around.now.hour() >= hour;
    NaiveTime::from_hms_opt(if late { around.now.hour() + 1 } else { hour }, 0, 0)
}

/// The days that are meant, none before today but where a year says so.
fn days_of(day: &Day, around: Around<'_>) -> Vec<NaiveDate> {
    let today = around.now.date();
    let one = |day: Option<NaiveDate>| day.into_iter().collect::<Vec<_>>();
    match *day {
        Day::Near(ahead) => one(today.checked_add_days(Days::new(ahead))),
        Day::Weekday { day, next: true } => {
            one(today.checked_add_days(Days::new(7)).and_then(|week| in_week_of(week, day)))
        }
        Day::Weekday { day, next: false } => {
            let ahead = u64::from((day.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7);
            let first = today.checked_add_days(Days::new(ahead));
            // Said on that very day it may also be the next one.
            let second = first.filter(|_| ahead == 0).and_then(|first| first.checked_add_days(Days::new(7)));
            first.into_iter().chain(second).collect()
        }
        Day::Date(ref ways, year) => {
            let dated = |&(day, month): &(u32, u32)| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => (0..=8)
                    .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
                    .find(|day| *day >= today),
            };
            ways.iter().filter_map(dated).collect()
        }
        Day::Whole(day) => vec![day],
        Day::Number(number) => {
            let months = (0..12).filter_map(|months| today.with_day(1)?.checked_add_months(Months::new(months)));
            let days = months.filter_map(|month| month.with_day(number)).filter(|day| *day >= today);
            let days: Vec<NaiveDate> = days.take(2).collect();
            let again = usize::from(days.first() == Some(&today));
            days.into_iter().take(1 + again).collect()
        }
        Day::Ahead(count, unit) => one(ahead(today, count, unit, around)),
        Day::Next(stretch) => {
            let same = (stretch == Stretch::Week).then(|| today.checked_add_days(Days::new(7))).flatten();
            let first = start_of_next(stretch, today).and_then(|start| working(start, around));
            first.into_iter().chain(same).collect()
        }
        Day::Start(stretch) => one(start_of_next(stretch, today).and_then(|start| working(start, around))),
        Day::End(stretch) => one(end_of(stretch, today, around)),
        Day::Month(month) => {
            let year = today.year() + i32::from(month <= today.month());
            one(NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| working(first, around)))
        }
    }
}

/// The first day from this one on that has this number and is this weekday.
fn numbered_weekday(number: u32, weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let days = today.iter_days().take(usize::try_from(SEASON).unwrap_or_default());
    days.into_iter().find(|day| day.day() == number && day.weekday() == weekday)
}

/// A weekday of the week in which a day lies.
fn in_week_of(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
    monday.checked_add_days(Days::new(u64::from(weekday.num_days_from_monday())))
}

fn ahead(today: NaiveDate, count: u32, unit: Unit, around: Around<'_>) -> Option<NaiveDate> {
    let months = |months: u32| today.checked_add_months(Months::new(months.min(FURTHEST)));
    match unit {
        Unit::Minute | Unit::Hour => None,
        Unit::Day => today.checked_add_days(Days::new(u64::from(count))),
        Unit::Week => today.checked_add_days(Days::new(u64::from(count) * 7)),
        Unit::Month => months(count),
        Unit::Year => months(count.saturating_mul(12)),
        Unit::WorkingDay => {
            let mut days = today.iter_days().skip(1).filter(|day| around.schedule.hours(*day).is_some());
            days.nth(usize::try_from(count.clamp(1, 250)).ok()?.checked_sub(1)?)
        }
    }
}

fn start_of_next(stretch: Stretch, today: NaiveDate) -> Option<NaiveDate> {
    match stretch {
        Stretch::Day => today.succ_opt(),
        Stretch::Week => in_week_of(today.checked_add_days(Days::new(7))?, Weekday::Mon),
        Stretch::Month => today.with_day(1)?.checked_add_months(Months::new(1)),
        Stretch::Year => NaiveDate::from_ymd_opt(today.year() + 1, 1, 1),
    }
}

/// The first working day from this one on, within a month; a company that never works has this very day.
fn working(day: NaiveDate, around: Around<'_>) -> Option<NaiveDate> {
    let works = day.iter_days().take(31).find(|day| around.schedule.hours(*day).is_some());
    works.or(Some(day))
}

/// The last working day of the stretch that is not over yet, else of the following one.
fn end_of(stretch: Stretch, today: NaiveDate, around: Around<'_>) -> Option<NaiveDate> {
    let mut from = today;
    for _ in 0..2 {
        let end = start_of_next(stretch, from)?;
        let days = std::iter::successors(end.pred_opt(), NaiveDate::pred_opt).take_while(|day| *day >= from);
        if let Some(day) = days.into_iter().find(|day| around.schedule.hours(*day).is_some()) {
            return Some(day);
        }
        from = end;
    }
    None
}
