//! Reading the past of a funnel, a slice of deals at a time, so that the page stays alive however many there are.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::clock;
use crate::domain::DealId;
use crate::domain::insight::adviser::Past;
use crate::ui::setup::editing::Editing;

/// Deals that are read at a stretch: a few milliseconds.
const SLICE: usize = 2_000;

/// The past of the funnel on the page: none while it is read for the first time. Read anew when a deal changes, or which
/// stages and ends there are.
pub(super) fn past(editing: Editing) -> RwSignal<Option<Arc<Past>>> {
    let past = RwSignal::new(None);
    let round = StoredValue::new(0_u32);
    let store = editing.store;
    let shape = Memo::new(move |_| {
        editing.read(|funnel| {
            let reasons = funnel.stages.iter().flat_map(|stage| stage.loss_reasons.iter().map(|reason| reason.id));
            funnel.places().chain(reasons).collect::<Vec<_>>()
        })
    });
    Effect::new(move || {
        shape.track();
        store.all("deal", |_| ());
        let Some(funnel) = editing.funnel.get_untracked() else { return };
        round.update_value(|round| *round += 1);
        let mine = round.get_value();
        spawn_local(async move {
            let now = clock::now();
            let mut counted = Past::new(&funnel, now, store.schedule());
            let deals: Vec<DealId> = store.peek(|workspace| workspace.deals().map(|deal| deal.id).collect());
            for slice in deals.chunks(SLICE) {
                store.peek(|workspace| {
                    let deals = slice.iter().filter_map(|&id| workspace.deal(id));
                    deals.for_each(|deal| counted.count(workspace, &funnel, deal));
                });
                if slice.len() == SLICE {
                    clock::pause().await;
                }
                // Somebody has changed something, or gone elsewhere.
                if round.try_get_value() != Some(mine) {
                    return;
                }
            }
            let _ = past.try_set(Some(Arc::new(counted)));
        });
    });
    past
}
