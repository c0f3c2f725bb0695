//! A text or a number of a funnel, written where it stands: Enter or leaving the field saves, Esc puts back.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// A field of the sheet.
#[component]
pub(super) fn Written(
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
    /// What is written.
    #[prop(into)]
    value: Signal<String>,
    /// Keeps what was written, without space around it; called only when it differs.
    #[prop(into)]
    save: Callback<String>,
    /// Lines that are seen at once; none is a field of one line.
    #[prop(optional)]
    lines: u8,
    /// Whether it can't be empty: then what was there is put back.
    #[prop(optional)]
    needed: bool,
    /// Classes besides `input`.
    #[prop(optional)]
    class: &'static str,
    /// What stands in an empty field.
    #[prop(optional)]
    placeholder: &'static str,
    /// The keyboard of a phone: `numeric`.
    #[prop(optional)]
    mode: &'static str,
    /// By which the field is found again.
    #[prop(optional, into)]
    key: Option<String>,
) -> impl IntoView {
    let keep = move |target: Option<web_sys::EventTarget>| {
        let Some(field) = target.and_then(Field::of) else { return };
        let written = field.value();
        let written = written.trim();
        let was = value.get_untracked();
        if written == was || (needed && written.is_empty()) {
            field.set(&was);
        } else {
            save.run(written.to_owned());
            // What can't be kept stays as it was.
            field.set(&value.get_untracked());
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            keep(event.target());
        }
        "Escape" => {
            if let Some(field) = event.target().and_then(Field::of).filter(|f| f.value() != value.get_untracked()) {
                event.stop_propagation();
                field.set(&value.get_untracked());
            }
        }
        _ => {}
    };
    let class = format!("input {class}");
    if lines > 0 {
        view! {
            <textarea class=class rows=lines.to_string() aria-label=label placeholder=placeholder data-field=key prop:value=move || value.get()
                on:keydown=on_key on:blur=move |event| keep(event.target())></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class=class aria-label=label placeholder=placeholder inputmode=mode autocomplete="off" data-field=key prop:value=move || value.get()
                on:keydown=on_key on:blur=move |event| keep(event.target()) />
        }
        .into_any()
    }
}

/// A field for something new: Enter adds it and empties the field for the next.
#[component]
pub(super) fn Adding(
    /// What is added.
    #[prop(into)]
    label: String,
    /// What stands in the empty field.
    placeholder: &'static str,
    /// Adds it.
    #[prop(into)]
    add: Callback<String>,
    /// The list of suggestions, if there is one.
    #[prop(optional, into)]
    list: Option<String>,
) -> impl IntoView {
    let keep = move |target: Option<web_sys::EventTarget>| {
        let Some(field) = target.and_then(Field::of) else { return };
        let written = field.value();
        if !written.trim().is_empty() {
            field.set("");
            add.run(written.trim().to_owned());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            keep(event.target());
        }
    };
    view! {
        <input class="input adding" aria-label=label placeholder=placeholder autocomplete="off" list=list on:keydown=on_key on:blur=move |event| keep(event.target()) />
    }
}

/// A field of the page, of one line or of several.
enum Field {
    Line(HtmlInputElement),
    Lines(HtmlTextAreaElement),
}

impl Field {
    fn of(target: web_sys::EventTarget) -> Option<Self> {
        match target.dyn_into::<HtmlInputElement>() {
            Ok(line) => Some(Self::Line(line)),
            Err(target) => target.dyn_into().ok().map(Self::Lines),
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Line(field) => field.value(),
            Self::Lines(field) => field.value(),
        }
    }

    fn set(&self, value: &str) {
        match self {
            Self::Line(field) => field.set_value(value),
            Self::Lines(field) => field.set_value(value),
        }
    }
}
