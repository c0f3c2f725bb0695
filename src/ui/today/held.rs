//! A contact took place: what the buyer said, and when they speak next.

use chrono::{Days, NaiveDate, NaiveTime};
use leptos::prelude::*;

use super::day::{Day, use_day};
use crate::app::clock;
use crate::domain::{Activity, ActivityId, ActivityKind, Command, DealId, NextContact};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::{called, way};
use crate::ui::moving::{Blank, day_of, moment, show_wrong};

/// The hour that is offered for the next contact.
const MORNING: u32 = 10;

/// The dialog, while it is being told.
#[component]
pub(super) fn HeldDialog() -> impl IntoView {
    let day = use_day();
    move || day.held.get().map(|deal| view! { <Held deal /> })
}

#[component]
fn Held(deal: DealId) -> impl IntoView {
    let day = use_day();
    let (words, own) = (day.words, day.own);
    let close = move |()| day.held.set(None);
    let (name, planned) = day.store.peek(|workspace| {
        let found = workspace.deal(deal);
        let name = found.map(|deal| called(workspace, deal)).unwrap_or_default();
        (name, found.and_then(|deal| deal.next.clone()))
    });
    let kind = RwSignal::new(planned.as_ref().map_or(ActivityKind::Call, |next| next.kind));
    let purpose = planned.map(|next| next.purpose).unwrap_or_default();
    let said = Blank::new("");
    let next = RwSignal::new(None::<NaiveDate>);
    let refused = RwSignal::new(None::<String>);
    let whom = StoredValue::new(name.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !said.check(said.text().is_empty().then_some(own.need_words)) {
            return show_wrong();
        }
        match write(day, deal, kind.get_untracked(), said.text(), next.get_untracked(), &whom.get_value()) {
            Ok(()) => close(()),
            Err(why) => refused.set(Some(why)),
        }
    };
    let ways = [
        (ActivityKind::Call, words.contact.call),
        (ActivityKind::Letter, words.contact.letter),
        (ActivityKind::Meeting, words.contact.meeting),
        (ActivityKind::Message, words.contact.message),
    ];
    let ways = ways.map(move |(this, name)| view! {
        <button type="button" aria-pressed=move || (kind.get() == this).to_string() on:click=move |_| kind.set(this)>
            <Icon name=way(this) />{name}
        </button>
    });
    let today = day_of(clock::now());
    let quick = [
        (None, own.not_yet),
        (Some(1), words.contact.tomorrow),
        (Some(3), words.contact.in_three_days),
        (Some(7), words.contact.next_week),
    ];
    let quick = quick.map(move |(ahead, name)| {
        let that = ahead.and_then(|ahead| today.checked_add_days(Days::new(ahead)));
        let shown = that.map(|that| view! { <small>{day.format.date(that, today)}</small> });
        view! {
            <button type="button" aria-pressed=move || (next.get() == that).to_string() on:click=move |_| next.set(that)>{name}{shown}</button>
        }
    });
    let wrong = move || {
        said.error.get().map(|wrong| view! { <span class="err" id="held-said-error"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span> })
    };
    let consequence = move || next.get().is_none().then_some(words.contact.none_why);
    view! {
        <Dialog title=own.held_title about=words.units.comma.fill([&name, &purpose]).trim_end_matches([',', ' ']).to_owned() width="narrow" on_close=close>
            <form class="body" id="held" novalidate=true on:submit=submit>
                {move || refused.get().map(|why| view! { <p class="cbad" role="alert">{why}</p> })}
                <div class="field">
                    <label for="held-said">{own.said}</label>
                    <textarea
                        class="input"
                        id="held-said"
                        rows="3"
                        autofocus=true
                        placeholder=own.said_placeholder
                        aria-invalid=move || said.error.get().is_some().then_some("true")
                        aria-describedby=move || said.error.get().is_some().then_some("held-said-error")
                        prop:value=move || said.value.get()
                        on:input=move |event| { said.error.set(None); said.value.set(event_target_value(&event)); }
                    ></textarea>
                    {wrong}
                </div>
                <div class="plan">
                    <div class="seg" role="group" aria-label=words.contact.kind>{ways.into_iter().collect_view()}</div>
                    <p class="m">{words.contact.title}</p>
                    <div class="quick" role="group" aria-label=words.contact.title>{quick.into_iter().collect_view()}</div>
                </div>
            </form>
            <div class="df">
                <span class="c3 t12">{consequence}</span>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="held"><Icon name=Icon::CHECK />{own.write}</button>
            </div>
        </Dialog>
    }
}

/// Writes the talk down and plans the next one, as one step; says why where it can't be.
fn write(
    day: Day,
    deal: DealId,
    kind: ActivityKind,
    text: String,
    next: Option<NaiveDate>,
    name: &str,
) -> Result<(), String> {
    let now = clock::now();
    let activity = Activity { id: ActivityId(clock::new_id()), deal, kind, text, at: now, by: day.store.acting() };
    let held = day.words.toast.contact_done.fill([name]);
    let morning = NaiveTime::from_hms_opt(MORNING, 0, 0).unwrap_or_default();
    let done = match next.map(|next| moment(next, morning)) {
        None => day.store.dispatch(Command::AddActivity { activity, keeps_plan: false }, held),
        Some(at) => {
            // The plan is changed once, by the new one: a change has each record once.
            let talk = Command::AddActivity { activity, keeps_plan: true };
            let contact = NextContact { at, kind, purpose: String::new() };
            let plan = Command::PlanContact { deal, contact: Some(contact) };
            let told = day.words.toast.planned.fill([name, &day.format.moment(at.0, now.0)]);
            day.store.dispatch_all(vec![talk, plan], told)
        }
    };
    done.map_err(|why| {
        let (what, why) = day.store.peek(|workspace| refusal(day.words, day.language, workspace, &why));
        day.words.a11y.refused.fill([what, &why])
    })
}
