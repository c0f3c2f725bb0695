//! Components and pages, the only place with markup. What they show comes from `app`, what people do goes back to it as
//! commands.

#![allow(
    unreachable_pub,
    missing_docs,
    reason = "the component macro makes public, undocumented properties of every component; what a property means is said where its name does not"
)]

pub mod back;
pub mod board;
pub mod customers;
pub mod deal;
pub mod dialog;
pub mod frame;
pub mod gate;
pub mod here;
pub mod icon;
pub mod import;
pub mod keys;
pub mod kit;
pub mod moving;
pub mod refresh;
pub mod start;
pub mod virtual_list;
pub mod virtual_table;

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};

use crate::app::address;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::app::opening;
use crate::app::preferences::{Choices, use_choices};
use crate::app::saving::Saving;
use crate::app::store::Store;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::new(Saving::new());
    let choices = Choices::at_start();
    provide_context(store);
    provide_context(back::Bought::new(store));
    provide_context(choices);
    provide_context(opening::open(store));
    provide_context(import::Inbox::new());
    provide_context(moving::Moves::new(store));
    view! { <Router base=address::base()><Spoken /></Router> }
}

/// Everything that is said in a language: another language draws it anew, the data and the address stay.
#[component]
fn Spoken() -> impl IntoView {
    provide_context(address::Way::new());
    let choices = use_choices();
    move || {
        let language: Language = choices.language.get();
        provide_context(language);
        provide_context(Format::new(language.words()));
        // One route for every address: what an address names is said in `app::route`, and the frame draws it. The
        // router's own part is to intercept links, to keep the browser's history, and to hear of «back».
        view! {
            <FlatRoutes fallback=|| view! { <frame::Frame /> }>
                <Route path=WildcardSegment("page") view=frame::Frame />
            </FlatRoutes>
        }
    }
}
