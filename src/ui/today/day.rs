//! What the page knows: whose day it is, and everything counted over the deals. Counted in slices, again a moment after a
//! change and as time goes by.
//! Deliberately not here: the figures themselves (`insight`).

use std::collections::BTreeMap;
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
use crate::domain::insight::desk_month::DeskMonth;
use crate::domain::insight::desk_week::{DeskWeek, WEEK};
use crate::domain::insight::escalation::{Escalated, Escalation};
use crate::domain::insight::first_answer::Waits;
use crate::domain::insight::in_base::Used;
use crate::domain::insight::months::{Cases, Months};
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
    /// What the head hears of, as whoever sits here sees it.
    pub(super) escalation: Vec<Escalated>,
    pub(super) requests: Waits,
    pub(super) week: DeskWeek,
    pub(super) month: DeskMonth,
    /// What this month brings everybody, and the whole desk (none): won and expected.
    /// By which rates the forecasts were converted.
    pub(super) ahead: Used,
    pub(super) forecasts: BTreeMap<Option<MemberId>, Cases>,
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
            for kind in ["deal", "activity", "member", "pipeline", "timetable", "rate"] {
                self.store.all(kind, |_| ());
            }
            self.now.track();
            // What the head hears of depends on who sits here.
            let _ = self.store.me();
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
        let mut counting = self.store.peek(|workspace| Counting::new(self, workspace, whose, now));
        for slice in deals.chunks(SLICE) {
            self.store.peek(|workspace| slice.iter().for_each(|deal| counting.count(workspace, deal)));
            clock::pause().await;
            // A later change has them counted anew, and the person may have left the page meanwhile.
            if !wanted() {
                return;
            }
        }
        let people: Vec<_> = counting.week.people().map(|(whose, _)| whose).chain([None]).collect();
        let mut forecasts = BTreeMap::new();
        for whose in people {
            let month = counting.months.outlook(whose, |_| None).months.first().map(|month| month.cases());
            forecasts.extend(month.map(|cases| (whose, cases)));
            clock::pause().await;
            if !wanted() {
                return;
            }
        }
        self.counted.set(Some(Arc::new(counting.done(forecasts, deals.len()))));
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

/// What is being counted.
struct Counting {
    now: Moment,
    escalation: Escalation,
    schedule: Arc<Schedule>,
    agenda: Agenda,
    requests: Waits,
    week: DeskWeek,
    month: DeskMonth,
    months: Months,
}

impl Counting {
    fn new(day: Day, workspace: &Workspace, whose: Option<MemberId>, now: Moment) -> Self {
        let offset = clock::offset(now);
        let schedule = day.store.schedule();
        Self {
            now,
            agenda: Agenda::new(whose, now, offset, schedule.clone()),
            escalation: Escalation::new(workspace, untrack(|| day.store.me()), now, schedule.clone()),
            schedule,
            requests: Waits::default(),
            week: DeskWeek::new(workspace, now),
            month: DeskMonth::new(workspace, now, offset),
            months: Months::new(workspace, now, offset),
        }
    }

    fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        if let Some(leads) = workspace.four_r(FourR::Leads) {
            let since = self.now.plus_days(-WEEK);
            self.requests.count(workspace, leads, deal, since, self.now, &self.schedule);
        }
        self.agenda.count(workspace, deal);
        self.escalation.count(workspace, deal);
        self.week.count(workspace, deal);
        self.month.count(workspace, deal);
        self.months.count(workspace, deal);
    }

    fn done(mut self, forecasts: BTreeMap<Option<MemberId>, Cases>, deals: usize) -> Counted {
        self.agenda.settle();
        self.escalation.settle();
        self.week.settle(&self.requests);
        let ahead = self.months.used().clone();
        let Self { agenda, escalation, requests, week, month, .. } = self;
        Counted { agenda, escalation: escalation.contacts, requests, week, month, ahead, forecasts, deals }
    }
}

/// The page that is drawn.
pub(super) fn use_day() -> Day {
    expect_context()
}
