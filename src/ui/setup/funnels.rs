//! To be filled.

use leptos::prelude::*;

/// To be filled.
#[component]
pub fn SetupPage() -> impl IntoView {}
