//! Windows-1251, the encoding in which Excel saves a CSV file on a Russian Windows.
//!
//! A table of its own, because the general crate brings every encoding of the Web with it
//! (docs/decisions/0002-reading-tables.md); the tests compare with that crate byte by byte.

/// Bytes 0x80 to 0xBF. Above them stand the letters from А to я in order; 0x98 is unassigned and stays a control
/// character, as the WHATWG encoding standard has it.
#[rustfmt::skip]
const MIDDLE: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ',
    '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї',
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
];

/// The character of one byte. Every byte has one.
fn character(byte: u8) -> char {
    match byte {
        0..=0x7f => char::from(byte),
        0x80..=0xbf => MIDDLE[usize::from(byte - 0x80)],
        0xc0..=0xff => char::from_u32(u32::from('А') + u32::from(byte - 0xc0)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The text of bytes in windows-1251.
pub(in crate::data) fn text(bytes: &[u8]) -> String {
    // Cyrillic takes two bytes in UTF-8; one reservation spares the copies of a growing text of many megabytes.
    let letters = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let mut text = String::with_capacity(bytes.len() + letters);
    text.extend(bytes.iter().map(|&byte| character(byte)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_reads_as_the_encoding_standard_has_it() {
        let bytes: Vec<u8> = (0..=255).collect();
        let (expected, _) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes);
        assert_eq!(text(&bytes), expected);
    }
}
