//! A text into the clipboard, and a table that keeps its cells.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

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

/// Gives a table to the clipboard, as text for spreadsheets and as markup for letters; as text alone where the browser takes
/// no more. False where the browser does not let it.
pub async fn table_to_clipboard(text: &str, markup: &str) -> bool {
    match both(text, markup) {
        Some(writing) => JsFuture::from(writing).await.is_ok() || to_clipboard(text),
        None => to_clipboard(text),
    }
}

fn both(text: &str, markup: &str) -> Option<Promise> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let clipboard = get(&window().navigator(), "clipboard").filter(|clipboard| !clipboard.is_undefined())?;
    let item: Function = get(&window(), "ClipboardItem")?.dyn_into().ok()?;
    let kinds = Object::new();
    for (kind, written) in [("text/plain", text), ("text/html", markup)] {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&written.into()), &options).ok()?;
        Reflect::set(&kinds, &kind.into(), &blob).ok()?;
    }
    let item = Reflect::construct(&item, &Array::of1(&kinds)).ok()?;
    let write: Function = get(&clipboard, "write")?.dyn_into().ok()?;
    write.call1(&clipboard, &Array::of1(&item)).ok()?.dyn_into().ok()
}
