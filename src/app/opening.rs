//! From the disk to a usable workspace: rows are read and adopted slice by slice; a row that can't be read is set aside
//! and listed, the rest opens. Then the other tabs are listened to.
//!
//! Deliberately not here: writing (`saving`).

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::saving::Link;
use super::store::Store;
use super::{attached, clock};
use crate::data::codec;
use crate::data::row::Row;
use crate::data::stamp::{DeviceId, Stamp};
use crate::domain::{Record, RecordId};
use crate::storage::indexed_db::{IndexedDbStorage, Notice};
use crate::storage::tabs::{Heard, Tabs, Version};
use crate::storage::{Loaded, Quarantined, Storage, StorageError};

/// How far opening is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Rows are being read.
    Reading,
    /// The workspace can be used.
    Open,
    /// The disk could not be read; the page works in memory and says so.
    Failed(StorageError),
}

/// What the page knows of the disk, besides what is saved.
#[derive(Clone, Copy)]
pub struct Disk {
    /// How far opening is.
    pub opening: RwSignal<Opening>,
    /// Records that could not be read.
    pub set_aside: RwSignal<Vec<Quarantined>>,
    /// A newer version is open in another tab: this one no longer saves and asks to be reloaded.
    pub superseded: RwSignal<bool>,
}

/// The name of the database and of the channel between tabs.
const WORKSPACE: &str = "voronka";
/// The meta value under which the name of this device stands.
const DEVICE: &str = "device";

/// Whether this browser may have a workspace: known before the part that opens it is there.
pub async fn may_exist() -> bool {
    IndexedDbStorage::exists(WORKSPACE).await
}

/// Opens the workspace in the background.
pub fn open(store: Store) -> Disk {
    let disk = Disk {
        opening: RwSignal::new(Opening::Reading),
        set_aside: RwSignal::new(Vec::new()),
        superseded: RwSignal::new(false),
    };
    spawn_local(async move {
        let opened = read(store, disk).await;
        if let Err(why) = &opened {
            store.saving.fail(why.clone());
        }
        disk.opening.set(opened.map_or_else(Opening::Failed, |()| Opening::Open));
    });
    disk
}

async fn read(store: Store, disk: Disk) -> Result<(), StorageError> {
    let noticed = move |notice| match notice {
        Notice::Stale => step_aside(store, disk),
        Notice::Lost => store.saving.fail(StorageError::Lost),
    };
    let storage = Rc::new(IndexedDbStorage::open(WORKSPACE, noticed).await?);
    let (_, last) = load(&storage, store, disk).await?;
    let device = settle_device(&storage).await?;
    attached::settle(&storage, store, last, disk.set_aside.with_untracked(Vec::is_empty)).await;
    let heard = {
        let storage = Rc::clone(&storage);
        move |heard| listen(heard, Rc::clone(&storage), store, disk)
    };
    let tabs = Tabs::open(WORKSPACE, version(), heard).map(Rc::new);
    let stored = Callback::new(move |rows: Vec<Row>| drop(adopt(store, &rows)));
    store.saving.connect(Link { storage, device, tabs, stored });
    Ok(())
}

/// Reads everything; gives the identities of what is there, and the last stamp that had been given out.
async fn load(
    storage: &IndexedDbStorage,
    store: Store,
    disk: Disk,
) -> Result<(Vec<String>, Option<Stamp>), StorageError> {
    let mut unread = Vec::new();
    let mut there = Vec::new();
    let take = |rows: Vec<Row>| {
        unread.extend(adopt(store, &rows));
        there.extend(rows.into_iter().map(|row| row.id));
    };
    let Loaded { quarantined, last, .. } = storage.load(take).await?;
    let set_aside: Vec<_> = quarantined.into_iter().chain(unread).collect();
    if !set_aside.is_empty() {
        disk.set_aside.set(set_aside);
    }
    Ok((there, last))
}

