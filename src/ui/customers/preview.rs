//! The customer beside the list: figures, open deals, people, last purchases.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::Clients;
use super::form::CustomerForm;
use super::history::History;
use super::path::Path;
use super::people::People;
use super::row::{Elapsed, about};
use super::warmed::Warmed;
use crate::app::address::href;
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::CLIENTS;
use crate::domain::{CustomerId, Deal, Holder, Outcome, Purchase, RecordId, Workspace};
use crate::ui::attached::Files;
use crate::ui::back::{CodeMark, today, use_till};
use crate::ui::doubles::Doubles;
use crate::ui::icon::Icon;
use crate::ui::kit::{self, ContactChip};
use crate::ui::reach::Ways;
use crate::ui::refresh::history::{Addresses, LettersOf};

/// How many purchases are shown.
const PURCHASES: usize = 8;

/// A purchase as the panel shows it.
#[derive(Clone, PartialEq)]
struct Bought {
    at: crate::domain::Moment,
    deal: Option<Arc<Deal>>,
    order: Option<Arc<Purchase>>,
}

/// What refers to a customer, by kind.
#[derive(Clone, Default, PartialEq)]
struct Around {
    open: Vec<Arc<Deal>>,
    people: Vec<Arc<crate::domain::Person>>,
    bought: Vec<Bought>,
}

impl Around {
    fn of(workspace: &Workspace, id: CustomerId) -> Self {
        let mut around = Self::default();
        for record in workspace.of(id) {
            match record {
                RecordId::Deal(deal) => around.deal(workspace, workspace.deal(deal)),
                RecordId::Person(person) => around.people.extend(workspace.person(person).cloned()),
                RecordId::Purchase(order) => {
                    let order = workspace.purchase(order).cloned();
                    around.bought.extend(order.map(|order| Bought { at: order.at, deal: None, order: Some(order) }));
                }
                _ => {}
            }
        }
        around.bought.sort_by_key(|bought| std::cmp::Reverse(bought.at));
        around
    }

    fn deal(&mut self, workspace: &Workspace, deal: Option<&Arc<Deal>>) {
        let Some(deal) = deal else { return };
        let Some(pipeline) = workspace.pipeline_of(deal.stage) else { return };
        match pipeline.end(deal.stage) {
            None => self.open.push(deal.clone()),
            Some(end) if end.outcome == Outcome::Won => {
                self.bought.push(Bought { at: deal.entered(), deal: Some(deal.clone()), order: None });
            }
            Some(_) => {}
        }
    }
}

/// The panel; `on_remove` hears that the customer is to be removed, `close` that the panel is to go.
#[component]
pub(super) fn Preview(
    id: CustomerId,
    clients: Memo<Arc<Clients>>,
    doubles: Doubles,
    on_remove: Callback<CustomerId>,
    close: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&CLIENTS);
    let store = use_store();
    let customer = Memo::new(move |_| store.customer(id));
    let client = Memo::new(move |_| clients.with(|clients| clients.get(id).cloned()));
    let around = Memo::new(move |_| {
        // Heard of whenever something that refers to the customer changes.
        store.of(id);
        store.peek(|workspace| Around::of(workspace, id))
    });
    // What is being typed or recorded here goes on when something else of the customer changes.
    let there = Memo::new(move |_| customer.with(Option::is_some));
    let name = move || customer.get().map(|customer| customer.name.clone()).unwrap_or_default();
    let lead = move || {
        let about = customer.get().map(|customer| about(&customer)).unwrap_or_default();
        let first = around.with(|around| around.bought.last().map(|bought| bought.at));
        let since = first.map(|at| words.customers.since.fill([&at.day(clock::offset(at)).format("%Y").to_string()]));
        [about, since.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let people = Memo::new(move |_| around.with(|around| around.people.clone()));
    let deal = Memo::new(move |_| around.with(|around| around.open.first().map(|deal| deal.id)));
    let editing = RwSignal::new(false);
    let done = Callback::new(move |()| editing.set(false));
    let panel = NodeRef::<html::Aside>::new();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            close.run(());
        }
    };
    view! {
        <aside class="side" node_ref=panel aria-label=move || words.customers.preview.fill([&name()]) on:keydown=on_key>
            {move || match there.get() {
                false => view! { <p class="empty">{words.customers.nothing_found}</p> }.into_any(),
                true => view! {
                    <header>
                        <div class="row">
                            <h2 class="grow">{name}</h2>
                            <button class="btn ghost icon sm" type="button" aria-label=own.edit_company title=own.edit_company on:click=move |_| editing.set(true)>
                                <Icon name=Icon::PEN />
                            </button>
                            <button class="btn ghost icon sm" type="button" aria-label=own.delete_it title=own.delete_it on:click=move |_| on_remove.run(id)>
                                <Icon name=Icon::TRASH />
                            </button>
                            <button class="btn ghost icon sm" type="button" aria-label=words.shell.close title=words.shell.close on:click=move |_| close.run(())>
                                <Icon name=Icon::X />
                            </button>
                        </div>
                        <p class="c2">{lead}</p>
                        <Reach id />
                        {move || client.get().map(|client| view! { <Figures client /> })}
                    </header>
                    <Path id />
                    <OpenDeals around />
                    <People customer=id people deal />
                    <Files of=Holder::Customer(id) />
                    <Purchases around />
                    <Warmed id />
                    <LettersOf customer=id deal=None />
                    <Addresses customer=id />
                    <History id />
                }
                .into_any(),
            }}
            {move || editing.get().then(|| customer.get().map(|customer| view! { <CustomerForm customer=Some(customer) doubles close=done /> }))}
        </aside>
    }
}

