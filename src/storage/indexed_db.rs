//! The database of the browser: five object stores whose records can be read as they are in the developer tools.
//!
//! Owns how rows and contents of files get in and out of it. The browser's own ways (values, transactions, connections that break) are in the
//! modules below. Why it speaks to the browser directly, and why an import is one transaction:
//! docs/decisions/0003-storage.md.

mod connection;
mod transaction;
mod value;

use super::{History, LAST, Loaded, Quarantined, SLICE, Storage, StorageError};
use crate::data::{
    edit::{self, Batch, Durability, Patch},
    row::Row,
    stamp::{Clock, Stamp},
};
use connection::Connection;
use js_sys::{Array, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::BTreeSet, ops::ControlFlow};
use transaction::{Access, Transaction, fault};
use value::{about, from_js, json, shown, sort_out, to_js};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbRequest};

/// Rows by their id.
const ROWS: &str = "rows";
/// Log entries by their stamp.
const LOG: &str = "log";
/// The index of the log by record, and the field of an entry that it reads.
const REC: &str = "rec";
/// Small values by name.
const META: &str = "meta";
/// What could not be read, `{key, raw, why}`, with `raw` as it was found.
const QUARANTINE: &str = "quarantine";
/// Contents of files by their checksum, as bytes (since layout 2).
const CONTENTS: &str = "contents";

const STRICT: Access = Access::Write(Durability::Strict);

/// How many rows are read at a stretch, so that the page answers in between: a slow phone needs some 30 ms for them.
const READ_SLICE: u32 = 100;

/// What the browser says about the connection, unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A tab of a newer version wants the database; this tab has let go of it and should be reloaded.
    Stale,
    /// The browser closed the connection. The next call tries to open it anew.
    Lost,
}

/// The rows of one workspace in the browser's database.
pub struct IndexedDbStorage {
    connection: Connection,
}

impl IndexedDbStorage {
    /// Opens the database `name`, laying it out at first start. `told` hears what the browser says later.
    ///
    /// # Errors
    /// [`StorageError::Blocked`], [`Full`](StorageError::Full), [`Lost`](StorageError::Lost) or
    /// [`Newer`](StorageError::Newer).
    pub async fn open(name: &str, told: impl Fn(Notice) + 'static) -> Result<Self, StorageError> {
        Ok(Self { connection: Connection::open(name, told).await? })
    }

    /// Whether this browser has a database of this name, without opening or making one. No, when the browser does not say.
    pub async fn exists(name: &str) -> bool {
        connection::exists(name).await
    }

    /// Moves rows that cannot be read out of the way and sets the last stamp right, in a transaction of its own.
    async fn mend(&self, bad: &[(Quarantined, JsValue)], last: Option<Stamp>) -> Result<(), StorageError> {
        let transaction = self.connection.begin(&[ROWS, META, QUARANTINE], STRICT).await?;
        let (rows, quarantine) = (transaction.store(ROWS)?, transaction.store(QUARANTINE)?);
        for (about, raw) in bad {
            let record = js_sys::Object::new();
            for (field, value) in
                [("key", &about.key.as_str().into()), ("why", &about.why.as_str().into()), ("raw", raw)]
            {
                Reflect::set(&record, &field.into(), value).map_err(fault)?;
            }
            quarantine.put(&record).map_err(fault)?;
            rows.delete(&Reflect::get(raw, &"id".into()).map_err(fault)?).map_err(fault)?;
        }
        match last {
            Some(last) => put_meta(&transaction, LAST, &last)?,
            None => drop(transaction.store(META)?.delete(&LAST.into()).map_err(fault)?),
        }
        transaction.commit().await
    }
}

impl Storage for IndexedDbStorage {
    type Contents = Uint8Array;

    fn bytes(contents: &Uint8Array) -> Vec<u8> {
        contents.to_vec()
    }

