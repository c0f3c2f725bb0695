//! Restoring a copy: what is here becomes what the plan says, as one step of undo, once the files that it names are on the disk; then what only later versions read is
//! written beside it.

use js_sys::Uint8Array;

use crate::app::clock;
use crate::app::store::Store;
use crate::data::copy::{Copy, Restoration, Way, restore};
use crate::data::edit::{Batch, Durability, Patch};
use crate::domain::{RecordId, Rejection};
use crate::storage::{SLICE, Storage, StorageError};

/// Why a copy was not restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unrestored {
    /// What is here is only looked at.
    Refused(Rejection),
    /// The files of the copy could not be stored.
    Disk(StorageError),
}

/// Restores a copy into what is here now; none when the person stopped it, and then nothing has changed. `progress` hears
/// how many records of how many are done and says whether to go on.
///
/// # Errors
/// See [`Unrestored`]; then nothing has changed.
pub async fn carry_out(
    store: Store,
    copy: &Copy,
    way: Way,
    told: String,
    progress: impl Fn(usize, usize) -> bool,
) -> Result<Option<Restoration>, Unrestored> {
    // What is here may have changed since the person was asked.
    let here = store.peek(Clone::clone);
    let times = super::times(store).await;
    let plan = restore(copy, &here, |id| times.get(&id).copied(), way, clock::pause).await;
    drop(here);
    let of = plan.edits.len();
    // Contents first: no record speaks of what is not there yet.
    let put = keep_contents(store, copy).await.map_err(Unrestored::Disk)?;
    let restored = store.restore(plan.edits.clone(), told, |done| progress(done, of)).await;
    if !matches!(restored, Ok(true)) {
        let_go(store, &put).await;
        return restored.map(|_| None).map_err(Unrestored::Refused);
    }
    keep_beyond(store, copy, &plan).await;
    Ok(Some(plan))
}

/// Keeps the contents that came with a copy and are not here yet; gives their checksums. When one does not fit, none stays.
async fn keep_contents(store: Store, copy: &Copy) -> Result<Vec<String>, StorageError> {
    let mut put = Vec::new();
    let Some(link) = store.saving.link().filter(|_| !copy.contents.is_empty()) else { return Ok(put) };
    let kept = link.storage.kept_contents().await?;
    for (checksum, bytes) in &copy.contents {
        let checksum = checksum.to_string();
        if kept.contains(&checksum) {
            continue;
        }
        if let Err(why) = link.storage.keep_contents(&checksum, &Uint8Array::from(&bytes[..])).await {
            let_go(store, &put).await;
            return Err(why);
        }
        put.push(checksum);
    }
    Ok(put)
}

/// Lets go of contents that were put here in vain.
async fn let_go(store: Store, put: &[String]) {
    if let Some(link) = store.saving.link().filter(|_| !put.is_empty()) {
        // What stays is swept at the next opening.
        let _ = link.storage.drop_contents(put).await;
    }
}

/// Writes fields and records of a later version as they stand in the copy, so that they are there when that version comes.
/// Nobody sees them here, so that undo has nothing to take back.
async fn keep_beyond(store: Store, copy: &Copy, plan: &Restoration) {
    if copy.beyond.is_empty() || !store.saving.settled().await {
        return;
    }
    let Some(link) = store.saving.link() else { return };
    let is_taken = |id: &str| id.parse::<RecordId>().map_or(true, |id| !plan.kept.contains_key(&id));
    let taken = copy.beyond.iter().filter(|entry| is_taken(&entry.id) && !entry.v.is_empty());
    let patches: Vec<Patch> = taken
        .map(|entry| Patch { id: entry.id.clone(), kind: entry.kind.clone(), fields: entry.v.clone(), fresh: false })
        .collect();
    for slice in patches.chunks(SLICE) {
        let patches = slice.to_vec();
        let (now, device) = (clock::now().0, link.device);
        // What could not be written is in the copy still.
        let _ = link.storage.commit(Batch { patches, now, device, by: None, durability: Durability::Strict }).await;
    }
}
