//! What is wrong with the disk and what to do about it, above every page.

use leptos::ev;
use leptos::prelude::*;

use super::copies::saving;
use super::reminder::{Looking, Reminder};
use crate::app::address::href;
use crate::app::copy::Order;
use crate::app::locale::use_words;
use crate::app::opening::Disk;
use crate::app::route::Route;
use crate::app::saving::Saved;
use crate::app::store::use_store;
use crate::app::words::Words;
use crate::storage::StorageError;
use crate::ui::icon::Icon;

/// Banners about the disk, about a newer version, and about the example company.
#[component]
pub fn StorageBanner() -> impl IntoView {
    view! { <Trouble /><SetAside /><Update /><Looking /><Reminder /> }
}

/// What a failure means and what to do.
fn sentence(words: &Words, why: &StorageError) -> (&'static str, &'static str) {
    let storage = &words.storage;
    match why {
        StorageError::Blocked => (storage.blocked, storage.blocked_why),
        StorageError::Full => (storage.full, storage.full_why),
        StorageError::Lost => (storage.lost, storage.lost_why),
        StorageError::Newer { .. } => (storage.newer_data, storage.newer_data_why),
        StorageError::Stale => (storage.newer, storage.newer_why),
        StorageError::Corrupt { .. } => (storage.corrupt, storage.corrupt_why),
        StorageError::Cancelled | StorageError::Other(_) => (storage.failed, storage.failed_why),
    }
}

#[component]
fn Trouble() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let save = saving();
    move || {
        let Saved::Failed(why, waiting) = store.saving.state.get() else { return None };
        let (what, todo) = sentence(words, &why);
        let reload = matches!(why, StorageError::Stale | StorageError::Newer { .. });
        let waiting = (waiting > 0).then(|| words.storage.unsaved_count.of(waiting));
        let again = move |_| if reload { reload_page() } else { store.saving.retry() };
        Some(view! {
            <div class="banner bad" role="alert">
                <Icon name=Icon::ALERT />
                <p><b>{what}</b>" "{todo}" "{waiting}</p>
                <div class="bar">
                    <button class="btn" type="button" on:click=move |_| save(Order::default())>
                        <Icon name=Icon::DOWNLOAD />{words.storage.download}
                    </button>
                    <button class="btn" type="button" on:click=again>
                        {if reload { words.storage.reload } else { words.storage.retry }}
                    </button>
                </div>
            </div>
        })
    }
}

#[component]
fn SetAside() -> impl IntoView {
    let words = use_words();
    let disk: Disk = expect_context();
    move || {
        let count = disk.set_aside.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <div class="banner warn" role="status">
                    <Icon name=Icon::ALERT />
                    <p><b>{words.storage.quarantined.of(count)}</b>" "{words.storage.quarantined_why}</p>
                    <div class="bar"><a class="btn" href=href(Route::Here)>{words.storage.show}</a></div>
                </div>
            }
        })
    }
}

/// A new version of the application waits; it takes over when the person says so.
#[component]
fn Update() -> impl IntoView {
    let words = use_words();
    let waits = document().document_element().is_some_and(|root| root.get_attribute("data-update").is_some());
    let waits = RwSignal::new(waits);
    let told = window_event_listener(ev::Custom::<ev::CustomEvent>::new("voronka:update"), move |_| waits.set(true));
    on_cleanup(move || told.remove());
    let accept = move |_| {
        if let Ok(event) = web_sys::Event::new("voronka:update-accepted") {
            // Nobody cancels it.
            let _ = window().dispatch_event(&event);
        }
    };
    move || {
        waits.get().then(|| {
            view! {
                <div class="banner" role="status">
                    <Icon name=Icon::REFRESH />
                    <p>{words.storage.update}</p>
                    <div class="bar">
                        <button class="btn" type="button" on:click=move |_| waits.set(false)>{words.storage.later}</button>
                        <button class="btn primary" type="button" on:click=accept>{words.storage.update_do}</button>
                    </div>
                </div>
            }
        })
    }
}

/// Loads the page anew.
pub(super) fn reload_page() {
    // Refused only where there is no page to load.
    let _ = window().location().reload();
}
