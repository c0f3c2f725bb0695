//! The board as a thing to work at: its columns, the card that has the tab stop, the card in the air, and what is done
//! with them. Shared by everything on the page.
//!
//! Deliberately not here: drawing, and the ways in which a hand reaches the cards (`pointer`, `keyboard`).

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::drag::{By, Drag, Then};
use super::pointer::card_element;
use crate::app::clock::{self, after_paint};
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::insight::board::{Filter, Shown, is_stale, stood};
use crate::domain::{Deal, DealId, FourR, Gate, Moment, Pipeline, Rejection, Slug, Stage};
use crate::ui::gate::{refusal, sign, will_ask};
use crate::ui::kit::called;
use crate::ui::moving::{Moves, Talk, use_moves};
use crate::ui::virtual_list::Elsewhere;

/// Milliseconds after which days, clocks and what is overdue are looked at anew.
const TICK: std::time::Duration = std::time::Duration::from_secs(30);

/// A column.
#[derive(Clone, Copy)]
pub(super) struct Lane {
    /// The deals that the filter lets through.
    pub(super) shown: Memo<Shown>,
}

/// A card in the air and what each column says to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lifted {
    pub(super) deal: DealId,
    pub(super) from: usize,
    pub(super) by: By,
    pub(super) gates: Vec<Arc<Gate>>,
}

/// The board.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) moves: Moves,
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) format: Format,
    pub(super) pipeline: StoredValue<Arc<Pipeline>>,
    pub(super) lanes: StoredValue<Vec<Lane>>,
    /// What the person looks for.
    pub(super) filter: Memo<Filter>,
    /// Now, to the half minute.
    pub(super) now: RwSignal<Moment>,
    /// The card that had the focus last.
    pub(super) at: RwSignal<Option<DealId>>,
    /// The card that Tab reaches.
    tab_stop: Memo<Option<DealId>>,
    /// The card to bring into view.
    pub(super) reveal: RwSignal<Option<DealId>>,
    /// The card in the air.
    pub(super) lifted: RwSignal<Option<Arc<Lifted>>>,
    /// The column that it is over.
    pub(super) over: RwSignal<Option<usize>>,
    /// What the live region says.
    pub(super) said: RwSignal<String>,
    /// The lead whose talk is being told how it ended.
    pub(super) ending: RwSignal<Option<DealId>>,
    pub(super) drag: StoredValue<Drag>,
    /// How high the cards are that have been drawn, in whatever column.
    pub(super) heights: Elsewhere<DealId>,
    /// Column and place of the card that had the focus last, for when it is gone.
    place: StoredValue<(usize, usize)>,
    /// Whether the person works at the cards, or in a dialog that they opened from there.
    held: StoredValue<bool>,
}

impl Desk {
    /// The board of a funnel. To be made once, while the page is drawn.
    pub(super) fn new(pipeline: Arc<Pipeline>, filter: Memo<Filter>) -> Self {
        let store = use_store();
        let now = RwSignal::new(clock::now());
        let lanes: Vec<_> = pipeline.stages.iter().map(|stage| lane(store, stage.clone(), filter, now)).collect();
        let at = RwSignal::new(None);
        let place = StoredValue::new((0, 0));
        let desk = Self {
            store,
            moves: use_moves(),
            words: use_words(),
            language: use_language(),
            format: use_format(),
            pipeline: StoredValue::new(pipeline),
            lanes: StoredValue::new(lanes.clone()),
            filter,
            now,
            at,
            tab_stop: tab_stop(lanes, at, place),
            reveal: RwSignal::new(None),
            lifted: RwSignal::new(None),
            over: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            ending: RwSignal::new(None),
            drag: StoredValue::new(Drag::Rest),
            heights: StoredValue::new_local(HashMap::new()),
            place,
            held: StoredValue::new(false),
        };
        if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
        desk.keep_dressed();
        desk.keep_focus();
        desk
    }

