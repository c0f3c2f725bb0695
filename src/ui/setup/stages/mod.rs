//! The stages of a funnel: the list of stages and ends, and the sheet of the one that is chosen.
//! Deliberately not here: loss reasons and questions, which have tabs of their own; what is unwise in a funnel
//! (`adviser`).

mod data;
mod end;
mod ends;
mod list;
mod proofs;
mod rules;
mod script;
mod sheet;
mod split;
mod whole;

use leptos::prelude::*;

use super::editing::use_editing;
use super::figures::Figures;
use crate::app::clock;
use crate::domain::Slug;

/// Whether the screen is as narrow as the style sheet's phone.
fn is_phone() -> bool {
    window().match_media("(max-width: 47.99em)").ok().flatten().is_some_and(|query| query.matches())
}

/// What the sheet is about.
#[derive(Clone, Copy, PartialEq)]
enum Sheet {
    /// The funnel itself.
    Whole,
    Stage(Slug),
    End(Slug),
}

/// The list and the sheet.
#[component]
pub(super) fn StagesTab() -> impl IntoView {
    let editing = use_editing();
    provide_context(Figures::new(editing));
    let sheet = Memo::new(move |_| {
        let place = editing.chosen.get();
        editing.funnel.with(|funnel| match funnel {
            Some(funnel) if funnel.stage(place).is_some() => Sheet::Stage(place),
            Some(funnel) if funnel.end(place).is_some() => Sheet::End(place),
            _ => Sheet::Whole,
        })
    });
    // Where the sheet stands below the list, it comes into sight when another one is chosen.
    Effect::new(move |before: Option<Sheet>| {
        let sheet = sheet.get();
        if before.is_some_and(|before| before != sheet) && is_phone() {
            clock::after_paint(|| {
                if let Some(panel) = document().get_element_by_id("sheet") {
                    panel.scroll_into_view();
                }
            });
        }
        sheet
    });
    let shown = move || match sheet.get() {
        Sheet::Whole => view! { <whole::WholeSheet /> }.into_any(),
        Sheet::Stage(stage) => view! { <sheet::StageSheet stage /> }.into_any(),
        Sheet::End(end) => view! { <end::EndSheet end /> }.into_any(),
    };
    view! {
        <section class="panel places" aria-label=editing.words.setup.list>
            <list::List />
            <ends::Ends />
        </section>
        <section class="panel" id="sheet">{shown}</section>
    }
}
