//! Where deals go whose stage goes: a choice for each place, with how many stand there.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::lines::place_name;
use crate::domain::Slug;
use crate::domain::reshape::Leaving;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};

/// A group of places to go to, with the name of its funnel.
type Group = (String, Vec<(Slug, String)>);

/// Where the deals of a place can go: in the draft unless only `elsewhere`, and for open ones in other funnels at work.
fn targets(editing: Editing, closed: bool, elsewhere: bool) -> Vec<Group> {
    let named = |funnel: &crate::domain::Pipeline| -> Group {
        let stages = funnel.stages.iter().map(|stage| (stage.id, editing.says(&stage.name)));
        let ends = funnel.ends.iter().map(|end| (end.id, editing.says(&end.name)));
        let places = if closed { ends.collect() } else { stages.collect() };
        (editing.says(&funnel.name), places)
    };
    let own = editing.funnel.with_untracked(|funnel| funnel.as_deref().filter(|_| !elsewhere).map(named));
    let others = editing.store.peek(|workspace| {
        let others = workspace.pipelines().filter(|other| other.id != editing.id && !other.archived && !closed);
        others.map(AsRef::as_ref).map(named).collect::<Vec<_>>()
    });
    own.into_iter().chain(others).filter(|(_, places)| !places.is_empty()).collect()
}

/// The choice for one place; `elsewhere` leaves only other funnels.
#[component]
pub(super) fn WhereTo(leaving: Leaving, chosen: RwSignal<BTreeMap<Slug, Slug>>, elsewhere: bool) -> impl IntoView {
    let editing = use_editing();
    let Leaving { place, closed, deals, proposed, .. } = leaving;
    let count = editing.words.units.deals.of(deals.len());
    let label = editing.words.setup.relocate_from.fill([&place_name(editing, place), &count]);
    let now = Signal::derive(move || chosen.with(|chosen| chosen.get(&place).copied()).or(proposed));
    let choose = move |to: Slug| {
        chosen.update(|chosen| {
            chosen.insert(place, to);
        });
    };
    view! { <Choice label now choose=choose closed elsewhere /> }
}

/// One choice for every place whose open deals go to other funnels.
#[component]
pub(super) fn AllTo(leaving: Vec<Leaving>, chosen: RwSignal<BTreeMap<Slug, Slug>>) -> impl IntoView {
    let editing = use_editing();
    let count = editing.words.units.deals.of(leaving.iter().map(|leaving| leaving.deals.len()).sum());
    let label = editing.words.setup.all_go.fill([&count]);
    let places = StoredValue::new(leaving.into_iter().map(|leaving| leaving.place).collect::<Vec<_>>());
    // One place for all, or none that can be told.
    let now = Signal::derive(move || {
        chosen.with(|chosen| {
            let to =
                places.with_value(|places| places.iter().map(|place| chosen.get(place).copied()).collect::<Vec<_>>());
            to.first().copied().flatten().filter(|first| to.iter().all(|other| *other == Some(*first)))
        })
    });
    let choose = move |to: Slug| {
        chosen.update(|chosen| places.with_value(|places| chosen.extend(places.iter().map(|&place| (place, to)))));
    };
    view! { <Choice label now choose=choose closed=false elsewhere=true /> }
}

#[component]
fn Choice(
    label: String,
    now: Signal<Option<Slug>>,
    #[prop(into)] choose: Callback<Slug>,
    closed: bool,
    elsewhere: bool,
) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let choose = move |event: leptos::ev::Event| {
        if let Ok(to) = event_target_value(&event).parse() {
            choose.run(to);
        }
    };
    let groups = targets(editing, closed, elsewhere).into_iter().map(|(name, places)| {
        let options = places.into_iter().map(|(id, name)| {
            view! { <option value=id.to_string() selected=move || now.get() == Some(id)>{name}</option> }
        });
        view! { <optgroup label=name>{options.collect_view()}</optgroup> }
    });
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <span class="picks">
                <select class="input" aria-invalid=move || now.get().is_none().then_some("true") on:change=choose>
                    <option value="" selected=move || now.get().is_none() disabled=true>{words.choose_place}</option>
                    {groups.collect_view()}
                </select>
                <Icon name=Icon::CHEV_D />
            </span>
        </label>
    }
}
