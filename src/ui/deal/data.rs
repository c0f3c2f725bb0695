//! The data of a deal: what its stages ask of the buyer, columns that a file brought, and the questions of qualification.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page::Page;
use crate::app::robots::{Sentence, tongue};
use crate::domain::insight::story::{data_of, questions_of};
use crate::domain::{Command, Field, Question, Slug, Workspace, robots};
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::moving::{input_kind, iso_day};

/// The data and the questions.
#[component]
pub(super) fn DataPanel(page: Page) -> impl IntoView {
    let words = page.words;
    let questions = Memo::new(move |_| {
        page.pipeline.track();
        let found =
            page.deal.with(|deal| deal.as_ref().map(|deal| page.store.peek(|workspace| questions_of(workspace, deal))));
        found.unwrap_or_default()
    });
    // Names of fields, first those that stages ask for; `amount` stands in the head.
    let fields = Memo::new(move |_| {
        let asked = page.pipeline.with(|pipeline| pipeline.as_deref().map(data_of).unwrap_or_default());
        let now = asked_now(page);
        let mut found: Vec<(String, String, bool)> = asked
            .iter()
            .filter(|field| field.id.as_str() != "amount")
            .map(|field| (field.id.to_string(), page.language.of(&field.name), now.contains(&field.id)))
            .collect();
        let own = page.read(|deal| deal.fields.keys().cloned().collect::<Vec<_>>());
        let answers: Vec<String> = questions.with(|all| all.iter().map(|(_, field)| field.id.to_string()).collect());
        for name in own {
            if found.iter().all(|(id, ..)| *id != name) && !answers.contains(&name) {
                let shown = page.store.peek(|workspace| called(page, workspace, &name));
                found.push((name, shown, false));
            }
        }
        for (id, name) in awaited(page) {
            if found.iter().all(|(known, ..)| *known != id) {
                found.push((id, name, false));
            }
        }
        found
    });
    let answered = move || {
        let (there, all) = page.read(|deal| {
            fields.with(|fields| (fields.iter().filter(|(id, ..)| deal.fields.contains_key(id)).count(), fields.len()))
        });
        words.deal.answered.fill([&there.to_string(), &all.to_string()])
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h3>{words.deal.data}</h3><span class="c3">{answered}</span></div>
            <dl class="qa">
                {move || fields.get().into_iter().map(|(id, name, now)| view! { <Datum page id name now /> }).collect_view()}
            </dl>
        </section>
        {move || {
            let questions = questions.get();
            (!questions.is_empty()).then(|| view! { <Questions page questions /> })
        }}
    }
}

/// The data that robots of this funnel wait for, as they are called.
fn awaited(page: Page) -> Vec<(String, String)> {
    let Some(here) = page.pipeline.with(|pipeline| pipeline.as_ref().map(|pipeline| pipeline.id)) else {
        return Vec::new();
    };
    page.store.all("robot", |workspace| {
        let fields = robots::awaited(workspace, here).into_iter().map(|field| field.to_string());
        let fields = fields.filter(|field| field != "amount");
        fields.map(|field| (field.clone(), called(page, workspace, &field))).collect()
    })
}

/// A piece of data as stages, questions and robots call it; a column that a file brought has its own name.
fn called(page: Page, workspace: &Workspace, field: &str) -> String {
    let sentence = Sentence { words: page.words, tongue: tongue(page.language), workspace };
    Slug::new(field).map_or_else(|_| field.to_owned(), |field| sentence.field(field))
}

/// The answers by which robots of this funnel choose a basket: each as its basket is called, where the robot knows that
/// name, and each basket once.
fn answers(page: Page, field: &str) -> Vec<String> {
    let here = page.pipeline.with_untracked(|pipeline| pipeline.as_ref().map(|pipeline| pipeline.id));
    let (Some(here), Ok(field)) = (here, Slug::new(field)) else { return Vec::new() };
    page.store.all("robot", |workspace| {
        let mut answers: BTreeMap<Slug, String> = BTreeMap::new();
        for (answer, basket) in robots::answers(workspace, here, field) {
            let stage = workspace.pipeline_of(basket).and_then(|funnel| funnel.stage(basket));
            let name = stage.map(|stage| page.language.of(&stage.name));
            match name.filter(|name| name.to_lowercase() == answer.to_lowercase()) {
                Some(name) => drop(answers.insert(basket, name)),
                None => drop(answers.entry(basket).or_insert_with(|| answer.to_owned())),
            }
        }
        answers.into_values().collect()
    })
}

