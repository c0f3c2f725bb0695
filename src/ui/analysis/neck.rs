//! «Узкое место» and the key stage: what has become worse by more than chance, what it costs and why; and whether the key
//! stage that was chosen is the one where the chances rise.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Behind, Counted};
use super::hypotheses::{Proposal, Proposals};
use super::losses::reason_name;
use super::stats::{COUNTS_ONLY, range};
use crate::app::address::href;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::words::{ANALYSIS, HYPOTHESES};
use crate::domain::insight::funnel::{Change, LossMap, Part, Pick};
use crate::domain::insight::proportion::Proportion;
use crate::ui::icon::Icon;

/// How many reasons are told.
const REASONS: usize = 3;

/// Both panels.
#[component]
pub(super) fn Neck() -> impl IntoView {
    let analysis = use_analysis();
    move || {
        analysis.answer().map(|answer| {
            view! { <div class="col g4"><Bottleneck answer=answer.clone() /><KeyStagePanel answer /></div> }
        })
    }
}

#[component]
fn Bottleneck(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let changes = &answer.report.changes;
    let proven = changes.iter().copied().find(Change::is_bottleneck);
    let found = proven.or_else(|| changes.iter().copied().find(Change::is_suspect));
    let title = if proven.is_none() && found.is_some() { own.suspicion } else { own.bottleneck };
    let body = match found {
        Some(change) => view! { <Narrow answer=answer.clone() change /> }.into_any(),
        None => {
            let why = match (answer.report.before.is_some(), answer.report.changes.iter().any(Change::has_enough)) {
                (false, _) => own.neck_no_before,
                (true, false) => own.neck_too_few,
                (true, true) => own.neck_none,
            };
            view! { <p class="c2">{why}</p> }.into_any()
        }
    };
    let class = if found.is_some() { "panel neck-p" } else { "panel" };
    let icon = if found.is_some() { Icon::ALERT } else { Icon::CHECK };
    view! {
        <section class=class aria-labelledby="neck-title">
            <div class="panel-h"><span class:cwarn=found.is_some()><Icon name=icon /></span><h2 id="neck-title">{title}</h2></div>
            <div class="panel-b col g4">{body}</div>
        </section>
    }
}

