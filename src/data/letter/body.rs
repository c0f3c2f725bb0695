//! What a letter says, and what is attached to it: its parts, gone through in order.

use super::{Attached, LONGEST_TEXT, Letter, html};
use crate::data::mime::{Field, base64, fields, parameter, quoted_printable, text_in, words};

/// How deep parts stand in parts.
const DEEPEST: usize = 12;
/// More parts than any letter has.
const MOST_PARTS: usize = 300;

/// Reads the parts of a letter into it.
pub(super) fn read(letter: &mut Letter, fields: &[Field], bytes: &[u8]) {
    let mut reading = Reading { letter, html: String::new(), left: MOST_PARTS };
    reading.part(fields, bytes, 0);
    let html = std::mem::take(&mut reading.html);
    if letter.text.trim().is_empty() {
        letter.text = html::text(&html);
    }
    letter.text = tidy(&letter.text);
}

struct Reading<'l> {
    letter: &'l mut Letter,
    /// What it says as a page, for letters that say it in no other way.
    html: String,
    left: usize,
}

impl Reading<'_> {
    fn part(&mut self, fields: &[Field], bytes: &[u8], depth: usize) {
        let get = |name: &str| fields.iter().find(|field| field.name == name).map_or("", |field| field.value.as_str());
        let content = get("content-type");
        let kind = content.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if let Some(boundary) =
            parameter(content, "boundary").filter(|one| kind.starts_with("multipart/") && !one.is_empty())
            && depth < DEEPEST
        {
            for part in parts(bytes, boundary.trim_end()) {
                let Some(left) = self.left.checked_sub(1) else { return };
                self.left = left;
                let (fields, begin) = self::fields(part);
                self.part(&fields, &part[begin..], depth + 1);
            }
            return;
        }
        let disposition = get("content-disposition");
        let name = parameter(disposition, "filename").or_else(|| parameter(content, "name"));
        let is_attached = disposition.trim_start().to_ascii_lowercase().starts_with("attachment") || name.is_some();
        let is_text = kind.is_empty() || kind == "text/plain" || kind == "text/html";
        let encoding = get("content-transfer-encoding").trim().to_ascii_lowercase();
        if is_attached || !is_text {
            let bytes = length(&encoding, bytes);
            let name = words(&name.unwrap_or_default()).trim().to_owned();
            self.letter.attached.push(Attached { name, kind, bytes });
            return;
        }
        let decoded = match encoding.as_str() {
            "base64" => base64(bytes),
            "quoted-printable" => quoted_printable(bytes, false),
            _ => bytes.to_vec(),
        };
        let text = text_in(&parameter(content, "charset").unwrap_or_default(), &decoded);
        let text = &text[..text.floor_char_boundary(LONGEST_TEXT)];
        let to = if kind == "text/html" { &mut self.html } else { &mut self.letter.text };
        if to.len() + text.len() <= LONGEST_TEXT {
            if !to.is_empty() {
                to.push_str("\n\n");
            }
            match parameter(content, "format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
                true => to.push_str(&flowed(text)),
                false => to.push_str(text),
            }
        }
    }
}

/// The parts between the lines of a boundary.
fn parts<'b>(bytes: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = [b"--", boundary.as_bytes()].concat();
    let mut parts = Vec::new();
    let (mut at, mut from) = (0, None);
    while at < bytes.len() && parts.len() < MOST_PARTS {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length + 1);
        let line = bytes[at..end].trim_ascii_end();
        if let Some(rest) = line.strip_prefix(&mark[..])
            && matches!(rest, b"" | b"--")
        {
            parts.extend(from.map(|from| &bytes[from..at]));
            from = (rest != b"--").then_some(end);
        }
        at = end;
    }
    // A letter that was cut has no last boundary.
    parts.extend(from.map(|from| &bytes[from..]));
    parts
}

/// How large a file is that is carried so.
fn length(encoding: &str, bytes: &[u8]) -> usize {
    match encoding {
        "base64" => {
            let letters =
                bytes.iter().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
            letters * 3 / 4
        }
        "quoted-printable" => quoted_printable(bytes, false).len(),
        _ => bytes.len(),
    }
}

/// Lines that were broken for the way are one again (RFC 3676).
fn flowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        out.push_str(line);
        // Two hyphens and a space begin a signature.
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

/// Line breaks of one kind, not more than one blank line.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::trim_end) {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank <= 1 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}
