//! A deal or lead as a card of the board: who, what, how much, how long, when next, by whom. Nothing else.
//! Deliberately not here: how the parts of a deal's card are drawn (`blank`), what a press does (`page`, by `data-do`),
//! how cards are moved.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use super::blank::use_blank;
use super::desk::{Desk, use_desk};
use super::lead::{LeadFoot, LeadHead};
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::{Customer, Deal, DealId, Member, NextContact};
use crate::ui::icon::Icon;
use crate::ui::kit::{ContactChip, Due, Sided, due, money};

/// What a card shows; it is drawn anew only when this changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Face {
    pub(super) company: String,
    /// What the buyer needs, unless it stands in the place of a buyer who is not known.
    pub(super) subject: Option<String>,
    pub(super) amount: String,
    pub(super) days: i64,
    norm_days: u16,
    pub(super) stale: bool,
    pub(super) next: Option<NextContact>,
    due: Due,
    pub(super) owner: Option<Arc<Member>>,
    /// How the hypothesis of its stage handles it, and what that means.
    pub(super) side: Option<Sided>,
    /// What a dense card has no room for: the subject and who leads.
    pub(super) about: String,
}

impl Face {
    /// The face of a deal on the stage of a column, now and whenever it changes.
    fn of(desk: Desk, id: DealId, column: usize) -> Option<Self> {
        let deal = desk.store.deal(id)?;
        let customer = deal.customer.and_then(|id| desk.store.customer(id));
        let owner = deal.owner.and_then(|owner| desk.store.member(owner));
        let norm_days = desk.read(|pipeline| pipeline.stages[column].norm_days);
        let side = Sided::of(desk.store, desk.words, &deal);
        Some(Self::drawn(desk, &deal, customer.as_deref(), owner, norm_days, side))
    }

    fn drawn(
        desk: Desk,
        deal: &Deal,
        customer: Option<&Customer>,
        owner: Option<Arc<Member>>,
        norm_days: u16,
        side: Option<Sided>,
    ) -> Self {
        let now = desk.now.get();
        let (days, stale) = desk.age(deal, now);
        Self {
            about: match &owner {
                Some(owner) => desk.words.units.comma.fill([&deal.title, &owner.name]),
                None => deal.title.clone(),
            },
            company: customer.map_or_else(|| deal.title.clone(), |customer| customer.name.clone()),
            subject: customer.map(|_| deal.title.clone()),
            amount: deal.amount.map_or_else(|| desk.words.units.none.to_owned(), |amount| money(desk.format, amount)),
            days,
            norm_days,
            stale,
            next: deal.next.clone(),
            due: due(deal.next.as_ref(), now),
            owner,
            side,
        }
    }

    /// What a screen reader calls the card.
    pub(super) fn label(&self, desk: Desk) -> String {
        desk.words.board.card.fill([&self.company, &self.amount])
    }

    /// Days on the stage and its norm, and what that means.
    pub(super) fn age(&self, desk: Desk) -> (String, String) {
        let words = desk.words;
        let (stood, norm) = (self.days.to_string(), self.norm_days.to_string());
        let (text, why) = match self.norm_days {
            0 => (
                words.units.work_days_short.of(usize::try_from(self.days).unwrap_or_default()),
                words.board.age_no_norm.fill([&stood]),
            ),
            _ => (words.board.age.fill([&stood, &norm]), words.board.age_why.fill([&stood, &norm])),
        };
        let late = self.norm_days > 0 && self.days > i64::from(self.norm_days);
        let excused = late && self.next.is_some() && !self.stale;
        (text, if excused { words.board.age_planned.fill([&why]) } else { why })
    }
}

/// The card of a deal or lead in a column.
#[component]
pub(super) fn Card(id: DealId, column: usize) -> impl IntoView {
    let desk = use_desk();
    let dress = move |card: Element| desk.dress(&card, id);
    if desk.leads() {
        let face = Memo::new(move |_| Face::of(desk, id, column));
        let label = move || face.with(|face| face.as_ref().map(|face| face.label(desk)));
        let drawn = move || face.get().map(|face| view! { <LeadFace id column face /> });
        view! { <article data-id=id.to_string() aria-label=label use:dress>{drawn}</article> }.into_any()
    } else {
        let blank = use_blank();
        let write = move |card: Element| {
            Effect::new(move |last: Option<Option<Face>>| {
                let face = Face::of(desk, id, column);
                if let Some(face) = face.as_ref().filter(|face| last.flatten().as_ref() != Some(face)) {
                    blank.write(&card, desk, id, face);
                }
                face
            });
        };
        view! { <article data-id=id.to_string() use:dress use:write></article> }.into_any()
    }
}

#[component]
fn LeadFace(id: DealId, column: usize, face: Face) -> impl IntoView {
    let (text, why) = face.age(use_desk());
    let Face { company, subject, stale, next, owner, about, side, .. } = face;
    let age = (column > 0).then(|| {
        view! {
            <span class="age" class:rot=stale title=why>
                {stale.then(|| view! { <Icon name=Icon::HOURGLASS /> })}
                {text}
            </span>
        }
    });
    let owner = owner.map(|owner| owner.id);
    view! {
        <div class="hd">
            <a class="co" title=about href=href(Route::Deal(id)) tabindex="-1" draggable="false">{company.clone()}</a>
            {age}
            <LeadHead id column />
        </div>
        {subject.map(|subject| view! { <div class="ti">{subject}</div> })}
        {side.map(|side| view! { <div class=side.class title=side.why><span class="el">{side.text}</span></div> })}
        <div class="fo"><LeadFoot id column name=company.clone() next owner /></div>
        <ToStage name=company />
    }
}

/// When next; a press plans it.
#[component]
pub(super) fn Contact(next: Option<NextContact>) -> impl IntoView {
    view! { <button class="plan" type="button" data-do="plan" tabindex="-1"><ContactChip next /></button> }
}

/// «На этап».
#[component]
pub(super) fn ToStage(name: String) -> impl IntoView {
    let words = use_desk().words;
    view! {
        <button class="mv btn ghost sm" type="button" data-do="choose" tabindex="-1" aria-label=words.board.to_stage_whom.fill([&name])>
            <span>{words.board.to_stage}</span>
            <Icon name=Icon::CHEV_R />
        </button>
    }
}
