//! The buyer's step on this stage: what they have done, how to help them, and the way on.

use leptos::prelude::*;

use super::page::Page;
use crate::app::preferences::use_choices;
use crate::domain::insight::story::unproved;
use crate::domain::{Ask, Evidence, Gate, Slug};
use crate::storage::preferences::Reading;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::kit::Sided;
use crate::ui::moving::{iso_day, needed, to_say};

/// What the next move still needs, in words: proofs that are not there, data and answers; or why it can't be.
pub(super) fn missing(page: Page, to: Slug) -> Vec<String> {
    let (Some(deal), Some(stage)) = (page.deal.get(), page.stage()) else { return Vec::new() };
    let me = page.store.me();
    let mut found: Vec<String> = unproved(&stage, &deal).map(|evidence| page.language.of(&evidence.text)).collect();
    page.store.peek(|workspace| match workspace.gate(&deal, to, me) {
        Gate::Open(asks) => {
            for ask in asks {
                if let Ask::Fields(fields) = ask {
                    found.extend(fields.iter().map(|field| page.language.of(&field.name)));
                }
            }
        }
        Gate::Closed(why) => {
            let (what, why) = refusal(page.words, page.language, workspace, &why);
            found.insert(0, page.words.a11y.refused.fill([what, &why]));
        }
        Gate::Here => {}
    });
    found
}

/// The step.
#[component]
pub(super) fn StepPanel(page: Page) -> impl IntoView {
    let words = page.words;
    let choices = use_choices();
    let stage = Memo::new(move |_| page.stage());
    move || {
        let stage = stage.get()?;
        let help = page.language.of(&stage.help);
        let script: Vec<String> = stage.script.iter().map(|line| page.language.of(line)).collect();
        let (icon, caption, step) = match choices.reading.get() {
            Reading::Buyer => (Icon::BUYER, words.deal.buyer_step, &stage.buyer_action),
            Reading::Seller => (Icon::HEADSET, words.deal.manager_step, &stage.manager_action),
        };
        Some(view! {
            <section class="panel" aria-labelledby="step-t">
                <div class="step-h">
                    <span class="row t12 c3"><Icon name=icon />{caption}</span>
                    <h3 id="step-t">{page.language.of(step)}</h3>
                    <Side page />
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

/// How the deal is handled while a hypothesis divides the deals of its stage.
#[component]
fn Side(page: Page) -> impl IntoView {
    move || {
        let side = page.deal.with(|deal| Sided::of(page.store, page.words, deal.as_deref()?))?;
        Some(
            view! { <p class="t12 c2"><span class=side.class><Icon name=Icon::FLASK class="i i12" /><span>{side.text}</span></span>" "{side.why}</p> },
        )
    }
}

/// A piece of evidence: its tick, what it is where that matters, and what counts as proof while it is not there.
#[component]
fn Proof(page: Page, evidence: Evidence) -> impl IntoView {
    let words = page.words;
    let Evidence { id, text, kind, required } = evidence.clone();
    let text = page.language.of(&text);
    let proof = Memo::new(move |_| page.read(|deal| deal.proofs.get(&id).cloned()));
    let done = Memo::new(move |_| proof.with(Option::is_some));
    let said =
        Signal::derive(move || proof.with(|proof| proof.as_ref().map(|proof| proof.words.clone()).unwrap_or_default()));
    let (icon, need) = needed(words, kind);
    let (label, input) = to_say(words, kind);
    let name = StoredValue::new(text.clone());
    let evidence = StoredValue::new(evidence);
    let turn = move |_| evidence.with_value(|evidence| page.turn(evidence));
    let what = move || {
        let does = match (done.get(), kind.needs_words()) {
            (true, _) => words.deal.untick,
            (false, true) => words.deal.say,
            (false, false) => words.deal.tick,
        };
        let day = proof.get().map(|proof| format!("{}. ", page.day(proof.at))).unwrap_or_default();
        name.with_value(|name| format!("{day}{does}: {name}"))
    };
    // The field opens when the tick is pressed, and the page forgets it when it closes.
    let editing = RwSignal::new(false);
    Effect::new(move || {
        if page.telling.get() == Some(id) {
            editing.set(true);
            page.telling.set(None);
        }
    });
    let save = Callback::new(move |written: String| {
        if written.trim().is_empty() {
            return Some(words.gate.no_words);
        }
        evidence.with_value(|evidence| page.prove(evidence, Some(written)));
        None
    });
    let shown = move || {
        let said = said.get();
        let day = (input == "date").then(|| iso_day(&said)).flatten();
        day.map_or(said, |day| page.format.date(day, crate::app::clock::now().day(0)))
    };
    let words_of = move || {
        let tells = kind.needs_words() || said.with(|said| !said.is_empty());
        (tells && (done.get() || kind.needs_words())).then(|| view! {
            <span class="ev">
                <Inline label=format!("{label}: {}", name.get_value()) value=said save kind=input editing placeholder=label>
                    {move || if done.get() {
                        match shown() {
                            said if said.is_empty() => view! { <span class="c3">{label}</span> }.into_any(),
                            said => view! { <span class="quote">{said}</span> }.into_any(),
                        }
                    } else {
                        view! { <span class="row g1" class:need=required><Icon name=icon class="i i14" />{need}</span> }.into_any()
                    }}
                </Inline>
            </span>
        })
    };
    view! {
        <li class:done=move || done.get() data-id=id.to_string()>
            <button class="mark" type="button" role="checkbox" aria-checked=move || done.get().to_string() aria-label=text.clone() on:click=turn><Icon name=Icon::CHECK /></button>
            <span>{text}</span>
            <button class="btn ghost sm" type="button" tabindex="-1" aria-label=what on:click=turn>
                {move || match proof.get() {
                    Some(proof) => page.day(proof.at),
                    None if kind.needs_words() => words.deal.say.to_owned(),
                    None => words.deal.tick.to_owned(),
                }}
            </button>
            {words_of}
            {move || (!done.get() && !kind.needs_words()).then(|| view! {
                <span class="ev">
                    <span class="row g1" class:need=required><Icon name=icon class="i i14" />{need}</span>
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
