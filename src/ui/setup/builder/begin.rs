//! Where a new funnel begins: with the steps of a segment, or with a ready funnel.

use leptos::html;
use leptos::prelude::*;

use super::Guide;
use super::ready::Ready;
use crate::app::clock;
use crate::app::locale::{Language, use_language, use_words};
use crate::app::store::use_store;
use crate::domain::builder;
use crate::domain::reshape::Names;
use crate::domain::{Command, End, FourR, Outcome, Pipeline, Slug, Text};
use crate::ui::icon::Icon;

#[component]
pub(super) fn Begin() -> impl IntoView {
    let words = use_words();
    view! {
        <p class="c2">{words.builder.lead}</p>
        <Unfinished />
        <FromSteps />
        <Ready />
    }
}

/// Funnels that were begun and are not in force yet.
#[component]
fn Unfinished() -> impl IntoView {
    let words = use_words();
    let said = words.builder;
    let language = use_language();
    let store = use_store();
    let guide: Guide = expect_context();
    let begun = Memo::new(move |_| {
        store.all("pipeline", |_| ());
        store.all("draft", |workspace| {
            let new = workspace.drafts().filter(|draft| workspace.pipeline(draft.id).is_none());
            new.map(|draft| (draft.id, draft.funnel.name.clone(), draft.funnel.stages.len())).collect::<Vec<_>>()
        })
    });
    let row = move |(id, name, stages): (Slug, Text, usize)| {
        let name = Some(language.of(&name)).filter(|name| !name.trim().is_empty());
        let name = name.unwrap_or_else(|| said.untitled.to_owned());
        let told = said.dropped.fill([&name]);
        // Refused only when it is gone.
        let discard = move |_| drop(store.dispatch(Command::DropDraft(id), told.clone()));
        view! {
            <li class="row">
                <b class="m">{name}</b><span class="c3">{words.units.stages.of(stages)}</span><span class="grow"></span>
                <button class="btn sm" type="button" on:click=move |_| guide.open.run((id, 1))>{said.go_on}</button>
                <button class="btn ghost sm" type="button" on:click=discard>{said.drop_draft}</button>
            </li>
        }
    };
    move || {
        let begun = begun.get();
        (!begun.is_empty()).then(|| {
            view! {
                <section class="panel" aria-labelledby="begun">
                    <div class="panel-h"><h2 id="begun">{said.unfinished}</h2></div>
                    <ul class="panel-b stack">{begun.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// The ends of a first sale: those of «Сделки», which every workspace has, or of any funnel of purchases.
fn ends(funnels: &[Pipeline]) -> Option<&Pipeline> {
    let lost = |funnel: &&Pipeline| {
        let has = |outcome| funnel.ends.iter().any(|end: &End| end.outcome == outcome);
        has(Outcome::Won) && has(Outcome::Lost) && has(Outcome::Paused)
    };
    let deals = funnels.iter().find(|funnel| funnel.four_r == Some(FourR::Deals));
    deals.or_else(|| funnels.iter().find(lost)).or_else(|| funnels.first())
}

#[component]
fn FromSteps() -> impl IntoView {
    let words = use_words();
    let said = words.builder;
    let language = use_language();
    let store = use_store();
    let guide: Guide = expect_context();
    let (name, segment) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let steps = NodeRef::<html::Textarea>::new();
    let chosen = RwSignal::new(None::<usize>);
    let wrong = RwSignal::new(None::<&'static str>);
    let examples = said.example_names.into_iter().enumerate().map(move |(at, example)| {
        let fill = move |_| {
            chosen.set(Some(at));
            wrong.set(None);
            if let (Some(name), Some(segment), Some(steps)) =
                (name.get_untracked(), segment.get_untracked(), steps.get_untracked())
            {
                name.set_value(example);
                segment.set_value(said.example_segments[at]);
                steps.set_value(&said.example_steps[at].join("\n"));
            }
        };
        let pressed = move || (chosen.get() == Some(at)).to_string();
        view! {
            <button type="button" aria-pressed=pressed on:click=fill>{example}<small>{said.example_segments[at]}</small></button>
        }
    });
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(segment), Some(steps)) =
            (name.get_untracked(), segment.get_untracked(), steps.get_untracked())
        else {
            return;
        };
        let (called, who, told) = (name.value(), segment.value(), steps.value());
        let lines = builder::lines(&told);
        if called.trim().is_empty() {
            wrong.set(Some(said.need_name));
            let _ = name.focus();
            return;
        }
        if lines.is_empty() {
            wrong.set(Some(said.need_steps));
            let _ = steps.focus();
            return;
        }
        let both = |text: &str| bilingual(text.trim());
        let texts: Vec<Text> = lines.into_iter().map(both).collect();
        let funnels: Vec<Pipeline> =
            store.peek(|workspace| workspace.pipelines().map(|funnel| Pipeline::clone(funnel)).collect());
        let Some(ends) = ends(&funnels) else { return };
        let mut names = store.peek(|workspace| Names::new(workspace, clock::new_id()));
        let funnel = builder::of_steps(both(&called), both(&who), &texts, ends, &mut names);
        let id = funnel.id;
        let told = said.begun.fill([&language.of(&funnel.name)]);
        if store.dispatch(Command::DraftFunnel(Box::new(funnel)), told).is_ok() {
            guide.open.run((id, 1));
        }
    };
    view! {
        <section class="panel" aria-labelledby="from-steps">
            <div class="panel-h"><h2 id="from-steps">{said.from_steps}</h2></div>
            <form class="panel-b fields" on:submit=begin>
                <p class="c2">{said.from_steps_why}</p>
                <p class="c3 t12 row"><Icon name=Icon::BULB class="i i14" />{said.kettle}</p>
                <div class="field"><span class="label">{said.examples}</span>
                    <div class="quick three" role="group" aria-label=said.examples>{examples.collect_view()}</div></div>
                <div class="two">
                    <div class="field"><label for="new-name">{said.name}</label>
                        <input class="input" id="new-name" node_ref=name placeholder=said.name_placeholder /></div>
                    <div class="field"><label for="new-segment">{said.segment}</label>
                        <input class="input" id="new-segment" node_ref=segment placeholder=said.segment_placeholder /></div>
                </div>
                <div class="field"><label for="new-steps">{said.steps}</label>
                    <textarea class="input" id="new-steps" rows="6" node_ref=steps placeholder=said.steps_placeholder aria-describedby="new-hint"></textarea>
                    <span class="hint" id="new-hint">{said.steps_hint}</span></div>
                {move || wrong.get().map(|wrong| view! { <p class="err cbad" role="alert">{wrong}</p> })}
                <p class="row"><span class="grow"></span><button class="btn primary" type="submit">{said.begin}<Icon name=Icon::ARROW_R /></button></p>
            </form>
        </section>
    }
}

/// A text of the examples in both of its languages; what a person wrote is the same in both.
fn bilingual(text: &str) -> Text {
    let (ru, en) = (Language::Ru.words().builder, Language::En.words().builder);
    let pairs = |at: usize| {
        let steps = ru.example_steps[at].iter().zip(en.example_steps[at]).map(|(ru, en)| (*ru, *en));
        [(ru.example_names[at], en.example_names[at]), (ru.example_segments[at], en.example_segments[at])]
            .into_iter()
            .chain(steps)
    };
    let known = (0..ru.example_names.len()).flat_map(pairs).find(|(ru, en)| *ru == text || *en == text);
    known.map_or_else(|| Text::from(text), |(ru, en)| Text { ru: ru.to_owned(), en: en.to_owned() })
}
