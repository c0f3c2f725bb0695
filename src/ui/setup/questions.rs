//! Questions of qualification: what is asked, why, and before which stage the answer is needed.

use leptos::prelude::*;

use super::editing::{Editing, use_editing};
use super::order::{Grip, focus_later};
use super::written::{Adding, Written};
use crate::domain::reshape::reorder;
use crate::domain::{Question, Slug, Text};
use crate::ui::icon::Icon;

/// The questions of the funnel.
#[component]
pub(super) fn QuestionsTab() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let ids = Memo::new(move |_| editing.read(|f| f.questions.iter().map(|question| question.id).collect::<Vec<_>>()));
    let add = move |text: String| {
        let id = editing.names().question(editing.id);
        let (text, why, before) = (editing.text(&text), Text::default(), None);
        editing.edit(words.told_questions, |funnel| funnel.questions.push(Question { id, text, why, before }));
    };
    view! {
        <p class="lead">{words.questions_why}</p>
        <section class="panel asks" aria-label=editing.words.setup.questions>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="none">{words.no_questions}</p> })}
            <ol class="asked" data-order>
                <For each=move || ids.get() key=|id| *id let:id><QuestionRow question=id /></For>
            </ol>
            <div class="add"><Icon name=Icon::PLUS /><Adding label=words.add_question placeholder=words.question_placeholder add=add /></div>
        </section>
    }
}

fn change(editing: Editing, question: Slug, how: impl FnOnce(&mut Question)) {
    editing.edit(editing.words.setup.told_questions, |funnel| {
        if let Some(question) = funnel.questions.iter_mut().find(|known| known.id == question) {
            how(question);
        }
    });
}

#[component]
fn QuestionRow(question: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let found = Memo::new(move |_| editing.read(|f| f.questions.iter().find(|known| known.id == question).cloned()));
    let read = move |of: fn(&Question) -> &Text| {
        Signal::derive(move || {
            found.with(|found| found.as_ref().map(|found| editing.says(of(found))).unwrap_or_default())
        })
    };
    let text = read(|question| &question.text);
    let before = move || found.with(|found| found.as_ref().and_then(|found| found.before));
    let put = move |to: usize| {
        editing.edit(words.told_questions, |funnel| {
            if let Some(from) = funnel.questions.iter().position(|known| known.id == question) {
                reorder(&mut funnel.questions, from, to);
            }
        });
    };
    let remove = move |_| {
        editing.edit(words.told_questions, |funnel| funnel.questions.retain(|known| known.id != question));
        focus_later(".asks .adding");
    };
    let choose = move |event: leptos::ev::Event| {
        let stage = event_target_value(&event).parse().ok();
        change(editing, question, |question| question.before = stage);
    };
    let stages = move || {
        let names = editing.read(|f| f.stages.iter().map(|s| (s.id, editing.says(&s.name))).collect::<Vec<_>>());
        let options = names.into_iter().map(|(id, name)| {
            view! { <option value=id.to_string() selected=move || before() == Some(id)>{name}</option> }
        });
        options.collect_view()
    };
    view! {
        <li data-item>
            <Grip name=text key=question.to_string() put=put />
            <Written label=words.question value=text save=move |text: String| change(editing, question, |q| editing.language.write(&mut q.text, &text)) lines=1 needed=true class="bare m" />
            <button class="btn ghost icon sm" type="button" aria-label=move || words.remove_what.fill([&text.get()]) title=words.remove on:click=remove><Icon name=Icon::X /></button>
            <Written label=words.why_asked value=read(|question| &question.why) save=move |text: String| change(editing, question, |q| editing.language.write(&mut q.why, &text)) lines=1 class="bare c2" placeholder=words.why_asked />
            <label class="when"><span class="c3 t12">{words.before_stage}</span>
                <span class="picks">
                    <select class="input" on:change=choose>
                        <option value="" selected=move || before().is_none()>{words.never}</option>
                        {stages}
                    </select>
                    <Icon name=Icon::CHEV_D />
                </span>
            </label>
        </li>
    }
}
