//! Above every page: that a copy is due, with one press to save it; and that what is shown is only looked at.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copies::saving;
use crate::app::address::use_go;
use crate::app::clock;
use crate::app::copy::{Order, leave, make_own, use_copies};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::opening::Disk;
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::COPIES;
use crate::data::copy::Due;
use crate::ui::icon::Icon;

/// A copy is due.
#[component]
pub(super) fn Reminder() -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&COPIES));
    let copies = use_copies();
    let save = saving();
    let due = Memo::new(move |_| copies.due());
    move || {
        let said = match due.get()? {
            Due::Old(days) => own.due_old.of(days),
            Due::NeverMade(days) => own.due_never.of(days),
        };
        Some(view! {
            <div class="banner" role="status">
                <Icon name=Icon::DOWNLOAD />
                <p>{said}</p>
                <div class="bar">
                    <button class="btn" type="button" on:click=move |_| copies.put_off()>{own.later}</button>
                    <button class="btn primary" type="button" on:click=move |_| save(Order { to_place: true, files: true, ..Order::default() })>
                        {words.storage.download}
                    </button>
                </div>
            </div>
        })
    }
}

/// What is shown is somebody's copy.
#[component]
pub(super) fn Looking() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let format = use_format();
    let store = use_store();
    let copies = use_copies();
    let go = use_go();
    let disk: Disk = expect_context();
    let busy = RwSignal::new(false);
    let close = move |_| {
        busy.set(true);
        spawn_local(async move {
            leave(store, copies, disk).await;
            busy.set(false);
            go(Route::Start);
        });
    };
    let keep = move |over_own: bool, name: String| {
        busy.set(true);
        spawn_local(async move {
            if over_own {
                // There is something here already: the person looks at both and decides.
                let guest = leave(store, copies, disk).await;
                copies.reopened.set(guest.map(|guest| guest.copy));
            } else {
                make_own(store, copies, disk, own.own_told.fill([&name])).await;
            }
            busy.set(false);
            go(Route::Start);
        });
    };
    move || {
        let (name, at, over_own) = copies.guest.with(|guest| {
            let guest = guest.as_ref()?;
            let header = &guest.copy.header;
            Some((header.company.clone().unwrap_or_default(), header.at, guest.over_own))
        })?;
        let day = format.moment(at.0, clock::now().0);
        let said = own.look_of.fill([&name, &day]);
        Some(view! {
            <div class="banner warn" role="status">
                <Icon name=Icon::EYE />
                <p><b>{own.look_only}</b>" "{said}</p>
                <div class="bar">
                    <button class="btn" type="button" disabled=busy on:click=close>{own.look_close}</button>
                    <button class="btn primary" type="button" disabled=busy on:click=move |_| keep(over_own, name.clone())>
                        {own.look_own}
                    </button>
                </div>
            </div>
        })
    }
}
