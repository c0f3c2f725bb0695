//! Where a page of «Устройство» stands: the way back to the list and its name.

use leptos::prelude::*;

use crate::app::address::href;
use crate::app::locale::use_words;
use crate::app::route::Route;
use crate::ui::icon::Icon;

/// The way; on a phone, where there is no room for it, one arrow.
#[component]
pub(super) fn Crumbs(
    /// What the page is called.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let words = use_words();
    let list = href(Route::Setup);
    view! {
        <nav class="crumbs" aria-label=words.deal.path>
            <a class="btn ghost icon mobile" href=list.clone() aria-label=words.setup.to_list><Icon name=Icon::CHEV_L class="i i20" /></a>
            <a class="desktop" href=list>{words.setup.title}</a>
            <span class="desktop"><Icon name=Icon::CHEV_R /></span>
            <h1>{name}</h1>
        </nav>
    }
}
