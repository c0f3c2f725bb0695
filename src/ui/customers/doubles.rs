//! Which customers may be one, looked for behind the page: by the slice, so that it answers meanwhile.
//! Deliberately not here: what makes two look like one (`domain::insight::duplicates`), what becomes of them (`merge`).

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::CustomerId;
use crate::domain::insight::duplicates::{Known, Marks, Match, Pair};

/// So many customers are looked at between two answers of the page: some ten milliseconds' worth.
const SLICE: usize = 100;

/// What is known of customers that look alike.
#[derive(Clone, Copy)]
pub(super) struct Doubles {
    store: Store,
    known: StoredValue<Known, LocalStorage>,
    found: RwSignal<Vec<Pair>>,
    /// Whether all have been compared.
    pub(super) ready: RwSignal<bool>,
}

impl Doubles {
    /// Begins to look.
    pub(super) fn look(store: Store) -> Self {
        let doubles = Self {
            store,
            known: StoredValue::new_local(Known::default()),
            found: RwSignal::new(Vec::new()),
            ready: RwSignal::new(false),
        };
        spawn_local(doubles.compare());
        doubles
    }

    async fn compare(self) {
        let ids: Vec<CustomerId> =
            self.store.peek(|workspace| workspace.customers().map(|customer| customer.id).collect());
        for slice in ids.chunks(SLICE) {
            clock::pause().await;
            let learnt = self.store.peek(|workspace| {
                let known = slice.iter().filter_map(|&id| workspace.customer(id));
                known.map(|customer| (customer.id, Marks::of(workspace, customer))).collect::<Vec<_>>()
            });
            let here = self.known.try_update_value(|known| learnt.into_iter().for_each(|(id, of)| known.learn(id, of)));
            // The person has gone to another page.
            if here.is_none() {
                return;
            }
        }
        let mut found: Vec<Pair> = Vec::new();
        for slice in ids.chunks(SLICE) {
            clock::pause().await;
            let pairs =
                self.known.try_with_value(|known| slice.iter().flat_map(|&id| known.pairs_of(id)).collect::<Vec<_>>());
            let Some(pairs) = pairs else { return };
            found.extend(pairs);
        }
        found.sort_by_key(|pair| Reverse(pair.weight()));
        if self.found.try_set(found).is_none() {
            let _ = self.ready.try_set(true);
        }
    }

    /// Those who may still be one: both are there, and nobody has said that they are two.
    pub(super) fn pairs(self) -> Memo<Arc<Vec<Pair>>> {
        Memo::new(move |_| {
            let store = self.store;
            store.all("apart", |_| ());
            store.all("customer", |workspace| {
                let open = |pair: &&Pair| {
                    let [one, other] = pair.of;
                    workspace.customer(one).is_some()
                        && workspace.customer(other).is_some()
                        && !workspace.apart(one, other)
                };
                Arc::new(self.found.with(|found| found.iter().filter(open).cloned().collect()))
            })
        })
    }

    /// Who may be the one with these marks; nobody as long as not all are known.
    pub(super) fn like(self, marks: &Marks) -> Vec<Match> {
        if !self.ready.get() || *marks == Marks::default() {
            return Vec::new();
        }
        let found = self.known.with_value(|known| known.like(marks));
        let there = |found: &Match| self.store.peek(|workspace| workspace.customer(found.customer).is_some());
        found.into_iter().filter(there).collect()
    }
}
