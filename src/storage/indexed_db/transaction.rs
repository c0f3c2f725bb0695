//! One transaction of the browser's database as something that can be awaited.
//!
//! Owns waiting for requests, the rule that an unfinished transaction is taken back, and what the browser's faults
//! mean. Between its requests nothing but its own requests may be awaited, or the browser ends it.

use super::super::StorageError;
use crate::data::edit::Durability;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

/// Whether a transaction writes, and how sure its end has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write(Durability),
}

/// A running transaction. Dropped before [`commit`](Self::commit) it is aborted: an error on the way or a caller that
/// goes away leaves nothing behind.
pub(super) struct Transaction {
    raw: IdbTransaction,
    /// Kept when the transaction has completed or aborted, with that event; never broken.
    ended: Promise,
    finished: Cell<bool>,
}

impl Transaction {
    /// Begins at once; fails when the connection is closed.
    pub(super) fn begin(db: &IdbDatabase, stores: &[&str], access: Access) -> Result<Self, StorageError> {
        // web-sys hides the third argument behind an unstable cfg.
        let begin: Function = Reflect::get(db, &"transaction".into()).and_then(JsCast::dyn_into).map_err(fault)?;
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::Write(Durability::Strict) => ("readwrite", "strict"),
            Access::Write(Durability::Relaxed) => ("readwrite", "relaxed"),
        };
        Reflect::set(&options, &"durability".into(), &durability.into()).map_err(fault)?;
        let raw = begin.call3(db, &names, &mode.into(), &options).and_then(JsCast::dyn_into).map_err(fault)?;
        let raw: IdbTransaction = raw;
        let ended = Promise::new(&mut |resolve, _| {
            raw.set_oncomplete(Some(&resolve));
            raw.set_onabort(Some(&resolve));
        });
        Ok(Self { raw, ended, finished: Cell::new(false) })
    }

    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        self.raw.object_store(name).map_err(fault)
    }

    /// The result of a request of this transaction, and with it of all that were made before it.
    pub(super) async fn result(&self, request: &IdbRequest) -> Result<JsValue, StorageError> {
        // One that was waited for with a later one has had its event already; the error of one that has not can't be asked.
        if request.error().is_err() {
            // On a full disk Chromium aborts without a word to the requests that wait, hence the race.
            JsFuture::from(Promise::race(&Array::of2(&settled(request), &self.ended))).await.map_err(fault)?;
        }
        match request.error() {
            Ok(None) => request.result().map_err(fault),
            Ok(Some(error)) => Err(self.reason().unwrap_or_else(|| fault(error.into()))),
            Err(_) => Err(self.reason().unwrap_or(StorageError::Lost)),
        }
    }

    /// Waits until everything is stored as surely as was asked for. The browser begins to by itself as soon as there
    /// are no more requests.
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        self.finished.set(true);
        let event: Event = JsFuture::from(self.ended.clone()).await.map_err(fault)?.unchecked_into();
        match event.type_() == "complete" {
            true => Ok(()),
            false => Err(self.reason().unwrap_or(StorageError::Lost)),
        }
    }

    /// Why the browser aborted it; `None` when it did not, or has lost the connection without naming a reason.
    fn reason(&self) -> Option<StorageError> {
        self.raw.error().map(|error| fault(error.into()))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.finished.get() {
            // Refused when it has ended by itself.
            let _ = self.raw.abort();
        }
    }
}

/// Kept when a request has succeeded or failed; never broken, so that a failure nobody waits for is no console error.
pub(super) fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    })
}

/// What a fault of the browser means here.
pub(super) fn fault(error: JsValue) -> StorageError {
    let Some(error) = error.dyn_ref::<DomException>() else {
        let told = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        return StorageError::Other(told.unwrap_or_else(|| format!("{error:?}")));
    };
    let why = error.message();
    match error.name().as_str() {
        "QuotaExceededError" => StorageError::Full,
        "SecurityError" => StorageError::Blocked,
        // The connection is closed, the backing store cannot be opened, the database server is gone.
        "InvalidStateError" | "UnknownError" | "AbortError" => StorageError::Lost,
        "DataError" | "NotReadableError" => StorageError::Corrupt { key: String::new(), why },
        name => StorageError::Other(format!("{name}: {why}")),
    }
}
