//! First run.
use leptos::prelude::*;
/// What to begin with.
#[component]
pub fn StartPage() -> impl IntoView {
    view! { <main class="start" id="main"></main> }
}