/// Another tab has started over: what is no longer on the disk leaves the memory, but for what is on its way there.
fn forget_others(store: Store, there: Vec<String>) {
    let there: BTreeSet<String> = there.into_iter().collect();
    let later = store.saving.on_the_way();
    let gone = store.peek(|workspace| {
        let ids = workspace.records().map(|record| record.id());
        let gone = ids.filter(|id| !there.contains(&id.to_string()) && !later.contains(&id.to_string()));
        gone.map(|id| (id, None)).collect()
    });
    store.adopt(gone);
}

/// Takes rows over; gives those that could not be read.
fn adopt(store: Store, rows: &[Row]) -> Vec<Quarantined> {
    // What is looked at is somebody else's; what is on the disk is read again afterwards.
    if store.look_only.get_untracked() {
        return Vec::new();
    }
    let mut records = Vec::with_capacity(rows.len());
    let mut unread = Vec::new();
    // What a later version stores besides stays where it is.
    for row in rows.iter().filter(|row| RecordId::KINDS.contains(&row.kind.as_str())) {
        match decode(row) {
            Ok(record) => records.push(record),
            Err(why) => unread.push(Quarantined {
                key: row.id.clone(),
                raw: serde_json::to_string_pretty(row).unwrap_or_default(),
                why,
            }),
        }
    }
    store.adopt(records);
    unread
}

fn decode(row: &Row) -> Result<(RecordId, Option<Record>), String> {
    let id: RecordId = row.id.parse().map_err(|_| format!("unknown kind of record: {}", row.kind))?;
    if row.is_deleted() {
        return Ok((id, None));
    }
    codec::decode(id, &row.v).map(|record| (id, Some(record))).map_err(|broken| broken.to_string())
}

/// The name of this device, drawn at first start.
async fn settle_device(storage: &IndexedDbStorage) -> Result<DeviceId, StorageError> {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut chance = clock::new_id();
    let drawn: String = (0..8)
        .map(|_| {
            let letter = LETTERS[(chance % 36) as usize];
            chance /= 36;
            char::from(letter)
        })
        .collect();
    let settled = storage.settle_meta(DEVICE, &Value::String(drawn)).await?;
    let corrupt = |why: String| StorageError::Corrupt { key: DEVICE.to_owned(), why };
    settled.as_str().unwrap_or_default().parse().map_err(|why| corrupt(format!("{why:?}")))
}

fn listen(heard: Heard, storage: Rc<IndexedDbStorage>, store: Store, disk: Disk) {
    match heard {
        Heard::Superseded => step_aside(store, disk),
        Heard::Changed { ids, .. } => spawn_local(async move {
            if let Err(why) = read_again(&storage, store, &ids).await {
                store.saving.fail(why);
            }
        }),
        Heard::Everything => spawn_local(async move { look_again(&storage, store, disk).await }),
    }
}

/// Reads everything anew; what is no longer on the disk leaves the memory.
pub async fn look_again(storage: &IndexedDbStorage, store: Store, disk: Disk) {
    match load(storage, store, disk).await {
        Ok((there, _)) if !store.look_only.get_untracked() => forget_others(store, there),
        Ok(_) => {}
        Err(why) => store.saving.fail(why),
    }
}

/// Takes records over as they stand on the disk, where another tab may have changed them.
///
/// # Errors
/// The disk could not be read.
pub async fn read_again(storage: &IndexedDbStorage, store: Store, ids: &[String]) -> Result<(), StorageError> {
    let rows = storage.read(ids).await?;
    // A record with a change of this tab on its way is taken over once that is written.
    let later = store.saving.on_the_way();
    let rows: Vec<Row> = rows.into_iter().filter(|row| !later.contains(&row.id)).collect();
    adopt(store, &rows);
    Ok(())
}

fn step_aside(store: Store, disk: Disk) {
    disk.superseded.set(true);
    store.saving.fail(StorageError::Stale);
}

fn version() -> Version {
    // Cargo's own version has this form, or the package would not build.
    env!("CARGO_PKG_VERSION").parse().unwrap_or_default()
}
