//! Where rows are kept.
//!
//! Owns the [`Storage`] trait with its in-memory twin and its IndexedDB, both of which pass one suite
//! (`tests/support/conformance.rs`); small [`preferences`] and texts that are still `unsent`; and how the [`tabs`] of one workspace hear of each other.
//! Knows no rule of the sales desk and no field by name. The reasons stand in docs/decisions/0003-storage.md.

#[cfg(feature = "ui")]
pub mod indexed_db;
pub mod memory;
pub mod preferences;
pub mod tabs;
#[cfg(feature = "ui")]
pub mod unsent;

use crate::data::{
    edit::Batch,
    row::{LogEntry, Row},
    stamp::Stamp,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt,
    ops::ControlFlow,
};

/// The version of the database's layout (which object stores there are), not of the records in it.
pub const VERSION: u32 = 2;

/// How many patches are stamped and written at a stretch, so that the page answers in between.
pub const SLICE: usize = 150;

/// The meta value in which a storage keeps the last stamp that it gave out. Not for others to set.
const LAST: &str = "last";

/// What a database holds beside its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// Records that could not be read, now or earlier. They are kept apart, and everything else is open.
    pub quarantined: Vec<Quarantined>,
    /// The last stamp given out in this workspace; `None` when nothing was ever written.
    pub last: Option<Stamp>,
    /// Small values about the workspace, set by [`Storage::set_meta`].
    pub meta: BTreeMap<String, Value>,
}

/// A record that could not be read and was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The id under which it was stored.
    pub key: String,
    /// What was stored, as JSON as far as it can be shown so; to be exported or mended by hand.
    pub raw: String,
    /// What is wrong with it.
    pub why: String,
}

/// A batch that has been stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// The records that are different now, as they are stored: another tab's edits of other fields included.
    pub rows: Vec<Row>,
    /// The last stamp given out in this workspace.
    pub last: Option<Stamp>,
}

/// What happened to one record since it was created, oldest change first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// One entry for each change of a field.
    pub entries: Vec<LogEntry>,
    /// How many further entries are stored that cannot be read.
    pub unreadable: usize,
}

