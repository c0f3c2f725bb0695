//! A new funnel in a guided way: whose way it is, the buyer's steps, the key stage, questions, loss reasons, review. What is
//! built is a draft of a funnel that is not in force, so that it is saved and undone like everything else; which one it is
//! and how far it is stands in the address: `?draft=f…:2`.
//! Deliberately not here: what the steps suggest (`domain::builder`), ready funnels (`data::template`).

mod begin;
mod key;
mod questions;
mod ready;
mod reasons;
mod review;
mod segment;
mod stages;

use leptos::html;
use leptos::prelude::*;

use self::begin::Begin;
use self::key::KeyStep;
use self::questions::QuestionsStep;
use self::reasons::ReasonsStep;
use self::review::ReviewStep;
use self::segment::SegmentStep;
use self::stages::StagesStep;
use super::crumbs::Crumbs;
use super::editing::{Editing, use_editing};
use super::library::Library;
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::locale::use_words;
use crate::app::store::use_store;
use crate::domain::Slug;
use crate::domain::builder::Step;
use crate::ui::icon::Icon;

/// Where the person is: which draft, and how far.
#[derive(Clone, Copy)]
pub(super) struct Guide {
    /// The step on the page.
    step: Memo<usize>,
    /// Opens a draft at a step.
    open: Callback<(Slug, usize)>,
}

impl Guide {
    /// Goes to another step of the draft on the page.
    fn go(self, id: Slug, step: Step) {
        let at = Step::ALL.iter().position(|&known| known == step).unwrap_or_default();
        self.open.run((id, at));
    }
}

/// The page of a new funnel.
#[component]
pub fn BuilderPage() -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let (query, set_query) = use_query("draft");
    let place = Memo::new(move |_| {
        let query = query.get();
        let (id, step) = query.rsplit_once(':').unwrap_or((&query, "0"));
        Some((Slug::new(id).ok()?, step.parse::<usize>().ok()?.min(Step::ALL.len() - 1)))
    });
    let id = Memo::new(move |_| place.get().map(|(id, _)| id));
    let guide = Guide {
        step: Memo::new(move |_| place.get().map_or(0, |(_, step)| step)),
        open: Callback::new(move |(id, step): (Slug, usize)| set_query(&format!("{id}:{step}"))),
    };
    provide_context(guide);
    provide_context(Library::new());
    let there = Memo::new(move |_| id.get().map(|id| (id, store.draft(id).is_some())));
    let body = move || match there.get() {
        None => view! { <Begin /> }.into_any(),
        Some((id, true)) => view! { <Steps id /> }.into_any(),
        Some((_, false)) => view! {
            <div class="empty">
                <span class="pic"><Icon name=Icon::EDITOR class="i i20" /></span>
                <h2>{words.builder.gone}</h2>
                <p>{words.builder.gone_why}</p>
                <button class="btn" type="button" on:click=move |_| set_query("")>{words.builder.title}</button>
            </div>
        }
        .into_any(),
    };
    view! {
        <main class="main page-builder" id="main">
            <header class="top">
                <Crumbs name=words.builder.title />
            </header>
            <div class="scroll"><div class="page">{body}</div></div>
        </main>
    }
}

