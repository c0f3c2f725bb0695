//! Who works a funnel, what each role may do against its order, and who moves deals on from which stage.
//! Deliberately not here: who has which role (`people`), what the rules mean (`domain`).

use leptos::prelude::*;

use super::editing::{Editing, use_editing};
use super::people::ROLES;
use crate::domain::{Freedom, Freedoms, Policy, Role, Slug};
use crate::ui::icon::Icon;

/// A rule of moving: how it is read and set.
#[derive(Clone, Copy)]
struct Rule {
    name: fn(&crate::app::words::People) -> &'static str,
    of: fn(&Freedoms) -> Freedom,
    set: fn(&mut Freedoms, Freedom),
}

const RULES: [Rule; 3] = [
    Rule { name: |words| words.skip, of: |all| all.skip, set: |all, to| all.skip = to },
    Rule { name: |words| words.back, of: |all| all.back, set: |all, to| all.back = to },
    Rule { name: |words| words.unproved, of: |all| all.unproved, set: |all, to| all.unproved = to },
];

/// The tab.
#[component]
pub(super) fn RolesTab() -> impl IntoView {
    view! { <div class="roles"><WhoWorks /><Rules /><Movers /></div> }
}

/// The role that works the funnel.
#[component]
fn WhoWorks() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words;
    let role = Memo::new(move |_| editing.funnel.with(|funnel| funnel.as_ref().map(|funnel| funnel.role)));
    let buttons = ROLES.map(move |one| {
        let name = words.roles.of(one);
        let press = move |_| editing.edit(words.people.told_who_works.fill([name]), |funnel| funnel.role = one);
        view! { <button type="button" aria-pressed=move || (role.get() == Some(one)).to_string() on:click=press>{name}</button> }
    });
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.people.who_works}</h2></div>
            <div class="panel-b col g3">
                <div class="seg" role="group" aria-label=words.people.who_works>{buttons.into_iter().collect_view()}</div>
                <p class="c2">{words.people.who_works_why}</p>
            </div>
        </section>
    }
}

fn policy<T: Default>(editing: Editing, read: impl FnOnce(&Policy) -> T) -> T {
    editing.read(|funnel| read(&funnel.policy))
}

/// What each role may do against the order of the funnel.
#[component]
fn Rules() -> impl IntoView {
    let editing = use_editing();
    let words = &editing.words.people;
    let heads = RULES.map(|rule| view! { <th scope="col">{(rule.name)(words)}</th> });
    let rows = [None].into_iter().chain(ROLES.map(Some)).map(|role| view! { <RuleRow role /> });
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.rules}</h2></div>
            <p class="c2 about">{words.rules_why}</p>
            <div class="desk-t" role="region" aria-label=words.rules tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">{words.role}</th>{heads.into_iter().collect_view()}<th scope="col"><span class="vh">{words.own}</span></th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The rules of a role; none are the usual ones.
#[component]
fn RuleRow(role: Option<Role>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words;
    let name = role.map_or(words.people.usual, |role| words.roles.of(role));
    let own = Memo::new(move |_| role.is_none_or(|role| policy(editing, |policy| policy.roles.contains_key(&role))));
    let told = move || words.people.told_rules.fill([name]);
    let turn = move |event| {
        let Some(role) = role else { return };
        let on = event_target_checked(&event);
        editing.edit(told(), |funnel| {
            let usual = funnel.policy.usual;
            match on {
                true => drop(funnel.policy.roles.insert(role, usual)),
                false => drop(funnel.policy.roles.remove(&role)),
            }
        });
    };
    let cells = RULES.map(move |rule| {
        let now = Memo::new(move |_| policy(editing, |policy| (rule.of)(&policy.of(role))));
        let choose = move |event| {
            let to = freedom_of(&event_target_value(&event));
            editing.edit(told(), |funnel| {
                let all = match role {
                    None => &mut funnel.policy.usual,
                    Some(role) => {
                        let usual = funnel.policy.usual;
                        funnel.policy.roles.entry(role).or_insert(usual)
                    }
                };
                (rule.set)(all, to);
            });
        };
        let label = words.people.rule_of.fill([name, (rule.name)(words.people)]);
        let options = move || {
            FREEDOMS.map(|freedom| {
                view! { <option value=freedom_key(freedom) selected=move || now.get() == freedom>{freedom_name(words.people, freedom)}</option> }
            }).into_iter().collect_view()
        };
        view! {
            <td>
                {move || if own.get() {
                    view! { <span class="picks"><select class="input" aria-label=label.clone() on:change=choose>{options()}</select><Icon name=Icon::CHEV_D /></span> }.into_any()
                } else {
                    view! { <span class="c3">{words.people.like_all}</span> }.into_any()
                }}
            </td>
        }
    });
    let switch = role.map(|_| {
        let label = words.people.rule_of.fill([name, words.people.own]);
        view! {
            <label class="switch"><input type="checkbox" role="switch" aria-label=label prop:checked=move || own.get() on:change=turn />{words.people.own}</label>
        }
    });
    view! { <tr><th scope="row">{name}</th>{cells.into_iter().collect_view()}<td class="r">{switch}</td></tr> }
}