    async fn load(&self, mut take: impl FnMut(Vec<Row>)) -> Result<Loaded, StorageError> {
        let transaction = self.connection.begin(&[ROWS, META, QUARANTINE], Access::Read).await?;
        let (mut loaded, stored_last) = read_meta(&transaction).await?;
        let mut bad = Vec::new();
        let store = transaction.store(ROWS)?;
        let mut request = store.get_all_with_key_and_limit(&JsValue::UNDEFINED, READ_SLICE).map_err(fault)?;
        loop {
            let slice: Array = transaction.result(&request).await?.unchecked_into();
            let is_full = slice.length() == READ_SLICE;
            if is_full {
                // Asked for before the work on this slice begins: it keeps the transaction alive and the browser busy.
                let key = Reflect::get(&slice.get(READ_SLICE - 1), &"id".into()).map_err(fault)?;
                let after = IdbKeyRange::lower_bound_with_open(&key, true).map_err(fault)?;
                request = store.get_all_with_key_and_limit(&after, READ_SLICE).map_err(fault)?;
            }
            let (rows, unread) = sort_out::<Row>(&slice);
            loaded.last = rows.iter().map(Row::last).fold(loaded.last, Option::max);
            bad.extend(unread.into_iter().map(|(raw, why)| (about(&raw, why), raw)));
            take(rows);
            if !is_full {
                break;
            }
        }
        drop(transaction);
        if !bad.is_empty() || stored_last != Ok(loaded.last) {
            // Should this fail, it all stays where it is and is found again at the next start.
            let _ = self.mend(&bad, loaded.last).await;
        }
        loaded.quarantined.extend(bad.into_iter().map(|(about, _)| about));
        Ok(loaded)
    }

    async fn commit_in_slices(
        &self,
        batch: Batch,
        mut watch: impl FnMut(usize, Vec<Row>) -> ControlFlow<()>,
    ) -> Result<Option<Stamp>, StorageError> {
        let transaction = self.connection.begin(&[ROWS, LOG, META], Access::Write(batch.durability)).await?;
        // Every wait stands behind a frame that is being drawn: the rows are asked for together with the last stamp, and
        // what is written last is waited for only with the end of the transaction.
        let asked = transaction.store(META)?.get(&LAST.into()).map_err(fault)?;
        let mut patches = batch.patches.into_iter();
        let mut slice: Vec<Patch> = patches.by_ref().take(SLICE).collect();
        let mut written = BTreeSet::new();
        let (mut known, mut rows) = current(&transaction, &slice, &written).await?;
        let last = meta_of(&transaction, &asked, LAST).await?;
        let mut clock = Clock::new(batch.device, batch.now, last);
        let mut done = 0;
        while !slice.is_empty() {
            done += slice.len();
            let edits = edit::stamp(slice, rows, batch.by.as_deref(), &mut clock);
            let end = write(&transaction, &edits, &known)?;
            slice = patches.by_ref().take(SLICE).collect();
            if let Some(end) = end.filter(|_| !slice.is_empty()) {
                transaction.result(&end).await?;
            }
            written.extend(edits.rows.iter().map(|row| row.id.clone()));
            if watch(done, edits.rows).is_break() {
                return Err(StorageError::Cancelled);
            }
            (known, rows) = current(&transaction, &slice, &written).await?;
        }
        if let Some(stamp) = clock.last().filter(|_| clock.last() != last) {
            put_meta(&transaction, LAST, &stamp)?;
        }
        transaction.commit().await?;
        Ok(clock.last())
    }

    async fn read(&self, ids: &[String]) -> Result<Vec<Row>, StorageError> {
        let transaction = self.connection.begin(&[ROWS], Access::Read).await?;
        Ok(sort_out(&get_each(&transaction, ids).await?).0)
    }

    async fn history(&self, record: &str) -> Result<History, StorageError> {
        let transaction = self.connection.begin(&[LOG], Access::Read).await?;
        let index = transaction.store(LOG)?.index(REC).map_err(fault)?;
        let request = index.get_all_with_key(&record.into()).map_err(fault)?;
        let found: Array = transaction.result(&request).await?.unchecked_into();
        let (entries, unread) = sort_out(&found);
        Ok(History { entries, unreadable: unread.len() })
    }

