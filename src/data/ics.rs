//! Calendar files (.ics, RFC 5545) of days and of hours, which any calendar takes in.
//! Deliberately not here: which days and customers are worth an entry (`insight::leaving`), reading such files.

use chrono::{DateTime, Days, NaiveDate};

use crate::domain::Moment;

/// The most octets that a line of a calendar file has before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// 2020-01-01, from which the editions of an entry are counted in minutes.
const FIRST: i64 = 1_577_836_800_000;

/// An entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identity, the same whenever the file is made: an entry that is taken in again replaces itself.
    pub uid: String,
    /// When it is.
    pub when: When,
    /// What the day shows.
    pub summary: String,
    /// More about it; may have several lines.
    pub description: String,
    /// Where it is dealt with, for a press.
    pub link: String,
}

/// When an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The whole day, which stays free for other things.
    Day(NaiveDate),
    /// From a moment on for so many minutes; the calendar reminds of it so many minutes before.
    At {
        /// The beginning.
        from: Moment,
        /// How long it is thought to take.
        minutes: i64,
        /// How long before it the calendar rings.
        alarm: u16,
    },
}

/// A calendar file of these events, made at a moment.
pub fn calendar(name: &str, events: &[Event], made: Moment) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Voronka//Voronka//RU");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    let utc = |at: Moment| DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%Y%m%dT%H%M%SZ");
    let stamp = utc(made);
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escape(&event.uid)));
        line(&format!("DTSTAMP:{stamp}"));
        match event.when {
            When::Day(day) => {
                line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
                // The end is the first day that is not part of it.
                if let Some(end) = day.checked_add_days(Days::new(1)) {
                    line(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
                }
            }
            When::At { from, minutes, .. } => {
                line(&format!("DTSTART:{}", utc(from)));
                line(&format!("DTEND:{}", utc(Moment(from.0.saturating_add(minutes * 60_000)))));
                // An entry of the same identity is replaced by one that was made later; some calendars look at this alone.
                line(&format!("SEQUENCE:{}", (made.0 - FIRST).max(0) / 60_000));
            }
        }
        line(&format!("SUMMARY:{}", escape(&event.summary)));
        if !event.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escape(&event.description)));
        }
        if !event.link.is_empty() {
            line(&format!("URL:{}", event.link.replace(char::is_control, "")));
        }
        match event.when {
            When::Day(_) => line("TRANSP:TRANSPARENT"),
            When::At { alarm, .. } => {
                line("BEGIN:VALARM");
                line("ACTION:DISPLAY");
                line(&format!("DESCRIPTION:{}", escape(&event.summary)));
                line(&format!("TRIGGER:-PT{alarm}M"));
                line("END:VALARM");
            }
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// A text as a value (RFC 5545, 3.3.11). Other control characters than line breaks and tabs have no place in one.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Adds a line, folded so that no piece is longer than [`LINE`] octets and no letter is cut in two.
fn fold(out: &mut String, text: &str) {
    let mut width = 0;
    for letter in text.chars() {
        if width + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Unfolds the way that RFC 5545, 3.1 reads.
    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "").replace("\r\n\t", "")
    }

    /// Reads a value the way that RFC 5545, 3.3.11 says.
    fn read(value: &str) -> String {
        let mut out = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match (letter, if letter == '\\' { letters.next() } else { None }) {
                (_, Some('n' | 'N')) => out.push('\n'),
                (_, Some(escaped)) => out.push(escaped),
                (plain, None) => out.push(plain),
            }
        }
        out
    }

    #[test]
    fn a_value_of_several_lines_as_in_the_standard() {
        // RFC 5545, 3.3.11.
        let text = "Project XYZ Final Review\nConference Room - 3B\nCome Prepared.";
        assert_eq!(escape(text), r"Project XYZ Final Review\nConference Room - 3B\nCome Prepared.");
        // RFC 5545, 3.8.1.5.
        let description = "Meeting to provide technical review for \"Phoenix\" design.\nHappy Face Conference Room. Phoenix \
             design team MUST attend this meeting.\nRSVP to team leader.";
        let written = "Meeting to provide technical review for \"Phoenix\" design.\\nHappy Face Conference Room. Phoenix \
             design team MUST attend this meeting.\\nRSVP to team leader.";
        assert_eq!(escape(description), written);
        assert_eq!(escape("a,b;c\\d\r\ne\u{7}"), r"a\,b\;c\\d\ne");
    }

    #[test]
    fn a_long_line_is_folded_as_in_the_standard() {
        // RFC 5545, 3.1: what is folded reads as one line again.
        let folded = "DESCRIPTION:This is a lo\r\n ng description\r\n  that exists on a long line.";
        assert_eq!(unfolded(folded), "DESCRIPTION:This is a long description that exists on a long line.");
        let mut out = String::new();
        fold(&mut out, &"x".repeat(75));
        assert_eq!(out, format!("{}\r\n", "x".repeat(75)));
        let mut out = String::new();
        fold(&mut out, &format!("{}я", "x".repeat(74)));
        assert_eq!(out, format!("{}\r\n я\r\n", "x".repeat(74)), "a letter of two octets does not fit");
    }

    #[test]
    fn an_event_of_a_day_ends_before_the_next() {
        let event = Event {
            uid: "01J-2026-11-30@voronka".into(),
            when: When::Day(NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()),
            summary: "Тавринские энергосети, ШУ".into(),
            description: "+7 900 000-00-00".into(),
            link: String::new(),
        };
        let text = calendar("Уходят", &[event], Moment(1_795_294_800_000));
        let lines: Vec<&str> = text.split("\r\n").collect();
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Voronka//Voronka//RU",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Уходят",
            "BEGIN:VEVENT",
            "UID:01J-2026-11-30@voronka",
            "DTSTAMP:20261121T210000Z",
            "DTSTART;VALUE=DATE:20261130",
            "DTEND;VALUE=DATE:20261201",
            "SUMMARY:Тавринские энергосети\\, ШУ",
            "DESCRIPTION:+7 900 000-00-00",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_contact_has_an_hour_an_alarm_and_a_later_file_replaces_it() {
        let event = |from| Event {
            uid: "contact-01J@voronka".into(),
            when: When::At { from: Moment(from), minutes: 30, alarm: 15 },
            summary: "Звонок: Хлебозавод № 7".into(),
            description: String::new(),
            link: "https://crm.example/deal/01J".into(),
        };
        let lines = |event, made| -> Vec<String> {
            calendar("Контакты", &[event], Moment(made)).split("\r\n").map(str::to_owned).collect()
        };
        let first = lines(event(1_796_036_400_000), 1_795_294_800_000);
        let expected = [
            "BEGIN:VEVENT",
            "UID:contact-01J@voronka",
            "DTSTAMP:20261121T210000Z",
            "DTSTART:20261130T110000Z",
            "DTEND:20261130T113000Z",
            "SEQUENCE:3624300",
            "SUMMARY:Звонок: Хлебозавод № 7",
            "URL:https://crm.example/deal/01J",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Звонок: Хлебозавод № 7",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
        ];
        assert_eq!(first[6..20], expected);
        let second = lines(event(1_796_122_800_000), 1_795_294_860_000);
        assert_eq!((second[7].as_str(), second[11].as_str()), (expected[1], "SEQUENCE:3624301"));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_no_line_is_too_long(text in r"[\PC\n]{0,300}") {
            let mut out = String::new();
            fold(&mut out, &format!("SUMMARY:{}", escape(&text)));
            prop_assert!(out.ends_with("\r\n"));
            prop_assert!(out.trim_end_matches("\r\n").split("\r\n").all(|line| line.len() <= LINE));
            let whole = unfolded(&out);
            let value = whole.strip_prefix("SUMMARY:").and_then(|value| value.strip_suffix("\r\n")).unwrap();
            prop_assert_eq!(read(value), text);
        }
    }
}
