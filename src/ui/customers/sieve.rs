//! The filters of the list of customers: who leads them, what they do, where they are, who buys later than usual, whom nobody
//! plans to speak to. All of it stands in the address.
//! Deliberately not here: which customers a filter lets through (`insight::clientele`).

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::Clients;
use crate::app::address::use_query;
use crate::app::locale::use_words_of;
use crate::app::words::{CLIENTS, Grammar};
use crate::domain::insight::clientele::{Client, Sieve};
use crate::ui::icon::Icon;
use crate::ui::pick::{OwnerPick, Pick, clears, owner_in};

/// How the two switches are called in the address.
const LATE: &str = "late";
const SILENT: &str = "silent";
/// Trades or cities that are offered: the ones that most customers have.
const OFFERED: usize = 200;

/// What the address says that the person looks for.
pub(super) fn use_sieve() -> Memo<Sieve> {
    let [owner, trade, city, need] = ["owner", "trade", "city", "need"].map(|name| use_query(name).0);
    Memo::new(move |_| Sieve {
        owner: owner.with(|owner| owner_in(owner)),
        trade: trade.get(),
        city: city.get(),
        late: need.with(|need| need == LATE),
        silent: need.with(|need| need == SILENT),
    })
}

/// The filters. `clients` are those of the view.
#[component]
pub(super) fn SieveBar(clients: Memo<Arc<Clients>>, sieve: Memo<Sieve>, grammar: &'static Grammar) -> impl IntoView {
    let own = use_words_of(&CLIENTS);
    let sets = ["owner", "trade", "city", "need"].map(|name| use_query(name).1);
    let clear = move |_| sets.iter().for_each(|set| set(""));
    let (need, set_need) = use_query("need");
    let offered = move |of: fn(&Client) -> &str| {
        let options = Memo::new(move |_| {
            clients.with(|clients| {
                let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
                for value in clients.0.iter().map(of).filter(|value| !value.is_empty()) {
                    *counts.entry(value).or_default() += 1;
                }
                let mut most: Vec<(&str, usize)> = counts.into_iter().collect();
                most.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
                most.truncate(OFFERED);
                most.sort_unstable();
                let all = [(String::new(), own.all_of_them.to_owned())];
                let named =
                    |(value, count): (&str, usize)| (value.to_owned(), format!("{value}, {}", grammar.number(count)));
                all.into_iter().chain(most.into_iter().map(named)).collect::<Vec<_>>()
            })
        });
        Signal::from(options)
    };
    let toggle = move |name: &'static str, icon: Icon, label: &'static str, is: fn(&Client) -> bool| {
        let on = move || need.get() == name;
        let press = move |_| set_need(if need.get_untracked() == name { "" } else { name });
        let count = Memo::new(move |_| clients.with(|clients| clients.0.iter().filter(|client| is(client)).count()));
        view! {
            <button class="filter" type="button" aria-pressed=move || on().to_string() on:click=press on:keydown=clears(move || set_need(""))>
                <Icon name=icon />{label}" "<span class="cnt">{move || grammar.number(count.get())}</span>
            </button>
        }
    };
    view! {
        <OwnerPick label=own.owner all=own.all_of_them nobody=own.nobody />
        <Pick label=own.trade query="trade" options=offered(|client| &client.trade) />
        <Pick label=own.city query="city" options=offered(|client| &client.city) />
        <span class="vr"></span>
        {toggle(LATE, Icon::HOURGLASS, own.late_only, Client::is_late)}
        {toggle(SILENT, Icon::PLUS, own.no_contact, Client::is_silent)}
        {move || (sieve.get() != Sieve::default()).then(|| view! {
            <button class="btn ghost icon sm" type="button" title=own.reset aria-label=own.reset on:click=clear><Icon name=Icon::X /></button>
        })}
    }
}
