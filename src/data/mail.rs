//! Letters as mail programs take them: an address that opens a new letter (RFC 6068), and a file (RFC 5322).
//!
//! The writer is our own: a letter here is one plain text to one address, which needs an encoding of two headers (RFC 2047)
//! and of the text (RFC 2045) and nothing else that a crate of messages brings: mail-builder 2.0.1, asked for no features,
//! makes a module of 13 KB one of 505 KB.
//! Deliberately not here: what letters say (`domain`), and sending them (`app`).

use chrono::{DateTime, FixedOffset};

use crate::domain::{Letter, Moment};

/// The longest address that every system passes on to its mail program, in characters: Windows and the browsers on it stop
/// a little above.
pub const MAILTO: usize = 2_000;

/// The address that opens a letter in the mail program, with or without its text.
pub fn mailto(letter: &Letter, text: bool) -> String {
    let mut address = format!("mailto:{}?subject=", escaped(letter.to.trim(), "@"));
    address.push_str(&escaped(&line(&letter.subject), ""));
    if text {
        address.push_str("&body=");
        address.push_str(&escaped(&crlf(&letter.body), ""));
    }
    address
}

/// The letter as a file that a mail program opens as a draft: whoever sends it is filled in there, hence no `From`.
/// `offset` is how many minutes the writer's zone is ahead of UTC at the moment.
pub fn eml(letter: &Letter, at: Moment, offset: i32) -> String {
    let to = line(&letter.to);
    let mut text = format!("To: {}\r\nSubject: {}\r\n", to.trim(), header(&line(&letter.subject)));
    text.push_str(&format!("Date: {}\r\nMessage-ID: <{}@voronka.invalid>\r\n", date(at, offset), letter.id));
    text.push_str("X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
    text.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
    let body = base64(crlf(&letter.body).as_bytes());
    // The alphabet is ASCII: every 76 bytes are 76 letters.
    for row in body.as_bytes().chunks(76) {
        text.extend(row.iter().map(|&byte| char::from(byte)));
        text.push_str("\r\n");
    }
    text
}

/// A name for the file of a letter that every disk takes.
pub fn file_name(letter: &Letter) -> String {
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { ' ' } else { c };
    let name: String = letter.subject.chars().map(plain).take(80).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let to: String = letter.to.trim().chars().map(plain).take(60).collect();
    format!("{} {}.eml", to.trim(), name.trim_matches('.')).replace(" .eml", ".eml")
}

/// One line: a line break would begin another header.
fn line(text: &str) -> String {
    text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Line breaks as mail has them.
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

/// Percent-encoded, but for letters and digits of ASCII, `-._~` and whatever else `kept` has.
pub(super) fn escaped(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        let letter = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._~".contains(letter) || byte.is_ascii() && kept.contains(letter) {
            out.push(letter);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A header in words that fit their line and hold whole letters.
fn header(text: &str) -> String {
    /// A line with encoded words has 76 characters at most: twelve around the base64, and the name of the header.
    const WORDS: [usize; 2] = [36, 45];
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("=?");
    if plain && text.len() <= 60 {
        return text.to_owned();
    }
    let mut words = vec![String::new()];
    for letter in text.chars() {
        let most = WORDS[(words.len() - 1).min(1)];
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > most) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    let words: Vec<String> = words.iter().map(|word| format!("=?UTF-8?B?{}?=", base64(word.as_bytes()))).collect();
    words.join("\r\n ")
}

fn date(at: Moment, offset: i32) -> String {
    let zone = FixedOffset::east_opt(offset.saturating_mul(60));
    let at = DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    zone.map_or_else(|| at.to_rfc2822(), |zone| at.with_timezone(&zone).to_rfc2822())
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or_default()));
        for at in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
            out.push(if at > three.len() { '=' } else { letter });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, EntryId, Fate, LetterId, Slug, Source};

    fn letter(to: &str, subject: &str, body: &str) -> Letter {
        Letter {
            id: LetterId(1),
            customer: CustomerId(1),
            deal: None,
            source: Source::Plan(Slug::new("no-money-1").unwrap(), EntryId(1)),
            to: to.to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            made: Moment(0),
            by: None,
            fate: Fate::Ready,
            answered: None,
        }
    }

    #[test]
    fn an_address_holds_the_letter() {
        let letter = letter("glavbuh+a&b@zavod.ru", "Счёт & 5 %", "Да?\nНет\r\nx=1");
        let head = "mailto:glavbuh%2Ba%26b@zavod.ru?subject=%D0%A1%D1%87%D1%91%D1%82%20%26%205%20%25";
        assert_eq!(mailto(&letter, false), head);
        let body = "%D0%94%D0%B0%3F%0D%0A%D0%9D%D0%B5%D1%82%0D%0Ax%3D1";
        assert_eq!(mailto(&letter, true), format!("{head}&body={body}"));
    }

    #[test]
    fn base64_as_rfc_4648_has_it() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn a_file_is_a_letter_of_lines_that_fit() {
        let letter = letter(
            "glavbuh@zavod.ru\r\nBcc: all@zavod.ru",
            "Как насосная окупила привод за 14 месяцев и три дня",
            "Строка\nвторая",
        );
        let text = eml(&letter, Moment(1_795_690_800_000), 180);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("To: glavbuh@zavod.ru Bcc: all@zavod.ru\r\nSubject: =?UTF-8?B?0JrQsNC6"), "{head}");
        assert!(head.contains("\r\nDate: Thu, 26 Nov 2026 14:00:00 +0300\r\n"), "{head}");
        assert!(head.contains("\r\nMessage-ID: <00000000000000000000000001@voronka.invalid>\r\n"));
        assert!(head.contains("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"));
        // «Строка\r\nвторая»
        assert_eq!(body, "0KHRgtGA0L7QutCwDQrQstGC0L7RgNCw0Y8=\r\n");
        assert!(text.lines().all(|line| line.len() <= 76), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.is_ascii());
    }

    #[test]
    fn a_plain_subject_stays_as_it_is() {
        assert_eq!(header("Price list, No. 7"), "Price list, No. 7");
        assert_eq!(header("=?not a word?="), "=?UTF-8?B?PT9ub3QgYSB3b3JkPz0=?=");
    }

    #[test]
    fn the_name_of_a_file_fits_every_disk() {
        assert_eq!(file_name(&letter("a@b.ru", "Цена: 5/6?", "")), "a@b.ru Цена 5 6.eml");
        assert_eq!(file_name(&letter("a@b.ru", "", "")), "a@b.ru.eml");
    }
}
