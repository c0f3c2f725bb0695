//! The customers: views as tabs, a search, a sortable table, changes of many at once and a side preview. The view, the search, the order and the
//! open customer live in the address. On a phone the table becomes cards of two lines.
//!
//! Deliberately not here: figures of customers (`domain::insight::clientele`).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod fields;
mod form;
mod history;
pub(super) mod label;
mod many;
mod merge;
pub(super) mod part;
mod path;
mod people;
pub(super) mod person;
mod preview;
mod row;
mod sieve;
mod sorted;
mod warmed;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::form::CustomerForm;
use self::many::{Many, ManyBar, Wished};
use self::merge::MergeDialog;
use self::preview::Preview;
use self::row::{Card, Row};
use self::sieve::{SieveBar, use_sieve};
use self::sorted::{Key, keyed};
use super::back::{today, use_bought, use_till};
use super::doubles::Doubles;
use super::export::Export;
use super::icon::Icon;
use super::many::Choosing;
use super::virtual_list::VirtualList;
use super::virtual_table::{Head, Order, VirtualTable};
use crate::app::address::{use_query, use_route, use_switch};
use crate::app::clock;
use crate::app::locale::{use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{CLIENTS, LISTS, Words};
use crate::data::import::own;
use crate::domain::CustomerId;
use crate::domain::insight::clientele::{Client, clientele, fold};
use crate::domain::insight::rfm::{Code, Grade};

/// The greatest buyers of the year first, until somebody presses a column.
const FIRST: Order = Order { by: "year", descending: true };

/// A saved view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    All,
    Bought,
    Best,
    Leaving,
    Never,
}

impl View {
    const ALL: [Self; 5] = [Self::All, Self::Bought, Self::Best, Self::Leaving, Self::Never];

    /// What the address calls it; the first has no name.
    fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Bought => "bought",
            Self::Best => "best",
            Self::Leaving => "leaving",
            Self::Never => "never",
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Self::All => words.customers.all,
            Self::Bought => words.customers.bought,
            Self::Best => words.customers.best,
            Self::Leaving => words.customers.leaving,
            Self::Never => words.customers.never,
        }
    }

    fn holds(self, client: &Client) -> bool {
        const BEST: Code = Code { r: Grade::Best, f: Grade::Best, m: Grade::Best };
        match self {
            Self::All => true,
            Self::Bought => client.score.is_some(),
            Self::Best => client.code() == Some(BEST),
            Self::Leaving => client.leaves_in.is_some(),
            Self::Never => client.score.is_none(),
        }
    }
}

/// Every customer of the list, in the order of their identities.
#[derive(Clone, Debug, PartialEq)]
struct Clients(Vec<Client>);

impl Clients {
    fn get(&self, id: CustomerId) -> Option<&Client> {
        let at = self.0.binary_search_by_key(&id, |client| client.id).ok()?;
        self.0.get(at)
    }
}

fn heads(words: &Words) -> Arc<[Head]> {
    let names = &words.customers;
    let head = |key, name, figures| Head { key, name, figures };
    Arc::new([
        head("company", names.company, false),
        head("owner", names.owner, false),
        head("code", words.ret.code, false),
        head("last", names.last, false),
        head("elapsed", names.elapsed, false),
        head("open", names.open, false),
        head("contact", names.contact, false),
        head("year", names.year, true),
    ])
}

