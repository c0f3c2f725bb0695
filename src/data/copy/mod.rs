//! A copy of the whole workspace as one file that people can read and we read back: format and version, who made it and
//! when, every record as its stored fields, one on a line, and a checksum (docs/decisions/0012-copies.md).
//!
//! One step per module, each usable alone: [`Writer`] writes the lines, [`Reading`] reads them in pieces and says of each
//! problem the line and what is wrong, [`Sealed`] is the envelope of an encrypted copy, [`contents_lines`] are the files beside the records, [`compare`] says what differs from
//! what is here, [`restore`] what becomes of what is here, [`invent`] leaves personal data out, [`due`] says when the next
//! copy is due.
//!
//! Deliberately not here: files, passwords and ciphers (`app::copy`), and every word for people.

mod base64;
mod compare;
mod contents;
mod due;
mod invent;
mod read;
mod restore;
mod scan;
mod sealed;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use base64::{decode as from_base64, encode as to_base64};
pub use compare::{Comparison, EXAMPLES, OfKind, compare};
pub use contents::{contents_lines, in_letters};
pub use due::{Due, Every, Habit, Last, due, is_own};
pub use invent::invent;
pub use read::{Copy, Damage, Problem, Reading, Trouble, What};
pub use restore::{Kept, Restoration, Rule, Way, restore};
pub use sealed::{ITERATIONS, Kdf, Opened, Sealed};
pub use write::Writer;

use super::codec::{self, DELETED, Fields};
use super::row::Row;
use crate::domain::{Moment, Record};

/// What a copy calls itself.
pub const FORMAT: &str = "voronka-copy";
/// The version of the format: which members the file has. Files of a greater one are not read.
pub const VERSION: u32 = 1;
/// The version of the stored shape of records that this application writes (docs/decisions/0006 and later). Records of a
/// later one are read as far as this version knows them, and the rest is kept.
pub const SHAPE: u32 = 5;

/// What stands at the head of a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The version of the application that wrote it.
    pub application: String,
    /// When it was made.
    pub at: Moment,
    /// The same moment as people read it, by the clock of who made it.
    pub made: String,
    /// Who made it, when the application knew.
    pub by: Option<String>,
    /// The name of the company.
    pub company: Option<String>,
    /// The stored shape of its records.
    pub shape: u32,
    /// Whether it is meant for looking: it opens without taking the place of anything.
    pub readonly: bool,
    /// How many records of each kind there are.
    pub counts: BTreeMap<String, usize>,
}

/// A record in a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its stored identity: `deal:01JD…`.
    pub id: String,
    /// What it is; a kind that this version does not know is kept as it is.
    pub kind: String,
    /// When it was last written, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Its stored fields.
    pub v: Fields,
    /// What a later version wrote beside; kept as it is.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let at = row.last().and_then(|stamp| i64::try_from(stamp.ms()).ok()).map(Moment);
        // What was removed is not there, and a record that has come back is as one that never went.
        let is_left = |name: &str, value: &Value| value.is_null() || name == DELETED && value == &Value::Bool(false);
        let v = row.v.into_iter().filter(|(name, value)| !is_left(name, value)).collect();
        Self { id: row.id, kind: row.kind, at, v, more: row.more }
    }
}

impl From<&Record> for Entry {
    fn from(record: &Record) -> Self {
        let id = record.id();
        let (v, more) = (codec::encode(record), Map::new());
        Self { id: id.to_string(), kind: id.kind().to_owned(), at: None, v, more }
    }
}

impl Entry {
    /// Whether the record was removed and stands here so that the file tells it.
    pub fn is_removed(&self) -> bool {
        self.v.get(DELETED) == Some(&Value::Bool(true))
    }

    /// The record as one line of the file, without the line break.
    pub fn line(&self) -> String {
        // Texts, numbers and lists under names: there is nothing in it that JSON can't say.
        serde_json::to_string(self).unwrap_or_default()
    }
}
