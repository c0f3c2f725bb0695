//! Lists whose order a person changes: by a grip that is dragged, or by Alt with the arrows on it.
//! A list is a `[data-order]` whose items are `[data-item]`; the grip stands inside its item.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::app::clock;
use crate::app::locale::use_words;
use crate::ui::icon::Icon;

/// An item in the air.
struct Held {
    item: HtmlElement,
    /// Middles of the other items, from the top of the page.
    middles: Vec<f64>,
    from_y: f64,
    /// Where it stood, and where it would stand now.
    from: usize,
    to: usize,
}

/// Takes an item of a list by pointer or by keys.
#[component]
pub(super) fn Grip(
    /// What is moved.
    #[prop(into)]
    name: Signal<String>,
    /// By which the item is found again: unique on the page.
    #[prop(into)]
    key: String,
    /// Puts it at another place of the list.
    #[prop(into)]
    put: Callback<usize>,
) -> impl IntoView {
    let words = use_words().setup;
    let held = StoredValue::new_local(None::<Held>);
    let label = move || words.grip.fill([&name.get()]);
    let again = key.clone();
    let put = Callback::new(move |to: usize| {
        focus_later(&format!("[data-grip=\"{again}\"]"));
        // Whoever knows the item by its place gives the focus to the new one after that.
        put.run(to);
    });
    let let_go = move |drop: bool| {
        let Some(Some(held)) = held.try_update_value(Option::take) else { return };
        let _ = held.item.style().remove_property("transform");
        let _ = held.item.class_list().remove_1("lifted");
        if drop && held.from != held.to {
            put.run(held.to);
        }
    };
    let on_down = move |event: PointerEvent| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = button.filter(|_| event.button() == 0) else { return };
        let _ = button.set_pointer_capture(event.pointer_id());
        held.set_value(lift(&button, f64::from(event.client_y())));
    };
    let on_move = move |event: PointerEvent| {
        held.update_value(|held| {
            if let Some(held) = held {
                held.carry(f64::from(event.client_y()));
            }
        });
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && held.with_value(Option::is_some) {
            event.stop_propagation();
            return let_go(false);
        }
        if let Some(by) = step(&event)
            && let Some((at, count)) = event.target().and_then(|target| place(&target.dyn_into().ok()?))
            && let Some(to) = at.checked_add_signed(by).filter(|to| *to < count)
        {
            event.prevent_default();
            event.stop_propagation();
            put.run(to);
        }
    };
    view! {
        <button class="grip" type="button" data-grip=key aria-label=label title=words.move_hint aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            on:pointerdown=on_down on:pointermove=on_move on:pointerup=move |_| let_go(true) on:pointercancel=move |_| let_go(false) on:keydown=on_key>
            <Icon name=Icon::GRIP class="i i14" />
        </button>
    }
}

/// Alt with an arrow: a place up or down.
pub(super) fn step(event: &KeyboardEvent) -> Option<isize> {
    match (event.alt_key(), event.code().as_str()) {
        (true, "ArrowUp") => Some(-1),
        (true, "ArrowDown") => Some(1),
        _ => None,
    }
}

/// Gives the focus to what a selector finds once the page shows what was done.
pub(super) fn focus_later(selector: &str) {
    let selector = selector.to_owned();
    clock::after_paint(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // Refused only by an element that can't have the focus.
            let _ = element.focus();
        }
    });
}

/// The place of the item in which an element stands, and how many items the list has.
fn place(inside: &Element) -> Option<(usize, usize)> {
    let (item, items) = around(inside)?;
    Some((items.iter().position(|other| *other == item)?, items.len()))
}

fn around(inside: &Element) -> Option<(Element, Vec<Element>)> {
    let item = inside.closest("[data-item]").ok()??;
    let list = item.closest("[data-order]").ok()??;
    let children = list.children();
    let items = (0..children.length()).filter_map(|at| children.item(at));
    Some((item, items.filter(|child| child.has_attribute("data-item")).collect()))
}

fn lift(inside: &Element, y: f64) -> Option<Held> {
    let (item, items) = around(inside)?;
    let from = items.iter().position(|other| *other == item)?;
    let middle = |item: &Element| {
        let rect = item.get_bounding_client_rect();
        rect.top() + rect.height() / 2.0
    };
    let middles = items.iter().filter(|other| **other != item).map(middle).collect();
    let _ = item.class_list().add_1("lifted");
    Some(Held { item: item.dyn_into().ok()?, middles, from_y: y, from, to: from })
}

impl Held {
    fn carry(&mut self, y: f64) {
        let _ = self.item.style().set_property("transform", &format!("translateY({}px)", y - self.from_y));
        self.to = self.middles.iter().filter(|middle| **middle < y).count();
    }
}
