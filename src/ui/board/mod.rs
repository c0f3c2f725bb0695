//! A funnel as a board of columns.
use crate::domain::Pipeline;
use leptos::prelude::*;
use std::sync::Arc;
/// A funnel as a board.
#[component]
pub fn BoardPage(pipeline: Arc<Pipeline>) -> impl IntoView {
    view! { <main class="main" id="main"><header class="top"><super::frame::FourSwitch /></header><p>{pipeline.name.ru.clone()}</p></main> }
}
