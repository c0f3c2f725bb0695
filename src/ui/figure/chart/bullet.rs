//! A fact against its plan: what is there is solid, what is expected besides is hatched, the mark is the plan.

use leptos::prelude::*;

use super::percent;

/// The bar. Everything is in one unit, and begins at nothing.
#[component]
pub fn Bullet(
    /// What is there.
    fact: f64,
    /// What is expected on top of it.
    #[prop(optional)]
    expected: f64,
    /// What was planned.
    #[prop(optional_no_strip)]
    plan: Option<f64>,
    /// The most that the track shows: the same for all bars that are compared.
    most: f64,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let share = move |amount: f64| if most > 0.0 { (amount / most).clamp(0.0, 1.0) } else { 0.0 };
    let (till, all) = (share(fact), share(fact + expected));
    let hatched = (all > till).then(|| {
        view! { <i class="hatch" style=("inset-inline-start", percent(till)) style=("--v", percent(all - till))></i> }
    });
    view! {
        <div class="bullet" role="img" title=label.clone() aria-label=label>
            <i style=("--v", percent(till))></i>
            {hatched}
            {plan.map(|plan| view! { <u style=("--b", percent(share(plan)))></u> })}
        </div>
    }
}
