//! A row of the list on a phone: two lines.

use leptos::prelude::*;

use super::cells::{age, is_open, name_of};
use super::group::heading;
use super::state::{Row, use_list};
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::DealId;
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, ContactChip, called, money};
use crate::ui::rates::{converted, write};
use crate::ui::virtual_list::VirtualList;

/// The rows.
#[component]
pub(super) fn Cards() -> impl IntoView {
    let list = use_list();
    let row = move |row: Row| match row {
        Row::Group(at) => view! { <Head at /> }.into_any(),
        Row::Deal(id) => view! { <Card id /> }.into_any(),
    };
    view! { <div class="mobile cards"><VirtualList keys=list.rows guess=69.0 row /></div> }
}

/// The head of a group: a press folds it.
#[component]
fn Head(at: usize) -> impl IntoView {
    let list = use_list();
    let head = move || {
        let listing = list.listing.get();
        let group = listing.groups.get(at)?;
        let shut = list.is_shut(&group.heading);
        let worth = write(list.format, &converted(list.store, &group.sums), false);
        Some(view! {
            <button class="gh" type="button" aria-expanded=(!shut).to_string() on:click=move |_| list.fold(at)>
                <Icon name=if shut { Icon::CHEV_R } else { Icon::CHEV_D } />
                <b class="el">{heading(list, &group.heading)}</b>
                <span class="c3 nw">{list.words.grammar.number(group.deals.len())}{(!worth.is_empty()).then(|| format!(" {}", list.own.worth.fill([&worth])))}</span>
            </button>
        })
    };
    view! { {head} }
}

/// A deal.
#[component]
fn Card(id: DealId) -> impl IntoView {
    let list = use_list();
    let deal = Memo::new(move |_| list.store.deal(id));
    let label = list.own.choose.fill([&name_of(list, id)]);
    let rest = move || {
        let deal = deal.get()?;
        if let Some(customer) = deal.customer {
            list.store.customer(customer);
        }
        let name = list.store.peek(|workspace| called(workspace, &deal));
        let (days, stale) = age(list, &deal);
        let days = list.words.units.days_short.of(usize::try_from(days).unwrap_or_default());
        let amount = deal.amount.map_or_else(|| list.words.units.none.to_owned(), |amount| money(list.format, amount));
        let contact =
            (is_open(list, &deal) || deal.next.is_some()).then(|| view! { <ContactChip next=deal.next.clone() /> });
        Some(view! {
            <a href=href(Route::Deal(id))>
                <span class="m el">{name}</span>
                <span class="r nw">{amount}</span>
                <span>{contact}</span>
                <span class="row r">
                    <span class="nw t12" class:cwarn=stale class:c3=!stale>
                        {stale.then(|| view! { <Icon name=Icon::HOURGLASS class="i i14 inline" />" " })}{days}
                    </span>
                    {deal.owner.map(|member| view! { <Avatar member /> })}
                </span>
            </a>
        })
    };
    view! {
        <div class="it" class:sel=move || list.choice.has(id) data-id=id.to_string()>
            <input type="checkbox" aria-label=label prop:checked=move || list.choice.has(id) on:change=move |_| list.choice.toggle(id) />
            {rest}
        </div>
    }
}
