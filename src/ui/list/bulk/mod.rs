//! What is done with many deals at once: what the bar offers, and what is asked for it.
//! Deliberately not here: the bar and the dialog themselves, which are those of every list (`ui::many`).

mod dialog;
mod fields;

use leptos::prelude::*;

use self::dialog::DealsDialog;
use super::orders::Deed;
use super::state::use_list;
use crate::app::words::Lists;
use crate::domain::Sums;
use crate::domain::insight::in_base::InBase;
use crate::ui::many::{Bar, Telling};
use crate::ui::rates::{converted, write};

/// How the list speaks of deals.
fn telling(own: &'static Lists) -> Telling {
    Telling {
        bar: own.chosen_bar,
        count: &own.deals,
        chosen: &own.chosen,
        will: &own.will,
        same: &own.same,
        refused: &own.refused,
        none: own.done_none,
        changed: own.changed_meanwhile,
    }
}

/// The chosen deals: how many, what they are worth, what can be done with them.
#[component]
pub(super) fn BulkBar() -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let worth = Memo::new(move |_| {
        let listing = list.listing.get();
        let worth = list.choice.all.with(|chosen| {
            if chosen.len() == listing.count {
                return write(list.format, &converted(list.store, &listing.sums), false);
            }
            let mut total = Sums::default();
            list.store.peek(|workspace| {
                let base = InBase::of(workspace);
                let deals = chosen.iter().filter_map(|id| workspace.deal(*id));
                deals.filter_map(|deal| base.part(workspace, deal)).for_each(|part| total.put(part));
            });
            write(list.format, &converted(list.store, &total), false)
        });
        if worth.is_empty() { worth } else { own.worth.fill([&worth]) }
    });
    view! {
        <Bar
            telling=telling(own)
            chosen=Signal::derive(move || list.choice.all.with(|all| all.len()))
            more=worth
            deeds=&[Deed::Move, Deed::Assign, Deed::Plan, Deed::Tag, Deed::Lose, Deed::Remove]
            on_deed=Callback::new(move |deed| list.wish.set(Some(deed)))
            on_clear=Callback::new(move |()| _ = list.choice.clear())
        />
    }
}

/// The dialog of what is wished, while something is.
#[component]
pub(super) fn Wished() -> impl IntoView {
    let list = use_list();
    move || list.wish.get().map(|deed| view! { <DealsDialog deed /> })
}
