//! Character sets of letters and cards, by the names that they call them.

use std::borrow::Cow;

use crate::data::table;

/// The upper half of KOI8-R (RFC 1489).
const KOI8_R: &str = "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
    юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// What KOI8-U (RFC 2319) has in the place of some frames.
const KOI8_U: [(u8, char); 8] =
    [(0xa4, 'є'), (0xa6, 'і'), (0xa7, 'ї'), (0xad, 'ґ'), (0xb4, 'Є'), (0xb6, 'І'), (0xb7, 'Ї'), (0xbd, 'Ґ')];

/// What windows-1252 has in the place of the second set of control characters; a space where it has nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Text in the character set of a name. A name that is not known, or lies, is passed over: see [`text_of`].
pub(in crate::data) fn text_in<'b>(charset: &str, bytes: &'b [u8]) -> Cow<'b, str> {
    let charset = charset.trim().trim_matches('"').to_ascii_lowercase();
    match charset.as_str() {
        "koi8-r" | "koi8r" | "koi8" | "cskoi8r" => in_table(bytes, &koi8(false)),
        "koi8-u" | "koi8u" => in_table(bytes, &koi8(true)),
        "windows-1251" | "cp1251" | "cp-1251" | "x-cp1251" | "win-1251" => Cow::Owned(table::windows_1251_text(bytes)),
        "iso-8859-5" | "cyrillic" => upper(bytes, cyrillic),
        // Those who say that they write the first write the second.
        "iso-8859-1" | "iso-8859-15" | "latin1" | "windows-1252" | "cp1252" => {
            let table: Vec<char> = WINDOWS_1252.chars().chain('\u{a0}'..='\u{ff}').collect();
            in_table(bytes, &table)
        }
        _ => text_of(bytes),
    }
}

/// Text whose character set nobody tells: UTF-8 when it is that, or else windows-1251.
pub(in crate::data) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // A text in UTF-8 that was cut in the middle of a letter is one still.
        Err(error) if bytes.len() - error.valid_up_to() < 4 && error.valid_up_to() > 0 => {
            String::from_utf8_lossy(bytes)
        }
        Err(_) => Cow::Owned(table::windows_1251_text(bytes)),
    }
}

/// Text whose upper half stands in a table.
fn in_table<'b>(bytes: &'b [u8], table: &[char]) -> Cow<'b, str> {
    upper(bytes, |byte| table.get(usize::from(byte & 0x7f)).copied().unwrap_or('\u{fffd}'))
}

fn upper(bytes: &[u8], letter: impl Fn(u8) -> char) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.is_ascii() => Cow::Borrowed(text),
        _ => bytes.iter().map(|&byte| if byte < 0x80 { char::from(byte) } else { letter(byte) }).collect(),
    }
}

/// The upper half of one of the two, in order.
fn koi8(is_ukrainian: bool) -> Vec<char> {
    let mut table: Vec<char> = KOI8_R.chars().collect();
    for (place, letter) in KOI8_U.into_iter().filter(|_| is_ukrainian) {
        if let Some(frame) = table.get_mut(usize::from(place - 0x80)) {
            *frame = letter;
        }
    }
    table
}

fn cyrillic(byte: u8) -> char {
    match byte {
        0x80..=0xa0 | 0xad => char::from(byte),
        0xf0 => '№',
        0xfd => '§',
        _ => char::from_u32(0x0360 + u32::from(byte)).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_the_standard_says() {
        for (name, encoding) in [
            ("koi8-r", encoding_rs::KOI8_R),
            ("koi8-u", encoding_rs::KOI8_U),
            ("windows-1251", encoding_rs::WINDOWS_1251),
            ("iso-8859-5", encoding_rs::ISO_8859_5),
            ("windows-1252", encoding_rs::WINDOWS_1252),
        ] {
            for byte in 0..=255_u8 {
                let (expected, _, _) = encoding.decode(std::slice::from_ref(&byte));
                // Five bytes that windows-1252 leaves free, and two in which KOI8-U follows one of two tables.
                if name == "windows-1252" && matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)
                    || name == "koi8-u" && matches!(byte, 0xae | 0xbe)
                {
                    continue;
                }
                assert_eq!(text_in(name, &[byte]), expected, "{name} {byte:x}");
            }
        }
    }

    #[test]
    fn a_name_that_lies_or_is_unknown_is_passed_over() {
        assert_eq!(text_in("utf-8", "Насос".as_bytes()), "Насос");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Насос");
        assert_eq!(text_in("utf-8", &bytes), "Насос");
        assert_eq!(text_in("klingon", "Насос".as_bytes()), "Насос");
        assert_eq!(text_of(&"Насос".as_bytes()[..9]), "Насо\u{fffd}");
    }
}
