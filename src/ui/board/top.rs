//! The top of a board: which funnel, what stands in it altogether, a new deal.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::use_desk;
use super::filters::filters_on;
use super::later::counted;
use super::switch::ViewSwitch;
use crate::domain::Sums;
use crate::domain::insight::first_answer::{By, NORM, Waits};
use crate::domain::insight::probability::{Chances, Weighted};
use crate::ui::icon::Icon;
use crate::ui::moving::Talk;
use crate::ui::popup::Popup;
use crate::ui::rail::{FourSwitch, FunnelLinks, InArchive, funnel_icon};
use crate::ui::rates::{RatesPopup, converted, write};

/// Days over which answers are counted.
const WEEK: i64 = 7;

/// The top bar. `filters` is whether the filters are shown on a phone.
#[component]
pub(super) fn Top(filters: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let name = desk.read(|pipeline| desk.language.of(&pipeline.name));
    // An archived funnel takes no new deals.
    let archived = desk.read(|pipeline| pipeline.archived);
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
            {archived.then(|| view! { <span class="mobile"><InArchive /></span> })}
            <span class="grow"></span>
            {figures}
            <ViewSwitch />
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
            {(!archived).then(|| view! {
                <button class="btn primary desktop" type="button" on:click=add><Icon name=Icon::PLUS />{short}</button>
                <button class="btn primary icon mobile" type="button" aria-label=new on:click=add>
                    <Icon name=Icon::PLUS class="i i20" />
                </button>
            })}
        </header>
    }
}

/// What the deals in work are worth together, whatever the filters hide, and what they come to when each counts as much
/// as it is likely.
#[component]
fn Worth() -> impl IntoView {
    let desk = use_desk();
    let words = &desk.words.board;
    let chances = counted(desk, |chances: &mut Chances, _, pipeline, deal, _| chances.count(pipeline, deal));
    let worth = Memo::new(move |_| {
        let (mut whole, mut weighted) = (Sums::default(), Weighted::default());
        desk.read(|pipeline| {
            for stage in &pipeline.stages {
                desk.store.column(stage.id, |column| {
                    whole.join(column.sums());
                    weighted.add(column.sums(), chances.with(|chances| chances.of(pipeline, stage)));
                });
            }
        });
        (converted(desk.store, &whole), converted(desk.store, &weighted.sums), weighted.unknown)
    });
    let used = Signal::derive(move || worth.with(|(whole, ..)| whole.used.clone()));
    move || {
        let (whole, likely, unknown) = worth.with(|(whole, likely, unknown)| {
            // What has no rate is told once.
            let likely = likely
                .money
                .map(|sum| desk.format.money_compact(sum.minor, sum.currency.code(), sum.currency.exponent()));
            (write(desk.format, whole, false), likely.unwrap_or_default(), *unknown)
        });
        let likely = (!likely.is_empty()).then(|| {
            let left_out = (unknown > 0).then(|| words.weighted_unknown.of(unknown));
            let why = [Some(words.weighted_why.to_owned()), left_out].into_iter().flatten().collect::<Vec<_>>();
            view! { <span title=why.join(". ") tabindex="0">" · "{words.weighted}" "<b>{likely}</b></span> }
        });
        (!whole.is_empty()).then(|| view! { <p class="sum desktop lo2"><b>{whole}</b>" "{words.open}{likely}</p><span class="desktop lo2"><RatesPopup used /></span> })
    }
}

/// How fast leads were answered in the last days.
#[component]
fn Speed() -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let found = counted(desk, |waits: &mut Waits, workspace, pipeline, lead, at| {
        waits.count(workspace, pipeline, lead, at.now.plus_days(-WEEK), at.now, at.schedule);
    });
    move || {
        let speed = found.with(|waits| waits.speed(By::WorkingTime));
        let minutes = |minutes: i64| desk.format.duration(chrono::TimeDelta::minutes(minutes));
        let on_time = words.units.of.fill([&speed.on_time.k.to_string(), &speed.on_time.n.to_string()]);
        (speed.on_time.n > 0).then(|| {
            let middle = speed.median.map(|median| {
                view! {
                    {words.leads.first_response}" "<b>{minutes(median.round() as i64)}</b>", "{words.leads.norm.fill([&minutes(NORM)])}
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
    let icon = funnel_icon(desk.read(|pipeline| pipeline.four_r));
    let count = move || words.grammar.number(desk.read(|pipeline| desk.store.open_deals(pipeline)));
    let face = move || {
        view! {
            <Icon name=icon class="i i20 ca" /><span class="el">{name.clone()}</span><span class="c3 reg">{count}</span>
            <Icon name=Icon::CHEV_D class="i c3" />
        }
    };
    view! { <Popup class="pop mobile" button="pick" label=words.shell.choose_funnel face><FunnelLinks all=true /></Popup> }
}
