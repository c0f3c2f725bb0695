//! What a new month does by itself: at the first look of the month it pins the boundaries of its first day (0.28), once, for
//! all tabs and devices the same record. What has just come in is left for the next visit. Nothing is told, and it is no step of undo: nobody did it.
//!
//! Deliberately not here: which boundaries (`domain::robots::Month`), showing them (`ui::back`).

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::locale::Language;
use super::opening::{Disk, Opening};
use super::robots::clock_of;
use super::store::Store;
use crate::domain::robots::{Month, Reading};
use crate::domain::{Command, RecordId, Workspace};

/// How often it looks whether a month has begun.
const MINUTE: Duration = Duration::from_secs(60);
/// So many customers are read before the page breathes.
const SLICE: usize = 1_000;

/// Looks as long as the page is drawn in this language.
pub fn keep(store: Store, disk: Disk, language: Language) {
    let keeper = Keeper { store, disk, language, reading: StoredValue::new(false), tried: StoredValue::new(None) };
    Effect::new(move || {
        if disk.opening.get() == Opening::Open && !store.taking_in.get() {
            // What the person came for is shown first.
            clock::after_paint(move || keeper.look());
        }
    });
    let minutes = set_interval_with_handle(move || keeper.look(), MINUTE);
    on_cleanup(move || drop(minutes.map(|minutes| minutes.clear())));
}

#[derive(Clone, Copy)]
struct Keeper {
    store: Store,
    disk: Disk,
    language: Language,
    reading: StoredValue<bool>,
    /// What was read when there was nothing to pin: while it holds, there is nothing still.
    tried: StoredValue<Option<Month>>,
}

impl Keeper {
    fn may(&self) -> bool {
        self.disk.opening.get_untracked() == Opening::Open
            && !self.store.taking_in.get_untracked()
            && !self.store.look_only.get_untracked()
            && !self.disk.superseded.get_untracked()
    }

    fn look(self) {
        if document().hidden() || self.reading.try_get_value() != Some(false) || !self.may() {
            return;
        }
        let schedule = self.store.schedule();
        let clock = clock_of(self.language, &schedule);
        let wanted = self.store.peek(|workspace| {
            let tried = |month: &Option<Month>| month.as_ref().is_some_and(|month| month.holds(workspace, clock));
            Month::wants_pin(workspace, clock) && !self.tried.with_value(tried) && !is_fresh(workspace)
        });
        if !wanted {
            return;
        }
        self.reading.set_value(true);
        spawn_local(async move {
            let clock = clock_of(self.language, &schedule);
            let mut reading = self.store.peek(|workspace| Reading::new(workspace, clock));
            while self.may() && self.store.peek(|workspace| reading.go_on(workspace, SLICE)) {
                clock::pause().await;
            }
            // Cut short, or bought in the meantime: the next look reads anew.
            let month = reading.month();
            if self.may() && self.store.peek(|workspace| month.holds(workspace, clock)) {
                if let Some(pin) = self.store.peek(|workspace| month.pin(workspace, clock)) {
                    self.store.of_itself(Command::TakeIn(vec![pin.into()]));
                }
                let _ = self.tried.try_set_value(Some(month));
            }
            // Gone with a page that is drawn anew.
            let _ = self.reading.try_set_value(false);
        });
    }
}

/// Whether what was bought has come in since the page was opened: it may be undone yet, and a set of it would stay.
fn is_fresh(workspace: &Workspace) -> bool {
    let purchases = workspace.purchases().map(|purchase| RecordId::Purchase(purchase.id));
    let deals = workspace.deals().map(|deal| RecordId::Deal(deal.id));
    purchases.chain(deals).any(clock::made_here)
}
