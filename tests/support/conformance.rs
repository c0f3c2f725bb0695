//! What every storage has to do, run on each of them: in memory natively, in IndexedDB in a browser.

use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    ops::ControlFlow,
    pin::pin,
    task::Poll,
};
use voronka::{
    data::{
        edit::{Batch, Durability, Patch},
        row::{LogEntry, Row},
        stamp::Stamp,
    },
    domain::RecordId,
    storage::{Committed, Loaded, SLICE, Storage, StorageError, VERSION},
};

/// One empty database that can be opened several times.
pub(crate) trait Bench {
    type Store: Storage;
    async fn open(&self) -> Result<Self::Store, StorageError>;
    /// Puts something among the rows past all rules: what damage, or a later version, might leave there.
    async fn leave(&self, key: &str, raw: Value);
    /// Writes nonsense over the last stamp that was given out.
    async fn spoil_last(&self);
    /// Lets a tab of the next version take the database over.
    async fn take_over(&self);
}

/// Makes a test of every case with the given macro.
#[macro_export]
macro_rules! conformance_cases {
    ($make:ident) => {
        $make! {
            what_is_committed_is_loaded, every_kind_of_record_comes_back, values_come_back_as_they_were, what_a_later_version_wrote_is_kept,
            stamps_go_on_when_the_clock_goes_back, an_edit_beats_what_its_author_saw,
            two_tabs_never_give_out_the_same_stamp, a_removed_value_stays_as_null, a_deleted_record_stays,
            history_tells_every_change, what_cannot_be_read_is_set_aside, what_cannot_be_read_is_not_written_over,
            a_lost_last_stamp_is_found_again, a_large_batch_is_stored_by_the_slice, a_stopped_batch_leaves_nothing,
            a_record_that_exists_is_not_new, one_record_may_come_twice, what_changes_nothing_is_no_change,
            records_are_read_by_id, a_new_start_leaves_nothing, small_values_are_kept, the_first_to_settle_wins,
            a_newer_database_is_refused, a_relaxed_batch_is_stored_too, contents_are_kept, contents_are_kept_once,
            contents_that_are_let_go_are_gone,
        }
    };
}

pub(crate) const NOW: i64 = 1_795_290_000_123;

pub(crate) fn patch(id: &str, fields: Value) -> Patch {
    let fields = serde_json::from_value(fields).unwrap();
    Patch { id: id.to_owned(), kind: "deal".to_owned(), fields, fresh: false }
}

pub(crate) fn batch(now: i64, patches: Vec<Patch>) -> Batch {
    let device = "k3f9x2qa".parse().unwrap();
    Batch { patches, now, device, by: Some("Ann".to_owned()), durability: Durability::Strict }
}

pub(crate) fn many(count: usize) -> Vec<Patch> {
    let new = |n| Patch { fresh: true, ..patch(&format!("deal:{n:05}"), json!({"title": format!("Deal {n}")})) };
    (0..count).map(new).collect()
}

pub(crate) async fn edit(store: &impl Storage, now: i64, id: &str, fields: Value) -> Committed {
    store.commit(batch(now, vec![patch(id, fields)])).await.unwrap()
}

pub(crate) async fn load(store: &impl Storage) -> (BTreeMap<String, Row>, Loaded) {
    let mut rows = BTreeMap::new();
    let loaded = store.load(|slice| rows.extend(slice.into_iter().map(|row| (row.id.clone(), row)))).await.unwrap();
    (rows, loaded)
}

async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(done) = a.as_mut().poll(context)
        {
            first = Some(done);
        }
        if second.is_none()
            && let Poll::Ready(done) = b.as_mut().poll(context)
        {
            second = Some(done);
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (first.unwrap(), second.unwrap())
}

pub(crate) async fn what_is_committed_is_loaded(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let patches =
        vec![patch("deal:1", json!({"title": "Bearings"})), patch("deal:2", json!({"title": "Насос", "n": 7}))];
    let committed = store.commit(batch(NOW, patches)).await.unwrap();
    let (rows, loaded) = load(&bench.open().await.unwrap()).await;
    assert_eq!(rows.into_values().collect::<Vec<_>>(), committed.rows);
    assert_eq!(loaded, Loaded { last: committed.last, ..Loaded::default() });
    let stamp = |text: &str| text.parse::<Stamp>().unwrap();
    assert_eq!(committed.rows[0].t["title"], stamp("1795290000123-0000-k3f9x2qa"));
    assert_eq!(committed.last, Some(stamp("1795290000123-0001-k3f9x2qa")));
    // Another tab sees that something was written after it had read.
    let reader = bench.open().await.unwrap();
    assert_eq!(reader.last().await.unwrap(), loaded.last);
    let later = store.commit(batch(NOW, vec![patch("deal:3", json!({"n": 1}))])).await.unwrap();
    assert!(later.last > loaded.last);
    assert_eq!(reader.last().await.unwrap(), later.last);
}

