//! The cells of a deal in the list.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{List, use_list};
use crate::app::address::href;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::board::{is_stale, stood};
use crate::domain::insight::listing::{Column, last_activity, lost_for};
use crate::domain::{Deal, DealId, Moment};
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, ContactChip, called, money};

/// What a row calls itself: the buyer, or the subject while nobody is named.
pub(super) fn name_of(list: List, id: DealId) -> String {
    list.store.peek(|workspace| workspace.deal(id).map(|deal| called(workspace, deal))).unwrap_or_default()
}

/// How long a deal has stood on its stage, and whether that is too long.
pub(super) fn age(list: List, deal: &Deal) -> (i64, bool) {
    let now = list.now.get();
    let schedule = list.store.schedule();
    let stale = list.store.peek(|workspace| {
        let stage = workspace.pipeline_of(deal.stage)?.stage(deal.stage)?;
        Some(is_stale(deal, stage, now, &schedule))
    });
    (stood(deal, now, &schedule), stale.unwrap_or_default())
}

/// Whether a deal is at work, so that a contact may be missing.
pub(super) fn is_open(list: List, deal: &Deal) -> bool {
    list.store
        .peek(|workspace| workspace.pipeline_of(deal.stage).is_some_and(|funnel| funnel.stage(deal.stage).is_some()))
}

/// The cells of a row: a box to choose it by, and a cell for each column.
#[component]
pub(super) fn Cells(id: DealId, columns: Memo<Vec<Column>>) -> impl IntoView {
    let list = use_list();
    let deal = Memo::new(move |_| list.store.deal(id));
    let label = list.own.choose.fill([&name_of(list, id)]);
    let cells = move || {
        let Some(deal) = deal.get() else { return Vec::new() };
        columns.with(|columns| {
            columns.iter().enumerate().map(|(at, column)| cell(list, &deal, *column, at == 0)).collect()
        })
    };
    view! {
        <td><input type="checkbox" tabindex="-1" aria-label=label prop:checked=move || list.choice.has(id) /></td>
        {cells}
    }
}

fn cell(list: List, deal: &Arc<Deal>, column: Column, first: bool) -> AnyView {
    let (format, own, none) = (list.format, list.own, list.words.units.none);
    let quiet = |text: String| view! { <td class="c2 el" title=text.clone()>{text.clone()}</td> }.into_any();
    let figure = |text: String| view! { <td class="r nw">{text}</td> }.into_any();
    let day = |at: Moment| {
        let local = |at| clock::local(at).date();
        format.date(local(at), local(clock::now()))
    };
    let linked = |text: String| {
        let link = view! { <a href=href(Route::Deal(deal.id)) tabindex="-1" title=text.clone()>{text.clone()}</a> };
        if first {
            view! { <th scope="row" class="el">{link}</th> }.into_any()
        } else {
            view! { <td class="el">{link}</td> }.into_any()
        }
    };
    match column {
        Column::Customer => {
            let customer = deal.customer.and_then(|id| list.store.customer(id)).map(|customer| customer.name.clone());
            match customer {
                Some(name) => linked(name),
                None => linked(deal.title.clone()),
            }
        }
        Column::Title if first => linked(deal.title.clone()),
        Column::Title => quiet(deal.title.clone()),
        Column::Stage => quiet(list.store.all("pipeline", |workspace| place(list.language, workspace, deal.stage))),
        Column::Owner => view! { <td>{deal.owner.map(|member| view! { <Avatar member /> })}</td> }.into_any(),
        Column::Amount => figure(deal.amount.map_or_else(|| none.to_owned(), |amount| money(format, amount))),
        Column::Chance | Column::Expected => {
            let odds = list.odds.get();
            let chance = list.store.peek(|workspace| odds.of(workspace, deal.stage));
            let text = match column {
                Column::Chance => chance.map(|chance| format.percent_whole(chance.share())),
                _ => deal.amount.zip(chance).map(|(amount, chance)| money(format, chance.of(amount))),
            };
            figure(text.unwrap_or_else(|| none.to_owned()))
        }
        Column::Contact => {
            let shown = is_open(list, deal) || deal.next.is_some();
            view! { <td>{shown.then(|| view! { <ContactChip next=deal.next.clone() /> })}</td> }.into_any()
        }
        Column::Days => {
            let (days, stale) = age(list, deal);
            let text = list.words.units.days_short.of(usize::try_from(days).unwrap_or_default());
            let icon = stale.then(|| view! { <Icon name=Icon::HOURGLASS class="i i14 inline" />" " });
            view! { <td class="r nw" class:cwarn=stale class:c2=!stale>{icon}{text}</td> }.into_any()
        }
        Column::Source => quiet(deal.fields.get("source").cloned().unwrap_or_default()),
        Column::Tags => {
            let tags = deal.tags.iter().map(|tag| view! { <span class="chip">{tag.clone()}</span> }).collect_view();
            view! { <td class="tags">{tags}</td> }.into_any()
        }
        Column::Created => quiet(day(deal.created)),
        Column::Last => {
            list.store.of(deal.id);
            let last = list.store.peek(|workspace| last_activity(workspace, deal));
            quiet(last.map_or_else(|| none.to_owned(), day))
        }
        Column::Outcome => quiet(outcome(list, deal).unwrap_or_else(|| own.open.to_owned())),
        Column::Field(field) => quiet(deal.fields.get(field.as_str()).cloned().unwrap_or_default()),
    }
}

/// How a deal ended, and for which reason; none while it is at work.
pub(super) fn outcome(list: List, deal: &Deal) -> Option<String> {
    list.store.peek(|workspace| {
        let end = workspace.pipeline_of(deal.stage)?.end(deal.stage)?;
        let name = list.language.of(&end.name);
        let loss = deal.history.last().and_then(|entry| entry.loss.as_ref());
        let reason = lost_for(workspace, deal).map(|reason| list.language.of(&reason.text));
        let reason = reason.or_else(|| loss.map(|loss| loss.words.clone())).filter(|reason| !reason.is_empty());
        Some(match reason {
            Some(reason) => list.own.did.fill([&name, &reason]),
            None => name,
        })
    })
}
