//! An alarm for what is done over the network: it rings when that is due, in a tab that may write, while there is a network.
//! Deliberately not here: what is due and when (`inbox`, `outbox`).

use std::time::Duration;

use leptos::prelude::*;

use super::clock;
use super::opening::{Disk, Opening};
use super::store::Store;
use crate::domain::Moment;

/// What is due within this time is waited for; what is due later is looked at again then: a clock that is set, or a machine
/// that slept, would make a long wait longer still.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Rings whenever something is due, for as long as its owner lives. `due` is asked again when what it has read changes.
pub(super) fn keep(
    store: Store,
    disk: Disk,
    due: impl Fn() -> Option<Moment> + 'static,
    ring: impl Fn() + Copy + 'static,
) {
    let alarm = StoredValue::new(None::<TimeoutHandle>);
    let again = RwSignal::new(0_u32);
    let back = window_event_listener(leptos::ev::online, move |_| again.update(|times| *times += 1));
    on_cleanup(move || back.remove());
    Effect::new(move || {
        again.track();
        let open = disk.opening.get() == Opening::Open && !disk.superseded.get() && !store.look_only.get();
        let due = due();
        alarm.update_value(|alarm| {
            if let Some(alarm) = alarm.take() {
                alarm.clear();
            }
        });
        let Some(due) = due.filter(|_| open && window().navigator().on_line()) else { return };
        let wait = Duration::from_millis(u64::try_from(due.0 - clock::now().0).unwrap_or_default());
        let wake = move || match wait > LONGEST_WAIT {
            true => again.update(|times| *times += 1),
            false => ring(),
        };
        alarm.set_value(set_timeout_with_handle(wake, wait.min(LONGEST_WAIT)).ok());
    });
}