    /// The funnel, as far as `read` wants it.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Pipeline) -> T) -> T {
        self.pipeline.with_value(|pipeline| read(pipeline))
    }

    /// The columns, in order.
    pub(super) fn lanes(&self) -> Vec<Lane> {
        self.lanes.get_value()
    }

    /// The stage of a column.
    pub(super) fn stage(&self, at: usize) -> Option<Slug> {
        self.read(|pipeline| pipeline.stages.get(at).map(|stage| stage.id))
    }

    /// What the company calls a stage.
    pub(super) fn stage_name(&self, at: usize) -> String {
        self.read(|pipeline| pipeline.stages.get(at).map(|stage| self.language.of(&stage.name))).unwrap_or_default()
    }

    /// Whether this is the board of the leads.
    pub(super) fn leads(&self) -> bool {
        self.read(|pipeline| pipeline.four_r == Some(FourR::Leads))
    }

    /// How many working days a deal has stood on its stage, and whether that is too long.
    pub(super) fn age(&self, deal: &Deal, now: Moment) -> (i64, bool) {
        let schedule = self.store.schedule();
        let stale = |pipeline: &Pipeline| Some(is_stale(deal, pipeline.stage(deal.stage)?, now, &schedule));
        (stood(deal, now, &schedule), self.read(stale).unwrap_or_default())
    }

    /// What a deal is called.
    pub(super) fn name(&self, deal: DealId) -> String {
        self.store.peek(|workspace| workspace.deal(deal).map(|deal| called(workspace, deal))).unwrap_or_default()
    }

    /// Moves a deal, or opens the dialog that asks for what the move needs; says why where it can't be.
    pub(super) fn request(&self, deal: DealId, to: Slug, told: String) {
        self.ending.set(None);
        match self.moves.request(deal, to, told) {
            Ok(()) => self.reveal.set(Some(deal)),
            Err(why) => self.store.tell(&self.refusal(&why)),
        }
    }

    /// Opens a dialog.
    pub(super) fn talk(&self, talk: Talk) {
        self.ending.set(None);
        self.moves.talk.set(Some(talk));
    }

    /// Why a move can't be.
    fn refusal(&self, why: &Rejection) -> String {
        let (what, why) = self.store.peek(|workspace| refusal(self.words, self.language, workspace, why));
        self.words.a11y.refused.fill([what, &why]).trim().to_owned()
    }

    /// Does what follows from a move of the hand. Whether a card that was let go is on its way to another column.
    pub(super) fn follow(&self, then: Then) -> bool {
        match then {
            Then::Nothing => {}
            Then::Lift { deal, from, by } => self.lift(deal, from, by),
            Then::Over(column) => {
                self.over.set(column);
                if self.lifted.with_untracked(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.by == By::Keys)) {
                    self.say(self.spoken_gate());
                }
            }
            Then::Drop { deal, to } => return self.drop_on(deal, to),
            Then::PutBack { deal, from } => {
                self.lower();
                self.say(self.words.a11y.put_back.fill([&self.name(deal), &self.stage_name(from)]));
            }
        }
        false
    }

    /// Says something for the ear, once the eye has its answer.
    fn say(&self, text: String) {
        let said = self.said;
        after_paint(move || _ = said.try_set(text));
    }

    fn lift(&self, deal: DealId, from: usize, by: By) {
        let me = self.store.acting();
        let gates = self.store.peek(|workspace| {
            let deal = workspace.deal(deal)?;
            let gate = |stage: &Stage| Arc::new(workspace.gate(deal, stage.id, me));
            Some(self.read(|pipeline| pipeline.stages.iter().map(gate).collect()))
        });
        let Some(gates) = gates else { return };
        self.ending.set(None);
        self.over.set(Some(from));
        self.lifted.set(Some(Arc::new(Lifted { deal, from, by, gates })));
        if by == By::Keys {
            self.say(self.words.a11y.lifted.fill([&self.name(deal), &self.stage_name(from)]));
        }
    }

    fn lower(&self) {
        self.lifted.set(None);
        self.over.set(None);
    }

    /// Lowers the card that was let go, if the page is still there and no other card has been lifted since.
    fn lower_unless_lifted_anew(&self, dropped: &Arc<Lifted>) {
        let same = |now: &Option<Arc<Lifted>>| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, dropped));
        if self.lifted.try_with_untracked(same) == Some(true) {
            self.lower();
        }
    }

    fn drop_on(&self, deal: DealId, to: usize) -> bool {
        let lifted = self.lifted.get_untracked();
        let (Some(lifted), Some(stage)) = (lifted, self.stage(to)) else {
            self.lower();
            return false;
        };
        let gate = &lifted.gates[to];
        if let Gate::Open(_) = gate.as_ref() {
            let_go_of_focus();
            self.say(String::new());
            self.request(deal, stage, self.words.toast.moved.fill([&self.name(deal), &self.stage_name(to)]));
            // The card first; the columns may fall silent a frame later.
            let desk = *self;
            after_paint(move || desk.lower_unless_lifted_anew(&lifted));
            return true;
        }
        self.lower();
        if let Gate::Closed(why) = gate.as_ref() {
            self.say(self.refusal(why));
        }
        false
    }

    /// What the column under the lifted card says, for the ear.
    fn spoken_gate(&self) -> String {
        let (Some(lifted), Some(over)) = (self.lifted.get_untracked(), self.over.get_untracked()) else {
            return String::new();
        };
        let words = self.words;
        let count = self.lanes.with_value(Vec::len).to_string();
        let place = words.a11y.over.fill([&self.stage_name(over), &(over + 1).to_string(), &count]);
        let gate = &lifted.gates[over];
        let says = words.a11y.over_gate.fill([&place, sign(words, gate, over < lifted.from).text]);
        match gate.as_ref() {
            Gate::Closed(why) => words.a11y.refused.fill([&says, &self.refusal(why)]),
            Gate::Open(asks) if !asks.is_empty() => {
                words.a11y.refused.fill([&says, &will_ask(words, self.language, asks)])
            }
            _ => says,
        }
    }

    /// A card has got the focus.
    pub(super) fn arrived(&self, deal: DealId, column: usize) {
        self.held.set_value(true);
        if self.at.get_untracked() != Some(deal) {
            self.at.set(Some(deal));
        }
        let place = self.lanes.with_value(|lanes| {
            let shown = lanes.get(column)?.shown;
            shown.with_untracked(|shown| shown.deals.iter().position(|&other| other == deal))
        });
        self.place.set_value((column, place.unwrap_or_default()));
    }

    /// Gives a card the focus, wherever it is scrolled to.
    pub(super) fn go_to(&self, deal: DealId) {
        self.at.set(Some(deal));
        self.reveal.set(Some(deal));
        focus_card(deal);
    }

    /// Dresses the card of a deal as what it is now: the one that Tab reaches, in the air, asked how its talk ended.
    pub(super) fn dress(&self, card: &Element, deal: DealId) {
        // Not what the columns still show: they fall silent a frame after a card was let go.
        let by = self.drag.with_value(|drag| drag.carried(deal));
        let class = match (self.leads(), by) {
            (false, None) => "deal",
            (false, Some(By::Pointer)) => "deal ghost",
            (false, Some(By::Keys)) => "deal lifted",
            (true, None) if self.ending.get_untracked() == Some(deal) => "deal lead menu-on",
            (true, None) => "deal lead",
            (true, Some(By::Pointer)) => "deal lead ghost",
            (true, Some(By::Keys)) => "deal lead lifted",
        };
        card.set_class_name(class);
        let stop = self.tab_stop.get_untracked() == Some(deal);
        // Refused only for names that are none.
        let _ = card.set_attribute("tabindex", if stop { "0" } else { "-1" });
    }

    /// Dresses the few cards anew that stand out, or did so until now: to ask every card would take longer than the move.
    fn keep_dressed(&self) {
        let desk = *self;
        Effect::new(move |last: Option<[Option<DealId>; 3]>| {
            let lifted = desk.lifted.with(|lifted| lifted.as_ref().map(|lifted| lifted.deal));
            let now = [desk.tab_stop.get(), lifted, desk.ending.get()];
            let changed = now.into_iter().zip(last.unwrap_or_default()).filter(|(now, last)| now != last);
            for deal in changed.flat_map(|(now, last)| [now, last]).flatten() {
                if let Some(card) = card_element(deal) {
                    desk.dress(&card, deal);
                }
            }
            now
        });
    }

    /// Returns the focus to its card when the element that had it is gone: after a move, an undo, a closed dialog.
    fn keep_focus(&self) {
        let desk = *self;
        Effect::new(move |first: Option<()>| {
            desk.tab_stop.track();
            desk.lanes.with_value(|lanes| lanes.iter().for_each(|lane| lane.shown.track()));
            let talking = desk.moves.talk.with(Option::is_some);
            if first.is_some() && !talking && desk.held.get_value() {
                after_paint(move || desk.regain());
            }
        });
        // Going elsewhere on the page lets the cards go; a dialog or a toast does not.
        let left = window_event_listener(leptos::ev::focusin, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let near = target.is_some_and(|on| matches!(on.closest(".board, .outs, dialog, .toasts"), Ok(Some(_))));
            if !near {
                let _ = desk.held.try_set_value(false);
            }
        });
        on_cleanup(move || left.remove());
    }

    fn regain(&self) {
        let focused = document().active_element();
        let lost = focused.is_none_or(|element| element.tag_name() == "BODY");
        if let (true, Some(Some(deal))) = (lost, self.tab_stop.try_get_untracked()) {
            self.reveal.set(Some(deal));
            focus_card(deal);
        }
    }
}

