//! The bar of filters of the list: those of the board and those that only a list has, and what it is grouped by. All of it
//! stands in the address.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::columns::ColumnsMenu;
use super::state::use_list;
use crate::app::preferences::use_choices;
use crate::domain::Slug;
use crate::domain::insight::listing::{By, Scope};
use crate::storage::preferences::Density;
use crate::ui::icon::Icon;
use crate::ui::pick::{OwnerPick, Pick};

/// A choice among a few: what the address calls each, and what people do.
type Options = Vec<(String, String)>;

/// The bar. On a phone it is there when it has been asked for.
#[component]
pub(super) fn FilterBar(asked: RwSignal<bool>) -> impl IntoView {
    let list = use_list();
    let (own, board) = (list.own, &list.words.board);
    let store = list.store;
    let own_options = move |options: &[(&str, &str)]| -> Options {
        options.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect()
    };
    let any = move || own_options(&[("", own.any)]);
    let stages = move || {
        let mut all = any();
        list.pipeline.with_value(|pipeline| {
            let open = list.asked.with(|asked| asked.scope == Scope::Open);
            let stages = pipeline.stages.iter().map(|stage| (stage.id, &stage.name));
            let ends = pipeline.ends.iter().filter(|_| !open).map(|end| (end.id, &end.name));
            all.extend(stages.chain(ends).map(|(id, name): (Slug, _)| (id.to_string(), list.language.of(name))));
        });
        all
    };
    let sources = move || {
        // Few among many deals; told once for as long as the page is open, and whenever deals are listed anew.
        list.listing.track();
        let told: BTreeSet<String> = store.peek(|workspace| {
            let sources = workspace.deals().take(MOST).filter_map(|deal| deal.fields.get("source"));
            sources.map(|source| source.trim()).filter(|source| !source.is_empty()).map(str::to_owned).collect()
        });
        let mut all = any();
        all.extend(told.into_iter().map(|source| (source.clone(), source)));
        all
    };
    let segments = move || {
        let mut all = any();
        all.extend(store.all("segment", |workspace| {
            workspace.segments().map(|one| (one.id.to_string(), list.language.of(&one.name))).collect::<Options>()
        }));
        all
    };
    let needs = move || {
        own_options(&[("", own.any), ("overdue", board.overdue), ("stale", board.stale), ("silent", board.no_contact)])
    };
    let scopes = move || {
        let name = |scope| match scope {
            Scope::Open => own.open,
            Scope::Won => own.won,
            Scope::Lost => own.lost,
            Scope::All => own.all,
        };
        Scope::ALL.into_iter().map(|scope| (scope.key().to_owned(), name(scope).to_owned())).collect()
    };
    let funnels = move || own_options(&[("", own.this_funnel), ("all", own.every_funnel)]);
    let has_segments = Memo::new(move |_| store.all("segment", |workspace| workspace.segments().len() > 0));
    let filtered = move || list.address.filters_on() > 0;
    view! {
        <div class="filters bar" class:desktop=move || !asked.get() role="toolbar" aria-label=list.words.shell.filters>
            <label class="with-icon">
                <Icon name=Icon::SEARCH />
                <input
                    class="input"
                    type="search"
                    placeholder=board.find_deal
                    aria-label=board.find_deal
                    prop:value=move || list.address.get("q")
                    on:input:target=move |event| list.address.set("q", &event.target().value())
                />
                <span class="kbd desktop">"/"</span>
            </label>
            <OwnerPick label=board.owner all=board.all nobody=board.no_owner />
            <Pick query="scope" label=own.scope options=Signal::derive(scopes) />
            <Pick query="stage" label=own.stage options=Signal::derive(stages) />
            <Pick query="need" label=own.plan options=Signal::derive(needs) />
            <Pick query="source" label=own.source options=Signal::derive(sources) />
            {move || has_segments.get().then(|| view! { <Pick query="segment" label=own.segment options=Signal::derive(segments) /> })}
            <Pick query="funnel" label=own.funnel options=Signal::derive(funnels) />
            {move || filtered().then(|| view! {
                <button
                    class="btn ghost icon sm"
                    type="button"
                    title=own.clear_filters
                    aria-label=own.clear_filters
                    on:click=move |_| list.address.clear_filters()
                >
                    <Icon name=Icon::X />
                </button>
            })}
        </div>
    }
}

/// How the list looks: its groups, its columns, how close its rows stand.
#[component]
pub(super) fn Looks() -> impl IntoView {
    view! { <Groups /><span class="desktop row g1"><ColumnsMenu /><DensityPick /></span> }
}

/// So many deals are asked where they came from: sources are few, and all of them are met early.
const MOST: usize = 20_000;

/// What the list is grouped by.
#[component]
fn Groups() -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let now = Memo::new(move |_| list.asked.with(|asked| asked.group.map(By::key).unwrap_or_default()));
    let name = move |by: By| match by {
        By::Stage => own.by_stage,
        By::Owner => own.by_owner,
        By::Customer => own.by_customer,
        By::Source => own.by_source,
        By::Month => own.by_month,
    };
    let option = move |(key, name): (&'static str, &'static str)| {
        view! { <option value=key selected=now.get_untracked() == key>{name}</option> }
    };
    let options = By::ALL.into_iter().map(|by| (by.key(), name(by))).chain([("", own.no_groups)]);
    view! {
        <label class="filter pick">
            <span>{own.groups}":"</span>
            <select
                prop:value=move || now.get()
                on:change:target=move |event| list.address.group_by(By::parse(&event.target().value()))
            >
                {options.map(option).collect_view()}
            </select>
            <Icon name=Icon::CHEV_D />
        </label>
    }
}

/// How close the rows stand.
#[component]
fn DensityPick() -> impl IntoView {
    let words = &use_list().words.shell;
    let choices = use_choices();
    let button = move |density: Density, label: &'static str| {
        let on = move || (choices.density.get() == density).to_string();
        view! { <button type="button" aria-pressed=on on:click=move |_| choices.set_density(density)>{label}</button> }
    };
    view! {
        <div class="seg sm" role="group" aria-label=words.density>
            {button(Density::Regular, words.density_normal)}
            {button(Density::Compact, words.density_compact)}
        </div>
    }
}
