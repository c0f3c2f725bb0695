//! Contents of files in a copy: lines among the records, each a piece of one file in letters, one behind the other. So the
//! checksum of the copy is theirs too, and neither writing nor reading has to hold a whole file as text.
//!
//! What has been read is taken only when it has the checksum under which the records name it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Entry, from_base64, to_base64};
use crate::domain::Checksum;

/// What such a line calls its kind.
pub(super) const CONTENTS: &str = "contents";
/// Bytes in a piece: a multiple of three, so that letters fill up only at the end.
const PIECE: usize = 3 * 128 * 1024;

/// The lines of the contents that have this checksum, as [`Writer::record`](super::Writer::record) takes them.
pub fn contents_lines(checksum: Checksum, bytes: &[u8]) -> impl Iterator<Item = String> {
    let of = bytes.len().div_ceil(PIECE);
    bytes.chunks(PIECE).enumerate().map(move |(piece, bytes)| {
        let id = format!("{CONTENTS}:{checksum}:{piece}");
        let v = [("piece", json!(piece)), ("of", json!(of)), ("base64", json!(to_base64(bytes)))];
        let v = v.map(|(name, value)| (name.to_owned(), value)).into();
        Entry { id, kind: CONTENTS.to_owned(), at: None, v, more: Map::new() }.line()
    })
}

/// So many bytes become so many more letters in a copy.
pub fn in_letters(bytes: u64) -> u64 {
    bytes.div_ceil(3) * 4
}

/// Contents that are being read.
#[derive(Clone, Debug)]
struct Gathering {
    checksum: Checksum,
    next: usize,
    bytes: Vec<u8>,
    sum: Sha256,
}

/// The contents of a copy that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    whole: BTreeMap<Checksum, Arc<Vec<u8>>>,
    going: Option<Gathering>,
}

/// A line that is no piece of contents, or not the next one, or the last one of something else than it says.
pub(super) struct Torn;

impl Shelves {
    /// Takes the next line.
    pub(super) fn take(&mut self, entry: &Entry) -> Result<(), Torn> {
        let (checksum, piece, of, bytes) = parts(entry).ok_or(Torn)?;
        let begun = self.going.take();
        let mut going = match begun {
            _ if piece == 0 => Gathering { checksum, next: 0, bytes: Vec::new(), sum: Sha256::new() },
            Some(going) if (going.checksum, going.next) == (checksum, piece) => going,
            _ => return Err(Torn),
        };
        going.sum.update(&bytes);
        going.bytes.extend(bytes);
        going.next += 1;
        if going.next < of {
            self.going = Some(going);
            return Ok(());
        }
        match <[u8; 32]>::from(going.sum.finalize()) == checksum.0 {
            true => {
                self.whole.insert(checksum, Arc::new(going.bytes));
                Ok(())
            }
            false => Err(Torn),
        }
    }

    /// What is whole.
    pub(super) fn finish(self) -> BTreeMap<Checksum, Arc<Vec<u8>>> {
        self.whole
    }
}

fn parts(entry: &Entry) -> Option<(Checksum, usize, usize, Vec<u8>)> {
    let number = |name: &str| usize::try_from(entry.v.get(name)?.as_u64()?).ok();
    let (piece, of) = (number("piece")?, number("of")?);
    let checksum = entry.id.strip_prefix(CONTENTS)?.strip_prefix(':')?.strip_suffix(&format!(":{piece}"))?;
    let letters = entry.v.get("base64").and_then(Value::as_str)?;
    Some((checksum.parse().ok()?, piece, of, from_base64(letters)?))
}
