//! The deal that the page shows, with what its parts share.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::insight::story::{onward, stands};
use crate::domain::{Command, Deal, DealId, Evidence, Moment, Outcome, Pipeline, Slug, Stage};
use crate::ui::gate::{place, refusal};
use crate::ui::kit::called;
use crate::ui::moving::{Moves, Talk, told, use_moves};

/// The page of a deal.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) id: DealId,
    pub(super) store: Store,
    pub(super) moves: Moves,
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) format: Format,
    /// The deal; none when there is no such.
    pub(super) deal: Memo<Option<Arc<Deal>>>,
    /// Its funnel.
    pub(super) pipeline: Memo<Option<Arc<Pipeline>>>,
    /// The proof that is being told in words.
    pub(super) telling: RwSignal<Option<Slug>>,
}

impl Page {
    pub(super) fn new(id: DealId) -> Self {
        let store = use_store();
        let deal = Memo::new(move |_| store.deal(id));
        let stage = Memo::new(move |_| deal.with(|deal| deal.as_ref().map(|deal| deal.stage)));
        let pipeline = Memo::new(move |_| {
            let id = store.peek(|workspace| Some(workspace.pipeline_of(stage.get()?)?.id))?;
            store.pipeline(id)
        });
        let (moves, words, language, format) = (use_moves(), use_words(), use_language(), use_format());
        Self { id, store, moves, words, language, format, deal, pipeline, telling: RwSignal::new(None) }
    }

    /// Reads the deal, subscribing to it.
    pub(super) fn read<T: Default>(&self, read: impl FnOnce(&Deal) -> T) -> T {
        self.deal.with(|deal| deal.as_deref().map(read).unwrap_or_default())
    }

    /// What the deal is called.
    pub(super) fn name(&self) -> String {
        self.store.peek(|workspace| workspace.deal(self.id).map(|deal| called(workspace, deal)).unwrap_or_default())
    }

    /// The name of a stage, basket or end.
    pub(super) fn place(&self, to: Slug) -> String {
        self.store.peek(|workspace| place(self.language, workspace, to))
    }

    /// The stage on which the deal stands, with the rules by which it is left; none when it is closed.
    pub(super) fn stage(&self) -> Option<Stage> {
        self.pipeline.track();
        self.deal.with(|deal| self.store.peek(|workspace| stands(workspace, deal.as_deref()?)))
    }

    /// Where the deal goes on, and whether that closes it with success.
    pub(super) fn onward(&self) -> Option<(Slug, bool)> {
        self.deal.with(|deal| {
            let deal = deal.as_ref()?;
            self.store.peek(|workspace| {
                let to = onward(workspace, deal)?;
                let end = workspace.pipeline_of(to).and_then(|pipeline| pipeline.end(to));
                Some((to, end.is_some_and(|end| end.outcome == Outcome::Won)))
            })
        })
    }

    /// The stage before, where there is an order.
    pub(super) fn stage_before(&self) -> Option<Slug> {
        let stage = self.deal.with(|deal| deal.as_ref().map(|deal| deal.stage))?;
        self.pipeline.with(|pipeline| {
            let pipeline = pipeline.as_ref().filter(|pipeline| pipeline.ordered)?;
            let at = pipeline.position(stage)?.checked_sub(1)?;
            Some(pipeline.stages.get(at)?.id)
        })
    }

    /// Moves the deal, or opens the dialog that asks for what the move needs; says why where it can't be.
    pub(super) fn request(&self, to: Slug) {
        let said = self.store.peek(|workspace| {
            let deal = workspace.deal(self.id)?;
            Some(told(self.language, self.format, workspace, deal, to, None))
        });
        if let Err(why) = self.moves.request(self.id, to, said.unwrap_or_default()) {
            let (what, why) = self.store.peek(|workspace| refusal(self.words, self.language, workspace, &why));
            self.store.tell(self.words.a11y.refused.fill([what, &why]).trim());
        }
    }

    /// Opens a dialog about the deal.
    pub(super) fn talk(&self, talk: Talk) {
        self.moves.talk.set(Some(talk));
    }

    /// Carries out a command; says why where it can't be.
    pub(super) fn dispatch(&self, command: Command, told: impl Into<String>) {
        if let Err(why) = self.store.dispatch(command, told) {
            let (what, why) = self.store.peek(|workspace| refusal(self.words, self.language, workspace, &why));
            self.store.tell(self.words.a11y.refused.fill([what, &why]).trim());
        }
    }

    /// Carries out several commands as one step; says why where they can't be.
    pub(super) fn dispatch_all(&self, commands: Vec<Command>, told: impl Into<String>) {
        if let Err(why) = self.store.dispatch_all(commands, told) {
            let (what, why) = self.store.peek(|workspace| refusal(self.words, self.language, workspace, &why));
            self.store.tell(self.words.a11y.refused.fill([what, &why]).trim());
        }
    }

    /// Ticks a proof, of which it is enough to know that it took place, or opens the field where it is told; a proof that is
    /// there loses its tick.
    pub(super) fn turn(&self, evidence: &Evidence) {
        let there =
            self.deal.with_untracked(|deal| deal.as_ref().is_some_and(|deal| deal.proofs.contains_key(&evidence.id)));
        if !there && evidence.kind.needs_words() {
            return self.telling.set(Some(evidence.id));
        }
        self.prove(evidence, (!there).then(String::new));
    }

    /// Notes what a proof is, or takes its tick away.
    pub(super) fn prove(&self, evidence: &Evidence, words: Option<String>) {
        let told = if words.is_some() { self.words.toast.ticked } else { self.words.toast.unticked };
        let told = told.fill([&self.language.of(&evidence.text)]);
        self.dispatch(Command::TickProof { deal: self.id, proof: evidence.id, words }, told);
    }

    /// A day as it is spoken of.
    pub(super) fn day(&self, at: Moment) -> String {
        let now = clock::now();
        self.format.day(at.day(clock::offset(at)), now.day(clock::offset(now)))
    }

    /// A date, with its year when that is not this one.
    pub(super) fn date(&self, at: Moment) -> String {
        let now = clock::now();
        self.format.date(at.day(clock::offset(at)), now.day(clock::offset(now)))
    }
}
