//! The filters of the list of customers: who leads them, what they do, where they are, who buys later than usual, whom nobody
//! plans to speak to. All of it stands in the address.
//! Deliberately not here: which customers a filter lets through (`insight::clientele`).

use std::sync::Arc;

use leptos::prelude::*;

use super::{Clients, View};
use crate::app::address::use_query;
use crate::app::locale::use_words_of;
use crate::app::words::{CLIENTS, Grammar};
use crate::domain::insight::clientele::{Offers, Sieve};
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

/// The filters, with what they have to offer in the view.
#[component]
pub(super) fn SieveBar(
    clients: Memo<Arc<Clients>>,
    view: Memo<View>,
    sieve: Memo<Sieve>,
    grammar: &'static Grammar,
) -> impl IntoView {
    let own = use_words_of(&CLIENTS);
    let sets = ["owner", "trade", "city", "need"].map(|name| use_query(name).1);
    let clear = move |_| sets.iter().for_each(|set| set(""));
    let (need, set_need) = use_query("need");
    let offers = Memo::new(move |_| {
        let view = view.get();
        clients.with(|clients| Offers::of(clients.0.iter().filter(|client| view.holds(client)), OFFERED))
    });
    let offered = move |of: fn(&Offers) -> &[(String, usize)]| {
        Signal::derive(move || {
            let all = [(String::new(), own.all_of_them.to_owned())];
            let named =
                |(value, count): &(String, usize)| (value.clone(), format!("{value}, {}", grammar.number(*count)));
            offers.with(|offers| all.into_iter().chain(of(offers).iter().map(named)).collect())
        })
    };
    let toggle = move |name: &'static str, icon: Icon, label: &'static str, of: fn(&Offers) -> usize| {
        let on = move || need.get() == name;
        let press = move |_| set_need(if need.get_untracked() == name { "" } else { name });
        let count = Memo::new(move |_| offers.with(of));
        view! {
            <button class="filter" type="button" aria-pressed=move || on().to_string() on:click=press on:keydown=clears(move || set_need(""))>
                <Icon name=icon />{label}" "<span class="cnt">{move || grammar.number(count.get())}</span>
            </button>
        }
    };
    view! {
        <OwnerPick label=own.owner all=own.all_of_them nobody=own.nobody />
        <Pick label=own.trade query="trade" options=offered(|offers| &offers.trades) />
        <Pick label=own.city query="city" options=offered(|offers| &offers.cities) />
        <span class="vr"></span>
        {toggle(LATE, Icon::HOURGLASS, own.late_only, |offers| offers.late)}
        {toggle(SILENT, Icon::PLUS, own.no_contact, |offers| offers.silent)}
        {move || (sieve.get() != Sieve::default()).then(|| view! {
            <button class="btn ghost icon sm" type="button" title=own.reset aria-label=own.reset on:click=clear><Icon name=Icon::X /></button>
        })}
    }
}
