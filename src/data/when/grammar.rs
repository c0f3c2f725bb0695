//! How words are put together into a day, an hour, a span: one phrase at a place of the text.
//! Deliberately not here: which of the phrases of a text count and what they come to (`wish`).

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::token::Token;
use super::vocabulary::{self as words, Part, Stretch, Unit};

/// A day as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    Near(u64),
    /// A weekday; of the following week, where that was said.
    Weekday { day: Weekday, next: bool },
    /// A day and a month, in each way in which they can be read, with the year where it was said.
    Date(Vec<(u32, u32)>, Option<i32>),
    /// A whole date.
    Whole(NaiveDate),
    /// The day of this number.
    Number(u32),
    /// So many days, working days, weeks, months, years from today.
    Ahead(u32, Unit),
    /// The following week, month or year.
    Next(Stretch),
    /// The last working day of the week, the month, the year.
    End(Stretch),
    /// The first working day of the following week, month or year.
    Start(Stretch),
    /// The first working day of a month.
    Month(u32),
}

/// An hour as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hour {
    /// Exactly so.
    Clock(NaiveTime),
    /// On a clock of twelve hours, hour and minute: which half of the day is told by the rest, or by when people work.
    Dial(u32, u32),
    /// A part of the day.
    Part(Part),
}

/// What a phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    Day(Day),
    Hour(Hour),
    /// So many minutes from now.
    Minutes(i64),
    /// A number that may be a day or an hour, and whether a preposition says that it is one of them.
    Bare(u32, bool),
}

/// A phrase and how many pieces of the text it takes.
type Found = Option<(Phrase, usize)>;

/// The phrase that begins at the first of these pieces.
pub(super) fn phrase(tokens: &[Token]) -> Found {
    if let Some(found) = ahead(tokens) {
        return Some(found);
    }
    let before = tokens.iter().take(2).take_while(|token| token.word().is_some_and(words::is_preposition)).count();
    let (rest, preposition) = (&tokens[before..], word(tokens, 0).filter(|_| before > 0));
    let found = bound(rest)
        .or_else(|| date(rest))
        .or_else(|| hour(rest, before > 0))
        .or_else(|| day(rest, preposition))
        .or_else(|| bare(rest, preposition));
    found.map(|(phrase, taken)| (phrase, taken + before))
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at)?.word()
}

fn number(tokens: &[Token], at: usize, digits: usize) -> Option<u32> {
    tokens.get(at)?.number(digits)
}

/// A sign without space before it.
fn sign(tokens: &[Token], at: usize, sign: char) -> bool {
    tokens.get(at).is_some_and(|token| token.close && token.is(sign))
}

/// A number right after a sign.
fn close_number(tokens: &[Token], at: usize, digits: usize) -> Option<u32> {
    tokens.get(at).filter(|token| token.close)?.number(digits)
}

/// «через 3 дня», "in 2 weeks", «через полчаса», "3 days from now".
fn ahead(tokens: &[Token]) -> Found {
    let begins = word(tokens, 0).is_some_and(|word| ["через", "in", "спустя"].contains(&word));
    let from = usize::from(begins);
    match word(tokens, from).filter(|_| begins) {
        Some("полчаса" | "полчасика") => return Some((Phrase::Minutes(30), 2)),
        Some("полгода") => return Some((Phrase::Day(Day::Ahead(6, Unit::Month)), 2)),
        Some("полмесяца") => return Some((Phrase::Day(Day::Ahead(15, Unit::Day)), 2)),
        _ => {}
    }
    let (count, halves, mut taken) = amount(tokens, from)?;
    if word(tokens, taken) == Some("of") {
        taken += 1;
    }
    let working = word(tokens, taken).is_some_and(|word| {
        ["раб", "рабочий", "рабочих", "рабочего", "рабочую", "working", "business"].contains(&word)
    });
    taken += usize::from(working);
    taken += usize::from(working && sign(tokens, taken, '.'));
    let mut unit = words::unit(word(tokens, taken)?)?;
    taken += 1;
    taken += usize::from(sign(tokens, taken, '.'));
    let later = [["from", "now"], ["from", "today"]]
        .iter()
        .any(|words| word(tokens, taken) == Some(words[0]) && word(tokens, taken + 1) == Some(words[1]));
    if !begins && !later {
        return None;
    }
    taken += if later && !begins { 2 } else { 0 };
    if working {
        unit = if unit == Unit::Day { Unit::WorkingDay } else { return None };
    }
    span(count, halves, unit).map(|phrase| (phrase, taken))
}

