//! How many took how long: a column for each stretch, and a line where the norm ends.

use leptos::prelude::*;

use super::percent;

/// The columns, of one width, beginning at nothing.
#[component]
pub fn Histogram(
    /// How many there are of each stretch, the shortest first.
    counts: Vec<usize>,
    /// After how many columns the norm ends; between two whole numbers it lies within a column.
    #[prop(optional_no_strip)]
    norm: Option<f64>,
    /// What stands under each column.
    names: Vec<String>,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let most = counts.iter().copied().max().unwrap_or_default().max(1) as f64;
    let columns = counts.len().max(1) as f64;
    let late = move |at: usize| norm.is_some_and(|norm| at as f64 >= norm);
    let column = |(at, count): (usize, usize)| {
        let name = names.get(at).cloned();
        view! {
            <li>
                <i class:lost=late(at) style=("--v", percent(count as f64 / most))></i>
                <small>{name}</small>
            </li>
        }
    };
    let line = norm.map(|norm| view! { <u style=("--b", percent((norm / columns).clamp(0.0, 1.0)))></u> });
    view! {
        <div class="hist" role="img" title=label.clone() aria-label=label>
            <ol aria-hidden="true">{counts.iter().copied().enumerate().map(column).collect_view()}</ol>
            {line}
        </div>
    }
}
