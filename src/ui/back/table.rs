//! The table of scores: every customer who has bought with R, F, M and the code; those of the cell, the group or the number
//! of the migration that is pressed, sorted by any column, and saved as a file.

use std::cmp::Ordering;
use std::sync::Arc;

use leptos::prelude::*;

use super::migration::{entry_name, use_compared};
use super::seen::{Who, use_seen};
use super::{CodeMark, Till, today, use_till};
use crate::app::address::{href, use_go, use_query};
use crate::app::download::download;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::{SEGMENTS, Segments, Words};
use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};
use crate::domain::insight::clientele::fold;
use crate::domain::insight::rfm::Measure;
use crate::domain::insight::scores::{Score, Scoring};
use crate::domain::{CustomerId, Workspace};
use crate::ui::icon::Icon;
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// The best first: what the table is sorted by until somebody presses a column.
const FIRST: Order = Order { by: "code", descending: true };

/// What a column of M is called.
fn m_head(words: &Words, segments: &Segments, measure: Measure) -> &'static str {
    if measure == Measure::Total { segments.m_total } else { words.ret.m }
}

fn heads(words: &Words, segments: &Segments, measure: Measure) -> Arc<[Head]> {
    let ret = &words.ret;
    let head = |key, name, figures| Head { key, name, figures };
    Arc::new([
        head("client", ret.client, false),
        head("last", ret.last, true),
        head("r", ret.r, true),
        head("f", ret.f, true),
        head("m", m_head(words, segments, measure), true),
        head("code", ret.code, true),
    ])
}

/// Better codes and greater sums come later; those without a code come first of all.
fn by(order: Order, measure: Measure, one: &Score, other: &Score) -> Ordering {
    let spent = one.buyer.spent.cmp(&other.buyer.spent);
    match order.by {
        "last" => one.buyer.last_purchase.cmp(&other.buyer.last_purchase),
        "r" => one.buyer.recency.cmp(&other.buyer.recency),
        "f" => one.buyer.frequency.cmp(&other.buyer.frequency),
        "m" => one.buyer.money(measure).cmp(&other.buyer.money(measure)),
        _ => one.scores.code().cmp(&other.scores.code()),
    }
    .then(spent)
}

fn name(workspace: &Workspace, id: CustomerId) -> &str {
    workspace.customer(id).map(|customer| customer.name.as_str()).unwrap_or_default()
}

/// The panel with the table.
#[component]
pub(super) fn Scores(scoring: Memo<Arc<Scoring>>) -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let go = use_go();
    let segments = use_words_of(&SEGMENTS);
    let language = use_language();
    let seen = use_seen();
    let compared = use_compared();
    let (_, set_who) = use_query("who");
    let (sort, set_sort) = use_query("sort");
    // Columns are called differently by what M is; their keys are the same.
    let known = heads(words, segments, Measure::default());
    let order = Memo::new(move |_| Order::parse(&sort.get(), &known).unwrap_or(FIRST));
    let keys = Memo::new(move |_| {
        let order = order.get();
        let measure = seen.measure.get();
        let who = seen.who.get();
        let mut rows: Vec<Score> = scoring.with(|scoring| match who {
            None => scoring.customers.clone(),
            Some(Who::Cell(code)) => scoring.inside(|inside| inside == code).collect(),
            Some(Who::Group(group)) => store.all("segment", |workspace| {
                let group = workspace.segments().find(|known| known.id == group);
                group.map(|group| scoring.inside(|code| group.cells.contains(&code)).collect()).unwrap_or_default()
            }),
            Some(Who::Move(entry)) => {
                compared.of(entry).into_iter().filter_map(|id| scoring.customer(id).copied()).collect()
            }
        });
        if order.by == "client" {
            store.all("customer", |workspace| {
                rows.sort_by_cached_key(|score| fold(name(workspace, score.buyer.customer)));
            });
        } else {
            rows.sort_by(|one, other| by(order, measure, one, other));
        }
        if order.descending {
            rows.reverse();
        }
        let mut keys: Vec<CustomerId> = rows.into_iter().map(|score| score.buyer.customer).collect();
        if let Some(Who::Move(entry)) = who {
            // Whoever is no buyer on the day of the scores comes last.
            let scored = |id: &CustomerId| scoring.with(|scoring| scoring.customer(*id).is_some());
            keys.extend(compared.of(entry).into_iter().filter(|id| !scored(id)));
        }
        Arc::new(keys)
    });
    let at = RwSignal::new(None);
    let chip = move || {
        seen.who.get().map(|who| {
            let label = match who {
                Who::Cell(code) => words.a11y.rfm.fill([&code.to_string()]),
                Who::Group(group) => store.all("segment", |workspace| {
                    let group = workspace.segments().find(|known| known.id == group);
                    group.map(|group| segments.in_group.fill([&language.of(&group.name)])).unwrap_or_default()
                }),
                Who::Move(entry) => segments.moved.fill([segments.migration, &entry_name(segments, entry)]),
            };
            view! {
                <button class="filter on" type="button" data-clear="who" on:click=move |_| set_who("")>
                    {label}<Icon name=Icon::X class="i i12" /><span class="vh">{words.board.clear_filters}</span>
                </button>
            }
        })
    };
    let count = move || words.units.clients.of(keys.with(|keys| keys.len()));
    view! {
        <section class="panel scores" aria-labelledby="scores-title" node_ref=seen.table>
            <div class="panel-h">
                <h2 id="scores-title">{words.ret.scores}</h2>
                <span class="c3" role="status">{count}</span>
                {chip}
            </div>
            {move || view! {
                <VirtualTable
                    label=words.a11y.table_of_scores
                    heads=heads(words, segments, seen.measure.get())
                    order=Signal::derive(move || Some(order.get()))
                    on_order=Callback::new(move |text: String| set_sort(&text))
                    keys
                    at
                    on_at=Callback::new(move |id| at.set(Some(id)))
                    on_open=Callback::new(move |id| go(Route::Customer(id)))
                    row=move |id| view! { <Row id scoring /> }
                />
            }}
        </section>
    }
}