/// How many of something: the number, whether a half comes to it, and where the unit stands.
fn amount(tokens: &[Token], from: usize) -> Option<(u32, bool, usize)> {
    if let Some(number) = number(tokens, from, 3) {
        let halved = (sign(tokens, from + 1, ',') || sign(tokens, from + 1, '.'))
            && close_number(tokens, from + 2, 1) == Some(5);
        return Some(if halved { (number, true, from + 3) } else { (number, false, from + 1) });
    }
    match word(tokens, from)? {
        "полтора" | "полторы" => Some((1, true, from + 1)),
        "пол" => Some((0, true, from + 1)),
        "half" => {
            let article = usize::from(word(tokens, from + 1).is_some_and(|word| ["a", "an"].contains(&word)));
            Some((0, true, from + 1 + article))
        }
        "a" if word(tokens, from + 1) == Some("couple") => Some((2, false, from + 2)),
        "a" if word(tokens, from + 1) == Some("few") => Some((3, false, from + 2)),
        other if words::unit(other).is_some() || ["рабочий", "рабочую"].contains(&other) => {
            Some((1, false, from))
        }
        other => Some((words::count(other)?, false, from + 1)),
    }
}

fn span(count: u32, half: bool, unit: Unit) -> Option<Phrase> {
    let minutes = |each: i64| Phrase::Minutes(i64::from(count) * each + if half { each / 2 } else { 0 });
    Some(match (unit, half) {
        (Unit::Minute, false) => minutes(1),
        (Unit::Hour, _) => minutes(60),
        (Unit::Month, true) if count == 0 => Phrase::Day(Day::Ahead(15, Unit::Day)),
        (Unit::Year, true) => Phrase::Day(Day::Ahead(count * 12 + 6, Unit::Month)),
        (_, true) => return None,
        (unit, false) => Phrase::Day(Day::Ahead(count, unit)),
    })
}

/// Words of one piece with what they name: «полчаса», «конец недели», "end of the week", "eow".
fn bound(tokens: &[Token]) -> Found {
    let first = word(tokens, 0)?;
    let end = ["конец", "конца", "конце", "концу", "end"].contains(&first);
    let start = ["начало", "начала", "начале", "началу", "start", "beginning"].contains(&first);
    if end || start {
        let mut at = 1;
        while word(tokens, at).is_some_and(|word| {
            ["of", "the", "этой", "этого", "this", "рабочего", "рабочей"].contains(&word)
                || words::is_next(word) && start
                || word == "следующего" && start
        }) {
            at += 1;
        }
        let stretch = words::stretch(word(tokens, at)?)?;
        let phrase = match stretch {
            Stretch::Day if end => Phrase::Hour(Hour::Part(Part::Close)),
            Stretch::Day => Phrase::Hour(Hour::Part(Part::Morning)),
            stretch if end => Phrase::Day(Day::End(stretch)),
            stretch => Phrase::Day(Day::Start(stretch)),
        };
        return Some((phrase, at + 1));
    }
    let phrase = match first {
        "eow" => Phrase::Day(Day::End(Stretch::Week)),
        "eom" => Phrase::Day(Day::End(Stretch::Month)),
        "tonight" => Phrase::Hour(Hour::Part(Part::Evening)),
        "полночь" | "midnight" => Phrase::Hour(Hour::Clock(NaiveTime::MIN)),
        "day" if word(tokens, 1) == Some("after") && word(tokens, 2) == Some("tomorrow") => {
            return Some((Phrase::Day(Day::Near(2)), 3));
        }
        _ => return None,
    };
    Some((phrase, 1))
}

