//! Posting letters, one after another, and noting what came of each.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Outbox;
use crate::app::exchange::{Silence, exchange};
use crate::app::opening::read_again;
use crate::app::store::Store;
use crate::app::{clock, lock};
use crate::data::webhook::{NETWORK, TIMEOUT, Webhook, body, verdict};
use crate::domain::{Letter, LetterId, Moment, Post, RecordId};

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
    let key = letter.id.to_string();
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", &key)];
    let why = match exchange((&webhook.url, &webhook.secret), &headers, Some(&body(letter, name))).await {
        Ok(answer) => return verdict(answer.status, &answer.text, answer.retry.as_deref(), clock::now()),
        Err(Silence::Timeout) => TIMEOUT,
        Err(Silence::Network) => NETWORK,
    };
    Post::Missed { why: why.to_owned(), wait: None }
}
