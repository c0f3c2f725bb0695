//! Letters on their way out by the network: who posts them, when, and what the screen knows of it.
//!
//! Letters wait on the disk (`Fate::Queued`), so that they survive a reload. One tab at a time sends, under a lock of the
//! browser; before a letter goes out it is read from the disk once more, and what came of it is on the disk before the next
//! one goes. A try whose answer never came is made again with the same key (`data::webhook`).
//! Deliberately not here: which letters there are and what becomes of them (`domain`).

mod sending;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::opening::Disk;
use super::part::part;
use super::store::Store;
use super::{alarm, clock};
use crate::data::webhook::Webhook;
use crate::domain::{Moment, pause};
use crate::storage::preferences::Preferences;

/// The way out of this page.
#[derive(Clone, Copy)]
pub struct Outbox {
    store: Store,
    kept: StoredValue<Preferences, LocalStorage>,
    /// The address that takes letters; none where nobody has set one on this device.
    pub webhook: RwSignal<Option<Webhook>>,
    /// Whether this tab is sending now.
    pub sending: RwSignal<bool>,
    /// After a try that came to nothing the others wait as well: what one letter met the next would meet.
    resting: RwSignal<Option<Moment>>,
}

part! { warming:
    send(outbox: Outbox) -> () = sending::start(outbox);
}

impl Outbox {
    /// Sends what waits on the disk, now and whenever something comes to wait, for as long as the page lives.
    pub fn open(store: Store, disk: Disk) -> Self {
        let kept = Preferences::default();
        let outbox = Self {
            store,
            webhook: RwSignal::new(kept.get::<Webhook>()),
            kept: StoredValue::new_local(kept),
            sending: RwSignal::new(false),
            resting: RwSignal::new(None),
        };
        let due = move || {
            let (from, _) = store.all("letter", |workspace| workspace.first_queued())?;
            let can = !outbox.sending.get() && outbox.webhook.with(Option::is_some);
            can.then(|| outbox.resting.get().map_or(from, |rested| from.max(rested)))
        };
        alarm::keep(store, disk, due, move || outbox.go());
        outbox
    }

    /// Sets or takes away the address; what waits then goes at once.
    pub fn set_webhook(self, webhook: Option<Webhook>) {
        self.kept.with_value(|kept| match &webhook {
            Some(webhook) => drop(kept.set(webhook)),
            None => kept.forget::<Webhook>(),
        });
        self.resting.set(None);
        self.webhook.set(webhook);
    }

    /// Tries again now, whatever the last try met.
    pub fn hurry(self) {
        self.resting.set(None);
    }

    /// Nothing can be sent, or noted, just now: looks again later.
    fn rest(self) {
        self.resting.set(Some(Moment(clock::now().0 + pause(1, None))));
    }

    fn go(self) {
        self.sending.set(true);
        spawn_local(async move {
            // Without its part there is nobody to send.
            if send(self).await.is_err() {
                self.rest();
                self.sending.set(false);
            }
        });
    }
}

/// The way out of this page.
pub fn use_outbox() -> Outbox {
    expect_context()
}