/// A year that belongs to a date.
fn year(tokens: &[Token], at: usize) -> Option<i32> {
    let year = tokens.get(at)?;
    let full = year.number(4).filter(|year| (2000..2200).contains(year))?;
    i32::try_from(full).ok()
}

/// «15.12», «15.12.2026», "12/15", "2026-12-15", «14 дек», "dec 14", «14-го», "14th", «14 числа».
fn date(tokens: &[Token]) -> Found {
    if let (Some(year), Some(month), Some(day)) =
        (year(tokens, 0), close_number(tokens, 2, 2), close_number(tokens, 4, 2))
        && sign(tokens, 1, '-')
        && sign(tokens, 3, '-')
    {
        return NaiveDate::from_ymd_opt(year, month, day).map(|day| (Phrase::Day(Day::Whole(day)), 5));
    }
    if let Some(month) = word(tokens, 0).and_then(words::month) {
        let dot = usize::from(sign(tokens, 1, '.'));
        let day = number(tokens, 1 + dot, 2).filter(|day| is_day(*day))?;
        // «май 14:00» has no day of the month.
        if sign(tokens, 2 + dot, ':') {
            return None;
        }
        let taken = 2 + dot + usize::from(is_ordinal(tokens, 2 + dot));
        return Some(with_year(tokens, vec![(day, month)], taken));
    }
    let day = number(tokens, 0, 2).filter(|day| is_day(*day))?;
    let ordinal = ordinal(tokens, 1);
    let after = 1 + ordinal;
    let after = after + usize::from(word(tokens, after) == Some("of"));
    if let Some(month) = word(tokens, after).and_then(words::month) {
        let taken = after + 1 + usize::from(sign(tokens, after + 1, '.'));
        return Some(with_year(tokens, vec![(day, month)], taken));
    }
    if ordinal > 0 {
        return Some((Phrase::Day(Day::Number(day)), 1 + ordinal));
    }
    if word(tokens, 1).is_some_and(|word| ["число", "числа", "числу"].contains(&word)) {
        return Some((Phrase::Day(Day::Number(day)), 2));
    }
    let second = close_number(tokens, 2, 2)?;
    let ways = if sign(tokens, 1, '.') && tokens.get(2)?.to - tokens.get(2)?.from == 2 {
        vec![(day, second)]
    } else if sign(tokens, 1, '/') {
        vec![(second, day), (day, second)]
    } else {
        return None;
    };
    let ways: Vec<_> = ways.into_iter().filter(|(day, month)| is_day(*day) && (1..=12).contains(month)).collect();
    if ways.is_empty() {
        return None;
    }
    let mut taken = 3;
    let mut said = None;
    if sign(tokens, 3, '.') || sign(tokens, 3, '/') {
        let short = || close_number(tokens, 4, 2).filter(|_| tokens[4].to - tokens[4].from == 2);
        let short = || short().and_then(|short| i32::try_from(2000 + short).ok());
        said = year(tokens, 4).or_else(short);
        taken += if said.is_some() { 2 } else { 0 };
    }
    Some((Phrase::Day(Day::Date(ways, said)), taken))
}

fn is_day(day: u32) -> bool {
    (1..=31).contains(&day)
}

/// A date that a year may follow, with «г.» or «года».
fn with_year(tokens: &[Token], ways: Vec<(u32, u32)>, taken: usize) -> (Phrase, usize) {
    let comma = usize::from(tokens.get(taken).is_some_and(|token| token.is(',')));
    let Some(year) = year(tokens, taken + comma) else { return (Phrase::Day(Day::Date(ways, None)), taken) };
    // "dec 14 2030" has a year; «14 дек 20:30» has an hour.
    let mut taken = taken + comma + 1;
    if word(tokens, taken).is_some_and(|word| ["г", "года", "год"].contains(&word)) {
        taken += 1;
        taken += usize::from(sign(tokens, taken, '.'));
    }
    (Phrase::Day(Day::Date(ways, Some(year))), taken)
}

