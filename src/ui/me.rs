//! Who of the sales desk sits here: said once on this device, shown wherever something is done, and changed at any time.
//! The rules for their role hold then, and what is done is done by them.
//! Deliberately not here: what a role may do (`domain`).

use leptos::prelude::*;

use super::icon::Icon;
use super::kit::Avatar;
use super::popup::Popup;
use crate::app::address::href;
use crate::app::locale::use_words;
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::domain::{Member, MemberId};

/// The sales desk by name.
pub fn members(store: Store) -> Vec<Member> {
    let mut members: Vec<Member> =
        store.all("member", |workspace| workspace.members().map(|member| Member::clone(member)).collect());
    members.sort_by(|a, b| a.name.cmp(&b.name));
    members
}

/// Who sits here, in the rail; a press says who it is. Nothing while the desk is empty.
#[component]
pub fn MeMenu() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let choices = use_choices();
    let someone = Memo::new(move |_| store.all("member", |workspace| workspace.members().len() > 0));
    let me = Memo::new(move |_| store.me());
    let name = move || {
        let name = me.get().and_then(|me| store.member(me)).map(|member| member.name.clone());
        name.unwrap_or_else(|| words.people.nobody.to_owned())
    };
    let label = Signal::derive(move || words.units.comma.fill([words.people.here_now, &name()]));
    let face = move || {
        view! {
            {move || match me.get() {
                Some(member) => view! { <Avatar member /> }.into_any(),
                None => view! { <Icon name=Icon::USER class="i i20" /> }.into_any(),
            }}
            {words.people.me}
        }
    };
    let choose = move |to: Option<MemberId>| choices.be(to);
    let menu = move || {
        let lines = members(store).into_iter().map(move |member| {
            let id = member.id;
            let role = member.role.map(|role| words.roles.of(role));
            view! {
                <button type="button" class:at=move || me.get() == Some(id) aria-current=move || (me.get() == Some(id)).then_some("true") on:click=move |_| choose(Some(id))>
                    <Avatar member=id />{member.name}{role.map(|role| view! { <span class="c3 t12 ml">{role}</span> })}
                </button>
            }
        });
        view! {
            <p class="cap">{words.people.who_here}</p>
            {lines.collect_view()}
            <hr />
            {me.get().map(|_| view! { <button type="button" on:click=move |_| choose(None)><Icon name=Icon::X />{words.people.not_me}</button> })}
            <a href=href(Route::People)><Icon name=Icon::USERS />{words.people.all_people}</a>
        }
    };
    move || {
        someone.get().then(
            || view! { <Popup class="pop" button="me" label=words.people.who_here name=label face>{menu()}</Popup> },
        )
    }
}

/// Who sits here, as a field of a page.
#[component]
pub fn MePick() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let choices = use_choices();
    let me = Memo::new(move |_| store.me());
    let choose = move |event| choices.be(event_target_value(&event).parse().ok());
    let options = move || {
        let each = members(store).into_iter().map(move |Member { id, name, role }| {
            let role = role.map_or(words.roles.none, |role| words.roles.of(role));
            let name = words.units.comma.fill([&name, role]);
            view! { <option value=id.to_string() selected=move || me.get() == Some(id)>{name}</option> }
        });
        each.collect_view()
    };
    view! {
        <div class="field">
            <label for="me">{words.people.here_now}</label>
            <span class="picks">
                <select class="input" id="me" on:change=choose>
                    <option value="" selected=move || me.get().is_none()>{words.people.nobody}</option>
                    {options}
                </select>
                <Icon name=Icon::CHEV_D />
            </span>
            {move || me.get().is_none().then(|| view! { <span class="hint">{words.people.nobody_why}</span> })}
        </div>
    }
}
