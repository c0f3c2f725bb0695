//! First run: look at an example, bring a file, or begin empty.

mod picture;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::Logo;
use super::here::StorageBanner;
use super::icon::Icon;
use super::import::use_inbox;
use crate::app::address::use_go;
use crate::app::beginning;
use crate::app::locale::{Language, use_language, use_words};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::store::use_store;
use picture::{Empty, Example, Paper};

/// What to begin with.
#[component]
pub fn StartPage() -> impl IntoView {
    let words = use_words();
    view! {
        <div class="start">
            <StartHeader />
            <div class="banners"><StorageBanner /></div>
            <main class="mid" id="main">
                <div class="hd"><h1>{words.start.title}</h1><p>{words.start.lead}</p></div>
                <div class="three"><ExampleChoice /><FileChoice /><BlankChoice /></div>
            </main>
            <footer>
                <span><Icon name=Icon::DEVICE />{words.start.offline}</span>
                <span><Icon name=Icon::FILE />{words.start.own}</span>
                <span><Icon name=Icon::UNDO />{words.start.undoable}</span>
            </footer>
        </div>
    }
}

#[component]
fn StartHeader() -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let choices = use_choices();
    let speak = move |other: Language, name: &'static str| {
        view! {
            <button type="button" lang=other.code() aria-pressed=(other == language).to_string() on:click=move |_| choices.speak(other)>
                {name}
            </button>
        }
    };
    view! {
        <header>
            <span class="logo"><Logo />{words.shell.name}</span>
            <span class="grow"></span>
            <div class="seg" role="group" aria-label=words.shell.language>
                {speak(Language::Ru, "Русский")}{speak(Language::En, "English")}
            </div>
            <button class="btn ghost icon" type="button" aria-label=words.a11y.theme on:click=move |_| choices.toggle_theme()>
                <Icon name=Icon::MOON class="i i20" />
            </button>
        </header>
    }
}

#[component]
fn ExampleChoice() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let go = use_go();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let open = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            let opened = match beginning::example(language).await {
                Some(records) => store.take_in(records, words.toast.demo.to_owned(), |_| true).await.is_ok(),
                None => false,
            };
            busy.set(false);
            failed.set(!opened);
            if opened {
                go(Route::Start);
            }
        });
    };
    let deals = words.units.deals.of(214);
    let clients = words.units.clients.of(137);
    view! {
        <section class="choice">
            <Example />
            <h2>{words.start.demo}</h2>
            <p>{words.start.demo_why.fill([&deals, &clients])}</p>
            <p role="status" class="bad">{move || failed.get().then_some(words.start.demo_failed)}</p>
            <button class="btn" type="button" aria-busy=move || busy.get().to_string() on:click=open>
                {move || if busy.get() { words.start.demo_opening } else { words.start.demo_open }}
            </button>
        </section>
    }
}

#[component]
fn FileChoice() -> impl IntoView {
    let words = use_words();
    let inbox = use_inbox();
    let field = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            if let Some(files) = field.files() {
                inbox.take(&files);
            }
            // So that the same file can be chosen once more.
            field.set_value("");
        }
    };
    view! {
        <section class="choice drop">
            <Paper />
            <h2>{words.start.file}</h2>
            <p>{words.start.file_why}</p>
            <ul aria-label=words.start.file_formats>
                {words.start.formats.into_iter().map(|format| view! { <li class="chip">{format}</li> }).collect_view()}
            </ul>
            <input class="vh" type="file" accept=".csv,.tsv,.txt,text/csv" multiple tabindex="-1" aria-label=words.start.file_choose node_ref=field on:change=chosen />
            <button class="btn primary" type="button" on:click=choose><Icon name=Icon::UPLOAD />{words.start.file_choose}</button>
        </section>
    }
}

#[component]
fn BlankChoice() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let go = use_go();
    let begin = move |_| {
        spawn_local(async move {
            let told = words.toast.begun.to_owned();
            if store.take_in(beginning::blank(language), told, |_| true).await.is_ok() {
                go(Route::Start);
            }
        });
    };
    view! {
        <section class="choice">
            <Empty />
            <h2>{words.start.blank}</h2>
            <p>{words.start.blank_why}</p>
            <span></span>
            <button class="btn" type="button" on:click=begin>{words.start.blank_open}</button>
        </section>
    }
}