/// Why something was not stored or not read. Whatever a call wanted to write, none of it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser gives this page no storage: a private window, or blocked site data.
    Blocked,
    /// The disk, or the share of it that the browser gives away, is full.
    Full,
    /// The connection to the database broke and could not be restored, or the database is gone.
    Lost,
    /// The database was laid out by a newer version of the application than this tab runs.
    Newer {
        /// The version of the database.
        found: u32,
        /// The version that this tab knows.
        known: u32,
    },
    /// A tab of a newer version asked for the database, and this tab let go of it.
    Stale,
    /// A stored value that is needed cannot be read.
    Corrupt {
        /// The record or the meta value.
        key: String,
        /// What is wrong with it.
        why: String,
    },
    /// The watcher of [`Storage::commit_in_slices`] stopped it.
    Cancelled,
    /// Anything else, in the words of whoever refused.
    Other(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked => f.write_str("the browser gives this page no storage"),
            Self::Full => f.write_str("the storage is full"),
            Self::Lost => f.write_str("the connection to the database is lost"),
            Self::Newer { found, known } => write!(f, "the database has version {found}, this tab knows {known}"),
            Self::Stale => f.write_str("a newer version of the application has taken the database over"),
            Self::Corrupt { key, why } => write!(f, "“{key}” cannot be read: {why}"),
            Self::Cancelled => f.write_str("stopped before the end"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl Error for StorageError {}

/// A place where the rows of one workspace are kept, shared by every tab that has opened it.
#[expect(async_fn_in_trait, reason = "a tab has one thread: futures are never sent anywhere")]
pub trait Storage {
    /// The contents of a file as this storage takes them: bytes that need not cross into the memory of the program.
    type Contents: for<'a> From<&'a [u8]>;

    /// Contents as bytes of the program.
    fn bytes(contents: &Self::Contents) -> Vec<u8>;

    /// Reads everything as it stood at one moment. The rows are handed to `take` by the slice, so that a large
    /// workspace is never held twice; deleted records are among them.
    ///
    /// # Errors
    /// When the database cannot be read at all; a single bad record is listed in [`Loaded::quarantined`] instead.
    async fn load(&self, take: impl FnMut(Vec<Row>)) -> Result<Loaded, StorageError>;

    /// Stamps and stores a batch: all of it, or nothing.
    ///
    /// # Errors
    /// When nothing of it is stored.
    async fn commit(&self, batch: Batch) -> Result<Committed, StorageError> {
        let mut rows = Vec::new();
        let gather = |_, slice| {
            rows.extend::<Vec<Row>>(slice);
            ControlFlow::Continue(())
        };
        let last = self.commit_in_slices(batch, gather).await?;
        Ok(Committed { rows, last })
    }

    /// The same for a large batch. After every slice `watch` is told how many patches are done and which rows are
    /// different; they count as stored when the call has returned and not before. `Break` takes everything back.
    /// Gives the last stamp given out.
    ///
    /// # Errors
    /// When nothing of it is stored; [`StorageError::Cancelled`] when `watch` wanted it so.
    async fn commit_in_slices(
        &self,
        batch: Batch,
        watch: impl FnMut(usize, Vec<Row>) -> ControlFlow<()>,
    ) -> Result<Option<Stamp>, StorageError>;

    /// The rows of `ids` as they stand now, for a tab that heard of a change. Ids without a readable row are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    async fn read(&self, ids: &[String]) -> Result<Vec<Row>, StorageError>;

    /// The changes of one record.
    ///
    /// # Errors
    /// When the database cannot be read.
    async fn history(&self, record: &str) -> Result<History, StorageError>;

    /// Starts over: rows, log, meta values, contents of files and what was set aside are gone for good.
    ///
    /// # Errors
    /// When everything is still there.
    async fn clear(&self) -> Result<(), StorageError>;

    /// A small value about the workspace; `None` when it was never set.
    ///
    /// # Errors
    /// When the database cannot be read.
    async fn meta(&self, key: &str) -> Result<Option<Value>, StorageError>;

    /// Sets a small value about the workspace.
    ///
    /// # Errors
    /// When it is not stored.
    async fn set_meta(&self, key: &str, value: &Value) -> Result<(), StorageError>;

    /// The last stamp given out, as it stands on the disk now: another than [`Loaded::last`] when something was written since.
    ///
    /// # Errors
    /// When the database cannot be read, or the stamp.
    async fn last(&self) -> Result<Option<Stamp>, StorageError>;

    /// Sets a small value unless there is one, and gives the one that stands: two tabs that both draw the name of the
    /// device at first start agree on it.
    ///
    /// # Errors
    /// When the value is neither stored nor known.
    async fn settle_meta(&self, key: &str, candidate: &Value) -> Result<Value, StorageError>;

    /// Keeps the contents of a file under their checksum; contents that are kept already are not written again. They are
    /// on the disk when this has returned, and no row speaks of them before.
    ///
    /// # Errors
    /// When they are not stored; [`StorageError::Full`] when there is no room for them.
    async fn keep_contents(&self, checksum: &str, contents: &Self::Contents) -> Result<(), StorageError>;

    /// The contents that are kept under a checksum; `None` when there are none.
    ///
    /// # Errors
    /// When the database cannot be read.
    async fn contents(&self, checksum: &str) -> Result<Option<Self::Contents>, StorageError>;

    /// The checksums of all contents that are kept, without reading any of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    async fn kept_contents(&self) -> Result<BTreeSet<String>, StorageError>;

    /// Lets go of contents for good: all of these, or none.
    ///
    /// # Errors
    /// When all of them are still there.
    async fn drop_contents(&self, checksums: &[String]) -> Result<(), StorageError>;
}

/// Reads something stored, or says why it cannot be read.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
