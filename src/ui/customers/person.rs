//! Somebody at a customer, to be added or changed: how to reach them, their part in the decision, where else they work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::fields::{Blanks, FieldLines};
use super::label::OF_PERSON;
use super::part::{part_name, stance_name};
use crate::app::clock;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CLIENTS;
use crate::data::import::fold_name;
use crate::domain::{Command, CustomerId, Part, Person, PersonId, Stance};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line, Refused, show_wrong};

const PARTS: [Part; 4] = [Part::Decides, Part::Influences, Part::Uses, Part::Pays];
const STANCES: [Stance; 3] = [Stance::For, Stance::Neutral, Stance::Against];

/// How many companies are suggested.
const SUGGESTED: usize = 8;

/// The dialog; without a person it is a new one of this customer.
#[component]
pub fn PersonForm(customer: CustomerId, person: Option<Arc<Person>>, close: Callback<()>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let (store, all, language) = (use_store(), use_words(), use_language());
    let is_new = person.is_none();
    let known = person.unwrap_or_else(|| {
        Arc::new(Person {
            id: PersonId(clock::new_id()),
            customer,
            also: BTreeSet::new(),
            name: String::new(),
            part: None,
            stance: None,
            fields: BTreeMap::new(),
            foreign: None,
        })
    });
    let id = known.id;
    let name = Blank::new(known.name.clone());
    let part = RwSignal::new(known.part);
    let stance = RwSignal::new(known.stance);
    let also = RwSignal::new(known.also.clone());
    let blanks = Blanks::new(&OF_PERSON, &known.fields);
    let refused = RwSignal::new(None);
    let shown = known.name.clone();
    let home = known.customer;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut well = name.check(name.text().is_empty().then_some(words.need_name));
        well &= blanks.sound(words.bad_email, words.inn_control);
        if !well {
            return show_wrong();
        }
        let person = Person {
            name: name.text(),
            part: part.get_untracked(),
            stance: stance.get_untracked(),
            also: also.get_untracked(),
            fields: untrack(|| blanks.fields()),
            ..Person::clone(&known)
        };
        let told = if is_new { words.told_created } else { words.told_changed }.fill([&person.name]);
        match store.dispatch(Command::TakeIn(vec![person.into()]), told) {
            Ok(()) => close.run(()),
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(all, language, workspace, &why)))),
        }
    };
    let remove = move |_| match store.dispatch(Command::Remove(id.into()), words.told_removed.fill([&shown])) {
        Ok(()) => close.run(()),
        Err(why) => refused.set(Some(store.peek(|workspace| refusal(all, language, workspace, &why)))),
    };
    let parts = PARTS.map(move |this| {
        let press = move |_| part.update(|part| *part = if *part == Some(this) { None } else { Some(this) });
        view! { <button type="button" aria-pressed=move || (part.get() == Some(this)).to_string() on:click=press>{part_name(words, this)}</button> }
    });
    let stances = STANCES.map(move |this| {
        let press = move |_| stance.update(|stance| *stance = if *stance == Some(this) { None } else { Some(this) });
        view! { <button type="button" aria-pressed=move || (stance.get() == Some(this)).to_string() on:click=press>{stance_name(words, this)}</button> }
    });
    view! {
        <Dialog title=if is_new { words.new_person } else { words.edit_person } on_close=close>
            <form class="body" id="person" novalidate=true on:submit=submit>
                <Refused refused />
                <Line blank=name id="person-name" label=words.name first=true />
                <div class="field">
                    <span class="label">{words.part_of}</span>
                    <div class="quick" role="group" aria-label=words.part_of>{parts.into_iter().collect_view()}</div>
                </div>
                <div class="field">
                    <span class="label">{words.stance}</span>
                    <div class="quick" role="group" aria-label=words.stance>{stances.into_iter().collect_view()}</div>
                </div>
                <FieldLines blanks prefix="person" />
                <Also also home />
            </form>
            <div class="df">
                {(!is_new).then(|| view! { <button class="btn ghost danger" type="button" on:click=remove>{words.remove_person}</button> })}
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{words.cancel}</button>
                <button class="btn primary" type="submit" form="person">{if is_new { words.create } else { words.keep }}</button>
            </div>
        </Dialog>
    }
}

/// Where else somebody works: a chip for each company, and a line to name another.
#[component]
fn Also(also: RwSignal<BTreeSet<CustomerId>>, home: CustomerId) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let store = use_store();
    let typed = Blank::new("");
    let companies: StoredValue<Vec<(String, CustomerId, String)>> = StoredValue::new(store.peek(|workspace| {
        let all = workspace.customers().filter(|customer| customer.id != home);
        all.map(|customer| (fold_name(&customer.name), customer.id, customer.name.clone())).collect()
    }));
    let suggestions = Memo::new(move |_| {
        let wanted = fold_name(&typed.value.get());
        companies.with_value(|all| {
            let found = all.iter().filter(|(folded, ..)| !wanted.is_empty() && folded.contains(&wanted));
            found.take(SUGGESTED).map(|(_, id, name)| (*id, name.clone())).collect::<Vec<_>>()
        })
    });
    // A company that is named in full is taken at once.
    Effect::new(move || {
        let wanted = fold_name(&typed.value.get());
        let named = companies.with_value(|all| all.iter().find(|(folded, ..)| *folded == wanted).map(|(_, id, _)| *id));
        if let Some(id) = named {
            also.update(|also| also.extend([id]));
            typed.value.set(String::new());
        }
    });
    let chip = move |id: CustomerId| {
        let name = store.customer(id).map(|customer| customer.name.clone()).unwrap_or_default();
        let drop = move |_| also.update(|also| also.retain(|other| *other != id));
        view! {
            <span class="chip">
                <span>{name}</span>
                <button class="bare" type="button" aria-label=words.remove title=words.remove on:click=drop><Icon name=Icon::X class="i i12" /></button>
            </span>
        }
    };
    view! {
        <div class="bar">{move || also.get().into_iter().map(chip).collect_view()}</div>
        <Line blank=typed id="person-also" label=words.also placeholder=words.also_hint list="person-companies" />
        <datalist id="person-companies">
            {move || suggestions.get().into_iter().map(|(_, name)| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
}
