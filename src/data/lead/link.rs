//! A link that carries a lead: `?company=ООО%20Вихрь&phone=%2B7…&need=…`.
//! Deliberately not here: which page the link opens.

use super::carried::{Gathering, Lead};
use super::problem::LeadProblem;
use crate::domain::Currency;

/// The longest query, in bytes: what every browser and server takes.
pub const LONGEST_QUERY: usize = 8_000;

/// The lead that the query of an address carries, with or without the question mark. `home` is the currency of an amount
/// that names none.
///
/// # Errors
/// [`LeadProblem::TooLarge`], [`LeadProblem::Encoding`], and what a lead may be refused for.
pub fn from_query(query: &str, home: Currency) -> Result<Lead, LeadProblem> {
    if query.len() > LONGEST_QUERY {
        return Err(LeadProblem::TooLarge { bytes: query.len(), limit: LONGEST_QUERY });
    }
    let query = query.strip_prefix('?').unwrap_or(query);
    let mut lead = Gathering::new(home);
    for pair in query.split(['&', ';']).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name).ok_or_else(|| LeadProblem::Encoding { name: name.to_owned() })?;
        let value = decoded(value).ok_or_else(|| LeadProblem::Encoding { name: name.clone() })?;
        lead.put(&name, &value)?;
    }
    lead.done()
}

/// The query of a link that carries a lead, without the question mark.
pub fn to_query(lead: &Lead) -> String {
    let pairs = lead.values().into_iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(&value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A part of a query as text; none when it is no UTF-8 behind its percent signs.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => match after {
                [high, low, after @ ..] if let (Some(high), Some(low)) = (digit(*high), digit(*low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
