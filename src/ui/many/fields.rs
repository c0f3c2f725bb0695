//! What is asked once for all the chosen, whatever they are: one of several, who, which tag.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::locale::use_words_of;
use crate::app::store::use_store;
use crate::app::words::LISTS;
use crate::domain::MemberId;
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line};

/// A menu of the browser's own.
#[component]
pub fn Menu(
    /// Unique in the dialog.
    id: &'static str,
    /// What it is for.
    label: &'static str,
    /// What stands while nothing is chosen.
    empty: &'static str,
    /// What is chosen from: how it is called here, and for people.
    options: Vec<(String, String)>,
    /// One was chosen.
    on_pick: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="picks">
                <select class="input" id=id autofocus=true on:change:target=move |event| on_pick.run(event.target().value())>
                    <option value="" selected=true disabled=true>{empty}</option>
                    {options.into_iter().map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view()}
                </select>
                <Icon name=Icon::CHEV_D />
            </span>
        </div>
    }
}

/// Whose they are to be: somebody's of the sales desk, or nobody's.
#[component]
pub fn WhoMenu(
    /// Who was chosen.
    member: RwSignal<Option<Option<MemberId>>>,
) -> impl IntoView {
    let own = use_words_of(&LISTS);
    let on_pick = Callback::new(move |value: String| member.set(Some(value.parse().ok())));
    let mut options: Vec<(String, String)> = use_store()
        .peek(|workspace| workspace.members().map(|member| (member.id.to_string(), member.name.clone())).collect());
    options.sort_by(|one, other| one.1.cmp(&other.1));
    options.push(("-".to_owned(), own.nobody.to_owned()));
    view! { <Menu id="bulk-who" label=own.owner empty=own.choose_somebody options on_pick /> }
}

/// A tag to be put on or taken off.
#[component]
pub fn TagField(
    /// The tag.
    tag: Blank,
    /// Whether they are to have it.
    on: RwSignal<bool>,
    /// Tags that are suggested.
    known: BTreeSet<String>,
) -> impl IntoView {
    let own = use_words_of(&LISTS);
    let side = move |this: bool, name: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (on.get() == this).to_string() on:click=move |_| on.set(this)>{name}</button>
        }
    };
    view! {
        <Line blank=tag id="bulk-tag" label=own.tag_name first=true list="bulk-tags" />
        <datalist id="bulk-tags">{known.into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()}</datalist>
        <div class="seg" role="group" aria-label=own.tag>{side(true, own.tag_on)}{side(false, own.tag_off)}</div>
    }
}
