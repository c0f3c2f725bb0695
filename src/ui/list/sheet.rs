//! The list as a file: exactly the deals that are listed, in their order, with the columns that are shown and the identity by
//! which the file can come back.

use leptos::prelude::*;

use super::cells::outcome;
use super::columns::head_of;
use super::state::List;
use crate::app::clock;
use crate::data::table::{Sheet, Value};
use crate::domain::insight::board::stood;
use crate::domain::insight::listing::{Column, last_activity};
use crate::domain::{Deal, Workspace};
use crate::ui::gate::place;

/// The table.
pub(super) fn sheet(list: List) -> Sheet {
    let columns = list.asked.with_untracked(|asked| asked.columns.clone());
    let listing = list.listing.get_untracked();
    let heads = ["Voronka ID".to_owned()].into_iter().chain(columns.iter().map(|column| head_of(list, *column)));
    let row = |workspace: &Workspace, deal: &Deal| {
        let id = Value::from(deal.id.to_string());
        [id].into_iter().chain(columns.iter().map(|column| value(list, workspace, deal, *column))).collect()
    };
    let rows = list
        .store
        .peek(|workspace| listing.deals().filter_map(|id| Some(row(workspace, workspace.deal(id)?))).collect());
    let today = clock::local(clock::now()).date();
    Sheet { name: list.own.file.fill([&list.name(), &today.to_string()]), heads: heads.collect(), rows }
}

fn value(list: List, workspace: &Workspace, deal: &Deal, column: Column) -> Value {
    let odds = || list.odds.with_untracked(|odds| odds.of(workspace, deal.stage));
    match column {
        Column::Title => deal.title.clone().into(),
        Column::Customer => deal.customer.and_then(|id| workspace.customer(id)).map(|known| known.name.clone()).into(),
        Column::Stage => place(list.language, workspace, deal.stage).into(),
        Column::Owner => deal.owner.and_then(|id| workspace.member(id)).map(|known| known.name.clone()).into(),
        Column::Amount => deal.amount.map_or(Value::Blank, Value::Money),
        Column::Chance => odds().map_or(Value::Blank, |chance| Value::Number((chance.share() * 100.0).round())),
        Column::Expected => {
            deal.amount.zip(odds()).map_or(Value::Blank, |(amount, chance)| Value::Money(chance.of(amount)))
        }
        Column::Contact => deal.next.as_ref().map_or(Value::Blank, |next| Value::Time(clock::local(next.at))),
        Column::Days => {
            let schedule = untrack(|| list.store.schedule());
            Value::Number(stood(deal, clock::now(), &schedule) as f64)
        }
        Column::Source => deal.fields.get("source").cloned().into(),
        Column::Tags => deal.tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ").into(),
        Column::Created => Value::Day(clock::local(deal.created).date()),
        Column::Last => last_activity(workspace, deal).map_or(Value::Blank, |at| Value::Day(clock::local(at).date())),
        Column::Outcome => outcome(list, deal).into(),
        Column::Field(field) => deal.fields.get(field.as_str()).cloned().into(),
    }
}
