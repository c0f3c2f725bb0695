//! One figure on paper: marked while the browser prints, and the style sheet leaves everything else out (`figure.css`).

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, HtmlElement};

/// The class of the figure that alone is printed.
const ALONE: &str = "print-one";

/// Prints one figure. The mark stays until the browser says that it is done: some go on before they have printed.
pub(super) fn alone(figure: HtmlElement) {
    // A class that is a plain word is not refused.
    let _ = figure.class_list().add_1(ALONE);
    let done = Closure::once_into_js(move || {
        let _ = figure.class_list().remove_1(ALONE);
    });
    let once = AddEventListenerOptions::new();
    once.set_once(true);
    // A page always hears its own events, and a browser that does not print says so itself.
    let _ = window().add_event_listener_with_callback_and_add_event_listener_options(
        "afterprint",
        done.unchecked_ref(),
        &once,
    );
    let _ = window().print();
}