const FREEDOMS: [Freedom; 3] = [Freedom::Free, Freedom::WithReason, Freedom::Forbidden];

fn freedom_key(freedom: Freedom) -> &'static str {
    match freedom {
        Freedom::Free => "free",
        Freedom::WithReason => "reason",
        Freedom::Forbidden => "forbidden",
    }
}

fn freedom_of(key: &str) -> Freedom {
    FREEDOMS.into_iter().find(|&freedom| freedom_key(freedom) == key).unwrap_or_default()
}

fn freedom_name(words: &crate::app::words::People, freedom: Freedom) -> &'static str {
    match freedom {
        Freedom::Free => words.free,
        Freedom::WithReason => words.with_reason,
        Freedom::Forbidden => words.forbidden,
    }
}

/// Who moves deals on from which stage.
#[component]
fn Movers() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words;
    let stages = Memo::new(move |_| {
        editing.read(|funnel| {
            funnel.stages.iter().map(|stage| (stage.id, editing.language.of(&stage.name))).collect::<Vec<_>>()
        })
    });
    let body = move || {
        let stages = stages.get();
        if stages.is_empty() {
            return view! { <p class="none c2 about">{words.people.no_stages}</p> }.into_any();
        }
        view! {
            <div class="desk-t" role="region" aria-label=words.people.movers tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">{words.board.stages}</th>{ROLES.map(|role| view! { <th scope="col">{words.roles.of(role)}</th> }).into_iter().collect_view()}<th scope="col"><span class="vh">{words.people.everybody}</span></th></tr></thead>
                    <tbody>{stages.into_iter().map(|(stage, name)| view! { <MoverRow stage name /> }).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.people.movers}</h2></div>
            <p class="c2 about">{words.people.movers_why}</p>
            {body}
        </section>
    }
}

#[component]
fn MoverRow(stage: Slug, name: String) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words;
    let movers = Memo::new(move |_| editing.stage(stage, |stage| stage.movers.clone()));
    let called = StoredValue::new(name.clone());
    let cells = ROLES.map(move |role| {
        let turn = move |event| {
            let on = event_target_checked(&event);
            let mut now = movers.get_untracked();
            match on {
                true => now.insert(role),
                false => now.remove(&role),
            };
            let who: Vec<&str> = now.iter().map(|&role| words.roles.of(role)).collect();
            let who = if who.is_empty() { words.people.everybody.to_owned() } else { who.join(", ") };
            let told = called.with_value(|name| words.people.told_movers.fill([name, &who]));
            editing.edit_stage(stage, told, |stage| stage.movers = now);
        };
        let label = called.with_value(|name| words.people.movers_of.fill([name, words.roles.of(role)]));
        view! {
            <td><label class="check"><input type="checkbox" aria-label=label prop:checked=move || movers.with(|movers| movers.contains(&role)) on:change=turn /><span></span></label></td>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.into_iter().collect_view()}
            <td class="c3">{move || movers.with(|movers| movers.is_empty()).then_some(words.people.everybody)}</td>
        </tr>
    }
}