/// Storage knows no kind of record by name: one of each, as the codec writes them, is read again as it was.
pub(crate) async fn every_kind_of_record_comes_back(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let patches = RecordId::KINDS.iter().map(|&kind| Patch {
        kind: kind.to_owned(),
        fresh: true,
        ..patch(
            &format!("{kind}:1"),
            json!({"at": NOW, "fate": {"sent": {"at": NOW, "way": "mail"}}, "cells": ["133"]}),
        )
    });
    store.commit(batch(NOW, patches.collect())).await.unwrap();
    let (rows, loaded) = load(&store).await;
    assert_eq!(loaded.quarantined, []);
    for kind in RecordId::KINDS {
        let row = &rows[&format!("{kind}:1")];
        assert_eq!((row.kind.as_str(), &row.v["fate"]["sent"]["way"]), (*kind, &json!("mail")));
    }
    assert_eq!(rows.len(), RecordId::KINDS.len());
}

pub(crate) async fn values_come_back_as_they_were(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let fields = json!({
        "empty": "", "text": "«Ёж» 🦔 \u{0} \" \\ \n", "flag": false, "whole": 9_007_199_254_740_991_i64, "minus": -3,
        "fraction": 0.1, "tiny": 5e-324, "huge": 1e300, "whole as fraction": 3.0, "__proto__": "a field like any other",
        "10": "a name that looks like a number", "list": [1, [2.5], {"deep": [Value::Null]}], "long": "я".repeat(100_000),
    });
    let committed = edit(&store, NOW, "deal:1", fields.clone()).await;
    let (rows, _) = load(&store).await;
    assert_eq!(rows["deal:1"], committed.rows[0]);
    let expected: BTreeMap<String, Value> = serde_json::from_value(fields).unwrap();
    assert!(rows["deal:1"].v.keys().eq(expected.keys()));
    for (field, value) in expected.into_iter().filter(|(field, _)| field != "whole as fraction") {
        assert_eq!(rows["deal:1"].v[&field], value, "{field}");
    }
    assert_eq!(rows["deal:1"].v["whole as fraction"], json!(3));
    // And what came back is no change when it is set again.
    let again = rows["deal:1"].v.clone().into_iter().collect();
    let again = store.commit(batch(NOW, vec![patch("deal:1", Value::Object(again))])).await.unwrap();
    assert_eq!(again.rows, []);
}

pub(crate) async fn what_a_later_version_wrote_is_kept(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    bench
        .leave("deal:1", json!({"id": "deal:1", "kind": "deal", "v": {"shape": {"of": [1]}}, "t": {}, "mood": [1, {}]}))
        .await;
    bench.leave("robot:1", json!({"id": "robot:1", "kind": "robot", "v": {}, "t": {}})).await;
    edit(&store, NOW, "deal:1", json!({"title": "Bearings"})).await;
    let (rows, loaded) = load(&store).await;
    assert_eq!((&rows["deal:1"].v["shape"], &rows["deal:1"].more["mood"]), (&json!({"of": [1]}), &json!([1, {}])));
    assert_eq!((rows["robot:1"].kind.as_str(), loaded.quarantined.len()), ("robot", 0));
}

pub(crate) async fn stamps_go_on_when_the_clock_goes_back(bench: &impl Bench) {
    let mut last = None;
    for (now, n) in [(NOW, 1), (NOW, 2), (NOW - 3_600_000, 3), (NOW + 1, 4), (-5, 5)] {
        let store = bench.open().await.unwrap();
        let committed = edit(&store, now, "deal:1", json!({"n": n})).await;
        assert!(committed.last > last);
        assert_eq!(committed.rows[0].t["n"], committed.last.unwrap());
        last = committed.last;
    }
    assert_eq!(last.unwrap().to_string(), "1795290000124-0001-k3f9x2qa");
}

