//! «Что если»: one step, the price or the cycle changed, and what that would bring.
//! Deliberately not here: the arithmetic (`insight::what_if`).

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::stats::COUNTS_ONLY;
use crate::app::address::use_query;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own};
use crate::domain::Stage;
use crate::domain::insight::what_if::{WhatIf, Yield};
use crate::ui::figure::{Cell, Figure, Sheet};

/// What is supposed to change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lever {
    /// The share of a step, by its stage.
    Step(usize),
    /// What a sale is worth.
    Worth,
    /// How long a sale takes.
    Cycle,
}

impl Lever {
    fn name(self) -> String {
        match self {
            Self::Step(stage) => stage.to_string(),
            Self::Worth => "worth".to_owned(),
            Self::Cycle => "cycle".to_owned(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "worth" => Some(Self::Worth),
            "cycle" => Some(Self::Cycle),
            stage => stage.parse().ok().map(Self::Step),
        }
    }
}

/// The panel.
#[component]
pub(super) fn WhatIfPanel() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <Supposed answer /> })
}

#[component]
fn Supposed(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let now = WhatIf::now(&answer.report.flow);
    let stages = now.steps.len();
    // The step that lets the smallest share through is the one to begin with.
    let decided = answer.report.flow.stages.iter().map(|stage| stage.decided());
    let weakest =
        decided.enumerate().filter(|(_, of)| of.n >= COUNTS_ONLY).min_by(|a, b| a.1.share().total_cmp(&b.1.share()));
    let first = Lever::Step(weakest.map_or(0, |(stage, _)| stage));
    let (lever, set_lever) = use_query("lever");
    let lever = Memo::new(move |_| {
        let known = |lever: &Lever| !matches!(lever, Lever::Step(stage) if *stage >= stages);
        lever.with(|text| Lever::parse(text)).filter(known).unwrap_or(first)
    });
    let was = {
        let now = now.clone();
        Memo::new(move |_| match lever.get() {
            Lever::Step(stage) => now.steps[stage] * 100.0,
            Lever::Worth | Lever::Cycle => 100.0,
        })
    };
    let value = RwSignal::new(None::<f64>);
    let at = Memo::new(move |_| value.get().unwrap_or_else(|| was.get()).round());
    let then = {
        let now = now.clone();
        Memo::new(move |_| {
            let share = value.get().unwrap_or_else(|| was.get()) / 100.0;
            match lever.get() {
                Lever::Step(stage) => now.clone().with_step(stage, share),
                Lever::Worth => now.clone().with_worth(share),
                Lever::Cycle => now.clone().with_cycle(share),
            }
        })
    };
    let options = {
        let steps = answer.funnel.stages.iter().enumerate();
        let steps = steps.map(|(at, stage)| (Lever::Step(at), language.of(&stage.buyer_action)));
        steps
            .chain([(Lever::Worth, own.worth_lever.to_owned()), (Lever::Cycle, own.cycle_lever.to_owned())])
            .collect::<Vec<_>>()
    };
    let option = move |(one, name): (Lever, String)| {
        let chosen = untrack(|| lever.get()) == one;
        view! { <option value=one.name() selected=chosen>{name}</option> }
    };
    let most = move || if matches!(lever.get(), Lever::Step(_)) { 100.0 } else { 200.0 };
    let percent = move |value: f64| format.percent_whole(value / 100.0);
    let label = move || match lever.get() {
        Lever::Step(_) => own.let_pass,
        Lever::Worth => own.let_worth,
        Lever::Cycle => own.let_cycle,
    };
    let figures = {
        let (now, answer) = (now.clone(), answer.clone());
        move || {
            let (was, then) = (now.yields(), then.get());
            let will = then.yields();
            let money = |minor: Option<f64>| {
                minor.map_or_else(|| words.units.none.to_owned(), |minor| answer.money(format, minor))
            };
            let plus = |one: Option<f64>, other: Option<f64>| {
                let more = one.zip(other).map(|(one, other)| one - other);
                let sign = if more.is_some_and(|more| more > 0.0) { "+" } else { "" };
                format!("{sign}{}", money(more))
            };
            let whole = |number: f64| format.number(number.round());
            let needed = then.needed(was.wins).map_or_else(|| words.units.none.to_owned(), whole);
            view! {
                <div class="stat" data-stat="wins"><dt>{own.wins_in_all}</dt><dd>{whole(will.wins)}" "<small>{own.instead.fill([&whole(was.wins)])}</small></dd></div>
                <div class="stat" data-stat="money"><dt>{own.by_money}</dt><dd>{plus(will.money, was.money)}</dd></div>
                <div class="stat"><dt>{own.speed}</dt><dd>{plus(will.a_day, was.a_day)}</dd></div>
                <div class="stat" data-stat="needed"><dt>{own.or_as_many}</dt><dd>{needed}" "<small>{own.requests_instead.fill([&whole(was.came)])}</small></dd></div>
            }
        }
    };
    let sheet = sheet(&now, &answer, own, format, language);
    let ribbon = {
        let now = now.clone();
        move || view! { <Ribbon now=now.steps.clone() then=then.get().steps /> }
    };
    let options = StoredValue::new(options);
    let tools = move || {
        view! {
            <label class="filter pick on" data-not-drawn="">
                <span>{own.lever}":"</span>
                <select on:change:target=move |event| { value.set(None); set_lever(&event.target().value()) }>
                    {options.get_value().into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    };
    let spread = move || format!("{:.1}%", at.get() / most() * 100.0);
    let change = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        value.set(event.target().value().parse().ok())
    };
    view! {
        <Figure id="whatif" title=own.what_if sheet tools class="panel-b supposed">
            {ribbon.clone()}
            <div class="sl">
                <label for="lever-range">{label}</label>
                <output for="lever-range">{move || percent(at.get())}" "<span class="c3 reg t13">{move || own.instead.fill([&percent(was.get())])}</span></output>
                <input
                    class="range"
                    id="lever-range"
                    type="range"
                    min="0"
                    max=move || most().to_string()
                    prop:value=move || at.get().to_string()
                    style=("--v", spread)
                    aria-valuetext=move || percent(at.get())
                    on:input:target=change
                />
            </div>
            <dl class="stats" aria-live="polite">{figures.clone()}</dl>
            <p class="c3 t12">{own.what_if_why}</p>
        </Figure>
    }
}

/// What each step would bring if a tenth more of its buyers took it.
fn sheet(now: &WhatIf, answer: &Answer, own: &Own, format: Format, language: Language) -> Sheet {
    let Yield { wins, money, .. } = now.yields();
    let row = |(at, stage): (usize, &Stage)| {
        let then = now.clone().with_step(at, now.steps[at] + 0.1).yields();
        let more = then.money.zip(money).map(|(then, now)| (then - now) as i64);
        vec![
            language.of(&stage.buyer_action).into(),
            Cell::number(format.percent(now.steps[at]), now.steps[at]),
            Cell::number(format.number(((then.wins - wins) * 10.0).round() / 10.0), then.wins - wins),
            more.map_or_else(Cell::default, |more| Cell::number(answer.bare(format, more), answer.major(more))),
        ]
    };
    Sheet {
        title: own.what_if.to_owned(),
        heads: own.what_if_heads.split('|').map(str::to_owned).collect(),
        rows: answer.funnel.stages.iter().enumerate().map(row).collect(),
    }
}

/// The funnel as a band that narrows: as it is, and dashed as it would be.
#[component]
fn Ribbon(now: Vec<f64>, then: Vec<f64>) -> impl IntoView {
    view! {
        <svg class="ribbon" viewBox="0 0 700 72" preserveAspectRatio="none" aria-hidden="true">
            <path class="b" d=band(&then) />
            <path class="a" d=band(&now) />
        </svg>
    }
}

/// The outline of a band that is as high at each stage as the share that reaches it.
fn band(steps: &[f64]) -> String {
    let (width, middle) = (700.0, 36.0);
    let mut reach = vec![1.0];
    steps.iter().for_each(|step| reach.push(reach.last().copied().unwrap_or(1.0) * step));
    let each = width / (reach.len() as f64);
    let edge =
        |at: usize, share: f64, sign: f64| format!("{:.1} {:.1}", at as f64 * each, middle + sign * share * 34.0);
    let mut path = String::new();
    for (at, &share) in reach.iter().enumerate() {
        let to = edge(at, share, -1.0);
        path += &if at == 0 { format!("M{to}") } else { format!(" L{to}") };
        path += &format!(" L{}", edge_end(at, each, share, middle, -1.0));
    }
    for (at, &share) in reach.iter().enumerate().rev() {
        path += &format!(" L{} L{}", edge_end(at, each, share, middle, 1.0), edge(at, share, 1.0));
    }
    path + "Z"
}

/// Where the straight part of a stage ends; the rest of its width is the slope to the next.
fn edge_end(at: usize, each: f64, share: f64, middle: f64, sign: f64) -> String {
    format!("{:.1} {:.1}", (at as f64 + 0.62) * each, middle + sign * share * 34.0)
}
