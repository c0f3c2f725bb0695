//! One prepared letter: what it says, the ways it can go out by, what came of it.
//! Deliberately not here: what may become of it (`domain::post`), the network (`app`).

use leptos::prelude::*;

use super::fate::{Lot, chip, told};
use super::letters::save;
use super::mail::{Mail, Talk};
use crate::app::address::href;
use crate::app::clipboard::to_clipboard;
use crate::app::route::Route;
use crate::data::mail::{MAILTO, mailto};
use crate::domain::{Command, Letter, LetterId, Post, Way};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// The letter.
#[component]
pub(super) fn LetterDialog(mail: Mail, letter: LetterId, close: Callback<()>) -> impl IntoView {
    let words = mail.words;
    let id = letter;
    let letter = Memo::new(move |_| mail.store.all("letter", |workspace| workspace.letter(id).cloned()));
    let first = letter.get_untracked()?;
    // The way by which it was handed over: whether it went out only the person knows.
    let asked = RwSignal::new(None::<Way>);
    let customer = first.customer;
    let who = mail.store.peek(|workspace| workspace.customer(customer).map(|customer| customer.name.clone()));
    let post = move |post: Post, told: String| {
        mail.dispatch(vec![Command::Post(id, post)], told);
        asked.set(None);
    };
    let state = move || {
        let letter = letter.get()?;
        let (class, state) = chip(words, &letter);
        let told = told(words, mail.format, &letter);
        Some(view! { <p class="row wrap"><span class=class>{state}</span><span class="c3">{told}</span></p> })
    };
    let unwanted = {
        let to = first.to.clone();
        Memo::new(move |_| mail.store.all("opt_out", |workspace| workspace.opt_out(&to).is_some()))
    };
    let suppress = {
        let to = first.to.clone();
        move |_| mail.suppress(&to, "")
    };
    let question = move || {
        let way = asked.get()?;
        Some(view! {
            <p class="callout acc" role="alert">
                <Icon name=Icon::HELP /><span>{words.did_it_go}</span>
                <span class="row">
                    <button class="btn sm primary" type="button" on:click=move |_| post(Post::Sent(way), words.marked_sent.of(1))>{words.it_went}</button>
                    <button class="btn sm" type="button" on:click=move |_| asked.set(None)>{words.not_yet}</button>
                </span>
            </p>
        })
    };
    let following = move || {
        mail.store.peek(|workspace| {
            let ready = workspace.letters().filter(|other| other.id != id && Lot::of(other) == Lot::Ready);
            ready.map(|letter| letter.id).next()
        })
    };
    let onward = move || {
        letter.get();
        following().map(|next| {
            view! {
                <button class="btn" type="button" on:click=move |_| mail.open(Talk::Letter(next))>
                    {words.next}<Icon name=Icon::CHEV_R />
                </button>
            }
        })
    };
    let ways = move || letter.get().map(|letter| view! { <Ways mail letter=Letter::clone(&letter) unwanted asked /> });
    let (to, subject, body) = (first.to.clone(), first.subject.clone(), first.body.clone());
    Some(view! {
        <Dialog title=who.unwrap_or_else(|| to.clone()) width="wide" on_close=close>
            <div class="body">
                <p class="row wrap">
                    <span class="c3">{words.to}</span><span>{to}</span><span class="grow"></span>
                    <a class="link" href=href(Route::Customer(customer)) on:click=move |_| close.run(())>{words.to_customer}</a>
                </p>
                {state}
                {move || unwanted.get().then(|| view! {
                    <p class="callout bad"><Icon name=Icon::BAN /><span>{words.unwanted_why}</span></p>
                })}
                <article class="written"><h3>{subject}</h3><p>{body}</p></article>
                {ways}
                {question}
            </div>
            <div class="df">
                {move || (!unwanted.get()).then(|| view! {
                    <button class="btn ghost" type="button" on:click=suppress.clone()><Icon name=Icon::BAN />{words.suppress}</button>
                })}
                <span class="grow"></span>
                {onward}
                <button class="btn" type="button" on:click=move |_| close.run(())>{mail.all.shell.close}</button>
            </div>
        </Dialog>
    })
}

/// What can be done with the letter as it is.
#[component]
fn Ways(mail: Mail, letter: Letter, unwanted: Memo<bool>, asked: RwSignal<Option<Way>>) -> impl IntoView {
    let words = mail.words;
    let id = letter.id;
    let lot = Lot::of(&letter);
    let (open, failed) = (letter.is_open(), lot == Lot::Failed);
    let whole = mailto(&letter, true);
    let long = whole.chars().count() > MAILTO;
    let address = if long { mailto(&letter, false) } else { whole };
    let body = StoredValue::new(letter.body.clone());
    let copied = RwSignal::new(false);
    let copy = move |_| copied.set(to_clipboard(&body.get_value()));
    let opened = move |_| {
        if long {
            copied.set(to_clipboard(&body.get_value()));
        }
        asked.set(Some(Way::Mail));
    };
    let file = move |_| {
        save(mail, id);
        if open {
            asked.set(Some(Way::File));
        }
    };
    let post = move |post: Post, told: String| {
        if post != Post::Queue || mail.has_webhook() {
            mail.dispatch(vec![Command::Post(id, post)], told);
        }
    };
    let answer = lot == Lot::Sent && letter.answered.is_none();
    view! {
        <div class="col">
            {(open && long).then(|| view! { <p class="c2 t12">{words.too_long}</p> })}
            <div class="row wrap">
                {move || (open && !unwanted.get()).then(|| view! {
                    <a class="btn" class:primary=!long href=address.clone() on:click=opened><Icon name=Icon::MAIL />{words.open_mail}</a>
                })}
                <button class="btn" class:primary=long && open type="button" on:click=file><Icon name=Icon::DOWNLOAD />{words.eml}</button>
                <button class="btn" type="button" on:click=copy>
                    <Icon name=Icon::COPY />{move || if copied.get() { words.copied } else { words.copy }}
                </button>
                {move || ((lot == Lot::Ready || failed) && !unwanted.get()).then(|| view! {
                    <button class="btn" type="button" on:click=move |_| post(Post::Queue, words.marked_queued.of(1))>
                        <Icon name=Icon::SEND />{if failed { words.retry } else { words.queue }}
                    </button>
                })}
                {move || (open && !unwanted.get()).then(|| view! {
                    <button class="btn" type="button" on:click=move |_| post(Post::Sent(Way::Hand), words.marked_sent.of(1))>
                        <Icon name=Icon::CHECK />{words.mark_sent}
                    </button>
                })}
                {open.then(|| view! {
                    <button class="btn ghost" type="button" on:click=move |_| post(Post::Dropped, words.marked_dropped.of(1))>
                        <Icon name=Icon::X />{words.drop}
                    </button>
                })}
                {answer.then(|| view! {
                    <button class="btn primary" type="button" on:click=move |_| post(Post::Answered, words.marked_answered.of(1))>
                        <Icon name=Icon::CHAT />{words.mark_answered}
                    </button>
                })}
            </div>
        </div>
    }
}
