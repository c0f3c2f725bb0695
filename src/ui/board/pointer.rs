//! Carrying a card by the mouse: a copy of it follows the pointer by `transform` alone, on a pane over the whole page
//! that takes the pointer; nothing under it is drawn anew before the card comes over another column.
//!
//! Deliberately not here: when a card counts as lifted and where it falls (`drag`), what that means (`desk`).

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::desk::Desk;
use super::drag::{Drag, Lanes, Point, Then, pull};
use crate::app::clock::after_paint;
use crate::domain::{DealId, Gate, Slug};

/// How long a card takes home, as the style sheet has it (`--base`).
const HOME: std::time::Duration = std::time::Duration::from_millis(180);

/// A pane over the page and the copy of a card in it.
#[derive(Clone)]
struct Ghost {
    pane: HtmlElement,
    card: HtmlElement,
}

/// The hand that carries a card.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    desk: Desk,
    board: NodeRef<leptos::html::Div>,
    held: StoredValue<Held, LocalStorage>,
}

#[derive(Default)]
struct Held {
    /// The pane with the card that follows the pointer, while one does.
    ghost: Option<Ghost>,
    /// Where in the card it was taken.
    grip: Point,
    height: f64,
    lanes: Lanes,
    /// How far the board is scrolled, and its edges on the screen.
    scrolled: f64,
    left: f64,
    right: f64,
    /// Whether there is anywhere to scroll to.
    wide: bool,
    at: Point,
    /// A card was carried since the button went down: what follows is no click.
    carried: bool,
}

impl Hand {
    pub(super) fn new(desk: Desk, board: NodeRef<leptos::html::Div>) -> Self {
        let hand = Self { desk, board, held: StoredValue::new_local(Held::default()) };
        on_cleanup(move || hand.drop_ghost());
        hand
    }

    /// The button goes down.
    pub(super) fn press(&self, event: &PointerEvent) {
        self.held.update_value(|held| held.carried = false);
        // Fingers scroll; a narrow screen has «На этап» instead.
        if event.button() != 0 || event.pointer_type() == "touch" || is_phone() || on_menu(event) {
            return;
        }
        let Some((card, deal, from)) = card_of(self.desk, event) else { return };
        let rect = card.get_bounding_client_rect();
        let at = point(event);
        self.held.update_value(|held| {
            held.grip = Point { x: at.x - rect.left(), y: at.y - rect.top() };
            held.height = rect.height();
        });
        self.desk.drag.update_value(|drag| drag.press(deal, from, at));
    }

    /// The pointer moves.
    pub(super) fn moved(&self, event: &PointerEvent) {
        if self.desk.drag.with_value(|drag| *drag == Drag::Rest) {
            return;
        }
        self.carry(point(event));
    }

    /// The button goes up.
    pub(super) fn release(&self) {
        let then = self.desk.drag.try_update_value(Drag::release).unwrap_or(Then::Nothing);
        self.land(then);
    }

    /// Esc, or the browser took the pointer away.
    pub(super) fn cancel(&self) {
        let then = self.desk.drag.try_update_value(Drag::cancel).unwrap_or(Then::Nothing);
        self.land(then);
    }

    /// Whether what looks like a click is the end of a drag.
    pub(super) fn was_drag(&self) -> bool {
        self.held.with_value(|held| held.carried)
    }

    fn carry(&self, at: Point) {
        let column = self.held.try_update_value(|held| {
            held.at = at;
            if let Some(ghost) = &held.ghost {
                place(&ghost.card, at, held.grip);
            }
            held.lanes.at(at.x + held.scrolled)
        });
        let then = self.desk.drag.try_update_value(|drag| drag.moved(at, column.flatten())).unwrap_or(Then::Nothing);
        match then {
            Then::Lift { deal, .. } => {
                self.raise(deal);
                self.desk.follow(then);
                // Where the columns are is known only now.
                self.carry(at);
            }
            Then::Over(_) => {
                self.desk.follow(then);
            }
            _ => {}
        }
        self.hold_reason_below();
    }

    /// Makes the copy of the card that follows the pointer, and measures where the columns are.
    fn raise(&self, deal: DealId) {
        let (Some(board), Some(card)) = (self.board.get_untracked(), card_element(deal)) else { return };
        let Some(ghost) = copy(&board, &card) else { return };
        self.held.update_value(|held| {
            let rect = board.get_bounding_client_rect();
            held.scrolled = f64::from(board.scroll_left()) - rect.left();
            (held.left, held.right) = (rect.left(), rect.right());
            held.wide = board.scroll_width() > board.client_width();
            held.lanes.edges = elements(&board, ".stage")
                .map(|stage| {
                    let rect = stage.get_bounding_client_rect();
                    (rect.left() + held.scrolled, rect.right() + held.scrolled)
                })
                .collect();
            place(&ghost.card, held.at, held.grip);
            held.ghost = Some(ghost);
            held.carried = true;
        });
        if self.held.with_value(|held| held.wide) {
            self.creep();
        }
    }

