//! Where letters go by themselves: an address on the network that takes JSON, and the secret it knows us by.
//! Deliberately not here: keeping and sending (`app`).

use leptos::prelude::*;

use super::mail::Mail;
use crate::app::locale::use_words_of;
use crate::app::words;
use crate::storage::preferences::{Preferences, Webhook};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// Whether an address can be sent to: over TLS, or on this very computer.
fn is_sound(url: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':', '?', '#']).next().unwrap_or_default().to_owned();
    match url.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty(),
        Some(("http", rest)) => ["localhost", "127.0.0.1"].contains(&host(rest).as_str()),
        _ => false,
    }
}

/// The form: what is kept, and what hears of a change; none takes it away.
#[component]
pub fn WebhookForm(
    /// What is kept.
    current: Option<Webhook>,
    /// What the person wants.
    on_save: Callback<Option<Webhook>>,
) -> impl IntoView {
    let words = use_words_of(&words::LETTERS);
    let known = current.is_some();
    let Webhook { url, secret } = current.unwrap_or_default();
    let (address, key) = (RwSignal::new(url.clone()), RwSignal::new(secret.clone()));
    let wrong = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let url = address.get_untracked().trim().to_owned();
        let sound = is_sound(&url);
        wrong.set(!sound);
        if sound {
            on_save.run(Some(Webhook { url, secret: key.get_untracked().trim().to_owned() }));
        }
    };
    view! {
        <form class="body" id="webhook-form" novalidate on:submit=save>
            <label class="field"><span class="label">{words.webhook_url}</span>
                <input
                    class="input"
                    type="url"
                    autocomplete="off"
                    placeholder="https://"
                    value=url
                    aria-invalid=move || wrong.get().then_some("true")
                    on:input=move |event| address.set(event_target_value(&event))
                />
            </label>
            {move || wrong.get().then(|| view! { <p class="cbad" role="alert">{words.webhook_wrong}</p> })}
            <label class="field"><span class="label">{words.webhook_secret}</span>
                <input class="input" type="password" autocomplete="off" value=secret on:input=move |event| key.set(event_target_value(&event)) />
                <span class="hint">{words.webhook_secret_why}</span>
            </label>
        </form>
        <div class="df">
            {known.then(|| view! {
                <button class="btn ghost" type="button" on:click=move |_| on_save.run(None)><Icon name=Icon::TRASH />{words.webhook_remove}</button>
            })}
            <span class="grow"></span>
            <button class="btn primary" type="submit" form="webhook-form">{words.keep}</button>
        </div>
    }
}

/// The form in a dialog.
#[component]
pub(super) fn WebhookDialog(mail: Mail, close: Callback<()>) -> impl IntoView {
    let words = mail.words;
    let current = Preferences::default().get::<Webhook>();
    let on_save = Callback::new(move |wanted: Option<Webhook>| {
        let kept = Preferences::default();
        match wanted {
            Some(webhook) => drop(kept.set(&webhook)),
            None => kept.forget::<Webhook>(),
        }
        mail.store.tell(words.webhook_kept);
        close.run(());
    });
    view! {
        <Dialog title=words.webhook about=words.webhook_about on_close=close>
            <WebhookForm current on_save />
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn letters_go_over_tls_or_stay_on_the_computer() {
        for (url, sound) in [
            ("https://mail.example/in", true),
            ("http://127.0.0.1:8090/in", true),
            ("http://localhost/in", true),
            ("http://mail.example/in", false),
            ("https://", false),
            ("ftp://mail.example", false),
            ("mail.example", false),
            ("", false),
        ] {
            assert_eq!(is_sound(url), sound, "{url}");
        }
    }
}
