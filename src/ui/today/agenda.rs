//! The lists of a day: what is overdue, what today holds with what is done of it, what is planned for the next working day,
//! and deals without a next step.

use std::sync::Arc;

use leptos::prelude::*;

use super::day::{Behind, use_day};
use super::row::{DayRow, LateRow, SilentRow};
use crate::app::locale::use_words_of;
use crate::app::words::CONTACTS;
use crate::domain::DealId;
use crate::domain::insight::agenda::{Entry, Late, Silent};
use crate::ui::calendar;
use crate::ui::icon::Icon;
use crate::ui::kit::called;
use crate::ui::moving::day_of;

/// So many rows of a list are drawn; the rest are opened as a table.
const ROWS: usize = 40;

/// The lists.
#[component]
pub(super) fn AgendaLists() -> impl IntoView {
    view! { <Overdue /><Today /><Ahead /><Silents /> }
}

#[component]
fn Overdue() -> impl IntoView {
    let day = use_day();
    let late = Memo::new(move |_| day.of(|counted| counted.agenda.overdue.clone()));
    let count = Memo::new(move |_| late.with(Vec::len));
    let any = Memo::new(move |_| count.get() > 0);
    let shown = move || late.with(|late| late.iter().take(ROWS).copied().collect::<Vec<Late>>());
    let all = move || late.with_untracked(|late| late.iter().map(|late| late.deal).collect());
    move || {
        any.get().then(|| {
            view! {
            <div class="sec" data-list="overdue">
                    <h2>{day.own.overdue}</h2>
                    <span class="chip overdue"><Icon name=Icon::ALERT_C />{move || day.number(count.get())}</span>
                </div>
                <section class="panel" aria-label=day.own.overdue>
                    <ul class="agenda"><For each=shown key=|late| *late let:late><LateRow late /></For></ul>
                    <More title=day.own.overdue count all=Callback::new(move |()| all()) />
                </section>
            }
        })
    }
}

/// A line of today's list: a contact, or where now is among them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Line {
    Contact(Entry),
    Now,
}

#[component]
fn Today() -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let entries = Memo::new(move |_| day.of(|counted| counted.agenda.day.clone()));
    let done = Memo::new(move |_| day.of(|counted| counted.agenda.done()));
    let free = Memo::new(move |_| entries.with(Vec::is_empty));
    let count = Memo::new(move |_| entries.with(Vec::len));
    let lines = move || {
        let now = day.now.get();
        entries.with(|entries| {
            let before = entries.partition_point(|entry| entry.at <= now);
            // What was done first goes when there is too much; what is to come stays.
            let from = before.saturating_sub(ROWS / 2);
            let mut lines: Vec<Line> = entries.iter().skip(from).take(ROWS).copied().map(Line::Contact).collect();
            lines.insert((before - from).min(lines.len()), Line::Now);
            lines
        })
    };
    let line = move |line: Line| {
        match line {
        Line::Contact(entry) => view! { <DayRow entry /> }.into_any(),
        Line::Now => view! {
            <li class="now" aria-label=move || own.now_is.fill([&day.format.time(day.now.get().0)])>{move || day.format.time(day.now.get().0)}</li>
        }
        .into_any(),
    }
    };
    let share = move || format!("{}%", done.get() * 100 / count.get().max(1));
    let done_of = move || own.done_of.fill([&day.number(done.get()), &day.number(count.get())]);
    let all = move || entries.with_untracked(|entries| unique(entries.iter().map(|entry| entry.deal)));
    let progress = move || {
        (count.get() > 0).then(|| {
            view! {
                <span class="c3" data-done=move || done.get()>{done_of}</span>
                <span class="grow"></span>
                <span class="prog thin" style:--v=share role="img" aria-label=done_of><i></i></span>
            }
        })
    };
    let contacts = use_words_of(&CONTACTS);
    let file = move |_| calendar::all(day.store, day.words, contacts, day.whose.get_untracked());
    let to_calendar = view! {
        <button class="btn ghost icon sm" type="button" aria-label=contacts.all_to_calendar title=contacts.calendar_all_why on:click=file><Icon name=Icon::DOWNLOAD /></button>
    };
    view! {
        <div class="sec" data-list="today"><h2>{own.title}</h2>{to_calendar}{progress}</div>
        <section class="panel" aria-label=own.title>
            {move || if free.get() {
                view! { <Free /> }.into_any()
            } else {
                view! {
                    <ul class="agenda"><For each=lines key=|line| *line let:this>{line(this)}</For></ul>
                    <More title=own.title count all=Callback::new(move |()| all()) />
                }
                .into_any()
            }}
        </section>
    }
}

