//! Leads that come by themselves: an inbox on the network that is read now and then, while the page is open.
//!
//! One tab at a time reads, under a lock of the browser; what has been seen is remembered only when what was taken in is on
//! the disk, so that a crash between the two loses nothing and takes nothing twice.
//! Deliberately not here: which leads are new (`data::inbox`), what a lead becomes (`data::lead`).

mod reading;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::locale::Language;
use super::opening::Disk;
use super::part::part;
use super::store::Store;
use super::{alarm, clock};
use crate::data::inbox::{Inbox, Seen};
use crate::data::lead::LeadProblem;
use crate::domain::Moment;
use crate::storage::preferences::Preferences;

/// Why an inbox could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer in time.
    Timeout,
    /// Nobody there, or somebody who lets no page of another address in.
    Network,
    /// The address leads to another.
    Redirect,
    /// An answer that is none: its HTTP status.
    Status(u16),
    /// The answer is no list of leads.
    Answer(LeadProblem),
    /// There is no funnel that takes leads.
    NoFunnel,
    /// What came could not be kept here; it is asked for again.
    NotKept,
}

/// What came of the last reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// When.
    pub at: Moment,
    /// How many leads were taken in.
    pub taken: usize,
    /// What stood there and is no lead, by its number from 1.
    pub wrong: Vec<(usize, LeadProblem)>,
    /// Why nothing was read, or not all of it.
    pub trouble: Option<Trouble>,
}

/// The inbox of this device.
#[derive(Clone, Copy)]
pub struct Intake {
    store: Store,
    disk: Disk,
    kept: StoredValue<Preferences, LocalStorage>,
    /// The address, where somebody has set one, as this tab knows it; another tab may have set another (`current`).
    pub inbox: RwSignal<Option<Inbox>>,
    /// What came of the last reading since the page was opened.
    pub last: RwSignal<Option<Last>>,
    /// Whether this tab is reading now.
    pub reading: RwSignal<bool>,
}

part! { import:
    fetch(intake: Intake, language: Language) -> () = reading::start(intake, language);
}

impl Intake {
    /// The inbox that this device knows of.
    pub fn new(store: Store, disk: Disk) -> Self {
        let kept = Preferences::default();
        Self {
            store,
            disk,
            inbox: RwSignal::new(kept.get::<Inbox>()),
            kept: StoredValue::new_local(kept),
            last: RwSignal::new(None),
            reading: RwSignal::new(false),
        }
    }

    /// Reads now and from then on as often as somebody has set, for as long as the page speaks this language.
    pub fn keep(self, language: Language) {
        let due = move || {
            let every = self.inbox.with(|inbox| Some(i64::from(inbox.as_ref()?.every) * 60_000))?;
            let due = self.last.with(|last| last.as_ref().map_or(0, |last| last.at.0 + every));
            (!self.reading.get()).then_some(Moment(due))
        };
        alarm::keep(self.store, self.disk, due, move || self.read(language));
        let heard = window_event_listener(leptos::ev::storage, move |_| self.hear());
        on_cleanup(move || heard.remove());
    }

    /// Sets or takes away the inbox; what stands there is read at once.
    pub fn set(self, inbox: Option<Inbox>) {
        self.kept.with_value(|kept| {
            if !is_at(inbox.as_ref(), kept.get().as_ref()) {
                kept.forget::<Seen>();
            }
            match &inbox {
                Some(inbox) => drop(kept.set(inbox)),
                None => kept.forget::<Inbox>(),
            }
        });
        self.last.set(None);
        self.inbox.set(inbox);
    }

    /// Reads now, whenever the next time would have been.
    pub fn hurry(self) {
        self.last.set(None);
    }

    /// Takes over what another tab has set; an inbox at another address is read at once.
    fn hear(self) {
        let now = self.current();
        let known = self.inbox.get_untracked();
        if known == now {
            return;
        }
        if !is_at(known.as_ref(), now.as_ref()) {
            self.last.set(None);
        }
        self.inbox.set(now);
    }

    fn read(self, language: Language) {
        self.reading.set(true);
        let asked = self.inbox.get_untracked();
        spawn_local(async move {
            // Without its part there is nobody to read.
            if fetch(self, language).await.is_err() {
                self.done(asked.as_ref(), Err(Trouble::Network));
            }
        });
    }

    /// The inbox that is kept: any tab may have set another, or taken it away.
    fn current(self) -> Option<Inbox> {
        self.kept.try_with_value(|kept| kept.get()).flatten()
    }

    /// Notes what came of asking an inbox.
    fn done(self, asked: Option<&Inbox>, came: Result<(usize, Vec<(usize, LeadProblem)>), Trouble>) {
        let (taken, wrong, trouble) = match came {
            Ok((taken, wrong)) => (taken, wrong, None),
            Err(trouble) => (0, Vec::new(), Some(trouble)),
        };
        // An address that somebody has set while another one answered is still to be read.
        let now = self.current();
        let last = is_at(now.as_ref(), asked).then(|| Last { at: clock::now(), taken, wrong, trouble });
        // All gone with the page.
        if self.inbox.try_with_untracked(|known| *known != now) == Some(true) {
            self.inbox.set(now);
        }
        let _ = self.last.try_set(last);
        let _ = self.reading.try_set(false);
    }
}

/// Whether two inboxes are at one address.
fn is_at(one: Option<&Inbox>, other: Option<&Inbox>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.url == other.url)
}

/// The inbox of this device.
pub fn use_intake() -> Intake {
    expect_context()
}
