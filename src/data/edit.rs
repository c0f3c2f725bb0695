//! From what somebody wants changed to rows and log entries.
//!
//! Owns the [`Batch`] that is stored together or not at all, and the one function that stamps it. Every storage calls
//! it inside the transaction that writes the result, so that two tabs cannot give out the same stamp. Why a new record
//! leaves no log entries: docs/decisions/0003-storage.md.

use super::{
    row::{LogEntry, Row},
    stamp::{Clock, DeviceId},
};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// What is to become of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// The record; it is created when there is none.
    pub id: String,
    /// The kind of a record that is created; a record that exists keeps its own.
    pub kind: String,
    /// The fields to set; `null` removes a value. Whole numbers beyond ±2⁵³ have to be written as text: a browser
    /// would round them.
    pub fields: BTreeMap<String, Value>,
    /// The author knows that no such record exists, so that none has to be looked for. When there is one after all the
    /// whole batch is refused. After a failure it is not known any more: a lost connection may have stored the batch
    /// and lost the answer.
    pub fresh: bool,
}

/// How sure a batch has to be before it counts as saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On the disk itself, through a power cut: everything that a person did or brought.
    Strict,
    /// Handed to the operating system: survives a killed browser, not a power cut. For what can be made again, like
    /// the demo company.
    Relaxed,
}

/// Changes that are stored together or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// What changes; a later patch of the same record sees the earlier ones.
    pub patches: Vec<Patch>,
    /// The author's clock, in milliseconds since 1970 (UTC).
    pub now: i64,
    /// The author's device.
    pub device: DeviceId,
    /// The author's name, for the history.
    pub by: Option<String>,
    /// How sure the saving has to be.
    pub durability: Durability,
}

/// What a batch comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// Every record that is different now, as it is to be stored, in the order in which it was first touched.
    pub rows: Vec<Row>,
    /// What changed in records that existed.
    pub log: Vec<LogEntry>,
}

/// Applies `patches` to `current`, the rows of the records that they name as far as they exist. A value that is set
/// to what it already was leaves no trace. A new record gets one stamp for all its fields and no log entries; every
/// change of a record that exists gets its own stamp and one entry under it.
#[must_use]
pub fn stamp(patches: Vec<Patch>, current: Vec<Row>, by: Option<&str>, clock: &mut Clock) -> Edits {
    let mut edits = Edits::default();
    let mut rest: BTreeMap<String, Row> = current.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for patch in patches {
        if let Some(&place) = places.get(&patch.id) {
            edits.log.extend(change(&mut edits.rows[place], patch, by, clock));
            continue;
        }
        let row = match rest.remove(&patch.id) {
            None => create(patch, clock),
            Some(mut row) => {
                let entries = change(&mut row, patch, by, clock);
                if entries.is_empty() {
                    rest.insert(row.id.clone(), row);
                    continue;
                }
                edits.log.extend(entries);
                row
            }
        };
        places.insert(row.id.clone(), edits.rows.len());
        edits.rows.push(row);
    }
    edits
}

fn create(patch: Patch, clock: &mut Clock) -> Row {
    let stamp = clock.next(None);
    let given = patch.fields.into_iter().filter(|(_, value)| !value.is_null());
    let v: BTreeMap<_, _> = given.map(|(field, value)| (field, plain(value))).collect();
    let t = v.keys().map(|field| (field.clone(), stamp)).collect();
    Row { id: patch.id, kind: patch.kind, v, t, more: Map::new() }
}

fn change(row: &mut Row, patch: Patch, by: Option<&str>, clock: &mut Clock) -> Vec<LogEntry> {
    let mut log = Vec::new();
    for (field, value) in patch.fields {
        let to = plain(value);
        if row.v.get(&field).unwrap_or(&Value::Null) == &to {
            continue;
        }
        let base = row.t.get(&field).copied();
        let id = clock.next(base);
        row.t.insert(field.clone(), id);
        log.push(LogEntry {
            id,
            kind: LogEntry::CHANGE.to_owned(),
            rec: row.id.clone(),
            from: row.v.insert(field.clone(), to.clone()).unwrap_or_default(),
            to,
            field,
            base,
            by: by.map(str::to_owned),
            resolves: Vec::new(),
            more: Map::new(),
        });
    }
    log
}