/// The steps of one draft, with the way back and onward.
#[component]
fn Steps(id: Slug) -> impl IntoView {
    let editing = Editing::new(id);
    provide_context(editing);
    let said = editing.words.builder;
    let guide: Guide = expect_context();
    let head = NodeRef::<html::H2>::new();
    Effect::new(move || {
        guide.step.track();
        clock::after_paint(move || {
            if let Some(head) = head.get_untracked() {
                // Fails only for an element that is not in the page.
                let _ = head.focus();
            }
        });
    });
    // The first step that keeps the person from going on; the steps up to it are open.
    let held = Memo::new(move |_| editing.read(|funnel| Step::ALL.iter().position(|step| step.lacks(funnel))));
    let lack = move |at: usize| match held.get() {
        Some(held) if held < at && Step::ALL[held] == Step::Segment => Some(said.lacks_name),
        Some(held) if held < at => Some(said.lacks_stages),
        _ => None,
    };
    let progress = said.step_names.into_iter().enumerate().map(move |(at, name)| {
        let class = move || if at < guide.step.get() { "done" } else { "" };
        let current = move || (at == guide.step.get()).then_some("step");
        let press = move |_| {
            if lack(at).is_none() {
                guide.open.run((id, at));
            }
        };
        view! {
            <li class=class aria-current=current>
                <button type="button" aria-disabled=move || lack(at).is_some().to_string() title=move || lack(at) on:click=press>
                    <b>{name}</b>
                </button>
            </li>
        }
    });
    let body = move || match Step::ALL[guide.step.get()] {
        Step::Segment => view! { <SegmentStep head /> }.into_any(),
        Step::Stages => view! { <StagesStep head /> }.into_any(),
        Step::Key => view! { <KeyStep head /> }.into_any(),
        Step::Questions => view! { <QuestionsStep head /> }.into_any(),
        Step::Reasons => view! { <ReasonsStep head /> }.into_any(),
        Step::Review => view! { <ReviewStep head /> }.into_any(),
    };
    let back = move || {
        let at = guide.step.get();
        (at > 0).then(|| {
            view! {
                <button class="btn" type="button" on:click=move |_| guide.open.run((id, at - 1))>
                    <Icon name=Icon::ARROW_L />{said.back}
                </button>
            }
        })
    };
    let onward = move || {
        let at = guide.step.get();
        (at + 1 < Step::ALL.len()).then(|| {
            let press = move |_| {
                if lack(at + 1).is_none() {
                    guide.open.run((id, at + 1));
                }
            };
            view! {
                <button class="btn primary" type="button" aria-disabled=move || lack(at + 1).is_some().to_string() on:click=press>
                    {said.onward}<Icon name=Icon::ARROW_R />
                </button>
            }
        })
    };
    view! {
        <nav aria-label=said.progress><ol class="steps guide">{progress.collect_view()}</ol></nav>
        {body}
        <div class="row guide-foot">
            {back}
            <span class="c3 t12" role="status">{move || lack(guide.step.get() + 1)}</span>
            <span class="grow"></span>
            {onward}
        </div>
    }
}

/// The head of a step: what it is about, and why.
#[component]
fn StepHead(head: NodeRef<html::H2>, title: &'static str, why: &'static str) -> impl IntoView {
    let said = use_words().builder;
    let guide: Guide = expect_context();
    view! {
        <div class="step-head">
            <p class="c3 t12">{move || said.step_of.fill([&(guide.step.get() + 1).to_string()])}</p>
            <h2 tabindex="-1" node_ref=head>{title}</h2>
            <p class="c2">{why}</p>
        </div>
    }
}

/// A line to add something: Enter or the button adds it, and the line is empty again.
#[component]
fn AddLine(label: String, placeholder: &'static str, button: &'static str, add: Callback<String>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let text = input.value().trim().to_owned();
        if !text.is_empty() {
            input.set_value("");
            add.run(text);
        }
        // Fails only for an element that is not in the page.
        let _ = input.focus();
    };
    view! {
        <form class="row add-line" on:submit=submit>
            <input class="input grow" node_ref=input aria-label=label placeholder=placeholder />
            <button class="btn" type="submit"><Icon name=Icon::PLUS />{button}</button>
        </form>
    }
}

/// A line of text of the draft: what is written is kept when the person leaves it.
#[component]
fn EditLine(
    label: String,
    #[prop(optional)] placeholder: &'static str,
    value: String,
    keep: Callback<String>,
) -> impl IntoView {
    let before = StoredValue::new(value.clone());
    let change = move |event: leptos::ev::Event| {
        let text = event_target_value(&event).trim().to_owned();
        if before.with_value(|before| *before != text) {
            before.set_value(text.clone());
            keep.run(text);
        }
    };
    view! { <input class="input" aria-label=label placeholder=placeholder prop:value=value on:change=change /> }
}

/// The funnel that is being built.
fn funnel_id() -> Slug {
    use_editing().id
}
