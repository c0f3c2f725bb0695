//! The table of scores: every customer who has bought with R, F, M and the code; filtered by the cell that is pressed,
//! sorted by any column, and saved as a file.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::cells::parse;
use super::{CodeMark, Till, today, use_till};
use crate::app::address::{href, use_go, use_query};
use crate::app::download::download;
use crate::app::locale::{use_format, use_words};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};
use crate::domain::insight::clientele::fold;
use crate::domain::insight::rfm::Measure;
use crate::domain::insight::scores::{Score, Scoring};
use crate::domain::{CustomerId, Workspace};
use crate::ui::icon::Icon;
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// The best first: what the table is sorted by until somebody presses a column.
const FIRST: Order = Order { by: "code", descending: true };

fn heads(words: &Words) -> Arc<[Head]> {
    let ret = &words.ret;
    let head = |key, name, figures| Head { key, name, figures };
    Arc::new([
        head("client", ret.client, false),
        head("last", ret.last, true),
        head("r", ret.r, true),
        head("f", ret.f, true),
        head("m", ret.m, true),
        head("code", ret.code, true),
    ])
}

/// Better codes and greater sums come later; those without a code come first of all.
fn by(order: Order, one: &Score, other: &Score) -> Ordering {
    let spent = one.buyer.spent.cmp(&other.buyer.spent);
    match order.by {
        "last" => one.buyer.last_purchase.cmp(&other.buyer.last_purchase),
        "r" => one.buyer.recency.cmp(&other.buyer.recency),
        "f" => one.buyer.frequency.cmp(&other.buyer.frequency),
        "m" => one.buyer.money(Measure::AverageCheque).cmp(&other.buyer.money(Measure::AverageCheque)),
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
    let heads = heads(words);
    let (cell, set_cell) = use_query("cell");
    let (sort, set_sort) = use_query("sort");
    let order = {
        let heads = heads.clone();
        Memo::new(move |_| Order::parse(&sort.get(), &heads).unwrap_or(FIRST))
    };
    let chosen = Memo::new(move |_| parse(&cell.get()));
    let keys = Memo::new(move |_| {
        let order = order.get();
        let mut rows: Vec<Score> = scoring.with(|scoring| {
            let inside = |score: &&Score| chosen.get().is_none_or(|code| score.scores.code() == Some(code));
            scoring.customers.iter().filter(inside).copied().collect()
        });
        if order.by == "client" {
            store.all("customer", |workspace| {
                rows.sort_by_cached_key(|score| fold(name(workspace, score.buyer.customer)));
            });
        } else {
            rows.sort_by(|one, other| by(order, one, other));
        }
        if order.descending {
            rows.reverse();
        }
        Arc::new(rows.into_iter().map(|score| score.buyer.customer).collect::<Vec<_>>())
    });
    let at = RwSignal::new(None);
    let chip = move || {
        chosen.get().map(|code| {
            let label = words.a11y.rfm.fill([&code.to_string()]);
            view! {
                <button class="filter on" type="button" data-clear="cell" on:click=move |_| set_cell("")>
                    {label}<Icon name=Icon::X class="i i12" /><span class="vh">{words.board.clear_filters}</span>
                </button>
            }
        })
    };
    let count = move || words.units.clients.of(keys.with(|keys| keys.len()));
    view! {
        <section class="panel scores" aria-labelledby="scores-title">
            <div class="panel-h">
                <h2 id="scores-title">{words.ret.scores}</h2>
                <span class="c3" role="status">{count}</span>
                {chip}
                <super::campaigns::OfferButton keys />
            </div>
            <VirtualTable
                label=words.a11y.table_of_scores
                heads
                order=Signal::derive(move || Some(order.get()))
                on_order=Callback::new(move |text: String| set_sort(&text))
                keys
                at
                on_at=Callback::new(move |id| at.set(Some(id)))
                on_open=Callback::new(move |id| go(Route::Customer(id)))
                row=move |id| view! { <Row id scoring /> }
            />
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
        let score = scoring.with(|scoring| scoring.customer(id).copied())?;
        let buyer = score.buyer;
        let scores = score.scores;
        let m = match score.cheque() {
            Some(cheque) => till.full(cheque),
            None => words.ret.amount_unknown.to_owned(),
        };
        let code_why = scores.m.map(|m| {
            let digits = [scores.r, scores.f, m].map(|grade| grade.digit().to_string());
            words.ret.code_why.fill([&digits[0], &digits[1], &digits[2]])
        });
        Some(view! {
            <td class="r nw c2">{format.date(buyer.last_purchase, today())}</td>
            <td class="r">{words.grammar.number(buyer.recency as usize)}</td>
            <td class="r">{words.grammar.number(buyer.frequency as usize)}</td>
            <td class="r nw" class:c3=scores.m.is_none()>{m}</td>
            <td class="r" title=code_why><CodeMark code=scores.code() /></td>
        })
    };
    view! {
        <th scope="row"><div><a href=href(Route::Customer(id))>{name}</a></div></th>
        {cells}
    }
}

/// Offers every score as a table: dates as ISO, money as a number with a point in whole units of the company's currency.
pub(super) fn export(store: Store, words: &Words, till: Till, scoring: &Scoring, as_of: NaiveDate) {
    let mut out = BOM.to_owned();
    let ret = &words.ret;
    let mut write = |cells: &[&str]| write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, cells);
    let money = words.units.comma.fill([ret.m, till.currency().code()]);
    write(&[ret.client, ret.last, ret.r, ret.f, &money, ret.code]);
    store.peek(|workspace| {
        for score in &scoring.customers {
            let buyer = &score.buyer;
            let cheque = score.cheque().map(|cheque| plain(cheque, till.currency().exponent())).unwrap_or_default();
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
    download(&format!("rfm-{as_of}.csv"), "text/csv", &[out]);
}

/// Minor units as a plain decimal number: 1234.50.
pub(super) fn plain(minor: i128, exponent: u32) -> String {
    let unit = 10_i128.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.abs() / unit, minor.abs() % unit);
    if exponent == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{part:0width$}", width = exponent as usize)
}
