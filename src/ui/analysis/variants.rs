//! What sequences of steps really occur, and who skips: two panels beside each other.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Counted, Opens};
use super::stats::{days, in_days, share};
use crate::app::address::href;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::words::{ANALYSIS, Analysis as Own, Line, Words};
use crate::domain::insight::funnel::{NOBODY, Part, Pick, Skipped, Skips, Toll, Variant};
use crate::domain::insight::proportion::Proportion;
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::icon::Icon;

/// How many who skip are named.
const NAMED: usize = 3;

/// Both panels.
#[component]
pub(super) fn Ways() -> impl IntoView {
    let analysis = use_analysis();
    let own = use_words_of(&ANALYSIS);
    let (format, language) = (use_format(), use_language());
    move || {
        analysis.answer().map(|answer| {
            let about = own.closed.of(answer.report.variants.deals);
            let sheet = sheet(&answer, format, own, language);
            let shown = answer.clone();
            view! {
                <Figure id="variants" title=own.variants about sheet class="panel-b"><Variants answer=shown.clone() /></Figure>
                <SkipsPanel answer />
            }
        })
    }
}

fn called(variant: &Variant, answer: &Answer, own: &Own, language: Language) -> String {
    if variant.stages.is_empty() {
        return own.other_ways.of(variant.kinds);
    }
    let name = |stage: &u8| answer.funnel.stages.get(usize::from(*stage)).map(|stage| language.of(&stage.name));
    variant.stages.iter().filter_map(name).collect::<Vec<_>>().join(" → ")
}

fn sheet(answer: &Answer, format: Format, own: &Own, language: Language) -> Sheet {
    let all = answer.report.variants.deals;
    let row = |variant: &Variant| {
        let of = Proportion { k: variant.won.n, n: all };
        vec![
            called(variant, answer, own, language).into(),
            Cell::number(variant.won.n.to_string(), variant.won.n as f64),
            Cell::number(format.percent(of.share()), of.share()),
            Cell::number(variant.won.k.to_string(), variant.won.k as f64),
            Cell::number(format.percent(variant.won.share()), variant.won.share()),
            in_days(format, variant.cycle.median),
            Cell::number(answer.bare(format, variant.amount), answer.major(variant.amount)),
        ]
    };
    let told = &answer.report.variants;
    Sheet {
        title: own.variants.to_owned(),
        heads: own.variant_heads.split('|').map(str::to_owned).collect(),
        rows: told.told.iter().chain(&told.rest).map(row).collect(),
    }
}

