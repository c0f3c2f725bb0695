//! «Воронка в двух направлениях»: stage by stage how many reached it, went on, stand there and were lost, the share of the
//! step with its range, from the entry, to the sale, and how long it takes.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Counted, Opens};
use super::stats::{COUNTS_ONLY, RANGE_FIRST, days, in_days, range};
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own};
use crate::domain::insight::funnel::{Part, Pick, StageFlow};
use crate::domain::insight::proportion::Proportion;
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::icon::Icon;

/// The panel.
#[component]
pub(super) fn FlowPanel() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <Stages answer /> })
}

#[component]
fn Stages(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let sheet = sheet(&answer, use_format(), own, use_language());
    let compared = answer.report.before.is_some();
    let legend = move || {
        let earlier = compared
            .then(|| view! { <span><span class="whisk" style=("--b", "50%")><u></u></span>{own.earlier}</span> });
        view! {
            <div class="legend">
                <span><i class="adv"></i>{own.advanced}</span>
                <span><i class="hatch"></i>{own.in_work}</span>
                <span><i class="lost"></i>{own.lost}</span>
                <span>
                    <span class="whisk" style=("--lo", "15%") style=("--hi", "85%") style=("--p", "50%")><i></i><b></b></span>
                    {own.range}
                </span>
                {earlier}
            </div>
        }
    };
    view! { <Figure id="flow" title=own.both_ways sheet tools=legend><Rows answer=answer.clone() /></Figure> }
}

#[component]
fn Rows(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let flow = &answer.report.flow;
    // The scale of the ranges begins where the lowest of them does, in tenths, so that what differs can be seen.
    let low = |of: Proportion| if of.n < COUNTS_ONLY { 1.0 } else { of.range().0 };
    let earlier = answer.report.before.iter().flat_map(|before| &before.stages);
    let lowest = flow.stages.iter().chain(earlier).map(|stage| low(stage.decided())).fold(1.0, f64::min);
    let from = ((lowest * 10.0).floor() / 10.0).min(0.9);
    let scale = own.scale.fill([&(from * 100.0).round().to_string()]);
    let came = own.of_those.fill([&words.grammar.number(flow.deals)]);
    let rows = (0..flow.stages.len()).map(|at| view! { <StageRow answer=answer.clone() at from /> });
    view! {
        <div class="fun" role="table" aria-label=own.both_ways>
            <div class="hd" role="row">
                <span role="columnheader">{own.stage_and_step}</span>
                <span role="columnheader">{came}</span>
                <span role="columnheader">{own.step}<br /><span class="reg">{scale}</span></span>
                <span role="columnheader" class="r">{own.from_entry}</span>
                <span role="columnheader" class="r">{own.to_win}</span>
                <span role="columnheader" class="r">{own.median_time}</span>
            </div>
            {rows.collect_view()}
        </div>
    }
}

