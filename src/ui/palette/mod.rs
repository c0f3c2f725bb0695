//! Search over everything, and commands: the button in the rail, Ctrl K, and the dialog that they open.
//!
//! What is here comes with every page and is small; the dialog comes with the other pages when it is first opened.
//! Deliberately not here: what is found by what (`domain::insight::search`), the index (`app::finding`).

mod actions;
mod commands;
mod dialog;
mod found;
mod line;
mod row;
mod shelf;

use leptos::prelude::*;

pub use dialog::{KEYS, PaletteDialog, Step};

use super::icon::Icon;
use super::keys::{Shortcut, is_mac, key_of};
use crate::app::address::use_route;
use crate::app::locale::use_words;
use crate::app::preferences::use_choices;
use crate::app::route::Route;

/// What of the palette every page knows.
#[derive(Clone, Copy)]
pub struct Palette {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// Whether the list of keys is open.
    pub help: RwSignal<bool>,
}

impl Palette {
    /// Closed.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), help: RwSignal::new(false) }
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::new()
    }
}

/// The palette of this page.
pub fn use_palette() -> Palette {
    expect_context()
}

/// Remembers on this device which records were open last, as long as the frame is drawn.
pub fn remember() {
    let route = use_route();
    let choices = use_choices();
    Effect::new(move || {
        if let Some(page @ (Route::Deal(_) | Route::Customer(_))) = route.get() {
            choices.visit(page.to_string());
        }
    });
}

/// «Поиск»: opens the palette.
#[component]
pub fn SearchButton() -> impl IntoView {
    let words = use_words();
    let palette = use_palette();
    let caps = key_of(Shortcut::Palette).map(|key| key.caps(is_mac(), "").join(" ")).unwrap_or_default();
    view! {
        <button type="button" title=format!("{}, {caps}", words.shell.search) aria-haspopup="dialog" on:click=move |_| palette.open.set(true)>
            <Icon name=Icon::SEARCH class="i i20" />{words.shell.search}
        </button>
    }
}
