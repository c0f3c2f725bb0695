//! What the head of the desk hears of: contacts of others that have been overdue for too long, with whose they are and for
//! how long, to be handed over or put off.
//! Deliberately not here: which those are (`insight::escalation`).

use leptos::prelude::*;

use super::day::use_day;
use super::row::{Middle, plan_by_key};
use crate::app::clock;
use crate::app::locale::use_words_of;
use crate::app::words::CONTACTS;
use crate::domain::insight::escalation::Escalated;
use crate::ui::icon::Icon;
use crate::ui::kit::called;
use crate::ui::moving::{Talk, day_of};

/// So many are drawn; the longest overdue come first.
const ROWS: usize = 20;

/// The list; nothing for anybody but the head, and where nothing waits too long.
#[component]
pub(super) fn EscalatedList() -> impl IntoView {
    let day = use_day();
    let own = use_words_of(&CONTACTS);
    let all = Memo::new(move |_| day.of(|counted| counted.escalation.clone()));
    let count = Memo::new(move |_| all.with(Vec::len));
    let any = Memo::new(move |_| count.get() > 0);
    let shown = move || all.with(|all| all.iter().take(ROWS).copied().collect::<Vec<Escalated>>());
    move || {
        any.get().then(|| {
            view! {
                <div class="sec" data-list="escalated">
                    <h2>{own.escalated}</h2>
                    <span class="chip overdue"><Icon name=Icon::FLAG />{move || day.number(count.get())}</span>
                    <span class="c3 lo2">{own.escalated_why}</span>
                </div>
                <section class="panel" aria-label=own.escalated>
                    <ul class="agenda"><For each=shown key=|one| *one let:one><Row one /></For></ul>
                </section>
            }
        })
    }
}

#[component]
fn Row(one: Escalated) -> impl IntoView {
    let day = use_day();
    let own = use_words_of(&CONTACTS);
    let stands = Memo::new(move |_| {
        day.store
            .deal(one.deal)
            .filter(|deal| deal.owner == one.owner && deal.next.as_ref().is_some_and(|next| next.at == one.at))
    });
    move || {
        let deal = stands.get()?;
        let name = day.store.peek(|workspace| called(workspace, &deal));
        let hours = usize::try_from(one.hours).unwrap_or_default();
        let late = own.hours_late.of(hours);
        let (postpone, hand) = (day.own.postpone.fill([&name]), own.hand_over_whom.fill([&name]));
        let text = own.late_by.fill([&day.name(one.owner), &late]);
        Some(view! {
            <li class="late" on:keydown=move |event| plan_by_key(day, one.deal, &event)>
                <span class="tm"><b><Icon name=Icon::FLAG />{day.words.units.hours_short.of(hours)}</b><small>{day.format.day_short(day_of(one.at), day_of(clock::now()))}</small></span>
                <Middle deal text />
                <span class="acts">
                    <button class="btn ghost icon sm" type="button" aria-label=postpone.clone() title=postpone on:click=move |_| day.moves.talk.set(Some(Talk::Plan(one.deal)))><Icon name=Icon::CLOCK /></button>
                    <button class="btn sm" type="button" aria-label=hand on:click=move |_| day.moves.talk.set(Some(Talk::HandOver(one.deal)))>{own.hand_over}</button>
                </span>
            </li>
        })
    }
}
