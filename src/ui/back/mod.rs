//! «Возврат»: those who have bought, scored.
use crate::app::store::Store;
use crate::domain::Pipeline;
use leptos::prelude::*;
use std::sync::Arc;
/// The scores.
#[component]
pub fn ReturnPage(pipeline: Arc<Pipeline>) -> impl IntoView {
    view! { <main class="main" id="main"><header class="top"><super::frame::FourSwitch /></header><p>{pipeline.name.ru.clone()}</p></main> }
}
/// How many customers have bought.
pub fn buyers(store: Store) -> usize {
    store.all("purchase", |w| w.purchases().len())
}
