//! What every list does in which many records can be chosen: the choice, the bar that offers what is done with the chosen, the
//! dialog that shows what would come of it and then does it.
//!
//! Deliberately not here: what can be wished of records of one kind (`domain::bulk`), and what is asked for it (each list).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod choice;
mod dialog;
mod fields;
mod hand;
mod preview;

use leptos::prelude::*;

pub use self::choice::Choice;
pub use self::dialog::WishDialog;
pub use self::fields::{Menu, TagField, WhoMenu};
pub use self::hand::{Choosing, listening, step};
use crate::app::locale::use_words_of;
use crate::app::words::{Count, LISTS};
use crate::ui::icon::Icon;
use crate::ui::keys::is_mac;
use crate::ui::list::orders::{Deed, KEYS, Order};

/// How a list speaks of its records.
#[derive(Clone, Copy)]
pub struct Telling {
    /// What is asked of the chosen, for screen readers.
    pub bar: &'static str,
    /// So many of them.
    pub count: &'static Count,
    /// So many are chosen.
    pub chosen: &'static Count,
    /// So many would change.
    pub will: &'static Count,
    /// So many are so already.
    pub same: &'static Count,
    /// So many would not change.
    pub refused: &'static Count,
    /// None would change.
    pub none: &'static str,
    /// They have changed while somebody was choosing.
    pub changed: &'static str,
}

/// The bar: how many are chosen, what can be done with them, and the way to choose none.
#[component]
pub fn Bar(
    /// How the list speaks.
    telling: Telling,
    /// How many are chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    /// What else there is to say of them; may be empty.
    #[prop(optional, into)]
    more: Signal<String>,
    /// What can be done with them.
    deeds: &'static [Deed],
    /// Something is to be done.
    on_deed: Callback<Deed>,
    /// None is to be chosen any more.
    on_clear: Callback<()>,
    /// Other buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let own = use_words_of(&LISTS);
    let button = move |&deed: &Deed| {
        let (icon, name) = match deed {
            Deed::Move => (Icon::BOARD, own.move_to),
            Deed::Assign => (Icon::USER, own.assign),
            Deed::Plan => (Icon::CALENDAR, own.plan),
            Deed::Tag => (Icon::PIN, own.tag),
            Deed::Lose => (Icon::FLAG, own.lose),
            Deed::Remove => (Icon::TRASH, own.delete),
        };
        let key =
            KEYS.iter().find(|(_, asked)| *asked == Order::Do(deed)).map(|(key, _)| key.caps(is_mac(), "").join(" "));
        view! {
            <button class="btn sm" type="button" aria-label=name title=name on:click=move |_| on_deed.run(deed)>
                <Icon name=icon />{name}
                <span class="kbd lo2 desktop" aria-hidden="true">{key}</span>
            </button>
        }
    };
    let more = move || Some(more.get()).filter(|more| !more.is_empty()).map(|more| format!(" {more}"));
    view! {
        <div class="foot bulk" role="toolbar" aria-label=telling.bar>
            <span role="status"><b>{move || telling.chosen.of(chosen.get())}</b>{more}</span>
            <span class="grow"></span>
            {deeds.iter().map(button).collect_view()}
            {children.map(|children| children())}
            <button class="btn ghost icon sm" type="button" aria-label=own.clear title=own.clear on:click=move |_| on_clear.run(())>
                <Icon name=Icon::X />
            </button>
        </div>
    }
}

/// The box that chooses everything that was found, or nothing when all of it is chosen.
#[component]
pub fn ChooseAll(
    /// How many are chosen, and of how many.
    count: Memo<(usize, usize)>,
    /// It was pressed.
    on_turn: Callback<()>,
) -> impl IntoView {
    let own = use_words_of(&LISTS);
    view! {
        <input
            type="checkbox"
            tabindex="-1"
            aria-label=own.choose_all
            title=own.choose_all
            prop:checked=move || { let (chosen, all) = count.get(); all > 0 && chosen == all }
            prop:indeterminate=move || { let (chosen, all) = count.get(); chosen > 0 && chosen < all }
            on:change=move |_| on_turn.run(())
        />
    }
}
