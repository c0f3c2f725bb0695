//! The stages in their order: chosen, added, put elsewhere.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::Slug;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::figures::use_figures;
use crate::ui::setup::order::{Grip, focus_later, step};
use crate::ui::setup::written::Adding;

/// The stages of the funnel, or its baskets.
#[component]
pub(super) fn List() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let ids = Memo::new(move |_| editing.read(|f| f.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()));
    let ordered = Memo::new(move |_| editing.read(|funnel| funnel.ordered));
    let add = move |name: String| {
        let mut names = editing.names();
        let mut added = None;
        editing.edit(words.told_added.fill([&name]), |funnel| {
            added = Some(funnel.add_stage(funnel.stages.len(), editing.text(&name), &mut names));
        });
        // The next thing to write of a new stage is what the buyer does.
        editing.choose(added.unwrap_or(editing.id));
        focus_later("#sheet [data-field=step]");
    };
    let whole = move || (editing.chosen.get() == editing.id).then_some("true");
    view! {
        <button class="whole" type="button" aria-current=whole on:click=move |_| editing.choose(editing.id)>
            <Icon name=Icon::EDITOR />{words.whole}
        </button>
        <ol class="stages" data-order>
            <For each=move || ids.get() key=|id| *id let:id><StageRow stage=id /></For>
        </ol>
        {move || ids.with(Vec::is_empty).then(|| view! { <p class="none">{words.no_stages}</p> })}
        <div class="add">
            <Icon name=Icon::PLUS />
            {move || {
                let what = if ordered.get() { words.add_stage } else { words.add_basket };
                view! { <Adding label=what placeholder=what add=add /> }
            }}
        </div>
    }
}

/// Puts a stage at another place of the order.
pub(super) fn put(editing: Editing, stage: Slug, to: usize) {
    let name = editing.stage(stage, |stage| editing.says(&stage.name));
    editing.edit(editing.words.setup.told_order.fill([&name]), |funnel| funnel.move_stage(stage, to));
}

#[component]
fn StageRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let figures = use_figures();
    let words = editing.words;
    let name = Memo::new(move |_| editing.stage(stage, |stage| editing.says(&stage.name)));
    let buyer = Memo::new(move |_| editing.stage(stage, |stage| editing.says(&stage.buyer_action)));
    let key = Memo::new(move |_| editing.stage(stage, |stage| stage.key_stage));
    let number = Memo::new(move |_| editing.read(|funnel| funnel.position(stage)).unwrap_or_default() + 1);
    let put = Callback::new(move |to| put(editing, stage, to));
    let here = move || (editing.chosen.get() == stage).then_some("true");
    let share = move || {
        let at = editing.live.with(|live| live.as_ref()?.position(stage))?;
        figures.0.with(|lived| lived.steps.get(at)?.share()).map(|share| editing.format.percent_whole(share))
    };
    let narrow = move || {
        let at = editing.live.with(|live| live.as_ref()?.position(stage));
        figures.0.with(|lived| at.is_some() && lived.narrowest() == at)
    };
    let on_key = move |event: KeyboardEvent| {
        let count = editing.read(|funnel| funnel.stages.len());
        let to = step(&event).and_then(|by| (number.get_untracked() - 1).checked_add_signed(by));
        if let Some(to) = to.filter(|to| *to < count) {
            event.prevent_default();
            put.run(to);
            focus_later(&format!("[data-pick=\"{stage}\"]"));
        }
    };
    let title = move || share().map(|share| words.board.onward.fill([&share]));
    view! {
        <li data-item aria-current=here>
            <Grip name=name key=stage.to_string() put />
            <button class="pick" type="button" data-pick=stage.to_string() aria-current=here on:click=move |_| editing.choose(stage) on:keydown=on_key>
                <span class="num-badge">{number}</span>
                <span><b>{name}</b>{move || key.get().then(|| view! { " "<span class="key"><Icon name=Icon::KEY />{words.board.key}</span> })}<span class="by">{buyer}</span></span>
                <span class="cv" class:cwarn=narrow title=title>{share}</span>
            </button>
        </li>
    }
}
