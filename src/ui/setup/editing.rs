//! A funnel that is being edited: everything on the page of a funnel reads it here and changes it here.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::address::use_query;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::reshape::Names;
use crate::domain::{Command, Pipeline, Slug, Stage, Text};

/// The funnel on the page: its draft, or the funnel in force while there is no draft.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) store: Store,
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) format: Format,
    /// The funnel.
    pub(super) id: Slug,
    /// The funnel in force; none while it is only a draft.
    pub(super) live: Memo<Option<Arc<Pipeline>>>,
    /// What is edited; none when there is no such funnel.
    pub(super) funnel: Memo<Option<Arc<Pipeline>>>,
    /// The stage or end whose sheet is open, the funnel itself by its own name. It stands in the address: `?at=deals-4r.quote`.
    pub(super) chosen: Memo<Slug>,
    choose: Callback<Slug>,
    /// The stage that is being split.
    pub(super) splitting: RwSignal<Option<Slug>>,
}

impl Editing {
    /// To be made once, while the page is drawn.
    pub(super) fn new(id: Slug) -> Self {
        let store = use_store();
        let live = Memo::new(move |_| store.pipeline(id));
        let funnel = Memo::new(move |_| store.draft(id).map(|draft| Arc::clone(&draft.funnel)).or_else(|| live.get()));
        let first = funnel.with_untracked(|funnel| funnel.as_ref()?.stages.first().map(|stage| stage.id));
        let (at, set_at) = use_query("at");
        Self {
            store,
            words: use_words(),
            language: use_language(),
            format: use_format(),
            id,
            live,
            funnel,
            chosen: Memo::new(move |_| {
                let asked = if at.with(String::is_empty) { first } else { at.get().parse().ok() };
                let there = |place: &Slug| {
                    funnel.with(|funnel| {
                        let funnel = funnel.as_deref();
                        funnel.is_some_and(|funnel| funnel.stage(*place).is_some() || funnel.end(*place).is_some())
                    })
                };
                asked.filter(there).unwrap_or(id)
            }),
            choose: Callback::new(move |place: Slug| set_at(place.as_str())),
            splitting: RwSignal::new(None),
        }
    }

    /// Opens the sheet of a stage or an end, or of the funnel itself by its own name.
    pub(super) fn choose(&self, place: Slug) {
        self.choose.run(place);
    }

    /// Something of the funnel; what is not there is the default.
    pub(super) fn read<T: Default>(&self, read: impl FnOnce(&Pipeline) -> T) -> T {
        self.funnel.with(|funnel| funnel.as_deref().map(read).unwrap_or_default())
    }

    /// Something of a stage.
    pub(super) fn stage<T: Default>(&self, stage: Slug, read: impl FnOnce(&Stage) -> T) -> T {
        self.read(|funnel| funnel.stage(stage).map(read).unwrap_or_default())
    }

    /// Changes the draft, as one step that can be undone; `told` is what the toast says. Nothing is in force before it is
    /// published.
    pub(super) fn edit(&self, told: impl Into<String>, how: impl FnOnce(&mut Pipeline)) {
        let Some(mut funnel) = self.funnel.with_untracked(|funnel| funnel.as_deref().cloned()) else { return };
        how(&mut funnel);
        // Refused only when the record is gone, and then the page says so.
        let _ = self.store.dispatch(Command::DraftFunnel(Box::new(funnel)), told);
    }

    /// Names for what is new in the draft.
    pub(super) fn names(&self) -> Names {
        self.store.peek(|workspace| Names::new(workspace, clock::new_id()))
    }

    /// A text as the screen shows it.
    pub(super) fn says(&self, text: &Text) -> String {
        self.language.of(text)
    }

    /// A new text in the words of the screen.
    pub(super) fn text(&self, words: &str) -> Text {
        let mut text = Text::default();
        self.language.write(&mut text, words);
        text
    }

    /// The number of the edition in force, 0 for a funnel that is only a draft; the draft has the next.
    pub(super) fn edition(&self) -> usize {
        let past = self.store.all("edition", |workspace| workspace.editions(self.id).len());
        past + usize::from(self.live.with(Option::is_some))
    }

    /// Changes a stage of the draft.
    pub(super) fn edit_stage(&self, stage: Slug, told: impl Into<String>, how: impl FnOnce(&mut Stage)) {
        self.edit(told, |funnel| {
            if let Some(stage) = funnel.stages.iter_mut().find(|known| known.id == stage) {
                how(stage);
            }
        });
    }
}

/// The funnel on the page.
pub(super) fn use_editing() -> Editing {
    expect_context()
}
