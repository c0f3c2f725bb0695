//! The stored shape of every record: a value and a stamp per field, and the append-only log of changes.
//!
//! Owns [`Row`] and [`LogEntry`] as they stand in the database, in files and on a server. How they come to change is
//! told in [`edit`](super::edit); which fields a deal has, where typed records are translated.

use super::stamp::Stamp;
use serde::de::{self, DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;

/// The field that marks a record as deleted when it is `true`. The record stays, so that the deletion merges.
pub const DELETED: &str = "deleted";

/// One record of a workspace as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Unique in the workspace and never used again: `deal:01JD…`.
    pub id: String,
    /// What the record is: `deal`, `customer`, … A kind that this version doesn't know is kept as it is.
    pub kind: String,
    /// The value of each field; `null` where a value was removed.
    pub v: BTreeMap<String, Value>,
    /// When each field was last written.
    pub t: BTreeMap<String, Stamp>,
    /// What a later version wrote beside the fields above; kept as it is.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Row {
    /// The value of a field; `None` when it was never set or has been removed.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.v.get(field).filter(|value| !value.is_null())
    }

    /// Whether the record has been deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.get(DELETED) == Some(&Value::Bool(true))
    }

    /// When the record was last written.
    #[must_use]
    pub fn last(&self) -> Option<Stamp> {
        self.t.values().copied().max()
    }
}

/// By hand: what is derived beside a `flatten` holds everything twice before it is read, and a page that opens reads
/// thousands of rows.
impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(RowReader)
    }
}

struct RowReader;

impl<'de> Visitor<'de> for RowReader {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Row, A::Error> {
        let (mut id, mut kind, mut v, mut t, mut more) = (None, None, None, None, Map::new());
        while let Some(name) = from.next_key::<String>()? {
            match name.as_str() {
                "id" => id = Some(from.next_value()?),
                "kind" => kind = Some(from.next_value()?),
                "v" => v = Some(from.next_value()?),
                "t" => t = Some(from.next_value::<Stamps>()?.0),
                _ => drop(more.insert(name, from.next_value()?)),
            }
        }
        let missing = <A::Error as de::Error>::missing_field;
        Ok(Row {
            id: id.ok_or_else(|| missing("id"))?,
            kind: kind.ok_or_else(|| missing("kind"))?,
            v: v.ok_or_else(|| missing("v"))?,
            t: t.ok_or_else(|| missing("t"))?,
            more,
        })
    }
}

/// The stamps of a row. Most rows were written at one moment, so that one stamp stands there many times over.
struct Stamps(BTreeMap<String, Stamp>);

impl<'de> Deserialize<'de> for Stamps {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(StampsReader)
    }
}

struct StampsReader;

impl<'de> Visitor<'de> for StampsReader {
    type Value = Stamps;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stamp for each field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Stamps, A::Error> {
        let (mut stamps, mut last) = (BTreeMap::new(), None);
        while let Some(field) = from.next_key()? {
            stamps.insert(field, from.next_value_seed(StampAfter(&mut last))?);
        }
        Ok(Stamps(stamps))
    }
}

/// Reads a stamp, unless it is the same as the one before.
struct StampAfter<'a>(&'a mut Option<(String, Stamp)>);

impl<'de> DeserializeSeed<'de> for StampAfter<'_> {
    type Value = Stamp;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Stamp, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for StampAfter<'_> {
    type Value = Stamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stamp")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Stamp, E> {
        match self.0 {
            Some((before, stamp)) if before == text => Ok(*stamp),
            last => {
                let stamp = text.parse().map_err(E::custom)?;
                *last = Some((text.to_owned(), stamp));
                Ok(stamp)
            }
        }
    }
}

/// One change of one field, kept for ever. The first value of a field has no entry of its own: it is the `from` of the
/// field's first entry, and its stamp the `base`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// The stamp of the value that this change wrote; no two changes of a workspace share one.
    pub id: Stamp,
    /// [`LogEntry::CHANGE`]; other kinds come from later versions.
    pub kind: String,
    /// The record that was changed.
    pub rec: String,
    /// The field that was changed.
    pub field: String,
    /// The value before; `null` when there was none.
    pub from: Value,
    /// The value after; `null` when it was removed.
    pub to: Value,
    /// The stamp of the value before: what the author saw. `None` when the field had never been set.
    pub base: Option<Stamp>,
    /// Who made the change, by name.
    pub by: Option<String>,
    /// The changes among which this one is the choice, when two people had changed the same field at once.
    #[serde(default)]
    pub resolves: Vec<Stamp>,
    /// What a later version wrote beside the fields above; kept as it is.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl LogEntry {
    /// The kind of an entry that says that a field got another value.
    pub const CHANGE: &'static str = "change";
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_and_entries_have_the_shape_of_the_exchange_format() {
        let text = r#"{"id":"deal:1","kind":"deal","v":{"deleted":false,"stage":"stage:won","tag.hot":true,"value":120000},"t":{"stage":"1795293600456-0002-p7d1m0zc","value":"1795290000123-0000-k3f9x2qa"},"mood":{"of":["a","later",1.5]}}"#;
        let row: Row = serde_json::from_str(text).unwrap();
        assert_eq!(row.get("stage"), Some(&json!("stage:won")));
        assert_eq!(row.more.get("mood"), Some(&json!({"of": ["a", "later", 1.5]})));
        assert_eq!(serde_json::to_string(&row).unwrap(), text);

        let text = r#"{"id":"1795293600456-0002-p7d1m0zc","kind":"change","rec":"deal:1","field":"stage","from":"stage:proposal","to":"stage:won","base":"1795290000123-0000-k3f9x2qa","by":"Ann","resolves":[],"mood":1}"#;
        let entry: LogEntry = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&entry).unwrap(), text);
    }

    #[test]
    fn a_row_without_stamps_or_with_a_broken_one_is_no_row() {
        for text in [
            r#"{"id":"deal:1","kind":"deal","v":{}}"#,
            r#"{"id":"deal:1","kind":"deal","t":{}}"#,
            r#"{"id":"deal:1","v":{},"t":{}}"#,
            r#"{"id":1,"kind":"deal","v":{},"t":{}}"#,
            r#"{"id":"deal:1","kind":"deal","v":{},"t":{"title":"yesterday"}}"#,
            "[]",
        ] {
            assert!(serde_json::from_str::<Row>(text).is_err(), "{text}");
        }
    }
}
