//! A text into the clipboard.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Gives a text to the clipboard; false where the browser has none for this page.
pub fn to_clipboard(text: &str) -> bool {
    let navigator = JsValue::from(window().navigator());
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let clipboard = get(&navigator, "clipboard").filter(|clipboard| !clipboard.is_undefined());
    let written = clipboard.and_then(|clipboard| {
        let write: js_sys::Function = get(&clipboard, "writeText")?.dyn_into().ok()?;
        write.call1(&clipboard, &text.into()).ok()
    });
    written.is_some()
}
