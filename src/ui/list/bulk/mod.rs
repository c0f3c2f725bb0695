//! What is done with many deals at once: the bar that offers it, and the dialog that shows what would come of it and then
//! does it.

mod dialog;
mod fields;
mod preview;

use leptos::prelude::*;

use self::dialog::WishDialog;
use super::orders::{Deed, KEYS, Order};
use super::state::use_list;
use crate::domain::Sums;
use crate::ui::icon::Icon;
use crate::ui::keys::is_mac;
use crate::ui::rates::{converted, write};

/// The chosen deals: how many, what they are worth, what can be done with them.
#[component]
pub(super) fn BulkBar() -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let worth = Memo::new(move |_| {
        let listing = list.listing.get();
        list.choice.deals.with(|chosen| {
            if chosen.len() == listing.count {
                return write(list.format, &converted(list.store, &listing.sums), false);
            }
            let mut total = Sums::default();
            list.store.peek(|workspace| {
                chosen.iter().filter_map(|id| workspace.deal(*id)).for_each(|deal| total.add_deal(deal));
            });
            write(list.format, &converted(list.store, &total), false)
        })
    });
    let count = move || own.chosen.of(list.choice.deals.with(|deals| deals.len()));
    let button = move |deed: Deed, icon: Icon, name: &'static str| {
        let key =
            KEYS.iter().find(|(_, asked)| *asked == Order::Do(deed)).map(|(key, _)| key.caps(is_mac(), "").join(" "));
        view! {
            <button class="btn sm" type="button" aria-label=name title=name on:click=move |_| list.wish.set(Some(deed))>
                <Icon name=icon />{name}
                <span class="kbd lo2 desktop" aria-hidden="true">{key}</span>
            </button>
        }
    };
    view! {
        <div class="foot bulk" role="toolbar" aria-label=own.chosen_bar>
            <span role="status"><b>{count}</b>{move || Some(worth.get()).filter(|worth| !worth.is_empty()).map(|worth| format!(" {}", own.worth.fill([&worth])))}</span>
            <span class="grow"></span>
            {button(Deed::Move, Icon::BOARD, own.move_to)}
            {button(Deed::Assign, Icon::USER, own.assign)}
            {button(Deed::Plan, Icon::CALENDAR, own.plan)}
            {button(Deed::Tag, Icon::PIN, own.tag)}
            {button(Deed::Lose, Icon::FLAG, own.lose)}
            {button(Deed::Remove, Icon::TRASH, own.delete)}
            <button class="btn ghost icon sm" type="button" aria-label=own.clear title=own.clear on:click=move |_| list.choice.clear()>
                <Icon name=Icon::X />
            </button>
        </div>
    }
}

/// The dialog of what is wished, while something is.
#[component]
pub(super) fn Wished() -> impl IntoView {
    let list = use_list();
    move || list.wish.get().map(|deed| view! { <WishDialog deed /> })
}
