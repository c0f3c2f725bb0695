//! The sheet of a stage: everything that it says of the buyer's step and of how deals pass it.

use leptos::prelude::*;

use super::data::{DataRow, When};
use super::list::put;
use super::proofs::ProofsRow;
use super::rules::{MoversRow, NormRow, PolicyRows, ProbabilityRow, Segments, change};
use super::script::ScriptRow;
use super::split::SplitDialog;
use crate::domain::{Slug, Stage, Text};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::more::More;
use crate::ui::setup::order::focus_later;
use crate::ui::setup::wording::{PHASES, phase};
use crate::ui::setup::written::Written;

/// The sheet.
#[component]
pub(super) fn StageSheet(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let text = move |of: fn(&Stage) -> &Text| Signal::derive(move || editing.stage(stage, |s| editing.says(of(s))));
    let write = move |of: fn(&mut Stage) -> &mut Text| {
        move |written: String| change(editing, stage, |stage| editing.language.write(of(stage), &written))
    };
    let name = text(|stage| &stage.name);
    let number = move || editing.read(|funnel| funnel.position(stage)).unwrap_or_default() + 1;
    let key = move || editing.stage(stage, |stage| stage.key_stage);
    let chosen = Signal::derive(move || editing.stage(stage, |stage| Some(stage.aida)));
    let phases = PHASES.map(|each| (each, phase(words, each), None)).to_vec();
    let mark = move |key: bool| {
        editing.edit(words.told_stage.fill([&name.get_untracked()]), |funnel| funnel.mark_key(stage, key));
    };
    view! {
        <div class="panel-h ruled">
            <span class="num-badge">{number}</span><h2>{name}</h2><span class="grow"></span>
            <button class="btn ghost sm" type="button" on:click=move |_| editing.splitting.set(Some(stage))><Icon name=Icon::SPLIT />{words.split}</button>
            <StageMenu stage />
        </div>
        <dl class="form">
            <dt>{words.name}</dt>
            <dd><Written label=words.name value=name save=write(|stage| &mut stage.name) needed=true key="name" /></dd>
            <dt>{words.step}<small>{words.step_why}</small></dt>
            <dd><Written label=words.step value=text(|stage| &stage.buyer_action) save=write(|stage| &mut stage.buyer_action) lines=2 key="step" /></dd>
            <dt>{words.task}</dt>
            <dd><Written label=words.task value=text(|stage| &stage.manager_action) save=write(|stage| &mut stage.manager_action) lines=2 /></dd>
            <ProofsRow stage />
            <dt>{words.help}</dt>
            <dd><Written label=words.help value=text(|stage| &stage.help) save=write(|stage| &mut stage.help) lines=2 /></dd>
            <ScriptRow stage />
            <dt>{words.phase}</dt>
            <dd><Segments label=words.phase choices=phases chosen=chosen choose=move |aida| change(editing, stage, |stage| stage.aida = aida) /></dd>
            <dt class="tight">{words.key}</dt>
            <dd>
                <label class="switch">
                    <input type="checkbox" role="switch" prop:checked=key on:change=move |event| mark(event_target_checked(&event)) />
                    <span class="c2">{words.key_why}</span>
                </label>
            </dd>
            <NormRow stage />
            <ProbabilityRow stage />
            <DataRow stage when=When::Enter />
            <DataRow stage when=When::Leave />
            <MoversRow stage />
            <PolicyRows />
        </dl>
        {move || (editing.splitting.get() == Some(stage)).then(|| {
            view! { <SplitDialog stage close=move |()| editing.splitting.set(None) /> }
        })}
    }
}

/// What can be done with a stage as a whole.
#[component]
fn StageMenu(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let name = move || editing.stage(stage, |stage| editing.says(&stage.name));
    let at = Memo::new(move |_| editing.read(|funnel| funnel.position(stage)).unwrap_or_default());
    let count = Memo::new(move |_| editing.read(|funnel| funnel.stages.len()));
    let choose = move |place: Option<Slug>| {
        editing.choose(place.unwrap_or(editing.id));
        focus_later(".stages [aria-current] .pick, .add .input");
    };
    let copy = move |_| {
        let mut names = editing.names();
        let mut copied = None;
        editing.edit(words.told_copied.fill([&name()]), |funnel| {
            copied = funnel.copy_stage(stage, &mut names);
            if let Some(copy) = copied.and_then(|copy| funnel.stages.iter_mut().find(|known| known.id == copy)) {
                copy.name = editing.text(&words.copy_of.fill([&editing.says(&copy.name)]));
            }
        });
        choose(copied);
    };
    let merge = move |_| {
        editing.edit(words.told_merged.fill([&name()]), |funnel| funnel.merge_with_next(stage));
        choose(Some(stage));
    };
    let remove = move |_| {
        let next = editing.read(|funnel| {
            let at = funnel.position(stage)?;
            let near = funnel.stages.get(at + 1).or_else(|| funnel.stages.get(at.checked_sub(1)?));
            near.map(|stage| stage.id)
        });
        editing.edit(words.told_removed.fill([&name()]), |funnel| funnel.remove_stage(stage));
        choose(next);
    };
    let shift = move |to: Option<usize>| {
        if let Some(to) = to {
            put(editing, stage, to);
        }
    };
    view! {
        <More label=words.more class="sm">
            <button type="button" on:click=copy><Icon name=Icon::COPY />{words.copy}</button>
            {move || (at.get() + 1 < count.get()).then(|| view! {
                <button type="button" on:click=merge><Icon name=Icon::MERGE />{words.merge}</button>
            })}
            {move || (at.get() > 0).then(|| view! {
                <button type="button" on:click=move |_| shift(at.get_untracked().checked_sub(1))><Icon name=Icon::ARROW_U />{words.up}<span class="kbd desktop">"Alt ↑"</span></button>
            })}
            {move || (at.get() + 1 < count.get()).then(|| view! {
                <button type="button" on:click=move |_| shift(Some(at.get_untracked() + 1))><Icon name=Icon::ARROW_D />{words.down}<span class="kbd desktop">"Alt ↓"</span></button>
            })}
            <hr />
            <button class="bad" type="button" on:click=remove><Icon name=Icon::TRASH />{words.take_away}</button>
        </More>
    }
}