#[component]
fn Narrow(answer: Arc<Answer>, change: Change) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let store = use_analysis().store;
    let Behind(open) = expect_context();
    let stage = &answer.funnel.stages[change.stage];
    let flow = &answer.report.flow.stages[change.stage];
    let percent = |of: Proportion| format.percent_whole(of.share());
    let step = own.neck_step.fill([&language.of(&stage.buyer_action), &percent(change.before), &percent(change.now)]);
    let from = change.now.range().0.min(change.before.range().0).min(0.9);
    let row = |days: Option<(NaiveDate, NaiveDate)>, of: Proportion, colour: &'static str| {
        let place = |share: f64| format!("{:.1}%", (share - from) / (1.0 - from) * 100.0);
        let (low, high) = of.range();
        let label = own.range_is.fill([&range(format, words, of)]);
        let name = days.map_or_else(|| own.ever.to_owned(), |(from, to)| format.span(from, to));
        view! {
            <span>{name}</span>
            <span class="whisk" style=("--lo", place(low)) style=("--hi", place(high)) style=("--p", place(of.share())) style=("--c", colour) role="img" aria-label=label>
                <i></i><b></b>
            </span>
            <b>{percent(of)}</b>
        }
    };
    let wins = format.number((change.wins_lost * 10.0).round() / 10.0);
    let cost = match change.money_lost {
        Some(money) => {
            view! { <dd>{answer.money(format, money)}" "<small>{own.wins_about.fill([&wins])}</small></dd> }.into_any()
        }
        None => view! { <dd>{own.wins_about.fill([&wins])}</dd> }.into_any(),
    };
    let p = |p: Option<f64>| {
        p.map_or_else(
            || words.units.none.to_owned(),
            |p| chance(format.number((p * 1_000.0).max(1.0).round() / 1_000.0), p),
        )
    };
    let doubt = change.is_suspect().then(|| {
        let why = if change.has_enough() { own.not_proven_many } else { own.neck_too_few };
        view! { <div class="callout warn"><Icon name=Icon::INFO /><div><b>{own.not_proven}</b><p>{why}</p></div></div> }
    });
    let test_of = if change.is_suspect() { &own.neck_doubt } else { &own.neck_test };
    let test = test_of.fill([&p(change.p), &answer.report.changes.len().to_string(), &p(change.adjusted)]);
    let map = store.peek(|workspace| {
        LossMap::of(&answer.report.flow, usize::MAX, |code| reason_name(&answer, code, workspace, language, own))
    });
    let mut reasons: Vec<_> = map.columns.iter().map(|column| (column, column.cells[change.stage].deals)).collect();
    reasons.retain(|(_, deals)| *deals > 0);
    reasons.sort_by_key(|(_, deals)| std::cmp::Reverse(*deals));
    let main = reasons.first().and_then(|(column, _)| column.reason.clone());
    let why = reasons.into_iter().take(REASONS).enumerate().map(|(at, (column, deals))| {
        let lost = flow.lost_here.to_string();
        let text = if at == 0 { words.units.of.fill([&deals.to_string(), &lost]) } else { deals.to_string() };
        let share = format!("{:.0}%", deals as f64 / flow.lost_here.max(1) as f64 * 100.0);
        view! {
            <span>{column.reason.clone()}</span><em>{text}</em>
            <span class="prog thin" style=("--v", share)><i></i></span>
        }
    });
    let lost =
        Counted::new(own.at_stage.fill([own.lost, &language.of(&stage.name)]), Pick::Stage(change.stage, Part::Lost));
    let lost_count = own.deals.of(flow.lost_here);
    let proposals: Proposals = expect_context();
    let tries = use_words_of(&HYPOTHESES);
    let narrower = tries.because_narrow.fill([&percent(change.before), &percent(change.now)]);
    let because = [Some(narrower), main.map(|main| tries.main_reason.fill([&main]))];
    let because = because.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let proposal = Proposal { stage: Some(stage.id), because };
    view! {
        <p>{step}</p>
        <div class="cmp">{row(answer.before, change.before, "var(--d-blue)")}{row(answer.days, change.now, "var(--d-orange)")}</div>
        <div class="big"><dl class="stat"><dt>{own.lost_in_period}</dt>{cost}</dl></div>
        <p class="t12 c3">{test}</p>
        {doubt}
        <div class="causes" role="group" aria-label=own.main_reasons>{why.collect_view()}</div>
        <div class="row">
            <button class="btn primary" type="button" aria-haspopup="dialog" on:click=move |_| proposals.propose(proposal.clone())>
                <Icon name=Icon::FLASK />{tries.check}
            </button>
            <a class="btn" href=href(Route::Funnel(answer.funnel.id))><Icon name=Icon::EDITOR />{own.to_adviser}</a>
            <button class="btn" type="button" on:click=move |_| open.set(Some(lost.clone()))>{lost_count}</button>
        </div>
    }
}

/// A p to three digits; what is smaller is said to be smaller.
fn chance(rounded: String, p: f64) -> String {
    if p < 0.001 {
        // Written with the mark that the number beside it has.
        format!("p < 0{}001", if rounded.contains(',') { ',' } else { '.' })
    } else {
        format!("p = {rounded}")
    }
}

#[component]
fn KeyStagePanel(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let language = use_language();
    let flow = &answer.report.flow;
    let name = |at: usize| language.of(&answer.funnel.stages[at].name);
    let percent = |of: Proportion| format.percent_whole(of.share());
    let chosen = answer.funnel.stages.iter().position(|stage| stage.key_stage);
    let best = flow.key_stage().filter(|key| key.reached.n >= COUNTS_ONLY && key.before.n >= COUNTS_ONLY);
    let (class, title, text) = match (best, chosen) {
        (None, _) => ("c3", own.key_unknown, own.key_unknown_why.to_owned()),
        (Some(best), Some(chosen)) if best.stage == chosen => {
            let text = own.key_same_why.fill([&name(chosen), &percent(best.reached), &percent(best.before)]);
            ("ca", own.key_same, text)
        }
        (Some(best), chosen) => {
            let gain = own.key_other_why.fill([&name(best.stage), &percent(best.reached), &percent(best.before)]);
            let own_rise = chosen.and_then(|chosen| Some((chosen, flow.rise(chosen)?)));
            let beside = own_rise.map(|(chosen, rise)| {
                own.key_chosen.fill([&name(chosen), &percent(rise.reached), &percent(rise.before)])
            });
            ("cwarn", own.key_other, [Some(gain), beside].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
    };
    view! {
        <section class="panel">
            <div class="panel-b row key-row">
                <span class=class><Icon name=Icon::KEY /></span>
                <div><h2 class="t14">{title}</h2><p class="c2">{text}</p></div>
            </div>
        </section>
    }
}
