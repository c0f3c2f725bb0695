//! What the screen has done and the disk has not yet: a queue that writes one change at a time, in order, and says at
//! any moment whether everything is saved (I9). A failure keeps the change and everything after it, and is shown.
//!
//! Deliberately not here: how rows are written (`storage`), reading them (`opening`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::clock;
use crate::data::codec;
use crate::data::edit::{Batch, Durability, Patch};
use crate::data::row::Row;
use crate::data::stamp::DeviceId;
use crate::domain::{Change, Moment};
use crate::storage::indexed_db::IndexedDbStorage;
use crate::storage::tabs::{Message, Tabs};
use crate::storage::{Committed, Storage, StorageError};

/// What the disk has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing has been changed since the page was opened.
    Clean,
    /// So many changes are on their way.
    Pending(usize),
    /// Everything, since then.
    All(Moment),
    /// Not everything: why, and how many changes wait in memory.
    Failed(StorageError, usize),
}

/// Where changes go.
#[derive(Clone)]
pub struct Link {
    /// The disk.
    pub storage: Rc<IndexedDbStorage>,
    /// The name of this device in stamps.
    pub device: DeviceId,
    /// The other tabs, where the browser lets them speak.
    pub tabs: Option<Rc<Tabs>>,
    /// Hears of records as they stand on the disk after a change, other tabs' edits included.
    pub stored: Callback<Vec<Row>>,
}

struct Waiting {
    change: Change,
    /// Whether records without a `before` have never been stored.
    fresh: bool,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    running: bool,
    link: Option<Link>,
    /// Who waits until nothing is on its way.
    asked: Vec<Function>,
}

/// The queue of changes on their way to the disk.
#[derive(Clone, Copy)]
pub struct Saving {
    queue: StoredValue<Rc<RefCell<Queue>>, LocalStorage>,
    /// What the disk has.
    pub state: RwSignal<Saved>,
}

/// So many records are encoded, or read, before the page breathes.
const SLICE: usize = 500;
/// More records than this are announced to the other tabs as «read everything again».
const MANY: usize = 2_000;

impl Saving {
    /// A queue without a disk: it keeps everything until [`Saving::connect`].
    pub fn new() -> Self {
        Self { queue: StoredValue::new_local(Rc::default()), state: RwSignal::new(Saved::Clean) }
    }

    /// Gives the queue its disk, and writes what has gathered.
    pub fn connect(&self, link: Link) {
        self.queue.with_value(|queue| queue.borrow_mut().link = Some(link));
        self.retry();
    }

    /// The disk, once it is there.
    pub fn link(&self) -> Option<Link> {
        self.queue.with_value(|queue| queue.borrow().link.clone())
    }

    /// The disk is gone or refuses: says so, and keeps what comes.
    pub fn fail(&self, why: StorageError) {
        self.state.set(Saved::Failed(why, self.count()));
        self.queue.with_value(answer);
    }

    /// Writes a change as soon as those before it are written. `fresh`: records that it creates have never been stored.
    pub fn save(&self, change: Change, fresh: bool) {
        self.queue.with_value(|queue| queue.borrow_mut().waiting.push_back(Waiting { change, fresh }));
        match self.state.get_untracked() {
            Saved::Failed(why, _) => self.state.set(Saved::Failed(why, self.count())),
            _ => self.run(),
        }
    }

    /// Tries again after a failure.
    pub fn retry(&self) {
        if self.count() > 0 {
            self.run();
        } else if matches!(self.state.get_untracked(), Saved::Failed(..)) {
            self.state.set(Saved::Clean);
        }
    }

    /// Waits until nothing is on its way to the disk any more; whether everything is there.
    pub async fn settled(&self) -> bool {
        while matches!(self.state.try_get_untracked(), Some(Saved::Pending(_))) {
            let promise =
                Promise::new(&mut |resolve, _| self.queue.with_value(|queue| queue.borrow_mut().asked.push(resolve)));
            let _ = JsFuture::from(promise).await;
        }
        self.link().is_some() && matches!(self.state.try_get_untracked(), Some(Saved::Clean | Saved::All(_)))
    }

    /// The stored identities of records that have changes on their way.
    pub fn on_the_way(&self) -> BTreeSet<String> {
        self.queue.with_value(|queue| on_the_way(&queue.borrow()))
    }

    fn count(&self) -> usize {
        self.queue.with_value(|queue| queue.borrow().waiting.len())
    }

