//! From the bytes of a file to its text: which encoding it is in, and whether it is text at all.

use super::problem::{Foreign, LARGEST_FILE, TableProblem};
use super::windows_1251;

/// The text of a file, without a byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The whole text, line breaks as they were.
    pub text: String,
    /// What it was written in.
    pub encoding: Encoding,
}

/// The encodings that exports of sales systems come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark, low byte first: "Unicode text" of Excel.
    Utf16Le,
    /// UTF-16 with a byte order mark, high byte first.
    Utf16Be,
    /// Windows-1251: CSV of Excel on a Russian Windows.
    Windows1251,
}

/// In windows-1251 a capital letter followed by a sign, as in «Я…», is valid UTF-8. Twice in a line it happens; that a
/// line has nothing else beyond ASCII, and has it three times, does not.
const LONGEST_ACCIDENT: usize = 4;

/// Whether a file of this size is read at all; to be asked before its bytes are loaded.
///
/// # Errors
/// [`TableProblem::TooLarge`].
pub fn admit(bytes: usize) -> Result<(), TableProblem> {
    if bytes > LARGEST_FILE { Err(TableProblem::TooLarge { bytes, limit: LARGEST_FILE }) } else { Ok(()) }
}

/// The text of a file in whichever encoding it turns out to be.
///
/// Without a byte order mark it is UTF-8 when all of it is valid UTF-8, otherwise windows-1251. A line of text in that
/// encoding is hardly ever valid UTF-8 by accident, so one that is, beside lines that aren't, means two encodings in
/// one file.
///
/// # Errors
/// [`TableProblem::TooLarge`], [`TableProblem::Empty`], [`TableProblem::NotATable`], [`TableProblem::MixedEncoding`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, TableProblem> {
    admit(bytes.len())?;
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] if can_be_utf_16(rest) => utf_16(rest, Encoding::Utf16Le, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] if can_be_utf_16(rest) => utf_16(rest, Encoding::Utf16Be, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            refuse_binary(rest)?;
            match std::str::from_utf8(rest) {
                Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8 },
                Err(error) => return Err(TableProblem::MixedEncoding { line: line_at(rest, error.valid_up_to()) }),
            }
        }
        _ => {
            refuse_binary(bytes)?;
            match std::str::from_utf8(bytes) {
                Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8 },
                Err(_) => match line_of_another_encoding(bytes) {
                    Some(line) => return Err(TableProblem::MixedEncoding { line }),
                    None => Decoded { text: windows_1251::text(bytes), encoding: Encoding::Windows1251 },
                },
            }
        }
    };
    if decoded.text.trim().is_empty() {
        return Err(TableProblem::Empty);
    }
    if is_markup(&decoded.text) {
        return Err(TableProblem::NotATable(Foreign::Markup));
    }
    Ok(decoded)
}

/// A table has separators and line breaks, and in UTF-16 those have a zero byte. Without it the byte order mark is the
/// letters «яю» in windows-1251.
fn can_be_utf_16(rest: &[u8]) -> bool {
    rest.is_empty() || rest.contains(&0)
}

fn utf_16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Result<Decoded, TableProblem> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for unit in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match unit {
            Ok('\0') => return Err(TableProblem::NotATable(Foreign::Binary)),
            Ok(character) => text.push(character),
            Err(_) => return Err(TableProblem::MixedEncoding { line: line_at(text.as_bytes(), text.len()) }),
        }
    }
    if !odd.is_empty() {
        return Err(TableProblem::MixedEncoding { line: line_at(text.as_bytes(), text.len()) });
    }
    Ok(Decoded { text, encoding })
}

fn refuse_binary(bytes: &[u8]) -> Result<(), TableProblem> {
    let foreign = match bytes {
        [b'P', b'K', 3, 4, ..] => Foreign::Workbook,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Foreign::OldWorkbook,
        [b'%', b'P', b'D', b'F', b'-', ..] => Foreign::Pdf,
        _ if bytes.contains(&0) || mostly_controls(bytes) => Foreign::Binary,
        _ => return Ok(()),
    };
    Err(TableProblem::NotATable(foreign))
}

/// A stray control character gets into comments that people paste; one in a hundred means that this is no text.
fn mostly_controls(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 * 1024)];
    let controls = start.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0e..=0x1f | 0x7f)).count();
    controls * 100 > start.len()
}

fn is_markup(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(16).collect::<String>().to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<table", "<meta", "<?xml", "<!--"]
        .iter()
        .any(|tag| start.starts_with(tag))
}

