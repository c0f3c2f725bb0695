//! «Обновить»: four baskets without an order.
use crate::domain::Pipeline;
use leptos::prelude::*;
use std::sync::Arc;
/// The baskets.
#[component]
pub fn RefreshPage(pipeline: Arc<Pipeline>) -> impl IntoView {
    view! { <main class="main" id="main"><header class="top"><super::frame::FourSwitch /></header><p>{pipeline.name.ru.clone()}</p></main> }
}