/// How many pieces make the number before them an ordinal: «-го», "th".
fn ordinal(tokens: &[Token], at: usize) -> usize {
    let is_end = |at: usize| {
        tokens.get(at).is_some_and(|token| token.close)
            && word(tokens, at).is_some_and(|word| ["го", "е", "ое", "му", "st", "nd", "rd", "th"].contains(&word))
    };
    if is_end(at) {
        1
    } else if sign(tokens, at, '-') && is_end(at + 1) {
        2
    } else {
        0
    }
}

fn is_ordinal(tokens: &[Token], at: usize) -> bool {
    ordinal(tokens, at) == 1
}

/// «14:00», «14.30», «14ч», «в 3 часа дня», "3pm", "10:30 am", «полтретьего», «утром», "noon", «в полдень».
fn hour(tokens: &[Token], after_preposition: bool) -> Found {
    let found = |hour: Hour, taken: usize| Some((Phrase::Hour(hour), taken));
    if let Some(first) = word(tokens, 0) {
        let half = |hour: u32, taken| found(Hour::Dial(if hour == 0 { 12 } else { hour }, 30), taken);
        if let Some(hour) = first.strip_prefix("пол").and_then(words::half_of) {
            return half(hour, 1);
        }
        if ["половина", "половине", "половину", "пол"].contains(&first) {
            return half(word(tokens, 1).and_then(words::half_of)?, 2);
        }
        if first == "half" && word(tokens, 1) == Some("past") {
            let hour = number(tokens, 2, 2).or_else(|| words::count(word(tokens, 2)?))?;
            return (1..=12).contains(&hour).then_some((Phrase::Hour(Hour::Dial(hour, 30)), 3));
        }
        // «в час дня» is one o'clock.
        if first == "час" && after_preposition && word(tokens, 1) == Some("дня") {
            return found(Hour::Dial(1, 0), 2);
        }
        let part = words::part(first)?;
        // «дня» and «утра» without a number before them are parts of other phrases.
        if ["дня", "утра", "вечера"].contains(&first) {
            return None;
        }
        let this = usize::from(first == "lunch" && word(tokens, 1) == Some("time"));
        return found(Hour::Part(part), 1 + this);
    }
    let hour = number(tokens, 0, 2)?;
    let pointed = |point: char| {
        let minute = tokens.get(2).filter(|token| token.close && token.to - token.from == 2)?;
        sign(tokens, 1, point).then(|| minute.number(2)).flatten().filter(|minute| *minute < 60)
    };
    if let Some(minute) = pointed(':').or_else(|| pointed('.')).or_else(|| pointed('-').filter(|_| after_preposition)) {
        // «03:30» is said exactly, «3:30» leaves the half of the day open.
        let exact = tokens[0].to - tokens[0].from == 2 || hour > 6;
        let (half, taken) = half_of_day(tokens, 3);
        return whole(hour, minute, half, exact).map(|hour| (Phrase::Hour(hour), taken));
    }
    let mut taken = 1;
    let said = word(tokens, 1).filter(|word| ["ч", "час", "часа", "часов", "часам", "oclock", "h"].contains(word));
    taken += usize::from(said.is_some());
    taken += usize::from(said.is_some() && sign(tokens, taken, '.'));
    // «в 14 ч 30 мин»
    let mut minute = 0;
    if said.is_some()
        && let Some(more) = number(tokens, taken, 2).filter(|more| *more < 60)
        && word(tokens, taken + 1).and_then(words::unit) == Some(Unit::Minute)
    {
        minute = more;
        taken += 2 + usize::from(sign(tokens, taken + 2, '.'));
    }
    let (half, taken_half) = half_of_day(tokens, taken);
    if said.is_none() && half.is_none() {
        return None;
    }
    whole(hour, minute, half, said.is_some() && hour > 6).map(|hour| (Phrase::Hour(hour), taken_half))
}

