//! Notes on a customer that are about no deal: writing one, and one in the history with its changing and removing.

use leptos::html;
use leptos::prelude::*;

use super::acting;
use crate::app::clock;
use crate::app::locale::use_words_of;
use crate::app::store::{Store, use_store};
use crate::app::words::ATTACHED;
use crate::domain::{Command, CustomerId, Note, NoteId};
use crate::ui::focus::stay;
use crate::ui::icon::Icon;

/// Writes a note.
#[component]
pub fn NoteComposer(
    /// On whom.
    customer: CustomerId,
) -> impl IntoView {
    let own = use_words_of(&ATTACHED);
    let store = use_store();
    let act = acting();
    let text = RwSignal::new(String::new());
    let empty = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let write = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if empty.get_untracked() {
            return;
        }
        let (id, at, by) = (NoteId(clock::new_id()), clock::now(), store.acting());
        let note = Note { id, customer, text: text.get_untracked(), at, by };
        if act(Command::WriteNote(note), own.told_noted.fill([&name(store, customer)])) {
            text.set(String::new());
        }
    };
    view! {
        <form class="row g2" on:submit=write>
            <input
                class="input grow"
                type="text"
                autocomplete="off"
                placeholder=own.note_hint
                aria-label=own.note
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            />
            {move || (!empty.get()).then(|| view! { <button class="btn primary icon" type="submit" aria-label=own.write title=own.write><Icon name=Icon::SEND /></button> })}
        </form>
    }
}

/// What a note says.
#[component]
pub fn NoteText(
    /// Which.
    id: NoteId,
) -> impl IntoView {
    let own = use_words_of(&ATTACHED);
    let store = use_store();
    let act = acting();
    let editing = RwSignal::new(false);
    let written = RwSignal::new(String::new());
    let text = Memo::new(move |_| {
        store.all("note", |workspace| workspace.note(id).map(|note| note.text.clone())).unwrap_or_default()
    });
    let begin = move |_| {
        written.set(text.get_untracked());
        editing.set(true);
    };
    let (field, pen) = (NodeRef::<html::Textarea>::new(), NodeRef::<html::Button>::new());
    // The field has the focus while it is there, and the pen when it is gone.
    Effect::new(move || {
        if let Some(field) = field.get() {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
        }
    });
    let was_editing = StoredValue::new(false);
    Effect::new(move || {
        if let Some(pen) = pen.get().filter(|_| was_editing.get_value()) {
            was_editing.set_value(false);
            let _ = pen.focus();
        }
    });
    let leave = move |()| {
        was_editing.set_value(true);
        editing.set(false);
    };
    // Esc ends the edit and nothing more: the panel around it closes by the next.
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            leave(());
        }
    };
    let known = move || store.peek(|workspace| workspace.note(id).map(|note| Note::clone(note)));
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(note) = known() else { return leave(()) };
        let told = own.told_noted.fill([&name(store, note.customer)]);
        if act(Command::WriteNote(Note { text: written.get_untracked(), ..note }), told) {
            leave(());
        }
    };
    let remove = move |event: web_sys::MouseEvent| {
        if let Some(note) = known() {
            stay(&event, "section");
            act(Command::Remove(id.into()), own.told_note_removed.fill([&name(store, note.customer)]));
        }
    };
    move || {
        match editing.get() {
        true => view! {
            <form class="col g2" on:submit=keep on:keydown=on_key>
                <textarea class="input" rows="3" node_ref=field aria-label=own.edit_note prop:value=written on:input:target=move |event| written.set(event.target().value())></textarea>
                <span class="row g2">
                    <button class="btn sm primary" type="submit" disabled=move || written.with(|text| text.trim().is_empty())>{own.keep}</button>
                    <button class="btn sm" type="button" on:click=move |_| leave(())>{own.cancel}</button>
                </span>
            </form>
        }
        .into_any(),
        false => view! {
            <p class="quote">{move || text.get()}</p>
            <span class="row">
                <button class="btn ghost icon sm" type="button" node_ref=pen aria-label=own.edit_note title=own.edit_note on:click=begin><Icon name=Icon::PEN /></button>
                <button class="btn ghost icon sm" type="button" aria-label=own.remove title=own.remove on:click=remove><Icon name=Icon::TRASH /></button>
            </span>
        }
        .into_any(),
    }
    }
}

fn name(store: Store, customer: CustomerId) -> String {
    store.peek(|workspace| workspace.customer(customer).map(|customer| customer.name.clone()).unwrap_or_default())
}