    async fn clear(&self) -> Result<(), StorageError> {
        let all = [ROWS, LOG, META, QUARANTINE, CONTENTS];
        let transaction = self.connection.begin(&all, STRICT).await?;
        for name in all {
            transaction.store(name)?.clear().map_err(fault)?;
        }
        transaction.commit().await
    }

    async fn last(&self) -> Result<Option<Stamp>, StorageError> {
        let transaction = self.connection.begin(&[META], Access::Read).await?;
        get_meta(&transaction, LAST).await
    }

    async fn meta(&self, key: &str) -> Result<Option<Value>, StorageError> {
        let transaction = self.connection.begin(&[META], Access::Read).await?;
        get_meta(&transaction, key).await
    }

    async fn set_meta(&self, key: &str, value: &Value) -> Result<(), StorageError> {
        let transaction = self.connection.begin(&[META], STRICT).await?;
        put_meta(&transaction, key, value)?;
        transaction.commit().await
    }

    async fn settle_meta(&self, key: &str, candidate: &Value) -> Result<Value, StorageError> {
        let transaction = self.connection.begin(&[META], STRICT).await?;
        if let Some(standing) = get_meta(&transaction, key).await? {
            return Ok(standing);
        }
        put_meta(&transaction, key, candidate)?;
        transaction.commit().await?;
        Ok(candidate.clone())
    }

    async fn keep_contents(&self, checksum: &str, contents: &Uint8Array) -> Result<(), StorageError> {
        let transaction = self.connection.begin(&[CONTENTS], STRICT).await?;
        let store = transaction.store(CONTENTS)?;
        let kept = transaction.result(&store.count_with_key(&checksum.into()).map_err(fault)?).await?;
        if kept != 0 {
            return Ok(());
        }
        store.put_with_key(contents, &checksum.into()).map_err(fault)?;
        transaction.commit().await
    }

    async fn contents(&self, checksum: &str) -> Result<Option<Uint8Array>, StorageError> {
        let transaction = self.connection.begin(&[CONTENTS], Access::Read).await?;
        let request = transaction.store(CONTENTS)?.get(&checksum.into()).map_err(fault)?;
        let found = transaction.result(&request).await?;
        if found.is_undefined() {
            return Ok(None);
        }
        let wrong =
            |_| StorageError::Corrupt { key: checksum.to_owned(), why: "not the contents of a file".to_owned() };
        found.dyn_into().map(Some).map_err(wrong)
    }

    async fn kept_contents(&self) -> Result<BTreeSet<String>, StorageError> {
        let transaction = self.connection.begin(&[CONTENTS], Access::Read).await?;
        let request = transaction.store(CONTENTS)?.get_all_keys().map_err(fault)?;
        let keys: Array = transaction.result(&request).await?.unchecked_into();
        Ok(keys.iter().map(|key| shown(&key)).collect())
    }

    async fn drop_contents(&self, checksums: &[String]) -> Result<(), StorageError> {
        let transaction = self.connection.begin(&[CONTENTS], STRICT).await?;
        let store = transaction.store(CONTENTS)?;
        for checksum in checksums {
            store.delete(&checksum.into()).map_err(fault)?;
        }
        transaction.commit().await
    }
}

/// The ids of a slice that may have a row, being no new ones or `written` before, and the rows that there are. One that
/// cannot be read must not be written over, so it is an error here.
async fn current(
    transaction: &Transaction,
    slice: &[Patch],
    written: &BTreeSet<String>,
) -> Result<(BTreeSet<String>, Vec<Row>), StorageError> {
    let known = slice.iter().filter(|patch| !patch.fresh || written.contains(&patch.id));
    let known: BTreeSet<String> = known.map(|patch| patch.id.clone()).collect();
    let (rows, unread) = sort_out(&get_each(transaction, &known).await?);
    match unread.into_iter().next() {
        None => Ok((known, rows)),
        Some((raw, why)) => Err(StorageError::Corrupt { key: about(&raw, String::new()).key, why }),
    }
}

