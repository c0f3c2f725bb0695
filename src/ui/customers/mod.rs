//! The customers.
use crate::domain::CustomerId;
use leptos::prelude::*;
/// The list of customers, with one open beside it.
#[component]
pub fn CustomersPage(open: Option<CustomerId>) -> impl IntoView {
    let _ = open;
    view! { <main class="main" id="main"></main> }
}
