//! Records as versions have stored them (`tests/fixtures`), and what is asked of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use voronka::data::codec::{Fields, decode, encode};
use voronka::domain::{Record, RecordId, Text};

/// A record as a version stored it.
pub(crate) struct Stored {
    pub(crate) id: RecordId,
    pub(crate) fields: Fields,
    /// Those of its fields that are not the record's: removed values, and what a later version wrote.
    pub(crate) unknown: BTreeSet<String>,
}

pub(crate) fn read(version: &str, name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(version).join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A record of version 1.
pub(crate) fn fixture(kind: &str) -> Stored {
    stored("stored_v1", kind)
}

pub(crate) fn stored(version: &str, kind: &str) -> Stored {
    let mut value = read(version, &format!("{kind}.json"));
    let id: RecordId = value["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.kind(), kind);
    let Value::Object(fields) = value["fields"].take() else { panic!("{kind}.json has no fields") };
    let fields = fields.into_iter().collect();
    Stored { id, fields, unknown: serde_json::from_value(value["unknown"].take()).unwrap() }
}

/// What a version stored is read as this record, and the record is written as it was stored.
pub(crate) fn is_read_and_written(version: &str, record: &Record) {
    let Stored { id, fields, unknown } = stored(version, record.id().kind());
    assert_eq!(decode(id, &fields).as_ref(), Ok(record));
    let known: BTreeMap<_, _> = fields.iter().filter(|(name, _)| !unknown.contains(*name)).collect();
    let written = encode(record);
    for (name, value) in &written {
        // A stage carries an unknown value of a later version inside.
        let stored = without(known.get(name).copied(), "automation");
        assert_eq!(stored.as_ref(), Some(value), "{version}, {id}, {name}");
    }
    assert_eq!(written.keys().collect::<Vec<_>>(), known.into_keys().collect::<Vec<_>>(), "{version}, {id}");
}

fn without(value: Option<&Value>, name: &str) -> Option<Value> {
    let mut value = value?.clone();
    value.as_object_mut().and_then(|fields| fields.remove(name));
    Some(value)
}

pub(crate) fn text(ru: &str, en: &str) -> Text {
    Text { ru: ru.into(), en: en.into() }
}

pub(crate) fn strings(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub(crate) fn id<Id: std::str::FromStr>(text: &str) -> Id {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no id"))
}
