//! The sheet of the funnel itself: its name, what it is for, whose way it is, who works it, its rules.

use leptos::prelude::*;

use super::rules::{PolicyRows, Segments};
use crate::domain::{Pipeline, Text};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::wording::{ROLES, four_r};
use crate::ui::setup::written::Written;

/// The sheet.
#[component]
pub(super) fn WholeSheet() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let change = move |how: &dyn Fn(&mut Pipeline)| editing.edit(words.told_rules, |funnel| how(funnel));
    let text = move |of: fn(&Pipeline) -> &Text| Signal::derive(move || editing.read(|f| editing.says(of(f))));
    let write = move |of: fn(&mut Pipeline) -> &mut Text| {
        move |written: String| change(&|funnel| editing.language.write(of(funnel), &written))
    };
    let name = text(|funnel| &funnel.name);
    let worker = Signal::derive(move || editing.read(|funnel| Some(funnel.role)));
    let ordered = Signal::derive(move || editing.read(|funnel| Some(funnel.ordered)));
    let roles = ROLES.map(|role| (role, editing.words.roles.of(role), None)).to_vec();
    let orders = vec![(true, words.ordered_yes, None), (false, words.ordered_no, None)];
    let place = move || editing.read(|funnel| funnel.four_r).map(|place| four_r(words, place));
    view! {
        <div class="panel-h ruled">
            <Icon name=Icon::EDITOR /><h2>{words.whole}</h2>
            {move || place().map(|place| view! { <span class="chip line">{place}</span> })}
        </div>
        <dl class="form">
            <dt>{words.name}</dt>
            <dd><Written label=words.name value=name save=write(|funnel| &mut funnel.name) needed=true key="name" /></dd>
            <dt>{words.purpose}</dt>
            <dd><Written label=words.purpose value=text(|funnel| &funnel.purpose) save=write(|funnel| &mut funnel.purpose) lines=2 /></dd>
            <dt>{words.segment}<small>{words.segment_why}</small></dt>
            <dd><Written label=words.segment value=text(|funnel| &funnel.segment) save=write(|funnel| &mut funnel.segment) lines=2 /></dd>
            <dt>{words.worker}</dt>
            <dd><Segments label=words.worker choices=roles chosen=worker choose=move |role| change(&|funnel| funnel.role = role) /></dd>
            <dt>{words.order}</dt>
            <dd><Segments label=words.order choices=orders chosen=ordered choose=move |ordered| change(&|funnel| funnel.ordered = ordered) /></dd>
            <dt class="tight">{words.refusals}</dt>
            <dd>
                <label class="switch">
                    <input type="checkbox" role="switch" prop:checked=move || editing.read(|funnel| funnel.refusals) on:change=move |event| change(&|funnel| funnel.refusals = event_target_checked(&event)) />
                    <span class="c2">{words.refusals_why}</span>
                </label>
            </dd>
            <PolicyRows />
        </dl>
    }
}
