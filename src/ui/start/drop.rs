//! A file dropped anywhere on the page goes to the import instead of taking the page's place.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::locale::use_words;
use crate::ui::icon::Icon;
use crate::ui::import::use_inbox;

/// Files dropped anywhere on the page go to the import.
#[component]
pub fn DropTarget() -> impl IntoView {
    let words = use_words();
    let inbox = use_inbox();
    let over = RwSignal::new(false);
    let has_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let listeners = [
        window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
                over.set(!taken_elsewhere(&event));
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            // Leaving the window has no element to go to.
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            over.set(false);
            if has_files(&event) && !taken_elsewhere(&event) {
                event.prevent_default();
                if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                    inbox.take(&files);
                }
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    move || {
        over.get().then(|| {
            view! { <div class="dropping"><Icon name=Icon::UPLOAD class="i i20" /><b>{words.shell.drop}</b></div> }
        })
    }
}

/// Whether a part of the page that says so takes files for itself.
fn taken_elsewhere(event: &web_sys::DragEvent) -> bool {
    let on = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    on.is_some_and(|on| matches!(on.closest("[data-takes-files]"), Ok(Some(_))))
}
