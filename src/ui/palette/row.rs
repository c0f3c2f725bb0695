//! A line of the palette, drawn: an option of the list, and a link where it leads to a page.

use leptos::prelude::*;

use super::line::{Line, Marked};
use crate::app::address::href;
use crate::ui::icon::Icon;
use crate::ui::keys::{Key, is_mac};

/// The identity of a line by its number.
pub(super) fn id_of(number: usize) -> String {
    format!("found-{number}")
}

/// A line. `at` is the chosen one.
#[component]
pub(super) fn Row(line: Line, number: usize, at: RwSignal<usize>, choose: Callback<bool>) -> impl IntoView {
    let chosen = move || at.get() == number;
    let Line { icon, head, about, side, key, .. } = &line;
    let about = about.as_ref().map(|about| view! { <small class="el">{marked(about)}</small> });
    let side = (!side.is_empty()).then(|| view! { <small class="tail">{side.clone()}</small> });
    let inner = view! {
        <Icon name=*icon />
        <span class="what"><span class="el">{marked(head)}</span>{about}</span>
        {side}
        {key.map(|key| view! { <span class="desktop"><Caps key /></span> })}
    };
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        choose.run(event.ctrl_key() || event.meta_key());
    };
    let over = move |_| at.set(number);
    let page = line.page().map(href);
    view! {
        <a id=id_of(number) role="option" tabindex="-1" href=page class:at=chosen aria-selected=move || chosen().to_string()
            on:click=press on:mousemove=over>
            {inner}
        </a>
    }
}

/// Keys as they stand on the keyboard.
#[component]
pub(super) fn Caps(key: Key) -> impl IntoView {
    let caps = key.caps(is_mac(), "").into_iter();
    view! { <span class="caps">{caps.map(|cap| view! { <span class="kbd">{cap}</span> }).collect_view()}</span> }
}

/// A text with what was looked for in it.
fn marked(text: &Marked) -> impl IntoView + use<> {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut from = 0;
    for mark in &text.marks {
        let (before, found) = (text.text.get(from..mark.start), text.text.get(mark.clone()));
        parts.push(before.unwrap_or_default().to_owned().into_any());
        parts.push(view! { <mark>{found.unwrap_or_default().to_owned()}</mark> }.into_any());
        from = mark.end;
    }
    parts.push(text.text.get(from..).unwrap_or_default().to_owned().into_any());
    parts
}
