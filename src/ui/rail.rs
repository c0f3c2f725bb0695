//! What is beside and above every page: the rail, its bar on a phone, the switch of the funnels.
//! Deliberately not here: the pages they lead to.

use leptos::prelude::*;

use std::sync::Arc;

use super::back;
use super::icon::{Icon, Logo};
use super::me::MeMenu;
use super::palette::SearchButton;
use super::popup::Popup;
use super::today;
use crate::app::address::{href, use_route};
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::saving::Saved;
use crate::app::store::{Store, use_store};
use crate::domain::{FourR, Pipeline};

/// The icon of a funnel.
pub fn funnel_icon(place: Option<FourR>) -> Icon {
    match place {
        Some(FourR::Leads) => Icon::INBOX,
        Some(FourR::Deals) => Icon::DEAL,
        Some(FourR::Refresh) => Icon::BASKET,
        Some(FourR::Return) => Icon::REPEAT,
        None => Icon::BOARD,
    }
}

/// The funnels in use besides those of the model, by name.
fn other_funnels(store: Store, language: Language) -> Vec<Arc<Pipeline>> {
    let mut others: Vec<Arc<Pipeline>> = store.all("pipeline", |workspace| {
        workspace.pipelines().filter(|pipeline| pipeline.four_r.is_none() && !pipeline.archived).cloned().collect()
    });
    others.sort_by_key(|pipeline| language.of(&pipeline.name));
    others
}

/// A link to each funnel in use, those of the model first or left out, for a menu.
#[component]
pub fn FunnelLinks(
    /// Whether those of the model are among them.
    all: bool,
) -> impl IntoView {
    let store = use_store();
    let language = use_language();
    let route = use_route();
    let model = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
    move || {
        let first = model.into_iter().filter(|_| all).filter_map(|place| store.four_r(place));
        let first = first.filter(|pipeline| !pipeline.archived);
        let link = |pipeline: Arc<Pipeline>| {
            let id = pipeline.id;
            let here = move || (route.get() == Some(Route::Board(id))).then_some("page");
            view! {
                <a href=href(Route::Board(id)) aria-current=here>
                    <Icon name=funnel_icon(pipeline.four_r) />{language.of(&pipeline.name)}
                    <span class="c3 ml">{store.open_deals(&pipeline)}</span>
                </a>
            }
        };
        first.chain(other_funnels(store, language)).map(link).collect_view()
    }
}

/// That the funnel on the page is in the archive.
#[component]
pub fn InArchive() -> impl IntoView {
    let words = use_words();
    view! { <span class="chip warn" title=words.gate.archived_why><Icon name=Icon::BOX /><span>{words.setup.archived_title}</span></span> }
}

/// The 4R funnels with the number of deals in each, and the way to every other funnel, at the head of every funnel's page.
#[component]
pub fn FourSwitch() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let route = use_route();
    let bought = back::use_bought();
    let places = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
    let links = places.into_iter().enumerate().map(|(at, place)| {
        let icon = funnel_icon(Some(place));
        move || {
            let pipeline = store.four_r(place).filter(|pipeline| !pipeline.archived)?;
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
    // One that is not of the model stands beside them while it is open; the rest wait in a menu.
    let here = move || {
        let Some(Route::Board(id)) = route.get() else { return None };
        let pipeline = store.pipeline(id).filter(|pipeline| pipeline.four_r.is_none() || pipeline.archived)?;
        let count = store.open_deals(&pipeline);
        Some(view! {
            <a href=href(Route::Board(id)) aria-current="page">
                <Icon name=funnel_icon(pipeline.four_r) />{language.of(&pipeline.name)}" "<span class="cnt">{count}</span>
            </a>
            {pipeline.archived.then(|| view! { <InArchive /> })}
        })
    };
    let more = Memo::new(move |_| !other_funnels(store, language).is_empty());
    let label = Signal::derive(move || words.shell.other_funnels.to_owned());
    let menu = move || {
        more.get().then(|| view! {
            <Popup class="pop" button="btn ghost icon" label=words.shell.other_funnels name=label face=move || view! { <Icon name=Icon::MORE /> }>
                <FunnelLinks all=false />
            </Popup>
        })
    };
    view! { <nav class="four" aria-label=words.shell.four>{links.collect_view()}{here}{menu}</nav> }
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
            <SetupLink />
            <span class="push"></span>
            <SearchButton />
            <MeMenu />
            <button type="button" title=words.shell.theme on:click=move |_| choices.toggle_theme()>
                <Icon name=Icon::MOON class="i i20" />{words.shell.theme}
            </button>
            <SaveState />
        </nav>
    }
}

/// What a phone has in the place of the rail: the first places, and the rest in a menu.
#[component]
pub fn TabBar() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let there = move || route.get().is_some_and(|route| route == Route::Here || in_setup(route)).then_some("page");
    let face = move || {
        view! { <span aria-current=there><Icon name=Icon::MENU class="i i20" />{words.shell.more}</span> }
    };
    view! {
        <nav class="tabbar" aria-label=words.shell.sections>
            <Sections />
            <SearchButton />
            <Popup class="pop" button="" label=words.shell.more face><SetupLink /><SaveState /></Popup>
        </nav>
    }
}

/// Whether a page is about how the company sells.
fn in_setup(route: Route) -> bool {
    matches!(route, Route::Setup | Route::Funnel(_) | Route::NewFunnel | Route::People | Route::Hours | Route::Rates)
}

#[component]
fn Sections() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let funnels =
        move || matches!(route.get(), Some(Route::Board(_) | Route::Deal(_) | Route::Start)).then_some("page");
    let analysis = move || (route.get() == Some(Route::Analysis)).then_some("page");
    let customers = move || matches!(route.get(), Some(Route::Customers | Route::Customer(_))).then_some("page");
    let today = move || (route.get() == Some(Route::Today)).then_some("page");
    let overdue = today::use_overdue();
    let late = move || {
        let count = overdue.count();
        let said = words.a11y.overdue.fill([&words.grammar.number(count)]);
        (count > 0).then(
            || view! { <span class="n"><span class="vh">{said}</span><span aria-hidden="true">{count}</span></span> },
        )
    };
    view! {
        <a href=href(Route::Today) aria-current=today><Icon name=Icon::TODAY class="i i20" />{words.shell.today}{late}</a>
        <a href=href(Route::Start) aria-current=funnels><Icon name=Icon::BOARD class="i i20" />{words.shell.funnels}</a>
        <a href=href(Route::Customers) aria-current=customers>
            <Icon name=Icon::CLIENTS class="i i20" />{words.shell.clients}
        </a>
        <a href=href(Route::Analysis) aria-current=analysis><Icon name=Icon::CHART class="i i20" />{words.shell.analysis}</a>
    }
}

/// «Устройство», with what robots told whoever sits here and what they have put ready to be sent.
#[component]
fn SetupLink() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let here = move || route.get().is_some_and(in_setup).then_some("page");
    let store = use_store();
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
    view! { <a href=href(Route::Setup) aria-current=here><Icon name=Icon::EDITOR class="i i20" />{words.shell.setup}{notes}</a> }
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
            <span><span>{move || view! { <Icon name=icon() class="i i20" /> }}</span></span>
            <span><span role="status">{word}</span></span>
        </a>
    }
}
