//! The buyer's step on this stage: what they have done, how to help them, and the way on.

use leptos::prelude::*;

use super::page::Page;
use crate::domain::insight::story::unproved;
use crate::domain::{Ask, Evidence, EvidenceKind, Gate, Slug};
use crate::ui::icon::Icon;

/// What the next move still needs, in words: proofs that are not there and data of the stage to come.
pub(super) fn missing(page: Page, to: Slug) -> Vec<String> {
    let Some(deal) = page.deal.get() else { return Vec::new() };
    let Some(pipeline) = page.pipeline.get() else { return Vec::new() };
    let mut found: Vec<String> = unproved(&pipeline, &deal).map(|evidence| page.language.of(&evidence.text)).collect();
    if let Gate::Open(asks) = page.store.peek(|workspace| workspace.gate(&deal, to, page.store.me())) {
        for ask in asks {
            if let Ask::Fields(fields) = ask {
                found.extend(fields.iter().map(|field| page.language.of(&field.name)));
            }
        }
    }
    found
}

/// The step.
#[component]
pub(super) fn StepPanel(page: Page) -> impl IntoView {
    let words = page.words;
    let stage = Memo::new(move |_| page.stage());
    move || {
        let stage = stage.get()?;
        let help = page.language.of(&stage.help);
        let script: Vec<String> = stage.script.iter().map(|line| page.language.of(line)).collect();
        Some(view! {
            <section class="panel" aria-labelledby="step-t">
                <div class="step-h">
                    <span class="row t12 c3"><Icon name=Icon::BUYER />{words.deal.buyer_step}</span>
                    <h3 id="step-t">{page.language.of(&stage.buyer_action)}</h3>
                </div>
                <ol class="todo">{stage.evidence.into_iter().map(|evidence| view! { <Proof page evidence /> }).collect_view()}</ol>
                {(!help.is_empty()).then(|| view! {
                    <div class="help">
                        <Icon name=Icon::HEADSET />
                        <div>
                            <b class="m">{words.deal.help}</b>
                            <p>{help}</p>
                            {(!script.is_empty()).then(|| view! {
                                <details>
                                    <summary class="link">{words.deal.script}</summary>
                                    <ul>{script.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                                </details>
                            })}
                        </div>
                    </div>
                })}
                <Onward page />
            </section>
        })
    }
}

/// What counts as proof.
fn need(page: Page, kind: EvidenceKind) -> (Icon, &'static str) {
    let words = &page.words.deal;
    match kind {
        EvidenceKind::File => (Icon::FILE, words.need_file),
        EvidenceKind::Call => (Icon::PHONE, words.need_call),
        EvidenceKind::Tick => (Icon::RING, words.need_tick),
        EvidenceKind::Answer => (Icon::HELP, words.need_answer),
        EvidenceKind::Letter => (Icon::MAIL, words.need_letter),
        EvidenceKind::Payment => (Icon::RUBLE, words.need_payment),
        EvidenceKind::Date => (Icon::CALENDAR, words.need_date),
    }
}

#[component]
fn Proof(page: Page, evidence: Evidence) -> impl IntoView {
    let words = page.words;
    let Evidence { id, text, kind, required } = evidence;
    let text = page.language.of(&text);
    let at = Memo::new(move |_| page.read(|deal| deal.proofs.get(&id).map(|proof| proof.at)));
    let done = Memo::new(move |_| at.get().is_some());
    let (icon, needed) = need(page, kind);
    let name = StoredValue::new(text.clone());
    let turn = move |_| name.with_value(|name| page.tick(id, name, !done.get_untracked()));
    let label = move || {
        let what = if done.get() { words.deal.untick } else { words.deal.tick };
        name.with_value(|name| format!("{what}: {name}"))
    };
    view! {
        <li class:done=move || done.get() data-id=id.to_string()>
            <button class="mark" type="button" role="checkbox" aria-checked=move || done.get().to_string() aria-label=text.clone() on:click=turn><Icon name=Icon::CHECK /></button>
            <span>{text}</span>
            <button class="btn ghost sm" type="button" tabindex="-1" aria-label=label on:click=turn>
                {move || at.get().map_or_else(|| words.deal.tick.to_owned(), |at| page.day(at))}
            </button>
            {move || (!done.get()).then(|| view! {
                <span class="ev">
                    <span class:need=required><Icon name=icon class="i i14" />{needed}</span>
                </span>
            })}
        </li>
    }
}

/// The way on: never a dead button, it says what is missing and asks for it when pressed.
#[component]
fn Onward(page: Page) -> impl IntoView {
    let words = page.words;
    let way = Memo::new(move |_| page.onward());
    let lacks = Memo::new(move |_| way.get().map(|(to, _)| missing(page, to)).unwrap_or_default());
    let label = move || {
        way.get().map(|(to, wins)| match wins {
            true => words.deal.win.to_owned(),
            false => words.deal.onward.fill([&page.place(to)]),
        })
    };
    let press = move |_| match way.get_untracked() {
        Some((to, _)) => page.request(to),
        None => page.talk(crate::ui::moving::Talk::Choose(page.id)),
    };
    let ready = Memo::new(move |_| way.get().is_some() && lacks.with(Vec::is_empty));
    view! {
        <div class="move">
            <button class="btn" class:primary=move || ready.get() type="button" data-do="onward" aria-describedby="miss" on:click=press>
                <Icon name=Icon::ARROW_R />{move || label().unwrap_or_else(|| words.board.to_stage.to_owned())}
            </button>
            <ul id="miss" aria-label=words.deal.missing>
                {move || lacks.get().into_iter().map(|what| view! { <li><Icon name=Icon::RING class="i i14" />{what}</li> }).collect_view()}
            </ul>
        </div>
    }
}

/// The actions of a phone, instead of the tab bar.
#[component]
pub(super) fn Acts(page: Page) -> impl IntoView {
    let words = page.words;
    let open = Memo::new(move |_| page.stage().is_some());
    let way = Memo::new(move |_| page.onward());
    let lacks = Memo::new(move |_| way.get().map(|(to, _)| missing(page, to).len()).unwrap_or_default());
    let onward = move || match (way.get(), lacks.get()) {
        (None, _) => words.board.to_stage.to_owned(),
        (Some((_, true)), 0) => words.deal.win.to_owned(),
        (Some((to, _)), 0) => words.deal.onward.fill([&page.place(to)]),
        (Some(_), n) => words.deal.onward_missing.of(n),
    };
    let press = move |_| match way.get_untracked() {
        Some((to, _)) => page.request(to),
        None => page.talk(crate::ui::moving::Talk::Choose(page.id)),
    };
    let write = move |_| {
        let field = document().query_selector(".composer .input").ok().flatten();
        if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
        }
    };
    view! {
        <div class="acts">
            <button class="btn" type="button" on:click=write><Icon name=Icon::NOTE />{words.deal.write}</button>
            {move || if open.get() {
                view! {
                    <button class="btn" class:primary=move || lacks.get() == 0 type="button" on:click=press><Icon name=Icon::ARROW_R /><span class="el">{onward}</span></button>
                    <button class="btn icon" type="button" aria-label=words.deal.lose on:click=move |_| page.talk(crate::ui::moving::Talk::Lose(page.id))><Icon name=Icon::FLAG /></button>
                }.into_any()
            } else {
                view! {
                    <button class="btn primary" type="button" on:click=move |_| page.talk(crate::ui::moving::Talk::Choose(page.id))><Icon name=Icon::UNDO />{words.deal.reopen}</button>
                }.into_any()
            }}
        </div>
    }
}