/// «дня», «утра», «вечера», "am", "p.m.": whether after noon, and where what follows stands.
fn half_of_day(tokens: &[Token], at: usize) -> (Option<bool>, usize) {
    let half = match word(tokens, at) {
        Some("am" | "утра") => Some(false),
        Some("pm" | "дня" | "вечера") => Some(true),
        Some(letter @ ("a" | "p")) => {
            let dotted = sign(tokens, at + 1, '.') && word(tokens, at + 2) == Some("m");
            let alone = tokens.get(at).is_some_and(|token| token.close);
            return match (dotted, alone) {
                (true, _) => (Some(letter == "p"), at + 3 + usize::from(sign(tokens, at + 3, '.'))),
                (false, true) => (Some(letter == "p"), at + 1),
                (false, false) => (None, at),
            };
        }
        _ => None,
    };
    (half, at + usize::from(half.is_some()))
}

fn whole(hour: u32, minute: u32, after_noon: Option<bool>, exact: bool) -> Option<Hour> {
    let clock = |hour: u32| NaiveTime::from_hms_opt(hour, minute, 0).map(Hour::Clock);
    match after_noon {
        Some(_) if hour > 12 => clock(hour),
        Some(after) => clock(hour % 12 + if after { 12 } else { 0 }),
        None if exact || hour == 0 || hour > 12 => clock(hour),
        None => Some(Hour::Dial(hour, minute)),
    }
}

/// «завтра», «в пятницу», «в следующий вторник», "next week", «в декабре».
fn day(tokens: &[Token], before: Option<&str>) -> Found {
    let first = word(tokens, 0)?;
    let found = |day: Day, taken: usize| Some((Phrase::Day(day), taken));
    if let Some(near) = words::near(first) {
        return found(Day::Near(near), 1);
    }
    let (next, this) = (words::is_next(first), words::is_this(first));
    let at = usize::from(next || this);
    let at = at + usize::from(at > 0 && sign(tokens, at, '.'));
    let named = word(tokens, at)?;
    if let Some(day) = words::weekday(named) {
        let dot = usize::from(sign(tokens, at + 1, '.'));
        let next_week = ["next", "следующей"].contains(&word(tokens, at + 1 + dot).unwrap_or_default())
            && word(tokens, at + 2 + dot).is_some_and(|word| ["week", "недели"].contains(&word));
        let taken = at + 1 + dot + if next_week { 2 } else { 0 };
        return found(Day::Weekday { day, next: next || next_week }, taken);
    }
    if next {
        let stretch = match named {
            "неделе" | "неделю" | "week" => Stretch::Week,
            "месяце" | "месяц" | "month" => Stretch::Month,
            "году" | "год" | "year" => Stretch::Year,
            _ => return None,
        };
        return found(Day::Next(stretch), at + 1);
    }
    if this {
        let part = words::part(named)?;
        return Some((Phrase::Hour(Hour::Part(part)), at + 1));
    }
    // «в декабре»: alone a month is named only so; "may" and "march" are also other words.
    let named_month = before.is_some_and(|before| ["в", "in", "к", "до", "by"].contains(&before));
    let month = words::month(first).filter(|_| named_month)?;
    found(Day::Month(month), 1)
}

/// «14» by itself, or after «в», «к», «на», "at", "on".
fn bare(tokens: &[Token], preposition: Option<&str>) -> Found {
    let number = number(tokens, 0, 2)?;
    // «2,5 тонны» and «10 %» are no moments.
    let tied = tokens.get(1).is_some_and(|next| !next.is(',') && next.word().is_none() && next.close);
    let tied = tied || sign(tokens, 1, ',') && close_number(tokens, 2, 9).is_some();
    let may = preposition.is_none_or(|word| ["в", "к", "на", "at", "by", "on", "the"].contains(&word));
    let sure = preposition.is_some_and(|word| ["в", "к", "at"].contains(&word));
    (!tied && may).then_some((Phrase::Bare(number, sure), 1))
}
