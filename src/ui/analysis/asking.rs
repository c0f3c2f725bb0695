//! The question of the page and its answer: the deals of the funnel are read in slices, counted in the worker, and shown
//! together. Asked anew when the question or a deal changes.
//! Deliberately not here: the figures (`insight::funnel`).

use std::sync::Arc;
use std::time::Duration;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::period::{Came, Versus};
use crate::app::address::use_query;
use crate::app::store::{Store, use_store};
use crate::app::{away, clock};
use crate::data::errand;
use crate::domain::insight::funnel::{Cut, DIMENSIONS, Label, NOBODY, Period, Question, Reading, Report};
use crate::domain::{Currency, Deal, FourR, Moment, Pipeline};

/// So many deals are read before the page breathes.
pub(super) const SLICE: usize = 500;
/// How long after the last change the deals are read anew.
const LATER: Duration = Duration::from_millis(400);

/// From one day to another; none is all there are.
type Span = Option<(NaiveDate, NaiveDate)>;

/// What the address calls each dimension, by its number.
pub(super) const NAMES: [&str; DIMENSIONS] = ["owner", "segment", "source", "product", "edition"];

/// Everything that the panels of the page show: all of it is of one question.
pub(super) struct Answer {
    /// The funnel.
    pub(super) funnel: Arc<Pipeline>,
    /// Its deals.
    pub(super) reading: Arc<Reading>,
    /// What was asked.
    pub(super) question: Question,
    /// What was answered.
    pub(super) report: Report,
    /// The currency of all sums.
    pub(super) currency: Currency,
    /// The first and the last day of the period and of the one before.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// See `days`.
    pub(super) before: Option<(NaiveDate, NaiveDate)>,
}

/// Where the answer stands.
#[derive(Clone)]
pub(super) enum Told {
    /// The deals are being read: so much of them, from 0 to 1.
    Reading(f64),
    /// The last answer.
    Here(Arc<Answer>),
    /// The funnel has no order, or more stages than can be counted.
    NoOrder,
    /// The worker did not answer.
    Unanswered,
}

/// The page's question and its answer.
#[derive(Clone, Copy)]
pub(super) struct Analysis {
    pub(super) store: Store,
    /// The funnel that the address names.
    pub(super) funnel: Memo<Option<Arc<Pipeline>>>,
    /// When the deals came.
    pub(super) came: Memo<Came>,
    /// What they are compared with.
    pub(super) versus: Memo<Versus>,
    /// The values of the dimensions in the address; empty is any.
    pub(super) values: [Memo<String>; DIMENSIONS],
    pub(super) told: RwSignal<Told>,
    /// Whether a newer answer is on its way.
    pub(super) busy: RwSignal<bool>,
    reading: RwSignal<Option<Arc<Reading>>>,
    pub(super) again: Trigger,
}

impl Analysis {
    /// To be made once, while the page is drawn.
    pub(super) fn new() -> Self {
        let store = use_store();
        let (named, _) = use_query("funnel");
        let funnel = Memo::new(move |_| {
            let asked = named.with(|named| named.parse().ok()).and_then(|id| store.pipeline(id));
            asked.filter(|funnel| funnel.ordered).or_else(|| usual(store))
        });
        let (came, _) = use_query("came");
        let (versus, _) = use_query("vs");
        let analysis = Self {
            store,
            funnel,
            came: Memo::new(move |_| came.with(|came| Came::parse(came))),
            versus: Memo::new(move |_| versus.with(|versus| Versus::parse(versus))),
            values: NAMES.map(|name| use_query(name).0),
            told: RwSignal::new(Told::Reading(0.0)),
            busy: RwSignal::new(false),
            reading: RwSignal::new(None),
            again: Trigger::new(),
        };
        analysis.keep_reading();
        analysis.keep_asking();
        analysis
    }

