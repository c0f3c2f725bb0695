//! The twin of the database for tests: the same behaviour, in memory, with damage and failures on request.

use super::{LAST, Loaded, Quarantined, SLICE, Storage, StorageError, VERSION, parse};
use crate::data::{
    edit::{self, Batch},
    row::{LogEntry, Row},
    stamp::{Clock, Stamp},
};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    rc::Rc,
};

/// What a disk would hold. Clones are the same disk, so that several storages can be open on one.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk(Rc<RefCell<Disk>>);

#[derive(Debug, Default)]
struct Disk {
    tables: Tables,
    newer: Option<u32>,
    fails: Option<StorageError>,
}

/// As in the database, values are kept in their written form, so that whatever does not survive writing shows.
#[derive(Clone, Debug, Default)]
struct Tables {
    rows: BTreeMap<String, String>,
    log: BTreeMap<Stamp, LogEntry>,
    meta: BTreeMap<String, String>,
    quarantine: Vec<Quarantined>,
    contents: BTreeMap<String, Vec<u8>>,
}

impl MemoryDisk {
    /// Opens the database on this disk.
    ///
    /// # Errors
    /// [`StorageError::Newer`] after [`take_over`](Self::take_over).
    pub fn open(&self) -> Result<MemoryStorage, StorageError> {
        match self.0.borrow().newer {
            Some(found) => Err(StorageError::Newer { found, known: VERSION }),
            None => Ok(MemoryStorage { disk: self.clone() }),
        }
    }

    /// Makes the next call of any storage on this disk fail as given.
    pub fn fail_next(&self, error: StorageError) {
        self.0.borrow_mut().fails = Some(error);
    }

    /// Writes something into the table of rows past all rules, as damage would.
    pub fn damage(&self, key: &str, raw: &Value) {
        self.0.borrow_mut().tables.rows.insert(key.to_owned(), raw.to_string());
    }

    /// Writes nonsense over the last stamp that was given out.
    pub fn spoil_last(&self) {
        self.0.borrow_mut().tables.set(LAST, &Value::from("soon"));
    }

    /// Lets a tab of a newer version lay the database out anew: whoever has it open must let go of it.
    pub fn take_over(&self, version: u32) {
        self.0.borrow_mut().newer = Some(version);
    }
}

/// The rows of one workspace on a [`MemoryDisk`].
#[derive(Debug)]
pub struct MemoryStorage {
    disk: MemoryDisk,
}

impl MemoryStorage {
    /// Does something with the tables, all of it or nothing.
    fn transact<T>(&self, work: impl FnOnce(&mut Tables) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let mut disk = self.disk.0.borrow_mut();
        if let Some(error) = disk.fails.take() {
            return Err(error);
        }
        if disk.newer.is_some() {
            return Err(StorageError::Stale);
        }
        let mut tables = disk.tables.clone();
        let done = work(&mut tables)?;
        disk.tables = tables;
        Ok(done)
    }
}

impl Tables {
    fn value(&self, key: &str) -> Result<Option<Value>, StorageError> {
        self.meta.get(key).map(|text| stored(key, text)).transpose()
    }

    fn last(&self) -> Result<Option<Stamp>, StorageError> {
        self.meta.get(LAST).map(|text| stored(LAST, text)).transpose()
    }

    fn set(&mut self, key: &str, value: &Value) {
        self.meta.insert(key.to_owned(), value.to_string());
    }
}

fn stored<T: serde::de::DeserializeOwned>(key: &str, text: &str) -> Result<T, StorageError> {
    parse(text).map_err(|why| StorageError::Corrupt { key: key.to_owned(), why })
}

impl Storage for MemoryStorage {
    type Contents = Vec<u8>;

    fn bytes(contents: &Vec<u8>) -> Vec<u8> {
        contents.clone()
    }

    async fn load(&self, mut take: impl FnMut(Vec<Row>)) -> Result<Loaded, StorageError> {
        self.transact(|tables| {
            let mut rows: Vec<Row> = Vec::new();
            let mut last = tables.last().unwrap_or_default();
            for (key, raw) in std::mem::take(&mut tables.rows) {
                match parse::<Row>(&raw) {
                    Ok(row) => {
                        last = last.max(row.last());
                        rows.push(row);
                        tables.rows.insert(key, raw);
                    }
                    Err(why) => tables.quarantine.push(Quarantined { key, raw, why }),
                }
            }
            match last {
                Some(last) => tables.set(LAST, &Value::String(last.to_string())),
                None => drop(tables.meta.remove(LAST)),
            }
            rows.chunks(SLICE).for_each(|slice| take(slice.to_vec()));
            let known = tables.meta.iter().filter(|(key, _)| *key != LAST);
            let meta = known.map(|(key, text)| Ok((key.clone(), stored(key, text)?))).collect::<Result<_, _>>()?;
            Ok(Loaded { quarantined: tables.quarantine.clone(), last, meta })
        })
    }

