//! The frame around a chart: the numbers behind it as a table, copied, saved as a file for spreadsheets and as a picture,
//! printed alone. The charts that several pages draw are in [`chart`].
//! Deliberately not here: what the numbers are.

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

pub mod chart;
mod picture;
mod print;
mod sheet;
mod table;
mod tools;

use leptos::html;
use leptos::prelude::*;

pub use self::sheet::{Cell, Sheet};
use self::table::Table;
use self::tools::Tools;

/// A panel with a chart.
#[component]
pub fn Figure(
    /// What its element is called: `losses`.
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: String,
    /// One line of meaning beside the title.
    #[prop(optional, into)]
    about: String,
    /// Its numbers.
    #[prop(into)]
    sheet: Signal<Sheet>,
    /// What else stands in its head: a legend, a switch. What is pressed and says nothing on paper is marked
    /// `data-not-drawn`.
    #[prop(optional, into)]
    tools: ViewFn,
    /// The class of its body.
    #[prop(optional)]
    class: &'static str,
    /// The chart.
    children: ChildrenFn,
) -> impl IntoView {
    let panel = NodeRef::<html::Section>::new();
    let as_table = RwSignal::new(false);
    let about = (!about.is_empty()).then(|| view! { <span class="c3">{about}</span> });
    let heading = format!("{id}-title");
    let chart = StoredValue::new(children);
    let body = move || match as_table.get() {
        true => view! { <div class="panel-b"><Table sheet=sheet.get() /></div> }.into_any(),
        false => view! { <div class=class>{chart.with_value(|chart| chart())}</div> }.into_any(),
    };
    view! {
        <section class="panel figure" id=id node_ref=panel aria-labelledby=heading.clone()>
            <div class="panel-h">
                <h2 id=heading.clone()>{title}</h2>
                {about}
                <span class="grow"></span>
                {move || (!as_table.get()).then(|| tools.run())}
                <Tools sheet panel as_table />
            </div>
            {body}
        </section>
    }
}
