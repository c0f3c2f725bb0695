//! «Уходят из лучших»: who crosses the best boundary of recency in the days to come unless they buy, by day.

use std::sync::Arc;

use leptos::prelude::*;

use super::{today, use_till};
use crate::app::address::href;
use crate::app::locale::{use_format, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::domain::CustomerId;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::rfm::Degrading;
use crate::domain::insight::scores::{HORIZON, Scoring};
use crate::ui::icon::Icon;

/// How many are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (7, 50);

/// The panel.
#[component]
pub(super) fn Leaving(scoring: Memo<Arc<Scoring>>) -> impl IntoView {
    let words = use_words();
    let horizon = RwSignal::new(SOON);
    let shown = RwSignal::new(SHOWN.0);
    let choose = move |days: u32| {
        let text = if days == SOON { words.units.days.of(days as usize) } else { days.to_string() };
        let press = move |_| {
            horizon.set(days);
            shown.set(SHOWN.0);
        };
        view! { <button type="button" aria-pressed=move || (horizon.get() == days).to_string() on:click=press>{text}</button> }
    };
    let list = move || {
        let scoring = scoring.get();
        let Some(edges) = scoring.boundaries.r else {
            return view! { <p class="lead-in">{words.ret.leaving_no_boundary}</p> }.into_any();
        };
        let all = scoring.leaving_within(horizon.get()).count();
        let rest = all.saturating_sub(shown.get());
        let rows: Vec<_> = scoring.leaving_within(horizon.get()).take(shown.get()).copied().collect();
        let boundary = words.units.days.of(edges.best as usize);
        let more = (rest > 0).then(|| {
            view! {
                <div class="act">
                    <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                        {words.ret.more.fill([&words.grammar.number(rest)])}
                    </button>
                </div>
            }
        });
        view! {
            <p class="lead-in">{words.ret.leaving_why.fill([&boundary])}</p>
            {(all == 0).then(|| view! { <p class="lead-in">{words.ret.leaving_none}</p> })}
            <ul class="deg">{rows.into_iter().map(|leaves| view! { <Leaves leaves /> }).collect_view()}</ul>
            {more}
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="leaving-title">
            <div class="panel-h">
                <span class="cwarn"><Icon name=Icon::TREND_D /></span>
                <h2 id="leaving-title">{words.ret.leaving_title}</h2>
                <div class="seg sm ml" role="group" aria-label=words.ret.horizon>
                    {[SOON, 2 * SOON, HORIZON].map(choose).collect_view()}
                </div>
            </div>
            {list}
        </section>
    }
}

/// A customer, the day, the cheque that will be missed, and where to go.
#[component]
fn Leaves(leaves: Degrading<CustomerId>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let id = leaves.buyer.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let days = leaves.days_left;
    let urgent = days <= 2;
    let left = match days {
        1 => words.units.tomorrow.to_owned(),
        days => words.units.days.of(days as usize),
    };
    let dots = (days <= SOON).then(|| {
        let dot = |at: u32| view! { <i class:f=at < days></i> };
        view! { <span class="dots" class:w=urgent aria-hidden="true">{(0..SOON).map(dot).collect_view()}</span> }
    });
    let cheque = leaves.buyer.money(Default::default()).map(|cheque| till.bare(cheque.rounded()));
    view! {
        <li data-id=id.to_string()>
            <div class="col g0">
                <span class="m el">{name}</span>
                <span class="c3 t12 el">{format.date(leaves.buyer.last_purchase, today())}</span>
            </div>
            <span class="m" class:cwarn=urgent title=format.date(leaves.leaves_best_on, today())>{left}{dots}</span>
            <span class="r nw" title=words.ret.m>{cheque}</span>
            <a class="btn sm" href=href(Route::Customer(id))>{words.ret.open}</a>
        </li>
    }
}