/// The list of customers, with the one that the address names open beside it.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let bought = use_bought();
    let till = use_till();
    let switch = use_switch();
    let route = use_route();
    let location = use_location();
    let open = Memo::new(move |_| match route.get() {
        Some(Route::Customer(id)) => Some(id),
        _ => None,
    });
    let scoring = bought.scoring(today);
    let clients = Memo::new(move |before: Option<&Arc<Clients>>| {
        // While many are being changed, the list is that of before: it is worked out once, when all are.
        if let (true, Some(before)) = (store.taking_in.get(), before) {
            return Arc::clone(before);
        }
        store.all("deal", |_| ());
        store.all("customer", |workspace| {
            let purchases = bought.purchases();
            scoring.with(|scoring| {
                purchases.with(|purchases| Arc::new(Clients(clientele(workspace, purchases, scoring, today()))))
            })
        })
    });

    let (mine, lists) = (use_words_of(&CLIENTS), use_words_of(&LISTS));
    let doubles = Doubles::look(store);
    let pairs = doubles.pairs();
    let alike = Memo::new(move |_| pairs.with(|pairs| pairs.len()));
    let adding = RwSignal::new(false);
    let added = Callback::new(move |()| adding.set(false));
    let merging = RwSignal::new(false);
    let merged = Callback::new(move |()| merging.set(false));
    let heads = heads(words);
    let (view, set_view) = use_query("view");
    let (search, set_search) = use_query("q");
    let (sort, set_sort) = use_query("sort");
    let view = Memo::new(move |_| View::ALL.into_iter().find(|one| one.key() == view.get()).unwrap_or(View::All));
    let order = {
        let heads = heads.clone();
        Memo::new(move |_| Order::parse(&sort.get(), &heads).unwrap_or(FIRST))
    };
    let sieve = use_sieve();
    // Sorted once for every letter of a search.
    let sorted = Memo::new(move |_| {
        let order = order.get();
        let key = keyed(store, order.by);
        clients.with(|clients| {
            let (view, sieve) = (view.get(), sieve.get());
            let wanted = |client: &&Client| view.holds(client) && sieve.lets(client);
            let mut rows: Vec<&Client> = clients.0.iter().filter(wanted).collect();
            rows.sort_by(|one, other| one.name.cmp(&other.name));
            // Names stay in their own order among equals, whichever way the column goes.
            let mut rows: Vec<(Key, &Client)> = rows.into_iter().map(|client| (key(client), client)).collect();
            match (order.descending, order.by) {
                (true, "company") => rows.reverse(),
                (true, _) => rows.sort_by(|(one, _), (other, _)| other.cmp(one)),
                (false, _) => rows.sort_by(|(one, _), (other, _)| one.cmp(other)),
            }
            rows.into_iter().map(|(_, client)| client.id).collect::<Vec<_>>()
        })
    });
    let keys = Memo::new(move |_| {
        let wanted = fold(search.get().trim());
        let found = |id: &CustomerId| {
            wanted.is_empty()
                || clients.with(|clients| clients.get(*id).is_some_and(|client| client.text.contains(&wanted)))
        };
        Arc::new(sorted.with(|sorted| sorted.iter().copied().filter(found).collect::<Vec<_>>()))
    });

    let many = Many::new();
    Effect::new(move || keys.with(|keys| many.choice.keep(keys.iter().copied())));
    let chosen = Memo::new(move |_| many.choice.any());
    // Rows as they are shown: of the view, found, in their order; of the bar only those that are chosen.
    let sheet = move |all: bool, dialect| {
        let local = |at| clock::local(at);
        clients.with_untracked(|clients| {
            let rows: Vec<&Client> = many.choice.all.with_untracked(|chosen| {
                let wanted = |id: &&CustomerId| all || chosen.contains(*id);
                keys.with_untracked(|keys| keys.iter().filter(wanted).filter_map(|&id| clients.get(id)).collect())
            });
            store.peek(|workspace| own::customers(workspace, words.customers.title.to_owned(), &rows, dialect, &local))
        })
    };

    // The row with the focus: the open customer, and without one whatever the arrows reached.
    let focus = RwSignal::new(None::<CustomerId>);
    Effect::new(move || {
        if let Some(open) = open.get() {
            focus.set(Some(open));
        }
    });
    let show = move |id: CustomerId| switch(Route::Customer(id));
    let close = move || switch(Route::Customers);
    // Beside an open preview the arrows turn its pages.
    let on_at = Callback::new(move |id: CustomerId| {
        focus.set(Some(id));
        if open.get_untracked().is_some() {
            show(id);
        }
    });

    let tab = move |one: View| {
        let count =
            move || words.grammar.number(clients.with(|clients| clients.0.iter().filter(|c| one.holds(c)).count()));
        view! {
            <button
                type="button"
                role="tab"
                aria-selected=move || (view.get() == one).to_string()
                on:click=move |_| set_view(one.key())
            >
                {one.name(words)}" "<span class="cnt">{count}</span>
            </button>
        }
    };
    let total = move || words.units.clients.of(clients.with(|clients| clients.0.len()));
    let year = move || {
        let sum = clients.with(|clients| {
            keys.with(|keys| keys.iter().filter_map(|&id| clients.get(id)).map(|client| client.year).sum::<i128>())
        });
        till.compact(sum)
    };
    let name = move |id: CustomerId| {
        store.peek(|workspace| workspace.customer(id).map(|customer| customer.name.clone())).unwrap_or_default()
    };
    let on_deed = Callback::new(move |deed| many.ask(deed));
    let on_remove = Callback::new(move |id| many.ask_to_remove(id));
    let choosing = Choosing { choice: many.choice, name: Callback::new(name), on_deed };
    let nobody = Memo::new(move |_| clients.with(|clients| clients.0.is_empty()));
    let nothing = Memo::new(move |_| keys.with(|keys| keys.is_empty()));
    let empty = move || {
        nothing.get().then(|| {
            let (title, why) = match nobody.get() {
                true => (words.customers.empty, words.customers.empty_why),
                false => (words.customers.nothing_found, words.customers.nothing_found_why),
            };
            view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::CLIENTS class="i i20" /></span>
                    <h3>{title}</h3>
                    <p>{why}</p>
                    {nobody.get().then(|| view! { <div class="bar"><super::import::load::LoadButton /></div> })}
                </div>
            }
        })
    };
    view! {
        <main class="main page-customers" id="main">
            <header class="top">
                <h1>{words.customers.title}</h1>
                <span class="c3" role="status">{total}</span>
                <span class="grow"></span>
                <button class="btn ghost" type="button" on:click=move |_| merging.set(true)>
                    <Icon name=Icon::MERGE /><span class="desktop">{mine.doubles}</span>
                    {move || (alike.get() > 0).then(|| view! { <span class="chip">{words.grammar.number(alike.get())}</span> })}
                </button>
                <span class="desktop row g2">
                    <Export sheet=Callback::new(move |dialect| sheet(true, dialect)) />
                    <super::import::load::LoadButton />
                </span>
                <button class="btn primary" type="button" aria-label=mine.new_company on:click=move |_| adding.set(true)>
                    <Icon name=Icon::PLUS /><span class="desktop">{mine.company_kind}</span>
                </button>
            </header>
            <div class="tabs views" role="tablist" aria-label=words.customers.views>
                {View::ALL.map(tab).collect_view()}
            </div>
            <div class="filters bar" role="toolbar" aria-label=words.shell.filters>
                <label class="with-icon">
                    <Icon name=Icon::SEARCH />
                    <input
                        class="input"
                        type="search"
                        placeholder=words.customers.find_placeholder
                        aria-label=words.customers.find
                        prop:value=move || search.get()
                        on:input:target=move |event| set_search(&event.target().value())
                    />
                    <span class="kbd" aria-hidden="true">"/"</span>
                </label>
                <SieveBar clients view sieve grammar=&words.grammar />
            </div>
            <div class="split">
                <section class="listing" aria-label=words.customers.list>
                    <div class="rows" class:nothing=move || nothing.get()>
                        {empty}
                        <div class="desktop">
                            <VirtualTable
                                label=words.a11y.table_of_clients
                                heads=heads.clone()
                                order=Signal::derive(move || Some(order.get()))
                                on_order=Callback::new(move |text: String| set_sort(&text))
                                keys
                                at=focus
                                on_at
                                on_open=Callback::new(show)
                                choosing
                                row=move |id| view! { <Row id clients query=location.search /> }
                            />
                        </div>
                        <div class="mobile cards">
                            <VirtualList keys guess=84.0 reveal=focus row=move |id| view! { <Card id clients query=location.search choosing /> } />
                        </div>
                    </div>
                    {move || match chosen.get() {
                        true => view! { <ManyBar many sheet=Callback::new(move |dialect| sheet(false, dialect)) /> }.into_any(),
                        false => view! {
                            <p class="foot">
                                <span><b>{move || words.units.clients.of(keys.with(|keys| keys.len()))}</b></span>
                                <span><b>{year}</b>" "{words.customers.within_year}</span>
                                <span class="lo3">{words.customers.grades}</span>
                                <span class="grow"></span>
                                <span class="lo3 c3"><span class="kbd">{words.keys.space}</span>" "{lists.k_choose.to_lowercase()}</span>
                            </p>
                        }
                        .into_any(),
                    }}
                </section>
                {move || open.get().map(|id| view! { <Preview id clients doubles on_remove close=Callback::new(move |()| close()) /> })}
            </div>
            {move || adding.get().then(|| view! { <CustomerForm customer=None doubles close=added /> })}
            <Wished many keys=keys.into() />
            {move || merging.get().then(|| view! { <MergeDialog doubles close=merged /> })}
        </main>
    }
}
