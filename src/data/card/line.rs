//! The lines of a card: a name, parameters, a value; folded in one of two ways, written in one of three.

use std::borrow::Cow;

use crate::data::mime::{base64, quoted_printable, text_in};

/// The longest line, in bytes: what is longer is a picture, and passed over.
const LONGEST: usize = 256 * 1024;

/// One line of a card, whole.
pub(super) struct Line<'t> {
    /// In capitals, without the group before it (`item1.TEL`).
    pub(super) name: String,
    parameters: String,
    value: Cow<'t, str>,
}

/// The lines of a text, those that go on over several joined.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            if let Some(line) = next(&mut rest) {
                return Some(line);
            }
        }
    })
}

/// The next line of a text; none when it is none of a card.
fn next<'t>(rest: &mut &'t str) -> Option<Line<'t>> {
    let first = cut(rest);
    let colon = colon(first);
    let head = colon.map_or(first, |at| &first[..at]);
    let is_printable = head.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
    let mut whole = Cow::Borrowed(first);
    // A line of quoted-printable goes on when it ends with a sign of it; every line when the next begins with a space.
    loop {
        let is_broken = is_printable && whole.ends_with('=');
        if !(is_broken || rest.starts_with([' ', '\t'])) || rest.is_empty() {
            break;
        }
        let more = cut(rest);
        if whole.len() + more.len() > LONGEST {
            continue;
        }
        let whole = whole.to_mut();
        if is_broken {
            whole.push('\n');
            whole.push_str(more);
        } else {
            whole.push_str(&more[1..]);
        }
    }
    let colon = colon.or_else(|| self::colon(&whole))?;
    let (head, parameters) = whole[..colon].split_once(';').unwrap_or((&whole[..colon], ""));
    let name = head.rsplit('.').next().unwrap_or(head).trim().to_ascii_uppercase();
    let parameters = parameters.to_owned();
    let value = match whole {
        Cow::Borrowed(whole) => Cow::Borrowed(&whole[colon + 1..]),
        Cow::Owned(whole) => Cow::Owned(whole[colon + 1..].to_owned()),
    };
    Some(Line { name, parameters, value })
}

/// Takes one line off, without its end.
fn cut<'t>(rest: &mut &'t str) -> &'t str {
    let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
    *rest = after;
    line.strip_suffix('\r').unwrap_or(line)
}

/// Where the value begins: at the first colon that stands in no quotation marks.
fn colon(line: &str) -> Option<usize> {
    let mut quoted = false;
    line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })
}

impl Line<'_> {
    /// Whether the value is a word, in any case.
    pub(super) fn is(&self, word: &str) -> bool {
        self.value.trim().eq_ignore_ascii_case(word)
    }

    /// The value of a parameter; of `TEL;CELL:…`, where a value stands without a name, none.
    fn parameter(&self, name: &str) -> Option<&str> {
        let parameters = self.parameters.split(';').filter_map(|one| one.split_once('='));
        parameters.into_iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The value as it is meant, before its signs are read.
    fn decoded(&self) -> Cow<'_, str> {
        let charset = self.parameter("CHARSET").unwrap_or_default();
        let encoding = self.parameter("ENCODING").unwrap_or_default().to_ascii_uppercase();
        let bare = |word: &str| self.parameters.split(';').any(|one| one.trim().eq_ignore_ascii_case(word));
        if encoding == "QUOTED-PRINTABLE" || bare("QUOTED-PRINTABLE") {
            return Cow::Owned(text_in(charset, &quoted_printable(self.value.as_bytes(), false)).into_owned());
        }
        if matches!(encoding.as_str(), "BASE64" | "B") || bare("BASE64") {
            return Cow::Owned(text_in(charset, &base64(self.value.as_bytes())).into_owned());
        }
        Cow::Borrowed(&self.value)
    }

    /// The value as one text.
    pub(super) fn text(&self) -> String {
        tidy(&unescaped(&self.decoded()))
    }

    /// The parts of a value that has several, parted by semicolons.
    pub(super) fn parts(&self) -> Vec<String> {
        let decoded = self.decoded();
        let mut parts = vec![String::new()];
        let mut letters = decoded.chars();
        while let Some(letter) = letters.next() {
            let add = match letter {
                ';' if parts.len() < 20 => {
                    parts.push(String::new());
                    continue;
                }
                '\\' => sign(letters.next()),
                letter => Some(letter),
            };
            if let Some(part) = parts.last_mut() {
                part.extend(add);
            }
        }
        parts.iter().map(|part| tidy(part)).collect()
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(sign(letters.next())),
            letter => out.push(letter),
        }
    }
    out
}

/// What stands behind a backslash.
fn sign(letter: Option<char>) -> Option<char> {
    match letter {
        Some('n' | 'N') => Some('\n'),
        other => other,
    }
}

/// Spaces put in order, lines kept.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
