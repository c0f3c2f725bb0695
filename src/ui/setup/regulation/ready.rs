//! Regulations that can be taken as they come, fetched once when a funnel lacks some.
//! Deliberately not here: what they say (`data::regulation`).

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::shown::{Shown, use_shown};
use crate::app::clock;
use crate::app::content::content;
use crate::data::regulation::shipped;
use crate::domain::insight::regulation::with_stages;
use crate::domain::{Command, Moment, Record, Regulation, Slug};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::Editing;

thread_local! {
    /// They are the same for as long as the page lives.
    static KNOWN: RefCell<Option<Arc<Vec<Regulation>>>> = const { RefCell::new(None) };
}

/// The regulations as they come; none while they have not come or can't be had, and then nothing is offered.
#[derive(Clone, Copy)]
pub(super) struct Ready(RwSignal<Option<Arc<Vec<Regulation>>>>);

impl Ready {
    /// Fetches them when the funnel lacks a regulation and they are not there.
    pub(super) fn new(editing: Editing) -> Self {
        let ready = Self(RwSignal::new(KNOWN.with_borrow(Clone::clone)));
        let lacks = editing.store.peek(|workspace| {
            let live = workspace.pipeline(editing.id);
            live.is_some_and(|live| with_stages(live).any(|of| workspace.regulation(of).is_none()))
        });
        if lacks && ready.0.with_untracked(Option::is_none) {
            spawn_local(async move {
                let text = content("regulations.json").await;
                let known = text.and_then(|text| shipped(&text, Moment::default()).ok()).map(Arc::new);
                KNOWN.set(known.clone());
                // The person may have gone elsewhere meanwhile.
                let _ = ready.0.try_set(known);
            });
        }
        ready
    }

    /// Whether there is one of this funnel or stage.
    pub(super) fn has(self, of: Slug) -> bool {
        self.0.with(|known| known.as_ref().is_some_and(|known| known.iter().any(|regulation| regulation.id == of)))
    }

    /// Puts those of these funnels and stages in force, in one step.
    pub(super) fn take(self, of: &[Slug], shown: Shown) {
        let store = shown.editing.store;
        let (now, by) = (clock::now(), store.acting());
        let known = self.0.get_untracked().unwrap_or_default();
        let taken = known.iter().filter(|regulation| of.contains(&regulation.id)).cloned().map(|mut regulation| {
            for wording in &mut regulation.editions {
                (wording.since, wording.by) = (now, by);
            }
            Record::from(regulation)
        });
        let taken: Vec<Record> = taken.collect();
        let words = shown.editing.words.regulations;
        let told = match of {
            [one] => words.told_taken.fill([&untrack(|| shown.name(*one))]),
            _ => words.told_taken_all.of(taken.len()),
        };
        if let Err(why) = store.dispatch(Command::TakeIn(taken), told) {
            shown.refused(&why);
        }
    }
}

/// What can be taken for the whole funnel at once, when more than one is missing.
#[component]
pub(super) fn Offer() -> impl IntoView {
    let shown = use_shown();
    let words = shown.editing.words.regulations;
    let missing = Memo::new(move |_| {
        let store = shown.editing.store;
        let lacks = |of: &Slug| store.all("regulation", |workspace| workspace.regulation(*of).is_none());
        shown.all().into_iter().filter(|of| lacks(of) && shown.ready.has(*of)).collect::<Vec<Slug>>()
    });
    move || {
        let of = missing.get();
        (of.len() > 1).then(|| {
            let label = words.take_all.of(of.len());
            view! {
                <div class="banner charter-offer" role="status">
                    <Icon name=Icon::NOTE />
                    <p>{words.take_why}</p>
                    <div class="bar"><button class="btn primary" type="button" data-do="take-all" on:click=move |_| shown.ready.take(&of, shown)>{label}</button></div>
                </div>
            }
        })
    }
}