    async fn commit_in_slices(
        &self,
        batch: Batch,
        mut watch: impl FnMut(usize, Vec<Row>) -> ControlFlow<()>,
    ) -> Result<Option<Stamp>, StorageError> {
        self.transact(|tables| {
            let mut clock = Clock::new(batch.device, batch.now, tables.last()?);
            let mut written = BTreeSet::new();
            let mut done = 0;
            for slice in batch.patches.chunks(SLICE) {
                if let Some(patch) = slice
                    .iter()
                    .find(|patch| patch.fresh && tables.rows.contains_key(&patch.id) && !written.contains(&patch.id))
                {
                    return Err(StorageError::Other(format!("“{}” exists already", patch.id)));
                }
                let ids: BTreeSet<&String> = slice.iter().map(|patch| &patch.id).collect();
                let found = ids.into_iter().filter_map(|id| tables.rows.get(id).map(|text| stored(id, text)));
                let current = found.collect::<Result<_, _>>()?;
                let edits = edit::stamp(slice.to_vec(), current, batch.by.as_deref(), &mut clock);
                for row in &edits.rows {
                    written.insert(row.id.clone());
                    let text = serde_json::to_string(row).map_err(|error| StorageError::Other(error.to_string()))?;
                    tables.rows.insert(row.id.clone(), text);
                }
                tables.log.extend(edits.log.into_iter().map(|entry| (entry.id, entry)));
                done += slice.len();
                if watch(done, edits.rows).is_break() {
                    return Err(StorageError::Cancelled);
                }
            }
            if let Some(last) = clock.last() {
                tables.set(LAST, &Value::String(last.to_string()));
            }
            Ok(clock.last())
        })
    }

    async fn read(&self, ids: &[String]) -> Result<Vec<Row>, StorageError> {
        self.transact(|tables| {
            let found = ids.iter().filter_map(|id| tables.rows.get(id));
            Ok(found.filter_map(|text| parse(text).ok()).collect())
        })
    }

    async fn history(&self, record: &str) -> Result<super::History, StorageError> {
        self.transact(|tables| {
            let entries = tables.log.values().filter(|entry| entry.rec == record).cloned().collect();
            Ok(super::History { entries, unreadable: 0 })
        })
    }

    async fn clear(&self) -> Result<(), StorageError> {
        self.transact(|tables| {
            *tables = Tables::default();
            Ok(())
        })
    }

    async fn last(&self) -> Result<Option<Stamp>, StorageError> {
        self.transact(|tables| tables.last())
    }

    async fn meta(&self, key: &str) -> Result<Option<Value>, StorageError> {
        self.transact(|tables| tables.value(key))
    }

    async fn set_meta(&self, key: &str, value: &Value) -> Result<(), StorageError> {
        self.transact(|tables| {
            tables.set(key, value);
            Ok(())
        })
    }

    async fn settle_meta(&self, key: &str, candidate: &Value) -> Result<Value, StorageError> {
        self.transact(|tables| match tables.value(key)? {
            Some(standing) => Ok(standing),
            None => {
                tables.set(key, candidate);
                Ok(candidate.clone())
            }
        })
    }

    async fn keep_contents(&self, checksum: &str, contents: &Vec<u8>) -> Result<(), StorageError> {
        self.transact(|tables| {
            tables.contents.entry(checksum.to_owned()).or_insert_with(|| contents.clone());
            Ok(())
        })
    }

    async fn contents(&self, checksum: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.transact(|tables| Ok(tables.contents.get(checksum).cloned()))
    }

    async fn kept_contents(&self) -> Result<BTreeSet<String>, StorageError> {
        self.transact(|tables| Ok(tables.contents.keys().cloned().collect()))
    }

    async fn drop_contents(&self, checksums: &[String]) -> Result<(), StorageError> {
        self.transact(|tables| {
            tables.contents.retain(|kept, _| !checksums.contains(kept));
            Ok(())
        })
    }
}
