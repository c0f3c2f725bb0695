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

/// The regulations as they come.
#[derive(Clone, Copy)]
pub(super) struct Ready {
    /// None while they have not come.
    known: RwSignal<Option<Arc<Vec<Regulation>>>>,
    /// Whether they can't be had.
    missing: RwSignal<bool>,
}

impl Ready {
    /// Fetches them when the funnel lacks a regulation and they are not there.
    pub(super) fn new(editing: Editing) -> Self {
        let ready = Self { known: RwSignal::new(KNOWN.with_borrow(Clone::clone)), missing: RwSignal::new(false) };
        let lacks = editing.store.peek(|workspace| {
            let live = workspace.pipeline(editing.id);
            live.is_some_and(|live| with_stages(live).any(|of| workspace.regulation(of).is_none()))
        });
        if lacks && ready.known.with_untracked(Option::is_none) {
            ready.fetch();
        }
        ready
    }

    /// Asks for them once more.
    fn fetch(self) {
        self.missing.set(false);
        spawn_local(async move {
            let text = content("regulations.json").await;
            let known = text.and_then(|text| shipped(&text, Moment::default()).ok()).map(Arc::new);
            KNOWN.set(known.clone());
            // The person may have gone elsewhere meanwhile.
            let _ = self.missing.try_set(known.is_none());
            let _ = self.known.try_set(known);
        });
    }

    /// Whether there is one of this funnel or stage.
    pub(super) fn has(self, of: Slug) -> bool {
        self.known.with(|known| known.as_ref().is_some_and(|known| known.iter().any(|regulation| regulation.id == of)))
    }

    /// Puts those of these funnels and stages in force, in one step.
    pub(super) fn take(self, of: &[Slug], shown: Shown) {
        let store = shown.editing.store;
        let (now, by) = (clock::now(), store.acting());
        let known = self.known.get_untracked().unwrap_or_default();
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

/// What can be taken for the whole funnel at once, when more than one is missing; or that nothing could be fetched.
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
        if shown.ready.missing.get() {
            let retry = shown.editing.words.storage.retry;
            return Some(view! {
                <div class="banner warn charter-offer" role="alert">
                    <Icon name=Icon::ALERT_C />
                    <p>{words.unfetched}</p>
                    <div class="bar"><button class="btn" type="button" on:click=move |_| shown.ready.fetch()>{retry}</button></div>
                </div>
            }
            .into_any());
        }
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
            .into_any()
        })
    }
}
