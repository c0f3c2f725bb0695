//! Those who write and are written to: `Иван Петров <ivan@example.ru>, ivan@example.ru (Иван)`.

use crate::data::mime::words;
use crate::domain::contact;

/// An address with the name that it goes under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The name; empty when there is none.
    pub name: String,
    /// The address in lower case.
    pub address: String,
}

/// More than anybody writes to.
const MOST: usize = 200;

/// Adds the addresses of a header that are not there yet.
pub(super) fn gather(known: &mut Vec<Address>, value: &str) {
    for part in parts(value) {
        if let Some(address) = read(part)
            && known.len() < MOST
            && known.iter().all(|other| other.address != address.address)
        {
            known.push(address);
        }
    }
}

/// The parts of a list, parted by commas that stand neither in quotation marks nor in brackets.
fn parts(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut quoted, mut depth, mut escaped) = (0, false, 0_usize, false);
    for (at, sign) in value.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            '<' | '(' if !quoted => depth += 1,
            '>' | ')' if !quoted => depth = depth.saturating_sub(1),
            ',' | ';' if !quoted && depth == 0 => {
                parts.push(&value[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&value[from..]);
    parts
}

fn read(part: &str) -> Option<Address> {
    let (name, address) = match part.rsplit_once('<') {
        Some((name, rest)) => (name, rest.split('>').next().unwrap_or(rest)),
        None => match part.split_once('(') {
            Some((address, name)) => (name.trim_end().trim_end_matches(')'), address),
            None => ("", part),
        },
    };
    let address = contact::email(address)?;
    let name = words(name.trim().trim_matches('"')).replace("\\\"", "\"");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if contact::email(&name).as_deref() == Some(address.as_str()) { String::new() } else { name };
    Some(Address { name: name.trim_matches(['"', '\'']).to_owned(), address })
}