/// How the customer as a whole is reached, and their tags.
#[component]
fn Reach(id: CustomerId) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let store = use_store();
    move || {
        let customer = store.customer(id)?;
        let tags = customer.tags.iter().map(|tag| view! { <span class="chip line"><span>{tag.clone()}</span></span> });
        let tags = tags.collect_view();
        let base = store.company().map(|company| company.currency);
        let currency = customer.currency.filter(|&own| Some(own) != base);
        let currency =
            currency.map(|own| view! { <span class="chip"><span>{words.deals_in.fill([own.code()])}</span></span> });
        Some(view! {
            <div class="bar">
                <Ways name=customer.name.clone() fields=customer.fields.clone() />
                {currency}
                {tags}
            </div>
        })
    }
}

#[component]
fn Figures(client: crate::domain::insight::clientele::Client) -> impl IntoView {
    let words = use_words();
    let till = use_till();
    let leaves = client.leaves_in.map(|days| {
        let left = if days == 1 { words.units.tomorrow.to_owned() } else { words.units.days.of(days as usize) };
        view! { <p class="cwarn"><Icon name=Icon::TREND_D class="i i14 inline" />" "{words.customers.leaves.fill([&left])}</p> }
    });
    let orders = client.score.map(|score| score.buyer.frequency).unwrap_or_default();
    let cheque = client.score.and_then(|score| score.cheque()).map(|cheque| till.compact(cheque));
    view! {
        <dl class="stats">
            <div class="stat"><dt>{words.customers.year}</dt><dd>{till.compact(client.year)}</dd></div>
            <div class="stat">
                <dt>{words.customers.orders}</dt>
                <dd>{orders}</dd>
                {cheque.map(|cheque| view! { <dd class="sub">{words.customers.cheque.fill([&cheque])}</dd> })}
            </div>
            <div class="stat"><dt>"RFM"</dt><dd><CodeMark code=client.code() /></dd></div>
        </dl>
        <div class="row g3"><Elapsed client=client.clone() /></div>
        {leaves}
    }
}

#[component]
fn OpenDeals(around: Memo<Around>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let store = use_store();
    let deal = move |deal: Arc<Deal>| {
        let stage = store.peek(|workspace| {
            let pipeline = workspace.pipeline_of(deal.stage)?;
            pipeline.stage(deal.stage).map(|stage| language.of(&stage.name))
        });
        let amount = deal.amount.map(|amount| kit::money(format, amount));
        view! {
            <li>
                <a class="m" href=href(Route::Deal(deal.id))>{deal.title.clone()}</a>
                <span class="r nw">{amount}</span>
                <span class="c3">{stage}</span>
                <ContactChip next=deal.next.clone() />
            </li>
        }
    };
    move || {
        let open = around.with(|around| around.open.clone());
        (!open.is_empty()).then(|| view! {
            <section>
                <div class="hd"><h3>{words.customers.deals}</h3><span class="c3">{words.grammar.number(open.len())}</span></div>
                <ul class="lst">{open.into_iter().map(deal).collect_view()}</ul>
            </section>
        })
    }
}

#[component]
fn Purchases(around: Memo<Around>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let purchase = move |bought: Bought| {
        let day = format.date(bought.at.day(clock::offset(bought.at)), today());
        let amount = bought
            .deal
            .as_ref()
            .map_or_else(|| bought.order.as_ref().and_then(|order| order.amount), |deal| deal.amount);
        let amount = amount.map_or_else(|| words.ret.amount_unknown.to_owned(), |amount| kit::money(format, amount));
        let title = bought
            .deal
            .map(|deal| view! { ", "<a class="link" href=href(Route::Deal(deal.id))>{deal.title.clone()}</a> });
        view! { <li><span class="el"><span class="c2">{day}</span>{title}</span><span class="r nw">{amount}</span></li> }
    };
    move || {
        let bought = around.with(|around| around.bought.clone());
        (!bought.is_empty()).then(|| view! {
            <section>
                <div class="hd"><h3>{words.customers.purchases}</h3><span class="c3">{words.grammar.number(bought.len())}</span></div>
                <ul class="lst">{bought.into_iter().take(PURCHASES).map(purchase).collect_view()}</ul>
            </section>
        })
    }
}
