//! To be filled.

use leptos::prelude::*;

/// To be filled.
#[component]
pub(super) fn StagesTab() -> impl IntoView {}