pub(crate) async fn an_edit_beats_what_its_author_saw(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let ahead = "1795293600123-0007-aaaaaaaa";
    let row = json!({"id": "deal:1", "kind": "deal", "v": {"stage": "lead", "n": 1}, "t": {"stage": ahead}});
    bench.leave("deal:1", row).await;
    let committed = edit(&store, NOW, "deal:1", json!({"stage": "won"})).await;
    assert_eq!(committed.rows[0].t["stage"].to_string(), "1795293600123-0008-k3f9x2qa");
}

pub(crate) async fn two_tabs_never_give_out_the_same_stamp(bench: &impl Bench) {
    let (one, two) = (bench.open().await.unwrap(), bench.open().await.unwrap());
    let here = async {
        for n in 0..10 {
            edit(&one, NOW, "deal:1", json!({"n": n})).await;
        }
    };
    let there = async {
        for n in 0..10 {
            edit(&two, NOW, "deal:2", json!({"n": n})).await;
            edit(&two, NOW, "deal:1", json!({"m": n})).await;
        }
    };
    both(here, there).await;
    let mut stamps = Vec::new();
    for id in ["deal:1", "deal:2"] {
        stamps.extend(one.history(id).await.unwrap().entries.into_iter().map(|entry| entry.id));
    }
    let given = stamps.len();
    stamps.sort_unstable();
    stamps.dedup();
    // The first value of a record is no change; the second author of deal:1 found it there.
    assert_eq!((stamps.len(), given), (given, 28));
}

pub(crate) async fn a_removed_value_stays_as_null(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:1", json!({"title": "Bearings", "note": "call"})).await;
    let removed = edit(&store, NOW, "deal:1", json!({"note": null})).await;
    let (rows, _) = load(&store).await;
    assert_eq!((rows["deal:1"].get("note"), &rows["deal:1"].v["note"]), (None, &Value::Null));
    assert_eq!(rows["deal:1"].t["note"], removed.last.unwrap());
    assert!(rows["deal:1"].t["note"] > rows["deal:1"].t["title"]);
}

pub(crate) async fn a_deleted_record_stays(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:1", json!({"title": "Bearings"})).await;
    edit(&store, NOW, "deal:1", json!({"deleted": true})).await;
    let (rows, _) = load(&store).await;
    assert!(rows["deal:1"].is_deleted());
    edit(&store, NOW, "deal:1", json!({"deleted": null})).await;
    let (rows, _) = load(&store).await;
    assert!(!rows["deal:1"].is_deleted());
    assert_eq!(rows["deal:1"].get("title"), Some(&json!("Bearings")));
}

pub(crate) async fn history_tells_every_change(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let created = edit(&store, NOW, "deal:1", json!({"stage": "lead", "n": 1})).await.last;
    edit(&store, NOW, "deal:2", json!({"stage": "lead"})).await;
    edit(&store, NOW + 5, "deal:1", json!({"stage": "offer"})).await;
    edit(&store, NOW + 6, "deal:2", json!({"stage": "offer"})).await;
    let won = edit(&store, NOW + 9, "deal:1", json!({"stage": "won", "n": 1, "by whom": "Bob"})).await;
    let entries = store.history("deal:1").await.unwrap().entries;
    let told = |entry: &LogEntry| (entry.field.clone(), entry.from.clone(), entry.to.clone(), entry.base);
    let offered = entries[0].id;
    assert_eq!(
        entries.iter().map(told).collect::<Vec<_>>(),
        [
            ("stage".to_owned(), json!("lead"), json!("offer"), created),
            ("by whom".to_owned(), Value::Null, json!("Bob"), None),
            ("stage".to_owned(), json!("offer"), json!("won"), Some(offered)),
        ]
    );
    assert_eq!((offered.ms(), entries[2].id), (1_795_290_000_128, won.rows[0].t["stage"]));
    assert!(entries.iter().all(|entry| entry.rec == "deal:1" && entry.by.as_deref() == Some("Ann")));
    assert_eq!(store.history("deal:9").await.unwrap().entries, []);
}

