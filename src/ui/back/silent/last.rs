//! The last thing that a customer bought: what, who led it, and whether it was there when promised.

use leptos::prelude::*;

use super::super::campaigns::day;
use super::super::today;
use crate::app::address::{href, use_query};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::silent::{Last, Terms, last};
use crate::domain::{CustomerId, MemberId};
use crate::ui::icon::Icon;
use crate::ui::kit;

/// What it was, as of the day that the page shows.
pub(super) fn found(store: Store, customer: CustomerId, as_of: &str) -> Option<Last> {
    let as_of = as_of.parse().unwrap_or_else(|_| today());
    store.peek(|workspace| last(workspace, customer, as_of, day))
}

/// The list of what is known of it.
#[component]
pub(super) fn LastPurchase(customer: CustomerId) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let (as_of, _) = use_query("asof");
    let name = move |member: MemberId| store.member(member).map(|member| member.name.clone());
    let what = move |last: &Last| {
        let on = format.day_short(day(last.bought.at), today());
        let amount = last.bought.amount.map(|amount| kit::money(format, amount));
        let amount = amount.unwrap_or_else(|| all.ret.amount_unknown.to_owned());
        let deal = match &last.bought.deal {
            Some((id, title)) => view! { <a class="link" href=href(Route::Deal(*id))>{title.clone()}</a> }.into_any(),
            None => words.order.into_any(),
        };
        view! { <dt>{words.last}</dt><dd>{on}", "{deal}", "<span class="nw">{amount}</span></dd> }
    };
    let manager = move |last: &Last| {
        let manager = name(last.manager?)?;
        let said = match last.before.and_then(name) {
            Some(before) => words.led_before.fill([&manager, &before]),
            None => manager,
        };
        Some(view! { <dt>{words.manager}</dt><dd>{said}</dd> })
    };
    let terms = move |terms: Terms| {
        let late = terms.late().is_some();
        let said = match terms.days() {
            Some((took, promised)) if late => {
                words.days_instead.fill([&all.units.days.of(took as usize), &promised.to_string()])
            }
            Some((took, promised)) => words.on_time.fill([&all.units.days.of(took as usize), &promised.to_string()]),
            None => {
                let [done, promised] = [terms.done, terms.promised].map(|day| format.day_short(day, today()));
                if late { words.late_to.fill([&done, &promised]) } else { words.on_time.fill([&done, &promised]) }
            }
        };
        let icon = late.then(|| view! { <Icon name=Icon::HOURGLASS class="i i14 inline" />" " });
        view! { <dt>{words.terms}</dt><dd class:cwarn=late class:m=late>{icon}{said}</dd> }
    };
    move || {
        store.of(customer);
        let last = as_of.with(|as_of| found(store, customer, as_of))?;
        Some(view! { <dl class="last">{what(&last)}{manager(&last)}{last.terms.map(terms)}</dl> })
    }
}
