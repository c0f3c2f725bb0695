//! A funnel as a table: the deals that somebody wants to see, in their order and groups, and changes of many at once. What is
//! seen stands in the address, so that a link and a saved view say all of it. On a phone the table becomes rows of two lines.
//!
//! Deliberately not here: which deals those are and in which order (`domain::insight::listing`), what a change of many does
//! (`domain::bulk`).

mod address;
mod bulk;
mod card;
mod cells;
mod columns;
mod filters;
mod gather;
mod group;
mod hand;
pub mod orders;
mod sheet;
mod state;
mod table;
mod top;
mod views;

use std::sync::Arc;

use leptos::prelude::*;

use self::bulk::{BulkBar, Wished};
use self::card::Cards;
use self::filters::FilterBar;
use self::state::List;
use self::table::Table;
use self::top::Top;
use self::views::Views;
use crate::app::locale::use_format;
use crate::domain::Pipeline;
use crate::ui::icon::Icon;

use crate::ui::moving::Talk;
use crate::ui::rates::{RatesPopup, converted, write};

/// A funnel as a table.
#[component]
pub fn ListPage(
    /// Which funnel.
    pipeline: Arc<Pipeline>,
) -> impl IntoView {
    let list = List::new(pipeline);
    provide_context(list);
    let filters = RwSignal::new(false);
    view! {
        <main class="main page-list" id="main">
            <Top filters />
            <Views />
            <FilterBar asked=filters />
            <div class="wrap">
                <Nothing />
                <Table />
                <Cards />
            </div>
            <Foot />
            <p class="vh" role="status">{move || list.spoken()}</p>
            <Wished />
        </main>
    }
}

/// What there is altogether; what is done with the chosen, while there are any.
#[component]
fn Foot() -> impl IntoView {
    let list = state::use_list();
    let format = use_format();
    let chosen = Memo::new(move |_| list.choice.any());
    let totals = move || {
        let listing = list.listing.get();
        let whole = converted(list.store, &listing.sums);
        let worth = write(format, &whole, false);
        let used = Signal::stored(whole.used);
        view! {
            <div class="foot">
                <span><b>{list.own.deals.of(listing.count)}</b></span>
                {(!worth.is_empty()).then(|| view! { <span><b>{worth}</b></span> })}
                <RatesPopup used />
                <span class="grow"></span>
                <span class="desktop c3">
                    <span class="kbd">{list.words.keys.space}</span>" "{list.own.k_choose.to_lowercase()}
                </span>
            </div>
        }
    };
    move || match chosen.get() {
        true => view! { <BulkBar /> }.into_any(),
        false => totals().into_any(),
    }
}

/// What is said where there is nothing to list.
#[component]
fn Nothing() -> impl IntoView {
    let list = state::use_list();
    let own = list.own;
    let found = Memo::new(move |_| (list.ready.get(), list.listing.with(|listing| (listing.count, listing.among))));
    let add = move |_| {
        if let Some(first) = list.pipeline.with_value(|pipeline| pipeline.stages.first().map(|stage| stage.id)) {
            list.moves.talk.set(Some(Talk::Add(first)));
        }
    };
    move || {
        match found.get() {
        (false, (0, _)) => Some(view! { <div class="empty"><p class="c3">{list.words.shell.opening}</p></div> }.into_any()),
        (true, (0, 0)) if list.asked.with(|asked| asked.is_plain()) => Some(
            view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::DEAL class="i i20" /></span>
                    <h3>{own.empty}</h3>
                    <p>{own.empty_why}</p>
                    <div class="bar">
                        <button class="btn primary" type="button" on:click=add>
                            <Icon name=Icon::PLUS />{list.words.board.new_deal}
                        </button>
                    </div>
                </div>
            }
            .into_any(),
        ),
        (true, (0, _)) => Some(
            view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::SEARCH class="i i20" /></span>
                    <h3>{own.nothing_found}</h3>
                    <p>{own.nothing_found_why}</p>
                    <div class="bar">
                        <button class="btn" type="button" on:click=move |_| list.address.clear_filters()>{own.clear_filters}</button>
                    </div>
                </div>
            }
            .into_any(),
        ),
        _ => None,
    }
    }
}
