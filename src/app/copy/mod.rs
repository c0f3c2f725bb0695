//! Copies of the workspace out of the page and back: gathered from the disk, encrypted on demand, saved as a file, read,
//! restored, or only looked at; and when the next one is due.
//!
//! Deliberately not here: the format and what restoring means (`data::copy`), dialogs (`ui::here`).

pub mod cipher;
mod gather;
mod guest;
mod open;
mod place;
mod restoring;
mod save;

use leptos::prelude::*;

use super::clock;
use super::opening::{Disk, Opening};
use super::store::Store;
use crate::data::copy::{Copy, Due, Every, Habit, Last, due, is_own};
use crate::domain::Moment;
use crate::storage::preferences::Preferences;

pub use gather::times;
pub use guest::{Guest, leave, look, make_own};
pub use open::{Opened, Unopened, begins, open, unseal};
pub use place::Place;
pub use restoring::{Unrestored, carry_out};
pub use save::{Order, Unsaved, save};

/// For so long a reminder that was put off is quiet.
const QUIET: i64 = 24 * 60 * 60 * 1_000;

/// What this page knows of copies.
#[derive(Clone, Copy)]
pub struct Copies {
    store: Store,
    kept: StoredValue<Preferences, LocalStorage>,
    /// How often to remind, and the last copy.
    pub habit: RwSignal<Habit>,
    /// Whether what is here is one's own and can be lost.
    pub own: Memo<bool>,
    /// How far the copy is that is being made.
    pub busy: RwSignal<Option<f64>>,
    /// The file into which copies go, where the browser keeps one.
    pub place: RwSignal<Option<Place>, LocalStorage>,
    /// A copy that was looked at and is to be restored: it need not be read again.
    pub reopened: RwSignal<Option<Box<Copy>>, LocalStorage>,
    /// The file that is being looked at, if it is.
    pub guest: RwSignal<Option<Guest>, LocalStorage>,
}

impl Copies {
    /// What was kept on this device.
    pub fn new(store: Store, disk: Disk) -> Self {
        let kept = Preferences::default();
        let looking = store.look_only;
        let copies = Self {
            store,
            habit: RwSignal::new(kept.get::<Habit>().unwrap_or_default()),
            kept: StoredValue::new_local(kept),
            own: Memo::new(move |_| {
                let open = disk.opening.get() == Opening::Open && !looking.get();
                store.company();
                store.all("deal", |_| ());
                open && store.all("customer", is_own)
            }),
            busy: RwSignal::new(None),
            place: RwSignal::new_local(None),
            reopened: RwSignal::new_local(None),
            guest: RwSignal::new_local(None),
        };
        // A week begins when there is something to lose.
        Effect::new(move || {
            if copies.own.get() && copies.habit.with_untracked(|habit| habit.since.is_none()) {
                copies.change(|habit| habit.since = Some(clock::now()));
            }
        });
        copies
    }

    /// Whether a copy is due, now and whenever that changes.
    pub fn due(&self) -> Option<Due> {
        let own = self.own.get();
        self.habit.with(|habit| due(habit, own, clock::now()))
    }

    /// Reminds as often as this.
    pub fn remind(&self, every: Every) {
        self.change(|habit| habit.every = every);
    }

    /// Reminds of nothing for a day.
    pub fn put_off(&self) {
        self.change(|habit| habit.quiet = Some(Moment(clock::now().0 + QUIET)));
    }

    /// What was here has been erased: its copies are no copies of what comes.
    pub fn forget(&self) {
        self.change(|habit| *habit = Habit { every: habit.every, ..Habit::default() });
    }

    /// A copy was made of everything that is here.
    fn made(&self, bytes: u64) {
        self.change(|habit| {
            habit.last = Some(Last { at: clock::now(), bytes });
            habit.quiet = None;
        });
    }

    fn change(&self, how: impl FnOnce(&mut Habit)) {
        self.habit.update(how);
        self.kept.with_value(|kept| kept.set(&self.habit.get_untracked()));
    }
}

/// What this page knows of copies.
pub fn use_copies() -> Copies {
    expect_context()
}
