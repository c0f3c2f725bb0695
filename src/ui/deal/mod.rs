//! The page of a deal or lead: what the buyer has done, what happened, what comes next.
//! Deliberately not here: the dialogs by which it moves (`moving`).

mod data;
mod diary;
mod head;
mod outcome;
mod page;
mod regulation;
mod side;
mod step;
mod top;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::data::DataPanel;
use self::diary::Diary;
use self::head::Head;
use self::outcome::Ended;
use self::page::Page;
use self::regulation::StageRegulation;
use self::side::Side;
use self::step::{Acts, StepPanel};
use self::top::{Top, neighbours};
use crate::app::address::{href, use_go};
use crate::app::locale::use_words;
use crate::app::route::Route;
use crate::domain::DealId;
use crate::ui::icon::Icon;
use crate::ui::keys::{Key, Press, asked};
use crate::ui::moving::Talk;

/// A deal.
#[component]
pub fn DealPage(id: DealId) -> impl IntoView {
    let page = Page::new(id);
    let found = Memo::new(move |_| page.deal.with(Option::is_some));
    keys(page);
    move || {
        if !found.get() {
            return view! { <Gone /> }.into_any();
        }
        view! {
            <main class="main page-deal" id="main" data-id=id.to_string()>
                <Top page />
                <div class="scroll" tabindex="-1">
                    <div class="page">
                        <Head page />
                        <Ended page />
                        <div class="cols">
                            <div class="col g4">
                                <StepPanel page />
                                <StageRegulation page />
                                <DataPanel page />
                            </div>
                            <Diary page />
                            <Side page />
                        </div>
                    </div>
                </div>
                <Acts page />
            </main>
        }
        .into_any()
    }
}

/// The deal was removed, or the address is not whole.
#[component]
fn Gone() -> impl IntoView {
    let words = use_words();
    view! {
        <main class="main" id="main">
            <header class="top"><h1>{words.deal.gone}</h1></header>
            <div class="scroll">
                <div class="empty">
                    <span class="pic"><Icon name=Icon::DEAL class="i i20" /></span>
                    <h3>{words.deal.gone}</h3>
                    <p>{words.deal.gone_why}</p>
                    <div class="bar"><a class="btn" href=href(Route::Start)>{words.shell.to_funnels}</a></div>
                </div>
            </div>
        </main>
    }
}

/// What a key asks for on the page of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The next deal.
    After,
    /// The one before.
    Before,
    /// Note the next proof of the buyer's step.
    Tick,
    /// On which stage?
    Choose,
    /// When is the next contact?
    Plan,
    /// Why did the buyer stop?
    Lose,
    /// To whom is it handed over?
    HandOver,
}

/// What keys ask for on the page of a deal; the list of keys shows the same (`here::KeyHelp`).
pub const KEYS: [(Key, Wish); 7] = [
    (Key::plain("KeyJ"), Wish::After),
    (Key::plain("KeyK"), Wish::Before),
    (Key::plain("KeyE"), Wish::Tick),
    (Key::plain("KeyM"), Wish::Choose),
    (Key::plain("KeyC"), Wish::Plan),
    (Key::plain("KeyL"), Wish::Lose),
    (Key::plain("KeyH"), Wish::HandOver),
];

/// Keys of the page: neighbours, the next proof, and the dialogs.
fn keys(page: Page) {
    let go = use_go();
    // After `G` a key names a place (`keys`).
    let after_go = StoredValue::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let busy =
            target.is_some_and(|target| matches!(target.closest("input, textarea, select, dialog"), Ok(Some(_))));
        if busy || event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return;
        }
        let names_place = after_go.get_value();
        after_go.set_value(event.code() == "KeyG");
        if names_place || page.moves.talk.with_untracked(Option::is_some) {
            return;
        }
        let (before, after) =
            untrack(|| neighbours(page)).map_or((None, None), |(_, _, before, after)| (before, after));
        let open = untrack(|| page.stage());
        let go_to = move |deal: Option<DealId>| {
            if let Some(deal) = deal {
                go(Route::Deal(deal));
            }
        };
        let code = event.code();
        let Some(wish) = asked(&KEYS, Press { code: &code, ..Press::default() }) else { return };
        match (wish, open) {
            (Wish::After, _) => go_to(after),
            (Wish::Before, _) => go_to(before),
            (Wish::Choose, _) => page.talk(Talk::Choose(page.id)),
            (Wish::Plan, Some(_)) => page.talk(Talk::Plan(page.id)),
            (Wish::Lose, Some(_)) => page.talk(Talk::Lose(page.id)),
            (Wish::HandOver, _) => page.talk(Talk::HandOver(page.id)),
            (Wish::Tick, Some(stage)) => {
                let next = page.deal.with_untracked(|deal| {
                    let deal = deal.as_ref()?;
                    stage.evidence.into_iter().find(|evidence| !deal.proofs.contains_key(&evidence.id))
                });
                if let Some(evidence) = next {
                    page.turn(&evidence);
                }
            }
            (Wish::Plan | Wish::Lose | Wish::Tick, None) => return,
        };
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}
