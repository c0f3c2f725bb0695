//! Headers of letters: fields over several lines (RFC 5322), words beyond ASCII (RFC 2047), parameters (RFC 2231).

use super::charset::{text_in, text_of};
use super::transfer::{base64, quoted_printable};

/// A field of a header, its lines joined to one.
pub(in crate::data) struct Field {
    /// In lower case.
    pub(in crate::data) name: String,
    pub(in crate::data) value: String,
}

/// More fields than any letter has.
const MOST_FIELDS: usize = 500;
/// The longest value of a field, in bytes; what goes on beyond is passed over.
const LONGEST: usize = 64 * 1024;
/// The longest encoded word, in bytes. By the standard it has 75; some programs write a whole subject as one.
const LONGEST_WORD: usize = 8 * 1024;

/// The fields that a text begins with, and where what they are about begins.
pub(in crate::data) fn fields(bytes: &[u8]) -> (Vec<Field>, usize) {
    let mut fields: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length + 1);
        let line = bytes[at..end].trim_ascii_end();
        if line.is_empty() {
            at = end;
            break;
        }
        match line.first() {
            Some(b' ' | b'\t') => {
                if let Some((_, value)) = fields.last_mut()
                    && value.len() < LONGEST
                {
                    value.push(b' ');
                    value.extend(line.trim_ascii_start());
                }
            }
            _ => match line.iter().position(|byte| *byte == b':') {
                Some(colon) if is_name(&line[..colon]) => {
                    if fields.len() < MOST_FIELDS {
                        let value = line[colon + 1..].trim_ascii();
                        fields.push((line[..colon].to_vec(), value[..value.len().min(LONGEST)].to_vec()));
                    }
                }
                // `From ` of a mailbox stands before the first field.
                _ if at == 0 && line.starts_with(b"From ") => {}
                _ => break,
            },
        }
        at = end;
    }
    let read = |(name, value): (Vec<u8>, Vec<u8>)| Field {
        name: text_of(&name).trim().to_ascii_lowercase(),
        value: text_of(&value).into_owned(),
    };
    (fields.into_iter().map(read).collect(), at)
}

fn is_name(name: &[u8]) -> bool {
    let name = name.trim_ascii_end();
    (1..=80).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_graphic())
}

