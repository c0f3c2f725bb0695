//! «Анализ»: where buyers are lost, for which reasons, how sure that is, and what to try.
//! Deliberately not here: how the figures come about (`domain::insight`).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod asking;
mod behind;
mod effort;
mod filters;
mod flow;
mod losses;
mod months;
mod neck;
mod period;
mod stats;
mod time;
mod variants;
mod what_if;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::asking::{Analysis, Told};
use self::behind::Behind;
use self::filters::Filters;
use super::icon::Icon;
use crate::app::address::use_query;
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own};

/// The sections of the page, as the address has them and as their elements are called.
const SECTIONS: [&str; 5] = ["conversion", "losses", "time", "hypotheses", "whatif"];

/// The page.
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&ANALYSIS);
    let analysis = Analysis::new();
    provide_context(analysis);
    provide_context(Behind::default());
    months::provide();
    let page = move || {
        match analysis.told.get() {
        Told::Reading(share) => view! {
            <div class="lead-in" role="status">
                <p>{own.reading}</p>
                <progress class="prog" aria-label=own.reading max="1" value=share.to_string()></progress>
            </div>
        }
        .into_any(),
        Told::NoOrder => view! {
            <div class="empty">
                <Icon name=Icon::CHART class="i i20" />
                <p><b>{own.no_order}</b></p>
                <p>{own.no_order_why}</p>
            </div>
        }
        .into_any(),
        Told::Unanswered => view! {
            <div class="empty" role="alert">
                <p><b>{own.unanswered}</b></p>
                <p>{own.unanswered_why}</p>
                <button class="btn" type="button" on:click=move |_| analysis.again.notify()>{words.storage.retry}</button>
            </div>
        }
        .into_any(),
        Told::Here(answer) if answer.report.flow.deals == 0 => view! { <Nothing /> }.into_any(),
        Told::Here(_) => view! { <Panels /> }.into_any(),
    }
    };
    view! {
        <main class="main filtered page-analysis" id="main">
            <header class="top">
                <h1>{own.title}</h1>
                <Sections own />
                <span class="grow"></span>
                <button class="btn ghost lo3" type="button" on:click=move |_| print()><Icon name=Icon::PRINT />{own.print}</button>
            </header>
            <Filters />
            <div class="scroll" aria-busy=move || analysis.busy.get().to_string()>{page}</div>
            <behind::BehindDialog />
        </main>
    }
}

/// Everything that there is to say of the deals. Each panel draws itself anew when another answer comes.
#[component]
fn Panels() -> impl IntoView {
    view! {
        <div class="page">
            <stats::Stats />
            <div class="grid"><flow::FlowPanel /><neck::Neck /></div>
            <losses::LossesPanel />
            <div class="two"><time::TimePanel /><what_if::WhatIfPanel /></div>
            <months::MonthsPanel />
            <effort::EffortPanel />
            <div class="grid"><variants::Ways /></div>
        </div>
    }
}

/// The ways to the sections of the page; the address keeps where one was.
#[component]
fn Sections(own: &'static Own) -> impl IntoView {
    let (part, set_part) = use_query("part");
    let names = [own.conversion, own.losses, own.time, own.hypotheses, own.what_if];
    let there = move |section: &'static str| {
        let chosen = part.with(|part| SECTIONS.iter().find(|name| *name == part).copied());
        chosen.unwrap_or(SECTIONS[0]) == section
    };
    let tab = move |(section, name): (&'static str, &'static str)| {
        let go = move |_| {
            set_part(if section == SECTIONS[0] { "" } else { section });
            show(section);
        };
        let current = move || there(section).then_some("true");
        view! { <button type="button" aria-current=current aria-pressed=move || there(section).to_string() on:click=go>{name}</button> }
    };
    view! {
        <div class="seg desktop lo3" role="group" aria-label=own.sections>
            {SECTIONS.into_iter().zip(names).map(tab).collect_view()}
        </div>
    }
}

fn show(section: &str) {
    if let Some(element) = document().get_element_by_id(section) {
        element.scroll_into_view();
        if let Some(heading) =
            element.query_selector("h2").ok().flatten().and_then(|h| h.dyn_into::<web_sys::HtmlElement>().ok())
        {
            heading.set_tab_index(-1);
            // Refused only by an element that can't have the focus.
            let _ = heading.focus();
        }
    }
}

fn print() {
    // A browser that does not print says so itself.
    let _ = window().print();
}

/// Nothing came in the period, or nothing that the filters let through.
#[component]
fn Nothing() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let (_, set_came) = use_query("came");
    let clear = filters::use_clear();
    view! {
        <div class="empty">
            <Icon name=Icon::CHART class="i i20" />
            <p><b>{own.nothing}</b></p>
            <p>{own.nothing_why}</p>
            <div class="row">
                <button class="btn" type="button" on:click=move |_| set_came("ever")>{own.ever}</button>
                <button class="btn" type="button" on:click=move |_| clear()>{own.any}</button>
            </div>
        </div>
    }
}
