//! A menu of what else can be done, under its button. It closes on a choice, on Esc and on a press elsewhere.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::icon::Icon;

/// The button and its menu; the children are the buttons of the menu.
#[component]
pub(super) fn More(
    /// What the button says to screen readers.
    #[prop(into)]
    label: String,
    /// Classes besides those of an icon button.
    #[prop(optional)]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = whole.get_untracked().is_some_and(|whole| whole.contains(target.as_ref()));
        if shown.get_untracked() && !inside {
            shown.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && shown.get_untracked() {
            event.stop_propagation();
            shown.set(false);
            if let Some(button) = button.get_untracked() {
                // Refused only by an element that can't have the focus.
                let _ = button.focus();
            }
        }
    };
    let children = StoredValue::new(children);
    view! {
        <div class="pop" node_ref=whole on:keydown=on_key>
            <button class=format!("btn ghost icon {class}") type="button" node_ref=button aria-label=label aria-expanded=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>
                <Icon name=Icon::MORE />
            </button>
            {move || shown.get().then(|| view! { <div class="menu" on:click=move |_| shown.set(false)>{children.with_value(|children| children())}</div> })}
        </div>
    }
}
