//! The list worked out anew after every change, slice by slice where there are many deals.

use std::sync::Arc;

use chrono::Datelike;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::insight::listing::{Column, Gathering, Listing, Odds, Query, Scope};
use crate::domain::{Deal, DealId, Moment, Workspace};

/// So many deals are read before the page breathes.
const SLICE: usize = 4_000;

/// A list and what goes with it.
#[derive(Clone, Copy)]
pub(super) struct Gathered {
    pub(super) listing: RwSignal<Arc<Listing>>,
    pub(super) odds: RwSignal<Arc<Odds>>,
    /// Whether it is of what is asked for now.
    pub(super) ready: RwSignal<bool>,
}

/// Keeps the list of what is asked for. `odds` tells whether somebody sees how likely deals are.
pub(super) fn gathered(store: Store, query: Memo<Query>, odds: Memo<bool>, now: RwSignal<Moment>) -> Gathered {
    let gathered = Gathered {
        listing: RwSignal::new(Arc::default()),
        odds: RwSignal::new(Arc::default()),
        ready: RwSignal::new(false),
    };
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        for kind in ["deal", "customer", "member", "pipeline"] {
            store.all(kind, |_| ());
        }
        let schedule = store.schedule();
        let (query, likely) = (query.get(), odds.get());
        if query.order.by == Column::Last {
            store.all("activity", |_| ());
        }
        // What has ended brings the rate of its end into the sums.
        if query.scope != Scope::Open || matches!(query.order.by, Column::Amount | Column::Expected) {
            store.company();
            store.all("rate", |_| ());
        }
        // Only what is picked by its need changes as time goes by.
        let now = if query.filter.need.is_some() { now.get() } else { now.get_untracked() };
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        gathered.ready.set(false);
        // A later change has it worked out anew, and the person may have left meanwhile.
        let wanted = move || turn.try_get_value() == Some(mine);
        spawn_local(async move {
            let found = if likely {
                let mut odds = Odds::default();
                let done = each_slice(store, wanted, |workspace, deals| {
                    deals.iter().for_each(|deal| odds.count(workspace, deal));
                });
                if !done.await {
                    return;
                }
                Arc::new(odds)
            } else {
                Arc::default()
            };
            let mut gathering = store.peek(|workspace| Gathering::new(workspace, query, Arc::clone(&found)));
            let done =
                each_slice(store, wanted, |workspace, deals| gathering.read(workspace, deals, now, &schedule, month));
            if !done.await {
                return;
            }
            let mut merged = 0;
            while gathering.merge() {
                merged += 1;
                if merged % 4 == 0 {
                    clock::pause().await;
                }
            }
            // One run, as of a small desk, is a list at once.
            if merged > 0 {
                clock::pause().await;
            }
            if !wanted() {
                return;
            }
            let listing = store.peek(|workspace| gathering.finish(workspace));
            gathered.odds.set(found);
            if gathered.listing.with_untracked(|old| **old != listing) {
                gathered.listing.set(Arc::new(listing));
            }
            gathered.ready.set(true);
        });
    });
    gathered
}

/// Shows every deal to `see`, slice by slice; whether it came to the end.
async fn each_slice(store: Store, wanted: impl Fn() -> bool, mut see: impl FnMut(&Workspace, &[Arc<Deal>])) -> bool {
    let mut last: Option<DealId> = None;
    loop {
        let seen = store.peek(|workspace| {
            let deals: Vec<Arc<Deal>> = workspace.deals_after(last).take(SLICE).cloned().collect();
            see(workspace, &deals);
            last = deals.last().map(|deal| deal.id).or(last);
            deals.len()
        });
        if seen < SLICE {
            return wanted();
        }
        clock::pause().await;
        if !wanted() {
            return false;
        }
    }
}

/// The month of a moment by the clock of this browser.
fn month(at: Moment) -> (i32, u32) {
    let day = clock::local(at).date();
    (day.year(), day.month())
}
