//! The comparison of the draft with the edition in force, what it does to the deals at work, and putting it in force.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::compare::{Side, TwoSides};
use super::lines::{asks, place_name};
use super::places::WhereTo;
use crate::app::clock;
use crate::domain::insight::edition::{Comparison, Effects, compare, effects, entered};
use crate::domain::reshape::{Parted, Relocation};
use crate::domain::{Adoption, Command, EditionId, Pipeline, Slug};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};
use crate::ui::setup::order::focus_later;

/// What is said of the draft as a whole, in one line.
fn summary(editing: Editing, comparison: &Comparison) -> String {
    let words = editing.words.setup;
    let mut said = Vec::new();
    if comparison.keeps_order() {
        said.push(words.order_kept.to_owned());
    }
    let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    if !comparison.harder.is_empty() {
        said.push(words.harder.fill([&list(&comparison.harder)]));
    }
    if !comparison.easier.is_empty() {
        said.push(words.easier.fill([&list(&comparison.easier)]));
    }
    said.join(" ")
}

fn empty(funnel: &Pipeline) -> Pipeline {
    let mut empty = funnel.clone();
    empty.stages.clear();
    empty.ends.clear();
    empty.questions.clear();
    empty
}

/// The dialog.
#[component]
pub(super) fn PublishDialog(close: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let Some(draft) = editing.funnel.get_untracked() else { return ().into_any() };
    let live = editing.live.get_untracked();
    let now = clock::now();
    let number = untrack(|| editing.edition());
    let was = live.as_deref().cloned().unwrap_or_else(|| empty(&draft));
    let comparison = compare(&was, &draft);
    let (relocation, came, since, drafted) = editing.store.peek(|workspace| {
        let relocation = live.as_ref().map(|live| Relocation::of(workspace, live, &draft)).unwrap_or_default();
        let since = workspace.editions(editing.id).last().map(|edition| edition.until);
        let drafted = workspace
            .draft(editing.id)
            .map(|draft| (draft.at, draft.by.and_then(|by| workspace.member(by)).map(|member| member.name.clone())));
        (relocation, entered(workspace, editing.id, since, None), since, drafted)
    });
    let changed = comparison.changed();
    let title = match (&live, draft.ordered) {
        (None, _) => words.compare_new.to_owned(),
        (Some(_), _) if comparison.is_same() => words.nothing_changed.to_owned(),
        (Some(_), true) => words.of_stages.fill([&words.changes_stages.of(changed), &was.stages.len().to_string()]),
        (Some(_), false) => words.changes_baskets.of(changed),
    };
    let about = summary(editing, &comparison);
    let day = |at| editing.format.moment(at, now.0);
    let came_said = words.entered.of(came);
    let before = Side {
        title: if number > 0 { words.edition_past.fill([&number.to_string()]) } else { words.compare_none.to_owned() },
        about: match since {
            Some(since) => editing.words.units.comma.fill([&words.since.fill([&day(since.0)]), &came_said]),
            None if number > 0 => came_said,
            None => String::new(),
        },
    };
    let after = Side {
        title: words.edition_draft.fill([&(number + 1).to_string()]),
        about: match drafted {
            Some((at, Some(by))) => editing.words.units.comma.fill([&by, &day(at.0)]),
            Some((at, None)) => day(at.0),
            None => String::new(),
        },
    };
    let chosen = RwSignal::new(BTreeMap::<Slug, Slug>::new());
    let onward = RwSignal::new(BTreeSet::<Slug>::new());
    let adoption = RwSignal::new(Adoption::default());
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let shared = StoredValue::new((relocation.clone(), live.clone(), draft.clone()));
    let moves = move || {
        shared
            .with_value(|(relocation, ..)| chosen.with(|chosen| onward.with(|onward| relocation.moves(chosen, onward))))
    };
    let figures = Memo::new(move |_| {
        let moves = moves();
        shared.with_value(|(_, live, draft)| {
            editing.store.peek(|w| live.as_ref().map(|live| effects(w, live, draft, &moves))).unwrap_or_default()
        })
    });
    let publish = move |_| {
        let undecided = shared.with_value(|(relocation, ..)| {
            chosen.with_untracked(|chosen| relocation.undecided(chosen).map(|leaving| leaving.place))
        });
        if let Some(place) = undecided {
            return refused.set(Some((words.unknown_place, words.need_place.fill([&place_name(editing, place)]))));
        }
        let (funnel, edition) = (Box::new(Pipeline::clone(&draft)), EditionId(clock::new_id()));
        let command = Command::Publish { funnel, edition, adoption: adoption.get_untracked(), moves: moves() };
        match editing.store.dispatch(command, words.told_published.fill([&(number + 1).to_string()])) {
            Ok(()) => leave(close),
            Err(why) => refused.set(Some(editing.store.peek(|w| refusal(editing.words, editing.language, w, &why)))),
        }
    };
    let drop_all = move |_| {
        let _ = editing.store.dispatch(Command::DropDraft(editing.id), words.told_draft_dropped);
        leave(close);
    };
    let places = relocation.leaving.into_iter().map(|leaving| view! { <WhereTo leaving chosen elsewhere=false /> });
    let places = places.collect::<Vec<_>>();
    let splits =
        relocation.parted.into_iter().map(|parted| view! { <SplitChoice parted onward /> }).collect::<Vec<_>>();
    let relocated = !places.is_empty() || !splits.is_empty();
    let at_work = live.is_some();
    view! {
        <Dialog title=title about=about width="compare" on_close=close>
            <div class="body cmp">
                <TwoSides comparison before after />
                <div class="fx">
                    {move || refused.get().map(|(what, why)| view! {
                        <div class="callout bad" role="alert"><Icon name=Icon::ALERT_C /><span><b>{what}</b>" "{why}</span></div>
                    })}
                    {relocated.then(|| view! { <fieldset class="col g3"><legend class="m">{words.relocation}</legend>{places}{splits}</fieldset> })}
                    {at_work.then(|| view! { <EffectsBox figures draft=shared.with_value(|(_, _, draft)| Pipeline::clone(draft)) /> })}
                    {at_work.then(|| view! { <Adopting adoption figures number /> })}
                    {at_work.then(|| view! {
                        <div class="callout"><Icon name=Icon::CHART /><span><b>{words.analysis}</b>" "{words.analysis_why.of(came)}</span></div>
                    })}
                </div>
            </div>
            <div class="df">
                <span class="c3 t12">{at_work.then(|| words.back_any_day.to_owned())}</span>
                <span class="grow"></span>
                {at_work.then(|| view! {
                    <button class="btn ghost" type="button" on:click=drop_all><Icon name=Icon::UNDO />{words.all_as_before.fill([&number.to_string()])}</button>
                })}
                <button class="btn" type="button" on:click=move |_| close.run(())>{words.edit_on}</button>
                <button class="btn primary" type="button" on:click=publish>{words.publish_edition.fill([&(number + 1).to_string()])}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The draft is gone, and with it the buttons that opened the dialog.
fn leave(close: Callback<()>) {
    close.run(());
    focus_later(".top .pop > .btn");
}

/// A stage was split: its deals stay on the first part, or those that have all its proofs go on.
#[component]
fn SplitChoice(parted: Parted, onward: RwSignal<BTreeSet<Slug>>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let Parted { first, second, standing, ready } = parted;
    let name = format!("split-{first}");
    let goes = move || onward.with(|onward| onward.contains(&first));
    let set = move |goes: bool| {
        onward.update(|onward| {
            let _ = if goes { onward.insert(first) } else { onward.remove(&first) };
        });
    };
    let deals = &editing.words.units.deals;
    let legend = words.relocate_from.fill([&place_name(editing, first), &deals.of(standing)]);
    let go_on = words.split_ready.fill([&place_name(editing, second), &deals.of(ready.len())]);
    let none = ready.is_empty();
    view! {
        <fieldset class="col g1">
            <legend class="c2">{legend}</legend>
            <label class="radio"><input type="radio" name=name.clone() prop:checked=move || !goes() on:change=move |_| set(false) /><span>{words.stay_first}</span></label>
            {(!none).then(|| view! {
                <label class="radio"><input type="radio" name=name prop:checked=goes on:change=move |_| set(true) /><span>{words.go_second}<span>{go_on}</span></span></label>
            })}
        </fieldset>
    }
}

/// «Что станет со сделками».
#[component]
fn EffectsBox(figures: Memo<Effects>, draft: Pipeline) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let of = move |part: usize, whole: usize| editing.words.units.of.fill([&part.to_string(), &whole.to_string()]);
    let rows = move || {
        let Effects { open, moved, asked, .. } = figures.get();
        let rows = asked.into_iter().map(|asked| {
            view! { <dt>{asks(editing, &draft, &asked)}</dt><dd>{of(asked.missing, asked.of)}</dd> }
        });
        view! { <dt>{words.change_stage}</dt><dd>{of(moved, open)}</dd>{rows.collect_view()} }
    };
    view! { <section class="box" aria-label=words.effects><h3>{words.effects}</h3><dl>{rows}</dl></section> }
}

/// «Для сделок в работе».
#[component]
fn Adopting(adoption: RwSignal<Adoption>, figures: Memo<Effects>, number: usize) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let touched = move || words.asked_today.of(figures.with(|effects| effects.touched));
    let live_on = move || {
        let deals = words.live_on.of(figures.with(|effects| effects.open));
        format!("{deals} {}", words.by_edition.fill([&number.to_string()]))
    };
    let choice = move |kind: Adoption, name: &'static str, about: AnyView| {
        view! {
            <label class="radio">
                <input type="radio" name="adoption" prop:checked=move || adoption.get() == kind on:change=move |_| adoption.set(kind) />
                <span>{name}<span>{about}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="col g3">
            <legend class="m">{words.for_deals}</legend>
            {choice(Adoption::NextStage, words.next_stage, words.next_stage_why.into_any())}
            {choice(Adoption::AtOnce, words.at_once, touched.into_any())}
            {choice(Adoption::NewDeals, words.new_deals, live_on.into_any())}
        </fieldset>
    }
}
