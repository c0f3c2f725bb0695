//! Tabs by keys, as everywhere: the arrows, Home and End go from one to the next and open it; Tab goes on to what it shows.
//! Deliberately not here: drawing them. The chosen one has `tabindex=0`, the others −1.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a key does on a list of tabs (`on:keydown` of `role=tablist`).
pub fn arrows(event: KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Ok(Some(list)) = here.closest("[role=tablist]") else { return };
    let Ok(tabs) = list.query_selector_all("[role=tab]") else { return };
    let tab = |at: u32| tabs.get(at).and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
    let count = tabs.length();
    let Some(at) = (0..count).find(|&at| tab(at).is_some_and(|tab| *tab == here)) else { return };
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(tab) = tab(to) {
        // Refused only by an element that can't have the focus.
        let _ = tab.focus();
        tab.click();
    }
}

/// The tab stop of one of them: the chosen one is reached by Tab, the others by the arrows.
pub fn stop(chosen: bool) -> &'static str {
    if chosen { "0" } else { "-1" }
}
