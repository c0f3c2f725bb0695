//! The forecast of everybody: a table to sort by any of its reasons.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::Forecasting;
use crate::app::address::{href, use_go};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{self, Progress};
use crate::domain::CustomerId;
use crate::domain::insight::clientele::fold;
use crate::domain::insight::outlook::Prospect;
use crate::ui::back::use_till;
use crate::ui::dialog::Dialog;
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// As the forecast itself has them.
const FIRST: Order = Order { by: "chance", descending: true };

fn heads(own: &'static Progress) -> Arc<[Head]> {
    let text = |key, name| Head { key, name, figures: false };
    let figure = |key, name| Head { key, name, figures: true };
    [
        text("client", own.client),
        figure("chance", own.chance),
        figure("usual", own.usual),
        figure("passed", own.passed),
        figure("late", own.late),
        figure("purchases", own.purchases),
        figure("cheque", own.cheque),
    ]
    .into()
}

/// By a column of figures; what is not known comes before what is.
fn by(column: &str, one: &Prospect<CustomerId>, other: &Prospect<CustomerId>) -> Ordering {
    let (a, b) = (&one.history, &other.history);
    match column {
        "usual" => a.usual.cmp(&b.usual),
        "passed" => a.buyer.recency.cmp(&b.buyer.recency),
        "late" => a.overdue().cmp(&b.overdue()),
        "purchases" => a.buyer.frequency.cmp(&b.buyer.frequency),
        "cheque" => a.buyer.money(Default::default()).cmp(&b.buyer.money(Default::default())),
        _ => one.buys.unwrap_or_default().total_cmp(&other.buys.unwrap_or_default()),
    }
}

/// The dialog.
#[component]
pub(super) fn Everyone(forecasting: Forecasting, close: Callback<()>) -> impl IntoView {
    let own = use_words_of(&words::PROGRESS);
    let store = use_store();
    let go = use_go();
    let heads = heads(own);
    let order = RwSignal::new(FIRST);
    let sort = {
        let heads = heads.clone();
        move |text: String| order.set(Order::parse(&text, &heads).unwrap_or(FIRST))
    };
    let prospects = move || forecasting.outlook().map(|outlook| outlook.prospects.clone()).unwrap_or_default();
    let told = Memo::new_with_compare(
        move |_| {
            let by_customer = |prospect: Prospect<CustomerId>| (prospect.history.buyer.customer, prospect);
            prospects().into_iter().map(by_customer).collect::<HashMap<_, _>>()
        },
        |_, _| true,
    );
    let keys = Memo::new(move |_| {
        let order = order.get();
        let mut rows = prospects();
        if order.by == "client" {
            store.peek(|workspace| {
                let name = |id| workspace.customer(id).map(|customer| fold(&customer.name));
                rows.sort_by_cached_key(|prospect| name(prospect.history.buyer.customer));
            });
        } else {
            // Equal ones stay as the forecast has them, the likeliest first.
            rows.reverse();
            rows.sort_by(|one, other| by(order.by, one, other));
        }
        if order.descending {
            rows.reverse();
        }
        Arc::new(rows.into_iter().map(|prospect| prospect.history.buyer.customer).collect::<Vec<_>>())
    });
    let at = RwSignal::new(None);
    view! {
        <Dialog title=own.all width="wide" on_close=close>
            <div class="body all-prospects">
                <VirtualTable
                    label=own.all
                    heads
                    order=Signal::derive(move || Some(order.get()))
                    on_order=Callback::new(sort)
                    keys
                    at
                    on_at=Callback::new(move |id| at.set(Some(id)))
                    on_open=Callback::new(move |id| go(Route::Customer(id)))
                    row=move |id| move || told.with(|told| told.get(&id).map(|&prospect| view! { <Row prospect /> }))
                />
            </div>
        </Dialog>
    }
}

/// The cells of a customer.
#[component]
fn Row(prospect: Prospect<CustomerId>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let Prospect { history, buys } = prospect;
    let id = history.buyer.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let none = || words.units.none.to_owned();
    let days = |days: Option<u32>| days.map_or_else(none, |days| words.units.days_short.of(days as usize));
    let cheque = history.buyer.money(Default::default()).map_or_else(none, |cheque| till.compact(cheque.rounded()));
    view! {
        <th scope="row"><div><a href=href(Route::Customer(id))>{name}</a></div></th>
        <td class="r">{buys.map_or_else(none, |buys| format.percent_whole(buys))}</td>
        <td class="r nw">{days(history.usual)}</td>
        <td class="r nw">{days(Some(history.buyer.recency))}</td>
        <td class="r nw" class:cwarn=history.overdue().is_some()>{days(history.overdue())}</td>
        <td class="r">{words.grammar.number(history.buyer.frequency as usize)}</td>
        <td class="r nw">{cheque}</td>
    }
}
