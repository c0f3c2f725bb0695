//! The sales desk: who is on it, in which role, and how much each of them has on their hands.
//! Deliberately not here: what a role may do in a funnel (`roles`), handing a deal over (`moving`).

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::crumbs::Crumbs;
use crate::app::clock;
use crate::app::locale::{use_language, use_words};
use crate::app::preferences::use_choices;
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::insight::load::{Load, loads};
use crate::domain::{Command, Member, MemberId, Rejection, Role};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::kit::Avatar;
use crate::ui::me::{MePick, members};
use crate::ui::rates::Sum;

/// The roles, in the order in which a buyer meets them.
pub(super) const ROLES: [Role; 4] = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];

/// A role by what it is called in a form; empty is none.
fn role_key(role: Option<Role>) -> &'static str {
    match role {
        None => "",
        Some(Role::Qualifier) => "qualifier",
        Some(Role::Hunter) => "hunter",
        Some(Role::Farmer) => "farmer",
        Some(Role::Head) => "head",
    }
}

fn role_of_key(key: &str) -> Option<Role> {
    ROLES.into_iter().find(|&role| role_key(Some(role)) == key)
}

/// Keeps a member; says why where it can't be.
fn keep(store: Store, member: Member, told: String) {
    // A member has nothing that could be refused.
    let _ = store.dispatch(Command::TakeIn(vec![member.into()]), told);
}

/// The sales desk.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let people = Memo::new(move |_| members(store));
    let found = Memo::new(move |_| {
        store.all("pipeline", |_| ());
        store.all("deal", |workspace| loads(workspace, clock::now()))
    });
    let empty = Memo::new(move |_| people.with(Vec::is_empty));
    let list = move || {
        if empty.get() {
            return view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::USERS class="i i20" /></span>
                    <h3>{words.people.empty}</h3>
                    <p>{words.people.empty_why}</p>
                </div>
            }
            .into_any();
        }
        let names = &words.people;
        let row = move |id: MemberId| view! { <Row id found /> };
        let ids = move || people.with(|people| people.iter().map(|member| member.id).collect::<Vec<_>>());
        view! {
            <div class="desk-t" role="region" aria-label=names.title tabindex="0">
                <table class="table" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{names.name}</th>
                            <th role="columnheader" scope="col">{names.role}</th>
                            <th role="columnheader" scope="col" class="r">{names.open}</th>
                            <th role="columnheader" scope="col">{names.load}</th>
                            <th role="columnheader" scope="col" class="r">{names.worth}</th>
                            <th role="columnheader" scope="col" class="r">{names.overdue}</th>
                            <th role="columnheader" scope="col" class="r">{names.waiting}</th>
                            <th role="columnheader" scope="col"><span class="vh">{words.setup.more}</span></th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=ids key=|id| *id children=row />
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <main class="main page-people" id="main">
            <header class="top">
                <Crumbs name=words.people.title />
                <span class="c2 lo2">{words.people.lead}</span>
            </header>
            <div class="scroll"><div class="page">
                <section class="panel">{list}</section>
                <div class="desk-b">
                    <Add />
                    {move || (!empty.get()).then(|| view! {
                        <section class="panel"><div class="panel-h"><h2>{words.people.who_here}</h2></div><div class="panel-b"><MePick /></div></section>
                    })}
                </div>
            </div></div>
        </main>
    }
}

