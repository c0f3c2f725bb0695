//! Content that is fetched when it is asked for: the example company, ready funnels.
//! Deliberately not here: what it says (`data`).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::address;

/// The text of a file of `public/content`; none when it can't be had, as on a first visit without a network.
pub async fn content(name: &str) -> Option<String> {
    let address = format!("{}/content/{name}", address::base());
    let response: Response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