async fn get_each(transaction: &Transaction, ids: impl IntoIterator<Item = &String>) -> Result<Array, StorageError> {
    let store = transaction.store(ROWS)?;
    let requests = ids.into_iter().map(|id| store.get(&id.into())).collect::<Result<Vec<_>, _>>().map_err(fault)?;
    if let Some(last) = requests.last() {
        transaction.result(last).await?;
    }
    let found = requests.iter().map(|request| request.result()).collect::<Result<Vec<_>, _>>().map_err(fault)?;
    Ok(found.into_iter().filter(|value| !value.is_undefined()).collect())
}

/// Writes the outcome of one slice; gives the last request, to be waited for so that the page has room before the next
/// slice. A record that was not among the `known` is added, and so refused when there is one of its id.
fn write(
    transaction: &Transaction,
    edits: &edit::Edits,
    known: &BTreeSet<String>,
) -> Result<Option<IdbRequest>, StorageError> {
    let (store, log) = (transaction.store(ROWS)?, transaction.store(LOG)?);
    let mut last = None;
    for (row, value) in edits.rows.iter().zip(to_js(&edits.rows)?) {
        let request = if known.contains(&row.id) { store.put(&value) } else { store.add(&value) };
        last = Some(request.map_err(fault)?);
    }
    for entry in to_js(&edits.log)? {
        last = Some(log.add(&entry).map_err(fault)?);
    }
    Ok(last)
}

/// All but the rows, and the last stamp as it is stored or why it cannot be read. A small value that cannot be read is
/// listed and left in its place: the next one to set it mends it.
async fn read_meta(transaction: &Transaction) -> Result<(Loaded, Result<Option<Stamp>, String>), StorageError> {
    let (meta, quarantine) = (transaction.store(META)?, transaction.store(QUARANTINE)?);
    let keys = meta.get_all_keys().map_err(fault)?;
    let values = meta.get_all().map_err(fault)?;
    let apart = quarantine.get_all().map_err(fault)?;
    let apart: Array = transaction.result(&apart).await?.unchecked_into();
    let keys: Array = keys.result().map_err(fault)?.unchecked_into();
    let values: Array = values.result().map_err(fault)?.unchecked_into();
    let (mut loaded, mut last) = (Loaded::default(), Ok(None));
    for (key, value) in keys.iter().map(|key| shown(&key)).zip(values) {
        if key == LAST {
            last = from_js(&value).map(Some);
            continue;
        }
        match from_js(&value) {
            Ok(value) => drop(loaded.meta.insert(key, value)),
            Err(why) => loaded.quarantined.push(Quarantined { key, raw: json(&value), why }),
        }
    }
    let field = |record: &JsValue, name: &str| Reflect::get(record, &name.into()).unwrap_or_default();
    loaded.quarantined.extend(apart.iter().map(|record| Quarantined {
        key: shown(&field(&record, "key")),
        raw: json(&field(&record, "raw")),
        why: shown(&field(&record, "why")),
    }));
    loaded.last = last.clone().unwrap_or_default();
    Ok((loaded, last))
}

async fn get_meta<T: DeserializeOwned>(transaction: &Transaction, key: &str) -> Result<Option<T>, StorageError> {
    let request = transaction.store(META)?.get(&key.into()).map_err(fault)?;
    meta_of(transaction, &request, key).await
}

/// The small value that was asked for.
async fn meta_of<T: DeserializeOwned>(
    transaction: &Transaction,
    request: &IdbRequest,
    key: &str,
) -> Result<Option<T>, StorageError> {
    let value = transaction.result(request).await?;
    match value.is_undefined() {
        true => Ok(None),
        false => from_js(&value).map(Some).map_err(|why| StorageError::Corrupt { key: key.to_owned(), why }),
    }
}

fn put_meta(transaction: &Transaction, key: &str, value: &impl Serialize) -> Result<(), StorageError> {
    let values = to_js(std::slice::from_ref(value))?;
    transaction.store(META)?.put_with_key(&values.get(0), &key.into()).map_err(fault)?;
    Ok(())
}
