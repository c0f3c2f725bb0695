//! How fast requests are answered: the picture of the waits, the middle one, and who waits now.
//! Deliberately not here: what a wait is (`insight::first_answer`).

use leptos::prelude::*;

use super::behind::Opens;
use super::day::{Day, use_day};
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::DealId;
use crate::domain::insight::first_answer::{Bar, By, MINUTE, NORM, Speed, Wait};
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, called};

/// So many who wait are shown; the number above opens all.
const WAITING: usize = 4;
/// The bars up to the norm.
const IN_TIME: usize = 6;
/// The picture, in its own units.
const STEP: usize = 22;
const BASE: usize = 46;
const TALLEST: usize = 40;

/// The counts of the panel, apart from the moment at which they were counted.
#[derive(Clone, PartialEq)]
struct Told {
    bars: Vec<Bar>,
    speed: Speed,
    late: Vec<DealId>,
}

/// The panel.
#[component]
pub(super) fn AnswersPanel() -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let told = Memo::new(move |_| {
        day.of(|counted| {
            let requests = &counted.requests;
            let waits = requests.all().iter().filter(|wait| wait.answered.is_none() && wait.is_late());
            let (bars, speed) = (requests.bars(By::WorkingTime), requests.speed(By::WorkingTime));
            Some(Told { bars, speed, late: waits.map(|wait| wait.lead).collect() })
        })
    });
    let bar_name = move |told: &Told, at: usize| {
        let minutes = |to: Option<i64>| to.map(|to| day.format.number(to as f64 / MINUTE as f64));
        let from = at.checked_sub(1).and_then(|before| minutes(told.bars[before].to));
        match minutes(told.bars[at].to) {
            Some(to) => day.words.units.range.fill([from.as_deref().unwrap_or("0"), &to]),
            None => own.longer.fill([&from.unwrap_or_default()]),
        }
    };
    let sheet = move |told: &Told| Sheet {
        title: own.answers.to_owned(),
        heads: vec![own.minutes.to_owned(), own.count.to_owned()],
        rows: (0..told.bars.len())
            .map(|at| {
                let leads = told.bars[at].leads;
                let count = f64::from(u32::try_from(leads).unwrap_or(u32::MAX));
                vec![bar_name(told, at).into(), Cell::number(day.number(leads), count)]
            })
            .collect(),
    };
    move || {
        let told = told.get()?;
        let sheet = sheet(&told);
        Some(view! {
            <Figure id="answers" title=own.answers about=own.week sheet>
                {if told.speed.answered + told.speed.unanswered == 0 {
                    view! { <p class="quiet c2">{own.no_requests}</p> }.into_any()
                } else {
                    view! { <Picture told=told.clone() /> }.into_any()
                }}
                <Waiting />
            </Figure>
        })
    }
}

/// The middle wait and the picture of all.
#[component]
fn Picture(told: Told) -> impl IntoView {
    let day = use_day();
    let (words, own) = (day.words, day.own);
    let most = told.bars.iter().map(|bar| bar.leads).max().unwrap_or_default().max(1);
    let bars = told.bars.iter().map(|bar| bar.leads).enumerate().map(|(at, count)| {
        let height = (count * TALLEST).div_ceil(most);
        let fill = if at < IN_TIME { "in" } else { "out" };
        view! { <rect class=fill x=at * STEP + 1 y=BASE - height width=STEP - 3 height=height rx="2"></rect> }
    });
    let norm = IN_TIME * STEP;
    let in_time: usize = told.bars.iter().take(IN_TIME).map(|bar| bar.leads).sum();
    let later: usize = told.bars.iter().skip(IN_TIME).map(|bar| bar.leads).sum();
    let label = own.bars.fill([&NORM.to_string(), &day.number(in_time), &day.number(later)]);
    let median = told
        .speed
        .median
        .map_or_else(|| words.units.none.to_owned(), |minutes| lasted(day, (minutes * MINUTE as f64) as i64));
    let late = (!told.late.is_empty()).then(|| {
        let text = own.never.of(told.late.len());
        view! { <br /><span class="cbad m"><Opens title=text.clone() deals=told.late.clone() text /></span> }
    });
    let in_time_of = own.in_time.fill([&day.number(told.speed.on_time.k), &day.number(told.speed.on_time.n)]);
    let width = STEP * told.bars.len();
    view! {
        <div class="resp">
            <dl class="stat" data-stat="answers"><dt>{own.median}</dt><dd>{median}</dd><dd class="sub">{in_time_of}{late}</dd></dl>
            <svg class="chart" viewBox=format!("0 0 {width} 64") role="img" aria-label=label>
                <path class="ax" d=format!("M0 {BASE}.5H{width}")></path>
                {bars.collect_view()}
                <path class="nm" d=format!("M{norm} 2V50")></path>
                <text class="strong" x=norm + 4 y="10">{own.norm.fill([&NORM.to_string()])}</text>
                <text x="0" y="60">"0"</text>
                <text x=norm y="60" text-anchor="middle">{NORM.to_string()}</text>
                <text x=11 * STEP y="60" text-anchor="middle">"30"</text>
                <text x=width y="60" text-anchor="end">"60+"</text>
            </svg>
        </div>
    }
}

/// Who waits for an answer now, the longest first.
#[component]
fn Waiting() -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let waiting = Memo::new(move |_| day.of(|counted| counted.requests.waiting()));
    let line = move |request: Wait| {
        let lead = day.store.deal(request.lead)?;
        let name = day.store.peek(|workspace| called(workspace, &lead));
        let source = lead.fields.get("source").cloned();
        let about = source.into_iter().chain([lead.title.clone()]).collect::<Vec<_>>().join(" · ");
        let waited = lasted(day, request.working);
        let minutes = request.working / MINUTE;
        let (share, label) = if request.is_late() {
            (100, own.late_answer.to_owned())
        } else {
            (minutes * 100 / NORM, own.waits.fill([&minutes.to_string(), &NORM.to_string()]))
        };
        let shown = if request.is_late() {
            view! { <span class="chip overdue"><Icon name=Icon::ALERT_C /><span>{waited}</span></span> }.into_any()
        } else {
            view! { <span class="c2 nw">{waited}</span> }.into_any()
        };
        Some(view! {
            <li>
                <span class="ring" class:over=request.is_late() style:--v=share.to_string() role="img" aria-label=label></span>
                <div class="col g0"><a class="m el" href=href(Route::Deal(request.lead))>{name}</a><span class="c3 t12 el">{about}</span></div>
                {shown}
                {request.whose.map(|member| view! { <Avatar member /> })}
            </li>
        })
    };
    let more = move || {
        waiting.with(|waiting| {
            let rest = waiting.len().checked_sub(WAITING).filter(|&rest| rest > 0)?;
            let deals = waiting.iter().map(|request| request.lead).collect::<Vec<_>>();
            Some(view! { <p class="more t12"><Opens title=own.answers deals text=own.more.of(rest) /></p> })
        })
    };
    let shown = move || waiting.with(|waiting| waiting.iter().take(WAITING).copied().collect::<Vec<_>>());
    view! { <ul class="wait">{move || shown().into_iter().map(line).collect_view()}</ul>{more} }
}

/// How long a wait took.
fn lasted(day: Day, wait: i64) -> String {
    day.format.duration(chrono::TimeDelta::milliseconds(wait))
}
