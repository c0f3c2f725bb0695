//! «Карта потерь»: at which step the buyer stopped, why, and how much money that was.
//! Deliberately not here: what is counted (`insight::funnel`).

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Behind, Counted, Opens};
use crate::app::address::use_query;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own, STAY};
use crate::domain::insight::funnel::{Column, Label, LossMap, Pick, Reason, Sum};
use crate::domain::{Slug, Workspace};
use crate::ui::figure::chart::heat;
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::icon::Icon;

/// So many reasons have a column; all others share the last.
const COLUMNS: usize = 8;

/// What a reason is called.
pub(super) fn reason_name(
    answer: &Answer,
    code: Label,
    workspace: &Workspace,
    language: Language,
    own: &Own,
) -> String {
    let listed = |slug: Slug| {
        let funnels = workspace.pipelines().cloned();
        let past = workspace.editions(answer.funnel.id).into_iter().rev().map(|edition| edition.funnel.clone());
        let mut all = std::iter::once(answer.funnel.clone()).chain(past).chain(funnels);
        all.find_map(|funnel| {
            let mut reasons = funnel.stages.iter().flat_map(|stage| &stage.loss_reasons);
            reasons.find(|reason| reason.id == slug).map(|reason| language.of(&reason.text))
        })
    };
    let place = |slug: Slug| {
        let funnel = workspace.funnel_that_had(slug)?;
        let stage = funnel.stage(slug).map(|stage| &stage.name);
        stage.or_else(|| funnel.end(slug).map(|end| &end.name)).map(|name| own.to_basket.fill([&language.of(name)]))
    };
    let name = match answer.reading.reasons.get(code) {
        Some(&Reason::Listed(slug)) => listed(slug),
        Some(&Reason::Basket(slug)) => place(slug),
        Some(Reason::InWords) => Some(own.in_words.to_owned()),
        None => None,
    };
    name.unwrap_or_else(|| own.no_reason.to_owned())
}

/// The panel.
#[component]
pub(super) fn LossesPanel() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <Losses answer /> })
}

#[component]
fn Losses(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let language = use_language();
    let store = use_analysis().store;
    let map = store.peek(|workspace| {
        LossMap::of(&answer.report.flow, COLUMNS, |code| reason_name(&answer, code, workspace, language, own))
    });
    let (by, set_by) = use_query("map");
    let by_deals = Memo::new(move |_| by.with(|by| by == "deals"));
    let choose = move |deals: bool, name: &'static str| {
        let pressed = move || (by_deals.get() == deals).to_string();
        let press = move |_| set_by(if deals { "deals" } else { "" });
        view! { <button type="button" aria-pressed=pressed on:click=press>{name}</button> }
    };
    let about = own.deals_worth.fill([&own.deals.of(map.total.deals), &answer.money(format, map.total.amount as f64)]);
    let Behind(open) = expect_context();
    let sheet = sheet(&answer, &map, format, own, language, move |counted| open.set(Some(counted)));
    let tools = move || {
        view! {
            <div class="seg sm" role="group" aria-label=own.colour data-not-drawn="">
                {choose(true, own.by_deals)}{choose(false, own.by_money)}
            </div>
        }
    };
    let map = Arc::new(map);
    let body = move || {
        let map = match map.total.deals {
            0 => view! { <p class="lead-in">{own.nobody_lost}</p> }.into_any(),
            _ => view! { <Map answer=answer.clone() map=map.clone() by_deals /> }.into_any(),
        };
        view! { {map}<Refusals answer=answer.clone() /> }
    };
    view! { <Figure id="losses" title=own.loss_map about sheet tools class="panel-b">{body.clone()}</Figure> }
}

/// Who refused for now, and how many of them came back and bought.
#[component]
fn Refusals(answer: Arc<Answer>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let words = use_words();
    let stay = use_words_of(&STAY);
    let format = use_format();
    let flow = &answer.report.flow;
    (flow.refused > 0).then(|| {
        let decided = [flow.saved.k, flow.saved.n].map(|count| words.grammar.number(count));
        let saved = words.units.of.fill([&decided[0], &decided[1]]);
        let worth = answer.money(format, flow.saved_amount as f64);
        let said = stay.saved_of.fill([&own.deals.of(flow.refused), &saved, &worth]);
        let open = |name: &'static str, pick, count: usize| {
            (count > 0).then(|| view! { " · "<span class="link"><Opens of=Counted::new(name, pick) text=name /></span> })
        };
        view! {
            <p class="callout" data-refused=flow.refused>
                <Icon name=Icon::CLOCK />
                <span>{said}{open(stay.refusals, Pick::Refused, flow.refused)}{open(stay.saved, Pick::Saved, flow.saved.k)}</span>
            </p>
        }
    })
}

