//! What is done with many customers at once: what the bar offers, and what is asked for it.
//! Deliberately not here: the bar and the dialog themselves, which are those of every list (`ui::many`).

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::address::{use_route, use_switch};
use crate::app::locale::{use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{CLIENTS, LISTS};
use crate::data::table::{Dialect, Sheet};
use crate::domain::bulk::CustomerBulk;
use crate::domain::{CustomerId, MemberId, Workspace};
use crate::ui::export::Export;
use crate::ui::list::orders::Deed;
use crate::ui::many::{Bar, Choice, TagField, Telling, WhoMenu, WishDialog};
use crate::ui::moving::Blank;

/// What can be done with them.
const DEEDS: [Deed; 3] = [Deed::Assign, Deed::Tag, Deed::Remove];
/// So many customers are asked for their tags: tags are few, and all of them are met early.
const KNOWN: usize = 20_000;

/// What somebody chose and wishes.
#[derive(Clone, Copy)]
pub(super) struct Many {
    pub(super) choice: Choice<CustomerId>,
    /// What is to be done with the chosen, or with one alone, while its dialog is open.
    wish: RwSignal<Option<(Deed, Option<CustomerId>)>>,
}

impl Many {
    pub(super) fn new() -> Self {
        Self { choice: Choice::none(), wish: RwSignal::new(None) }
    }

    /// Asks for what a wish needs; whether there is such a wish of customers.
    pub(super) fn ask(self, deed: Deed) -> bool {
        let can = DEEDS.contains(&deed);
        if can {
            self.wish.set(Some((deed, None)));
        }
        can
    }

    /// Asks whether one customer is to go, whoever is chosen.
    pub(super) fn ask_to_remove(self, id: CustomerId) {
        self.wish.set(Some((Deed::Remove, Some(id))));
    }
}

/// How the list speaks of customers, while something is done with them.
fn telling(deed: Option<Deed>) -> Telling {
    let (words, all) = (use_words_of(&CLIENTS), use_words());
    let told = Telling {
        bar: words.chosen_bar,
        count: &all.units.clients,
        chosen: &words.chosen,
        will: &words.will,
        same: &words.so_already,
        refused: &words.refused,
        none: words.done_none,
        changed: words.changed_meanwhile,
    };
    match deed {
        Some(Deed::Remove) => Telling { refused: &words.will_stay, none: words.nobody_goes, ..told },
        _ => told,
    }
}

/// The chosen customers: how many, what can be done with them. `sheet` is the list of them to be saved.
#[component]
pub(super) fn ManyBar(many: Many, sheet: Callback<Dialect, Sheet>) -> impl IntoView {
    view! {
        <Bar
            telling=telling(None)
            chosen=Signal::derive(move || many.choice.all.with(|all| all.len()))
            deeds=&DEEDS
            on_deed=Callback::new(move |deed| _ = many.ask(deed))
            on_clear=Callback::new(move |()| _ = many.choice.clear())
        >
            <Export sheet button="btn sm" />
        </Bar>
    }
}

/// The dialog of what is wished, while something is. `keys` are the customers of the list in their order.
#[component]
pub(super) fn Wished(many: Many, keys: Signal<std::sync::Arc<Vec<CustomerId>>>) -> impl IntoView {
    move || {
        many.wish.get().map(|(deed, alone)| {
            let all_chosen = || {
                many.choice.all.with_untracked(|all| {
                    keys.with_untracked(|keys| keys.iter().copied().filter(|id| all.contains(id)).collect())
                })
            };
            let chosen: Vec<CustomerId> = alone.map_or_else(all_chosen, |id| vec![id]);
            view! { <Asking deed many chosen=StoredValue::new(chosen) /> }
        })
    }
}

#[component]
fn Asking(deed: Deed, many: Many, chosen: StoredValue<Vec<CustomerId>>) -> impl IntoView {
    let (lists, words, store) = (use_words_of(&LISTS), use_words_of(&CLIENTS), use_store());
    let (route, switch) = (use_route(), use_switch());
    let member = RwSignal::new(None::<Option<MemberId>>);
    let (tag, on) = (Blank::new(""), RwSignal::new(true));
    let wish = Memo::new(move |_| match deed {
        Deed::Assign => member.get().map(CustomerBulk::Assign),
        Deed::Remove => Some(CustomerBulk::Remove),
        _ => {
            let tag = tag.value.with(|tag| tag.trim().to_owned());
            (!tag.is_empty()).then(|| CustomerBulk::Tag { tag, on: on.get() })
        }
    });
    let told = Callback::new(move |wish: CustomerBulk| match wish {
        CustomerBulk::Assign(None) => lists.told_nobody.to_owned(),
        CustomerBulk::Assign(Some(member)) => {
            let name = store.peek(|workspace| workspace.member(member).map(|member| member.name.clone()));
            lists.told_assigned.fill([&name.unwrap_or_default()])
        }
        CustomerBulk::Tag { tag, on: true } => lists.told_tagged.fill([&tag]),
        CustomerBulk::Tag { tag, on: false } => lists.told_untagged.fill([&tag]),
        CustomerBulk::Remove => lists.told_removed.to_owned(),
    });
    let close = Callback::new(move |done| {
        if done {
            // Where one alone was meant, the others stay chosen.
            if let Some((_, None)) = many.wish.get_untracked() {
                many.choice.clear();
            }
            if let Some(Route::Customer(open)) = route.get_untracked()
                && store.peek(|workspace| workspace.customer(open).is_none())
            {
                switch(Route::Customers);
            }
        }
        many.wish.set(None);
    });
    let (title, fields) = match deed {
        Deed::Assign => (lists.assign_title, view! { <WhoMenu member /> }.into_any()),
        Deed::Remove => {
            let one = chosen.with_value(|chosen| chosen.len() == 1);
            let title = if one { words.delete_title } else { words.delete_many_title };
            (title, view! { <p>{words.delete_why}</p> }.into_any())
        }
        _ => {
            let known: BTreeSet<String> = store.peek(|workspace| {
                let tags = workspace.customers().take(KNOWN).flat_map(|customer| customer.tags.iter());
                tags.cloned().collect()
            });
            (lists.tag_title, view! { <TagField tag on known /> }.into_any())
        }
    };
    let gone = (deed == Deed::Remove).then_some(&words.will_go);
    let alone = chosen.with_value(|chosen| match (deed, chosen.as_slice()) {
        (Deed::Remove, [one]) => Some(store.peek(|workspace| name_of(workspace, *one))),
        _ => None,
    });
    view! {
        <WishDialog title telling=telling(Some(deed)) kind="customer" chosen wish told name=name_of gone alone on_close=close>
            {fields}
        </WishDialog>
    }
}

fn name_of(workspace: &Workspace, id: CustomerId) -> String {
    workspace.customer(id).map(|customer| customer.name.clone()).unwrap_or_default()
}
