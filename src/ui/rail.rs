//! What is beside and above every page: the rail, its bar on a phone, the switch of the 4R funnels.
//! Deliberately not here: the pages they lead to.

use leptos::prelude::*;

use super::back;
use super::icon::{Icon, Logo};
use crate::app::address::{href, use_route};
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::saving::Saved;
use crate::app::store::use_store;
use crate::domain::FourR;

/// The 4R funnels with the number of deals in each, at the head of every funnel's page.
#[component]
pub fn FourSwitch() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let route = use_route();
    let bought = back::use_bought();
    let places = [
        (FourR::Leads, Icon::INBOX),
        (FourR::Deals, Icon::DEAL),
        (FourR::Refresh, Icon::BASKET),
        (FourR::Return, Icon::REPEAT),
    ];
    let links = places.into_iter().enumerate().map(|(at, (place, icon))| {
        move || {
            let pipeline = store.four_r(place)?;
            let name = language.of(&pipeline.name);
            let id = pipeline.id;
            let count = move || match place {
                FourR::Return => bought.buyers(),
                _ => store.open_deals(&pipeline),
            };
            let here = move || (route.get() == Some(Route::Board(id))).then_some("page");
            Some(view! {
                {(at > 0).then(|| view! { <Icon name=Icon::CHEV_R /> })}
                <a href=href(Route::Board(id)) aria-current=here>
                    <Icon name=icon />{name}" "<span class="cnt">{count}</span>
                </a>
            })
        }
    });
    view! { <nav class="four" aria-label=words.shell.four>{links.collect_view()}</nav> }
}

/// The rail beside every page.
#[component]
pub fn Rail() -> impl IntoView {
    let words = use_words();
    let choices = use_choices();
    view! {
        <a class="skip" href="#main">{words.shell.to_content}</a>
        <nav class="rail" aria-label=words.shell.sections>
            <a class="logo" href=href(Route::Start) aria-label=words.shell.name><Logo /></a>
            <Sections />
            <button class="push" type="button" title=words.shell.theme on:click=move |_| choices.toggle_theme()>
                <Icon name=Icon::MOON class="i i20" />{words.shell.theme}
            </button>
            <SaveState />
        </nav>
    }
}

/// What a phone has in the place of the rail.
#[component]
pub fn TabBar() -> impl IntoView {
    let words = use_words();
    view! { <nav class="tabbar" aria-label=words.shell.sections><Sections /><SaveState /></nav> }
}

#[component]
fn Sections() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let funnels =
        move || matches!(route.get(), Some(Route::Board(_) | Route::Deal(_) | Route::Start)).then_some("page");
    let setup = move || {
        let here = matches!(route.get(), Some(Route::Setup | Route::Funnel(_) | Route::NewFunnel | Route::People));
        here.then_some("page")
    };
    let store = use_store();
    // What robots told whoever sits here, and what they have put ready to be sent.
    let waiting = Memo::new(move |_| {
        let me = store.me();
        store.all("run", |workspace| workspace.runs().filter(|run| run.tells(me) || run.message().is_some()).count())
    });
    let notes = move || {
        let count = waiting.get();
        let about = words.robots.waiting.of(count);
        let said = about.clone();
        (count > 0).then(|| view! { <span class="n note" title=about><span class="vh">{said}</span><span aria-hidden="true">{count}</span></span> })
    };
    let customers = move || matches!(route.get(), Some(Route::Customers | Route::Customer(_))).then_some("page");
    view! {
        <a href=href(Route::Start) aria-current=funnels><Icon name=Icon::BOARD class="i i20" />{words.shell.funnels}</a>
        <a href=href(Route::Customers) aria-current=customers>
            <Icon name=Icon::CLIENTS class="i i20" />{words.shell.clients}
        </a>
        <a href=href(Route::Setup) aria-current=setup><Icon name=Icon::EDITOR class="i i20" />{words.shell.setup}{notes}</a>
    }
}

/// «Здесь»: what the disk has, in the rail and in the tab bar.
#[component]
fn SaveState() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let format = use_format();
    let route = use_route();
    let state = store.saving.state;
    let icon = move || match state.get() {
        Saved::Pending(_) => Icon::CLOCK,
        Saved::Failed(..) => Icon::ALERT,
        Saved::Clean | Saved::All(_) => Icon::DEVICE,
    };
    let word = move || match state.get() {
        Saved::Pending(_) => words.storage.saving,
        Saved::Failed(..) => words.storage.unsaved,
        Saved::All(_) => words.storage.saved,
        Saved::Clean => words.shell.here,
    };
    let about = move || match state.get() {
        Saved::Clean => words.storage.this_browser.to_owned(),
        Saved::Pending(_) => words.storage.saving_why.to_owned(),
        Saved::All(at) => words.storage.saved_at.fill([&format.time(at.0)]),
        Saved::Failed(..) => words.storage.failed_why.to_owned(),
    };
    let phase = move || match state.get() {
        Saved::Pending(_) => "pending",
        Saved::Failed(..) => "failed",
        Saved::Clean | Saved::All(_) => "saved",
    };
    let here = move || (route.get() == Some(Route::Here)).then_some("page");
    view! {
        <a class="save" class:unsaved=move || phase() == "failed" data-state=phase href=href(Route::Here) title=about aria-current=here>
            {move || view! { <Icon name=icon() class="i i20" /> }}
            <span role="status">{word}</span>
        </a>
    }
}
