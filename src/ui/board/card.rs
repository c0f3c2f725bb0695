//! A deal or lead as a card of the board: who, what, how much, how long, when next, by whom. Nothing else.
//! Deliberately not here: what a press does (`page`, by `data-do`), how cards are moved.

use leptos::prelude::*;

use super::desk::{Desk, use_desk};
use super::drag::By;
use super::lead::{LeadFoot, LeadHead};
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::{Customer, Deal, DealId, MemberId, NextContact};
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, ContactChip, Due, due, money};

/// What a card shows; it is drawn anew only when this changes.
#[derive(Clone, Debug, PartialEq)]
struct Face {
    company: String,
    /// What the buyer needs, unless it stands in the place of a buyer who is not known.
    subject: Option<String>,
    amount: String,
    days: i64,
    stale: bool,
    next: Option<NextContact>,
    due: Due,
    owner: Option<MemberId>,
    /// What a dense card has no room for: the subject and who leads.
    about: String,
}

impl Face {
    fn of(desk: Desk, deal: &Deal, customer: Option<&Customer>) -> Self {
        let now = desk.now.get();
        let (days, stale) = desk.age(deal, now);
        let owner = deal.owner.and_then(|owner| desk.store.member(owner));
        let about = match owner {
            Some(owner) => desk.words.units.comma.fill([&deal.title, &owner.name]),
            None => deal.title.clone(),
        };
        Self {
            about,
            company: customer.map_or_else(|| deal.title.clone(), |customer| customer.name.clone()),
            subject: customer.map(|_| deal.title.clone()),
            amount: deal.amount.map_or_else(|| desk.words.units.none.to_owned(), |amount| money(desk.format, amount)),
            days,
            stale,
            next: deal.next.clone(),
            due: due(deal.next.as_ref(), now),
            owner: deal.owner,
        }
    }
}

/// The card of a deal in a column.
#[component]
pub(super) fn Card(id: DealId, column: usize) -> impl IntoView {
    let desk = use_desk();
    let tab_stop: Memo<Option<DealId>> = expect_context();
    let norm_days = desk.read(|pipeline| pipeline.stages[column].norm_days);
    let face = Memo::new(move |_| {
        let deal = desk.store.deal(id)?;
        let customer = deal.customer.and_then(|id| desk.store.customer(id));
        Some(Face::of(desk, &deal, customer.as_deref()))
    });
    let leads = desk.leads();
    let class = move || {
        let lifted = desk.lifted.with(|lifted| lifted.as_ref().filter(|lifted| lifted.deal == id).map(|it| it.by));
        match (leads, lifted) {
            (false, None) => "deal",
            (false, Some(By::Pointer)) => "deal ghost",
            (false, Some(By::Keys)) => "deal lifted",
            (true, None) if desk.ending.get() == Some(id) => "deal lead menu-on",
            (true, None) => "deal lead",
            (true, Some(By::Pointer)) => "deal lead ghost",
            (true, Some(By::Keys)) => "deal lead lifted",
        }
    };
    let label =
        move || face.with(|face| face.as_ref().map(|face| desk.words.board.card.fill([&face.company, &face.amount])));
    view! {
        <article
            class=class
            data-id=id.to_string()
            tabindex=move || if tab_stop.get() == Some(id) { "0" } else { "-1" }
            aria-label=label
        >
            {move || {
                face.get()
                    .map(|face| {
                        if leads {
                            view! { <LeadFace id column face norm_days /> }.into_any()
                        } else {
                            view! { <DealFace id face norm_days /> }.into_any()
                        }
                    })
            }}
        </article>
    }
}

#[component]
fn DealFace(id: DealId, face: Face, norm_days: u16) -> impl IntoView {
    let Face { company, subject, amount, days, stale, next, owner, about, .. } = face;
    let planned = next.is_some();
    view! {
        <CompanyLink id name=company.clone() about />
        {subject.map(|subject| view! { <div class="ti">{subject}</div> })}
        <div class="mo"><span>{amount}</span><Age days norm_days stale planned /></div>
        <div class="fo"><Contact next />{owner.map(|member| view! { <Avatar member /> })}</div>
        <ToStage name=company />
    }
}

#[component]
fn LeadFace(id: DealId, column: usize, face: Face, norm_days: u16) -> impl IntoView {
    let Face { company, subject, days, stale, next, owner, about, .. } = face;
    let planned = next.is_some();
    let age = (column > 0).then(|| view! { <Age days norm_days stale planned /> });
    view! {
        <div class="hd"><CompanyLink id name=company.clone() about />{age}<LeadHead id column /></div>
        {subject.map(|subject| view! { <div class="ti">{subject}</div> })}
        <div class="fo"><LeadFoot id column name=company.clone() next owner /></div>
        <ToStage name=company />
    }
}

/// Who buys; opens the page of the deal, in another tab if asked so.
#[component]
fn CompanyLink(id: DealId, name: String, about: String) -> impl IntoView {
    view! { <a class="co" title=about href=href(Route::Deal(id)) tabindex="-1" draggable="false">{name}</a> }
}

/// Days on the stage and its norm.
#[component]
fn Age(days: i64, norm_days: u16, stale: bool, planned: bool) -> impl IntoView {
    let words = use_desk().words;
    let (stood, norm) = (days.to_string(), norm_days.to_string());
    let (text, why) = match norm_days {
        0 => (
            words.units.work_days_short.of(usize::try_from(days).unwrap_or_default()),
            words.board.age_no_norm.fill([&stood]),
        ),
        _ => (words.board.age.fill([&stood, &norm]), words.board.age_why.fill([&stood, &norm])),
    };
    let excused = planned && !stale && norm_days > 0 && days > i64::from(norm_days);
    let why = if excused { words.board.age_planned.fill([&why]) } else { why };
    view! {
        <span class="age" class:rot=stale title=why>
            {stale.then(|| view! { <Icon name=Icon::HOURGLASS /> })}
            {text}
        </span>
    }
}

/// When next; a press plans it.
#[component]
pub(super) fn Contact(next: Option<NextContact>) -> impl IntoView {
    view! { <button class="plan" type="button" data-do="plan" tabindex="-1"><ContactChip next /></button> }
}

/// «На этап».
#[component]
fn ToStage(name: String) -> impl IntoView {
    let words = use_desk().words;
    view! {
        <button class="mv btn ghost sm" type="button" data-do="choose" tabindex="-1" aria-label=words.board.to_stage_whom.fill([&name])>
            <span>{words.board.to_stage}</span>
            <Icon name=Icon::CHEV_R />
        </button>
    }
}
