//! What is left, or has come about, as time goes on: step curves over one axis of time.

use leptos::prelude::*;

use super::geometry::{steps, ticks};
use super::percent;

/// The drawing's own units; it is stretched to its room, and its lines keep their width.
const SIZE: (f64, f64) = (400.0, 100.0);
/// So many ticks there are at most on the axis of time.
const TICKS: usize = 6;

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `adv`, `lost`, `was` for a dashed one.
    pub class: &'static str,
    /// Time and share at each step, in order of time, beginning at 0.
    pub points: Vec<(f64, f64)>,
}

/// The curves. Shares go from 0 at the bottom to 1 at the top.
#[component]
pub fn Curve(
    /// The curves, the first lowest.
    lines: Vec<Line>,
    /// The longest time that is shown.
    longest: f64,
    /// Where the norm ends.
    #[prop(optional_no_strip)]
    norm: Option<f64>,
    /// How a time is written under the axis.
    tick: impl Fn(f64) -> String,
    /// How a share is written beside it.
    share: impl Fn(f64) -> String,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let along = move |time: f64| if longest > 0.0 { time / longest } else { 0.0 };
    let line = |Line { class, points }: Line| {
        let mut points: Vec<(f64, f64)> = points.into_iter().map(|(time, share)| (along(time), share)).collect();
        // After its last step a curve goes on as it is.
        if let Some(&(_, last)) = points.last() {
            points.push((1.0, last));
        }
        view! { <path class=class d=steps(&points, SIZE)></path> }
    };
    let under = ticks(longest, TICKS).into_iter();
    let under =
        under.map(|time| view! { <span style=("inset-inline-start", percent(along(time)))>{tick(time)}</span> });
    let beside = [0.0, 0.5, 1.0].map(|of| view! { <span style=("inset-block-end", percent(of))>{share(of)}</span> });
    let norm = norm.map(|norm| view! { <u style=("--b", percent(along(norm).clamp(0.0, 1.0)))></u> });
    view! {
        <div class="curve" role="img" aria-label=label>
            <div class="shares" aria-hidden="true">{beside.into_iter().collect_view()}</div>
            <div class="room">
                <svg viewBox=format!("0 0 {} {}", SIZE.0, SIZE.1) preserveAspectRatio="none" aria-hidden="true">
                    {lines.into_iter().map(line).collect_view()}
                </svg>
                {norm}
            </div>
            <div class="axis" aria-hidden="true">{under.collect_view()}</div>
        </div>
    }
}