pub(crate) async fn what_cannot_be_read_is_set_aside(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    store.commit(batch(NOW, many(3))).await.unwrap();
    let damaged = [
        ("deal:no-stamps", json!({"id": "deal:no-stamps", "kind": "deal", "v": {"title": "Bearings"}})),
        ("deal:00000-bad", json!({"id": "deal:00000-bad", "kind": "deal", "v": {}, "t": {"title": "yesterday"}})),
        ("deal:text", json!({"id": "deal:text", "kind": 7, "v": "title", "t": {}})),
    ];
    for (key, raw) in &damaged {
        bench.leave(key, raw.clone()).await;
    }
    // At the first start it is found, at the next it is still listed; the rest is open both times.
    for _ in 0..2 {
        let (rows, mut loaded) = load(&bench.open().await.unwrap()).await;
        assert_eq!(rows.into_keys().collect::<Vec<_>>(), ["deal:00000", "deal:00001", "deal:00002"]);
        loaded.quarantined.sort_by(|a, b| a.key.cmp(&b.key));
        let listed: Vec<_> = loaded.quarantined.iter().map(|bad| (bad.key.as_str(), &bad.raw)).collect();
        let mut expected: Vec<_> = damaged.iter().map(|(key, raw)| (*key, raw.to_string())).collect();
        expected.sort();
        assert_eq!(listed.len(), expected.len());
        for ((key, raw), (expected_key, expected_raw)) in listed.into_iter().zip(expected) {
            assert_eq!(key, expected_key);
            let (raw, expected): (Value, Value) =
                (serde_json::from_str(raw).unwrap(), serde_json::from_str(&expected_raw).unwrap());
            assert_eq!(raw, expected);
        }
        let why = |key| &loaded.quarantined.iter().find(|bad| bad.key == key).unwrap().why;
        assert!(why("deal:no-stamps").contains("missing field `t`"), "{}", why("deal:no-stamps"));
        assert!(why("deal:00000-bad").contains("“yesterday” is not a stamp"), "{}", why("deal:00000-bad"));
    }
    // Out of the way, its id is free.
    edit(&store, NOW, "deal:text", json!({"title": "entered anew"})).await;
    assert_eq!(store.read(&["deal:text".to_owned()]).await.unwrap().len(), 1);
}

pub(crate) async fn what_cannot_be_read_is_not_written_over(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    bench.leave("deal:1", json!({"id": "deal:1", "v": {"title": "Bearings"}})).await;
    let patches = vec![patch("deal:2", json!({"n": 1})), patch("deal:1", json!({"n": 1}))];
    let refused = store.commit(batch(NOW, patches)).await;
    let Err(StorageError::Corrupt { key, why }) = refused else { panic!("{refused:?}") };
    assert_eq!(key, "deal:1");
    assert!(why.contains("missing field"), "{why}");
    let (rows, loaded) = load(&store).await;
    assert_eq!((rows.len(), loaded.quarantined.len()), (0, 1));
}

pub(crate) async fn a_lost_last_stamp_is_found_again(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    bench.spoil_last().await;
    let refused = store.commit(batch(NOW, many(1))).await;
    assert!(matches!(&refused, Err(StorageError::Corrupt { key, .. }) if key == "last"), "{refused:?}");
    assert_eq!(load(&store).await.1, Loaded::default());
    edit(&store, NOW, "deal:2", json!({"n": 1})).await;

    let ahead = "1795293600123-0007-aaaaaaaa";
    bench.leave("deal:1", json!({"id": "deal:1", "kind": "deal", "v": {"n": 1}, "t": {"n": ahead}})).await;
    bench.spoil_last().await;
    assert_eq!(load(&store).await.1.last.unwrap().to_string(), ahead);
    let committed = edit(&store, NOW, "deal:2", json!({"n": 2})).await;
    assert_eq!(committed.last.unwrap().to_string(), "1795293600123-0008-k3f9x2qa");
}

pub(crate) async fn a_large_batch_is_stored_by_the_slice(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let (mut heard, mut told) = (Vec::new(), Vec::new());
    let watch = |done, rows: Vec<Row>| {
        heard.push(done);
        told.extend(rows);
        ControlFlow::Continue(())
    };
    let last = store.commit_in_slices(batch(NOW, many(SLICE * 2 + 1)), watch).await.unwrap();
    assert_eq!(heard, [SLICE, SLICE * 2, SLICE * 2 + 1]);
    let (rows, loaded) = load(&bench.open().await.unwrap()).await;
    assert_eq!((rows.into_values().collect::<Vec<_>>(), loaded.last), (told, last));
}

