//! The working hours of each weekday.

use leptos::prelude::*;

use super::Keeping;
use crate::app::locale::use_words_of;
use crate::app::words::HOURS;
use crate::domain::{Hours, MIDNIGHT, Timetable};
use crate::ui::focus::stay;
use crate::ui::icon::Icon;

/// A time of day as fields of time have it; the end of a day is their 00:00.
fn written(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn minute(written: &str) -> Option<u16> {
    let (hour, minute) = written.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.get(..2)?.parse::<u16>().ok()?)
}

/// The week.
#[component]
pub(super) fn WorkingWeek(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let names =
        [words.monday, words.tuesday, words.wednesday, words.thursday, words.friday, words.saturday, words.sunday];
    let days = names.into_iter().enumerate().map(|(weekday, name)| view! { <Day keeping weekday name /> });
    let differ = move || {
        keeping.read(|known| !known.week[0].is_empty() && known.week[1..5].iter().any(|day| *day != known.week[0]))
    };
    let alike = move |_| {
        let change = |timetable: &mut Timetable| {
            let [monday, rest @ ..] = &mut timetable.week;
            rest[..4].iter_mut().for_each(|day| day.clone_from(monday));
        };
        keeping.change(change, words.told_like_monday.to_owned());
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.week}</h2></div>
            <p class="about c2">{words.week_why}</p>
            <dl class="form">{days.collect_view()}</dl>
            <div class="panel-b bar">
                <button class="btn sm" type="button" disabled=move || !differ() on:click=alike><Icon name=Icon::COPY />{words.like_monday}</button>
            </div>
        </section>
    }
}

/// One weekday.
#[component]
fn Day(keeping: Keeping, weekday: usize, name: &'static str) -> impl IntoView {
    let words = use_words_of(&HOURS);
    let wrong = RwSignal::new(None::<&'static str>);
    let hours = Memo::new(move |_| keeping.read(|timetable| timetable.week[weekday].clone()));
    let keep = move |changed: Vec<Hours>| {
        let works =
            |(day, hours): (usize, &Vec<Hours>)| if day == weekday { !changed.is_empty() } else { !hours.is_empty() };
        if !keeping
            .timetable
            .with_untracked(|known| known.iter().flat_map(|known| known.week.iter().enumerate()).any(works))
        {
            return wrong.set(Some(words.last_hours));
        }
        wrong.set(None);
        keeping.change(|timetable| timetable.week[weekday] = changed, words.told_week.fill([name]));
    };
    let set = move |at: usize, change: fn(&mut Hours, u16), event: leptos::ev::Event| {
        let mut changed = hours.get_untracked();
        let (Some(hours), Some(minute)) = (changed.get_mut(at), minute(&event_target_value(&event))) else { return };
        change(hours, minute);
        if hours.from < hours.to { keep(Hours::joined(&changed)) } else { wrong.set(Some(words.hours_wrong)) }
    };
    let one = move |at: usize| {
        let shown =
            move |read: fn(&Hours) -> u16| move || hours.with(|hours| hours.get(at).map(|hours| written(read(hours))));
        let begins = move |event| set(at, |hours, minute| hours.from = minute, event);
        let ends = move |event| set(at, |hours, minute| hours.to = if minute == 0 { MIDNIGHT } else { minute }, event);
        let remove = move |event: leptos::ev::MouseEvent| {
            let mut left = hours.get_untracked();
            left.remove(at);
            keep(left);
            stay(&event, "dd");
        };
        view! {
            <span class="row g1">
                <input class="input" type="time" aria-label=words.begins.fill([name]) prop:value=shown(|hours| hours.from) on:change=begins />
                <span class="c3">{words.until}</span>
                <input class="input" type="time" aria-label=words.ends.fill([name]) prop:value=shown(|hours| hours.to) on:change=ends />
                <button class="btn ghost icon sm" type="button" title=words.hours_remove aria-label=words.remove_from.fill([name]) on:click=remove>
                    <Icon name=Icon::X />
                </button>
            </span>
        }
    };
    let off = Memo::new(move |_| hours.with(Vec::is_empty));
    let more = move || {
        if off.get() {
            let work = move |_| keep(vec![Hours::USUAL]);
            return view! {
                <span class="c3">{words.day_off}</span>
                <button class="btn ghost sm" type="button" aria-label=words.work_on.fill([name]) on:click=work><Icon name=Icon::PLUS />{words.work_day}</button>
            }
            .into_any();
        }
        let fits = move || hours.with(|hours| Hours::with_break(hours).is_some());
        let rest = move |_| hours.with_untracked(|hours| Hours::with_break(hours)).into_iter().for_each(keep);
        view! {
            <button class="btn ghost sm" type="button" aria-label=words.break_in.fill([name]) disabled=move || !fits() on:click=rest>
                <Icon name=Icon::PLUS />{words.break_add}
            </button>
        }
        .into_any()
    };
    let all = move || 0..hours.with(Vec::len);
    view! {
        <dt>{name}</dt>
        <dd class="norm" tabindex="-1">
            <For each=all key=|at| *at children=one />
            {more}
            <span class="err" role="alert">{move || wrong.get()}</span>
        </dd>
    }
}
