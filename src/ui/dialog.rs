//! A dialog: the browser's own, so that focus stays inside and Esc closes it; focus returns to where it was.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::Icon;
use super::keys::{Key, Press, asked};
use crate::app::locale::use_words;

/// What a key asks of a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Its main button.
    Send,
    /// To leave it.
    Leave,
}

/// What keys ask for in a dialog, from any of its fields. The browser itself leaves by Esc.
pub const KEYS: [(Key, Answer); 2] = [(Key::command("Enter"), Answer::Send), (Key::plain("Escape"), Answer::Leave)];

/// A modal dialog that is open as long as it is drawn. `on_close` is told when the person leaves it by Esc, by the
/// cross or by a press outside; the owner then stops drawing it. The children are its `.body` and its `.df` (footer).
#[component]
pub fn Dialog(
    /// A question or a statement of the outcome.
    #[prop(into)]
    title: String,
    /// One line that explains it.
    #[prop(optional, into)]
    about: String,
    /// Its width: `narrow`, `wide` or neither.
    #[prop(optional)]
    width: &'static str,
    /// The person leaves.
    #[prop(into)]
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<html::Dialog>::new();
    give_back_focus();
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // What follows another dialog is drawn into the same element: opened anew it takes the focus as the first did.
            dialog.close();
            // Fails only when it is not in the page, and then it is not seen.
            let _ = dialog.show_modal();
        }
    });
    let on_cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    // A line break is what Enter is in a field of many lines.
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let (code, command) = (event.code(), event.ctrl_key() || event.meta_key());
        let press = Press { code: &code, command, shift: event.shift_key(), ..Press::default() };
        if event.default_prevented() || asked(&KEYS, press) != Some(Answer::Send) {
            return;
        }
        let find = |what| dialog.get_untracked().and_then(|dialog| dialog.query_selector(what).ok()?);
        // What removes for good is pressed so only where the form itself asks for it.
        let send = find(".df .btn.primary").or_else(|| find(".df [type=submit]"));
        if let Some(send) = send.and_then(|send| send.dyn_into::<web_sys::HtmlElement>().ok()) {
            event.prevent_default();
            send.click();
        }
    };
    let on_press = move |event: leptos::ev::MouseEvent| {
        let hit = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
        if hit.is_some_and(|hit| dialog.get_untracked().is_some_and(|dialog| *dialog == hit)) {
            on_close.run(());
        }
    };
    let about = (!about.is_empty()).then(|| view! { <p>{about}</p> });
    let label = title.clone();
    view! {
        <dialog class="scrim" node_ref=dialog aria-label=label on:cancel=on_cancel on:keydown=on_key on:mousedown=on_press>
            <section class=format!("dialog {width}")>
                <div class="dh">
                    <h2>{title}</h2>
                    <button class="btn ghost icon" type="button" aria-label=words.shell.close_esc on:click=move |_| on_close.run(())>
                        <Icon name=Icon::X />
                    </button>
                    {about}
                </div>
                {children()}
            </section>
        </dialog>
    }
}

/// Gives the focus back to what had it when the dialog is gone: a browser does so for a dialog that is closed, and not for one
/// that is taken out of the page. When nothing had it, or that is gone, the card that Tab reaches on the board gets it. Whoever
/// has put it elsewhere meanwhile is left alone.
pub fn give_back_focus() {
    let had = document().active_element().and_then(|had| had.dyn_into::<web_sys::HtmlElement>().ok());
    let had = StoredValue::new_local(had);
    on_cleanup(move || {
        let Some(had) = had.try_get_value() else { return };
        request_animation_frame(move || {
            let is_nothing = |one: &web_sys::Element| one.tag_name() == "BODY";
            if !document().active_element().is_none_or(|now| is_nothing(&now)) {
                return;
            }
            let had = had.filter(|had| had.is_connected() && !is_nothing(had));
            let card = || document().query_selector(".board [data-id][tabindex='0']").ok()?;
            if let Some(back) = had.or_else(|| card().and_then(|card| card.dyn_into().ok())) {
                // What can't have the focus any more leaves it where it is.
                let _ = back.focus();
            }
        });
    });
}
