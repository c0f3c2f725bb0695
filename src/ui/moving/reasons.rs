//! The list of reasons why buyers stop at a stage, with how many stopped so in the last quarter.

use leptos::prelude::*;

use crate::app::clock;
use crate::app::locale::{use_language, use_words};
use crate::app::store::use_store;
use crate::domain::insight::losses::losses;
use crate::domain::{LossReason, Slug};
use crate::ui::icon::Icon;

/// Days of a quarter.
const QUARTER: i64 = 91;

/// What the person chose: nothing yet, a reason of the list, or words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    Nothing,
    Listed(Slug),
    Words,
}

/// The reasons of a stage, the most frequent first.
#[component]
pub(super) fn Reasons(
    stage: Slug,
    reasons: Vec<LossReason>,
    chosen: RwSignal<Chosen>,
    error: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let counted = use_store().peek(|workspace| losses(workspace, stage, clock::now().plus_days(-QUARTER)));
    let mut listed: Vec<(Option<Slug>, String)> =
        reasons.iter().map(|reason| (Some(reason.id), language.of(&reason.text))).collect();
    listed.sort_by_key(|(reason, _)| std::cmp::Reverse(counted.of(*reason)));
    listed.push((None, words.lose.other.to_owned()));
    let lines = listed.into_iter().enumerate().map(|(at, (reason, text))| {
        let count = counted.of(reason);
        let this = reason.map_or(Chosen::Words, Chosen::Listed);
        let number = words.grammar.number(count);
        let note = if at == 0 { words.lose.quarter.fill([&number]) } else { number };
        let choose = move |_| {
            chosen.set(this);
            error.set(None);
        };
        view! {
            <label class="radio">
                <input type="radio" name="why" autofocus=at == 0 prop:checked=move || chosen.get() == this on:change=choose />
                <span>{text}</span>
                {(count > 0 || at == 0).then(|| view! { <small>{note}</small> })}
            </label>
        }
    });
    view! {
        <fieldset class="reasons">
            <legend class="vh">{words.lose.reason}</legend>
            {lines.collect_view()}
            {move || error.get().map(|wrong| view! { <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p> })}
        </fieldset>
    }
}
