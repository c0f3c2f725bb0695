//! «Здесь»: what this browser keeps.
use leptos::prelude::*;
/// The page.
#[component]
pub fn HerePage() -> impl IntoView {
    view! { <main class="main" id="main"></main> }
}
/// What is wrong with the disk and what to do.
#[component]
pub fn StorageBanner() -> impl IntoView {}
/// The sheet of keys.
#[component]
pub fn KeyHelp(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let _ = on_close;
}
