//! The next contact: when, how, and what to get from the buyer. Said in words, or chosen by a digit or in a calendar.

use leptos::prelude::*;

use super::ask::Refused;
use super::field::{Blank, Line, show_wrong};
use super::use_moves;
use super::when::{Choice, PickDay, Spoken, WhenField};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{CONTACTS, Words};
use crate::domain::{Activity, ActivityId, ActivityKind, Command, DealId, NextContact};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::{called, way};

/// Writes down that the planned contact took place: it is in the history, and the plan is gone.
pub fn contact_held(store: Store, words: &'static Words, deal: DealId) {
    let Some((name, next)) = store.peek(|workspace| {
        let deal = workspace.deal(deal)?;
        Some((called(workspace, deal), deal.next.clone()?))
    }) else {
        return;
    };
    let activity = Activity {
        id: ActivityId(clock::new_id()),
        deal,
        kind: next.kind,
        text: next.purpose,
        at: clock::now(),
        by: store.acting(),
    };
    let command = Command::AddActivity { activity, keeps_plan: false };
    if store.dispatch(command, words.toast.contact_done.fill([&name])).is_err() {
        store.tell(words.gate.changed_why);
    }
}

/// Lets what is written beside a moment say how the contact is made and what it is for. What was written by hand stays for
/// when the words say nothing of it.
fn follow(spoken: Spoken, kind: RwSignal<ActivityKind>, purpose: Blank) {
    let by_hand = StoredValue::new(purpose.text());
    Effect::new(move |shown: Option<String>| {
        let (moment, said, how) =
            spoken.wish.with(|wish| (!wish.candidates.is_empty(), wish.purpose.clone(), wish.kind));
        if let Some(how) = how {
            kind.set(how);
        }
        let now = purpose.text();
        if shown.is_some_and(|shown| shown != now) {
            by_hand.set_value(now.clone());
        }
        let show = if moment && !said.is_empty() { said } else { by_hand.get_value() };
        if show != now {
            purpose.value.set(show.clone());
        }
        show
    });
}

/// When is the next contact?
#[component]
pub(super) fn PlanDialog(deal: DealId) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let (words, own) = (use_words(), use_words_of(&CONTACTS));
    let language = use_language();
    let format = use_format();
    let now = clock::now();
    let (name, planned) = store.peek(|workspace| {
        let found = workspace.deal(deal);
        let name = found.map(|deal| called(workspace, deal)).unwrap_or_default();
        (name, found.and_then(|deal| deal.next.clone()))
    });
    let has_plan = planned.is_some();
    let standing = planned.as_ref().map(|next| own.now_planned.fill([&format.moment(next.at.0, now.0)]));
    let spoken = Spoken::new(store);
    let kind = RwSignal::new(planned.as_ref().map_or(ActivityKind::Call, |next| next.kind));
    let purpose = Blank::new(planned.map(|next| next.purpose).unwrap_or_default());
    follow(spoken, kind, purpose);
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let close = move |()| moves.talk.set(None);
    let done = move |command: Command, told: String| match store.dispatch(command, told) {
        Ok(()) => close(()),
        Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
    };
    let whom = StoredValue::new(name.clone());
    let drop_plan = move || {
        let told = whom.with_value(|whom| words.toast.contact_dropped.fill([whom]));
        done(Command::PlanContact { deal, contact: None }, told);
    };
    let keep = move || {
        let at = match untrack(|| spoken.choice()) {
            Choice::At(at) => at,
            Choice::Never => return drop_plan(),
            wrong => {
                spoken.error.set(Some(match wrong {
                    Choice::Unclear(true) => words.contact.past_day,
                    Choice::Unclear(false) => own.unclear,
                    _ => words.contact.need_day,
                }));
                return show_wrong();
            }
        };
        let contact = NextContact { at, kind: kind.get_untracked(), purpose: purpose.text() };
        let told = whom.with_value(|whom| words.toast.planned.fill([whom, &format.moment(at.0, now.0)]));
        done(Command::PlanContact { deal, contact: Some(contact) }, told);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        keep();
    };
    let ways = [
        (ActivityKind::Call, words.contact.call),
        (ActivityKind::Letter, words.contact.letter),
        (ActivityKind::Meeting, words.contact.meeting),
        (ActivityKind::Message, words.contact.message),
    ];
    let ways = ways.into_iter().map(move |(this, name)| {
        view! {
            <button type="button" aria-pressed=move || (kind.get() == this).to_string() on:click=move |_| kind.set(this)>
                <Icon name=way(this) />{name}
            </button>
        }
    });
    let consequence = move || match spoken.choice() {
        Choice::At(at) => whom.with_value(|whom| words.contact.result.fill([whom, &format.moment(at.0, now.0)])),
        Choice::Never => whom.with_value(|whom| words.contact.result.fill([whom, own.no_date_why])),
        Choice::Nothing | Choice::Unclear(_) => own.hint.to_owned(),
    };
    let held = move |_| {
        close(());
        contact_held(store, words, deal);
    };
    view! {
        <Dialog title=words.contact.ask about=name width="narrow" on_close=close>
            <form class="body" id="plan" novalidate=true on:submit=submit>
                <Refused refused />
                {standing.map(|standing| view! { <p class="c2">{standing}</p> })}
                <div class="plan">
                    <WhenField spoken id="plan-when" label=own.when first=true may_be_none=has_plan on_digit=move |()| keep() />
                    <div class="seg" role="group" aria-label=words.contact.kind>{ways.collect_view()}</div>
                    <Line blank=purpose id="plan-purpose" label=words.contact.what_for placeholder=words.contact.what_for_placeholder />
                    <PickDay spoken id="plan-day" />
                </div>
                {has_plan.then(|| view! {
                    <div class="row">
                        <button class="btn sm" type="button" on:click=held><Icon name=Icon::CHECK />{words.contact.done}</button>
                        <button class="btn sm ghost" type="button" on:click=move |_| drop_plan()><Icon name=Icon::X />{words.contact.drop}</button>
                    </div>
                })}
            </form>
            <div class="df">
                <span class="c3 t12">{consequence}</span>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="plan">
                    {if has_plan { words.contact.postpone } else { words.contact.plan }}
                </button>
            </div>
        </Dialog>
    }
}
