//! The frame of every page: which page, banners, dialogs, toast, keys of the whole application; and what was wished on the
//! first page.
//! Deliberately not here: what a page shows, what stands beside it (`rail`).

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::board::switch::LIST;
use super::icon::Icon;
use super::keys::{self, Press, Shortcut};
use super::rail::{Rail, TabBar};
use super::{board, here, import, moving, palette, titles};
use super::{part, remove_skeleton};
use crate::app::address::{href, use_go, use_query, use_route};
use crate::app::beginning::{Beginning, Stage};
use crate::app::copy::use_copies;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::opening::{Disk, Opening};
use crate::app::route::Route;
use crate::app::store::{TellKind, use_store};
use crate::app::words::{COPIES, REQUESTS};
use crate::domain::FourR;

/// Milliseconds that a toast stays (DESIGN.md, 1).
const TOAST: u64 = 8_000;

/// What is drawn below the frame.
#[derive(Clone, PartialEq)]
enum Place {
    /// Nothing yet: the records of this browser are being read.
    Reading,
    /// The first page: there is nothing here.
    First,
    /// A page of the workspace.
    Page(Option<Route>),
}

/// The frame and the page in it.
#[component]
pub fn Frame() -> impl IntoView {
    let store = use_store();
    let disk: Disk = expect_context();
    let beginning: Beginning = expect_context();
    let route = use_route();
    let set_up = Memo::new(move |_| store.company().is_some());
    let ready = Memo::new(move |_| disk.opening.get() != Opening::Reading);
    Effect::new(move || {
        if ready.get() {
            remove_skeleton();
        }
    });
    let place = Memo::new(move |_| match (ready.get(), set_up.get()) {
        (false, _) if !beginning.shown.get_untracked() => Place::Reading,
        (true, true) => Place::Page(match route.get() {
            // The list of customers stays where it is while one after another is opened beside it.
            Some(Route::Customer(_)) => Some(Route::Customers),
            route => route,
        }),
        _ => Place::First,
    });
    begin(ready, place);
    titles::keep();
    palette::remember();
    let page = move || match place.get() {
        Place::Reading => ().into_any(),
        // The first page itself is drawn by the application, beside the workplace.
        Place::First => view! { <Banners /> }.into_any(),
        Place::Page(route) => view! { <Rail /><Banners /><Page route /><TabBar /> }.into_any(),
    };
    let whole = move || if set_up.get() { "app" } else { "" };
    view! {
        <div class=whole>{page}</div>
        <Dialogs />
        <Toast />
        <Keys />
    }
}

#[component]
fn Banners() -> impl IntoView {
    view! { <div class="banners"><here::StorageBanner /></div> }
}

/// Tells the first page whether it is the one to be shown, and does what was wished on it once it is known that there is
/// nothing here yet.
fn begin(ready: Memo<bool>, place: Memo<Place>) {
    let store = use_store();
    let language = use_language();
    let go = use_go();
    let beginning: Beginning = expect_context();
    Effect::new(move || beginning.shown.set(place.get() == Place::First));
    Effect::new(move || {
        let Stage::Wished(wish) = beginning.stage.get() else { return };
        if !ready.get() {
            return;
        }
        if store.peek(|workspace| workspace.company().is_some()) {
            beginning.stage.set(Stage::Open);
            return;
        }
        spawn_local(async move {
            if beginning.fulfil(store, language, wish).await {
                go(Route::Start);
            }
        });
    });
}

/// The dialogs of moving and of loading files, fetched when they are first needed.
#[component]
fn Dialogs() -> impl IntoView {
    let moves = moving::use_moves();
    let inbox = import::use_inbox();
    let copies = use_copies();
    let talking = Memo::new(move |_| moves.talk.with(Option::is_some));
    let hang_up = Callback::new(move |()| moves.talk.set(None));
    // Once files have come, the import decides when it is done.
    let loading = RwSignal::new(false);
    Effect::new(move || {
        if (inbox.has_files() || copies.reopened.with(Option::is_some)) && !loading.get_untracked() {
            loading.set(true);
        }
    });
    let give_up = Callback::new(move |()| {
        inbox.empty();
        loading.set(false);
    });
    view! {
        {move || talking.get().then(|| part::dialog(part::talks, hang_up))}
        {move || loading.get().then(|| part::dialog(part::imports, give_up))}
    }
}