/// A value with its encoded words read. A letter that two of them share is one again.
pub(in crate::data) fn words(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut held: Option<(String, Vec<u8>)> = None;
    let mut rest = value;
    loop {
        let Some(at) = rest.find("=?") else {
            flush(&mut out, &mut held);
            out.push_str(rest);
            return out;
        };
        let before = &rest[..at];
        match encoded(&rest[at + 2..]) {
            Some((charset, bytes, length)) => {
                // Spaces between two encoded words are not said.
                if held.is_none() || !before.trim().is_empty() {
                    flush(&mut out, &mut held);
                    out.push_str(before);
                }
                match &mut held {
                    Some((known, so_far)) if known.eq_ignore_ascii_case(charset) => so_far.extend(bytes),
                    _ => {
                        flush(&mut out, &mut held);
                        held = Some((charset.to_owned(), bytes));
                    }
                }
                rest = &rest[at + 2 + length..];
            }
            None => {
                flush(&mut out, &mut held);
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
}

fn flush(out: &mut String, held: &mut Option<(String, Vec<u8>)>) {
    if let Some((charset, bytes)) = held.take() {
        out.push_str(&text_in(&charset, &bytes));
    }
}

/// What stands behind `=?`: the character set, the bytes, and how long all of it is.
fn encoded(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    // Its end is looked for as far as there are such words, or a value full of beginnings would be gone through for each.
    let text = &text[..text.floor_char_boundary(LONGEST_WORD)];
    let (charset, rest) = text.split_once('?')?;
    if charset.len() > 40 || charset.contains(char::is_whitespace) {
        return None;
    }
    let (how, rest) = rest.split_once('?')?;
    let end = rest.find("?=")?;
    let letters = &rest.as_bytes()[..end];
    let bytes = match how {
        "B" | "b" => base64(letters),
        "Q" | "q" => quoted_printable(letters, true),
        _ => return None,
    };
    let length = charset.len() + 1 + how.len() + 1 + end + 2;
    // A language may stand behind the character set (RFC 2231).
    Some((charset.split('*').next().unwrap_or(charset), bytes, length))
}

/// A parameter of a value like `text/plain; charset="koi8-r"`, with its pieces put together and read.
pub(in crate::data) fn parameter(value: &str, wanted: &str) -> Option<String> {
    let mut plain = None;
    let mut pieces: Vec<(usize, bool, String)> = Vec::new();
    for (name, value) in parameters(value) {
        let name = name.to_ascii_lowercase();
        let Some(kind) = name.strip_prefix(wanted) else { continue };
        match kind {
            "" => plain = plain.or(Some(words(&value))),
            "*" => pieces.push((0, true, value)),
            _ => {
                let Some(kind) = kind.strip_prefix('*') else { continue };
                let number = kind.trim_end_matches('*');
                if let Ok(number) = number.parse() {
                    pieces.push((number, kind.ends_with('*'), value));
                }
            }
        }
    }
    if pieces.is_empty() {
        return plain;
    }
    pieces.sort_by_key(|(number, ..)| *number);
    let mut charset = String::new();
    let mut bytes = Vec::new();
    for (at, (_, is_encoded, value)) in pieces.iter().enumerate() {
        let mut value = value.as_str();
        // The first says in which character set: koi8-r'ru'%F0…
        if at == 0
            && *is_encoded
            && let Some((before, after)) = value.split_once('\'')
        {
            charset = before.to_owned();
            value = after.split_once('\'').map_or(after, |(_, text)| text);
        }
        match is_encoded {
            true => bytes.extend(quoted_printable(value.replace('=', "=3D").replace('%', "=").as_bytes(), false)),
            false => bytes.extend(value.as_bytes()),
        }
    }
    Some(text_in(&charset, &bytes).into_owned())
}

/// The parameters of a value, in order, without quotation marks.
fn parameters(value: &str) -> Vec<(&str, String)> {
    let mut parameters = Vec::new();
    let mut rest = value.split_once(';').map_or("", |(_, rest)| rest);
    while parameters.len() < 100 && !rest.trim().is_empty() {
        let Some((name, after)) = rest.split_once('=') else { break };
        let name = name.rsplit(';').next().unwrap_or(name).trim();
        let after = after.trim_start();
        let mut text = String::new();
        if let Some(quoted) = after.strip_prefix('"') {
            let mut letters = quoted.char_indices();
            let mut end = quoted.len();
            while let Some((at, letter)) = letters.next() {
                match letter {
                    '"' => {
                        end = at + 1;
                        break;
                    }
                    '\\' => text.extend(letters.next().map(|(_, letter)| letter)),
                    letter => text.push(letter),
                }
            }
            rest = &quoted[end..];
        } else {
            let end = after.find(';').unwrap_or(after.len());
            text.push_str(after[..end].trim());
            rest = &after[end..];
        }
        rest = rest.trim_start().strip_prefix(';').unwrap_or(rest);
        parameters.push((name, text));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beyond_ascii() {
        for (value, expected) in [
            ("=?UTF-8?B?0J3QsNGB0L7RgQ==?= =?utf-8?Q?_=D0=92?=", "Насос В"),
            ("Re: =?koi8-r?B?7sHTz9M=?= 2", "Re: Насос 2"),
            ("=?windows-1251?Q?=CD=E0=F1=EE=F1?=", "Насос"),
            // One letter in two words.
            ("=?utf-8?B?0A==?= =?utf-8?B?nQ==?=", "Н"),
            ("=?utf-8*ru?Q?=D0=9D?=", "Н"),
            ("=?", "=?"),
            ("a =?x? b ?=", "a =?x? b ?="),
            ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ] {
            assert_eq!(words(value), expected, "{value}");
        }
    }

    #[test]
    fn parameters_in_every_writing() {
        let value =
            "attachment; filename*0*=UTF-8''%D0%A1%D1%87; filename*1*=%D1%91%D1%82; filename*2=\".pdf\"; size=12";
        assert_eq!(parameter(value, "filename").as_deref(), Some("Счёт.pdf"));
        assert_eq!(parameter(value, "size").as_deref(), Some("12"));
        assert_eq!(parameter("text/plain; CHARSET=koi8-r", "charset").as_deref(), Some("koi8-r"));
        assert_eq!(parameter("a/b; name=\"=?koi8-r?B?7sHTz9M=?=\"", "name").as_deref(), Some("Насос"));
        assert_eq!(parameter("a/b; name=\"a\\\"b;c\"; x=y", "name").as_deref(), Some("a\"b;c"));
        assert_eq!(parameter("a/b; name*=koi8-r'ru'%EE", "name").as_deref(), Some("Н"));
        assert_eq!(parameter("a/b", "name"), None);
    }

    #[test]
    fn fields_over_several_lines() {
        let (fields, body) = fields(b"From x\nSubject: a\r\n b\n\tc\nX-Y : d\r\n\r\nbody");
        let read: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(read, [("subject", "a b c"), ("x-y", "d")]);
        assert_eq!(body, 36);
    }
}
