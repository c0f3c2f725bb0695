//! What is particular about leads: the clock of the first answer, taking one to work, and how the talk ended.
//! Deliberately not here: the rest of a card (`card`), the speed of answers over many leads (`insight`).

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::card::Contact;
use super::desk::{Desk, use_desk};
use super::pointer::{card_element, elements};
use crate::domain::insight::first_answer::{MINUTE, NORM, Wait, taken};
use crate::domain::{DealId, FourR, MemberId, Moment, NextContact};
use crate::ui::icon::Icon;
use crate::ui::kit::Avatar;
use crate::ui::moving::{LeadOrder, treat};

/// Does with a lead what a key or a button asks for.
pub(super) fn carry_out(desk: Desk, asked: LeadOrder, lead: DealId) {
    if let Some((to, told)) = treat(desk.store, desk.words, desk.language, asked, lead) {
        desk.request(lead, to, told);
    }
}

/// A lead becomes a deal.
pub(super) fn to_deals(desk: Desk, lead: DealId) {
    let first = desk.store.peek(|workspace| {
        let stage = workspace.four_r(FourR::Deals)?.stages.first()?;
        Some((stage.id, desk.language.of(&stage.name)))
    });
    if let Some((stage, name)) = first {
        desk.request(lead, stage, desk.words.toast.moved.fill([&desk.name(lead), &name]));
    }
}

/// How long a lead waits, or has waited, for the first answer.
fn waits(desk: Desk, id: DealId) -> Option<Wait> {
    let (lead, schedule, now) = (desk.store.deal(id)?, desk.store.schedule(), desk.now.get());
    // What was said and sent is known by what refers to the lead.
    desk.store.of(id);
    Some(desk.store.peek(|workspace| desk.read(|pipeline| Wait::of(workspace, pipeline, &lead, now, &schedule))))
}

/// The clock of the first answer, on a lead that waits for it.
#[component]
pub(super) fn LeadHead(id: DealId, column: usize) -> impl IntoView {
    let desk = use_desk();
    let waits = Memo::new(move |_| waits(desk, id).filter(|_| column == 0));
    let shown = move |minutes: i64| desk.format.duration(chrono::TimeDelta::minutes(minutes));
    move || {
        let wait = waits.get()?;
        let minutes = wait.working / MINUTE;
        Some(if wait.is_late() {
            view! { <span class="chip overdue"><Icon name=Icon::ALERT_C /><span>{shown(minutes)}</span></span> }
                .into_any()
        } else {
            let about = desk.words.leads.clock.fill([&minutes.to_string(), &NORM.to_string()]);
            view! {
                <span class="clock">
                    <span class="ring" style:--v=(minutes * 100 / NORM).to_string() role="img" aria-label=about></span>
                    {shown(minutes)}
                </span>
            }
            .into_any()
        })
    }
}

/// Where a lead came from or when the next contact is, and what to do with it on its stage.
#[component]
pub(super) fn LeadFoot(
    id: DealId,
    column: usize,
    name: String,
    next: Option<NextContact>,
    owner: Option<MemberId>,
) -> impl IntoView {
    let desk = use_desk();
    let words = &desk.words.leads;
    let last = desk.lanes.with_value(Vec::len) == column + 1;
    // Who took it and when: on the lead that they have.
    let taken = move |member: MemberId| {
        let at =
            desk.store.deal(id).and_then(|lead| desk.read(|pipeline| taken(&lead, pipeline).map(|entry| entry.at)));
        let name = desk.store.member(member).map(|member| member.name.clone()).unwrap_or_default();
        at.map(|at: Moment| words.taken_by.fill([&name, &desk.format.moment(at.0, desk.now.get_untracked().0)]))
    };
    let avatar = owner.map(|member| view! { <span title=taken(member)><Avatar member /></span> });
    if column == 0 {
        let late = move || waits(desk, id).is_some_and(|wait| wait.is_late());
        view! {
            <Source id />
            <button class="btn sm" class:soft=late type="button" data-do="take" tabindex="-1">{words.take}</button>
        }
        .into_any()
    } else if last {
        view! {
            <Contact next />
            <span class="row g1">
                {avatar}
                <button class="btn sm" type="button" data-do="deal" tabindex="-1"><Icon name=Icon::DEAL />{words.to_deal}</button>
            </span>
        }
        .into_any()
    } else {
        let open = move || desk.ending.get() == Some(id);
        let icon = move || view! { <Icon name=if open() { Icon::CHEV_U } else { Icon::CHEV_D } /> };
        view! {
            <Contact next />
            <span class="row g1">
                {avatar}
                <button
                    class="btn ghost icon sm open"
                    type="button"
                    data-do="end"
                    tabindex="-1"
                    aria-haspopup="menu"
                    aria-expanded=move || open().to_string()
                    aria-label=words.outcome_of.fill([&name])
                >
                    {icon}
                </button>
            </span>
        }
        .into_any()
    }
}