/// The numbers of the map: of each reason the deals and the money.
fn sheet(
    answer: &Answer,
    map: &LossMap<String>,
    format: Format,
    own: &Own,
    language: Language,
    open: impl Fn(Counted) + Copy + Send + Sync + 'static,
) -> Sheet {
    let name = |column: &Column<String>| column.reason.clone().unwrap_or_else(|| own.other_reasons.to_owned());
    let both = |sum: Sum, title: &str, stage: Option<usize>, codes: &[Label]| {
        let money = Cell::number(answer.bare(format, sum.amount), answer.major(sum.amount));
        let deals = Cell::number(sum.deals.to_string(), sum.deals as f64);
        let counted = Counted::new(title, Pick::Because(stage, codes.to_vec()));
        [if sum.deals == 0 { deals } else { deals.opening(move || open(counted.clone())) }, money]
    };
    let heads = map.columns.iter().map(name).chain([own.total.to_owned()]);
    let heads = heads.flat_map(|name| [own.by_deals, own.by_money].map(|what| own.at_stage.fill([&name, what])));
    let rows = answer.funnel.stages.iter().enumerate().map(|(at, stage)| {
        let named = language.of(&stage.name);
        let cell = |column: &Column<String>| {
            both(column.cells[at], &own.at_stage.fill([&named, &name(column)]), Some(at), &column.codes)
        };
        let cells = map.columns.iter().flat_map(cell).chain(both(map.rows[at], &named, Some(at), &[]));
        std::iter::once(Cell::from(named.clone())).chain(cells).collect()
    });
    let total = map.columns.iter().flat_map(|column| both(column.total, &name(column), None, &column.codes));
    let total =
        std::iter::once(Cell::from(own.total)).chain(total).chain(both(map.total, own.lost, None, &[])).collect();
    Sheet {
        title: own.loss_map.to_owned(),
        heads: std::iter::once(own.step_not_made.to_owned()).chain(heads).collect(),
        rows: rows.chain([total]).collect(),
    }
}

#[component]
fn Map(answer: Arc<Answer>, map: Arc<LossMap<String>>, by_deals: Memo<bool>) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let language = use_language();
    let Behind(open) = expect_context();
    let costliest = map.costliest();
    let peak = costliest.first().copied();
    let name = |column: &Column<String>| column.reason.clone().unwrap_or_else(|| own.other_reasons.to_owned());
    let millions = |sum: Sum| answer.bare(format, sum.amount);
    let cells = || map.columns.iter().flat_map(|column| column.cells.iter().copied());
    let most = (cells().map(|sum| sum.deals).max(), cells().map(|sum| sum.amount).max());
    let heat = move |sum: Sum| match by_deals.get() {
        true => heat(sum.deals as f64, most.0.unwrap_or_default() as f64),
        false => heat(sum.amount as f64, most.1.unwrap_or_default() as f64),
    };
    let stage_name = |at: usize| language.of(&answer.funnel.stages[at].name);
    let cell = |at: usize, place: usize, column: &Column<String>| {
        let sum = column.cells[at];
        if sum.deals == 0 {
            return view! { <td><span class="c z">"–"</span></td> }.into_any();
        }
        let title = own.at_stage.fill([&stage_name(at), &name(column)]);
        let counted = Counted::new(title.clone(), Pick::Because(Some(at), column.codes.clone()));
        let class = if peak == Some((at, place)) { "c heat peak" } else { "c heat" };
        let label = own.open_deals.fill([&title]);
        view! {
            <td>
                <button class=class type="button" title=label style=("--k", move || heat(sum)) on:click=move |_| open.set(Some(counted.clone()))>
                    <b>{sum.deals}</b><small>{millions(sum)}</small>
                </button>
            </td>
        }
        .into_any()
    };
    let total = |sum: Sum, title: String, pick: Pick| {
        let counted = Counted::new(title.clone(), pick);
        view! {
            <td>
                <button class="c tot" type="button" title=own.open_deals.fill([&title]) on:click=move |_| open.set(Some(counted.clone()))>
                    <b>{sum.deals}</b><small>{millions(sum)}</small>
                </button>
            </td>
        }
    };
    let rows = answer.funnel.stages.iter().enumerate().filter(|(at, _)| map.rows[*at].deals > 0).map(|(at, stage)| {
        let named = language.of(&stage.name);
        view! {
            <tr>
                <th scope="row" title=language.of(&stage.buyer_action)>{named.clone()}</th>
                {map.columns.iter().enumerate().map(|(place, column)| cell(at, place, column)).collect_view()}
                {total(map.rows[at], named, Pick::Because(Some(at), Vec::new()))}
            </tr>
        }
    });
    let heads = map.columns.iter().map(|column| view! { <th scope="col">{name(column)}</th> }).collect_view();
    let sums =
        map.columns.iter().map(|column| total(column.total, name(column), Pick::Because(None, column.codes.clone())));
    let said = costliest.iter().take(2).map(|&(at, place)| {
        let column = &map.columns[place];
        let sum = column.cells[at];
        let step = language.of(&answer.funnel.stages[at].buyer_action);
        let worth = own.deals_worth.fill([&own.deals.of(sum.deals), &answer.money(format, sum.amount as f64)]);
        (step, name(column), worth)
    });
    let said: Vec<_> = said.collect();
    let first = said.first().map(|(step, reason, worth)| own.most_lost.fill([step, reason, worth]));
    let second = said.get(1).map(|(step, reason, worth)| own.next_lost.fill([step, reason, worth]));
    view! {
        <div class="scrollx" tabindex="0" role="region" aria-label=own.loss_table>
            <table class="table map">
                <caption class="vh">{own.loss_table}</caption>
                <thead><tr><th scope="col">{own.step_not_made}</th>{heads}<th scope="col">{own.total}</th></tr></thead>
                <tbody>
                    {rows.collect_view()}
                    <tr class="tot">
                        <th scope="row" class="c2">{own.total}</th>
                        {sums.collect_view()}
                        {total(map.total, own.lost.to_owned(), Pick::Because(None, Vec::new()))}
                    </tr>
                </tbody>
            </table>
        </div>
        <p class="callout"><Icon name=Icon::BULB /><span>{first}" "{second}</span></p>
    }
}
