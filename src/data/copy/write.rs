//! Writing a copy: the head, a line for each record, the checksum.
//!
//! The checksum is the SHA-256 of every record and then of the head, each as one line without the spaces between tokens.
//! Anybody can compute it without us: `(jq -c '.records[]' FILE; jq -c 'del(.records, .sha256)' FILE) | sha256sum`.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{FORMAT, Header, VERSION};

/// A copy in the making. The texts that its functions give, one behind the other, are the file.
#[derive(Clone, Debug)]
pub struct Writer {
    sum: Sha256,
    head: String,
    first: bool,
}

impl Writer {
    /// Begins a copy; gives what stands before the first record.
    pub fn begin(header: &Header) -> (Self, String) {
        let members = members(header);
        let head: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
        let text = format!("{{\n{},\n\"records\":[", head.join(",\n"));
        (Self { sum: Sha256::new(), head: format!("{{{}}}", head.join(",")), first: true }, text)
    }

    /// Adds a record, as [`Entry::line`](super::Entry::line) says it.
    pub fn record(&mut self, to: &mut String, line: &str) {
        to.push_str(if self.first { "\n" } else { ",\n" });
        to.push_str(line);
        self.first = false;
        add(&mut self.sum, line);
    }

    /// What stands behind the last record.
    pub fn end(mut self) -> String {
        add(&mut self.sum, &self.head);
        format!("\n],\n\"sha256\":\"{}\"\n}}\n", hex(&self.sum.finalize()))
    }
}

/// The members of the head in the order in which they stand.
fn members(header: &Header) -> [(&'static str, Value); 10] {
    let Header { application, at, made, by, company, shape, readonly, counts } = header;
    [
        ("format", json!(FORMAT)),
        ("version", json!(VERSION)),
        ("application", json!(application)),
        ("at", json!(at)),
        ("made", json!(made)),
        ("by", json!(by)),
        ("company", json!(company)),
        ("shape", json!(shape)),
        ("readonly", json!(readonly)),
        ("counts", json!(counts)),
    ]
}

/// Adds a line to a checksum.
pub(super) fn add(sum: &mut Sha256, line: &str) {
    sum.update(line.as_bytes());
    sum.update(b"\n");
}

/// Bytes as lower-case digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
