//! A figure and how sure it is: the tick is the figure, the band its range, a dashed tick what it was or should be.

use leptos::prelude::*;

use super::percent;

/// The interval. Places are shares of the track; what lies beyond it is drawn at its end.
#[component]
pub fn Whisk(
    /// Where the band begins.
    low: f64,
    /// Where it ends.
    high: f64,
    /// Where the tick stands.
    at: f64,
    /// Where the dashed tick stands: before, or the norm.
    #[prop(optional_no_strip)]
    mark: Option<f64>,
    /// Another colour than the usual: `var(--d-orange)` for worse.
    #[prop(default = "var(--d-blue)")]
    colour: &'static str,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let place = |share: f64| percent(share.clamp(0.0, 1.0));
    view! {
        <span
            class="whisk"
            style=("--lo", place(low))
            style=("--hi", place(high))
            style=("--p", place(at))
            style=("--c", colour)
            role="img"
            title=label.clone()
            aria-label=label
        >
            <i></i><b></b>{mark.map(|mark| view! { <u style=("--b", place(mark))></u> })}
        </span>
    }
}
