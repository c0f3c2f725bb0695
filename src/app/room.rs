//! Room for the data on this device: how much they take, and the browser's promise to keep them.
//! Deliberately not here: the data themselves (`storage`).

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Whether the browser has promised to keep the data, and how much room they take: used and granted bytes. Nothing when
/// the browser does not say.
pub async fn room() -> Option<(bool, Option<(f64, f64)>)> {
    let storage = window().navigator().storage();
    let persisted = JsFuture::from(storage.persisted().ok()?).await.ok()?.is_truthy();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let number = |name: &str| js_sys::Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some((persisted, number("usage").zip(number("quota"))))
}

/// Asks the browser to keep the data when the disk runs short. What it answered is in [`room`].
pub async fn ask_to_keep() {
    if let Ok(promise) = window().navigator().storage().persist() {
        // Its answer is read back.
        let _ = JsFuture::from(promise).await;
    }
}
