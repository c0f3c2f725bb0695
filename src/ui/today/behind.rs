//! The deals behind a figure: every number of the desk opens those that it counts.

use std::sync::Arc;

use leptos::prelude::*;

use super::day::{Behind, use_day};
use crate::app::address::{href, use_go};
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::in_base::InBase;
use crate::domain::{DealId, Sums};
use crate::ui::dialog::Dialog;
use crate::ui::gate::place;
use crate::ui::kit::{ContactChip, called, money};
use crate::ui::rates::{RatesNote, converted, write};
use crate::ui::virtual_table::{Head, VirtualTable};

/// A figure that opens its deals; one of none is only told.
#[component]
pub(super) fn Opens(
    /// What the figure says of them.
    #[prop(into)]
    title: String,
    /// Which they are.
    deals: Vec<DealId>,
    /// The figure.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let day = use_day();
    if deals.is_empty() {
        return text.into_any();
    }
    let label = day.words.units.comma.fill([&text, &day.own.open_deals.fill([&title])]);
    let behind = Behind { title, deals: Arc::new(deals) };
    view! {
        <button class="opens" type="button" title=label.clone() aria-label=label on:click=move |_| day.behind.set(Some(behind.clone()))>{text}</button>
    }
    .into_any()
}

/// The dialog.
#[component]
pub(super) fn BehindDialog() -> impl IntoView {
    let day = use_day();
    move || day.behind.get().map(|of| view! { <Deals of /> })
}

#[component]
fn Deals(of: Behind) -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let go = use_go();
    let close = move |()| day.behind.set(None);
    let worth = day.store.peek(|workspace| {
        let mut worth = Sums::default();
        of.deals.iter().filter_map(|&deal| workspace.deal(deal)).for_each(|deal| worth.add_deal(deal));
        worth
    });
    let count = day.words.units.deals.of(of.deals.len());
    let worth = untrack(|| converted(day.store, &worth));
    let used = Signal::stored(worth.used.clone());
    let worth = write(day.format, &worth, false);
    let about = if worth.is_empty() { count } else { own.deals_worth.fill([&count, &worth]) };
    let heads: Arc<[Head]> = [
        Head { key: "deal", name: own.deal, figures: false },
        Head { key: "stage", name: own.stage, figures: false },
        Head { key: "amount", name: own.amount, figures: true },
        Head { key: "next", name: own.next, figures: false },
        Head { key: "owner", name: own.owner, figures: false },
    ]
    .into();
    let order = RwSignal::new(None);
    let sort = {
        let heads = heads.clone();
        move |text: String| order.set(crate::ui::virtual_table::Order::parse(&text, &heads))
    };
    let deals = of.deals.clone();
    let keys = Memo::new(move |_| {
        let mut deals = Vec::clone(&deals);
        let Some(crate::ui::virtual_table::Order { by, descending }) = order.get() else { return Arc::new(deals) };
        day.store.peek(|workspace| {
            let deal = |id: &DealId| workspace.deal(*id);
            match by {
                "amount" => {
                    let (mut base, now) = (InBase::of(workspace), clock::now());
                    deals.sort_by_cached_key(|id| deal(id).and_then(|deal| base.deal(workspace, deal, now)));
                }
                "next" => deals.sort_by_key(|id| deal(id).and_then(|deal| Some(deal.next.as_ref()?.at))),
                "stage" => deals.sort_by_key(|id| {
                    let deal = deal(id)?;
                    Some((
                        workspace.pipeline_of(deal.stage)?.id,
                        workspace.pipeline_of(deal.stage)?.position(deal.stage),
                    ))
                }),
                "owner" => {
                    deals.sort_by_cached_key(|id| Some(workspace.member(deal(id)?.owner?)?.name.clone()));
                }
                _ => deals.sort_by_cached_key(|id| deal(id).map(|deal| called(workspace, deal))),
            }
        });
        if descending {
            deals.reverse();
        }
        Arc::new(deals)
    });
    let at = RwSignal::new(None);
    let open = move |id| {
        close(());
        go(Route::Deal(id));
    };
    view! {
        <Dialog title=of.title about width="wide" on_close=close>
            <div class="body all-prospects">
                <RatesNote used />
                <VirtualTable
                    label=own.deals_behind
                    heads
                    order
                    on_order=Callback::new(sort)
                    keys
                    at
                    on_at=Callback::new(move |id| at.set(Some(id)))
                    on_open=Callback::new(open)
                    row=move |id: DealId| view! { <DealRow id /> }
                />
            </div>
        </Dialog>
    }
}

#[component]
fn DealRow(id: DealId) -> impl IntoView {
    let day = use_day();
    let words = day.words;
    move || {
        let Some(deal) = day.store.deal(id) else {
            return view! { <td colspan="5">{words.units.none}</td> }.into_any();
        };
        let (name, stage) =
            day.store.peek(|workspace| (called(workspace, &deal), place(day.language, workspace, deal.stage)));
        let owner = deal.owner.and_then(|owner| day.store.member(owner)).map(|member| member.name.clone());
        let amount = deal.amount.map_or_else(|| words.units.none.to_owned(), |amount| money(day.format, amount));
        view! {
            <th scope="row"><div><a href=href(Route::Deal(id))>{name}</a><small class="c3">{deal.title.clone()}</small></div></th>
            <td>{stage}</td>
            <td class="r nw">{amount}</td>
            <td>{deal.next.clone().map(|next| view! { <ContactChip next=Some(next) /> })}</td>
            <td>{owner}</td>
        }
        .into_any()
    }
}
