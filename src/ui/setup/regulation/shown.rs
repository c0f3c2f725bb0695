//! Which regulation is on the page, and what is being written.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::ready::Ready;
use crate::app::address::use_query;
use crate::domain::insight::regulation::with_stages;
use crate::domain::{Regulation, Slug, Stage, Text, Wording};
use crate::storage::unsent;
use crate::ui::gate::refusal;
use crate::ui::regulation::{day, edition};
use crate::ui::setup::editing::Editing;

/// Under which what was written and neither published nor discarded is kept until the tab is closed.
const UNSENT: &str = "regulations";

/// The regulation on the page.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) editing: Editing,
    /// The funnel or the stage.
    pub(super) of: Memo<Slug>,
    /// Its regulation, if it has one.
    pub(super) regulation: Memo<Option<Arc<Regulation>>>,
    /// Everything that is being written.
    writing: RwSignal<BTreeMap<Slug, Wording>>,
    /// Texts that can be taken as they come.
    pub(super) ready: Ready,
    /// Whether all regulations of the funnel go on paper.
    pub(super) on_paper: RwSignal<bool>,
    choose: Callback<Slug>,
}

impl Shown {
    /// To be made once, while the tab is drawn.
    pub(super) fn new(editing: Editing) -> Self {
        let (query, set_query) = use_query("of");
        let of = Memo::new(move |_| {
            let asked = query.get().parse().ok();
            let known = editing
                .live
                .with(|live| live.as_deref().is_some_and(|live| with_stages(live).any(|of| Some(of) == asked)));
            asked.filter(|_| known).unwrap_or(editing.id)
        });
        let regulation = Memo::new(move |_| {
            let of = of.get();
            editing.store.all("regulation", |workspace| workspace.regulation(of).cloned())
        });
        let writing = RwSignal::new(unsent::kept::<BTreeMap<Slug, Wording>>(UNSENT));
        Effect::new(move || writing.with(|writing| unsent::keep(UNSENT, writing)));
        let choose = Callback::new(move |of: Slug| set_query(if of == editing.id { "" } else { of.as_str() }));
        let ready = Ready::new(editing);
        Self { editing, of, regulation, writing, ready, on_paper: RwSignal::new(false), choose }
    }

    /// Shows another one.
    pub(super) fn choose(&self, of: Slug) {
        self.choose.run(of);
    }

    /// The funnel in force and its stages.
    pub(super) fn all(&self) -> Vec<Slug> {
        self.editing.live.with(|live| live.as_deref().map(|live| with_stages(live).collect()).unwrap_or_default())
    }

    /// A stage of the funnel in force and its place; none of the funnel itself.
    pub(super) fn stage(&self, of: Slug) -> Option<(usize, Stage)> {
        self.editing.live.with(|live| {
            let live = live.as_deref()?;
            Some((live.position(of)?, live.stage(of)?.clone()))
        })
    }

    /// The funnel or stage by its name.
    pub(super) fn name(&self, of: Slug) -> String {
        self.editing.live.with(|live| {
            let Some(live) = live.as_deref() else { return String::new() };
            self.editing.says(live.stage(of).map_or(&live.name, |stage| &stage.name))
        })
    }

    /// «Регламент этапа 3: „Отправить КП и расчёт“».
    pub(super) fn title(&self, of: Slug) -> String {
        let words = self.editing.words.regulations;
        let name = self.name(of);
        let ordered = self.editing.live.with(|live| live.as_ref().is_some_and(|live| live.ordered));
        match self.stage(of) {
            None => words.of_funnel.fill([&name]),
            Some(_) if !ordered => words.of_basket.fill([&name]),
            Some((at, _)) => words.of_stage.fill([&(at + 1).to_string(), &name]),
        }
    }

    /// The edition in force: «ред. 4, 16 нояб.».
    pub(super) fn edition(&self, regulation: &Regulation) -> String {
        let said = |(number, wording): (u32, &Wording)| {
            edition(self.editing.words, self.editing.format, number, wording.since)
        };
        regulation.current().map(said).unwrap_or_default()
    }

    /// A day without its weekday.
    pub(super) fn day(&self, at: crate::domain::Moment) -> String {
        day(self.editing.format, at)
    }

    /// What is being written of the one on the page.
    pub(super) fn written(&self) -> Option<Wording> {
        let of = self.of.get();
        self.writing.with(|writing| writing.get(&of).cloned())
    }

    /// Whether something is being written of it.
    pub(super) fn is_written(&self) -> bool {
        let of = self.of.get();
        self.writing.with(|writing| writing.contains_key(&of))
    }

    /// Begins to write from a wording.
    pub(super) fn begin(&self, wording: Wording) {
        let of = self.of.get_untracked();
        self.writing.update(|writing| drop(writing.insert(of, wording)));
    }

    /// Begins from what the stage says of itself, or from nothing.
    pub(super) fn begin_new(&self) {
        let stage = untrack(|| self.stage(self.of.get())).map(|(_, stage)| stage);
        let said = |text: &Text| !text.ru.is_empty() || !text.en.is_empty();
        let (points, done) = stage.map_or_else(Default::default, |stage| {
            let points = [stage.manager_action, stage.help].into_iter().filter(said).collect();
            (points, stage.buyer_action)
        });
        self.begin(Wording { since: Default::default(), by: None, points, forbidden: Vec::new(), done });
    }

    /// Changes what is being written.
    pub(super) fn change(&self, how: impl FnOnce(&mut Wording)) {
        let of = self.of.get_untracked();
        self.writing.update(|writing| {
            if let Some(wording) = writing.get_mut(&of) {
                how(wording);
            }
        });
    }

    /// It is written no more: published or discarded.
    pub(super) fn put_away(&self) {
        let of = self.of.get_untracked();
        self.writing.update(|writing| drop(writing.remove(&of)));
    }

    /// Says why a command was refused.
    pub(super) fn refused(&self, why: &crate::domain::Rejection) {
        let Editing { store, words, language, .. } = self.editing;
        let (what, why) = store.peek(|workspace| refusal(words, language, workspace, why));
        store.tell(words.a11y.refused.fill([what, &why]).trim());
    }
}

/// The regulation on the page.
pub(super) fn use_shown() -> Shown {
    expect_context()
}