#[component]
fn Variants(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    let told = &answer.report.variants;
    if told.deals == 0 {
        return view! { <p class="c3">{own.no_closed}</p> }.into_any();
    }
    let row = |(at, variant): (usize, &Variant)| {
        let rest = variant.stages.is_empty();
        let steps = if rest {
            view! { <span class="c2">{own.other_ways.of(variant.kinds)}</span> }.into_any()
        } else {
            view! { <Steps answer=answer.clone() stages=variant.stages.clone() /> }.into_any()
        };
        let deals = words.grammar.number(variant.won.n);
        let of = format.percent_whole(Proportion { k: variant.won.n, n: told.deals }.share());
        let counted = Counted::new(own.this_way, Pick::Way(variant.stages.clone()));
        let count =
            if rest { view! { {deals} }.into_any() } else { view! { <Opens of=counted text=deals /> }.into_any() };
        let mean = (variant.known > 0).then(|| answer.money(format, variant.amount as f64 / variant.known as f64));
        let offer = (at > 0 && !rest).then(|| {
            view! { <a class="btn ghost icon sm" href=href(Route::NewFunnel) title=own.own_funnel aria-label=own.own_funnel><Icon name=Icon::PLUS /></a> }
        });
        view! {
            <tr data-variant=at>
                <th scope="row">{steps}</th>
                <td class="r nw">{count}" "<small class="c3">{of}</small></td>
                <td class="r nw">{share(format, words, own, variant.won)}</td>
                <td class="r nw">{variant.cycle.median.map(|median| days(format, own, median))}</td>
                <td class="r nw">{answer.money(format, variant.amount as f64)}</td>
                <td class="r nw">{mean}</td>
                <td data-not-drawn="">{offer}</td>
            </tr>
        }
    };
    let rows = told.told.iter().chain(&told.rest).enumerate().map(row).collect_view();
    view! {
        <p class="c2">{own.variants_why}</p>
        <div class="scrollx" tabindex="0" role="region" aria-label=own.variants>
            <table class="table variants">
                <thead>
                    <tr>
                        <th scope="col">{own.steps}</th><th scope="col" class="r">{own.closed_deals}</th>
                        <th scope="col" class="r">{own.wins}</th><th scope="col" class="r">{own.cycle_short}</th>
                        <th scope="col" class="r">{own.brought}</th><th scope="col" class="r">{own.mean_worth}</th><th></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A sequence as dots on the stages of the funnel, with its words for the pointer and for screen readers.
#[component]
fn Steps(answer: Arc<Answer>, stages: Vec<u8>) -> impl IntoView {
    let language = use_language();
    let name = |stage: u8| {
        answer.funnel.stages.get(usize::from(stage)).map(|stage| language.of(&stage.name)).unwrap_or_default()
    };
    let said = stages.iter().map(|&stage| name(stage)).collect::<Vec<_>>().join(" → ");
    let mut before = None;
    let dots = stages.iter().map(|&stage| {
        let class = match before.replace(stage) {
            Some(before) if before >= stage => "back",
            Some(before) if before + 1 < stage => "skip",
            None if stage > 0 => "skip",
            _ => "",
        };
        view! { <i class=class>{stage + 1}</i> }
    });
    view! { <span class="steps" role="img" aria-label=said.clone() title=said.clone()>{dots.collect_view()}</span> }
}

#[component]
fn SkipsPanel(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let store = use_analysis().store;
    let flow = &answer.report.flow;
    let skips = &answer.report.skips;
    let stat = |name: &'static str, pick: Pick, deals: usize, sub: Option<String>| {
        let count = words.grammar.number(deals);
        view! { <div class="stat"><dt>{name}</dt><dd><Opens of=Counted::new(name, pick) text=count /></dd><dd class="sub">{sub}</dd></div> }
    };
    let rows = skips.stages.iter().map(|skipped| {
        let stage = language.of(&answer.funnel.stages[skipped.stage].name);
        let who = skipped.movers.iter().take(NAMED).map(|&(code, deals)| {
            let member = answer.reading.members.get(code).filter(|_| code != NOBODY);
            let name = member.and_then(|&id| store.member(id)).map(|member| member.name.clone());
            own.by_whom.fill([&name.unwrap_or_else(|| own.by_nobody.to_owned()), &deals.to_string()])
        });
        let who = who.collect::<Vec<_>>().join(", ");
        let counted = Counted::new(own.at_stage.fill([own.skipped, &stage]), Pick::Stage(skipped.stage, Part::Skipped));
        view! {
            <tr>
                <th scope="row">{stage}<small class="c3">{who}</small></th>
                <td class="r"><Opens of=counted text=words.grammar.number(skipped.deals) /></td>
                <td class="r nw">{share(format, words, own, skipped.won)}</td>
                <td class="r nw">{share(format, words, own, skipped.won_else)}</td>
            </tr>
        }
    });
    let table = (!skips.stages.is_empty()).then(|| view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{own.passed_over}</th><th scope="col" class="r">{own.deals_head}</th>
                    <th scope="col" class="r">{own.win_with_skip}</th><th scope="col" class="r">{own.win_without}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    });
    view! {
        <section class="panel" id="skips" aria-labelledby="skips-title">
            <div class="panel-h"><h2 id="skips-title">{own.skips}</h2></div>
            <div class="panel-b col g4">
                <dl class="stats">
                    {stat(own.with_skips, Pick::Skipped, flow.with_skip, None)}
                    {stat(own.with_returns, Pick::Returned, flow.with_return, Some(own.times.of(flow.returns)))}
                    {stat(own.with_repeats, Pick::Repeated, flow.with_repeat, Some(own.times.of(flow.repeats)))}
                    {stat(own.reopened, Pick::Reopened, flow.reopened, None)}
                </dl>
                {table}
                <p class="c2">{verdict(skips, &answer, format, words, own, language)}</p>
            </div>
        </section>
    }
}

/// Whether deals that skipped win less, said as far as it is known.
fn verdict(skips: &Skips, answer: &Answer, format: Format, words: &Words, own: &Own, language: Language) -> String {
    let points = |share: f64| format.number((share * 100.0).round());
    let told = |line: &Line<4>, skipped: &Skipped| {
        let (with, without) = (skipped.won, skipped.won_else);
        let (low, high) = with.beyond(without);
        let stage = language.of(&answer.funnel.stages[skipped.stage].name);
        let range = words.units.span.fill([&points(low), &points(high)]);
        line.fill([&stage, &format.percent_whole(with.share()), &format.percent_whole(without.share()), &range])
    };
    match skips.toll() {
        Toll::Nobody => own.nobody_skipped.to_owned(),
        Toll::TooFew => own.skips_few.to_owned(),
        Toll::Less(stage) => told(&own.skips_cost, stage),
        Toll::More(stage) => told(&own.skips_pay, stage),
        Toll::Unclear(stage) => told(&own.skips_unclear, stage),
    }
}
