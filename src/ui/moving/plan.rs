//! The next contact: when, how, and what to get from the buyer.

use chrono::{Days, NaiveTime, Timelike};
use leptos::prelude::*;

use super::ask::Refused;
use super::field::{Blank, Line, day_of, iso_day, moment};
use super::use_moves;
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::{Activity, ActivityId, ActivityKind, Command, DealId, Moment, NextContact};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::{called, way};

/// The hour of the clock where the person is.
fn time_of(at: Moment) -> NaiveTime {
    let minutes = (at.0.div_euclid(60_000) + i64::from(clock::offset(at))).rem_euclid(24 * 60);
    u32::try_from(minutes).ok().and_then(|m| NaiveTime::from_hms_opt(m / 60, m % 60, 0)).unwrap_or_default()
}

/// The hour that is offered for a day: the next full one today, the morning on any other day.
fn usual_hour(today: bool, now: Moment) -> NaiveTime {
    let hour = if today { (time_of(now).hour() + 1).min(23) } else { 10 };
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

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

/// When is the next contact?
#[component]
pub(super) fn PlanDialog(deal: DealId) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let now = clock::now();
    let today = day_of(now);
    let (name, planned) = store.peek(|workspace| {
        let found = workspace.deal(deal);
        let name = found.map(|deal| called(workspace, deal)).unwrap_or_default();
        (name, found.and_then(|deal| deal.next.clone()))
    });
    let day = Blank::new(planned.as_ref().map(|next| day_of(next.at).to_string()).unwrap_or_default());
    let first = planned.as_ref().map_or_else(|| usual_hour(false, now), |next| time_of(next.at));
    let hour = Blank::new(first.format("%H:%M").to_string());
    let kind = RwSignal::new(planned.as_ref().map_or(ActivityKind::Call, |next| next.kind));
    let purpose = Blank::new(planned.as_ref().map(|next| next.purpose.clone()).unwrap_or_default());
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let close = move |()| moves.talk.set(None);
    let chosen_at = move |day: &str, hour: &str| {
        Some(moment(iso_day(day)?, NaiveTime::parse_from_str(hour.get(..5)?, "%H:%M").ok()?))
    };
    let done = move |command: Command, told: String| match store.dispatch(command, told) {
        Ok(()) => close(()),
        Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
    };
    let whom = StoredValue::new(name.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wrong = match iso_day(&day.text()) {
            None => Some(words.contact.need_day),
            Some(day) if day < today => Some(words.contact.past_day),
            Some(_) => None,
        };
        let Some(at) = chosen_at(&day.text(), &hour.text()) else {
            let _ = day.check(Some(words.contact.need_day));
            return;
        };
        if day.check(wrong) {
            let contact = NextContact { at, kind: kind.get_untracked(), purpose: purpose.text() };
            let told = whom.with_value(|whom| words.toast.planned.fill([whom, &format.moment(at.0, now.0)]));
            done(Command::PlanContact { deal, contact: Some(contact) }, told);
        }
    };
    let quick = [
        (0, words.contact.today),
        (1, words.contact.tomorrow),
        (3, words.contact.in_three_days),
        (7, words.contact.next_week),
    ];
    let quick = quick.into_iter().map(move |(ahead, name)| {
        let that = today.checked_add_days(Days::new(ahead)).unwrap_or(today);
        let iso = that.to_string();
        let on = iso.clone();
        let press = move |_| {
            day.error.set(None);
            day.value.set(iso.clone());
            hour.value.set(usual_hour(ahead == 0, now).format("%H:%M").to_string());
        };
        view! {
            <button type="button" autofocus=ahead == 1 aria-pressed=move || day.value.with(|day| *day == on).to_string() on:click=press>
                {name}<small>{format.date(that, today)}</small>
            </button>
        }
    });
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
    let consequence = move || {
        let at = chosen_at(&day.value.get(), &hour.value.get())?;
        Some(whom.with_value(|whom| words.contact.result.fill([whom, &format.moment(at.0, now.0)])))
    };
    let has_plan = planned.is_some();
    let held = move |_| {
        close(());
        contact_held(store, words, deal);
    };
    let drop_plan = move |_| {
        let told = whom.with_value(|whom| words.toast.contact_dropped.fill([whom]));
        done(Command::PlanContact { deal, contact: None }, told);
    };
    view! {
        <Dialog title=words.contact.ask about=name width="narrow" on_close=close>
            <form class="body" id="plan" novalidate=true on:submit=submit>
                <Refused refused />
                <div class="plan">
                    <div class="quick" role="group" aria-label=words.contact.day>{quick.collect_view()}</div>
                    <div class="at">
                        <Line blank=day id="plan-day" label=words.contact.day kind="date" />
                        <Line blank=hour id="plan-hour" label=words.contact.hour kind="time" />
                    </div>
                    <div class="seg" role="group" aria-label=words.contact.kind>{ways.collect_view()}</div>
                    <Line blank=purpose id="plan-purpose" label=words.contact.what_for placeholder=words.contact.what_for_placeholder />
                </div>
                {has_plan.then(|| view! {
                    <div class="row">
                        <button class="btn sm" type="button" on:click=held><Icon name=Icon::CHECK />{words.contact.done}</button>
                        <button class="btn sm ghost" type="button" on:click=drop_plan><Icon name=Icon::X />{words.contact.drop}</button>
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