/// The line on which the byte at `position` stands.
fn line_at(bytes: &[u8], position: usize) -> u32 {
    lines(&bytes[..position]).map(|_| 1).sum()
}

/// The first line that is in another encoding than those before it. Lines in ASCII fit both, and so does a line with no
/// more letters than can make valid UTF-8 by accident.
fn line_of_another_encoding(bytes: &[u8]) -> Option<u32> {
    let mut first = None;
    for (line, text) in (1..).zip(lines(bytes)) {
        let is_utf8 = std::str::from_utf8(text).is_ok();
        if is_utf8 && text.iter().filter(|byte| !byte.is_ascii()).count() <= LONGEST_ACCIDENT {
            continue;
        }
        if *first.get_or_insert(is_utf8) != is_utf8 {
            return Some(line);
        }
    }
    None
}

/// The lines of a file, whether they end with CR, LF or both; after the last line break stands one more.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(text);
        };
        let next = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = Some(&text[next..]);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> TableProblem {
        decode(bytes).unwrap_err()
    }

    fn utf_16_of(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn each_encoding_is_found_by_itself() {
        let text = "Сделка;Сумма\r\nНасос «Вихрь»;1 250,50 ₽\r\n";
        let bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let little = [b"\xff\xfe".to_vec(), utf_16_of(text, u16::to_le_bytes)].concat();
        let big = [b"\xfe\xff".to_vec(), utf_16_of(text, u16::to_be_bytes)].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (bom, Encoding::Utf8),
            (little, Encoding::Utf16Le),
            (big, Encoding::Utf16Be),
        ] {
            assert_eq!(decode(&bytes), Ok(Decoded { text: text.to_owned(), encoding }));
        }
        let text = text.replace('₽', "руб.");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        assert_eq!(decode(&bytes), Ok(Decoded { text, encoding: Encoding::Windows1251 }));
    }

    #[test]
    fn letters_that_look_like_another_encoding_are_letters() {
        for text in ["яю;х\n", "юя;х\n", "яюа", "Кабинет\nК\u{a0}101;Я…\n"] {
            let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
            assert_eq!(decode(&bytes).map(|decoded| decoded.text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_change_of_encoding_is_named_by_its_line() {
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Насос\r");
        let line_3 = |bytes: &[u8]| assert_eq!(problem(bytes), TableProblem::MixedEncoding { line: 3 });
        line_3(&["Имя\r\nid\n".as_bytes(), &russian, b"x"].concat());
        line_3(&["\u{feff}Имя\r\nid\n".as_bytes(), &russian].concat());
        line_3(&[&russian[..], b"id\r", "Имя".as_bytes()].concat());
        line_3(&[&utf_16_of("\u{feff}a\r\nb\n", u16::to_le_bytes)[..], &[0x00, 0xdc, 0x61, 0x00]].concat());
        line_3(&[&utf_16_of("\u{feff}a\r\nb\nc", u16::to_le_bytes)[..], &[0x00]].concat());
    }

    #[test]
    fn files_of_other_kinds_are_told_apart() {
        for (bytes, foreign) in [
            (&b"PK\x03\x04\x14\x00\x06\x00"[..], Foreign::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", Foreign::OldWorkbook),
            (b"%PDF-1.7\n", Foreign::Pdf),
            (b"\n <!DOCTYPE HTML><html>", Foreign::Markup),
            (b"<table><tr><td>ID</td></tr></table>", Foreign::Markup),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?>", Foreign::Markup),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Foreign::Binary),
            (b"\x1f\x8b\x08\x08\x01\x02\x03\x04", Foreign::Binary),
            (b"\xff\xfe\x00\x00a\x00", Foreign::Binary),
        ] {
            assert_eq!(problem(bytes), TableProblem::NotATable(foreign), "{bytes:?}");
        }
    }

    #[test]
    fn one_stray_control_character_does_not_make_a_text_binary() {
        let text = format!("id,comment\n1,\u{b}{}\u{1}\n", "called back twice ".repeat(10));
        assert_eq!(decode(text.as_bytes()).map(|decoded| decoded.text), Ok(text));
    }

    #[test]
    fn nothing_in_it_means_empty() {
        for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\r\n\t"] {
            assert_eq!(problem(bytes), TableProblem::Empty);
        }
    }

    #[test]
    fn size_is_asked_before_reading() {
        assert_eq!(admit(100 * 1024 * 1024), Ok(()));
        let bytes = LARGEST_FILE + 1;
        assert_eq!(admit(bytes), Err(TableProblem::TooLarge { bytes, limit: LARGEST_FILE }));
    }
}