    fn run(&self) {
        self.state.set(Saved::Pending(self.count()));
        let queue = self.queue.get_value();
        if queue.borrow().running || queue.borrow().link.is_none() {
            return;
        }
        queue.borrow_mut().running = true;
        let state = self.state;
        spawn_local(async move {
            // The answer to the hand first. A frame may never come to a tab that nobody looks at; this does.
            clock::pause().await;
            let outcome = drain(&queue, state).await;
            queue.borrow_mut().running = false;
            match outcome {
                Ok(()) => state.set(Saved::All(clock::now())),
                Err(why) => state.set(Saved::Failed(why, queue.borrow().waiting.len())),
            }
            answer(&queue);
        });
    }
}

impl Default for Saving {
    fn default() -> Self {
        Self::new()
    }
}

/// Tells those who wait that the state is another one.
fn answer(queue: &Rc<RefCell<Queue>>) {
    let asked = std::mem::take(&mut queue.borrow_mut().asked);
    for resolve in asked {
        // A promise takes any answer.
        let _ = resolve.call0(&JsValue::NULL);
    }
}

fn on_the_way(queue: &Queue) -> BTreeSet<String> {
    queue.waiting.iter().flat_map(|waiting| waiting.change.edits.iter().map(|edit| edit.id.to_string())).collect()
}

async fn drain(queue: &RefCell<Queue>, state: RwSignal<Saved>) -> Result<(), StorageError> {
    loop {
        let next = queue.borrow().waiting.front().map(|waiting| (waiting.change.clone(), waiting.fresh));
        let link = queue.borrow().link.clone();
        let (Some((change, fresh)), Some(link)) = (next, link) else { return Ok(()) };
        let batch = Batch {
            patches: patches(&link.storage, &change, fresh).await?,
            now: clock::now().0,
            device: link.device,
            by: None,
            durability: Durability::Strict,
        };
        let committed = link.storage.commit(batch).await;
        if let (Err(_), Some(first)) = (&committed, queue.borrow_mut().waiting.front_mut()) {
            // What broke off may be on the disk all the same: the next try looks before it writes.
            first.fresh = false;
        }
        let Committed { rows, last } = committed?;
        queue.borrow_mut().waiting.pop_front();
        let left = queue.borrow().waiting.len();
        if left > 0 {
            state.set(Saved::Pending(left));
        }
        if let Some(tabs) = &link.tabs {
            let ids = rows.iter().map(|row| row.id.clone());
            tabs.post(&if rows.len() > MANY {
                Message::Everything
            } else {
                Message::Changed { ids: ids.collect(), last }
            });
        }
        // Tens of thousands at once would hold the page up, even if they are only let go of.
        let told = !fresh || rows.len() <= MANY;
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let slice = rows.by_ref().take(SLICE);
            if told {
                // What is still on its way will come back by itself.
                let later = on_the_way(&queue.borrow());
                link.stored.run(slice.filter(|row| !later.contains(&row.id)).collect());
            } else {
                slice.for_each(drop);
            }
            if rows.len() > 0 {
                clock::pause().await;
            }
        }
    }
}

async fn patches(storage: &IndexedDbStorage, change: &Change, fresh: bool) -> Result<Vec<Patch>, StorageError> {
    let mut patches = Vec::with_capacity(change.edits.len());
    let mut coming_back = Vec::new();
    for (at, edit) in change.edits.iter().enumerate() {
        if at > 0 && at % SLICE == 0 {
            clock::pause().await;
        }
        // The company, funnels and the example have fixed identities: they may have been there and gone.
        let fresh = fresh && edit.before.is_none() && clock::made_here(edit.id);
        if !fresh && edit.before.is_none() {
            coming_back.push(edit.id.to_string());
        }
        let fields = codec::difference(edit, fresh);
        patches.push(Patch { id: edit.id.to_string(), kind: edit.id.kind().to_owned(), fields, fresh });
    }
    let mut known = Vec::new();
    for ids in coming_back.chunks(SLICE) {
        known.extend(storage.read(ids).await?);
    }
    blank_the_rest(&mut patches, &known);
    Ok(patches)
}

/// A removed record keeps its fields on the disk. One that comes back with others must not get those back too, but for what
/// only a later version knows.
fn blank_the_rest(patches: &mut [Patch], rows: &[Row]) {
    let rows: BTreeMap<&str, &Row> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    for patch in patches {
        let Some(row) = rows.get(patch.id.as_str()) else { continue };
        let rest: Vec<&String> = row.v.keys().filter(|name| !patch.fields.contains_key(*name)).collect();
        if rest.is_empty() {
            continue;
        }
        let was = row.id.parse().ok().and_then(|id| codec::decode(id, &row.v).ok());
        let known = was.map(|record| codec::encode(&record));
        for name in rest {
            if known.as_ref().is_none_or(|known| known.contains_key(name)) {
                patch.fields.insert(name.clone(), serde_json::Value::Null);
            }
        }
    }
}
