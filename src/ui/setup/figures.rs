//! What history says of the funnel on the page: counted once it is open and when another edition comes into force, in
//! slices, so that nobody waits for it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editing::Editing;
use crate::app::clock;
use crate::domain::Deal;
use crate::domain::insight::lived::Lived;

/// So many deals are counted before the page breathes.
const SLICE: usize = 500;

/// Loss reasons count as of lately for so many days.
pub(super) const LATELY: i64 = 90;

/// The figures; empty until they have been counted.
#[derive(Clone, Copy)]
pub(super) struct Figures(pub(super) RwSignal<Lived>);

impl Figures {
    /// To be made once, while the page is drawn.
    pub(super) fn new(editing: Editing) -> Self {
        let figures = RwSignal::new(Lived::default());
        Effect::new(move || {
            let Some(live) = editing.live.get() else { return };
            let wanted = move || editing.live.try_get_untracked().is_some();
            spawn_local(async move {
                let now = clock::now();
                let (since, schedule) = (now.plus_days(-LATELY), editing.store.schedule());
                let deals: Vec<Arc<Deal>> = editing.store.peek(|workspace| workspace.deals().cloned().collect());
                let mut lived = Lived::default();
                for slice in deals.chunks(SLICE) {
                    clock::pause().await;
                    // The person may have left the page.
                    if !wanted() {
                        return;
                    }
                    editing.store.peek(|workspace| {
                        slice.iter().for_each(|deal| lived.count(workspace, &live, deal, since, &schedule));
                    });
                }
                if wanted() {
                    figures.set(lived);
                }
            });
        });
        Self(figures)
    }
}

/// The figures of the funnel on the page.
pub(super) fn use_figures() -> Figures {
    expect_context()
}
