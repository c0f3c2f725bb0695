//! The bar of filters: words, who leads, what is needed. All of it stands in the address.
//! Deliberately not here: which deals a filter lets through (`insight::board`).

use leptos::prelude::*;

use super::desk::use_desk;
use super::later::counted;
use crate::app::address::use_query;
use crate::app::preferences::use_choices;
use crate::domain::insight::board::{Filter, Need, Needle, Owner, Tally};
use crate::storage::preferences::{Density, Reading};
use crate::ui::icon::Icon;
use crate::ui::pick::{OwnerPick, clears, owner_in};

/// What the address says that the person looks for.
pub(in crate::ui) fn use_filter() -> Memo<Filter> {
    let (text, _) = use_query("q");
    let (owner, _) = use_query("owner");
    let (need, _) = use_query("need");
    Memo::new(move |_| Filter {
        text: text.with(|text| Needle::new(text)),
        owner: owner.with(|owner| owner_in(owner)),
        need: need.with(|need| needs().into_iter().find_map(|(name, is)| (name == need).then_some(is))),
    })
}

fn needs() -> [(&'static str, Need); 3] {
    [("overdue", Need::Overdue), ("stale", Need::Stale), ("silent", Need::Silent)]
}

/// How many filters are on.
pub(super) fn filters_on(filter: &Filter) -> usize {
    [!filter.text.is_empty(), filter.owner != Owner::Anybody, filter.need.is_some()]
        .into_iter()
        .filter(|&on| on)
        .count()
}

/// Takes every filter away.
pub(super) fn use_clear() -> impl Fn() + Copy + 'static {
    let sets = [use_query("q").1, use_query("owner").1, use_query("need").1];
    let [text, owner, need] = sets;
    move || {
        text("");
        owner("");
        need("");
    }
}

/// The bar. On a phone it is there when it has been asked for.
#[component]
pub(super) fn FilterBar(asked: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let words = &desk.words.board;
    let find = if desk.leads() { words.find_lead } else { words.find_deal };
    let leader = if desk.leads() { desk.words.leads.qualifier } else { words.owner };
    let (text, set_text) = use_query("q");
    let (need, set_need) = use_query("need");
    let clear = use_clear();
    let tally = counted(desk, |tally: &mut Tally, _, pipeline, deal, at| {
        tally.count(pipeline, deal, at.now, at.schedule);
    });
    let toggle = move |name: &'static str, icon: Icon, label: &'static str, count: fn(&Tally) -> usize| {
        let on = move || need.get() == name;
        let press = move |_| set_need(if need.get_untracked() == name { "" } else { name });
        let clear = clears(move || set_need(""));
        view! {
            <button class="filter" type="button" aria-pressed=move || on().to_string() on:click=press on:keydown=clear>
                <Icon name=icon />{label}" "<span class="cnt">{move || tally.with(count)}</span>
            </button>
        }
    };
    let filtered = move || !desk.filter.with(Filter::is_empty);
    view! {
        <div class="filters bar" class:desktop=move || !asked.get() role="toolbar" aria-label=desk.words.shell.filters>
            <label class="with-icon">
                <Icon name=Icon::SEARCH />
                <input
                    class="input"
                    type="search"
                    placeholder=find
                    aria-label=find
                    prop:value=move || text.get()
                    on:input:target=move |event| set_text(&event.target().value())
                />
                <span class="kbd desktop">"/"</span>
            </label>
            <OwnerPick label=leader all=words.all nobody=words.no_owner />
            <Mine tally />
            <span class="vr"></span>
            {toggle("overdue", Icon::ALERT_C, words.overdue, |tally| tally.overdue)}
            {toggle("stale", Icon::HOURGLASS, words.stale, |tally| tally.stale)}
            {toggle("silent", Icon::PLUS, words.no_contact, |tally| tally.silent)}
            {move || {
                filtered()
                    .then(|| {
                        view! {
                            <button
                                class="btn ghost icon sm"
                                type="button"
                                title=words.clear_filters
                                aria-label=words.clear_filters
                                on:click=move |_| clear()
                            >
                                <Icon name=Icon::X />
                            </button>
                        }
                    })
            }}
            <span class="grow"></span>
            {desk.read(|pipeline| pipeline.ordered).then(|| view! { <ReadingPick /> })}
            <DensityPick />
        </div>
        <p class="vh" role="status">
            {move || {
                filtered()
                    .then(|| {
                        let found = desk.lanes().iter().map(|lane| lane.shown.with(|shown| shown.deals.len())).sum();
                        desk.words.a11y.found.of(found)
                    })
            }}
        </p>
    }
}

/// The deals of whoever sits here, in one press.
#[component]
fn Mine(tally: RwSignal<Tally>) -> impl IntoView {
    let desk = use_desk();
    let (owner, set_owner) = use_query("owner");
    let me = Memo::new(move |_| desk.store.me());
    move || {
        let me = me.get()?;
        let name = StoredValue::new(me.to_string());
        let on = move || name.with_value(|name| owner.with(|owner| owner == name));
        let press = move |_| if untrack(on) { set_owner("") } else { name.with_value(|name| set_owner(name)) };
        let count = move || tally.with(|tally| tally.led.get(&me).copied().unwrap_or_default());
        Some(view! {
            <button class="filter" type="button" aria-pressed=move || on().to_string() on:click=press on:keydown=clears(move || set_owner(""))>
                <Icon name=Icon::USER />{desk.words.board.mine}" "<span class="cnt">{count}</span>
            </button>
        })
    }
}

/// What stands under the name of a stage: the buyer's step, or the seller's task.
#[component]
fn ReadingPick() -> impl IntoView {
    let words = &use_desk().words.board;
    let choices = use_choices();
    let button = move |reading: Reading, label: &'static str| {
        let on = move || (choices.reading.get() == reading).to_string();
        view! { <button type="button" aria-pressed=on on:click=move |_| choices.read(reading)>{label}</button> }
    };
    view! {
        <div class="seg sm" role="group" aria-label=words.reading>
            {button(Reading::Buyer, words.buyer_reading)}
            {button(Reading::Seller, words.manager_reading)}
        </div>
    }
}

/// How close the cards stand.
#[component]
fn DensityPick() -> impl IntoView {
    let words = &use_desk().words.shell;
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
