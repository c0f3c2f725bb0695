//! Every record as a line of a copy: from the disk, where fields of later versions stand, or from memory, when the disk has
//! not everything.

use std::collections::BTreeMap;

use leptos::prelude::GetUntracked;

use crate::app::clock;
use crate::app::store::Store;
use crate::data::copy::{Entry, invent};
use crate::domain::{Moment, Record, RecordId};
use crate::storage::{Storage, StorageError};

/// Records that are written before the page breathes.
const SLICE: usize = 250;

/// What is to be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sieve {
    /// Whether removed records come too.
    pub(super) removed: bool,
    /// Whether people get invented names.
    pub(super) invented: bool,
}

/// A line, with the identity and the kind of its record.
pub(super) struct Line {
    id: String,
    pub(super) kind: String,
    pub(super) text: String,
}

/// The lines, in the order of the identities.
pub(super) async fn lines(store: Store, sieve: Sieve) -> Result<Vec<Line>, StorageError> {
    let disk = match store.look_only.get_untracked() || sieve.invented {
        true => None,
        false => store.saving.settled().await.then(|| store.saving.link()).flatten(),
    };
    let mut lines = Vec::new();
    match disk {
        Some(link) => {
            let take = |rows: Vec<_>| {
                let entries = rows.into_iter().map(Entry::from).filter(|entry| sieve.removed || !entry.is_removed());
                lines.extend(entries.map(Line::from));
            };
            link.storage.load(take).await?;
        }
        None => {
            let workspace = store.peek(Clone::clone);
            let records: Vec<Record> = workspace.records().collect();
            for slice in records.chunks(SLICE) {
                let told = slice.iter().filter_map(|record| match sieve.invented {
                    true => invent(&workspace, record),
                    false => Some(record.clone()),
                });
                lines.extend(told.map(|record| Line::from(Entry::from(&record))));
                clock::pause().await;
            }
        }
    }
    lines.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(lines)
}

/// When each record was last written here; nothing where the disk does not say.
pub async fn times(store: Store) -> BTreeMap<RecordId, Moment> {
    let mut times = BTreeMap::new();
    if let Some(link) = store.saving.link().filter(|_| !store.look_only.get_untracked()) {
        let take = |rows: Vec<crate::data::row::Row>| {
            let told = rows.into_iter().filter_map(|row| {
                let at = i64::try_from(row.last()?.ms()).ok()?;
                Some((row.id.parse().ok()?, Moment(at)))
            });
            times.extend(told);
        };
        // Without the disk nobody knows; the comparison says so.
        let _ = link.storage.load(take).await;
    }
    times
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        Self { text: entry.line(), id: entry.id, kind: entry.kind }
    }
}
