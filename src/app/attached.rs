//! Files that are kept with customers and deals: read, hashed and stored before any record speaks of them, shown and given
//! out again, and swept when nothing names them any more (docs/decisions/0015-files.md).
//!
//! Deliberately not here: which files may be kept (`domain::attachment`), recording (`recorder`), markup (`ui::attached`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::GetUntracked;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use super::copy::cipher;
use super::store::Store;
use super::{clock, lock};
use crate::data::media;
use crate::data::stamp::Stamp;
use crate::domain::{
    Attachment, AttachmentId, AttachmentKind, Checksum, Command, Holder, Rejection, Workspace, may_be_kept,
};
use crate::storage::indexed_db::IndexedDbStorage;
use crate::storage::{Storage, StorageError};

/// How much is read at a stretch, in bytes.
const PIECE: u32 = 4_000_000;
/// How much is hashed before the page breathes, where the program has to do it itself.
const HASHED: u32 = 256 * 1024;
/// The lock that every tab holds while it may name contents; only a tab that is alone sweeps.
const IN_USE: &str = "voronka-contents";

/// A file that a person brought or recorded.
pub struct Brought {
    /// What it is called.
    pub name: String,
    /// Its contents.
    pub blob: Blob,
    /// What it is.
    pub kind: AttachmentKind,
}

/// Why a file was not kept; then nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Unkept {
    /// The rules are against it.
    Refused(Rejection),
    /// The browser can't read it.
    Unread,
    /// This page has no storage.
    NoDisk,
    /// There is no room for it.
    Full,
    /// The storage did not take it.
    Failed,
}

/// Keeps a file. Its contents are on the disk before the record is made, so that what is called saved can be opened.
/// `going` hears the share that is read; `told` says what the toast says.
///
/// # Errors
/// See [`Unkept`].
pub async fn keep(
    store: Store,
    of: Holder,
    brought: Brought,
    told: impl FnOnce(&Attachment) -> String,
    going: impl Fn(f64),
) -> Result<Attachment, Unkept> {
    let Brought { name, blob, kind } = brought;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is whole and not negative")]
    let size = blob.size() as u64;
    may_be_kept(&name, size).map_err(Unkept::Refused)?;
    if store.look_only.get_untracked() {
        return Err(Unkept::Refused(Rejection::LookOnly));
    }
    let link = store.saving.link().ok_or(Unkept::NoDisk)?;
    let contents = read(&blob, going).await.ok_or(Unkept::Unread)?;
    let sha256 = checksum(&contents).await.ok_or(Unkept::Unread)?;
    link.storage.keep_contents(&sha256.to_string(), &contents).await.map_err(|why| match why {
        StorageError::Full => Unkept::Full,
        StorageError::Blocked => Unkept::NoDisk,
        _ => Unkept::Failed,
    })?;
    let file = Attachment {
        id: AttachmentId(clock::new_id()),
        of,
        name,
        media: media::bare(&blob.type_()).to_owned(),
        size,
        sha256,
        at: clock::now(),
        by: store.acting(),
        caption: None,
        kind,
    };
    store.dispatch(Command::Attach(file.clone()), told(&file)).map_err(Unkept::Refused)?;
    Ok(file)
}

/// The bytes of a file in the browser's own memory.
async fn read(blob: &Blob, going: impl Fn(f64)) -> Option<Uint8Array> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no larger than what is kept")]
    let size = blob.size() as u32;
    let bytes = Uint8Array::new_with_length(size);
    let mut from = 0;
    while from < size {
        let to = (from + PIECE).min(size);
        let piece = blob.slice_with_f64_and_f64(from.into(), to.into()).ok()?;
        let buffer: ArrayBuffer = JsFuture::from(piece.array_buffer()).await.ok()?.dyn_into().ok()?;
        // A file that has shrunk meanwhile gives less than it promised.
        (buffer.byte_length() == to - from).then_some(())?;
        bytes.set(&Uint8Array::new(&buffer), from);
        from = to;
        going(f64::from(from) / f64::from(size));
    }
    Some(bytes)
}

/// The checksum, by the browser beside the page; where the page came without encryption, by the program in slices.
async fn checksum(bytes: &Uint8Array) -> Option<Checksum> {
    if let Ok(subtle) = cipher::subtle() {
        let digest = subtle.digest_with_str_and_js_u8_array("SHA-256", bytes).ok()?;
        let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
        return digest.try_into().ok().map(Checksum);
    }
    let mut sum = Sha256::new();
    let mut from = 0;
    while from < bytes.length() {
        let to = (from + HASHED).min(bytes.length());
        sum.update(bytes.subarray(from, to).to_vec());
        from = to;
        clock::pause().await;
    }
    Some(Checksum(sum.finalize().into()))
}

/// The contents of a file as this media type; none when this browser does not have them.
pub async fn contents(store: Store, file: &Attachment, kind: &str) -> Option<Blob> {
    let link = store.saving.link()?;
    let bytes = link.storage.contents(&file.sha256.to_string()).await.ok()??;
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options).ok()
}

/// The checksums of all contents that this browser has; none when it has no storage.
pub async fn kept(store: Store) -> BTreeSet<String> {
    match store.saving.link() {
        Some(link) => link.storage.kept_contents().await.unwrap_or_default(),
        None => BTreeSet::new(),
    }
}

/// How many files are kept, and how many bytes their contents take; contents of several files count once.
pub fn total(workspace: &Workspace) -> (usize, u64) {
    let sizes: BTreeMap<Checksum, u64> = workspace.attachments().map(|file| (file.sha256, file.size)).collect();
    (workspace.attachments().len(), sizes.values().sum())
}

/// Lets go of contents that no record names, when no other tab is open whose undo could bring a record of them back; then
/// tells the others for as long as this tab lives that it may. Where the browser has no locks nothing is let go.
pub(super) async fn settle(storage: &Rc<IndexedDbStorage>, store: Store, loaded: Option<Stamp>, all_read: bool) {
    // What could not be read may name contents too.
    if all_read {
        let storage = Rc::clone(storage);
        let named = store.peek(|workspace| workspace.attachments().map(|file| file.sha256.to_string()).collect());
        lock::if_free(IN_USE, async move { sweep(&storage, named, loaded).await }).await;
    }
    lock::together(IN_USE).await;
}

async fn sweep(storage: &IndexedDbStorage, named: BTreeSet<String>, loaded: Option<Stamp>) {
    // So may what a tab that has gone since wrote while this one read.
    if storage.last().await.ok() != Some(loaded) {
        return;
    }
    let Ok(kept) = storage.kept_contents().await else { return };
    let left: Vec<String> = kept.difference(&named).cloned().collect();
    if !left.is_empty() {
        // What could not be let go is found again at the next opening.
        let _ = storage.drop_contents(&left).await;
    }
}
