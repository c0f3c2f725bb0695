//! Beside the deal: the next contact, the people of the buyer, files, what they have bought before.

use leptos::prelude::*;

use super::diary::way_name;
use super::page::Page;
use crate::app::address::href;
use crate::app::clock;
use crate::app::locale::use_words_of;
use crate::app::route::Route;
use crate::app::words::{CLIENTS, CONTACTS};
use crate::domain::insight::bought::{bought, usual_interval};
use crate::domain::insight::reach::{Recipient, recipients};
use crate::domain::{CustomerId, Holder, Person, RecordId};
use crate::ui::attached::Files;
use crate::ui::calendar;
use crate::ui::customers::part::about;
use crate::ui::icon::Icon;
use crate::ui::kit::{Due, due, money, way};
use crate::ui::moving::{Talk, contact_held};
use crate::ui::reach::Ways;

/// Everything beside the deal.
#[component]
pub(super) fn Side(page: Page) -> impl IntoView {
    let customer = Memo::new(move |_| page.deal.with(|deal| deal.as_ref()?.customer));
    let open = Memo::new(move |_| page.stage().is_some());
    view! {
        <div class="c-side">
            {move || open.get().then(|| view! { <NextContact page /> })}
            <People page />
            <div class="panel"><Files of=Holder::Deal(page.id) /></div>
            {move || customer.get().map(|customer| view! { <Purchases page customer /> })}
        </div>
    }
}

#[component]
fn NextContact(page: Page) -> impl IntoView {
    let words = page.words;
    let next = Memo::new(move |_| page.deal.with(|deal| deal.as_ref()?.next.clone()));
    let plan = move |_| page.talk(Talk::Plan(page.id));
    let own = use_words_of(&CONTACTS);
    let to_calendar = move |_| {
        if let Some(deal) = page.deal.get_untracked() {
            calendar::one(page.store, words, own, &deal);
        }
    };
    let body = move || {
        match next.get() {
        None => view! {
            <p class="m">{words.contact.none}</p>
            <p class="c2">{words.contact.none_why}</p>
            <div class="row"><button class="btn primary" type="button" on:click=plan><Icon name=Icon::CALENDAR />{words.contact.plan}</button></div>
        }
        .into_any(),
        Some(next) => {
            let now = clock::now();
            let late = due(Some(&next), now) == Due::Overdue;
            let icon = if late { Icon::ALERT_C } else { way(next.kind) };
            view! {
                <div class="when">
                    <span class="ic" class:late=late><Icon name=icon class="i i20" /></span>
                    <div><b class:cbad=late>{page.format.moment(next.at.0, now.0)}</b><p class="c2">{way_name(page, next.kind)}</p></div>
                </div>
                {(!next.purpose.is_empty()).then(|| view! { <p class="c2">{next.purpose.clone()}</p> })}
                <div class="row">
                    <button class="btn primary" type="button" on:click=move |_| contact_held(page.store, words, page.id)><Icon name=Icon::CHECK />{words.contact.done}</button>
                    <button class="btn" type="button" on:click=plan>{words.contact.postpone}</button>
                    <button class="btn ghost icon" type="button" aria-label=own.to_calendar title=own.to_calendar on:click=to_calendar><Icon name=Icon::CALENDAR /></button>
                </div>
            }
            .into_any()
        }
    }
    };
    view! {
        <section class="panel c-next">
            <div class="panel-h"><h3>{words.contact.title}</h3></div>
            <div class="next">{body}</div>
        </section>
    }
}

#[component]
fn People(page: Page) -> impl IntoView {
    let words = page.words;
    let clients = use_words_of(&CLIENTS);
    let customer = Memo::new(move |_| page.read(|deal| deal.customer));
    let people = move || {
        let Some(customer) = customer.get() else { return Vec::new() };
        let ids = page.store.of(customer);
        page.store.all("person", |workspace| {
            let people = ids.into_iter().filter_map(|id| match id {
                RecordId::Person(id) => workspace.person(id).cloned(),
                _ => None,
            });
            people.collect::<Vec<_>>()
        })
    };
    // The buyer as a whole, and whoever a request names that is nobody's yet.
    let others = move || {
        customer.get().map(|customer| page.store.customer(customer));
        let found = page.deal.with(|deal| {
            let deal = deal.as_ref()?;
            Some(page.store.peek(|workspace| recipients(workspace, deal)))
        });
        found.unwrap_or_default().into_iter().filter(|one| one.person.is_none()).collect::<Vec<_>>()
    };
    let other = move |one: Recipient| {
        view! {
            <li>
                <span class="ava p6" aria-hidden="true"><Icon name=Icon::DEAL class="i i14" /></span>
                <div class="col g0"><span class="el">{one.name.clone()}</span><span class="t12 c3">{one.fields.get("phone").or(one.fields.get("email")).cloned()}</span></div>
                <Ways name=one.name fields=one.fields about=(page.id, None) />
            </li>
        }
    };
    let line = move |person: &Person| {
        let initials: String = person.name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
        let about = about(clients, person);
        view! {
            <li>
                <span class="ava p6" aria-hidden="true">{initials.to_uppercase()}</span>
                <div class="col g0"><span class="el">{person.name.clone()}</span><span class="t12 c3">{about}</span></div>
                <Ways name=person.name.clone() fields=person.fields.clone() about=(page.id, Some(person.id)) />
            </li>
        }
    };
    move || {
        let (people, others) = (people(), others());
        let nobody = people.is_empty() && others.is_empty();
        // A request names a buyer first, and people after.
        (customer.get().is_some() || !nobody).then(|| view! {
            <section class="panel">
                <div class="panel-h"><h3>{words.deal.people}</h3></div>
                {nobody.then(|| view! { <p class="none c2">{words.deal.no_people}</p> })}
                <ul class="people">{people.iter().map(|person| line(person)).collect_view()}{others.into_iter().map(other).collect_view()}</ul>
            </section>
        })
    }
}

/// How many past purchases are shown.
const SHOWN: usize = 5;

#[component]
fn Purchases(page: Page, customer: CustomerId) -> impl IntoView {
    let words = page.words;
    let found = move || {
        page.store.of(customer);
        page.store.all("purchase", |workspace| bought(workspace, customer))
    };
    let body = move || {
        let found = found();
        let Some(newest) = found.first() else {
            return view! { <p class="none c2">{words.deal.no_purchases}</p> }.into_any();
        };
        let days = |days: i64| usize::try_from(days).unwrap_or_default();
        let mut about = vec![words.units.orders.of(found.len())];
        about.extend(usual_interval(&found).map(|every| words.deal.usually_every.of(days(every))));
        about.push(words.deal.since_last.of(days(clock::now().days_since(newest.at))));
        let lines = found.iter().take(SHOWN).map(|bought| {
            let what = match &bought.deal {
                Some((id, title)) => {
                    view! { <a class="link" href=href(Route::Deal(*id))>{title.clone()}</a> }.into_any()
                }
                None => view! { <span>{words.deal.order}</span> }.into_any(),
            };
            let sum = bought.amount.map_or_else(|| words.units.none.to_owned(), |sum| money(page.format, sum));
            view! { <tr><td>{what}<small>{page.date(bought.at)}</small></td><td class="r nw">{sum}</td></tr> }
        });
        view! {
            <p class="none c2">{about.join(". ")}</p>
            <table class="buys"><tbody>{lines.collect_view()}</tbody></table>
        }
        .into_any()
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h3>{words.deal.purchases}</h3></div>
            {body}
        </section>
    }
}