/// Where a lead came from.
#[component]
fn Source(id: DealId) -> impl IntoView {
    let desk = use_desk();
    let words = &desk.words.leads;
    move || {
        let source = desk.store.deal(id)?.fields.get("source").cloned()?;
        let known = [
            (words.by_letter, Icon::MAIL),
            (words.by_site, Icon::GLOBE),
            (words.by_call, Icon::PHONE),
            (words.by_message, Icon::CHAT),
            (words.by_exhibition, Icon::FLAG),
        ];
        let icon =
            known.iter().find(|(name, _)| source.to_lowercase().contains(name)).map_or(Icon::INBOX, |&(_, icon)| icon);
        Some(view! { <span class="src"><Icon name=icon />{source}</span> })
    }
}

/// How the talk ended: one press. Hangs under the card of the lead, above it where there is no room.
#[component]
pub(super) fn Endings() -> impl IntoView {
    let desk = use_desk();
    let menu = NodeRef::<leptos::html::Div>::new();
    let first = desk.lanes.with_value(Vec::len).saturating_sub(1);
    let baskets = move || {
        let found = desk.store.four_r(FourR::Refresh);
        found.map(|pipeline| pipeline.stages.clone()).unwrap_or_default()
    };
    let close = move |back: bool| {
        if let Some(lead) = desk.ending.get_untracked() {
            desk.ending.set(None);
            if back {
                desk.go_to(lead);
            }
        }
    };
    Effect::new(move || {
        let (Some(lead), Some(menu)) = (desk.ending.get(), menu.get()) else { return };
        hang(&menu, lead);
        step(&menu, 1);
    });
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if !target.is_some_and(|target| matches!(target.closest(".outs, [data-do=end]"), Ok(Some(_)))) {
            close(false);
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(menu) = menu.get_untracked() else { return };
        match event.code().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return close(true);
            }
            "Tab" => return close(true),
            "ArrowDown" | "ArrowRight" => step(&menu, 1),
            "ArrowUp" | "ArrowLeft" => step(&menu, -1),
            "KeyS" => return carry(desk, LeadOrder::Sql, &event),
            "KeyX" => return carry(desk, LeadOrder::OffTarget, &event),
            "KeyJ" => return carry(desk, LeadOrder::Spam, &event),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let words = desk.words;
    move || {
        let lead = desk.ending.get()?;
        let basket = move |basket: crate::domain::Stage| {
            let name = desk.language.of(&basket.name);
            let told = words.toast.to_basket.fill([&desk.name(lead), &name]);
            let request = move |_| desk.request(lead, basket.id, told.clone());
            view! { <button type="button" role="menuitem" on:click=request>{name}</button> }
        };
        let order = move |asked| move |_| carry_out(desk, asked, lead);
        let _ = first;
        Some(view! {
            <div class="menu outs" node_ref=menu role="menu" aria-label=words.leads.outcome on:keydown=on_key>
                <p class="cap">{words.leads.outcome}</p>
                <button type="button" role="menuitem" on:click=order(LeadOrder::Sql)>
                    <Icon name=Icon::ARROW_R />{words.leads.sql}<span class="kbd">"S"</span>
                </button>
                <hr />
                <p class="cap">{words.leads.later}</p>
                <div class="quick" role="group" aria-label=words.leads.later>{baskets().into_iter().map(basket).collect_view()}</div>
                <hr />
                <button type="button" role="menuitem" on:click=order(LeadOrder::OffTarget)>
                    <Icon name=Icon::BAN />{words.leads.off_target}<span class="kbd">"X"</span>
                </button>
                <button type="button" role="menuitem" on:click=order(LeadOrder::Spam)>
                    <Icon name=Icon::TRASH />{words.leads.spam}<span class="kbd">"J"</span>
                </button>
            </div>
        })
    }
}

fn carry(desk: Desk, asked: LeadOrder, event: &leptos::ev::KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
    if let Some(lead) = desk.ending.get_untracked() {
        carry_out(desk, asked, lead);
    }
}

/// Moves the focus by so many items of the menu, round and round; from outside to the first.
fn step(menu: &web_sys::HtmlDivElement, by: isize) {
    let items: Vec<_> =
        elements(menu, "[role=menuitem]").filter_map(|item| item.dyn_into::<web_sys::HtmlElement>().ok()).collect();
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_deref() == Some(item));
    let count = isize::try_from(items.len()).unwrap_or(1).max(1);
    let next = at.map_or(0, |at| (isize::try_from(at).unwrap_or_default() + by).rem_euclid(count));
    if let Some(item) = usize::try_from(next).ok().and_then(|next| items.get(next)) {
        // Refused only by an element that can't have the focus.
        let _ = item.focus();
    }
}

/// Puts the menu under the card, or above it where there is no room.
fn hang(menu: &web_sys::HtmlDivElement, lead: DealId) {
    let (Some(card), Some(around)) = (card_element(lead), menu.parent_element()) else { return };
    let (card, around) = (card.get_bounding_client_rect(), around.get_bounding_client_rect());
    let height = menu.get_bounding_client_rect().height();
    let below = card.bottom() - 6.0;
    let top = if below + height <= around.bottom() { below } else { (card.top() + 6.0 - height).max(around.top()) };
    let style = web_sys::HtmlElement::style(menu);
    for (name, value) in [("top", top - around.top()), ("left", card.left() - around.left()), ("width", card.width())] {
        let _ = style.set_property(name, &format!("{value}px"));
    }
}
