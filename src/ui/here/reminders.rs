//! Reminders on this device: whether, how early, and what a browser can't do.

use leptos::prelude::*;

use crate::app::locale::use_words_of;
use crate::app::reminders::{Leave, Reminders};
use crate::app::words::CONTACTS;
use crate::storage::preferences::Reminding;
use crate::ui::icon::Icon;

/// How many minutes before a contact one may be reminded of it.
const EARLY: [u16; 6] = [0, 5, 10, 15, 30, 60];

/// The panel.
#[component]
pub(super) fn RemindersPanel() -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let reminders: Reminders = expect_context();
    let Reminders { choice, leave, .. } = reminders;
    let on = Memo::new(move |_| choice.get().on);
    let turn = move |to: bool, name: &'static str| {
        let choose = move |_| reminders.choose(Reminding { on: to, ..choice.get_untracked() });
        view! { <button type="button" aria-pressed=move || (on.get() == to).to_string() on:click=choose>{name}</button> }
    };
    let early = move || {
        let option = |minutes: u16| {
            let name = match minutes {
                0 => own.at_time.to_owned(),
                minutes => own.before.of(minutes.into()),
            };
            view! { <option value=minutes.to_string() selected=move || choice.get().early == minutes>{name}</option> }
        };
        let pick = move |event| {
            if let Ok(early) = event_target_value(&event).parse() {
                reminders.choose(Reminding { early, ..choice.get_untracked() });
            }
        };
        view! {
            <div class="field"><label for="early">{own.early}</label>
                <label class="picks"><select class="input" id="early" on:change=pick>{EARLY.map(option).collect_view()}</select><Icon name=Icon::CHEV_D /></label>
            </div>
        }
    };
    let body = move || {
        match leave.get() {
        Leave::Unsupported => view! { <p>{own.unsupported}</p> }.into_any(),
        Leave::Denied => view! { <p class="m">{own.denied}</p><p class="c2">{own.denied_why}</p> }.into_any(),
        Leave::Given => view! {
            <div class="seg" role="group" aria-label=own.remind>{turn(true, own.on)}{turn(false, own.off)}</div>
            {move || on.get().then(early)}
        }
        .into_any(),
        Leave::Unasked => view! {
            <p class="c2">{own.allow_why}</p>
            <div class="row"><button class="btn" type="button" on:click=move |_| reminders.ask()><Icon name=Icon::CLOCK />{own.allow}</button></div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="panel" aria-label=own.remind>
            <div class="panel-h"><h2>{own.remind}</h2></div>
            <div class="panel-b col g3">
                <p>{own.remind_why}</p>
                {body}
                <p class="c3 t12">{own.closed_tab}" "{own.badge_why}</p>
            </div>
        </section>
    }
}
