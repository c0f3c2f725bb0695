//! The top of a board: which funnel, what stands in it altogether, a new deal.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::use_desk;
use super::filters::filters_on;
use super::later::counted;
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::insight::first_answer::{Answers, NORM, answers};
use crate::domain::{FourR, Sums};
use crate::ui::icon::Icon;
use crate::ui::kit::sums;
use crate::ui::moving::Talk;
use crate::ui::rail::FourSwitch;

/// Days over which answers are counted.
const WEEK: i64 = 7;

/// The top bar. `filters` is whether the filters are shown on a phone.
#[component]
pub(super) fn Top(filters: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let name = desk.read(|pipeline| desk.language.of(&pipeline.name));
    let (short, new) =
        if desk.leads() { (words.leads.lead, words.leads.new) } else { (words.board.deal, words.board.new_deal) };
    let add = move |_| {
        if let Some(first) = desk.stage(0) {
            desk.talk(Talk::Add(first));
        }
    };
    let search = move |_| {
        filters.set(true);
        request_animation_frame(|| {
            let field = document().query_selector(".filters input[type=search]").ok().flatten();
            if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Refused only by an element that can't have the focus.
                let _ = field.focus();
            }
        });
    };
    let on = move || {
        let on = desk.filter.with(filters_on);
        if on == 0 { words.shell.filters.to_owned() } else { words.a11y.filters_on.fill([&on.to_string()]) }
    };
    let figures = if desk.leads() { view! { <Speed /> }.into_any() } else { view! { <Worth /> }.into_any() };
    view! {
        <header class="top">
            <h1 class="vh">{words.shell.funnel.fill([&name])}</h1>
            <div class="desktop"><FourSwitch /></div>
            <FunnelPick name />
            <span class="grow"></span>
            {figures}
            <button class="btn ghost icon mobile" type="button" aria-label=words.shell.search on:click=search>
                <Icon name=Icon::SEARCH class="i i20" />
            </button>
            <button
                class="btn ghost icon mobile"
                type="button"
                aria-label=on
                aria-expanded=move || filters.get().to_string()
                on:click=move |_| filters.update(|shown| *shown = !*shown)
            >
                <Icon name=Icon::FILTER class="i i20" />
            </button>
            <button class="btn primary desktop" type="button" on:click=add><Icon name=Icon::PLUS />{short}</button>
            <button class="btn primary icon mobile" type="button" aria-label=new on:click=add>
                <Icon name=Icon::PLUS class="i i20" />
            </button>
        </header>
    }
}

/// What the deals in work are worth together, whatever the filters hide.
#[component]
fn Worth() -> impl IntoView {
    let desk = use_desk();
    let stages = desk.read(|pipeline| pipeline.stages.iter().map(|stage| stage.id).collect::<Vec<_>>());
    let worth = Memo::new(move |_| {
        let mut whole = Sums::default();
        for &stage in &stages {
            desk.store.column(stage, |column| column.sums().iter().for_each(|sum| whole.add(sum)));
        }
        whole
    });
    move || {
        let worth = worth.with(|worth| sums(desk.format, worth, false));
        (!worth.is_empty()).then(|| view! { <p class="sum desktop lo2"><b>{worth}</b>" "{desk.words.board.open}</p> })
    }
}

/// How fast leads were answered in the last days.
#[component]
fn Speed() -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let found = counted(desk, |workspace, pipeline, now| answers(workspace, pipeline, WEEK, now));
    move || {
        let Answers { median, on_time, of } = found.get();
        let minutes = |minutes: i64| desk.format.duration(chrono::TimeDelta::minutes(minutes));
        let on_time = words.units.of.fill([&on_time.to_string(), &of.to_string()]);
        (of > 0).then(|| {
            let middle = median.map(|median| {
                view! {
                    {words.leads.first_response}" "<b>{minutes(median)}</b>", "{words.leads.norm.fill([&minutes(NORM)])}
                    <span class="c3">" · "</span>
                }
            });
            view! {
                <p class="sum desktop lo2">
                    {middle}<b>{words.leads.on_time.fill([&on_time])}</b>" "{words.leads.in_a_week}
                </p>
            }
        })
    }
}

/// The funnel on a phone, and the way to the others.
#[component]
fn FunnelPick(name: String) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let open = RwSignal::new(false);
    let whole = NodeRef::<leptos::html::Div>::new();
    let icon = |place| match place {
        FourR::Leads => Icon::INBOX,
        FourR::Deals => Icon::DEAL,
        FourR::Refresh => Icon::BASKET,
        FourR::Return => Icon::REPEAT,
    };
    let here = desk.read(|pipeline| pipeline.four_r).map_or(Icon::BOARD, icon);
    let count = move || words.grammar.number(desk.read(|pipeline| desk.store.open_deals(pipeline)));
    let links = move || {
        let places = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
        places
            .into_iter()
            .filter_map(|place| {
                let pipeline = desk.store.four_r(place)?;
                let current = desk.read(|here| here.id == pipeline.id).then_some("page");
                Some(view! {
                    <a href=href(Route::Board(pipeline.id)) aria-current=current>
                        <Icon name=icon(place) />{desk.language.of(&pipeline.name)}
                    </a>
                })
            })
            .collect_view()
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if !whole.get_untracked().is_some_and(|whole| whole.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.code() == "Escape" {
            open.set(false);
        }
    };
    view! {
        <div class="pop mobile" node_ref=whole on:focusout=leave on:keydown=key>
            <button
                class="pick"
                type="button"
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=here class="i i20 ca" />{name}" "<span class="c3 reg">{count}</span>
                <Icon name=Icon::CHEV_D class="i c3" />
            </button>
            {move || open.get().then(|| view! { <nav class="menu" aria-label=words.shell.choose_funnel>{links()}</nav> })}
        </div>
    }
}
