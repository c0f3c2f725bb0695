//! Posting letters, one after another, and noting what came of each.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, DomException, Headers, ReferrerPolicy, Request, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

use super::Outbox;
use crate::app::opening::read_again;
use crate::app::store::Store;
use crate::app::{clock, lock};
use crate::data::webhook::{NETWORK, TIMEOUT, Webhook, body, verdict};
use crate::domain::{Letter, LetterId, Moment, Post, RecordId};

/// Who gives no answer for so long, in milliseconds, gives none.
const PATIENCE: u32 = 20_000;

/// Sends everything that may go now, then says that it is done.
pub(super) fn start(outbox: Outbox) {
    spawn_local(async move {
        let all = async move {
            loop {
                match step(outbox).await {
                    Next::More => {}
                    Next::Done => break,
                    Next::Blocked => break outbox.rest(),
                }
            }
        };
        lock::alone("voronka outbox", all).await;
        // Gone with the page.
        let _ = outbox.sending.try_set(false);
    });
}

/// What comes after a step.
enum Next {
    /// Another letter may go.
    More,
    /// Nothing may go now.
    Done,
    /// The disk can't be read or written: what is not on the disk could not be noted there either, and would be sent again
    /// after a reload.
    Blocked,
}

/// Sends the first letter that may go.
async fn step(outbox: Outbox) -> Next {
    let store = outbox.store;
    let now = clock::now();
    let first = store.peek(|workspace| workspace.first_queued()).filter(|(from, _)| *from <= now);
    // What waits in somebody's copy is not ours to send.
    let first = first.filter(|_| !store.look_only.get_untracked());
    let (Some((_, id)), Some(webhook)) = (first, outbox.webhook.get_untracked()) else { return Next::Done };
    if !look_again(store, id).await {
        return Next::Blocked;
    }
    let Some(letter) = still_due(store, id, now) else { return Next::More };
    let name = store.peek(|workspace| workspace.customer(letter.customer).map(|customer| customer.name.clone()));
    let post = match store.peek(|workspace| workspace.opt_out(&letter.to).is_some()) {
        // They have said so since it was queued.
        true => Post::Dropped,
        false => try_once(&webhook, &letter, &name.unwrap_or_default()).await,
    };
    let missed = matches!(post, Post::Missed { .. });
    if store.note(id, post).is_err() || !store.saving.settled().await {
        return Next::Blocked;
    }
    if missed {
        outbox.resting.set(store.peek(|workspace| workspace.letter(id).and_then(|letter| letter.queued_from())));
        return Next::Done;
    }
    Next::More
}

/// Reads a letter from the disk once more; whether that could be done.
async fn look_again(store: Store, id: LetterId) -> bool {
    let Some(link) = store.saving.link() else { return false };
    store.saving.settled().await && read_again(&link.storage, store, &[RecordId::Letter(id).to_string()]).await.is_ok()
}

/// The letter, unless another tab has sent it or somebody has decided otherwise.
fn still_due(store: Store, id: LetterId, now: Moment) -> Option<Letter> {
    let letter = store.peek(|workspace| workspace.letter(id).map(|letter| Letter::clone(letter)))?;
    letter.queued_from().is_some_and(|from| from <= now).then_some(letter)
}

async fn try_once(webhook: &Webhook, letter: &Letter, name: &str) -> Post {
    match exchange(webhook, letter, name).await {
        Ok((status, said, retry)) => verdict(status, &said, retry.as_deref(), clock::now()),
        Err(why) => {
            let out_of_patience = why.dyn_ref::<DomException>().is_some_and(|why| why.name() == "TimeoutError");
            let why = if out_of_patience { TIMEOUT } else { NETWORK };
            Post::Missed { why: why.to_owned(), wait: None }
        }
    }
}

/// Status, text and `Retry-After` of the answer.
async fn exchange(webhook: &Webhook, letter: &Letter, name: &str) -> Result<(u16, String, Option<String>), JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    headers.set("Idempotency-Key", &letter.id.to_string())?;
    if !webhook.secret.is_empty() {
        headers.set("Authorization", &format!("Bearer {}", webhook.secret))?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body(letter, name).into());
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // A redirected POST may come out as a GET; the person is to give the real address.
    init.set_redirect(RequestRedirect::Manual);
    let request = Request::new_with_str_and_init(webhook.url.trim(), &init)?;
    let response: Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
    let said = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok((response.status(), said, response.headers().get("Retry-After")?))
}
