//! What the page knows: whose day it is, and everything counted over the deals. Counted in slices, again a moment after a
//! change and as time goes by.
//! Deliberately not here: the figures themselves (`insight`).

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::address::use_query;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{TODAY, Today as Own, Words};
use crate::domain::insight::agenda::Agenda;
use crate::domain::insight::desk_answers::Requests;
use crate::domain::insight::desk_month::DeskMonth;
use crate::domain::insight::desk_week::{DeskWeek, WEEK};
use crate::domain::{Deal, DealId, FourR, MemberId, Moment, Schedule, Workspace};
use crate::ui::moving::{Moves, use_moves};

/// So many deals are counted before the page breathes.
const SLICE: usize = 500;
/// How long after the last change they are counted anew.
const LATER: Duration = Duration::from_millis(100);
/// How often the page looks at the clock.
const TICK: Duration = Duration::from_secs(30);

/// What the address calls the day of the whole desk.
pub(super) const EVERYBODY: &str = "all";

/// Everything that the page shows, of one moment.
pub(super) struct Counted {
    pub(super) agenda: Agenda,
    pub(super) requests: Requests,
    pub(super) week: DeskWeek,
    pub(super) month: DeskMonth,
    /// How many deals there are.
    pub(super) deals: usize,
}

/// The deals that a figure counts.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    /// What the figure says of them.
    pub(super) title: String,
    /// Which they are.
    pub(super) deals: Arc<Vec<DealId>>,
}

/// The page.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) store: Store,
    pub(super) moves: Moves,
    pub(super) words: &'static Words,
    pub(super) own: &'static Own,
    pub(super) format: Format,
    pub(super) language: Language,
    /// Whose day it is; none is the whole desk's.
    pub(super) whose: Memo<Option<MemberId>>,
    /// Now, to the half minute.
    pub(super) now: RwSignal<Moment>,
    /// What was counted last; none until anything was, and after another person was chosen.
    pub(super) counted: RwSignal<Option<Arc<Counted>>>,
    /// The deal whose contact took place, while it is being told what the buyer said.
    pub(super) held: RwSignal<Option<DealId>>,
    /// The figure whose deals are open.
    pub(super) behind: RwSignal<Option<Behind>>,
}

impl Day {
    /// To be made once, while the page is drawn.
    pub(super) fn new() -> Self {
        let store = use_store();
        let (who, _) = use_query("who");
        let whose = Memo::new(move |_| {
            let member = |id: &str| id.parse().ok().filter(|&id: &MemberId| store.member(id).is_some());
            match who.get().as_str() {
                EVERYBODY => None,
                "" => store.me(),
                id => member(id).or_else(|| store.me()),
            }
        });
        let day = Self {
            store,
            moves: use_moves(),
            words: use_words(),
            own: use_words_of(&TODAY),
            format: use_format(),
            language: use_language(),
            whose,
            now: RwSignal::new(clock::now()),
            counted: RwSignal::new(None),
            held: RwSignal::new(None),
            behind: RwSignal::new(None),
        };
        if let Ok(ticking) = set_interval_with_handle(move || day.now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
        day.keep_counting();
        day
    }

    fn keep_counting(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |last: Option<(Option<TimeoutHandle>, Option<MemberId>)>| {
            for kind in ["deal", "activity", "member", "pipeline"] {
                self.store.all(kind, |_| ());
            }
            self.now.track();
            let whose = self.whose.get();
            let first = last.as_ref().is_none_or(|(_, of)| *of != whose);
            if let Some((Some(waiting), _)) = last {
                waiting.clear();
            }
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let mine = turn.get_value();
            let wanted = move || turn.try_get_value() == Some(mine);
            let count = move || spawn_local(self.count(whose, wanted));
            if first {
                self.counted.set(None);
                count();
                return (None, whose);
            }
            (set_timeout_with_handle(count, LATER).ok(), whose)
        });
    }

    async fn count(self, whose: Option<MemberId>, wanted: impl Fn() -> bool) {
        if !wanted() {
            return;
        }
        let now = clock::now();
        let deals: Vec<Arc<Deal>> = self.store.peek(|workspace| workspace.deals().cloned().collect());
        let schedule = untrack(|| self.store.schedule());
        let mut counted = self.store.peek(|workspace| Counted::new(workspace, whose, now, deals.len(), &schedule));
        for slice in deals.chunks(SLICE) {
            self.store.peek(|workspace| slice.iter().for_each(|deal| counted.count(workspace, deal, now, &schedule)));
            clock::pause().await;
            // A later change has them counted anew, and the person may have left the page meanwhile.
            if !wanted() {
                return;
            }
        }
        counted.agenda.settle();
        self.store.peek(|workspace| counted.week.settle(workspace));
        self.counted.set(Some(Arc::new(counted)));
    }

    /// Something of what was counted, as long as there is anything.
    pub(super) fn of<T: Default>(self, read: impl FnOnce(&Counted) -> T) -> T {
        self.counted.with(|counted| counted.as_deref().map(read).unwrap_or_default())
    }

    /// A number that was counted as people write it.
    pub(super) fn number(self, count: usize) -> String {
        self.words.grammar.number(count)
    }

    /// What somebody of the desk is called.
    pub(super) fn name(self, whose: Option<MemberId>) -> String {
        let name = whose.and_then(|member| self.store.member(member)).map(|member| member.name.clone());
        name.unwrap_or_else(|| self.own.nobody.to_owned())
    }
}

impl Counted {
    fn new(
        workspace: &Workspace,
        whose: Option<MemberId>,
        now: Moment,
        deals: usize,
        schedule: &Arc<Schedule>,
    ) -> Self {
        Self {
            agenda: Agenda::new(whose, now, schedule.clone()),
            requests: Requests::default(),
            week: DeskWeek::new(workspace, now),
            month: DeskMonth::new(workspace, now, schedule.clone()),
            deals,
        }
    }

    fn count(&mut self, workspace: &Workspace, deal: &Deal, now: Moment, schedule: &Schedule) {
        let leads = workspace.four_r(FourR::Leads);
        let request = leads.and_then(|leads| self.requests.count(workspace, deal, (leads, WEEK), now, schedule));
        self.agenda.count(workspace, deal);
        self.week.count(workspace, deal, request);
        self.month.count(workspace, deal);
    }
}

/// The page that is drawn.
pub(super) fn use_day() -> Day {
    expect_context()
}
