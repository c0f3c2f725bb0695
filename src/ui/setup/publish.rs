//! To be filled.

use leptos::prelude::*;

/// To be filled.
#[component]
pub(super) fn PublishBar() -> impl IntoView {}
