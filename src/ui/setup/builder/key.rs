//! The key stage: after which chances rise sharply.

use leptos::html;
use leptos::prelude::*;

use super::StepHead;
use crate::domain::Slug;
use crate::domain::builder::likely_key;
use crate::ui::setup::editing::use_editing;

#[component]
pub(super) fn KeyStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let (words, language) = (editing.words, editing.language);
    let said = words.builder;
    let choose = move |key: Option<Slug>, name: &str| {
        editing.edit(said.marked_key.fill([name]), |funnel| {
            funnel.stages.iter_mut().for_each(|stage| stage.key_stage = Some(stage.id) == key);
        });
    };
    let list = move || {
        editing.read(|funnel| {
            let marked = funnel.stages.iter().find(|stage| stage.key_stage).map(|stage| stage.id);
            let likely = likely_key(funnel).filter(|_| marked.is_none());
            let radio = |stage: Option<Slug>, name: String, step: String| {
                let suggested = stage.is_some() && stage == likely;
                let told = name.clone();
                view! {
                    <label class="radio">
                        <input type="radio" name="key-stage" prop:checked=stage == marked on:change=move |_| choose(stage, &told) />
                        <span>
                            <span class="m">{name}</span>
                            {suggested.then(|| view! { " "<span class="chip acc">{said.suggested}</span> })}
                            <span class="c3 t12 block">{step}</span>
                        </span>
                    </label>
                }
            };
            let stages = funnel.stages.iter();
            let stages = stages.map(|stage| radio(Some(stage.id), language.of(&stage.name), language.of(&stage.buyer_action)));
            let stages = stages.collect_view();
            let none = radio(None, said.no_key.to_owned(), String::new());
            Some(view! { <fieldset class="panel-b keys-list"><legend class="vh">{said.key_title}</legend>{stages}{none}</fieldset> })
        })
    };
    view! {
        <StepHead head title=said.key_title why=said.key_why />
        <section class="panel">{list}</section>
    }
}
