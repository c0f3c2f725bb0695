//! The regulation of the funnel on the page and of each of its stages: read, written, signed, printed.
//! Deliberately not here: what a wording is (`domain::regulation`), figures (`insight::regulation`).

mod kept;
mod list;
mod paper;
mod past;
mod people;
mod ready;
mod sheet;
mod shown;
mod write;

use leptos::prelude::*;

use self::kept::Kept;
use self::list::List;
use self::paper::Paper;
use self::people::Signatures;
use self::ready::Offer;
use self::sheet::Sheet;
use self::shown::Shown;
use super::editing::use_editing;
use crate::ui::icon::Icon;

/// The tab. Which regulation is read stands in the address: `?of=deals-4r.quote`.
#[component]
pub(super) fn RegulationTab() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.regulations;
    let shown = Shown::new(editing);
    provide_context(shown);
    let live = Memo::new(move |_| editing.live.with(Option::is_some));
    let there = Memo::new(move |_| shown.regulation.with(Option::is_some));
    move || {
        if !live.get() {
            return view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::NOTE class="i i20" /></span>
                    <h3>{words.no_funnel}</h3>
                    <p>{words.no_funnel_why}</p>
                </div>
            }
            .into_any();
        }
        view! {
            <Offer />
            <div class="editor charters">
                <List />
                <Sheet />
                {move || there.get().then(|| view! { <div class="col g4"><Signatures /><Kept /></div> })}
            </div>
            <Paper />
        }
        .into_any()
    }
}
