//! Components and pages, the only place with markup. What they show comes from `app`, what people do goes back to it as
//! commands.

#![allow(
    unreachable_pub,
    missing_docs,
    reason = "the component macro makes public, undocumented properties of every component; what a property means is said where its name does not"
)]

pub mod analysis;
pub mod attached;
pub mod back;
pub mod board;
pub mod calendar;
pub mod customers;
pub mod deal;
pub mod dialog;
pub mod doubles;
pub mod export;
pub mod figure;
pub mod focus;
pub mod frame;
pub mod gate;
pub mod here;
pub mod icon;
pub mod import;
pub mod inline;
pub mod keys;
pub mod kit;
pub mod list;
pub mod many;
pub mod me;
pub mod moving;
pub mod palette;
mod part;
pub mod pick;
pub mod popup;
mod rail;
pub mod rates;
pub mod reach;
pub mod refresh;
mod regulation;
pub mod setup;
pub mod start;
mod tabs;
mod titles;
pub mod today;
pub mod virtual_list;
pub mod virtual_table;
mod workplace;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::beginning::Beginning;
use crate::app::locale::Language;
use crate::app::opening::may_exist;
use crate::app::preferences::{Choices, use_choices};

/// The application: the first page where nothing is kept yet, and the workplace as soon as its part is there.
#[component]
pub fn App() -> impl IntoView {
    let choices = Choices::at_start();
    let beginning = Beginning::new();
    provide_context(choices);
    provide_context(beginning);
    provide_context(import::Inbox::new());
    // For what is said when there is no workplace; everything else is drawn anew in another language.
    provide_context(choices.language.get_untracked());
    // Whoever certainly has nothing here need not wait for the workplace to be greeted.
    spawn_local(async move {
        if !may_exist().await {
            beginning.shown.set(true);
        }
    });
    // Told once more that it is shown, the page is not drawn anew.
    let shown = Memo::new(move |_| beginning.shown.get());
    view! {
        {part::page(part::workplace)}
        {move || shown.get().then(|| spoken(first_page))}
        {spoken(|| view! { <start::DropTarget /> }.into_any())}
    }
}

/// Stays as it is while the workplace comes: a person may be choosing a file.
fn first_page() -> AnyView {
    remove_skeleton();
    view! { <start::StartPage /> }.into_any()
}

/// Everything that is said in a language: another language draws it anew, the data and the address stay.
fn spoken(view: fn() -> AnyView) -> impl IntoView {
    let choices = use_choices();
    move || {
        let language: Language = choices.language.get();
        provide_context(language);
        view()
    }
}

/// The document's own sketch of the page leaves when there is something to show.
fn remove_skeleton() {
    if let Some(skeleton) = document().get_element_by_id("skeleton") {
        skeleton.remove();
    }
}
