//! When robots look at deals: after each step of a person at the deals that it touched, and by the clock at all of them.
//!
//! By the clock only the tab that is seen works. Two that are seen at once, on two screens or two devices, may do the same
//! act: then both write the same records, and nothing is done twice.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report::{Report, tongue};
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::app::opening::{Disk, Opening};
use crate::app::store::Store;
use crate::domain::robots::{Clock, Month, Reading, Settling, Touched};
use crate::domain::{DealId, Robot, Run, RunId, Schedule};

/// How often robots look at all deals.
const MINUTE: Duration = Duration::from_secs(60);
/// So many deals are looked at, or customers scored, before the page breathes.
const SLICE: usize = 1_000;

/// The clock of the company, in the language of the screen.
pub fn clock_of(language: Language, schedule: &Schedule) -> Clock<'_> {
    Clock { now: clock::now(), schedule, tongue: tongue(language) }
}

/// Sets robots to work as long as the page is drawn in this language.
pub fn work(store: Store, disk: Disk, language: Language, format: Format) {
    let robots =
        Robots { store, disk, language, format, looking: StoredValue::new(false), month: StoredValue::new(None) };
    Effect::new(move || {
        if store.touched.with(|touched| !touched.is_empty()) && !store.taking_in.get() {
            // What the screen shows of the person's own step comes first.
            clock::after_paint(move || robots.answer());
        }
    });
    Effect::new(move || {
        if disk.opening.get() == Opening::Open && !store.taking_in.get() {
            robots.look();
        }
    });
    let minutes = set_interval_with_handle(move || robots.look(), MINUTE);
    on_cleanup(move || drop(minutes.map(|minutes| minutes.clear())));
}

#[derive(Clone, Copy)]
struct Robots {
    store: Store,
    disk: Disk,
    language: Language,
    format: Format,
    /// Whether they are looking at all deals.
    looking: StoredValue<bool>,
    /// What scores are read by, once a robot has asked for it.
    month: StoredValue<Option<Arc<Month>>>,
}

impl Robots {
    /// Whether there is anybody to work and the desk is theirs.
    fn may(&self) -> bool {
        let on = self.store.peek(|workspace| workspace.robots().any(|robot| robot.on.is_some()));
        on && !self.store.taking_in.get_untracked()
            && !self.store.look_only.get_untracked()
            && !self.disk.superseded.get_untracked()
    }

    /// What robots do about the steps of a person.
    fn answer(self) {
        if !self.may() {
            return;
        }
        let touched = self.store.touched.try_update_untracked(std::mem::take).unwrap_or_default();
        let mut done = Vec::new();
        let schedule = self.store.schedule();
        let clock = clock_of(self.language, &schedule);
        // Boundaries of some minutes ago will do; where none of this month have been read, the look by the clock does it.
        let month = self.month.get_value().filter(|month| month.is_now(clock));
        let mut settling = Settling::new(touched, month);
        while self.one(&mut settling, clock, &mut done) {}
        self.tell(&done);
    }

    /// Looks at all deals, in slices.
    fn look(self) {
        if document().hidden() || !self.may() || self.looking.get_value() {
            return;
        }
        self.looking.set_value(true);
        spawn_local(async move {
            let mut done = Vec::new();
            let mut last = None;
            let month = self.read_month().await;
            while let Some(deals) = self.slice(last) {
                last = deals.last().copied();
                let mut settling = Settling::new(deals.into_iter().map(Touched::from), month.clone());
                let schedule = self.store.schedule();
                let clock = clock_of(self.language, &schedule);
                // The person may have gone, or be taking in a file, whenever the page breathes.
                while self.may() && self.one(&mut settling, clock, &mut done) {
                    clock::pause().await;
                }
                clock::pause().await;
            }
            self.tell(&done);
            // Gone with a page that is drawn anew.
            let _ = self.looking.try_set_value(false);
        });
    }

    /// What scores are read by, read anew when it no longer holds; none when no robot that is on asks for it.
    async fn read_month(self) -> Option<Arc<Month>> {
        let schedule = self.store.schedule();
        let clock = clock_of(self.language, &schedule);
        let wanted = |robot: &Robot| robot.on.is_some() && Month::is_wanted_by(robot);
        if !self.store.peek(|workspace| workspace.robots().any(|robot| wanted(robot))) {
            return None;
        }
        let known = self.month.try_get_value().flatten();
        let holds = |month: &Arc<Month>| self.store.peek(|workspace| month.holds(workspace, clock));
        if let Some(month) = known.filter(holds) {
            return Some(month);
        }
        if let Some(pinned) = self.store.peek(|workspace| Month::pinned(workspace, clock)) {
            let pinned = Arc::new(pinned);
            let _ = self.month.try_set_value(Some(pinned.clone()));
            return Some(pinned);
        }
        let mut reading = self.store.peek(|workspace| Reading::new(workspace, clock));
        while self.store.peek(|workspace| reading.go_on(workspace, SLICE)) {
            clock::pause().await;
        }
        let month = Arc::new(reading.month());
        // Gone with a page that is drawn anew.
        let _ = self.month.try_set_value(Some(month.clone()));
        Some(month)
    }

    fn slice(&self, last: Option<DealId>) -> Option<Vec<DealId>> {
        let deals: Vec<_> =
            self.store.peek(|workspace| workspace.deals_after(last).take(SLICE).map(|deal| deal.id).collect());
        (!deals.is_empty() && self.may()).then_some(deals)
    }

    /// Carries out the next act; false when there is none.
    fn one(&self, settling: &mut Settling, clock: Clock<'_>, done: &mut Vec<RunId>) -> bool {
        let Some(act) = self.store.peek(|workspace| settling.next(workspace, clock)) else { return false };
        let change = self.store.act(&act, clock, |run| self.told(run));
        settling.done(&change);
        done.push(act.run);
        true
    }

    fn told(&self, run: &Run) -> String {
        self.store.peek(|workspace| Report::new(workspace, self.language, self.format).told(run))
    }

    /// The toast tells of the last act, and of how many others there were.
    fn tell(&self, done: &[RunId]) {
        let Some((last, others)) = done.split_last() else { return };
        let told = self.store.peek(|workspace| {
            workspace.run(*last).map(|run| Report::new(workspace, self.language, self.format).told(run))
        });
        let Some(told) = told else { return };
        let words = self.language.words();
        self.store.announce(match others.len() {
            0 => told,
            more => words.units.comma.fill([&told, &words.robots.and_more.of(more)]),
        });
    }
}
