//! A customer to be added or changed. As it is typed, those are shown who may be the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::fields::{Blanks, FieldLines};
use super::label::{OF_CUSTOMER, sign};
use crate::app::address::use_switch;
use crate::app::clock;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::CLIENTS;
use crate::domain::insight::duplicates::Marks;
use crate::domain::{Command, Currency, Customer, CustomerId, CustomerKind, MemberId, Workspace};
use crate::ui::dialog::Dialog;
use crate::ui::doubles::Doubles;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::me::members;
use crate::ui::moving::{Blank, Line, Refused, show_wrong};

/// Customers that may be the same are shown, so many.
const SHOWN: usize = 3;

/// The dialog; without a customer it is a new one.
#[component]
pub(super) fn CustomerForm(customer: Option<Arc<Customer>>, doubles: Doubles, close: Callback<()>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let (store, all, language, switch) = (use_store(), use_words(), use_language(), use_switch());
    let is_new = customer.is_none();
    let known = customer.unwrap_or_else(|| {
        Arc::new(Customer {
            id: CustomerId(clock::new_id()),
            kind: CustomerKind::Company,
            name: String::new(),
            owner: store.acting(),
            created: clock::now(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            foreign: None,
            currency: None,
        })
    });
    let (id, known_currency) = (known.id, known.currency);
    let name = Blank::new(known.name.clone());
    let kind = RwSignal::new(known.kind);
    let owner = RwSignal::new(known.owner.map(|owner| owner.to_string()).unwrap_or_default());
    let currency = RwSignal::new(known.currency);
    let tags = Blank::new(known.tags.iter().cloned().collect::<Vec<_>>().join(", "));
    let blanks = Blanks::new(&OF_CUSTOMER, &known.fields);
    let refused = RwSignal::new(None);
    let like = Memo::new(move |_| {
        let marks = Marks::new(&name.value.get(), [&blanks.fields()]);
        let found = doubles.like(&marks).into_iter().filter(|found| found.customer != id);
        found.take(SHOWN).map(|found| (found.customer, found.signs)).collect::<Vec<_>>()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut well = name.check(name.text().is_empty().then_some(words.need_name));
        well &= blanks.sound(words.bad_email, words.inn_control);
        if !well {
            return show_wrong();
        }
        let tags = tags.text().split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
        let customer = Customer {
            name: name.text(),
            kind: kind.get_untracked(),
            owner: owner.get_untracked().parse::<MemberId>().ok(),
            fields: untrack(|| blanks.fields()),
            tags,
            currency: currency.get_untracked(),
            ..Customer::clone(&known)
        };
        let told = if is_new { words.told_created } else { words.told_changed }.fill([&customer.name]);
        match store.dispatch(Command::TakeIn(vec![customer.into()]), told) {
            Ok(()) => {
                close.run(());
                if is_new {
                    switch(Route::Customer(id));
                }
            }
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(all, language, workspace, &why)))),
        }
    };
    let kinds = [(CustomerKind::Company, words.company_kind), (CustomerKind::Person, words.person_kind)];
    let kinds = kinds.map(move |(this, text)| {
        view! { <button type="button" aria-pressed=move || (kind.get() == this).to_string() on:click=move |_| kind.set(this)>{text}</button> }
    });
    let look = move || {
        let found = like.get();
        (!found.is_empty()).then(|| {
            let line = |(other, signs): (CustomerId, BTreeSet<_>)| {
                let name = store.peek(|workspace| workspace.customer(other).map(|other| other.name.clone()));
                let why = signs.into_iter().map(|one| sign(words, one)).collect::<Vec<_>>().join(", ");
                let open = move |_| {
                    close.run(());
                    switch(Route::Customer(other));
                };
                view! {
                    <li>
                        <span class="col g0"><b class="el">{name}</b><span class="t12 c2">{why}</span></span>
                        <button class="btn sm" type="button" on:click=open>{words.open_it}</button>
                    </li>
                }
            };
            view! {
                <div class="alike" role="status">
                    <p class="m"><Icon name=Icon::MERGE class="i inline" />" "{words.may_be}</p>
                    <ul class="lst">{found.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    };
    let people = members(store);
    let base = store.peek(Workspace::base);
    // What came with a file stays among them; the company's own is what stands where nothing is chosen.
    let currencies = store.peek(Workspace::currencies).into_iter().chain(known_currency);
    let currencies: BTreeSet<_> = currencies.filter(|&one| one != base || Some(one) == known_currency).collect();
    view! {
        <Dialog title=if is_new { words.new_company } else { words.edit_company } on_close=close>
            <form class="body" id="customer" novalidate=true on:submit=submit>
                <Refused refused />
                <div class="seg" role="group" aria-label=words.kind>{kinds.into_iter().collect_view()}</div>
                <Line blank=name id="customer-name" label=words.name first=true />
                {look}
                <FieldLines blanks prefix="customer" />
                <div class="twos">
                    <div class="field">
                        <label for="customer-owner">{words.owner}</label>
                        <span class="picks">
                            <select class="input" id="customer-owner" on:change=move |event| owner.set(event_target_value(&event))>
                                <option value="" selected=move || owner.with(String::is_empty)>{words.nobody}</option>
                                {people.into_iter().map(|member| {
                                    let id = member.id.to_string();
                                    let this = id.clone();
                                    view! { <option value=id selected=move || owner.with(|owner| *owner == this)>{member.name}</option> }
                                }).collect_view()}
                            </select>
                            <Icon name=Icon::CHEV_D />
                        </span>
                    </div>
                    <div class="field">
                        <label for="customer-currency">{words.currency}</label>
                        <span class="picks">
                            <select class="input" id="customer-currency" on:change=move |event| currency.set(Currency::new(&event_target_value(&event)))>
                                <option value="" selected=known_currency.is_none()>{words.currency_ours.fill([base.code()])}</option>
                                {currencies.into_iter().map(|one| {
                                    view! { <option value=one.code().to_owned() selected=Some(one) == known_currency>{one.code().to_owned()}</option> }
                                }).collect_view()}
                            </select>
                            <Icon name=Icon::CHEV_D />
                        </span>
                    </div>
                </div>
                <Line blank=tags id="customer-tags" label=words.tags placeholder=words.tags_hint />
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{words.cancel}</button>
                <button class="btn primary" type="submit" form="customer">{if is_new { words.create } else { words.keep }}</button>
            </div>
        </Dialog>
    }
}
