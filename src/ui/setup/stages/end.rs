//! The sheet of an end: what it is called, what it means for the figures, what it asks for.

use leptos::prelude::*;

use super::rules::Segments;
use crate::domain::reshape::reorder;
use crate::domain::{End, Outcome, Slug};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::more::More;
use crate::ui::setup::order::focus_later;
use crate::ui::setup::wording::{OUTCOMES, outcome};
use crate::ui::setup::written::Written;

fn change(editing: Editing, end: Slug, how: impl FnOnce(&mut End)) {
    let name = editing.read(|funnel| funnel.end(end).map(|end| editing.says(&end.name)).unwrap_or_default());
    editing.edit(editing.words.setup.told_end.fill([&name]), |funnel| {
        if let Some(end) = funnel.ends.iter_mut().find(|known| known.id == end) {
            how(end);
        }
    });
}

/// The sheet.
#[component]
pub(super) fn EndSheet(end: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let read = move |read: fn(&End) -> bool| editing.read(|funnel| funnel.end(end).map(read).unwrap_or_default());
    let name = Signal::derive(move || {
        editing.read(|funnel| funnel.end(end).map(|end| editing.says(&end.name)).unwrap_or_default())
    });
    let means = Signal::derive(move || editing.read(|funnel| funnel.end(end).map(|end| end.outcome)));
    let rename = move |text: String| change(editing, end, |end| editing.language.write(&mut end.name, &text));
    let mean = move |outcome: Outcome| change(editing, end, |end| end.outcome = outcome);
    let remove = move |_| {
        editing.edit(words.told_removed.fill([&name.get_untracked()]), |funnel| {
            funnel.ends.retain(|known| known.id != end);
        });
        let next = editing.read(|funnel| funnel.ends.first().map(|end| end.id));
        editing.choose(next.unwrap_or(editing.id));
        focus_later(".ends [aria-current], .ends .btn");
    };
    let shift = move |by: isize| {
        editing.edit(words.told_order.fill([&name.get_untracked()]), |funnel| {
            let at = funnel.ends.iter().position(|known| known.id == end);
            if let Some((at, to)) = at.and_then(|at| Some((at, at.checked_add_signed(by)?))) {
                reorder(&mut funnel.ends, at, to);
            }
        });
    };
    let choices = OUTCOMES.map(|(kind, icon, _)| (kind, outcome(words, kind), Some(icon))).to_vec();
    view! {
        <div class="panel-h ruled">
            <Icon name=Icon::FLAG /><h2>{name}</h2><span class="grow"></span>
            <More label=words.more class="sm">
                <button type="button" on:click=move |_| shift(-1)><Icon name=Icon::ARROW_U />{words.up}</button>
                <button type="button" on:click=move |_| shift(1)><Icon name=Icon::ARROW_D />{words.down}</button>
                <hr />
                <button class="bad" type="button" on:click=remove><Icon name=Icon::TRASH />{words.take_away}</button>
            </More>
        </div>
        <dl class="form">
            <dt>{words.name}</dt>
            <dd><Written label=words.name value=name save=rename needed=true key="name" /></dd>
            <dt>{words.outcome}</dt>
            <dd><Segments label=words.outcome choices chosen=means choose=mean /></dd>
            <dt></dt>
            <dd class="col">
                <label class="switch">
                    <input type="checkbox" role="switch" prop:checked=move || read(|end| end.asks_reason) on:change=move |event| change(editing, end, |end| end.asks_reason = event_target_checked(&event)) />
                    <span class="c2">{words.asks_reason}</span>
                </label>
                <label class="switch">
                    <input type="checkbox" role="switch" prop:checked=move || read(|end| end.asks_return) on:change=move |event| change(editing, end, |end| end.asks_return = event_target_checked(&event)) />
                    <span class="c2">{words.asks_return}</span>
                </label>
            </dd>
        </dl>
    }
}
