//! Looking at somebody's copy: it is shown in the place of what is here, nothing of it is stored, and nothing in it can be
//! changed until the person makes it their own or goes back.

use leptos::prelude::*;

use super::{Copies, carry_out};
use crate::app::clock;
use crate::app::opening::{Disk, look_again};
use crate::app::store::Store;
use crate::data::copy::{Copy, Way};
use crate::domain::{Record, RecordId};

/// Records that are shown or taken away before the page breathes.
const SLICE: usize = 1_000;

/// A copy that is being looked at.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The copy.
    pub copy: Box<Copy>,
    /// Whether there was something of one's own here, to which the person can go back.
    pub over_own: bool,
}

/// Shows a copy without taking it in. What is on its way to the disk gets there first.
pub async fn look(store: Store, copies: Copies, copy: Copy) {
    store.saving.settled().await;
    let over_own = match copies.guest.get_untracked() {
        Some(guest) => guest.over_own,
        None => store.peek(|workspace| workspace.company().is_some()),
    };
    store.look_only.set(true);
    clear(store).await;
    show(store, &copy).await;
    copies.guest.set(Some(Guest { copy: Box::new(copy), over_own }));
}

/// Goes back to what was here before.
pub async fn leave(store: Store, copies: Copies, disk: Disk) -> Option<Guest> {
    let guest = copies.guest.try_update(Option::take).flatten();
    clear(store).await;
    store.look_only.set(false);
    if let Some(link) = store.saving.link() {
        look_again(&link.storage, store, disk).await;
    }
    guest
}

/// Keeps what is looked at, in a browser that had nothing of its own.
pub async fn make_own(store: Store, copies: Copies, disk: Disk, told: String) -> bool {
    let Some(guest) = leave(store, copies, disk).await else { return false };
    matches!(carry_out(store, &guest.copy, Way::Replace, told, |_, _| true).await, Ok(Some(_)))
}

/// Takes everything out of memory; the disk keeps what it has.
async fn clear(store: Store) {
    let ids: Vec<RecordId> = store.peek(|workspace| workspace.records().map(|record| record.id()).collect());
    for slice in ids.chunks(SLICE) {
        store.adopt(slice.iter().map(|id| (*id, None)).collect());
        clock::pause().await;
    }
}

async fn show(store: Store, copy: &Copy) {
    let records: Vec<Record> = copy.workspace.records().collect();
    for slice in records.chunks(SLICE) {
        store.adopt(slice.iter().map(|record| (record.id(), Some(record.clone()))).collect());
        clock::pause().await;
    }
}
