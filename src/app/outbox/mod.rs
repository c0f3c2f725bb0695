//! Letters on their way out by the network: who posts them, when, and what the screen knows of it.
//!
//! Letters wait on the disk (`Fate::Queued`), so that they survive a reload. One tab at a time sends, under a lock of the
//! browser; before a letter goes out it is read from the disk once more, and what came of it is on the disk before the next
//! one goes. A try whose answer never came is made again with the same key (`data::webhook`).
//! Deliberately not here: which letters there are and what becomes of them (`domain`).

mod sending;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::opening::{Disk, Opening};
use super::part::part;
use super::store::Store;
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

/// What is due within this time is waited for; what is due later is looked at again then.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

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
        let alarm = StoredValue::new(None::<TimeoutHandle>);
        let online = RwSignal::new(0_u32);
        let back = window_event_listener(leptos::ev::online, move |_| online.update(|times| *times += 1));
        on_cleanup(move || back.remove());
        Effect::new(move || {
            online.track();
            let open = disk.opening.get() == Opening::Open && !disk.superseded.get() && !store.look_only.get();
            let can = open && !outbox.sending.get() && outbox.webhook.with(Option::is_some);
            let first = store.all("letter", |workspace| workspace.first_queued());
            alarm.update_value(|alarm| {
                if let Some(alarm) = alarm.take() {
                    alarm.clear();
                }
            });
            let Some((from, _)) = first.filter(|_| can && window().navigator().on_line()) else { return };
            let from = from.max(outbox.resting.get().unwrap_or(from));
            let wait = Duration::from_millis(u64::try_from(from.0 - clock::now().0).unwrap_or_default());
            let ring = move || match wait > LONGEST_WAIT {
                // A clock that is set, or a machine that slept, would make a long wait longer still.
                true => online.update(|times| *times += 1),
                false => outbox.go(),
            };
            let set = set_timeout_with_handle(ring, wait.min(LONGEST_WAIT)).ok();
            alarm.set_value(set);
        });
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
