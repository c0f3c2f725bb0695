//! Files out of the page: a text becomes a download.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers a text as a file of this name and type (`text/csv`, `application/json`).
///
/// Does nothing where the browser has no memory for it; the person sees that no download began and can try again.
pub fn download(name: &str, kind: &str, parts: &[String]) {
    let texts: Array = parts.iter().map(|part| wasm_bindgen::JsValue::from_str(part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&texts, &options) {
        download_blob(name, &blob);
    }
}

/// Offers bytes as a file of this name and type, with the same care as [`download`].
pub fn download_bytes(name: &str, kind: &str, bytes: &[u8]) {
    let parts = Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) {
        download_blob(name, &blob);
    }
}

/// Offers what is in memory as a file of this name.
pub fn download_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let anchor =
        leptos::prelude::document().create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&address);
        // A name is typed and searched for; nobody finds the no-break spaces of a sentence on the keyboard.
        anchor.set_download(&name.replace('\u{a0}', " "));
        anchor.click();
    }
    // The click has handed the address to the browser's own download.
    let _ = Url::revoke_object_url(&address);
}
