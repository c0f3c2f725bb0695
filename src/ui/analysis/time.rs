//! «Время на этапе»: how long deals stand on each stage against its norm, open ones counted.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::stats::{COUNTS_ONLY, DAY, days, in_days};
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own};
use crate::domain::insight::funnel::Flow;
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
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let stages = || answer.funnel.stages.iter().zip(&answer.report.flow.stages);
    let long = |length: Option<i64>| length.unwrap_or_default() as f64 / DAY;
    let norm = |days: u16| f64::from(days) * CALENDAR;
    let longest = stages().map(|(stage, flow)| long(flow.stay.p80.or(flow.stay.median)).max(norm(stage.norm_days)));
    let longest = longest.fold(1.0, f64::max) * 1.08;
    let place = |days: f64| format!("{:.1}%", (days / longest * 100.0).clamp(0.0, 100.0));
    let rows = stages().map(|(stage, flow)| {
        let name = language.of(&stage.name);
        let stay = flow.stay;
        let Some(median) = stay.median.filter(|_| stay.n >= COUNTS_ONLY) else {
            let few = if stay.n < COUNTS_ONLY { own.stays.of(stay.n) } else { own.half_still_there.to_owned() };
            return view! { <span class="nm">{name}</span><span class="c3 t12">{few}</span><span class="r">{words.units.none}</span> }.into_any();
        };
        let over = stage.norm_days > 0 && long(Some(median)) > norm(stage.norm_days);
        let (low, high) = (long(stay.p20), stay.p80.map_or(longest, |p80| long(Some(p80))));
        let shown = days(format, own, median);
        let label = own.stay_is.fill([&shown, &stage.norm_days.to_string(), &own.stays.of(stay.n)]);
        let tick = (stage.norm_days > 0).then(|| view! { <u style=("--b", place(norm(stage.norm_days)))></u> });
        let colour = if over { "var(--d-orange)" } else { "var(--d-blue)" };
        view! {
            <span class="nm">{name}</span>
            <span class="whisk" style=("--lo", place(low)) style=("--hi", place(high)) style=("--p", place(long(Some(median)))) style=("--c", colour) role="img" aria-label=label.clone() title=label>
                <i></i><b></b>{tick}
            </span>
            <span class="r" class:over=over>{shown}</span>
        }
        .into_any()
    });
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]
        .into_iter()
        .find(|step| longest / step <= 6.0)
        .unwrap_or(1_000.0);
    let ticks = (0..7).map(|at| f64::from(at) * step).take_while(|tick| *tick < longest);
    let axis = ticks.map(|tick| view! { <span style=("inset-inline-start", place(tick))>{format.number(tick)}</span> });
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
    }
}
