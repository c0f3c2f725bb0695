//! The head of a group: what its deals have in common, how many they are, what they are worth.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::hand::choose_group;
use super::state::{List, use_list};
use crate::domain::insight::listing::{Column, Group, Heading};
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::rates::{Telling, converted, write};

/// So many columns hold the name of a group beside what stands under the rest.
const ROOM: usize = 2;

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

/// The row: what the group is, and under the columns what they say of all of it.
#[component]
pub(super) fn GroupRow(at: usize, columns: Memo<Vec<Column>>) -> impl IntoView {
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
        let stage = match group.heading {
            Heading::Stage(stage) => list.store.peek(|workspace| workspace.pipeline_of(stage)?.stage(stage).cloned()),
            _ => None,
        };
        let step = stage.as_ref().map(|stage| list.language.of(&stage.buyer_action).to_owned());
        let norm =
            stage.map(|stage| stage.norm_days).filter(|&norm| norm > 0).map(|norm| own.norm.fill([&norm.to_string()]));
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
        // What stands under a column needs room before it for the name.
        let columns = columns.get();
        let is_told = |column: &Column| *column == Column::Amount || *column == Column::Days && norm.is_some();
        let room = columns.iter().position(is_told).filter(|&at| at >= ROOM).unwrap_or(columns.len());
        let (before, under) = columns.split_at(room);
        let sum = || view! { <b class="m nw" title=by.clone()>{worth.clone()}</b> };
        let alone = (!under.contains(&Column::Amount)).then(sum);
        let under = under.iter().map(|column| match column {
            Column::Amount => view! { <td class="r">{sum()}</td> }.into_any(),
            Column::Days => view! { <td class="r c3">{norm.clone()}</td> }.into_any(),
            _ => view! { <td></td> }.into_any(),
        });
        Some(view! {
            <td colspan=(before.len() + 1).to_string()>
                <div class="head">
                    <input type="checkbox" tabindex="-1" aria-label=choose prop:checked=all on:change=move |_| choose_group(list, at) />
                    <button type="button" tabindex="-1" aria-expanded=(!shut).to_string() aria-label=says on:click=move |_| list.fold(at)>
                        <Icon name=if shut { Icon::CHEV_R } else { Icon::CHEV_D } />
                    </button>
                    <b>{name}</b>
                    <span class="c3">{list.words.grammar.number(group.deals.len())}</span>
                    {step.map(|step| view! { <span class="c3 t12 el">{step}</span> })}
                    {alone.map(|sum| view! { <span class="grow"></span>{sum} })}
                </div>
            </td>
            {under.collect_view()}
        })
    };
    view! { {row} }
}
