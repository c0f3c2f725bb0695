//! Figures over every deal, counted a moment after a change, so that no move waits for them: the needs on the filters,
//! the conversion on the ribbon, the speed of answers.
//! Deliberately not here: the figures themselves (`insight`).

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::app::clock;
use crate::domain::{Deal, Moment, Pipeline, Schedule, Workspace};

/// How long after the last change.
const LATER: Duration = Duration::from_millis(250);
/// So many deals are counted before the page breathes.
const SLICE: usize = 500;

/// Counts one more deal.
pub(super) type Count<T> = fn(&mut T, &Workspace, &Pipeline, &Deal, At<'_>);

/// The moment for which it is counted, and the working time by which.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) now: Moment,
    pub(super) schedule: &'s Schedule,
}

/// A figure over all deals: counted once the board is there, after every change of a deal, and as time goes by.
pub(super) fn counted<T>(desk: Desk, count: Count<T>) -> RwSignal<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    let figure = RwSignal::new(T::default());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |last: Option<Option<TimeoutHandle>>| {
        desk.store.all("deal", |_| ());
        desk.store.schedule();
        let now = desk.now.get();
        if let Some(Some(waiting)) = last {
            waiting.clear();
        }
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        // A later change has it counted anew, and the person may have left the board meanwhile.
        let wanted = move || turn.try_get_value() == Some(mine);
        let count = move || {
            spawn_local(async move {
                if !wanted() {
                    return;
                }
                let deals: Vec<Arc<Deal>> = desk.store.peek(|workspace| workspace.deals().cloned().collect());
                let mut new = T::default();
                let schedule = desk.store.schedule();
                let at = At { now, schedule: &schedule };
                for slice in deals.chunks(SLICE) {
                    desk.store.peek(|workspace| {
                        desk.read(|pipeline| {
                            slice.iter().for_each(|deal| count(&mut new, workspace, pipeline, deal, at))
                        });
                    });
                    clock::pause().await;
                    if !wanted() {
                        return;
                    }
                }
                if figure.with_untracked(|old| *old != new) {
                    figure.set(new);
                }
            });
        };
        set_timeout_with_handle(count, LATER).ok()
    });
    figure
}
