//! A value that becomes a field in its place: Enter or leaving saves, Esc puts back.

use leptos::html;
use leptos::prelude::*;

use crate::app::locale::use_words;

/// A value that is edited where it stands.
#[component]
pub fn Inline(
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
    /// The text that is edited.
    #[prop(into)]
    value: Signal<String>,
    /// Keeps what was written; says what is wrong with it otherwise.
    save: Callback<String, Option<&'static str>>,
    /// What the browser takes it for: `date`, `tel`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Answers that are suggested.
    #[prop(optional)]
    among: Vec<String>,
    /// Whether the field stands there; whoever gives it may open the field too.
    #[prop(default = RwSignal::new(false))]
    editing: RwSignal<bool>,
    /// What the empty field says.
    #[prop(optional)]
    placeholder: &'static str,
    /// The value as it is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let wrong = RwSignal::new(None::<&'static str>);
    let field = NodeRef::<html::Input>::new();
    let button = NodeRef::<html::Button>::new();
    // The focus comes back only to one who left by a key.
    let by_key = StoredValue::new(false);
    let put_back = StoredValue::new(false);
    Effect::new(move || {
        if let Some(field) = field.get() {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
            field.select();
        }
    });
    Effect::new(move || {
        if let Some(button) = button.get()
            && by_key.get_value()
        {
            by_key.set_value(false);
            let _ = button.focus();
        }
    });
    Effect::new(move || {
        if editing.get() {
            wrong.set(None);
            put_back.set_value(false);
        }
    });
    let begin = move |_| editing.set(true);
    let leave = move |_| {
        let Some(field) = field.get_untracked().filter(|_| editing.get_untracked()) else { return };
        let written = field.value();
        if put_back.get_value() || written.trim() == value.get_untracked() {
            editing.set(false);
            return;
        }
        match save.run(written) {
            None => editing.set(false),
            Some(why) => {
                wrong.set(Some(why));
                if by_key.get_value() {
                    by_key.set_value(false);
                    let _ = field.focus();
                }
            }
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let back = match event.key().as_str() {
            "Enter" => false,
            "Escape" => true,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        by_key.set_value(true);
        put_back.set_value(back);
        if let Some(field) = field.get_untracked() {
            let _ = field.blur();
        }
    };
    let name = StoredValue::new(label);
    let among = StoredValue::new(among);
    let children = StoredValue::new(children);
    move || {
        if editing.get() {
            view! {
                <span class="editing">
                    <input
                        class="input"
                        type=kind
                        node_ref=field
                        placeholder=placeholder
                        aria-label=name.get_value()
                        list=(!among.with_value(Vec::is_empty)).then_some("among")
                        aria-invalid=move || wrong.get().map(|_| "true")
                        value=value.get_untracked()
                        on:blur=leave
                        on:keydown=on_key
                    />
                    {among.with_value(|among| (!among.is_empty()).then(|| view! {
                        <datalist id="among">
                            {among.iter().map(|answer| view! { <option value=answer.clone()></option> }).collect_view()}
                        </datalist>
                    }))}
                    {move || wrong.get().map(|why| view! { <span class="cbad t12 reg" role="alert">{why}</span> })}
                </span>
            }
            .into_any()
        } else {
            view! {
                <button class="edit" type="button" node_ref=button title=words.deal.edit aria-label=move || format!("{}: {}", name.get_value(), value.get()) on:click=begin>
                    {children.with_value(|children| children())}
                </button>
            }
            .into_any()
        }
    }
}
