//! «Время на этапе»: how long deals stand on each stage against its norm, open ones counted; a stage opens its curve; what
//! the speed of the funnel is made of.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Counted, Opens};
use super::stats::{COUNTS_ONLY, DAY, days, in_days, share, velocity};
use super::stay::Stay;
use crate::app::address::use_query;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own, STAY};
use crate::domain::insight::funnel::{Flow, Pick};
use crate::ui::figure::chart::{Whisk, ticks};
use crate::ui::figure::{Cell, Figure, Sheet};

/// A norm is in working days, of which a week has five.
const CALENDAR: f64 = 7.0 / 5.0;

/// The panel.
#[component]
pub(super) fn TimePanel() -> impl IntoView {
    let analysis = use_analysis();
    let own = use_words_of(&ANALYSIS);
    let (format, language) = (use_format(), use_language());
    move || {
        analysis.answer().map(|answer| {
            let sheet = sheet(&answer, format, own, language);
            view! {
                <Figure id="time" title=own.time_on_stage about=own.time_band sheet class="panel-b dw">
                    <Time answer=answer.clone() />
                </Figure>
            }
        })
    }
}

/// The numbers of the panel, in days.
fn sheet(answer: &Answer, format: Format, own: &Own, language: Language) -> Sheet {
    let count = |n: usize| Cell::number(n.to_string(), n as f64);
    let rows = answer.funnel.stages.iter().zip(&answer.report.flow.stages).map(|(stage, flow)| {
        let stay = flow.stay;
        let times = [stay.p20, stay.p25, stay.median, stay.p75, stay.p80].map(|length| in_days(format, length));
        let counts = [count(stay.n), count(stay.n - stay.over)];
        let norm = [count(usize::from(stage.norm_days))];
        std::iter::once(Cell::from(language.of(&stage.name))).chain(counts).chain(times).chain(norm).collect()
    });
    Sheet {
        title: own.time_on_stage.to_owned(),
        heads: own.time_heads.split('|').map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

#[component]
fn Time(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let stay_words = use_words_of(&STAY);
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let stages = || answer.funnel.stages.iter().zip(&answer.report.flow.stages);
    let long = |length: Option<i64>| length.unwrap_or_default() as f64 / DAY;
    let norm = |days: u16| f64::from(days) * CALENDAR;
    let longest = stages().map(|(stage, flow)| long(flow.stay.p80.or(flow.stay.median)).max(norm(stage.norm_days)));
    let longest = longest.fold(1.0, f64::max) * 1.08;
    let place = |days: f64| days / longest;
    let (opened, set_opened) = use_query("stay");
    let rows = stages().enumerate().map(|(at, (stage, flow))| {
        let name = language.of(&stage.name);
        let stay = flow.stay;
        let norm = (stage.norm_days > 0).then(|| norm(stage.norm_days));
        let id = stage.id.to_string();
        let known = (stay.n >= COUNTS_ONLY).then_some(());
        let is_open = {
            let id = id.clone();
            move || opened.with(|opened| *opened == id)
        };
        let named = match known {
            None => view! { <span class="nm">{name}</span> }.into_any(),
            Some(()) => {
                let is_open = is_open.clone();
                let expanded = is_open.clone();
                let label = stay_words.stage.fill([&name]);
                let turn = move |_| set_opened(if is_open() { "" } else { &id });
                view! {
                    <span class="nm">
                        <button class="opens" type="button" title=label aria-expanded=move || expanded().to_string() on:click=turn>{name}</button>
                    </span>
                }
                .into_any()
            }
        };
        let curve = known.map(|()| {
            let answer = answer.clone();
            move || is_open().then(|| view! { <div class="whole"><Stay answer=answer.clone() stage=at norm /></div> })
        });
        let Some(median) = stay.median.filter(|_| known.is_some()) else {
            let few = if known.is_none() { own.stays.of(stay.n) } else { own.half_still_there.to_owned() };
            return view! { {named}<span class="c3 t12">{few}</span><span class="r">{words.units.none}</span>{curve} }.into_any();
        };
        let over = norm.is_some_and(|norm| long(Some(median)) > norm);
        let (low, high) = (long(stay.p20), stay.p80.map_or(longest, |p80| long(Some(p80))));
        let shown = days(format, own, median);
        let label = own.stay_is.fill([&shown, &stage.norm_days.to_string(), &own.stays.of(stay.n)]);
        let colour = if over { "var(--d-orange)" } else { "var(--d-blue)" };
        view! {
            {named}
            <Whisk low=place(low) high=place(high) at=place(long(Some(median))) mark=norm.map(place) colour label />
            <span class="r" class:over=over>{shown}</span>
            {curve}
        }
        .into_any()
    });
    let axis = ticks(longest, 6).into_iter();
    let axis = axis.map(|tick| {
        let at = format!("{:.1}%", place(tick) * 100.0);
        view! { <span style=("inset-inline-start", at)>{format.number(tick)}</span> }
    });
    let slower = answer.report.changes.iter().filter(|change| change.is_slower()).map(|change| {
        let name = language.of(&answer.funnel.stages[change.stage].name);
        let median = |flow: &Flow| {
            let median = flow.stages.get(change.stage).and_then(|stage| stage.stay.median);
            median.map_or_else(|| own.half_still_there.to_owned(), |median| days(format, own, median))
        };
        let before = answer.report.before.as_ref().map(median).unwrap_or_default();
        view! { <p class="cwarn t12">{own.slower.fill([&name, &median(&answer.report.flow), &before])}</p> }
    });
    let slower = slower.collect_view();
    view! {
        {rows.collect_view()}
        <span></span><span class="axis">{axis.collect_view()}</span><span></span>
        {slower}
        <p class="c3 t12">{own.time_why}</p>
        <Speed answer=answer.clone() />
    }
}

/// The cycle, and what the speed of the funnel is made of.
#[component]
fn Speed(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let stay_words = use_words_of(&STAY);
    let words = use_words();
    let format = use_format();
    let flow = &answer.report.flow;
    if flow.won == 0 {
        return ().into_any();
    }
    let shown =
        |length: Option<i64>| length.map_or_else(|| words.units.none.to_owned(), |length| days(format, own, length));
    let band =
        (flow.won >= COUNTS_ONLY).then(|| stay_words.band.fill([&shown(flow.cycle.p20), &shown(flow.cycle.p80)]));
    let decided = flow.decided();
    let of = words.units.of.fill([&words.grammar.number(decided.k), &words.grammar.number(decided.n)]);
    let of = (decided.n >= COUNTS_ONLY).then(|| format!("({of})"));
    let worth = flow.mean_worth().map_or_else(|| words.units.none.to_owned(), |worth| answer.money(format, worth));
    #[expect(clippy::cast_possible_truncation, reason = "a length of time is shown rounded")]
    let mean = shown(flow.mean_cycle().map(|mean| mean as i64));
    let speed = velocity(flow).map_or_else(|| words.units.none.to_owned(), |a_day| answer.money(format, a_day));
    view! {
        <div class="whole speed">
            <h3>{stay_words.cycle_parts}</h3>
            <dl>
                <div><dt>{stay_words.at_work}</dt><dd><Opens of=Counted::new(own.in_work, Pick::Open) text=words.grammar.number(flow.open) /></dd></div>
                <div><dt>"× "{stay_words.share}</dt><dd>{share(format, words, own, decided)}" "<small>{of}</small></dd></div>
                <div><dt>"× "{stay_words.worth}</dt><dd><Opens of=Counted::new(own.wins, Pick::Won) text=worth /></dd></div>
                <div><dt>"÷ "{stay_words.long_won}</dt><dd>{mean}" "<small>{band}</small></dd></div>
                <div><dt>"= "{own.speed}</dt><dd>{speed}</dd></div>
            </dl>
        </div>
    }
    .into_any()
}
