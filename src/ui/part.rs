//! What is drawn as soon as its part of the application is there, and what is said when it can't be fetched.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::dialog::Dialog;
use super::icon::Icon;
use super::{
    analysis, back, customers, deal, here, import, list, moving, palette, refresh, remove_skeleton, setup, today,
    workplace,
};
use crate::app::locale::use_words;
use crate::app::part::{NotFetched, part};
use crate::data::lead::{headed, is_table};
use crate::domain::{DealId, Pipeline, Slug};

part! { workplace:
    /// Everything but the first page: records, saving, the frame of every page, boards.
    pub(super) workplace() -> AnyView = view! { <workplace::Workplace /> }.into_any();
}

part! { pages:
    pub(super) deal_page(id: DealId) -> AnyView = view! { <deal::DealPage id /> }.into_any();
    pub(super) customers_page() -> AnyView = view! { <customers::CustomersPage /> }.into_any();
    pub(super) carried_page() -> AnyView = view! { <moving::CarriedPage /> }.into_any();
    pub(super) here_page() -> AnyView = view! { <here::HerePage /> }.into_any();
    pub(super) key_help(close: Callback<()>) -> AnyView = view! { <here::KeyHelp on_close=move || close.run(()) /> }.into_any();
    pub(super) palette(close: Callback<()>) -> AnyView = view! { <palette::PaletteDialog on_close=move || close.run(()) /> }.into_any();
    pub(super) talks() -> AnyView = view! { <moving::Talks /> }.into_any();
    /// A pasted table with the names of its columns; none when the text is one lead.
    pub(super) pasted(text: String) -> Option<String> = is_table(&text).then(|| headed(&text).into_owned());
}

part! { warming:
    pub(super) refresh_page(pipeline: Arc<Pipeline>) -> AnyView = view! { <refresh::RefreshPage pipeline /> }.into_any();
    pub(super) return_page(pipeline: Arc<Pipeline>) -> AnyView = view! { <back::ReturnPage pipeline /> }.into_any();
}

part! { analysis:
    pub(super) today_page() -> AnyView = view! { <today::TodayPage /> }.into_any();
    pub(super) analysis_page() -> AnyView = view! { <analysis::AnalysisPage /> }.into_any();
}

part! { lists:
    pub(super) list_page(pipeline: Arc<Pipeline>) -> AnyView = view! { <list::ListPage pipeline /> }.into_any();
}

part! { setup:
    pub(super) setup_page() -> AnyView = view! { <setup::SetupPage /> }.into_any();
    pub(super) funnel_page(id: Slug) -> AnyView = view! { <setup::FunnelPage id /> }.into_any();
    pub(super) new_funnel_page() -> AnyView = view! { <setup::BuilderPage /> }.into_any();
    pub(super) people_page() -> AnyView = view! { <setup::PeoplePage /> }.into_any();
    pub(super) hours_page() -> AnyView = view! { <setup::HoursPage /> }.into_any();
    pub(super) rates_page() -> AnyView = view! { <setup::RatesPage /> }.into_any();
}

part! { import:
    pub(super) imports() -> AnyView = view! { <import::Imports /> }.into_any();
}

/// Where a part stands.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    Coming,
    Here,
    Missing,
}

type Fetching = Pin<Box<dyn Future<Output = Result<AnyView, NotFetched>>>>;

/// Shows a page as soon as its part is there.
pub(super) fn page<F>(part: impl Fn() -> F + Copy + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, NotFetched>> + 'static,
{
    arriving(Arc::new(move || Box::pin(part())), move |again| view! { <MissingPage again /> }.into_any())
}

/// A page of a funnel.
pub(super) fn of_pipeline<F>(part: fn(Arc<Pipeline>) -> F, pipeline: Arc<Pipeline>) -> AnyView
where
    F: Future<Output = Result<AnyView, NotFetched>> + 'static,
{
    let pipeline = StoredValue::new(pipeline);
    page(move || part(pipeline.get_value()))
}

/// Shows a dialog as soon as its part is there; `close` forgets it when it never comes.
pub(super) fn dialog<F>(part: impl Fn() -> F + Copy + Send + Sync + 'static, close: Callback<()>) -> AnyView
where
    F: Future<Output = Result<AnyView, NotFetched>> + 'static,
{
    let missing = move |again| view! { <MissingDialog again close /> }.into_any();
    arriving(Arc::new(move || Box::pin(part())), missing)
}

fn arriving(
    part: Arc<dyn Fn() -> Fetching + Send + Sync>,
    missing: impl Fn(Callback<()>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let stand = RwSignal::new(Stand::Coming);
    let made = StoredValue::new_local(None);
    // What the part makes belongs here, also when the sentence that it is missing asked for it once more.
    let owner = Owner::current().unwrap_or_default();
    let fetch = Callback::new(move |()| {
        stand.set(Stand::Coming);
        let part = part();
        let arrival = async move {
            let fetched = part.await;
            let now = if fetched.is_ok() { Stand::Here } else { Stand::Missing };
            // The person may have gone elsewhere meanwhile: then there is nowhere to show it.
            if made.try_set_value(fetched.ok()).is_none() {
                stand.set(now);
            }
        };
        spawn_local(owner.with(|| ScopedFuture::new_untracked(arrival)));
    });
    fetch.run(());
    let shown = move || match stand.get() {
        Stand::Coming => None,
        Stand::Here => made.try_update_value(Option::take).flatten(),
        Stand::Missing => Some(missing(fetch)),
    };
    shown.into_any()
}

#[component]
fn MissingPage(again: Callback<()>) -> impl IntoView {
    let words = use_words();
    remove_skeleton();
    view! {
        <main class="main" id="main">
            <div class="scroll">
                <div class="empty" role="alert">
                    <Icon name=Icon::ALERT_C class="i i20" />
                    <p><b>{words.shell.part_missing}</b></p>
                    <p>{words.shell.part_missing_why}</p>
                    <button class="btn" type="button" on:click=move |_| again.run(())>{words.storage.retry}</button>
                </div>
            </div>
        </main>
    }
}

#[component]
fn MissingDialog(again: Callback<()>, close: Callback<()>) -> impl IntoView {
    let words = use_words();
    view! {
        <Dialog title=words.shell.part_missing width="narrow" on_close=move |()| close.run(())>
            <div class="body"><p role="alert">{words.shell.part_missing_why}</p></div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{words.shell.close}</button>
                <button class="btn primary" type="button" on:click=move |_| again.run(())>{words.storage.retry}</button>
            </div>
        </Dialog>
    }
}
