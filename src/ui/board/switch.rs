//! The switch between a funnel as a board and as a table: both at one address, with the same filters.

use leptos::prelude::*;

use crate::app::address::use_query;
use crate::app::locale::use_words;
use crate::ui::icon::Icon;

/// What the address calls the table.
pub(in crate::ui) const LIST: &str = "list";

/// The switch.
#[component]
pub(in crate::ui) fn ViewSwitch() -> impl IntoView {
    let words = &use_words().shell;
    let (view, set_view) = use_query("view");
    let button = move |this: &'static str, icon: Icon, name: &'static str| {
        view! {
            <button
                type="button"
                title=name
                aria-label=name
                aria-pressed=move || (view.get() == this).to_string()
                on:click=move |_| set_view(this)
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <div class="seg looks" role="group" aria-label=words.view>
            {button("", Icon::BOARD, words.board)}
            {button(LIST, Icon::TABLE, words.table)}
        </div>
    }
}
