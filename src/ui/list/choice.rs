//! Which deals are chosen, and from which row a run of them goes.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::domain::DealId;

/// The chosen deals.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) deals: RwSignal<HashSet<DealId>>,
    /// The row from which a run goes.
    from: StoredValue<Option<DealId>>,
}

impl Choice {
    pub(super) fn new() -> Self {
        Self { deals: RwSignal::new(HashSet::new()), from: StoredValue::new(None) }
    }

    /// Whether any deal is chosen, subscribing to it.
    pub(super) fn any(self) -> bool {
        self.deals.with(|deals| !deals.is_empty())
    }

    pub(super) fn has(self, deal: DealId) -> bool {
        self.deals.with(|deals| deals.contains(&deal))
    }

    /// Chooses a deal, or chooses it no longer.
    pub(super) fn toggle(self, deal: DealId) {
        self.from.set_value(Some(deal));
        self.deals.update(|deals| {
            if !deals.remove(&deal) {
                deals.insert(deal);
            }
        });
    }

    /// Chooses the run from the row that was chosen last, or from `here`, to this one; `rows` are the deals in sight in their
    /// order.
    pub(super) fn run(self, rows: &[DealId], here: Option<DealId>, to: DealId) {
        let place = |deal: Option<DealId>| rows.iter().position(|row| Some(*row) == deal);
        let from = self.from.get_value().filter(|from| rows.contains(from)).or(here);
        let Some(end) = place(Some(to)) else { return };
        let start = place(from).unwrap_or(end);
        self.from.set_value(rows.get(start).copied());
        self.deals.update(|deals| deals.extend(&rows[start.min(end)..=start.max(end)]));
    }

    pub(super) fn choose(self, all: impl IntoIterator<Item = DealId>) {
        self.deals.update(|deals| deals.extend(all));
    }

    pub(super) fn drop_all(self, gone: &[DealId]) {
        self.deals.update(|deals| gone.iter().for_each(|deal| _ = deals.remove(deal)));
    }

    pub(super) fn clear(self) {
        self.from.set_value(None);
        if self.deals.with_untracked(|deals| !deals.is_empty()) {
            self.deals.set(HashSet::new());
        }
    }

    /// Keeps only those that are still listed.
    pub(super) fn keep(self, listed: impl Iterator<Item = DealId>) {
        if self.deals.with_untracked(HashSet::is_empty) {
            return;
        }
        let listed: HashSet<DealId> = listed.collect();
        if !self.deals.with_untracked(|deals| deals.is_subset(&listed)) {
            self.deals.update(|deals| deals.retain(|deal| listed.contains(deal)));
        }
    }
}
