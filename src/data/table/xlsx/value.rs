//! What stands in a cell, as text: numbers without the noise of their storage, days and times, texts.
//! Deliberately not here: which cell is what (`cells`).

use std::borrow::Cow;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::styles::Look;

/// A number as its cell shows it, or as it stands when it is none.
pub(super) fn number(raw: &str, look: Look, from_1904: bool) -> String {
    let raw = raw.trim();
    let Some(value) = raw.parse::<f64>().ok().filter(|value| value.is_finite()) else { return raw.to_owned() };
    let shown = match look {
        Look::Number => None,
        Look::Date => date(value, from_1904),
        Look::Time => time(value, from_1904),
    };
    shown.unwrap_or_else(|| plain(raw, value))
}

/// A number in digits. Excel keeps 15 of them; what a file has beyond is noise.
fn plain(raw: &str, value: f64) -> String {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    if digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return raw.to_owned();
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let written = format!("{rounded}");
    // A point before exactly three digits could group thousands: one digit more, and it can't.
    match written.rsplit_once('.') {
        Some((_, fraction)) if fraction.len() == 3 => format!("{written}0"),
        _ => written,
    }
}

/// Days since the end of 1899 as a date. None when the calendar of Excel has no such day.
fn moment(value: f64, from_1904: bool) -> Option<NaiveDateTime> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "less than three million days of seconds")]
    let seconds = (value * 86_400.0).round() as i64;
    let (year, month, day) = match from_1904 {
        true => (1904, 1, 1),
        // Excel has a 29 February 1900, which never was: before it days are counted from one day later.
        false if value < 60.0 => (1899, 12, 31),
        false => (1899, 12, 30),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::seconds(seconds))
}

fn date(value: f64, from_1904: bool) -> Option<String> {
    let at = moment(value, from_1904)?;
    // A time alone in the format of a date.
    if value < 1.0 {
        return time(value, from_1904);
    }
    let midnight = at.time() == chrono::NaiveTime::MIN;
    Some(at.format(if midnight { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" }).to_string())
}

/// A time of day; a day and a time when the number is a date; hours beyond a day when it is a short span.
fn time(value: f64, from_1904: bool) -> Option<String> {
    if value >= 366.0 {
        return date(value, from_1904);
    }
    moment(value, from_1904)?;
    #[expect(clippy::cast_possible_truncation, reason = "less than a year of seconds")]
    let seconds = (value * 86_400.0).round() as i64;
    Some(format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60))
}

/// A text whose signs Excel has written as `_x000D_`.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes()[at..].get(6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        out.push_str(&rest[..at]);
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some('\0') | None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
            Some(sign) => {
                out.push(sign);
                rest = &rest[at + 7..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_was_typed() {
        for (raw, expected) in [
            ("1250.5", "1250.5"),
            ("1250.5000000000002", "1250.5"),
            ("0.1", "0.1"),
            ("0.30000000000000004", "0.3"),
            ("79005551234", "79005551234"),
            ("7.9005551234E10", "79005551234"),
            ("1E+20", "100000000000000000000"),
            ("-15", "-15"),
            ("12.345", "12.3450"),
            ("4.0000000000000002E-2", "0.04"),
            ("", ""),
            ("abc", "abc"),
            ("NaN", "NaN"),
            ("1e999", "1e999"),
        ] {
            assert_eq!(number(raw, Look::Number, false), expected, "{raw}");
        }
    }

    #[test]
    fn days_and_times() {
        for (raw, expected) in [
            ("45382", "2024-03-31"),
            ("45382.427083333336", "2024-03-31 10:15:00"),
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
            ("-1", "-1"),
        ] {
            assert_eq!(number(raw, Look::Date, false), expected, "{raw}");
        }
        assert_eq!(number("43920", Look::Date, true), "2024-03-31");
        assert_eq!(number("0.427083333333333", Look::Time, false), "10:15:00");
        assert_eq!(number("1.5", Look::Time, false), "36:00:00");
    }

    #[test]
    fn escaped_signs_come_back() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        for same in ["_x", "_xёё", "_x00", "a_x000", "_x0000_", "_xD800_", "_x12_"] {
            assert_eq!(unescaped(same), same);
        }
    }
}
