//! The workplace: the records of this browser and what is drawn of them. Everything but the first page.
//! Deliberately not here: the frame of its pages (`frame`).

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};

use super::{back, frame, moving, palette, spoken, today};
use crate::app::address;
use crate::app::copy::Copies;
use crate::app::finding::Finding;
use crate::app::format::Format;
use crate::app::inbox::Intake;
use crate::app::locale::use_language;
use crate::app::month;
use crate::app::opening;
use crate::app::outbox::Outbox;
use crate::app::preferences::use_choices;
use crate::app::reminders::Reminders;
use crate::app::robots;
use crate::app::saving::Saving;
use crate::app::store::{Store, use_store};

/// Opens the records of this browser and draws the page that the address names.
#[component]
pub fn Workplace() -> impl IntoView {
    let store = Store::new(Saving::new(), use_choices().me);
    provide_context(store);
    provide_context(back::Bought::new(store));
    provide_context(today::Overdue::new(store));
    let disk = opening::open(store);
    provide_context(disk);
    provide_context(Copies::new(store, disk));
    provide_context(Outbox::open(store, disk));
    provide_context(Intake::new(store, disk));
    provide_context(moving::Moves::new(store));
    provide_context(Reminders::new(store));
    provide_context(palette::Palette::new());
    provide_context(Finding::new(store));
    view! { <Router base=address::base()>{spoken(pages)}</Router> }
}

fn pages() -> AnyView {
    provide_context(address::Way::new());
    let language = use_language();
    let format = Format::new(language.words());
    provide_context(format);
    month::keep(use_store(), expect_context(), language);
    robots::work(use_store(), expect_context(), language, format);
    expect_context::<Reminders>().keep(language, format);
    expect_context::<Intake>().keep(language);
    // One route for every address: what an address names is said in `app::route`, and the frame draws it. The router's
    // own part is to intercept links, to keep the browser's history, and to hear of «back».
    view! {
        <FlatRoutes fallback=|| view! { <frame::Frame /> }>
            <Route path=WildcardSegment("page") view=frame::Frame />
        </FlatRoutes>
    }
    .into_any()
}
