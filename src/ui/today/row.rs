//! The lines of a day: who, what to get from them, how much is at stake, and what can be done right here.

use std::sync::Arc;

use leptos::prelude::*;

use super::day::{Day, use_day};
use crate::app::address::href;
use crate::app::clock;
use crate::app::route::Route;
use crate::data::reach::{mailto, tel};
use crate::domain::insight::agenda::{Entry, Late, Silent};
use crate::domain::insight::reach::{Reach, contact, reach};
use crate::domain::{ActivityKind, Deal, DealId, Moment, Workspace};
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, called, money, way};
use crate::ui::moving::{Talk, day_of};

/// A contact that should have been. It leaves as soon as it is planned anew or took place, before all is counted again.
#[component]
pub(super) fn LateRow(late: Late) -> impl IntoView {
    let day = use_day();
    let (words, format) = (day.words, day.format);
    let stands = stands(day, late.deal, late.at);
    let row = move |deal: Arc<Deal>| {
        let waited = usize::try_from(late.days).unwrap_or_default();
        let (long, when) = match waited {
            0 => {
                let length = chrono::TimeDelta::milliseconds(day.now.get_untracked().0 - late.at.0);
                (format.duration(length), format.time(late.at.0))
            }
            days => (words.units.days_short.of(days), format.day_short(day_of(late.at), day_of(clock::now()))),
        };
        let purpose = deal.next.as_ref().map(|next| next.purpose.clone()).unwrap_or_default();
        view! {
            <li class="late" on:keydown=move |event| plan_by_key(day, late.deal, &event)>
                <span class="tm"><b><Icon name=Icon::ALERT_C />{long}</b><small>{when}</small></span>
                <Middle deal=deal.clone() text=purpose />
                <Acts deal />
            </li>
        }
    };
    move || stands.get().map(&row)
}

/// A contact of today, or of the days up to the next working one.
#[component]
pub(super) fn DayRow(entry: Entry) -> impl IntoView {
    let day = use_day();
    let time = day.format.time(entry.at.0);
    let (on, today) = (day_of(entry.at), day_of(clock::now()));
    let ahead = untrack(|| day.of(|counted| counted.agenda.ahead));
    let between = (on > today && on < ahead).then(|| day.format.day_short(on, today));
    if let Some(talk) = entry.done {
        let said =
            day.store.peek(|workspace| workspace.activity(talk).map(|talk| talk.text.clone()).unwrap_or_default());
        let deal = day.store.deal(entry.deal);
        return deal
            .map(|deal| view! {
                <li class="done">
                    <span class="tm">{time}</span>
                    <Middle deal text=said />
                    <span class="acts"><span class="ok" role="img" aria-label=day.own.done><Icon name=Icon::CHECK /></span></span>
                </li>
            })
            .into_any();
    }
    let stands = stands(day, entry.deal, entry.at);
    let row = move |deal: Arc<Deal>| {
        let purpose = deal.next.as_ref().map(|next| next.purpose.clone()).unwrap_or_default();
        view! {
            <li on:keydown=move |event| plan_by_key(day, entry.deal, &event)>
                <span class="tm">{time.clone()}{between.clone().map(|date| view! { <small>{date}</small> })}</span>
                <Middle deal=deal.clone() text=purpose />
                <Acts deal />
            </li>
        }
    };
    (move || stands.get().map(&row)).into_any()
}

/// A deal whose next contact nobody has planned.
#[component]
pub(super) fn SilentRow(silent: Silent) -> impl IntoView {
    let day = use_day();
    let (words, own, format) = (day.words, day.own, day.format);
    let stands = Memo::new(move |_| day.store.deal(silent.deal).filter(|deal| deal.next.is_none()));
    let row = move |deal: Arc<Deal>| {
        let stood = own.on_stage.of(usize::try_from(silent.days).unwrap_or_default());
        let talked = silent.talked.map_or_else(
            || own.no_talk.to_owned(),
            |at| own.last_talk.fill([&format.day_short(day_of(at), day_of(clock::now()))]),
        );
        let name = day.store.peek(|workspace| called(workspace, &deal));
        let plan = move |_| day.moves.talk.set(Some(Talk::Plan(silent.deal)));
        let label = own.assign_whom.fill([&name]);
        view! {
            <li on:keydown=move |event| plan_by_key(day, silent.deal, &event)>
                <span class="tm c3">{own.no_date}</span>
                <Middle deal text=words.units.comma.fill([&stood, &talked]) />
                <span class="acts">
                    <button class="btn sm desktop" type="button" aria-label=label.clone() on:click=plan>{own.assign}</button>
                    <button class="btn icon sm mobile" type="button" aria-label=label on:click=plan><Icon name=Icon::CALENDAR /></button>
                </span>
            </li>
        }
    };
    move || stands.get().map(&row)
}

