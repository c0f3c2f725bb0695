//! Where the keyboard is when what had it goes. Dialogs give it back by themselves (`dialog`).

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Keeps the keyboard near a button that is about to go: at what it stands in.
pub fn stay(event: &MouseEvent, inside: &str) {
    let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let place = button.and_then(|button| button.closest(inside).ok().flatten());
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        // What is on the page can be given the keyboard.
        let _ = place.focus();
    }
}
