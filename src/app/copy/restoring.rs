//! Restoring a copy: what is here becomes what the plan says, as one step of undo; then what only later versions read is
//! written beside it.

use crate::app::clock;
use crate::app::store::Store;
use crate::data::copy::{Copy, Restoration, Way, restore};
use crate::data::edit::{Batch, Durability, Patch};
use crate::domain::{RecordId, Rejection};
use crate::storage::{SLICE, Storage};

/// Restores a copy into what is here now; none when the person stopped it, and then nothing has changed. `progress` hears
/// how many records of how many are done and says whether to go on.
///
/// # Errors
/// What is here is only looked at.
pub async fn carry_out(
    store: Store,
    copy: &Copy,
    way: Way,
    told: String,
    progress: impl Fn(usize, usize) -> bool,
) -> Result<Option<Restoration>, Rejection> {
    // What is here may have changed since the person was asked.
    let here = store.peek(Clone::clone);
    let times = super::times(store).await;
    let plan = restore(copy, &here, |id| times.get(&id).copied(), way, clock::pause).await;
    drop(here);
    let of = plan.edits.len();
    if !store.restore(plan.edits.clone(), told, |done| progress(done, of)).await? {
        return Ok(None);
    }
    keep_beyond(store, copy, &plan).await;
    Ok(Some(plan))
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
