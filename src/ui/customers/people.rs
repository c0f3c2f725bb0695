//! The people of a customer: who decides, how to reach them, adding and changing.

use std::sync::Arc;

use leptos::prelude::*;

use super::part::{part_name, stance_name};
use super::person::PersonForm;
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::CLIENTS;
use crate::domain::{CustomerId, DealId, Part, Person, Stance};
use crate::ui::icon::Icon;
use crate::ui::reach::Ways;

/// The people, with who they are in the decision.
#[component]
pub(super) fn People(
    /// Of whom.
    customer: CustomerId,
    /// Who they are.
    people: Memo<Vec<Arc<Person>>>,
    /// The deal about which one writes to them.
    deal: Memo<Option<DealId>>,
) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CLIENTS);
    // None is a closed dialog, without a person it is about a new one.
    let editing = RwSignal::new(None::<Option<Arc<Person>>>);
    let close = Callback::new(move |()| editing.set(None));
    let about = move || {
        people.with(|people| {
            if people.is_empty() {
                return String::new();
            }
            if people.iter().all(|person| person.part != Some(Part::Decides)) {
                return words.nobody_decides.to_owned();
            }
            let for_us = people.iter().filter(|person| person.stance == Some(Stance::For)).count();
            let known = people.iter().any(|person| person.stance.is_some());
            let shown = words.share_of.fill([&all.grammar.number(for_us), &all.grammar.number(people.len())]);
            if known { words.in_favour_of.fill([&shown]) } else { all.grammar.number(people.len()) }
        })
    };
    let line = move |person: Arc<Person>| {
        let initials: String = person.name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
        let job = ["job_title", "job"].into_iter().find_map(|name| person.fields.get(name)).cloned();
        let part = person.part.map(|part| view! { <span class="t12 c2">{part_name(words, part)}</span> });
        let stance = person.stance.map(|stance| {
            let class = match stance {
                Stance::For => "chip ok",
                Stance::Neutral => "chip",
                Stance::Against => "chip bad",
            };
            view! { <span class=class>{stance_name(words, stance)}</span> }
        });
        let (name, fields) = (person.name.clone(), person.fields.clone());
        let ways = match deal.get() {
            Some(deal) => view! { <Ways name fields about=(deal, Some(person.id)) /> }.into_any(),
            None => view! { <Ways name fields /> }.into_any(),
        };
        let edit = {
            let person = person.clone();
            move |_| editing.set(Some(Some(person.clone())))
        };
        view! {
            <li>
                <span class="ava" aria-hidden="true">{initials.to_uppercase()}</span>
                <button class="bare col g0" type="button" title=words.edit_person on:click=edit>
                    <span class="el">{person.name.clone()}</span>
                    <span class="c3 t12 el">{job}</span>
                </button>
                <span class="row g1">{part}{stance}</span>
                <span class="ways">{ways}</span>
            </li>
        }
    };
    view! {
        <section>
            <div class="hd">
                <h3>{words.who_decides}</h3>
                <span class="c3">{about}</span>
                <span class="grow"></span>
                <button class="btn ghost icon sm" type="button" aria-label=words.new_person title=words.new_person on:click=move |_| editing.set(Some(None))><Icon name=Icon::PLUS /></button>
            </div>
            <ul class="ppl">{move || people.get().into_iter().map(line).collect_view()}</ul>
        </section>
        {move || editing.get().map(|person| view! { <PersonForm customer person close /> })}
    }
}