    /// Scrolls the board while the card is held near its edge.
    fn creep(&self) {
        let hand = *self;
        request_animation_frame(move || {
            let Some(Some((by, at))) = hand
                .held
                .try_with_value(|held| held.ghost.as_ref().map(|_| (pull(held.at.x, held.left, held.right), held.at)))
            else {
                return;
            };
            if let (true, Some(board)) = (by != 0.0, hand.board.get_untracked()) {
                #[expect(clippy::cast_possible_truncation, reason = "pixels of a board")]
                board.set_scroll_left(board.scroll_left() + by.round() as i32);
                let left = hand.held.with_value(|held| held.left);
                hand.held.update_value(|held| held.scrolled = f64::from(board.scroll_left()) - left);
                hand.carry(at);
            }
            hand.creep();
        });
    }

    /// The reason of a refusal stands under the card, in the column that refuses.
    fn hold_reason_below(&self) {
        let refused = self.desk.lifted.with_untracked(|lifted| {
            let (lifted, over) = (lifted.as_ref()?, self.desk.over.get_untracked()?);
            Some(matches!(lifted.gates[over].as_ref(), Gate::Closed(_)))
        });
        if refused != Some(true) {
            return;
        }
        let Some(why) = self.board.get_untracked().and_then(|board| board.query_selector(".why").ok().flatten()) else {
            return;
        };
        if let (Ok(why), Some(stage)) = (why.clone().dyn_into::<HtmlElement>(), why.parent_element()) {
            let below = self.held.with_value(|held| held.at.y - held.grip.y + held.height + 12.0);
            let top = below - stage.get_bounding_client_rect().top();
            let _ = why.style().set_property("--y", &format!("{top}px"));
        }
    }

    fn land(&self, then: Then) {
        if then == Then::Nothing {
            return;
        }
        let deal = match then {
            Then::Drop { deal, .. } | Then::PutBack { deal, .. } => Some(deal),
            _ => None,
        };
        let taken = self.desk.follow(then);
        match deal.filter(|_| !taken).and_then(card_element) {
            Some(home) => self.send_home(&home),
            None => self.drop_ghost(),
        }
    }

    fn send_home(&self, home: &Element) {
        let Some(Some(ghost)) = self.held.try_update_value(|held| held.ghost.take()) else { return };
        let rect = home.get_bounding_client_rect();
        // The page can be worked with again at once.
        let _ = ghost.pane.class_list().add_1("home");
        place(&ghost.card, Point { x: rect.left(), y: rect.top() }, Point::default());
        set_timeout(move || ghost.pane.remove(), HOME);
    }

    fn drop_ghost(&self) {
        if let Some(Some(ghost)) = self.held.try_update_value(|held| held.ghost.take()) {
            // Out of sight now, away later: an element that leaves has the whole page laid out.
            let _ = ghost.pane.class_list().add_1("gone");
            after_paint(move || ghost.pane.remove());
        }
    }
}

/// The card, its deal and its column, that an event happened on.
pub(super) fn card_of(desk: Desk, event: &web_sys::Event) -> Option<(Element, DealId, usize)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let card = target.closest("[data-id]").ok()??;
    let deal = card.get_attribute("data-id")?.parse().ok()?;
    let stage: Slug = card.closest("[data-stage]").ok()??.get_attribute("data-stage")?.parse().ok()?;
    let column = desk.read(|pipeline| pipeline.position(stage))?;
    Some((card, deal, column))
}

/// What a press on a part of a card asks for: the `data-do` of the button that was hit, or nothing for the card itself.
/// None when it is a matter of the browser: a link, or a click with another button or key.
pub(super) fn pressed(event: &MouseEvent) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    if matches!(target.closest("a"), Ok(Some(_))) || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    let button = target.closest("[data-do]").ok().flatten();
    Some(button.and_then(|button| button.get_attribute("data-do")).unwrap_or_default())
}

/// The card of a deal.
pub(super) fn card_element(deal: DealId) -> Option<Element> {
    document().query_selector(&format!(".board [data-id=\"{deal}\"]")).ok().flatten()
}

/// The elements inside another that a selector finds.
pub(super) fn elements(inside: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = inside.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

fn copy(board: &Element, card: &Element) -> Option<Ghost> {
    let div = || document().create_element("div").ok()?.dyn_into::<HtmlElement>().ok();
    let copied = card.clone_node_with_deep(true).ok()?.dyn_into::<HtmlElement>().ok()?;
    for name in ["data-id", "tabindex", "aria-label"] {
        let _ = copied.remove_attribute(name);
    }
    let _ = copied.class_list().add_1("lifted");
    let (pane, carried) = (div()?, div()?);
    pane.set_class_name(if board.class_list().contains("compact") { "drag compact" } else { "drag" });
    let _ = pane.set_attribute("aria-hidden", "true");
    let _ = carried.style().set_property("inline-size", &format!("{}px", card.get_bounding_client_rect().width()));
    carried.append_child(&copied).ok()?;
    pane.append_child(&carried).ok()?;
    document().body()?.append_child(&pane).ok()?;
    Some(Ghost { pane, card: carried })
}

fn place(ghost: &HtmlElement, at: Point, grip: Point) {
    let _ = ghost.style().set_property("transform", &format!("translate({}px,{}px)", at.x - grip.x, at.y - grip.y));
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn on_menu(event: &PointerEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(".outs"), Ok(Some(_))))
}

/// Whether the screen is as narrow as the style sheet's phone.
pub(super) fn is_phone() -> bool {
    window().match_media("(max-width: 47.99em)").ok().flatten().is_some_and(|query| query.matches())
}
