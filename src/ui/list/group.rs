//! The head of a group: what its deals have in common, how many they are, what they are worth.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::hand::choose_group;
use super::state::{List, use_list};
use crate::domain::insight::listing::{Group, Heading};
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::rates::{Telling, converted, write};

/// What the screen calls a group.
pub(super) fn heading(list: List, heading: &Heading) -> String {
    let own = list.own;
    let missing = |told: Option<String>, missing: &'static str| told.unwrap_or_else(|| missing.to_owned());
    match heading {
        Heading::All => own.whole.to_owned(),
        Heading::Stage(stage) => list.store.peek(|workspace| {
            let name = place(list.language, workspace, *stage);
            let funnel = workspace.pipeline_of(*stage).filter(|_| list.asked.with_untracked(|asked| asked.everywhere));
            funnel.map_or(name.clone(), |funnel| format!("{}: {name}", list.language.of(&funnel.name)))
        }),
        Heading::Owner(id) => {
            missing(id.and_then(|id| list.store.member(id)).map(|member| member.name.clone()), own.no_owner)
        }
        Heading::Customer(id) => {
            missing(id.and_then(|id| list.store.customer(id)).map(|customer| customer.name.clone()), own.no_customer)
        }
        Heading::Source(source) => missing(source.clone(), own.no_source),
        Heading::Month(month) => {
            let day = month.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
            missing(day.map(|day| list.format.month(day)), own.no_contact)
        }
    }
}

/// The row.
#[component]
pub(super) fn GroupRow(at: usize, span: Signal<String>) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let telling = Telling::here();
    let row = move || {
        let listing = list.listing.get();
        let group = listing.groups.get(at)?;
        let shut = list.is_shut(&group.heading);
        let name = heading(list, &group.heading);
        let worth = converted(list.store, &group.sums);
        let by = telling.title(&worth.used);
        let worth = write(list.format, &worth, true);
        let step = match group.heading {
            Heading::Stage(stage) => list
                .store
                .peek(|workspace| Some(list.language.of(&workspace.pipeline_of(stage)?.stage(stage)?.buyer_action))),
            _ => None,
        };
        let says = own.group_said.fill([if shut { own.unfold } else { own.fold }, &name]);
        let all = {
            let listing = std::sync::Arc::clone(&listing);
            let is = move |group: &Group| {
                list.choice
                    .all
                    .with(|chosen| !chosen.is_empty() && group.deals.iter().all(|deal| chosen.contains(deal)))
            };
            move || listing.groups.get(at).is_some_and(&is)
        };
        let choose = own.choose.fill([&name]);
        Some(view! {
            <td colspan=move || span.get()>
                <div class="head">
                    <input type="checkbox" tabindex="-1" aria-label=choose prop:checked=all on:change=move |_| choose_group(list, at) />
                    <button type="button" tabindex="-1" aria-expanded=(!shut).to_string() aria-label=says on:click=move |_| list.fold(at)>
                        <Icon name=if shut { Icon::CHEV_R } else { Icon::CHEV_D } />
                    </button>
                    <b>{name}</b>
                    <span class="c3">{list.words.grammar.number(group.deals.len())}</span>
                    {step.map(|step| view! { <span class="c3 t12 el">{step}</span> })}
                    <span class="grow"></span>
                    <b class="m nw" title=by>{worth}</b>
                </div>
            </td>
        })
    };
    view! { {row} }
}
