//! Figures over every deal, counted a moment after a change, so that no move waits for them: the needs on the filters,
//! the conversion on the ribbon, the speed of answers.
//! Deliberately not here: the figures themselves (`insight`).

use std::time::Duration;

use leptos::prelude::*;

use super::desk::Desk;
use crate::domain::{Moment, Pipeline, Workspace};

/// How long after the last change.
const LATER: Duration = Duration::from_millis(250);

/// A figure over the deals of a board: counted once the board is there, after every change of a deal, and as time goes by.
pub(super) fn counted<T>(desk: Desk, count: fn(&Workspace, &Pipeline, Moment) -> T) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
{
    let figure = RwSignal::new(T::default());
    Effect::new(move |last: Option<Option<TimeoutHandle>>| {
        desk.store.all("deal", |_| ());
        let now = desk.now.get();
        if let Some(Some(waiting)) = last {
            waiting.clear();
        }
        let count = move || {
            // The person may have left the board meanwhile.
            if figure.try_get_untracked().is_none() {
                return;
            }
            let new = desk.store.peek(|workspace| desk.read(|pipeline| count(workspace, pipeline, now)));
            if figure.with_untracked(|old| *old != new) {
                figure.set(new);
            }
        };
        set_timeout_with_handle(count, LATER).ok()
    });
    figure
}
