//! First run: look at an example, bring a file, or begin empty. The page can be used before the workplace is there: what
//! the person chose waits for it.

mod drop;
mod picture;

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Logo};
use super::import::use_inbox;
use crate::app::beginning::{Beginning, Stage, Wish};
use crate::app::locale::{Language, use_language, use_words};
use crate::app::preferences::use_choices;
pub use drop::DropTarget;
use picture::{Empty, Example, Paper};

/// What to begin with.
#[component]
pub fn StartPage() -> impl IntoView {
    let words = use_words();
    view! {
        <div class="start">
            <StartHeader />
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
    let words = use_words();
    let beginning: Beginning = expect_context();
    let busy = move || beginning.is_busy(Wish::Example);
    let failed = move || beginning.stage.get() == Stage::Failed(Wish::Example);
    let deals = words.units.deals.of(214);
    let clients = words.units.clients.of(137);
    view! {
        <section class="choice">
            <Example />
            <h2>{words.start.demo}</h2>
            <p>{words.start.demo_why.fill([&deals, &clients])}</p>
            <p role="status" class="bad">{move || failed().then_some(words.start.demo_failed)}</p>
            <button class="btn" type="button" aria-busy=move || busy().to_string() on:click=move |_| beginning.wish(Wish::Example)>
                {move || if busy() { words.start.demo_opening } else { words.start.demo_open }}
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
            <input class="vh" type="file" accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.eml,.vcf,text/csv" multiple tabindex="-1" aria-label=words.start.file_choose node_ref=field on:change=chosen />
            <button class="btn primary" type="button" on:click=choose><Icon name=Icon::UPLOAD />{words.start.file_choose}</button>
        </section>
    }
}

#[component]
fn BlankChoice() -> impl IntoView {
    let words = use_words();
    let beginning: Beginning = expect_context();
    let busy = move || beginning.is_busy(Wish::Blank);
    let failed = move || beginning.stage.get() == Stage::Failed(Wish::Blank);
    view! {
        <section class="choice">
            <Empty />
            <h2>{words.start.blank}</h2>
            <p>{words.start.blank_why}</p>
            <p role="status" class="bad">{move || failed().then_some(words.shell.part_missing)}</p>
            <button class="btn" type="button" aria-busy=move || busy().to_string() on:click=move |_| beginning.wish(Wish::Blank)>
                {words.start.blank_open}
            </button>
        </section>
    }
}
