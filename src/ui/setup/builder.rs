//! To be filled.

use leptos::prelude::*;

/// To be filled.
#[component]
pub fn BuilderPage() -> impl IntoView {}
