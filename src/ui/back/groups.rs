//! «Группы»: cells with one approach, their customers and money, what to do and what to offer. A press lists the customers of
//! a group and marks its cells.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor::GroupEditor;
use super::seen::{Who, use_seen, use_show};
use super::use_till;
use crate::app::clock;
use crate::app::content::content;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::SEGMENTS;
use crate::data::warming;
use crate::domain::insight::rfm::Code;
use crate::domain::{Command, Segment, Slug};
use crate::ui::icon::Icon;

/// A group without anything in it yet.
fn blank() -> Option<Segment> {
    let id = Slug::new(&format!("group.{:032x}", clock::new_id())).ok()?;
    Some(Segment {
        id,
        name: "".into(),
        cells: [].into(),
        meaning: "".into(),
        what_to_do: "".into(),
        offer: "".into(),
        risk: "".into(),
    })
}

/// The panel.
#[component]
pub(super) fn Groups() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let store = use_store();
    let seen = use_seen();
    let edited = RwSignal::new(None::<Segment>);
    let missing = RwSignal::new(false);
    // The group of the best cell first.
    let groups = Memo::new(move |_| {
        store.all("segment", |workspace| {
            let mut groups: Vec<Arc<Segment>> = workspace.segments().cloned().collect();
            groups.sort_by_key(|group| std::cmp::Reverse(group.cells.last().copied()));
            groups
        })
    });
    let any = Memo::new(move |_| groups.with(|groups| !groups.is_empty()));
    let take = move |_| {
        missing.set(false);
        let told = move |count: usize| match any.get_untracked() {
            true => words.told_reset.to_owned(),
            false => words.told_taken.of(count),
        };
        spawn_local(async move {
            let ready = content("groups.json").await.and_then(|text| warming::segments(&text).ok());
            // The person may have gone elsewhere meanwhile.
            let _ = missing.try_set(ready.is_none());
            if let Some(ready) = ready {
                let told = told(ready.len());
                // Groups come in place of whatever there is.
                let _ = store.dispatch(Command::Regroup(ready), told);
            }
        });
    };
    let loose = move || {
        let mut cells: Vec<Code> = Code::all().collect();
        groups.with(|groups| cells.retain(|cell| groups.iter().all(|group| !group.cells.contains(cell))));
        (any.get() && !cells.is_empty()).then(|| {
            let customers: usize =
                seen.scoring.with(|scoring| cells.iter().map(|&cell| scoring.cell(cell).customers).sum());
            let codes = cells.iter().rev().map(Code::to_string).collect::<Vec<_>>().join(", ");
            let told = words.without_group.fill([&codes]);
            view! { <p class="act c2">{told}" · "{shared.units.clients.of(customers)}</p> }
        })
    };
    let body = move || {
        match any.get() {
        false => view! {
            <div class="empty">
                <span class="pic"><Icon name=Icon::USERS class="i i20" /></span>
                <h3>{words.groups_empty}</h3>
                <p>{words.groups_empty_why}</p>
                <div class="bar row">
                    <button class="btn primary" type="button" on:click=take>{words.take_ready}</button>
                    <button class="btn" type="button" on:click=move |_| edited.set(blank())>{words.add_group}</button>
                </div>
            </div>
        }
        .into_any(),
        true => view! {
            <ul class="groups">
                <For each=move || groups.get() key=|group| Arc::as_ptr(group).addr() children=move |group| view! { <Group group edited /> } />
            </ul>
            {loose}
        }
        .into_any(),
    }
    };
    let actions = move || {
        any.get().then(|| view! {
            <button class="btn sm ghost" type="button" on:click=take><Icon name=Icon::UNDO />{words.reset_ready}</button>
            <button class="btn sm" type="button" on:click=move |_| edited.set(blank())><Icon name=Icon::PLUS />{words.add_group}</button>
        })
    };
    view! {
        <section class="panel" aria-labelledby="groups-title">
            <div class="panel-h">
                <h2 id="groups-title">{words.groups}</h2>
                <span class="c3">{words.groups_why}</span>
                <span class="grow"></span>
                {actions}
            </div>
            {move || missing.get().then(|| view! { <p class="lead-in cwarn" role="alert"><Icon name=Icon::ALERT class="i i14 inline" />" "{words.unfetched}</p> })}
            {body}
            {move || edited.get().map(|group| view! { <GroupEditor group on_close=Callback::new(move |()| edited.set(None)) /> })}
        </section>
    }
}

/// A group.
#[component]
fn Group(group: Arc<Segment>, edited: RwSignal<Option<Segment>>) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let language = use_language();
    let till = use_till();
    let seen = use_seen();
    let show = use_show();
    let who = Who::Group(group.id);
    let on = move || seen.who.get() == Some(who);
    let figures = {
        let group = group.clone();
        move || {
            let cell = seen.scoring.with(|scoring| scoring.of_segment(&group));
            let clients = shared.units.clients.of(cell.customers);
            if cell.customers == 0 { clients } else { shared.units.comma.fill([&clients, &till.compact(cell.spent)]) }
        }
    };
    let codes = group.cells.iter().rev().map(Code::to_string).collect::<Vec<_>>().join(" ");
    let [name, meaning, what_to_do, offer, risk] =
        [&group.name, &group.meaning, &group.what_to_do, &group.offer, &group.risk].map(|text| language.of(text));
    let line = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <p><span class="c3">{label}": "</span>{text}</p> })
    };
    let label = shared.units.comma.fill([words.edit_group, &name]);
    view! {
        <li class:on=on>
            <div class="row">
                <button class="who" type="button" aria-pressed=move || on().to_string() data-group=group.id.to_string() on:click=move |_| show(who)>
                    <b>{name}</b><span class="c2 nw">{figures}</span>
                </button>
                <button class="btn ghost icon sm" type="button" aria-label=label.clone() title=label on:click=move |_| edited.set(Some(Segment::clone(&group)))>
                    <Icon name=Icon::PEN />
                </button>
            </div>
            <p class="c3 t12">{codes}</p>
            <p class="c2">{meaning}</p>
            {line(words.what_to_do, what_to_do)}{line(words.offer, offer)}{line(words.risk, risk)}
        </li>
    }
}