#[component]
fn Page(route: Option<Route>) -> impl IntoView {
    let store = use_store();
    match route {
        Some(Route::Start) => view! { <Home /> }.into_any(),
        Some(Route::Today) => part::page(part::today_page),
        Some(Route::Board(id)) => {
            let pipeline = Memo::new(move |_| store.pipeline(id));
            let (view, _) = use_query("view");
            let listed = Memo::new(move |_| view.get() == LIST);
            (move || match pipeline.get() {
                None => view! { <NotFound /> }.into_any(),
                Some(pipeline) => match pipeline.four_r {
                    Some(FourR::Refresh) => part::of_pipeline(part::refresh_page, pipeline),
                    Some(FourR::Return) => part::of_pipeline(part::return_page, pipeline),
                    _ if listed.get() => part::of_pipeline(part::list_page, pipeline),
                    _ => view! { <board::BoardPage pipeline /> }.into_any(),
                },
            })
            .into_any()
        }
        Some(Route::Deal(id)) => part::page(move || part::deal_page(id)),
        Some(Route::Lead) => part::page(part::carried_page),
        Some(Route::Customers | Route::Customer(_)) => part::page(part::customers_page),
        Some(Route::Analysis) => part::page(part::analysis_page),
        Some(Route::Setup) => part::page(part::setup_page),
        Some(Route::Funnel(id)) => part::page(move || part::funnel_page(id)),
        Some(Route::NewFunnel) => part::page(part::new_funnel_page),
        Some(Route::People) => part::page(part::people_page),
        Some(Route::Hours) => part::page(part::hours_page),
        Some(Route::Rates) => part::page(part::rates_page),
        Some(Route::Here) => part::page(part::here_page),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The first address leads to the deals, or to whatever funnel is in use.
#[component]
fn Home() -> impl IntoView {
    let store = use_store();
    let go = use_go();
    Effect::new(move || {
        let deals = store.four_r(FourR::Deals).filter(|pipeline| !pipeline.archived);
        let any = || store.peek(|workspace| workspace.pipelines().find(|pipeline| !pipeline.archived).cloned());
        match deals.or_else(any) {
            Some(pipeline) => go(Route::Board(pipeline.id)),
            None => go(Route::Setup),
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

/// What happened, with a way to take it back.
#[component]
fn Toast() -> impl IntoView {
    let store = use_store();
    let (words, own) = (use_words(), use_words_of(&COPIES));
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
            TellKind::LookOnly => (Icon::BAN, format!("{}. {}", own.look_only, own.look_refused)),
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
            TellKind::Refused | TellKind::LookOnly | TellKind::Plain => None,
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
    let palette::Palette { open, help } = palette::use_palette();
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
        let busy = moves.talk.with_untracked(Option::is_some) || in_dialog();
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
            Shortcut::Palette => open.set(true),
            Shortcut::Search => {
                if !focus("main input[type=search]") {
                    open.set(true);
                }
            }
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
            Shortcut::Place(keys::Place::Today) => go(Route::Today),
            Shortcut::Place(keys::Place::Funnels) => go(Route::Start),
            Shortcut::Place(keys::Place::Customers) => go(Route::Customers),
            Shortcut::Place(keys::Place::Analysis) => go(Route::Analysis),
            Shortcut::Place(keys::Place::Setup) => go(Route::Setup),
            Shortcut::Place(keys::Place::Here) => go(Route::Here),
        }
    });
    let inbox = import::use_inbox();
    let own = use_words_of(&REQUESTS);
    let pasted = window_event_listener(ev::paste, move |event| {
        let event: &web_sys::Event = &event;
        let in_field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|on| {
            matches!(on.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || on.closest("dialog").ok().flatten().is_some()
        });
        let Some(Route::Board(board)) = route.get_untracked() else { return };
        if in_field || moves.talk.with_untracked(Option::is_some) {
            return;
        }
        let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data());
        let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !text.trim().is_empty() {
            event.prevent_default();
            moving::take_pasted(moves, inbox, own, board, text);
        }
    });
    on_cleanup(move || {
        handle.remove();
        pasted.remove();
    });
    let close = Callback::new(move |()| help.set(false));
    let shut = Callback::new(move |()| open.set(false));
    view! {
        {move || help.get().then(|| part::dialog(move || part::key_help(close), close))}
        {move || open.get().then(|| part::dialog(move || part::palette(shut), shut))}
    }
}

fn in_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Puts the focus on what is in sight; whether there was anything.
fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    // On a phone the filters of a board wait behind a button.
    found.filter(|found| found.offset_parent().is_some()).is_some_and(|element| element.focus().is_ok())
}