/// The cells of a customer.
#[component]
fn Row(id: CustomerId, scoring: Memo<Arc<Scoring>>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let cells = move || {
        let (score, measure) = scoring.with(|scoring| (scoring.customer(id).copied(), scoring.boundaries.measure));
        let Some(score) = score else {
            // No buyer on this day: every purchase was taken back, or the first came later.
            let none = || view! { <td class="r c3">{words.units.none}</td> };
            return [0; 5].map(|_| none()).collect_view().into_any();
        };
        let buyer = score.buyer;
        let scores = score.scores;
        let m = match buyer.money(measure) {
            Some(money) => till.full(money.rounded()),
            None => words.ret.amount_unknown.to_owned(),
        };
        let code_why = scores.m.map(|m| {
            let digits = [scores.r, scores.f, m].map(|grade| grade.digit().to_string());
            words.ret.code_why.fill([&digits[0], &digits[1], &digits[2]])
        });
        view! {
            <td class="r nw c2">{format.date(buyer.last_purchase, today())}</td>
            <td class="r">{words.grammar.number(buyer.recency as usize)}</td>
            <td class="r">{words.grammar.number(buyer.frequency as usize)}</td>
            <td class="r nw" class:c3=scores.m.is_none()>{m}</td>
            <td class="r" title=code_why><CodeMark code=scores.code() /></td>
        }
        .into_any()
    };
    view! {
        <th scope="row"><div><a href=href(Route::Customer(id))>{name}</a></div></th>
        {cells}
    }
}

/// Offers every score as a table: dates as ISO, money as a number with a point in whole units of the company's currency.
pub(super) fn export(store: Store, words: &Words, segments: &Segments, till: Till, scoring: &Scoring) {
    let measure = scoring.boundaries.measure;
    let mut out = BOM.to_owned();
    let ret = &words.ret;
    let mut write = |cells: &[&str]| write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, cells);
    let money = words.units.comma.fill([m_head(words, segments, measure), till.currency().code()]);
    write(&[ret.client, ret.last, ret.r, ret.f, &money, ret.code]);
    store.peek(|workspace| {
        for score in &scoring.customers {
            let buyer = &score.buyer;
            let cheque = buyer
                .money(measure)
                .map(|money| plain(money.rounded(), till.currency().exponent()))
                .unwrap_or_default();
            let code = score.scores.code().map(|code| code.to_string()).unwrap_or_default();
            write(&[
                name(workspace, buyer.customer),
                &buyer.last_purchase.to_string(),
                &buyer.recency.to_string(),
                &buyer.frequency.to_string(),
                &cheque,
                &code,
            ]);
        }
    });
    download(&format!("rfm-{}.csv", scoring.as_of), "text/csv", &[out]);
}

/// Minor units as a plain decimal number: 1234.50.
fn plain(minor: i128, exponent: u32) -> String {
    let unit = 10_i128.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.abs() / unit, minor.abs() % unit);
    if exponent == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{part:0width$}", width = exponent as usize)
}
