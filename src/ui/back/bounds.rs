//! By which boundaries the page scores: those that are pinned or those of the day; every set that is kept, who pinned it,
//! and pinning today's.

use std::sync::Arc;

use leptos::prelude::*;

use super::seen::{FLOATING, TOTAL, use_seen};
use super::{today, use_bought};
use crate::app::address::use_queries;
use crate::app::clock;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::SEGMENTS;
use crate::domain::insight::purchases::currency;
use crate::domain::insight::rfm::{BoundarySet, Measure};
use crate::domain::{Command, Pin, PinId};
use crate::ui::icon::Icon;
use crate::ui::popup::Popup;

/// The button in the top bar and the menu under it.
#[component]
pub(super) fn Bounds() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let format = use_format();
    let seen = use_seen();
    let which = move || match seen.pin.get() {
        Some(pin) => words.pinned_on.fill([&format.day_short(pin.set.as_of, today())]),
        None if seen.day.get() == today() => words.floating.to_owned(),
        None => words.floating_on.fill([&format.day_short(seen.day.get(), today())]),
    };
    let name = Signal::derive(move || format!("{}: {}", words.bounds, which()));
    view! {
        <Popup
            button="filter bounds"
            label=words.bounds
            name
            face=move || view! {
                <Icon name=Icon::PIN /><span class="lo3">{words.bounds}":"</span><b class="lo3">{which}</b><Icon name=Icon::CHEV_D />
            }
        >
            <Sets />
        </Popup>
    }
}

#[component]
fn Sets() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let format = use_format();
    let store = use_store();
    let bought = use_bought();
    let seen = use_seen();
    let ask = use_queries();
    let mark = |on: bool| on.then(|| view! { <Icon name=Icon::CHECK class="i i14" /> });
    store.company();
    let pins = store.all("pin", |workspace| {
        let mut pins: Vec<Arc<Pin>> = workspace.pins_that_count().cloned().collect();
        pins.sort_by_key(|pin| std::cmp::Reverse((pin.at, pin.id)));
        pins
    });
    let any = !pins.is_empty();
    let set = move |pin: Arc<Pin>| {
        let shown = seen.pin.get_untracked().is_some_and(|shown| shown.id == pin.id);
        let day = words.pinned_on.fill([&format.day_short(pin.set.as_of, today())]);
        let who = match pin.by {
            None if pin.id == Pin::of_month(pin.set.as_of) => words.by_month.to_owned(),
            None => words.by_nobody.to_owned(),
            Some(member) => {
                let name = store.peek(|workspace| workspace.member(member).map(|member| member.name.clone()));
                name.map_or_else(|| words.by_nobody.to_owned(), |name| words.pinned_by.fill([&name]))
            }
        };
        let size = shared.units.clients.of(pin.set.buyers as usize);
        let total = pin.set.measure == Measure::Total;
        let about = [Some(size), total.then(|| words.m_total.to_owned()), Some(who)];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let press = move |_| {
            let day = seen.day.get_untracked();
            // The set that holds anyway is what the page goes by unasked.
            let held = store.peek(|workspace| workspace.pinned_on(day, pin.set.measure).map(|held| held.id));
            let bounds = if held == Some(pin.id) { String::new() } else { pin.id.to_string() };
            ask(&[("bounds", &bounds), ("m", if total { TOTAL } else { "" })]);
        };
        view! {
            <button type="button" class="set" aria-pressed=shown.to_string() on:click=press>
                <span class="col g0"><span>{day}</span><small class="c3">{about}</small></span>{mark(shown)}
            </button>
        }
    };
    let pin = move |_| {
        let measure = seen.measure.get_untracked();
        let set = bought.ledger().with_untracked(|ledger| BoundarySet::of(&ledger.summarise(today()), measure));
        let told = [format.day_short(set.as_of, today()), shared.units.clients.of(set.buyers as usize)];
        let told = words.told_pinned.fill([&shared.units.comma.fill([&told[0], &told[1]])]);
        let (at, by, currency) = (clock::now(), store.acting(), store.peek(currency));
        let pin = Pin { id: PinId(clock::new_id()), set, at, by, currency };
        // Its identity is new.
        if store.dispatch(Command::TakeIn(vec![pin.into()]), told).is_ok() {
            ask(&[("bounds", ""), ("asof", "")]);
        }
    };
    let floating = seen.pin.get_untracked().is_none();
    view! {
        <button type="button" on:click=pin><Icon name=Icon::PIN />{words.pin_today}</button>
        <hr />
        <button type="button" class="set" aria-pressed=floating.to_string() on:click=move |_| ask(&[("bounds", FLOATING)])>
            <span>{words.own_of_day}</span>{mark(floating)}
        </button>
        {any.then(|| view! { <p class="cap">{words.pinned_sets}</p> })}
        {pins.into_iter().map(set).collect_view()}
    }
}

/// What M is: the average order, or the total.
#[component]
pub(super) fn MeasureSwitch() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let seen = use_seen();
    let ask = use_queries();
    let choose = move |measure: Measure, text: &'static str| {
        let press = move |_| {
            if seen.measure.get_untracked() == measure {
                return;
            }
            // A set that was asked for is of the other measure.
            ask(&[("m", if measure == Measure::Total { TOTAL } else { "" }), ("bounds", "")]);
        };
        let on = move || (seen.measure.get() == measure).to_string();
        view! { <button type="button" aria-pressed=on on:click=press>{text}</button> }
    };
    view! {
        <div class="seg sm" role="group" aria-label=words.m_is>
            {choose(Measure::AverageCheque, words.cheque)}{choose(Measure::Total, words.total_m)}
        </div>
    }
}
