//! A customer who leaves: the day, what class comes then, the cheque that will be missed, and the offer.

use leptos::prelude::*;

use super::super::campaigns::{Sides, Suggestion, fate, use_offers};
use super::super::{today, use_till};
use crate::app::address::href;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::leaving::Stayed;
use crate::domain::insight::rfm::{Degrading, Grade};
use crate::domain::{Arm, CustomerId};
use crate::ui::icon::Icon;

/// A customer who leaves.
#[component]
pub(super) fn Leaves(leaves: Degrading<CustomerId>, sides: Sides, can_offer: bool) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let offers = use_offers();
    let id = leaves.buyer.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone()).unwrap_or_default();
    let days = leaves.days_left;
    let urgent = days <= 2;
    let left = match days {
        1 => all.units.tomorrow.to_owned(),
        days => all.units.days.of(days as usize),
    };
    let dots = (days <= SOON).then(|| {
        let dot = |at: u32| view! { <i class:f=at < days></i> };
        view! { <span class="dots" class:w=urgent aria-hidden="true">{(0..SOON).map(dot).collect_view()}</span> }
    });
    let cheque = leaves.buyer.money(Default::default()).map(|cheque| till.bare(cheque.rounded()));
    let then = if leaves.class_then == Grade::Worst { words.to_worst } else { words.to_middle };
    let last = format.day_short(leaves.buyer.last_purchase, today());
    let until = leaves.leaves_best_on.pred_opt().unwrap_or(leaves.leaves_best_on);
    let stands = Memo::new(move |_| sides.with(|sides| sides.get(&id).copied()));
    let mark = move || match stands.get() {
        Some((_, Arm::Control)) => {
            view! { <span class="chip" title=words.control_why>{words.control_mark}</span> }.into_any()
        }
        Some((campaign, Arm::Offered)) => {
            let letter = store.all("letter", |workspace| workspace.offer_letter(campaign, id).cloned());
            let fate = fate(words, letter.as_deref());
            view! { <span class=fate.class>{fate.icon.map(|icon| view! { <Icon name=icon /> })}<span>{fate.text}</span></span> }.into_any()
        }
        None if can_offer => {
            let press = move |_| {
                let name = words.one_name.fill([&untrack(name)]);
                offers.offer(
                    vec![id],
                    Suggestion {
                        name,
                        goal: words.leaving_goal.to_owned(),
                        until: Some(until),
                        ..Suggestion::default()
                    },
                );
            };
            view! { <button class="btn sm" type="button" aria-haspopup="dialog" on:click=press>{words.propose}</button> }.into_any()
        }
        None => view! { <span></span> }.into_any(),
    };
    view! {
        <li data-id=id.to_string()>
            <div class="col g0">
                <a class="m" href=href(Route::Customer(id))>{name}</a>
                <span class="c3 t12 el">{all.units.comma.fill([&last, then])}</span>
            </div>
            <span class="m" class:cwarn=urgent title=words.last_day.fill([&format.date(until, today())])>{left}{dots}</span>
            <span class="r nw" title=all.ret.m>{cheque}</span>
            {mark}
        </li>
    }
}

/// A customer who was about to leave, and bought.
#[component]
pub(super) fn Back(stayed: Stayed) -> impl IntoView {
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let id = stayed.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let arm = if stayed.arm == Arm::Control { words.sides_control } else { words.sides_offered };
    view! {
        <li data-id=id.to_string()>
            <div class="col g0"><a class="m" href=href(Route::Customer(id))>{name}</a><span class="c3 t12 el">{arm}</span></div>
            <span class="c2 nw">{format.day_short(stayed.on, today())}</span>
            <span></span>
            <span class="chip ok"><Icon name=Icon::CHECK /><span>{words.bought_mark}</span></span>
        </li>
    }
}
