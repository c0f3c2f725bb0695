//! The fields of a form of a customer or a person: those that the application knows, then whatever else was written down,
//! each with its name, and room for more. Nothing has to be set up before.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::label::label;
use crate::app::locale::use_words_of;
use crate::app::words::CLIENTS;
use crate::domain::contact::{email, reaches, several, tax_number};
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line};

/// The fields of a form while somebody fills them in.
#[derive(Clone, Copy)]
pub(super) struct Blanks {
    known: StoredValue<Vec<(&'static str, Blank)>>,
    others: RwSignal<Vec<(usize, Blank, Blank)>>,
    next: StoredValue<usize>,
}

impl Blanks {
    /// The form of these fields, with what is known.
    pub(super) fn new(known: &[&'static str], fields: &BTreeMap<String, String>) -> Self {
        let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let blanks: Vec<_> = known.iter().map(|name| (*name, Blank::new(value(name)))).collect();
        let others = fields.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        let others: Vec<_> =
            others.enumerate().map(|(at, (name, value))| (at, Blank::new(name), Blank::new(value))).collect();
        let next = others.len();
        Self { known: StoredValue::new(blanks), others: RwSignal::new(others), next: StoredValue::new(next) }
    }

    /// What is written, without what is blank; runs again when something is written.
    pub(super) fn fields(self) -> BTreeMap<String, String> {
        let known = self.known.with_value(|known| {
            known.iter().map(|(name, blank)| ((*name).to_owned(), blank.value.get())).collect::<Vec<_>>()
        });
        let others = self.others.with(|others| {
            others
                .iter()
                .map(|(_, name, value)| (name.value.get().trim().to_owned(), value.value.get()))
                .collect::<Vec<_>>()
        });
        let all = known.into_iter().chain(others).map(|(name, value)| (name, value.trim().to_owned()));
        all.filter(|(name, value)| !name.is_empty() && !value.is_empty()).collect()
    }

    /// Whether what is written can be meant: an address is an address, a tax number has its control digits.
    pub(super) fn sound(self, bad_email: &'static str, bad_tax: &'static str) -> bool {
        self.known.with_value(|known| {
            known.iter().fold(true, |well, (name, blank)| {
                let text = blank.text();
                let wrong = match *name {
                    "email" => several(&text).any(|one| email(one).is_none()).then_some(bad_email),
                    // Another country's number has no control digits that we know.
                    "inn" if text.len() == 10 || text.len() == 12 => {
                        (text.bytes().all(|c| c.is_ascii_digit()) && tax_number(&text).is_none()).then_some(bad_tax)
                    }
                    _ => None,
                };
                blank.check(wrong) && well
            })
        })
    }

    fn add(self) {
        let at = self.next.get_value();
        self.next.set_value(at + 1);
        self.others.update(|others| others.push((at, Blank::new(""), Blank::new(""))));
    }
}

/// The fields of a form.
#[component]
pub(super) fn FieldLines(
    blanks: Blanks,
    /// Unique in the dialog.
    prefix: &'static str,
) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let line = move |(name, blank): (&'static str, Blank)| {
        let kind = match name {
            "email" => "text", // several addresses are more than the browser's own field takes
            "phone" => "tel",
            _ => "text",
        };
        let placeholder = if reaches(name) { words.several_hint } else { "" };
        view! { <Line blank id=format!("{prefix}-{name}") label=label(words, name).to_owned() kind placeholder /> }
    };
    let other = move |(at, name, value): (usize, Blank, Blank)| {
        let drop = move |_| blanks.others.update(|others| others.retain(|(other, ..)| *other != at));
        view! {
            <div class="pair">
                <Line blank=name id=format!("{prefix}-name-{at}") label=words.field_name first=name.text().is_empty() />
                <Line blank=value id=format!("{prefix}-value-{at}") label=words.field_value />
                <button class="btn ghost icon" type="button" aria-label=words.remove_field title=words.remove_field on:click=drop><Icon name=Icon::X /></button>
            </div>
        }
    };
    view! {
        <div class="twos">{blanks.known.get_value().into_iter().map(line).collect_view()}</div>
        <For each=move || blanks.others.get() key=|(at, ..)| *at children=other />
        <div><button class="btn ghost sm" type="button" on:click=move |_| blanks.add()><Icon name=Icon::PLUS />{words.add_field}</button></div>
    }
}
