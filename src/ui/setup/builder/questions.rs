//! Questions that tell whether a buyer is on target, and before which stage they are to be answered.

use leptos::html;
use leptos::prelude::*;

use super::{AddLine, EditLine, StepHead};
use crate::domain::builder;
use crate::domain::insight::adviser::Mend;
use crate::domain::{Question, Slug, Text};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::library::Library;
use crate::ui::setup::order::focus_later;

#[component]
pub(super) fn QuestionsStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let said = editing.words.builder;
    let library: Library = expect_context();
    let questions = Memo::new(move |_| editing.read(|funnel| funnel.questions.clone()));
    let rows = move || {
        let rows = questions.get().into_iter().map(|question| view! { <Row question /> }).collect_view();
        match questions.with(Vec::is_empty) {
            true => view! { <p class="panel-b c3">{said.no_questions}</p> }.into_any(),
            false => view! { <ul class="build">{rows}</ul> }.into_any(),
        }
    };
    let add = Callback::new(move |text: String| {
        editing.edit(said.changed.fill([said.questions_title]), |funnel| {
            let question = builder::question(&Text::from(text.as_str()), editing.id, &mut editing.names());
            funnel.questions.push(question);
        });
    });
    // Those of the shipped qualification, the same that the adviser offers.
    let more = Memo::new(move |_| {
        let shelf = library.shelf.get()?;
        editing.funnel.with(|funnel| Mend::Questions.apply(funnel.as_deref()?, &shelf.funnels, &mut editing.names()))
    });
    let take = move |_| {
        if let Some(after) = more.get_untracked() {
            editing.edit(said.changed.fill([said.questions_title]), |funnel| *funnel = after);
        }
    };
    view! {
        <StepHead head title=said.questions_title why=said.questions_why />
        <section class="panel">
            {rows}
            <div class="panel-b stack">
                <AddLine label=said.question.to_owned() placeholder=said.add_question_placeholder button=said.add_question add />
                {move || more.with(Option::is_some).then(|| view! {
                    <button class="btn soft" type="button" on:click=take>{said.take_questions}</button>
                })}
            </div>
        </section>
    }
}

#[component]
fn Row(question: Question) -> impl IntoView {
    let editing = use_editing();
    let language = editing.language;
    let said = editing.words.builder;
    let id = question.id;
    let text = language.of(&question.text);
    let change = move |how: &dyn Fn(&mut Question)| {
        editing.edit(said.changed.fill([said.questions_title]), |funnel| {
            funnel.questions.iter_mut().filter(|known| known.id == id).for_each(how);
        });
    };
    let keep = Callback::new(move |text: String| change(&|question| question.text = Text::from(text.as_str())));
    let before = move |event: leptos::ev::Event| {
        let stage = Slug::new(&event_target_value(&event)).ok();
        change(&|question| question.before = stage);
    };
    let remove = move |_| {
        editing.edit(said.changed.fill([said.questions_title]), |funnel| {
            funnel.questions.retain(|known| known.id != id);
        });
        focus_later(".build .input, .add-line .input");
    };
    let stages = editing
        .read(|funnel| funnel.stages.iter().map(|stage| (stage.id, language.of(&stage.name))).collect::<Vec<_>>());
    let options = stages.into_iter().map(|(stage, name)| {
        view! { <option value=stage.to_string() selected=question.before == Some(stage)>{name}</option> }
    });
    view! {
        <li>
            <span class="c3"><Icon name=Icon::HELP /></span>
            <div class="two">
                <div class="field"><span class="label">{said.question}</span>
                    <EditLine label=said.question.to_owned() value=text.clone() keep /></div>
                <div class="field"><span class="label">{said.question_before}</span>
                    <span class="picks"><select class="input" aria-label=format!("{}: {text}", said.question_before) on:change=before>
                        <option value="" selected=question.before.is_none()>{said.question_open}</option>
                        {options.collect_view()}
                    </select><Icon name=Icon::CHEV_D class="i i14" /></span></div>
            </div>
            <button class="btn ghost icon" type="button" aria-label=format!("{}: {text}", said.remove) title=said.remove on:click=remove>
                <Icon name=Icon::X />
            </button>
        </li>
    }
}
