//! The bar of a deal: the way back to the board, the neighbours on the stage, and what can be done with the deal.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::Page;
use crate::app::address::{href, use_go};
use crate::app::route::Route;
use crate::domain::{Command, DealId};
use crate::ui::icon::Icon;
use crate::ui::moving::Talk;

/// The number from the top, how many there are, the neighbour before and the one after.
type Around = (usize, usize, Option<DealId>, Option<DealId>);

/// The place of a deal among those on its stage: its number from the top, how many there are, and its neighbours.
pub(super) fn neighbours(page: Page) -> Option<Around> {
    let stage = page.deal.with(|deal| deal.as_ref().map(|deal| deal.stage))?;
    page.store.column(stage, |column| {
        let at = column.deals().position(|id| id == page.id)?;
        let before = at.checked_sub(1).and_then(|at| column.get(at));
        Some((at + 1, column.len(), before, column.get(at + 1)))
    })
}

/// The bar.
#[component]
pub(super) fn Top(page: Page) -> impl IntoView {
    let words = page.words;
    let go = use_go();
    let around = Memo::new(move |_| neighbours(page));
    let open = Memo::new(move |_| page.stage().is_some());
    let before = Memo::new(move |_| page.stage_before());
    let board =
        move || page.pipeline.get().map(|pipeline| (href(Route::Board(pipeline.id)), page.language.of(&pipeline.name)));
    let name = move || {
        let deal = page.deal.get()?;
        Some(
            deal.customer
                .and_then(|id| page.store.customer(id))
                .map_or_else(|| deal.title.clone(), |who| who.name.clone()),
        )
    };
    let turn = move |icon: Icon, label: &'static str, to: fn(Around) -> Option<DealId>| {
        let target = move || around.get().and_then(to);
        view! {
            <button
                class="btn ghost icon desktop lo3"
                type="button"
                aria-label=label
                title=label
                disabled=move || target().is_none()
                on:click=move |_| if let Some(deal) = target() { go(Route::Deal(deal)) }
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <header class="top">
            <nav class="crumbs" aria-label=words.deal.path>
                {move || board().map(|(address, funnel)| view! {
                    <a class="desktop" href=address.clone()>{funnel}</a>
                    <span class="desktop"><Icon name=Icon::CHEV_R /></span>
                    <a class="btn ghost icon mobile" href=address aria-label=words.deal.to_board><Icon name=Icon::CHEV_L class="i i20" /></a>
                })}
                <h1>{name}</h1>
            </nav>
            <span class="grow"></span>
            {move || around.get().map(|(at, of, ..)| view! {
                <span class="c3 t12 desktop lo3 nw">{words.deal.place.fill([&at.to_string(), &words.grammar.number(of)])}</span>
            })}
            {turn(Icon::CHEV_U, words.deal.previous, |(_, _, before, _)| before)}
            {turn(Icon::CHEV_D, words.deal.next, |(_, _, _, after)| after)}
            {move || if open.get() {
                view! {
                    <button class="btn desktop" type="button" on:click=move |_| page.talk(Talk::Lose(page.id))>
                        <Icon name=Icon::FLAG />{words.deal.lose}
                    </button>
                    {before.get().map(|stage| view! {
                        <button class="btn desktop lo1" type="button" on:click=move |_| page.request(stage)>
                            <Icon name=Icon::UNDO />{words.deal.back}
                        </button>
                    })}
                    <button class="btn desktop" type="button" on:click=move |_| page.talk(Talk::Choose(page.id))>
                        <Icon name=Icon::ARROW_R />{words.board.to_stage}
                    </button>
                }.into_any()
            } else {
                view! {
                    <button class="btn primary desktop" type="button" on:click=move |_| page.talk(Talk::Choose(page.id))>
                        <Icon name=Icon::UNDO />{words.deal.reopen}
                    </button>
                }.into_any()
            }}
            <More page open before=before />
        </header>
    }
}

/// What else can be done.
#[component]
fn More(page: Page, open: Memo<bool>, before: Memo<Option<crate::domain::Slug>>) -> impl IntoView {
    let words = page.words;
    let go = use_go();
    let shown = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if shown.get_untracked() && !target.is_some_and(|target| matches!(target.closest(".more-deal"), Ok(Some(_)))) {
            shown.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && shown.get_untracked() {
            event.stop_propagation();
            shown.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    let talk = move |talk: Talk| {
        shown.set(false);
        page.talk(talk);
    };
    let remove = move |_| {
        shown.set(false);
        let board = page.pipeline.with_untracked(|pipeline| pipeline.as_ref().map(|pipeline| pipeline.id));
        let name = page.name();
        page.dispatch(Command::RemoveDeal(page.id), words.toast.removed.fill([&name]));
        if let Some(board) = board {
            go(Route::Board(board));
        }
    };
    view! {
        <div class="pop more-deal" on:keydown=on_key>
            <button class="btn ghost icon" type="button" node_ref=button aria-label=words.deal.actions aria-expanded=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>
                <Icon name=Icon::MORE class="i i20" />
            </button>
            {move || shown.get().then(|| view! {
                <div class="menu">
                    <button type="button" on:click=move |_| talk(Talk::Choose(page.id))>
                        <Icon name=Icon::ARROW_R />{if open.get() { words.board.to_stage } else { words.deal.reopen }}<span class="kbd desktop">"M"</span>
                    </button>
                    <button type="button" on:click=move |_| talk(Talk::HandOver(page.id))>
                        <Icon name=Icon::USERS />{words.deal.hand_over}<span class="kbd desktop">"H"</span>
                    </button>
                    {open.get().then(|| view! {
                        <button type="button" on:click=move |_| talk(Talk::Plan(page.id))>
                            <Icon name=Icon::CALENDAR />{words.contact.title}<span class="kbd desktop">"C"</span>
                        </button>
                        <button type="button" on:click=move |_| talk(Talk::Lose(page.id))>
                            <Icon name=Icon::FLAG />{words.deal.lose}<span class="kbd desktop">"L"</span>
                        </button>
                    })}
                    {before.get().filter(|_| open.get()).map(|stage| view! {
                        <button type="button" on:click=move |_| { shown.set(false); page.request(stage); }><Icon name=Icon::UNDO />{words.deal.back}</button>
                    })}
                    <hr />
                    <button class="bad" type="button" on:click=remove><Icon name=Icon::TRASH />{words.deal.remove}</button>
                </div>
            })}
        </div>
    }
}