pub(crate) async fn a_stopped_batch_leaves_nothing(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:00001", json!({"title": "was here before"})).await;
    let before = load(&store).await;
    let mut patches = many(SLICE * 3);
    patches.remove(1);
    patches.push(patch("deal:00001", json!({"title": "changed"})));
    let mut slices = 0;
    let watch = |_, _| {
        slices += 1;
        if slices == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    assert_eq!(store.commit_in_slices(batch(NOW, patches.clone()), watch).await, Err(StorageError::Cancelled));
    assert_eq!(load(&bench.open().await.unwrap()).await, before);
    assert_eq!(store.history("deal:00001").await.unwrap().entries, []);
    // Nothing is in the way of a second try.
    store.commit(batch(NOW, patches)).await.unwrap();
    assert_eq!(load(&store).await.0.len(), SLICE * 3);
}

pub(crate) async fn a_record_that_exists_is_not_new(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:00001", json!({"title": "was here before"})).await;
    let before = load(&store).await;
    let refused = store.commit(batch(NOW, many(2))).await;
    assert!(matches!(refused, Err(StorageError::Other(_))), "{refused:?}");
    assert_eq!(load(&store).await, before);
}

pub(crate) async fn one_record_may_come_twice(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    let mut patches = many(SLICE + 1);
    for title in ["second", "third"] {
        patches.push(Patch { fresh: true, ..patch("deal:00000", json!({"title": title})) });
    }
    store.commit(batch(NOW, patches)).await.unwrap();
    let history = store.history("deal:00000").await.unwrap().entries;
    assert_eq!(history.iter().map(|entry| &entry.from).collect::<Vec<_>>(), [&json!("Deal 0"), &json!("second")]);
    assert_eq!(store.read(&["deal:00000".to_owned()]).await.unwrap()[0].get("title"), Some(&json!("third")));
}

pub(crate) async fn what_changes_nothing_is_no_change(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    assert_eq!(store.commit(batch(NOW, vec![])).await.unwrap(), Committed::default());
    let last = edit(&store, NOW, "deal:1", json!({"n": 1})).await.last;
    let before = load(&store).await;
    assert_eq!(edit(&store, NOW + 1, "deal:1", json!({"n": 1, "note": null})).await, Committed { rows: vec![], last });
    assert_eq!(load(&store).await, before);
}

pub(crate) async fn records_are_read_by_id(bench: &impl Bench) {
    let (here, there) = (bench.open().await.unwrap(), bench.open().await.unwrap());
    here.commit(batch(NOW, many(5))).await.unwrap();
    edit(&here, NOW, "deal:00003", json!({"title": "changed here"})).await;
    let ids = ["deal:00004", "deal:00099", "deal:00003"].map(str::to_owned);
    let rows = there.read(&ids).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["deal:00004", "deal:00003"]);
    assert_eq!(rows[1].get("title"), Some(&json!("changed here")));
    assert_eq!(there.read(&[]).await.unwrap(), []);
}

pub(crate) async fn a_new_start_leaves_nothing(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:1", json!({"n": 1})).await;
    edit(&store, NOW, "deal:1", json!({"n": 2})).await;
    store.set_meta("workspace", &json!("w1")).await.unwrap();
    bench.leave("deal:2", json!({"id": "deal:2"})).await;
    load(&store).await;
    store.keep_contents(&sum(1), &contents(&store, b"PDF")).await.unwrap();
    store.clear().await.unwrap();
    assert_eq!(store.kept_contents().await.unwrap(), BTreeSet::new());
    assert_eq!(load(&store).await, (BTreeMap::new(), Loaded::default()));
    assert_eq!(store.history("deal:1").await.unwrap().entries, []);
    edit(&store, NOW, "deal:1", json!({"n": 1})).await;
}

pub(crate) async fn small_values_are_kept(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    assert_eq!(store.meta("rates").await.unwrap(), None);
    store.set_meta("workspace", &json!("w1")).await.unwrap();
    store.set_meta("workspace", &json!("w2")).await.unwrap();
    store.set_meta("rates", &json!({"usd": [95.5, null]})).await.unwrap();
    edit(&store, NOW, "deal:1", json!({"n": 1})).await;
    let other = bench.open().await.unwrap();
    assert_eq!(other.meta("rates").await.unwrap(), Some(json!({"usd": [95.5, null]})));
    let (_, loaded) = load(&other).await;
    let expected = BTreeMap::from([("rates".into(), json!({"usd": [95.5, null]})), ("workspace".into(), json!("w2"))]);
    assert_eq!(loaded.meta, expected);
}