/// C on anything of a line plans its contact.
pub(super) fn plan_by_key(day: Day, deal: DealId, event: &leptos::ev::KeyboardEvent) {
    let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
    if plain && event.code() == "KeyC" {
        event.prevent_default();
        event.stop_propagation();
        day.moves.talk.set(Some(Talk::Plan(deal)));
    }
}

/// The deal, as long as its contact is planned for this moment.
fn stands(day: Day, id: DealId, at: Moment) -> Memo<Option<Arc<Deal>>> {
    Memo::new(move |_| day.store.deal(id).filter(|deal| deal.next.as_ref().is_some_and(|next| next.at == at)))
}

/// Who it is, what is to be got from them or what they said; what the deal is worth and where it stands.
#[component]
pub(super) fn Middle(deal: Arc<Deal>, #[prop(into)] text: String) -> impl IntoView {
    let day = use_day();
    let (name, stage) =
        day.store.peek(|workspace| (called(workspace, &deal), place(day.language, workspace, deal.stage)));
    let text = if text.trim().is_empty() { deal.title.clone() } else { text };
    // On the day of the whole desk each line says whose it is.
    let owner = deal.owner.filter(|_| day.whose.get_untracked().is_none());
    let worth = deal.amount.map_or_else(|| day.words.units.none.to_owned(), |amount| money(day.format, amount));
    view! {
        <div class="col g0">
            <span class="row"><a class="m el" href=href(Route::Deal(deal.id))>{name}</a>{owner.map(|member| view! { <Avatar member /> })}</span>
            <span class="c2">{text}</span>
        </div>
        <span class="mo desktop">{worth}<small>{stage}</small></span>
    }
}

/// What can be done with a planned contact.
#[component]
fn Acts(deal: Arc<Deal>) -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let id = deal.id;
    let (name, way_there) = day.store.peek(|workspace| (called(workspace, &deal), link(workspace, &deal)));
    let kind = deal.next.as_ref().map_or(ActivityKind::Call, |next| next.kind);
    let icon = way(kind);
    let label = match kind {
        ActivityKind::Letter | ActivityKind::Message => own.letter.fill([&name]),
        ActivityKind::Call => own.call.fill([&name]),
        ActivityKind::Note | ActivityKind::Meeting | ActivityKind::HandOver => own.open_deal.fill([&name]),
    };
    let to = way_there.unwrap_or_else(|| href(Route::Deal(id)));
    let (postpone, held) = (own.postpone.fill([&name]), own.held.fill([&name]));
    view! {
        <span class="acts">
            <button class="btn ghost icon sm" type="button" aria-label=postpone.clone() title=postpone on:click=move |_| day.moves.talk.set(Some(Talk::Plan(id)))><Icon name=Icon::CLOCK /></button>
            <a class="btn ghost icon sm" href=to aria-label=label.clone() title=label><Icon name=icon /></a>
            <button class="btn icon sm" type="button" aria-label=held.clone() title=held on:click=move |_| day.held.set(Some(id))><Icon name=Icon::CHECK /></button>
        </span>
    }
}

/// The link that begins a contact: to the telephone or the letters of this device; none where no number or address is known.
fn link(workspace: &Workspace, deal: &Deal) -> Option<String> {
    let customer = deal.customer?;
    match deal.next.as_ref()?.kind {
        ActivityKind::Call => tel(&contact(workspace, customer).phone?),
        ActivityKind::Letter | ActivityKind::Message => match reach(workspace, customer) {
            Reach::At(address) => mailto(&address, "", ""),
            Reach::Unwanted | Reach::Nowhere => None,
        },
        ActivityKind::Note | ActivityKind::Meeting | ActivityKind::HandOver => None,
    }
}
