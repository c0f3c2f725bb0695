//! The frame of every page: rail, banners, toast, keys of the whole application, files dropped anywhere.
//! Deliberately not here: what a page shows.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::Icon;
use super::keys::{self, Place, Press, Shortcut};
use super::{back, board, customers, deal, here, import, moving, refresh, start};
use crate::app::address::{href, use_go, use_route};
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::opening::{Disk, Opening};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::saving::Saved;
use crate::app::store::{TellKind, use_store};
use crate::domain::FourR;

/// Milliseconds that a toast stays (DESIGN.md, 1).
const TOAST: u64 = 8_000;

/// The frame and the page in it.
#[component]
pub fn Frame() -> impl IntoView {
    let store = use_store();
    let disk: Disk = expect_context();
    let route = use_route();
    remove_skeleton(disk);
    let set_up = Memo::new(move |_| store.company().is_some());
    let ready = Memo::new(move |_| disk.opening.get() != Opening::Reading);
    // The list of customers stays where it is while one after another is opened beside it.
    let place = Memo::new(move |_| match route.get() {
        Some(Route::Customer(_)) => Some(Route::Customers),
        route => route,
    });
    let page = move || match (ready.get(), set_up.get(), place.get()) {
        (false, ..) => ().into_any(),
        (true, false, _) => view! { <start::StartPage /> }.into_any(),
        (true, true, route) => view! { <Rail /><Banners /><Page route /><TabBar /> }.into_any(),
    };
    let whole = move || if set_up.get() { "app" } else { "" };
    view! {
        <div class=whole>{page}</div>
        <moving::Talks />
        <import::Imports />
        <Toast />
        <Keys />
        <DropTarget />
    }
}

