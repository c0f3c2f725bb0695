//! How many contacts of whoever sits here are overdue, for the rail: counted a moment after a change of a deal, in slices,
//! and as time goes by.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::insight::agenda::is_late;
use crate::domain::{DealId, MemberId, RecordId};

const SLICE: usize = 500;
const LATER: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_secs(60);

/// The count.
#[derive(Clone, Copy)]
pub struct Overdue(RwSignal<usize>);

impl Overdue {
    /// To be made once, by the root of the workplace.
    pub fn new(store: Store) -> Self {
        let count = RwSignal::new(0);
        let minutes = RwSignal::new(0_u32);
        if let Ok(ticking) = set_interval_with_handle(move || minutes.update(|m| *m = m.wrapping_add(1)), TICK) {
            on_cleanup(move || ticking.clear());
        }
        let turn = StoredValue::new(0_u32);
        Effect::new(move |last: Option<Option<TimeoutHandle>>| {
            if let Some(Some(waiting)) = last {
                waiting.clear();
            }
            store.all("deal", |_| ());
            minutes.track();
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let (mine, me) = (turn.get_value(), store.me());
            let wanted = move || turn.try_get_value() == Some(mine);
            let Some(me) = me else {
                if count.get_untracked() > 0 {
                    count.set(0);
                }
                return None;
            };
            set_timeout_with_handle(move || spawn_local(counted(store, me, count, wanted)), LATER).ok()
        });
        Self(count)
    }

    /// The count; 0 while nobody has said who they are.
    pub fn count(self) -> usize {
        self.0.get()
    }
}

async fn counted(store: Store, me: MemberId, count: RwSignal<usize>, wanted: impl Fn() -> bool) {
    let deals: Vec<DealId> = store.peek(|workspace| {
        let theirs = workspace.of(me);
        theirs.filter_map(|id| if let RecordId::Deal(id) = id { Some(id) } else { None }).collect()
    });
    let mut late = 0;
    for slice in deals.chunks(SLICE) {
        if !wanted() {
            return;
        }
        let now = clock::now();
        late += store.peek(|workspace| {
            let deals = slice.iter().filter_map(|&id| workspace.deal(id));
            deals.filter(|deal| is_late(workspace, deal, me, now)).count()
        });
        clock::pause().await;
    }
    if wanted() && count.get_untracked() != late {
        count.set(late);
    }
}

/// The count of this page.
pub fn use_overdue() -> Overdue {
    expect_context()
}
