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
mod part;
mod rail;
pub mod refresh;
pub mod start;
pub mod virtual_list;
pub mod virtual_table;
mod workplace;

use leptos::prelude::*;

use crate::app::beginning::Beginning;
use crate::app::locale::Language;
use crate::app::preferences::{Choices, use_choices};

/// The application: the first page where nothing is kept yet, and the workplace as soon as its part is there.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Choices::at_start());
    provide_context(import::Inbox::new());
    provide_context(Beginning::new());
    part::page(part::workplace, meanwhile)
}

/// What is shown until the workplace is there: the first page, or the document's own sketch of a page.
fn meanwhile() -> AnyView {
    if use_choices().has_begun() {
        return part::nothing();
    }
    spoken(|| view! { <start::StartPage banners=part::nothing /><start::DropTarget /> }.into_any()).into_any()
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