    /// Reads the deals of the funnel, and again a moment after a change of any.
    fn keep_reading(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |last: Option<(Option<TimeoutHandle>, _)>| {
            self.store.all("deal", |_| ());
            self.store.all("rate", |_| ());
            self.store.company();
            self.again.track();
            let funnel = self.funnel.get();
            let first = last.as_ref().is_none_or(|(_, of)| *of != funnel);
            if let Some((Some(waiting), _)) = last {
                waiting.clear();
            }
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let mine = turn.get_value();
            let wanted = move || turn.try_get_value() == Some(mine);
            if first {
                self.reading.set(None);
                self.told.set(Told::Reading(0.0));
            }
            let read = {
                let funnel = funnel.clone();
                move || spawn_local(self.read(funnel, wanted))
            };
            let waiting = if first {
                read();
                None
            } else {
                set_timeout_with_handle(read, LATER).ok()
            };
            (waiting, funnel)
        });
    }

    async fn read(self, funnel: Option<Arc<Pipeline>>, wanted: impl Fn() -> bool) {
        let now = clock::now();
        let begun = funnel.and_then(|funnel| {
            let reading = self.store.peek(|workspace| Reading::of(workspace, &funnel, now))?;
            Some((reading, self.store.peek(|workspace| workspace.deals().cloned().collect::<Vec<Arc<Deal>>>())))
        });
        let Some((mut reading, deals)) = begun else { return self.told.set(Told::NoOrder) };
        for (at, slice) in deals.chunks(SLICE).enumerate() {
            clock::pause().await;
            // A later change has them read anew, and the person may have left the page meanwhile.
            if !wanted() {
                return;
            }
            self.store.peek(|workspace| slice.iter().for_each(|deal| reading.read(workspace, deal)));
            if matches!(self.told.get_untracked(), Told::Reading(_)) {
                self.told.set(Told::Reading((at * SLICE) as f64 / deals.len() as f64));
            }
        }
        if wanted() {
            self.reading.set(Some(Arc::new(reading)));
        }
    }

    /// Asks whenever the deals have been read or the question changes.
    fn keep_asking(self) {
        let asked = StoredValue::new(0_u32);
        Effect::new(move || {
            let (Some(reading), Some(funnel)) = (self.reading.get(), self.funnel.get()) else { return };
            let (question, days, before) = self.question(&reading);
            asked.update_value(|asked| *asked += 1);
            let number = asked.get_value();
            self.busy.set(true);
            spawn_local(async move {
                // What else the page has to show for the same reason comes first, and is a task of its own.
                clock::pause().await;
                let sheet = errand::ask_funnel(question, &reading.journeys);
                let report = away::ask(&sheet).await.ok().and_then(|sheet| errand::report(&sheet).ok());
                // The page may have gone, or another question may have been asked meanwhile.
                if asked.try_get_value() != Some(number) {
                    return;
                }
                let company = self.store.peek(|workspace| workspace.company().cloned());
                let currency = company.map_or(Currency::RUB, |company| company.currency);
                self.told.set(report.map_or(Told::Unanswered, |report| {
                    Told::Here(Arc::new(Answer { funnel, reading, question, report, currency, days, before }))
                }));
                self.busy.set(false);
            });
        });
    }

    /// What the address asks.
    fn question(self, reading: &Reading) -> (Question, Span, Span) {
        let now = clock::now();
        let today = now.day(clock::offset(now));
        let days = self.came.get().days(today);
        let before = self.came.get().before(self.versus.get(), today);
        let code = |dimension: usize| {
            let value = self.values[dimension].get();
            // A value that no deal has finds no deal.
            (!value.is_empty()).then(|| code(reading, dimension, &value).unwrap_or(NOBODY - 1))
        };
        let cut = Cut { came: days.map_or(Period::EVER, period), labels: std::array::from_fn(code), as_of: now.0 };
        (Question { cut, before: before.map(period) }, days, before)
    }

    /// The last answer, whole.
    pub(super) fn answer(self) -> Option<Arc<Answer>> {
        match self.told.get() {
            Told::Here(answer) => Some(answer),
            _ => None,
        }
    }
}

/// The analysis of the page.
pub(super) fn use_analysis() -> Analysis {
    expect_context()
}

/// The funnel that is shown when the address names none: that of deals, or any other with order.
fn usual(store: Store) -> Option<Arc<Pipeline>> {
    let ordered = |funnel: &Arc<Pipeline>| funnel.ordered && !funnel.archived;
    store
        .four_r(FourR::Deals)
        .filter(&ordered)
        .or_else(|| store.all("pipeline", |workspace| workspace.pipelines().find(|funnel| ordered(funnel)).cloned()))
}

/// What the address calls the absence of a value.
pub(super) const NONE: &str = "none";

/// The code that a value of the address has.
fn code(reading: &Reading, dimension: usize, value: &str) -> Option<Label> {
    use crate::domain::insight::funnel::{EDITION, OWNER, PRODUCT, SEGMENT};
    let text = value.to_owned();
    match dimension {
        EDITION => value.parse().ok(),
        _ if value == NONE => Some(NOBODY),
        OWNER => reading.members.find(&value.parse().ok()?),
        SEGMENT => reading.segments.find(&text),
        PRODUCT => reading.products.find(&text),
        _ => reading.sources.find(&text),
    }
}

/// From the first moment of one day to the last of another, by the clock of this browser.
fn period((from, to): (NaiveDate, NaiveDate)) -> Period {
    let begins = |day: NaiveDate| {
        let local = day.and_time(chrono::NaiveTime::MIN);
        Moment::at(local, clock::offset(Moment::at(local, 0))).0
    };
    Period { from: begins(from), to: to.checked_add_days(Days::new(1)).map_or(i64::MAX, begins) }
}
