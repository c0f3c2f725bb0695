//! Ready funnels, fetched once when somebody builds a funnel or mends one.
//! Deliberately not here: what they say (`data::template`).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::content::content;
use crate::data::template::{self, Usual};
use crate::domain::Pipeline;

/// The ready funnels, and how most teams call the stages of one of them.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) funnels: Vec<Pipeline>,
    pub(super) usual: Vec<Usual>,
}

/// The ready funnels as they come.
#[derive(Clone, Copy)]
pub(super) struct Library {
    /// None while they have not come.
    pub(super) shelf: RwSignal<Option<Arc<Shelf>>>,
    /// Whether they can't be had.
    pub(super) missing: RwSignal<bool>,
}

thread_local! {
    /// They are the same for as long as the page lives.
    static KNOWN: std::cell::RefCell<Option<Arc<Shelf>>> = const { std::cell::RefCell::new(None) };
}

impl Library {
    /// Fetches them, unless they are there.
    pub(super) fn new() -> Self {
        let known = KNOWN.with_borrow(Clone::clone);
        let library = Self { shelf: RwSignal::new(known), missing: RwSignal::new(false) };
        if library.shelf.with_untracked(Option::is_none) {
            library.fetch();
        }
        library
    }

    /// Asks for them once more.
    pub(super) fn fetch(self) {
        self.missing.set(false);
        spawn_local(async move {
            let text = content("funnels.json").await;
            let shelf = text.and_then(|text| {
                let (funnels, usual) = (template::library(&text).ok()?, template::usual(&text).ok()?);
                Some(Arc::new(Shelf { funnels, usual }))
            });
            KNOWN.set(shelf.clone());
            // The person may have gone elsewhere meanwhile.
            let _ = self.missing.try_set(shelf.is_none());
            let _ = self.shelf.try_set(shelf);
        });
    }

    /// The funnels, as far as they are there, without subscribing.
    pub(super) fn funnels(self) -> Vec<Pipeline> {
        self.shelf.with_untracked(|shelf| shelf.as_ref().map(|shelf| shelf.funnels.clone())).unwrap_or_default()
    }
}