pub(crate) async fn the_first_to_settle_wins(bench: &impl Bench) {
    let (one, two) = (bench.open().await.unwrap(), bench.open().await.unwrap());
    let (ours, theirs) = (json!("k3f9x2qa"), json!("p7d1m0zc"));
    let (a, b) = both(one.settle_meta("device", &ours), two.settle_meta("device", &theirs)).await;
    assert_eq!((a.unwrap(), b.unwrap()), (ours.clone(), ours.clone()));
    assert_eq!(two.meta("device").await.unwrap(), Some(ours));
}

pub(crate) async fn a_newer_database_is_refused(bench: &impl Bench) {
    let old = bench.open().await.unwrap();
    edit(&old, NOW, "deal:1", json!({"n": 1})).await;
    bench.take_over().await;
    assert_eq!(old.commit(batch(NOW, vec![patch("deal:1", json!({"n": 2}))])).await, Err(StorageError::Stale));
    assert_eq!(old.load(|_| ()).await, Err(StorageError::Stale));
    assert_eq!(bench.open().await.err(), Some(StorageError::Newer { found: VERSION + 1, known: VERSION }));
}

pub(crate) async fn a_relaxed_batch_is_stored_too(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    store.commit(Batch { durability: Durability::Relaxed, ..batch(NOW, many(3)) }).await.unwrap();
    assert_eq!(load(&bench.open().await.unwrap()).await.0.len(), 3);
}

/// A checksum, as a storage sees it: a name.
pub(crate) fn sum(n: u8) -> String {
    format!("{n:02x}").repeat(32)
}

/// Contents as this storage takes them.
pub(crate) fn contents<S: Storage>(_: &S, bytes: &[u8]) -> S::Contents {
    bytes.into()
}

async fn kept<S: Storage>(store: &S, checksum: &str) -> Option<Vec<u8>> {
    store.contents(checksum).await.unwrap().map(|contents| S::bytes(&contents))
}

pub(crate) async fn contents_are_kept(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    assert_eq!(store.kept_contents().await.unwrap(), BTreeSet::new());
    let every: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    for (n, bytes) in [(1, &every[..]), (2, b"")] {
        store.keep_contents(&sum(n), &contents(&store, bytes)).await.unwrap();
    }
    let other = bench.open().await.unwrap();
    assert_eq!(kept(&other, &sum(1)).await, Some(every));
    assert_eq!(kept(&other, &sum(2)).await, Some(Vec::new()));
    assert_eq!(kept(&other, &sum(3)).await, None);
    assert_eq!(other.kept_contents().await.unwrap(), [sum(1), sum(2)].into());
    // They are no rows.
    assert_eq!(load(&other).await, (BTreeMap::new(), Loaded::default()));
}

/// What has the same checksum is the same: it is not written again.
pub(crate) async fn contents_are_kept_once(bench: &impl Bench) {
    let (one, two) = (bench.open().await.unwrap(), bench.open().await.unwrap());
    one.keep_contents(&sum(1), &contents(&one, b"first")).await.unwrap();
    two.keep_contents(&sum(1), &contents(&two, b"again")).await.unwrap();
    assert_eq!(kept(&one, &sum(1)).await.as_deref(), Some(&b"first"[..]));
    assert_eq!(one.kept_contents().await.unwrap(), [sum(1)].into());
}

pub(crate) async fn contents_that_are_let_go_are_gone(bench: &impl Bench) {
    let store = bench.open().await.unwrap();
    for n in 1..4 {
        store.keep_contents(&sum(n), &contents(&store, &[n])).await.unwrap();
    }
    store.drop_contents(&[sum(1), sum(3), sum(9)]).await.unwrap();
    assert_eq!(store.kept_contents().await.unwrap(), [sum(2)].into());
    assert_eq!(kept(&store, &sum(1)).await, None);
    store.keep_contents(&sum(1), &contents(&store, b"back")).await.unwrap();
    assert_eq!(kept(&store, &sum(1)).await.as_deref(), Some(&b"back"[..]));
}
