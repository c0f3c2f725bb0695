//! «Почему замолчали»: causes with their shares, by manager and by month, the customers' own words, and who bought again.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

use super::super::campaigns::day;
use super::super::today;
use super::talk::word;
use crate::app::address::href;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::Grievance;
use crate::domain::insight::interviews::{Causes as Counted, Told, by, told};
use crate::ui::icon::Icon;

/// How many words are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (5, 20);

/// What talks are counted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Cause,
    Manager,
    Month,
}

/// The report.
#[component]
pub(in crate::ui::back) fn Causes() -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let store = use_store();
    // How many days back; none for all time.
    let period = RwSignal::new(Some(365_u64));
    let grouping = RwSignal::new(By::Cause);
    let shown = RwSignal::new(SHOWN.0);
    let talks = Memo::new(move |_| {
        // Whether somebody bought again changes with purchases and deals.
        store.all("purchase", |_| ());
        store.all("deal", |_| ());
        let since = period.get().and_then(|days| today().checked_sub_days(Days::new(days)));
        let mut talks = store.all("interview", told);
        talks.retain(|told| since.is_none_or(|since| day(told.interview.at) > since));
        Arc::new(talks)
    });
    let any = Memo::new(move |_| store.all("interview", |workspace| workspace.interviews().len() > 0));
    let choose = move |days: Option<u64>, text: &'static str| {
        let press = move |_| {
            period.set(days);
            shown.set(SHOWN.0);
        };
        view! { <button type="button" aria-pressed=move || (period.get() == days).to_string() on:click=press>{text}</button> }
    };
    let group = move |this: By, text: &'static str| {
        view! { <button type="button" aria-pressed=move || (grouping.get() == this).to_string() on:click=move |_| grouping.set(this)>{text}</button> }
    };
    let body = move || {
        if !any.get() {
            return view! { <div class="empty"><h3>{words.report_none}</h3><p>{words.report_none_why}</p></div> }
                .into_any();
        }
        let rest = talks.with(|talks| talks.len().saturating_sub(shown.get()));
        view! {
            <div class="wants">
                <div class="seg sm" role="group" aria-label=words.report>
                    {group(By::Cause, words.by_cause)}{group(By::Manager, words.by_manager)}{group(By::Month, words.by_month)}
                </div>
                <span class="grow"></span>
                <div class="seg sm" role="group" aria-label=words.period>
                    {choose(Some(90), words.quarter)}{choose(Some(365), words.year)}{choose(None, words.all_time)}
                </div>
            </div>
            <div class="sheet" tabindex="0" role="region" aria-label=words.report>
                {move || talks.with(|talks| match grouping.get() {
                    By::Cause => view! { <ByCause talks=talks.clone() /> }.into_any(),
                    by => view! { <Grouped talks=talks.clone() by /> }.into_any(),
                })}
            </div>
            <h3 class="said-title">{words.their_words}</h3>
            <ul class="said-list">
                {move || talks.with(|talks| talks.iter().take(shown.get()).cloned().map(|told| view! { <Said told /> }).collect_view())}
            </ul>
            {(rest > 0).then(|| view! {
                <div class="act">
                    <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                        {all.ret.more.fill([&all.grammar.number(rest)])}
                    </button>
                </div>
            })}
        }
        .into_any()
    };
    view! {
        <section class="panel causes" aria-labelledby="causes-title">
            <div class="panel-h">
                <h2 id="causes-title">{words.report}</h2>
                <span class="c3" role="status">{move || any.get().then(|| words.talks.of(talks.with(|talks| talks.len())))}</span>
            </div>
            {body}
        </section>
    }
}

/// Each cause with its share of all.
#[component]
fn ByCause(talks: Arc<Vec<Told>>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let each = by(&talks, |told| told.interview.cause);
    let count = talks.len().max(1);
    let row = move |cause: Grievance| {
        let counted = each.get(&cause).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a share of talks")]
        let share = counted.all() as f64 / count as f64;
        let cause_name = word(words.causes, cause);
        view! {
            <tr data-cause=format!("{cause:?}").to_lowercase()>
                <th scope="row">{cause_name}</th>
                <td class="r">{all.grammar.number(counted.all())}</td>
                <td class="r">{format.percent_whole(share)}</td>
                <td class="share"><span class="prog" style=("--v", format!("{:.0}%", share * 100.0)) aria-hidden="true"><i></i></span></td>
                <td class="r">{all.grammar.number(counted.back)}</td>
            </tr>
        }
    };
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{words.by_cause}</th><th scope="col" class="r">{words.total}</th><th scope="col" class="r">{words.share}</th>
                <th class="share"><span class="vh">{words.share}</span></th><th scope="col" class="r">{words.back_again}</th>
            </tr></thead>
            <tbody>{Grievance::ALL.map(row).collect_view()}</tbody>
        </table>
    }
}

/// The causes beside each other for each manager or month.
#[component]
fn Grouped(talks: Arc<Vec<Told>>, by: By) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let head = if by == By::Manager { words.by_manager } else { words.by_month };
    let rows: Vec<(String, Counted)> = if by == By::Manager {
        let name = |id| store.member(id).map(|member| member.name.clone());
        let named = |id: Option<_>| id.and_then(name).unwrap_or_else(|| words.no_manager.to_owned());
        let mut rows: Vec<_> =
            self::by(&talks, |told| told.manager).into_iter().map(|(id, counted)| (named(id), counted)).collect();
        rows.sort_by(|(a, one), (b, other)| other.all().cmp(&one.all()).then_with(|| a.cmp(b)));
        rows
    } else {
        let first = |told: &Told| {
            let on = day(told.interview.at);
            on.with_day(1).unwrap_or(on)
        };
        let named = |month: NaiveDate| format.month(month);
        let months = self::by(&talks, first);
        months.into_iter().rev().map(|(month, counted)| (named(month), counted)).collect()
    };
    let row = move |(name, counted): (String, Counted)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                {counted.each.map(|count| view! { <td class="r">{all.grammar.number(count)}</td> }).collect_view()}
                <td class="r m">{all.grammar.number(counted.all())}</td>
                <td class="r">{all.grammar.number(counted.back)}</td>
            </tr>
        }
    };
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{head}</th>
                {words.causes.map(|cause| view! { <th scope="col" class="r">{cause}</th> }).collect_view()}
                <th scope="col" class="r">{words.total}</th><th scope="col" class="r">{words.back_again}</th>
            </tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// What one customer said.
#[component]
fn Said(told: Told) -> impl IntoView {
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let id = told.interview.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let on = format.day_short(day(told.interview.at), today());
    let cause = word(words.cause_words, told.interview.cause);
    let spoken =
        if told.interview.words.is_empty() { words.not_said } else { told.interview.words.as_str() }.to_owned();
    let quiet = told.interview.words.is_empty();
    let back = told.back.map(|at| {
        let on = words.back_on.fill([&format.day_short(day(at), today())]);
        view! { <span class="chip ok"><Icon name=Icon::CHECK /><span>{on}</span></span> }
    });
    view! {
        <li>
            <div class="row wraps"><a class="m" href=href(Route::Customer(id))>{name}</a><span class="chip">{cause}</span>{back}<span class="c3 t12 ml nw">{on}</span></div>
            <p class:c3=quiet>{spoken}</p>
        </li>
    }
}
