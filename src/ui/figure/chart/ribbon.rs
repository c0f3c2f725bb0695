//! The funnel as a ribbon, now and after a change: what the change adds stands around what there is.

use leptos::prelude::*;

use super::geometry::{RIBBON, ribbon};

/// The ribbon. Shares are of the widest place that may come about.
#[component]
pub fn Ribbon(
    /// What reaches each stage now, stage by stage.
    #[prop(into)]
    now: Signal<Vec<f64>>,
    /// What would reach it.
    #[prop(into)]
    then: Signal<Vec<f64>>,
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let view_box = move || format!("0 0 {} {RIBBON}", now.with(Vec::len).max(1) * 100);
    view! {
        <svg class="ribbon-then" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=move || label.get()>
            <path class="then" d=move || then.with(|shares| ribbon(shares))></path>
            <path class="now" d=move || now.with(|shares| ribbon(shares))></path>
        </svg>
    }
}