/// One of the desk; on a phone a card, which roles keep a row of the table.
#[component]
fn Row(id: MemberId, found: Memo<BTreeMap<Option<MemberId>, Load>>) -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let choices = use_choices();
    let member = Memo::new(move |_| store.member(id).map(|member| Member::clone(&member)));
    let name =
        Memo::new(move |_| member.with(|member| member.as_ref().map(|member| member.name.clone()).unwrap_or_default()));
    let role = Memo::new(move |_| member.with(|member| member.as_ref().and_then(|member| member.role)));
    let mine = Memo::new(move |_| found.with(|found| found.get(&Some(id)).cloned().unwrap_or_default()));
    let most = Memo::new(move |_| {
        let people = |(who, load): (&Option<MemberId>, &Load)| who.is_some().then_some(load.open);
        found.with(|found| found.iter().filter_map(people).max().unwrap_or_default().max(1))
    });
    let is_me = Memo::new(move |_| store.me() == Some(id));
    let rename = Callback::new(move |written: String| {
        let new = written.trim().to_owned();
        let known = member.get_untracked()?;
        if new.is_empty() {
            return Some(words.people.need_name);
        }
        let told = words.people.renamed.fill([&known.name, &new]);
        keep(store, Member { name: new, ..known }, told);
        None
    });
    let recast = move |event| {
        let Some(known) = member.get_untracked() else { return };
        let role = role_of_key(&event_target_value(&event));
        let called = role.map_or(words.roles.none, |role| words.roles.of(role));
        let told = words.people.role_changed.fill([&known.name, called]);
        keep(store, Member { role, ..known }, told);
    };
    let options = move || {
        [None]
            .into_iter()
            .chain(ROLES.map(Some))
            .map(move |one| {
                let called = one.map_or(words.roles.none, |role| words.roles.of(role));
                view! { <option value=role_key(one) selected=move || role.get() == one>{called}</option> }
            })
            .collect_view()
    };
    let sit = move |_| choices.be((!is_me.get_untracked()).then_some(id));
    let remove = move |_| {
        let called = name.get_untracked();
        match store.dispatch(Command::RemoveMember(id), words.people.removed.fill([&called])) {
            Ok(()) => {}
            Err(Rejection::BrokenReference { .. }) => store.tell(&words.people.cannot_remove.fill([&called])),
            Err(why) => {
                let (what, why) = store.peek(|workspace| refusal(words, language, workspace, &why));
                store.tell(words.a11y.refused.fill([what, &why]).trim());
            }
        }
    };
    let share = move || format!("{}%", mine.with(|mine| mine.open * 100 / most.get()));
    let number = move |read: fn(&Load) -> usize| move || words.grammar.number(mine.with(read));
    view! {
        <tr role="row" data-id=id.to_string()>
            <th role="rowheader" scope="row">
                <span class="row">
                    <Avatar member=id />
                    <Inline label=words.people.name value=name save=rename>{move || name.get()}</Inline>
                    {move || is_me.get().then(|| view! { <span class="chip acc">{words.people.here}</span> })}
                </span>
            </th>
            <td role="cell">
                <span class="picks">
                    <select class="input" aria-label=move || words.people.role_of.fill([&name.get()]) on:change=recast>{options}</select>
                    <Icon name=Icon::CHEV_D />
                </span>
            </td>
            <td role="cell" class="r" data-l=words.people.open>{number(|load| load.open)}</td>
            <td role="cell"><span class="load" aria-hidden="true"><i style:inline-size=share></i></span></td>
            <td role="cell" class="r nw" data-l=words.people.worth><Sum sums=Signal::derive(move || mine.with(|mine| mine.sums.clone())) store none=words.units.none /></td>
            <td role="cell" class="r" data-l=words.people.overdue class:cbad=move || mine.with(|mine| mine.overdue > 0)>{number(|load| load.overdue)}</td>
            <td role="cell" class="r" data-l=words.people.waiting>{number(|load| load.waiting)}</td>
            <td role="cell" class="r nw">
                <button class="btn ghost sm" type="button" aria-pressed=move || is_me.get().to_string() aria-label=move || words.people.it_is_me_whom.fill([&name.get()]) on:click=sit>
                    <Icon name=Icon::USER />{move || if is_me.get() { words.people.not_me } else { words.people.it_is_me }}
                </button>
                <button class="btn ghost icon sm" type="button" title=words.people.remove aria-label=move || words.people.remove_whom.fill([&name.get()]) on:click=remove>
                    <Icon name=Icon::TRASH />
                </button>
            </td>
        </tr>
    }
}

/// Somebody new.
#[component]
fn Add() -> impl IntoView {
    let store = use_store();
    let words: &'static Words = use_words();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(None::<Role>);
    let wrong = RwSignal::new(false);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = name.with_untracked(|name| name.trim().to_owned());
        wrong.set(called.is_empty());
        if called.is_empty() {
            return;
        }
        let told = words.people.added.fill([&called]);
        keep(store, Member { id: MemberId(clock::new_id()), name: called, role: role.get_untracked() }, told);
        name.set(String::new());
    };
    let options = [None].into_iter().chain(ROLES.map(Some)).map(move |one| {
        let called = one.map_or(words.roles.none, |role| words.roles.of(role));
        view! { <option value=role_key(one) selected=move || role.get() == one>{called}</option> }
    });
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.people.add}</h2></div>
            <form class="panel-b bar" novalidate=true on:submit=add>
                <div class="field grow">
                    <label for="new-name">{words.people.name}</label>
                    <input class="input" id="new-name" autocomplete="off" aria-invalid=move || wrong.get().then_some("true") aria-describedby="new-error"
                        prop:value=move || name.get() on:input=move |event| { wrong.set(false); name.set(event_target_value(&event)); } />
                    <span class="err" id="new-error" role="alert">{move || wrong.get().then_some(words.people.need_name)}</span>
                </div>
                <div class="field">
                    <label for="new-role">{words.people.role}</label>
                    <span class="picks">
                        <select class="input" id="new-role" on:change=move |event| role.set(role_of_key(&event_target_value(&event)))>{options.collect_view()}</select>
                        <Icon name=Icon::CHEV_D />
                    </span>
                </div>
                <button class="btn primary" type="submit"><Icon name=Icon::PLUS />{words.people.add}</button>
            </form>
        </section>
    }
}
