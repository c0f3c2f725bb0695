//! What a number is made of: pieces one after another, of which the hatched one is not decided yet.

use leptos::prelude::*;

/// A piece of a stacked bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `adv` for passed, `hatch` for open, `lost`.
    pub class: &'static str,
    /// How much it is. Nothing is not drawn.
    pub count: usize,
}

/// The bar. It begins at nothing; its length says how much all pieces are.
#[component]
pub fn Bars(
    /// Its length, as a share of the longest.
    share: f64,
    /// The pieces.
    pieces: Vec<Piece>,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let drawn = pieces.into_iter().filter(|piece| piece.count > 0);
    let drawn = drawn.map(|Piece { class, count }| view! { <i class=class style=("--n", count.to_string())></i> });
    let width = format!("{:.1}", share.clamp(0.0, 1.0) * 100.0);
    view! {
        <div class="bars" style=("--w", width) role="img" title=label.clone() aria-label=label>{drawn.collect_view()}</div>
    }
}