/// The numbers of the panel.
fn sheet(answer: &Answer, format: Format, own: &Own, language: Language) -> Sheet {
    let flow = &answer.report.flow;
    let count = |n: usize| Cell::number(n.to_string(), n as f64);
    let share =
        |of: Proportion| if of.n == 0 { Cell::default() } else { Cell::number(format.percent(of.share()), of.share()) };
    let edge =
        |of: Proportion, edge: f64| if of.n == 0 { Cell::default() } else { Cell::number(format.percent(edge), edge) };
    let rows = answer.funnel.stages.iter().zip(&flow.stages).map(|(known, stage)| {
        let decided = stage.decided();
        let (low, high) = decided.range();
        vec![
            language.of(&known.name).into(),
            language.of(&known.buyer_action).into(),
            count(stage.reached),
            count(stage.touched),
            count(stage.in_order),
            count(stage.advanced),
            count(stage.open_here),
            count(stage.lost_here),
            count(stage.skipped),
            share(decided),
            edge(decided, low),
            edge(decided, high),
            share(stage.so_far()),
            share(Proportion { k: stage.reached, n: flow.deals }),
            share(stage.won),
            in_days(format, stage.stay.median),
        ]
    });
    Sheet {
        title: own.both_ways.to_owned(),
        heads: own.flow_heads.split('|').map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

#[component]
fn StageRow(
    answer: Arc<Answer>,
    at: usize,
    /// Where the scale of the ranges begins.
    from: f64,
) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let flow = &answer.report.flow;
    let stage = &flow.stages[at];
    let known = &answer.funnel.stages[at];
    let name = language.of(&known.name);
    let count = |n: usize| words.grammar.number(n);
    let pick = |part, what: &str| Counted::new(own.at_stage.fill([what, &name]), Pick::Stage(at, part));
    let part = |part: Part, n: usize, what: String, named: &str| {
        (n > 0).then(|| view! { <Opens of=pick(part, named) text=what /> })
    };
    let last = at + 1 == flow.stages.len();
    let onward = if last { own.won_count.of(stage.advanced) } else { own.onward.of(stage.advanced) };
    let skipped = (stage.skipped > 0).then(|| {
        view! { <Opens of=pick(Part::Skipped, own.skipped) text=own.skipped_count.of(stage.skipped) /> }
    });
    let bar =
        own.bar.fill([&count(stage.reached), &count(stage.advanced), &count(stage.open_here), &count(stage.lost_here)]);
    let width = share_of(stage.reached, flow.deals) * 100.0;
    let piece =
        |class: &'static str, n: usize| (n > 0).then(|| view! { <i class=class style=("--n", n.to_string())></i> });
    let entry = Proportion { k: stage.reached, n: flow.deals };
    let percent =
        |of: Proportion| if of.n == 0 { words.units.none.to_owned() } else { format.percent_whole(of.share()) };
    let norm = (known.norm_days > 0).then(|| own.norm.fill([&known.norm_days.to_string()]));
    let over = stage.stay.median.is_some_and(|median| {
        known.norm_days > 0 && median as f64 > f64::from(known.norm_days) * 7.0 / 5.0 * super::stats::DAY
    });
    let stay = stage.stay.median.map_or_else(|| words.units.none.to_owned(), |median| days(format, own, median));
    let neck =
        answer.report.changes.iter().find(|change| change.is_bottleneck()).is_some_and(|change| change.stage == at);
    let key = known.key_stage.then(|| view! { " "<span class="key"><Icon name=Icon::KEY />{own.key}</span> });
    let before = answer.report.before.as_ref().and_then(|before| before.stages.get(at)).map(StageFlow::decided);
    view! {
        <div class="st" class:neck=neck role="row" data-stage=known.id.to_string() data-reached=stage.reached>
            <div role="rowheader"><h3>{name.clone()}{key}</h3><p class="by">{language.of(&known.buyer_action)}</p></div>
            <div role="cell">
                <div class="bars" style=("--w", format!("{width:.1}")) role="img" aria-label=bar>
                    {piece("adv", stage.advanced)}{piece("hatch", stage.open_here)}{piece("lost", stage.lost_here)}
                </div>
                <p class="cap">
                    <b><Opens of=pick(Part::Reached, own.reached) text=count(stage.reached) /></b>
                    {part(Part::Advanced, stage.advanced, onward, own.advanced)}
                    {part(Part::Open, stage.open_here, own.here.of(stage.open_here), own.in_work)}
                    {part(Part::Lost, stage.lost_here, own.lost_count.of(stage.lost_here), own.lost)}
                    {skipped}
                </p>
            </div>
            <div role="cell" class="rate"><Rate now=stage.decided() before from /></div>
            <span role="cell" class="num" data-k=own.from_entry>{percent(entry)}</span>
            <span role="cell" class="num" data-k=own.to_win>{percent(stage.won)}</span>
            <span role="cell" class="time" class:cwarn=over>{stay}<small>{norm}</small></span>
        </div>
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals")]
fn share_of(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The share of a step with its range, and what it was: of few decided deals the range first, of very few the counts alone.
#[component]
fn Rate(now: Proportion, before: Option<Proportion>, from: f64) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    if now.n < COUNTS_ONLY {
        let of = words.units.of.fill([&now.k.to_string(), &now.n.to_string()]);
        let text = if now.n == 0 { words.units.none.to_owned() } else { of };
        return view! { <span class="c3" title=own.few_why>{text}</span> }.into_any();
    }
    let (low, high) = now.range();
    let place = move |share: f64| format!("{:.1}%", ((share - from) / (1.0 - from)).clamp(0.0, 1.0) * 100.0);
    let was = before.filter(|before| before.n >= COUNTS_ONLY);
    let label = {
        let range = own.range_is.fill([&range(format, words, now)]);
        was.map_or_else(|| range.clone(), |was| own.range_was.fill([&range, &format.percent_whole(was.share())]))
    };
    let tick = was.map(|was| view! { <u style=("--b", place(was.share()))></u> });
    let text = if now.n < RANGE_FIRST { range(format, words, now) + " %" } else { format.percent_whole(now.share()) };
    // What is less than chance may bring about is not told as a change.
    let change = was.and_then(|was| {
        let (low, high) = now.beyond(was);
        let points = ((now.share() - was.share()) * 100.0).round();
        (low > 0.0 || high < 0.0).then(|| {
            let (class, icon) = if points < 0.0 { ("delta down dl", Icon::ARROW_D) } else { ("delta up dl", Icon::ARROW_U) };
            view! { <span class=class><Icon name=icon />{words.units.points.fill([&format.number(points.abs())])}</span> }
        })
    });
    view! {
        <b class:reg=now.n < RANGE_FIRST>{text}</b>
        <span class="whisk" style=("--lo", place(low)) style=("--hi", place(high)) style=("--p", place(now.share())) role="img" aria-label=label>
            <i></i><b></b>{tick}
        </span>
        {change}
    }
    .into_any()
}
