//! A customer in the list: the cells of a row, and the card of a phone.

use std::sync::Arc;

use leptos::prelude::*;

use super::Clients;
use crate::app::address::href;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::LISTS;
use crate::domain::insight::clientele::Client;
use crate::domain::{Customer, CustomerId};
use crate::ui::back::{CodeMark, today, use_till};
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, ContactChip};
use crate::ui::many::Choosing;
use crate::ui::rates::{Telling, converted, write};

/// Trade and city under the name, as far as they are known.
pub(super) fn about(customer: &Customer) -> String {
    let known = ["trade", "city"].into_iter().filter_map(|field| customer.fields.get(field));
    known.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// How many days of the usual ones have passed since the last purchase.
#[component]
pub(super) fn Elapsed(client: Client) -> impl IntoView {
    let words = use_words();
    let Some((score, usual)) = client.score.zip(client.usual) else {
        return view! { <span class="c3">{words.units.none}</span> }.into_any();
    };
    let late = client.is_late();
    let days = [score.buyer.recency, usual].map(|days| days.to_string());
    let text = words.customers.elapsed_of.fill([&days[0], &days[1]]);
    let why = late.then(|| words.customers.elapsed_late.fill([&days[0], &days[1]]));
    let part = (f64::from(score.buyer.recency) / f64::from(usual.max(1)) * 100.0).min(100.0);
    view! {
        <span class="gap" title=why.clone()>
            <span class:late=late>
                {late.then(|| view! { <Icon name=Icon::HOURGLASS class="i i14 inline" /> })}{late.then_some(" ")}{text}
            </span>
            <span class="prog thin" style=("--v", format!("{part:.0}%"))><i></i></span>
        </span>
    }
    .into_any()
}

/// The cells of a row.
#[component]
pub(super) fn Row(
    id: CustomerId,
    clients: Memo<Arc<Clients>>,
    /// The filters of the address, which a customer keeps.
    query: Memo<String>,
) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let telling = Telling::here();
    let address = move || address(id, &query.get());
    let customer = Memo::new(move |_| store.customer(id));
    let client = Memo::new(move |_| clients.with(|clients| clients.get(id).cloned()));
    let name = move || customer.get().map(|customer| customer.name.clone());
    let under = move || customer.get().map(|customer| about(&customer)).filter(|about| !about.is_empty());
    let owner = move || customer.get().and_then(|customer| customer.owner).map(|member| view! { <Avatar member /> });
    let cells = move || {
        let client = client.get()?;
        let last = client.score.map(|score| format.date(score.buyer.last_purchase, today()));
        let open = converted(store, &client.open);
        let by = telling.title(&open.used);
        let open = write(format, &open, false);
        let contact = (client.deals > 0).then(|| view! { <ContactChip next=client.next.clone() /> });
        let year = (client.year != 0).then(|| till.full(client.year));
        let none = words.units.none;
        Some(view! {
            <td><CodeMark code=client.code() /></td>
            <td class="nw c2">{last.unwrap_or_else(|| none.to_owned())}</td>
            <td><Elapsed client=client.clone() /></td>
            <td class="nw c2" title=by>{if open.is_empty() { none.to_owned() } else { open }}</td>
            <td>{contact}</td>
            <td class="r nw m">{year.unwrap_or_else(|| none.to_owned())}</td>
        })
    };
    view! {
        <th scope="row"><div><a href=address>{name}</a>{move || under().map(|under| view! { <small>{under}</small> })}</div></th>
        <td>{owner}</td>
        {cells}
    }
}

/// The address of a customer with the filters that are set.
fn address(id: CustomerId, query: &str) -> String {
    let query = query.trim_start_matches('?');
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{query}", href(Route::Customer(id)))
}

/// The card of a phone: two lines.
#[component]
pub(super) fn Card(
    id: CustomerId,
    clients: Memo<Arc<Clients>>,
    /// The filters of the address, which a customer keeps.
    query: Memo<String>,
    /// How customers are chosen.
    choosing: Choosing<CustomerId>,
) -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let till = use_till();
    let Choosing { choice, name: called, .. } = choosing;
    let label = use_words_of(&LISTS).choose.fill([&called.run(id)]);
    let customer = Memo::new(move |_| store.customer(id));
    let name = move || customer.get().map(|customer| customer.name.clone());
    let owner = move || customer.get().and_then(|customer| customer.owner).map(|member| view! { <Avatar member /> });
    let rest = move || {
        let client = clients.with(|clients| clients.get(id).cloned())?;
        let days = client.score.zip(client.usual).map(|(score, usual)| {
            words.customers.elapsed_of.fill([&score.buyer.recency.to_string(), &usual.to_string()])
        });
        let year = if client.year == 0 { words.units.none.to_owned() } else { till.full(client.year) };
        let contact = (client.deals > 0).then(|| view! { <ContactChip next=client.next.clone() /> });
        Some(view! {
            <CodeMark code=client.code() />
            <span class="c3">{days.unwrap_or_else(|| words.units.none.to_owned())}</span>
            <span class="r">{year}</span>
            <span class="row">{contact}<span class="grow"></span>{owner}</span>
        })
    };
    view! {
        <div class="it" class:sel=move || choice.has(id) data-id=id.to_string()>
            <input type="checkbox" aria-label=label prop:checked=move || choice.has(id) on:change=move |_| choice.toggle(id) />
            <a href=move || address(id, &query.get())><span class="m">{name}</span>{rest}</a>
        </div>
    }
}
