//! For how many working hours a contact may be overdue before the head of the desk sees it.

use leptos::prelude::*;

use super::Keeping;
use crate::app::locale::use_words_of;
use crate::app::words::CONTACTS;
use crate::ui::icon::Icon;

/// What is offered; what is kept is offered too.
const HOURS: [u16; 7] = [0, 2, 4, 8, 16, 24, 40];

/// The panel.
#[component]
pub(super) fn Patience(keeping: Keeping) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let kept = Memo::new(move |_| keeping.read(|timetable| timetable.patience));
    let name = move |hours: u16| match hours {
        0 => own.hours_at_once.to_owned(),
        hours => own.hours_after.of(hours.into()),
    };
    let options = move || {
        let mut hours = HOURS.to_vec();
        if !hours.contains(&kept.get()) {
            hours.push(kept.get());
            hours.sort_unstable();
        }
        let option = |hours: u16| {
            view! { <option value=hours.to_string() selected=move || kept.get() == hours>{name(hours)}</option> }
        };
        hours.into_iter().map(option).collect_view()
    };
    let pick = move |event| {
        if let Ok(hours) = event_target_value(&event).parse::<u16>() {
            keeping.change(|timetable| timetable.patience = hours, own.hours_told.fill([&name(hours)]));
        }
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{own.hours_title}</h2></div>
            <p class="about c2">{own.hours_why}</p>
            <div class="panel-b bar">
                <span class="picks">
                    <select class="input" aria-label=own.hours_title on:change=pick>{options}</select>
                    <Icon name=Icon::CHEV_D />
                </span>
            </div>
        </section>
    }
}
