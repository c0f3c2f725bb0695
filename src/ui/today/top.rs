//! The top of the page: the day, the hour, how much of the month is left, and whose day it is.

use chrono::{Datelike, Months, NaiveTime};
use leptos::prelude::*;

use super::DESK;
use super::day::{EVERYBODY, use_day};
use crate::app::address::use_query;
use crate::domain::calendar::working_days;
use crate::domain::{Member, Moment, Schedule};
use crate::ui::icon::Icon;
use crate::ui::me::members;
use crate::ui::moving::{day_of, moment};

/// The top bar.
#[component]
pub(super) fn Top() -> impl IntoView {
    let day = use_day();
    let (words, own, format) = (day.words, day.own, day.format);
    let today = Memo::new(move |_| day_of(day.now.get()));
    let left = move || match days_left(day.now.get(), &day.store.schedule()) {
        0 => own.last_day.to_owned(),
        days => own.days_left.of(days),
    };
    let (who, set_who) = use_query("who");
    let (part, set_part) = use_query("part");
    let shown = move || {
        let who = who.get();
        let me = || day.store.me().map(|me| me.to_string());
        if who.is_empty() { me().unwrap_or_else(|| EVERYBODY.to_owned()) } else { who }
    };
    let options = move || {
        let shown = shown();
        let each = members(day.store).into_iter().map(|Member { id, name, role }| {
            let role = role.map(|role| words.roles.of(role));
            (id.to_string(), role.map_or(name.clone(), |role| words.units.comma.fill([&name, role])))
        });
        let all = std::iter::once((EVERYBODY.to_owned(), own.everybody.to_owned()));
        let option = |(value, name): (String, String)| {
            let chosen = value == shown;
            view! { <option value=value selected=chosen>{name}</option> }
        };
        all.chain(each).map(option).collect_view()
    };
    let seg = move |value: &'static str, name: &'static str| {
        let on = move || part.with(|part| part == value).to_string();
        view! { <button type="button" aria-pressed=on on:click=move |_| set_part(value)>{name}</button> }
    };
    view! {
        <header class="top">
            <h1>{move || format.day_full(today.get())}</h1>
            <span class="c3 desktop lo2">{move || format.time(day.now.get().0)}" · "{left}</span>
            <span class="grow"></span>
            <label class="filter pick desktop">
                <span>{own.day}":"</span>
                <select aria-label=own.whose_day prop:value=shown on:change:target=move |event| set_who(&event.target().value())>
                    {options}
                </select>
                <Icon name=Icon::CHEV_D />
            </label>
            <div class="seg mobile" role="group" aria-label=own.whose_day>{seg("", own.mine)}{seg(DESK, own.desk)}</div>
        </header>
    }
}

/// Whole working days until the month is over.
fn days_left(now: Moment, schedule: &Schedule) -> usize {
    let today = day_of(now);
    let next = today.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))).unwrap_or(today);
    let over = moment(next, NaiveTime::MIN);
    usize::try_from(working_days(now, over, schedule)).unwrap_or_default()
}
