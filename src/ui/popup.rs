//! A menu under a button: opened by a press, closed by choosing, by Esc, and by going elsewhere.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A button and the menu that hangs under it.
#[component]
pub fn Popup(
    /// Classes of the whole, besides `pop`.
    #[prop(default = "pop")]
    class: &'static str,
    /// Class of the button.
    button: &'static str,
    /// What the menu holds, for screen readers.
    label: &'static str,
    /// What the button is called, where its face does not say it.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// The button's face.
    #[prop(into)]
    face: ViewFn,
    /// The menu.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let children = StoredValue::new(children);
    let leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        // A menu that goes with what it was chosen for loses the focus when it is no more.
        let Some(whole) = whole.try_get_untracked() else { return };
        if !whole.is_some_and(|whole| whole.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.code() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(opener) = opener.get_untracked() {
                // Refused only by an element that can't have the focus.
                let _ = opener.focus();
            }
        }
    };
    view! {
        <div class=class node_ref=whole on:focusout=leave on:keydown=key>
            <button
                class=button
                type="button"
                node_ref=opener
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                aria-label=move || name.map(|name| name.get())
                title=move || name.map(|name| name.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {face.run()}
            </button>
            {move || open.get().then(|| view! {
                <nav class="menu" aria-label=label on:click=move |_| open.set(false)>{children.with_value(|children| children())}</nav>
            })}
        </div>
    }
}
