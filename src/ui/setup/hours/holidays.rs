//! The days off of the company, year by year, and lists of public holidays that come ready.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Keeping;
use crate::app::clock;
use crate::app::content::content;
use crate::app::locale::{use_format, use_language, use_words_of};
use crate::app::words::HOURS;
use crate::data::holidays::{self, Holidays};
use crate::ui::focus::stay;
use crate::ui::icon::Icon;

/// The ready lists, as far as they have come.
#[derive(Clone, PartialEq)]
enum Ready {
    Coming,
    Here(Vec<Holidays>),
    Missing,
}

/// The days off.
#[component]
pub(super) fn HolidayList(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let format = use_format();
    let now = clock::now();
    let today = now.day(clock::offset(now));
    let years = Memo::new(move |_| {
        let mut years: BTreeMap<i32, Vec<NaiveDate>> = BTreeMap::new();
        let days = keeping.read(|timetable| timetable.holidays.clone());
        days.into_iter().for_each(|day| years.entry(day.year()).or_default().push(day));
        years.into_iter().rev().collect::<Vec<_>>()
    });
    let day = move |day: NaiveDate| {
        let (shown, name) = (format.date(day, day), format.date(day, today));
        let about = words.remove.fill([&name]);
        let remove = move |event: MouseEvent| {
            stay(&event, "section");
            let told = words.told_removed.fill([&name]);
            keeping.change(|timetable| _ = timetable.holidays.remove(&day), told);
        };
        view! {
            <li class="chip">
                {shown}
                <button class="btn ghost icon sm" type="button" title=about.clone() aria-label=about on:click=remove><Icon name=Icon::X /></button>
            </li>
        }
    };
    let list = move || {
        let years = years.get();
        if years.is_empty() {
            return view! { <div class="panel-b"><b>{words.none}</b><p class="c2">{words.none_why}</p></div> }
                .into_any();
        }
        let year = |(year, days): (i32, Vec<NaiveDate>)| {
            let count = words.days.of(days.len());
            view! {
                <dt>{year}<small>{count}</small></dt>
                <dd><ul class="chips" aria-label=year.to_string()>{days.into_iter().map(day).collect_view()}</ul></dd>
            }
        };
        view! { <dl class="form">{years.into_iter().map(year).collect_view()}</dl> }.into_any()
    };
    view! {
        <section class="panel" tabindex="-1">
            <div class="panel-h"><h2>{words.holidays}</h2></div>
            <p class="about c2">{words.holidays_why}</p>
            {list}
            <Add keeping />
            <ReadyLists keeping />
        </section>
    }
}

/// One more day.
#[component]
fn Add(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let format = use_format();
    let written = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<&'static str>);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let day: Option<NaiveDate> = written.with_untracked(|written| written.parse().ok());
        let Some(day) = day else { return wrong.set(Some(words.need_day)) };
        let known =
            keeping.timetable.with_untracked(|known| known.as_ref().is_some_and(|known| known.holidays.contains(&day)));
        if known {
            return wrong.set(Some(words.known_day));
        }
        let told = words.told_added.fill([&format.date(day, NaiveDate::default())]);
        keeping.change(|timetable| _ = timetable.holidays.insert(day), told);
        written.set(String::new());
    };
    view! {
        <form class="panel-b bar" novalidate=true on:submit=add>
            <input class="input" type="date" aria-label=words.day aria-invalid=move || wrong.get().map(|_| "true") aria-describedby="day-error" prop:value=move || written.get()
                on:input=move |event| { wrong.set(None); written.set(event_target_value(&event)); } />
            <button class="btn" type="submit"><Icon name=Icon::PLUS />{words.add}</button>
            <span class="err" id="day-error" role="alert">{move || wrong.get()}</span>
        </form>
    }
}

/// Lists that come ready.
#[component]
fn ReadyLists(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let language = use_language();
    let ready = RwSignal::new(Ready::Coming);
    spawn_local(async move {
        let lists = content("holidays.json").await.and_then(|text| holidays::holidays(&text).ok());
        // The person may have gone elsewhere meanwhile.
        let _ = ready.try_set(lists.map_or(Ready::Missing, Ready::Here));
    });
    let list = move |list: Holidays| {
        let name = language.of(&list.name);
        let days = list.days.clone();
        let taken = Memo::new(move |_| keeping.read(|timetable| days.is_subset(&timetable.holidays)));
        let take = move |_| {
            let known = keeping.timetable.with_untracked(|known| known.as_ref().map(|known| known.holidays.clone()));
            let new: Vec<NaiveDate> = list.days.difference(&known.unwrap_or_default()).copied().collect();
            let told = words.told_taken.of(new.len());
            keeping.change(|timetable| timetable.holidays.extend(new), told);
        };
        let about = words.all_taken.fill([&name]);
        view! {
            <button class="btn sm" type="button" disabled=move || taken.get() title=move || taken.get().then(|| about.clone()) on:click=take>
                <Icon name=Icon::CALENDAR />{name}
            </button>
        }
    };
    let lists = move || match ready.get() {
        Ready::Coming => None,
        Ready::Missing => Some(view! { <p class="c2">{words.unfetched}</p> }.into_any()),
        Ready::Here(lists) => {
            Some(view! { <div class="bar">{lists.into_iter().map(list).collect_view()}</div> }.into_any())
        }
    };
    view! { <div class="panel-b"><h3>{words.ready}</h3><p class="c2">{words.ready_why}</p>{lists}</div> }
}
