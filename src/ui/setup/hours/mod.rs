//! When the company works: its week, its holidays, its zone. What is changed is kept at once and can be undone.
//! Deliberately not here: which hours count (`domain::Schedule`), what zones there are (`app::zones`).

mod holidays;
mod patience;
mod week;

use chrono::{DateTime, TimeDelta};
use leptos::prelude::*;

use self::holidays::HolidayList;
use self::patience::Patience;
use self::week::WorkingWeek;
use super::crumbs::Crumbs;
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::HOURS;
use crate::app::{clock, zones};
use crate::domain::{Command, Timetable};
use crate::ui::icon::Icon;

/// The timetable as it is kept, or the usual one, to be changed.
#[derive(Clone, Copy)]
struct Keeping {
    store: Store,
    timetable: Memo<Option<Timetable>>,
}

impl Keeping {
    fn new() -> Self {
        let store = use_store();
        let timetable = Memo::new(move |_| {
            let kept = store.all("timetable", |workspace| workspace.timetable().cloned());
            kept.map(|kept| Timetable::clone(&kept)).or_else(Timetable::usual)
        });
        Self { store, timetable }
    }

    /// What the timetable says.
    fn read<T: Default>(self, read: impl FnOnce(&Timetable) -> T) -> T {
        self.timetable.with(|timetable| timetable.as_ref().map(read).unwrap_or_default())
    }

    /// Keeps it otherwise.
    fn change(self, change: impl FnOnce(&mut Timetable), told: String) {
        let Some(mut timetable) = self.timetable.get_untracked() else { return };
        change(&mut timetable);
        // A timetable refers to nothing, so that nothing is refused.
        let _ = self.store.dispatch(Command::TakeIn(vec![timetable.into()]), told);
    }
}

/// When the company works.
#[component]
pub fn HoursPage() -> impl IntoView {
    let (shared, words) = (use_words(), use_words_of(&HOURS));
    let keeping = Keeping::new();
    view! {
        <main class="main page-people" id="main">
            <header class="top">
                <Crumbs name=shared.setup.hours />
                <span class="c2 lo2">{words.lead}</span>
            </header>
            <div class="scroll"><div class="page roles">
                <WorkingWeek keeping />
                <ZonePick keeping />
                <HolidayList keeping />
                <Patience keeping />
            </div></div>
        </main>
    }
}

/// Whose clocks show the working time.
#[component]
fn ZonePick(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let names = StoredValue::new(zones::names());
    let zone = Memo::new(move |_| keeping.read(|timetable| timetable.zone.clone()));
    let own = words.own_zone.fill([&zones::own_name().unwrap_or_default()]);
    let unknown = move || {
        let unknown = zone.get().filter(|name| names.with_value(|names| !names.contains(name)));
        unknown.map(|name| view! { <option value=name.clone() selected=true>{name.clone()}</option> })
    };
    let options = names.with_value(|names| {
        let option = |name: &String| {
            let (value, named) = (name.clone(), name.clone());
            let chosen = move || zone.with(|zone| zone.as_ref() == Some(&named));
            view! { <option value=value selected=chosen>{name.replace('_', " ")}</option> }
        };
        names.iter().map(option).collect_view()
    });
    let pick = {
        let own = own.clone();
        move |event| {
            let name = Some(event_target_value(&event)).filter(|name| !name.is_empty());
            let told = words.told_zone.fill([name.as_ref().unwrap_or(&own)]);
            keeping.change(|timetable| timetable.zone = name, told);
        }
    };
    let now = move || {
        let now = clock::now();
        let ahead = zone.with(|zone| zones::ahead(zone.as_deref(), now));
        let there = DateTime::from_timestamp_millis(now.0).unwrap_or_default() + TimeDelta::minutes(ahead.into());
        words.now_there.fill([&there.format("%H:%M").to_string()])
    };
    let missing = move || unknown().map(|_| view! { <p class="cwarn">{words.zone_unknown}</p> });
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.zone}</h2></div>
            <p class="about c2">{words.zone_why}</p>
            <div class="panel-b bar">
                <span class="picks">
                    <select class="input" aria-label=words.zone on:change=pick>
                        <option value="" selected=move || zone.with(Option::is_none)>{own}</option>
                        {unknown}
                        {options}
                    </select>
                    <Icon name=Icon::CHEV_D />
                </span>
                <span class="c2">{now}</span>
                {missing}
            </div>
        </section>
    }
}
