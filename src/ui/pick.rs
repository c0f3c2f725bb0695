//! A filter of a list that is one of several: the browser's own list, which no edge cuts off and every phone knows. What is
//! chosen stands in the address.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::icon::Icon;
use crate::app::address::use_query;
use crate::app::store::use_store;
use crate::domain::MemberId;
use crate::domain::insight::board::Owner;

/// How those who lead nothing are called in the address.
pub const NOBODY: &str = "nobody";

/// Whose records the address asks for.
pub fn owner_in(owner: &str) -> Owner {
    match owner {
        NOBODY => Owner::Nobody,
        owner => owner.parse().map_or(Owner::Anybody, Owner::Member),
    }
}

/// Backspace takes away the filter that has the focus.
pub fn clears(clear: impl Fn() + 'static) -> impl Fn(KeyboardEvent) + 'static {
    move |event| {
        if event.code() == "Backspace" {
            event.prevent_default();
            clear();
        }
    }
}

/// A filter by one of several.
#[component]
pub fn Pick(
    /// What is chosen.
    label: &'static str,
    /// Its name in the address.
    query: &'static str,
    /// What can be chosen: how the address calls it, and people. The first lets everything through.
    options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let (chosen, choose) = use_query(query);
    // What has not changed is not drawn anew: an open list would close.
    let options = Memo::new(move |_| options.get());
    let drawn = move || {
        let option = |(value, name): (String, String)| {
            let is_chosen = chosen.get_untracked() == value;
            view! { <option value=value selected=is_chosen>{name}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="filter pick" class:on=move || !chosen.with(String::is_empty)>
            <span>{label}":"</span>
            <select
                prop:value=move || chosen.get()
                on:change:target=move |event| choose(&event.target().value())
                on:keydown=clears(move || choose(""))
            >
                {drawn}
            </select>
            <Icon name=Icon::CHEV_D />
        </label>
    }
}

/// A filter by who leads a record.
#[component]
pub fn OwnerPick(
    /// What the one who leads is called there.
    label: &'static str,
    /// What everybody together is called.
    all: &'static str,
    /// What is led by nobody.
    nobody: &'static str,
) -> impl IntoView {
    let store = use_store();
    let options = Signal::derive(move || {
        let mut members: Vec<(MemberId, String)> = store
            .all("member", |workspace| workspace.members().map(|member| (member.id, member.name.clone())).collect());
        members.sort_by(|a, b| a.1.cmp(&b.1));
        let members = members.into_iter().map(|(id, name)| (id.to_string(), name));
        let all = [(String::new(), all.to_owned())].into_iter().chain(members);
        all.chain([(NOBODY.to_owned(), nobody.to_owned())]).collect()
    });
    view! { <Pick label query="owner" options /> }
}