/// JSON has one kind of number, and a browser gives 3 back for 3.0: both are stored as 3, or they would count as a
/// change.
fn plain(value: Value) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2⁵³
    match value {
        Value::Number(number) if number.is_f64() => {
            let whole = number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < EXACT);
            Value::Number(whole.map_or(number, |f| Number::from(f as i64)))
        }
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, plain(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::stamp::Stamp, *};
    use proptest::prelude::*;
    use serde_json::json;

    fn clock(now: i64) -> Clock {
        Clock::new("k3f9x2qa".parse().unwrap(), now, None)
    }

    fn patch(id: &str, fields: &[(&str, Value)]) -> Patch {
        let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
        Patch { id: id.to_owned(), kind: "deal".to_owned(), fields, fresh: false }
    }

    #[test]
    fn a_new_record_gets_one_stamp_and_no_entries() {
        let new = patch("deal:1", &[("title", json!("Bearings")), ("value", json!(3.0)), ("note", Value::Null)]);
        let Edits { rows, log } = stamp(vec![new], vec![], Some("Ann"), &mut clock(7));
        let at: Stamp = "0000000000007-0000-k3f9x2qa".parse().unwrap();
        assert_eq!(rows[0].v, BTreeMap::from([("title".into(), json!("Bearings")), ("value".into(), json!(3))]));
        assert_eq!(rows[0].t, BTreeMap::from([("title".into(), at), ("value".into(), at)]));
        assert_eq!((rows.len(), log.len(), rows[0].last()), (1, 0, Some(at)));
    }

    #[test]
    fn a_change_is_logged_with_what_its_author_saw() {
        let mut clock = clock(7);
        let new = patch("deal:1", &[("title", json!("Bearings")), ("value", json!(3))]);
        let rows = stamp(vec![new], vec![], None, &mut clock).rows;
        let edit = patch("deal:1", &[("value", json!(3.0)), ("title", Value::Null), ("stage", json!("won"))]);
        let Edits { rows, log } = stamp(vec![edit], rows, Some("Ann"), &mut clock);
        assert_eq!(rows[0].get("title"), None);
        assert_eq!(rows[0].v["title"], Value::Null, "a removal is stored, so that it merges");
        assert_eq!(log.len(), 2, "3.0 is no news where 3 stands");
        let entry = |i: usize| (log[i].field.as_str(), log[i].from.clone(), log[i].to.clone(), log[i].base);
        assert_eq!(entry(0), ("stage", Value::Null, json!("won"), None));
        assert_eq!(entry(1), ("title", json!("Bearings"), Value::Null, Some(rows[0].t["value"])));
        assert_eq!((log[0].id, log[1].id), (rows[0].t["stage"], rows[0].t["title"]));
        assert_eq!((log[1].by.as_deref(), log[1].rec.as_str()), (Some("Ann"), "deal:1"));
    }

    #[test]
    fn what_changes_nothing_writes_nothing() {
        let mut clock = clock(7);
        let rows = stamp(vec![patch("deal:1", &[("title", json!("Bearings"))])], vec![], None, &mut clock).rows;
        let last = clock.last();
        let again = patch("deal:1", &[("title", json!("Bearings")), ("note", Value::Null)]);
        assert_eq!(stamp(vec![again.clone(), again], rows, None, &mut clock), Edits::default());
        assert_eq!(clock.last(), last);
    }

    #[test]
    fn unknown_fields_of_a_later_version_survive_an_edit() {
        let stored = json!({"id": "deal:1", "kind": "deal", "v": {"colour": [1, 2]}, "t": {}, "mood": "calm"});
        let row: Row = serde_json::from_value(stored).unwrap();
        let rows = stamp(vec![patch("deal:1", &[("title", json!("x"))])], vec![row], None, &mut clock(7)).rows;
        assert_eq!((&rows[0].v["colour"], &rows[0].more["mood"]), (&json!([1, 2]), &json!("calm")));
    }

    fn values() -> impl Strategy<Value = Value> {
        prop_oneof![Just(Value::Null), (0..3_i64).prop_map(Value::from), Just(json!(1.0)), "[ab]".prop_map(Value::from)]
    }

    fn batches() -> impl Strategy<Value = Vec<(i64, Vec<Patch>)>> {
        let fields = prop::collection::btree_map("[xyz]", values(), 0..4);
        let patches = prop::collection::vec(("[pqr]", fields), 0..5).prop_map(|patches| {
            let patch = |(id, fields)| Patch { id, kind: "deal".to_owned(), fields, fresh: false };
            patches.into_iter().map(patch).collect()
        });
        prop::collection::vec((0..5_i64, patches), 0..6)
    }

    proptest! {
        #[test]
        fn the_log_tells_how_every_value_came_about(batches in batches()) {
            let (mut stored, mut log, mut last) = (BTreeMap::<String, Row>::new(), Vec::new(), None);
            for (now, patches) in batches {
                let wanted: BTreeMap<_, _> = patches.iter().flat_map(|p| {
                    p.fields.iter().map(|(field, value)| ((p.id.clone(), field.clone()), plain(value.clone())))
                }).collect();
                let mut clock = Clock::new("k3f9x2qa".parse().unwrap(), now, last);
                let edits = stamp(patches, stored.values().cloned().collect(), None, &mut clock);
                prop_assert!(clock.last() >= last);
                prop_assert!(edits.log.iter().all(|entry| Some(entry.id) > last), "stamps go on over batches");
                last = clock.last();
                stored.extend(edits.rows.into_iter().map(|row| (row.id.clone(), row)));
                log.extend(edits.log);
                for ((id, field), value) in wanted {
                    prop_assert_eq!(stored[&id].get(&field).unwrap_or(&Value::Null), &value);
                }
            }
            prop_assert!(log.is_sorted_by(|a, b| a.id < b.id), "no two entries share a stamp");
            let by_id: BTreeMap<_, _> = log.iter().map(|entry| (entry.id, entry)).collect();
            let mut walked = 0;
            for row in stored.values() {
                prop_assert!(row.v.keys().eq(row.t.keys()));
                for (field, value) in &row.v {
                    let (mut value, mut at) = (value, Some(row.t[field]));
                    while let Some(entry) = at.and_then(|at| by_id.get(&at)) {
                        prop_assert_eq!((&entry.rec, &entry.field, &entry.to), (&row.id, field, value));
                        prop_assert!(entry.from != entry.to && entry.base < Some(entry.id));
                        (value, at, walked) = (&entry.from, entry.base, walked + 1);
                    }
                    // The chain ends at the field's first value: a creation stamp, or nothing at all.
                    prop_assert_eq!(at.is_none(), value.is_null());
                }
            }
            prop_assert_eq!(walked, log.len(), "every entry lies on a chain");
        }
    }
}
