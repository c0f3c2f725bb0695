//! Choices of a sheet: a few of which one holds, the norm, the probability, who moves deals, the rules of moving.

use leptos::prelude::*;

use crate::domain::{Freedom, Freedoms, Role, Slug, Stage};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::figures::use_figures;
use crate::ui::setup::wording::{FREEDOMS, ROLES, freedom};
use crate::ui::setup::written::Written;

/// A few things of which one holds.
#[component]
pub(super) fn Segments<T>(
    label: &'static str,
    /// Each with its name and, for some, an icon.
    choices: Vec<(T, &'static str, Option<Icon>)>,
    #[prop(into)] chosen: Signal<Option<T>>,
    #[prop(into)] choose: Callback<T>,
    /// `seg`, or `seg sm` for a smaller one.
    #[prop(default = "seg")]
    class: &'static str,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let buttons = choices.into_iter().map(|(choice, name, icon)| {
        let on = move || chosen.get() == Some(choice);
        let press = move |_| {
            if !on() {
                choose.run(choice);
            }
        };
        view! {
            <button type="button" aria-pressed=move || on().to_string() on:click=press>
                {move || icon.filter(|_| on()).map(|icon| view! { <Icon name=icon /> })}{name}
            </button>
        }
    });
    view! { <div class=class role="group" aria-label=label>{buttons.collect_view()}</div> }
}

/// A whole number as it is typed; none when it is something else.
fn number(written: &str) -> Option<u16> {
    written.trim().parse().ok()
}

/// How long deals stay, beside how long they do stay.
#[component]
pub(super) fn NormRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let figures = use_figures();
    let words = editing.words.setup;
    let days = Memo::new(move |_| editing.stage(stage, |stage| stage.norm_days));
    let shown = Signal::derive(move || if days.get() == 0 { String::new() } else { days.get().to_string() });
    let save = move |written: String| {
        if let Some(days) = if written.is_empty() { Some(0) } else { number(&written) } {
            change(editing, stage, |stage| stage.norm_days = days);
        }
    };
    let fact = move || match figures.0.with(|lived| lived.median(stage)) {
        Some(median) => words.norm_fact.fill([&median.to_string()]),
        None => words.norm_unit.to_owned(),
    };
    view! {
        <dt>{words.norm}</dt>
        <dd class="norm">
            <Written label=words.norm value=shown save=save mode="numeric" placeholder="–" />
            <span class="c2">{fact}</span>
            <label class="switch">
                <input type="checkbox" role="switch" prop:checked=move || editing.stage(stage, |stage| stage.contact_excuses) on:change=move |event| change(editing, stage, |stage| stage.contact_excuses = event_target_checked(&event)) />
                <span class="c2">{words.norm_excused}</span>
            </label>
        </dd>
    }
}

/// How likely a sale is: as history says, or as somebody says.
#[component]
pub(super) fn ProbabilityRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let figures = use_figures();
    let words = editing.words.setup;
    let set = Memo::new(move |_| editing.stage(stage, |stage| stage.probability));
    let by_hand = Signal::derive(move || Some(set.get().is_some()));
    let choose = move |by_hand: bool| change(editing, stage, |stage| stage.probability = by_hand.then_some(50));
    let shown = Signal::derive(move || set.get().map(|percent| percent.to_string()).unwrap_or_default());
    let save = move |written: String| {
        if let Some(percent) = number(&written).and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 100) {
            change(editing, stage, |stage| stage.probability = Some(percent));
        }
    };
    let choices = vec![(false, words.by_history, None), (true, words.by_hand, None)];
    let history = move || {
        let chance = editing.live.with(|live| {
            let live = live.as_ref()?;
            let unset = Stage { probability: None, ..live.stage(stage)?.clone() };
            figures.0.with(|lived| lived.chances.of(live, &unset))
        });
        chance.map(|chance| words.chance_fact.fill([&editing.format.percent_whole(chance.share())]))
    };
    view! {
        <dt>{words.probability}</dt>
        <dd class="norm">
            <Segments label=words.probability choices chosen=by_hand choose=choose class="seg sm" />
            {move || (by_hand.get() == Some(true)).then(|| view! {
                <Written label=words.percent value=shown save=save mode="numeric" /><span class="c2">"%"</span>
            })}
            <span class="c2">{history}</span>
        </dd>
    }
}

/// Who moves deals away; nobody chosen is everybody.
#[component]
pub(super) fn MoversRow(stage: Slug) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let movers = Memo::new(move |_| editing.stage(stage, |stage| stage.movers.clone()));
    let toggle = move |role: Role| {
        change(editing, stage, |stage| {
            if !stage.movers.remove(&role) {
                stage.movers.insert(role);
            }
        });
    };
    let roles = ROLES.map(|role| {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || movers.with(|movers| movers.contains(&role)) on:change=move |_| toggle(role) />
                <span>{editing.words.roles.of(role)}</span>
            </label>
        }
    });
    view! {
        <dt class="tight">{words.movers}</dt>
        <dd class="chips">
            {roles.collect_view()}
            {move || movers.with(std::collections::BTreeSet::is_empty).then(|| view! { <span class="c3">{words.movers_all}</span> })}
        </dd>
    }
}

/// The rules of moving of the whole funnel.
#[component]
pub(super) fn PolicyRows() -> impl IntoView {
    type Rule = (&'static str, fn(&mut Freedoms) -> &mut Freedom);
    let editing = use_editing();
    let words = editing.words.setup;
    let rules: [Rule; 3] =
        [(words.skip, |f| &mut f.skip), (words.back, |f| &mut f.back), (words.unproved, |f| &mut f.unproved)];
    let rows = rules.map(|(name, of)| {
        let choices = FREEDOMS.map(|(kind, icon)| (kind, freedom(words, kind), Some(icon))).to_vec();
        let chosen = Signal::derive(move || editing.read(|funnel| Some(*of(&mut { funnel.policy.usual }))));
        let choose = move |kind: Freedom| {
            editing.edit(words.told_rules, |funnel| *of(&mut funnel.policy.usual) = kind);
        };
        view! { <span class="c2">{name}</span><Segments label=name choices chosen=chosen choose=choose class="seg sm" /> }
    });
    view! {
        <dt>{words.policy}<small>{words.policy_why}</small></dt>
        <dd class="pol">{rows.collect_view()}</dd>
    }
}

/// Changes the stage of a sheet.
pub(super) fn change(editing: Editing, stage: Slug, how: impl FnOnce(&mut Stage)) {
    let name = editing.stage(stage, |stage| editing.says(&stage.name));
    editing.edit_stage(stage, editing.words.setup.told_stage.fill([&name]), how);
}
