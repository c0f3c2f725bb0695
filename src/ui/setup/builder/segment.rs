//! Whose way it is: the name of the funnel, its segment, who works it.

use leptos::html;
use leptos::prelude::*;

use super::{EditLine, StepHead};
use crate::domain::{Role, Text};
use crate::ui::setup::editing::use_editing;

/// Roles in the order of the buyer's way.
const ROLES: [Role; 4] = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];

#[component]
pub(super) fn SegmentStep(head: NodeRef<html::H2>) -> impl IntoView {
    let editing = use_editing();
    let (words, language) = (editing.words, editing.language);
    let said = words.builder;
    let fields = move || {
        let (name, segment) = editing.read(|funnel| (language.of(&funnel.name), language.of(&funnel.segment)));
        let keep_name = Callback::new(move |text: String| {
            editing.edit(said.changed.fill([said.name]), |funnel| funnel.name = Text::from(text.as_str()));
        });
        let keep_segment = Callback::new(move |text: String| {
            editing.edit(said.changed.fill([said.segment]), |funnel| {
                // Until somebody says what the funnel is for, it is for its segment.
                if funnel.purpose == funnel.segment {
                    funnel.purpose = Text::from(text.as_str());
                }
                funnel.segment = Text::from(text.as_str());
            });
        });
        view! {
            <div class="field"><span class="label">{said.name}</span>
                <EditLine label=said.name.to_owned() placeholder=said.name_placeholder value=name keep=keep_name /></div>
            <div class="field"><span class="label">{said.segment}</span>
                <EditLine label=said.segment.to_owned() placeholder=said.segment_placeholder value=segment keep=keep_segment /></div>
        }
    };
    let roles = ROLES.map(|role| {
        let pressed = move || (editing.read(|funnel| Some(funnel.role)) == Some(role)).to_string();
        let press = move |_| editing.edit(said.changed.fill([said.role]), |funnel| funnel.role = role);
        view! { <button type="button" aria-pressed=pressed on:click=press>{words.roles.of(role)}</button> }
    });
    view! {
        <StepHead head title=said.step_names[0] why=said.kettle />
        <section class="panel"><div class="panel-b fields">
            {fields}
            <div class="field"><span class="label">{said.role}</span>
                <div class="seg" role="group" aria-label=said.role>{roles}</div></div>
        </div></section>
    }
}
