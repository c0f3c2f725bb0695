//! The dialog of what is wished of the chosen deals, and what the toast says afterwards.

use leptos::prelude::*;

use super::fields::{Fields, Said};
use super::telling;
use crate::app::clock;
use crate::domain::bulk::Bulk;
use crate::domain::{DealId, Workspace};
use crate::ui::gate::place;
use crate::ui::kit::called;
use crate::ui::list::orders::Deed;
use crate::ui::list::state::{List, use_list};
use crate::ui::many::WishDialog;

/// What is to be done with the chosen deals?
#[component]
pub(super) fn DealsDialog(deed: Deed) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let deals = StoredValue::new(list.chosen());
    let said = Said::new(list, deed);
    let wish = Memo::new(move |_| said.wish(list));
    let close = Callback::new(move |done| {
        if done {
            list.choice.clear();
        }
        list.wish.set(None);
    });
    let title = match deed {
        Deed::Move => own.move_title,
        Deed::Assign => own.assign_title,
        Deed::Plan => own.plan_title,
        Deed::Tag => own.tag_title,
        Deed::Lose => own.lose_title,
        Deed::Remove => own.delete_title,
    };
    let gone = (deed == Deed::Remove).then_some(&own.will_go);
    let told = Callback::new(move |bulk| told(list, &bulk));
    view! {
        <WishDialog title telling=telling(own) kind="deal" chosen=deals wish told name=name_of gone on_close=close>
            <Fields said deals />
        </WishDialog>
    }
}

fn name_of(workspace: &Workspace, id: DealId) -> String {
    workspace.deal(id).map(|deal| called(workspace, deal)).unwrap_or_default()
}

/// What the toast says was done.
fn told(list: List, bulk: &Bulk) -> String {
    let own = list.own;
    match bulk {
        Bulk::Move { to, .. } => {
            own.told_moved.fill([&list.store.peek(|workspace| place(list.language, workspace, *to))])
        }
        Bulk::Assign(None) => own.told_nobody.to_owned(),
        Bulk::Assign(Some(member)) => {
            let name = list.store.peek(|workspace| workspace.member(*member).map(|member| member.name.clone()));
            own.told_assigned.fill([&name.unwrap_or_default()])
        }
        Bulk::Plan(None) => own.told_unplanned.to_owned(),
        Bulk::Plan(Some(next)) => own.told_planned.fill([&list.format.moment(next.at.0, clock::now().0)]),
        Bulk::Tag { tag, on: true } => own.told_tagged.fill([tag]),
        Bulk::Tag { tag, on: false } => own.told_untagged.fill([tag]),
        Bulk::Lose { reason, words, .. } => {
            let reason = reason.as_ref().map(|text| list.language.of(text));
            own.told_lost.fill([&reason.unwrap_or_else(|| words.clone())])
        }
        Bulk::Remove => own.told_removed.to_owned(),
    }
}