/// The data that is asked of the buyer now: by the stage on which the deal stands, those before it, and the next.
fn asked_now(page: Page) -> Vec<Slug> {
    let Some(stage) = page.stage() else { return Vec::new() };
    page.pipeline.with(|pipeline| {
        let Some(pipeline) = pipeline else { return Vec::new() };
        let until =
            if pipeline.ordered { pipeline.position(stage.id).map_or(0, |at| at + 2) } else { pipeline.stages.len() };
        let entered = pipeline.stages.iter().take(until).flat_map(|stage| &stage.required_fields);
        let left = stage.exit_fields.iter();
        entered.chain(left).map(|field| field.id).collect()
    })
}

#[component]
fn Datum(
    page: Page,
    id: String,
    name: String,
    /// Why it is asked.
    #[prop(optional)]
    why: String,
    /// Whether it is to be asked now.
    now: bool,
) -> impl IntoView {
    let words = page.words;
    let kind = input_kind(&id);
    let field = StoredValue::new(id);
    let value = Memo::new(move |_| {
        page.read(|deal| field.with_value(|field| deal.fields.get(field).cloned())).unwrap_or_default()
    });
    let save = Callback::new(move |written: String| {
        let edit = Command::EditDeal {
            deal: page.id,
            title: None,
            amount: None,
            owner: None,
            fields: BTreeMap::from([(field.get_value(), written)]),
        };
        page.dispatch(edit, words.toast.changed.fill([&page.name()]));
        None
    });
    let shown = move || match (value.get(), kind) {
        (value, "date") => match iso_day(&value) {
            Some(day) => page.format.date(day, crate::app::clock::now().day(0)),
            None => value,
        },
        (value, _) => value,
    };
    let among = field.with_value(|field| answers(page, field));
    // A date that was told in words is edited as words.
    let kind = if kind == "date" && value.with_untracked(|value| !value.is_empty() && iso_day(value).is_none()) {
        "text"
    } else {
        kind
    };
    view! {
        <dt title=why>{name.clone()}</dt>
        <dd>
            <Inline label=name value save kind among>
                {move || match (value.with(String::is_empty), now) {
                    (true, true) => view! { <span class="ask"><Icon name=Icon::HELP />{words.deal.ask_on_call}</span> }.into_any(),
                    (true, false) => view! { <span class="c3">{words.units.none}</span> }.into_any(),
                    (false, _) => view! { <span>{shown()}</span> }.into_any(),
                }}
            </Inline>
        </dd>
    }
}

/// The questions of qualification with the buyer's answers, those that are open to be asked.
#[component]
fn Questions(page: Page, questions: Vec<(Question, Field)>) -> impl IntoView {
    let words = page.words;
    let open = Memo::new(move |_| page.stage().is_some());
    let fields: Vec<String> = questions.iter().map(|(_, field)| field.id.to_string()).collect();
    let all = fields.len().to_string();
    let answered = move || {
        let there = page.read(|deal| fields.iter().filter(|field| deal.fields.contains_key(*field)).count());
        words.deal.answered.fill([&there.to_string(), &all])
    };
    let lines = questions.into_iter().map(move |(question, field)| {
        let (name, why) = (page.language.of(&question.text), page.language.of(&question.why));
        view! { <Datum page id=field.id.to_string() name why now=open.get_untracked() /> }
    });
    view! {
        <section class="panel">
            <div class="panel-h"><h3>{words.deal.questions}</h3><span class="c3">{answered}</span></div>
            <dl class="qa">{lines.collect_view()}</dl>
        </section>
    }
}