/// Takes the focus from its card while the page is laid out as it is. The browser would do so when the card leaves its
/// column, in the middle of a change, and lay out everything twice; [`Desk::regain`] gives it back.
fn let_go_of_focus() {
    let focused = document().active_element().and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(card) = focused.filter(|focused| focused.has_attribute("data-id")) {
        // An element that has the focus can lose it.
        let _ = card.blur();
    }
}

/// Gives the card of a deal the focus, once it has been drawn.
fn focus_card(deal: DealId) {
    request_animation_frame(move || {
        let card = document().query_selector(&format!(".board [data-id=\"{deal}\"]")).ok().flatten();
        if let Some(card) = card.and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only by an element that can't have the focus.
            let _ = card.focus();
        }
    });
}

/// The card that Tab reaches: the one that had the focus last, else the one that took its place, else the first.
fn tab_stop(
    lanes: Vec<Lane>,
    at: RwSignal<Option<DealId>>,
    place: StoredValue<(usize, usize)>,
) -> Memo<Option<DealId>> {
    Memo::new(move |_| {
        let at = at.get();
        let found = at.filter(|at| lanes.iter().any(|lane| lane.shown.with(|shown| shown.deals.contains(at))));
        let (column, place) = place.get_value();
        let neighbour = || {
            at?;
            let lane = lanes.get(column)?;
            lane.shown.with(|shown| shown.deals.get(place.min(shown.deals.len().saturating_sub(1))).copied())
        };
        let first = || lanes.iter().find_map(|lane| lane.shown.with(|shown| shown.deals.first().copied()));
        found.or_else(neighbour).or_else(first)
    })
}

fn lane(store: Store, stage: Stage, filter: Memo<Filter>, now: RwSignal<Moment>) -> Lane {
    let shown = Memo::new(move |_| {
        store.column(stage.id, |_| ());
        filter.with(|filter| {
            // Only what is picked by its need changes as time goes by.
            let now = if filter.need.is_some() { now.get() } else { now.get_untracked() };
            let schedule = store.schedule();
            store.peek(|workspace| Shown::of(workspace, &stage, filter, now, &schedule))
        })
    });
    Lane { shown }
}

/// The board of this page.
pub(super) fn use_desk() -> Desk {
    expect_context()
}
