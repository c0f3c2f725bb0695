//! Where letters go by themselves: an address on the network that takes JSON, and the secret it knows us by.
//! Deliberately not here: keeping and sending (`app`).

use leptos::prelude::*;

use super::mail::Mail;
use crate::app::locale::use_words_of;
use crate::app::outbox::use_outbox;
use crate::app::words;
use crate::data::endpoint::is_safe;
use crate::data::webhook::Webhook;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

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
    let (url, secret) = current.map(|Webhook { url, secret }| (url, secret)).unwrap_or_default();
    let (address, key) = (RwSignal::new(url.clone()), RwSignal::new(secret.clone()));
    let wrong = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (url, secret) = (address.get_untracked().trim().to_owned(), key.get_untracked().trim().to_owned());
        let safe = is_safe(&url);
        wrong.set(!safe);
        if safe {
            on_save.run(Some(Webhook { url, secret }));
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
    let outbox = use_outbox();
    let current = outbox.webhook.get_untracked();
    let on_save = Callback::new(move |wanted: Option<Webhook>| {
        outbox.set_webhook(wanted);
        mail.store.tell(words.webhook_kept);
        close.run(());
    });
    view! {
        <Dialog title=words.webhook about=words.webhook_about on_close=close>
            <WebhookForm current on_save />
        </Dialog>
    }
}
