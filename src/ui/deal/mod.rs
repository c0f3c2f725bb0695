//! The page of a deal.
use crate::domain::DealId;
use leptos::prelude::*;
/// A deal.
#[component]
pub fn DealPage(id: DealId) -> impl IntoView {
    let _ = id;
    view! { <main class="main" id="main"></main> }
}