/// Nothing is planned for today: what comes next.
#[component]
fn Free() -> impl IntoView {
    let day = use_day();
    let next = Memo::new(move |_| day.of(|counted| counted.agenda.next));
    let after = move || match next.get() {
        None => day.own.nothing_ahead.to_owned(),
        Some((at, id)) => {
            let deal = day.store.deal(id);
            let name = deal.map(|deal| day.store.peek(|workspace| called(workspace, &deal))).unwrap_or_default();
            let when = day.format.moment(at.0, day.now.get().0);
            day.own.nearest.fill([&day.words.units.comma.fill([&when, &name])])
        }
    };
    view! { <div class="panel-b"><p class="m">{day.own.nothing_today}</p><p class="c2">{after}</p></div> }
}

/// What is planned for the next day that the company works.
#[component]
fn Ahead() -> impl IntoView {
    let day = use_day();
    let planned = Memo::new(move |_| day.of(|counted| counted.agenda.planned.clone()));
    let count = Memo::new(move |_| planned.with(Vec::len));
    let ahead = Memo::new(move |_| day.of(|counted| counted.agenda.ahead));
    let any = Memo::new(move |_| count.get() > 0);
    let shown = move || planned.with(|planned| planned.iter().take(ROWS).copied().collect::<Vec<Entry>>());
    let all = move || planned.with_untracked(|planned| unique(planned.iter().map(|entry| entry.deal)));
    let date = move || day.format.day_short(ahead.get(), day_of(day.now.get()));
    move || {
        any.get().then(|| {
            let is_morrow = ahead.get().pred_opt() == Some(day_of(day.now.get_untracked()));
            let title = if is_morrow { day.own.tomorrow } else { day.own.next_day };
            view! {
                <div class="sec" data-list="ahead"><h2>{title}</h2><span class="c3">{date}</span></div>
                <section class="panel" aria-label=title>
                    <ul class="agenda"><For each=shown key=|entry| *entry let:entry><DayRow entry /></For></ul>
                    <More title count all=Callback::new(move |()| all()) />
                </section>
            }
        })
    }
}

#[component]
fn Silents() -> impl IntoView {
    let day = use_day();
    let silent = Memo::new(move |_| day.of(|counted| counted.agenda.silent.clone()));
    let count = Memo::new(move |_| silent.with(Vec::len));
    let any = Memo::new(move |_| count.get() > 0);
    let shown = move || silent.with(|silent| silent.iter().take(ROWS).copied().collect::<Vec<Silent>>());
    let all = move || silent.with_untracked(|silent| silent.iter().map(|silent| silent.deal).collect());
    move || {
        any.get().then(|| { view! {
            <div class="sec" data-list="silent">
                <h2>{day.own.silent}</h2>
                <span class="chip none"><Icon name=Icon::ALERT />{move || day.number(count.get())}</span>
            </div>
            <section class="panel" aria-label=day.own.silent>
                <ul class="agenda wide"><For each=shown key=|silent| *silent let:silent><SilentRow silent /></For></ul>
                <More title=day.own.silent count all=Callback::new(move |()| all()) />
            </section>
        } })
    }
}

/// The way to the rest of a list.
#[component]
fn More(title: &'static str, count: Memo<usize>, all: Callback<(), Vec<DealId>>) -> impl IntoView {
    let day = use_day();
    let open = move |_| day.behind.set(Some(Behind { title: title.to_owned(), deals: Arc::new(all.run(())) }));
    move || {
        let rest = count.get().checked_sub(ROWS).filter(|&rest| rest > 0)?;
        Some(
            view! { <p class="more"><button class="btn ghost sm" type="button" on:click=open>{day.own.more.of(rest)}</button></p> },
        )
    }
}

/// Each deal once, in the order in which it first comes.
fn unique(deals: impl Iterator<Item = DealId>) -> Vec<DealId> {
    let mut seen = std::collections::BTreeSet::new();
    deals.filter(|&deal| seen.insert(deal)).collect()
}