#[component]
fn Page(route: Option<Route>) -> impl IntoView {
    let store = use_store();
    match route {
        Some(Route::Start) => view! { <Home /> }.into_any(),
        Some(Route::Board(id)) => {
            let pipeline = Memo::new(move |_| store.pipeline(id));
            (move || match pipeline.get() {
                None => view! { <NotFound /> }.into_any(),
                Some(pipeline) => match pipeline.four_r {
                    Some(FourR::Refresh) => view! { <refresh::RefreshPage pipeline /> }.into_any(),
                    Some(FourR::Return) => view! { <back::ReturnPage pipeline /> }.into_any(),
                    _ => view! { <board::BoardPage pipeline /> }.into_any(),
                },
            })
            .into_any()
        }
        Some(Route::Deal(id)) => view! { <deal::DealPage id /> }.into_any(),
        Some(Route::Customers | Route::Customer(_)) => view! { <customers::CustomersPage /> }.into_any(),
        Some(Route::Here) => view! { <here::HerePage /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The first address leads to the deals.
#[component]
fn Home() -> impl IntoView {
    let store = use_store();
    let go = use_go();
    Effect::new(move || {
        if let Some(pipeline) = store.four_r(FourR::Deals) {
            go(Route::Board(pipeline.id));
        }
    });
}

#[component]
fn NotFound() -> impl IntoView {
    let words = use_words();
    view! {
        <main class="main" id="main">
            <header class="top"><h1>{words.shell.no_page}</h1></header>
            <div class="scroll">
                <div class="empty">
                    <Icon name=Icon::SEARCH class="i i20" />
                    <p>{words.shell.no_page_why}</p>
                    <a class="btn" href=href(Route::Start)>{words.shell.to_funnels}</a>
                </div>
            </div>
        </main>
    }
}

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

#[component]
fn Rail() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let choices = use_choices();
    let funnels =
        move || matches!(route.get(), Some(Route::Board(_) | Route::Deal(_) | Route::Start)).then_some("page");
    let customers = move || matches!(route.get(), Some(Route::Customers | Route::Customer(_))).then_some("page");
    view! {
        <a class="skip" href="#main">{words.shell.to_content}</a>
        <nav class="rail" aria-label=words.shell.sections>
            <a class="logo" href=href(Route::Start) aria-label=words.shell.name><Logo /></a>
            <a href=href(Route::Start) aria-current=funnels><Icon name=Icon::BOARD class="i i20" />{words.shell.funnels}</a>
            <a href=href(Route::Customers) aria-current=customers>
                <Icon name=Icon::CLIENTS class="i i20" />{words.shell.clients}
            </a>
            <button class="push" type="button" title=words.shell.theme on:click=move |_| choices.toggle_theme()>
                <Icon name=Icon::MOON class="i i20" />{words.shell.theme}
            </button>
            <SaveState />
        </nav>
    }
}

#[component]
fn TabBar() -> impl IntoView {
    let words = use_words();
    let route = use_route();
    let funnels =
        move || matches!(route.get(), Some(Route::Board(_) | Route::Deal(_) | Route::Start)).then_some("page");
    let customers = move || matches!(route.get(), Some(Route::Customers | Route::Customer(_))).then_some("page");
    view! {
        <nav class="tabbar" aria-label=words.shell.sections>
            <a href=href(Route::Start) aria-current=funnels><Icon name=Icon::BOARD class="i i20" />{words.shell.funnels}</a>
            <a href=href(Route::Customers) aria-current=customers>
                <Icon name=Icon::CLIENTS class="i i20" />{words.shell.clients}
            </a>
            <SaveState />
        </nav>
    }
}

/// The mark of the product: a funnel of bars.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg width="26" height="26" viewBox="0 0 26 26" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true">
            <path d="M4 6h18" /><path d="M7 11.5h12" opacity=".72" /><path d="M10 17h6" opacity=".5" /><path d="M13 22h.01" />
        </svg>
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

#[component]
fn Banners() -> impl IntoView {
    view! { <div class="banners"><here::StorageBanner /></div> }
}

/// What happened, with a way to take it back.
#[component]
fn Toast() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    Effect::new(move |last: Option<Option<TimeoutHandle>>| {
        if let Some(Some(timer)) = last {
            timer.clear();
        }
        store.told.get()?;
        set_timeout_with_handle(move || store.told.set(None), std::time::Duration::from_millis(TOAST)).ok()
    });
    let toast = move || {
        let told = store.told.get()?;
        let (icon, text) = match told.kind {
            TellKind::Done => (Icon::CHECK, told.text),
            TellKind::Plain => (Icon::INFO, told.text),
            TellKind::Undone => (Icon::UNDO, words.toast.undone.fill([&told.text])),
            TellKind::Redone => (Icon::CHECK, words.toast.redone.fill([&told.text])),
            TellKind::Refused => (Icon::ALERT_C, words.gate.changed_why.to_owned()),
        };
        let button = match told.kind {
            TellKind::Done | TellKind::Redone => Some(
                view! {
                    <button class="btn sm" type="button" on:click=move |_| store.undo()>
                        {words.shell.undo}" "<span class="kbd desktop">"Ctrl Z"</span>
                    </button>
                }
                .into_any(),
            ),
            TellKind::Undone => Some(
                view! {
                    <button class="btn sm" type="button" on:click=move |_| store.redo()>
                        {words.shell.redo}" "<span class="kbd desktop">"Ctrl Shift Z"</span>
                    </button>
                }
                .into_any(),
            ),
            TellKind::Refused | TellKind::Plain => None,
        };
        Some(view! { <div class="toast"><Icon name=icon /><span>{text}</span>{button}</div> })
    };
    view! { <div class="toasts" role="status" aria-live="polite">{toast}</div> }
}

/// Keys of the whole application.
#[component]
fn Keys() -> impl IntoView {
    let store = use_store();
    let moves = moving::use_moves();
    let go = use_go();
    let route = use_route();
    let help = RwSignal::new(false);
    let after_go = StoredValue::new(false);
    let funnels = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
    let handle = window_event_listener(ev::keydown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let in_field =
            target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        let code = event.code();
        let press = Press {
            code: &code,
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            in_field,
            after_go: after_go.get_value(),
        };
        let pressed = keys::shortcut(press);
        after_go.set_value(pressed == Some(Shortcut::Go));
        // A dialog keeps its keys, but for undo.
        let busy = moves.talk.with_untracked(Option::is_some);
        let Some(pressed) = pressed.filter(|pressed| !busy || matches!(pressed, Shortcut::Undo | Shortcut::Redo))
        else {
            return;
        };
        event.prevent_default();
        match pressed {
            Shortcut::Undo => store.undo(),
            Shortcut::Redo => store.redo(),
            Shortcut::Funnel(at) => {
                if let Some(pipeline) = store.peek(|workspace| workspace.four_r(funnels[at]).cloned()) {
                    go(Route::Board(pipeline.id));
                }
            }
            Shortcut::Search => focus("input[type=search]"),
            Shortcut::New => {
                let stage = store.peek(|workspace| {
                    let here = match route.get_untracked() {
                        Some(Route::Board(id)) => workspace.pipeline(id),
                        _ => workspace.four_r(FourR::Deals),
                    };
                    here.and_then(|pipeline| pipeline.stages.first()).map(|stage| stage.id)
                });
                moves.talk.set(stage.map(moving::Talk::Add));
            }
            Shortcut::Help => help.set(true),
            Shortcut::Go => {}
            Shortcut::Place(Place::Funnels) => go(Route::Start),
            Shortcut::Place(Place::Customers) => go(Route::Customers),
            Shortcut::Place(Place::Here) => go(Route::Here),
        }
    });
    on_cleanup(move || handle.remove());
    move || help.get().then(|| view! { <here::KeyHelp on_close=move || help.set(false) /> })
}

/// Files dropped anywhere on the page go to the import.
#[component]
fn DropTarget() -> impl IntoView {
    let words = use_words();
    let inbox = import::use_inbox();
    let over = RwSignal::new(false);
    let has_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let listeners = [
        window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
                over.set(true);
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
            if has_files(&event) {
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

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only by an element that can't have the focus.
        let _ = element.focus();
    }
}

/// The document's own sketch of the page leaves when there is something to show.
fn remove_skeleton(disk: Disk) {
    Effect::new(move || {
        if disk.opening.get() != Opening::Reading
            && let Some(skeleton) = document().get_element_by_id("skeleton")
        {
            skeleton.remove();
        }
    });
}
