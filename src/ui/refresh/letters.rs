//! Letters that somebody has prepared, by what has become of them: a list of any length, and what is done with many at once.
//! Deliberately not here: one letter (`letter`), sending over the network (`app`).

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::fate::{Lot, chip, since, told};
use super::mail::{Mail, Talk, use_mail};
use crate::app::clock;
use crate::app::download::download;
use crate::data::mail::{eml, file_name};
use crate::domain::{Command, Letter, LetterId, Post, Way, Workspace};
use crate::ui::icon::Icon;
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// So many files are offered at once: a browser asks before it takes more.
const FILES: usize = 10;

/// How many letters there are of each fate.
fn counts(workspace: &Workspace) -> [usize; 5] {
    let mut counts = [0; 5];
    for letter in workspace.letters() {
        counts[Lot::of(letter) as usize] += 1;
    }
    counts
}

/// The letters of a fate, the newest first.
fn listed(workspace: &Workspace, lot: Lot) -> Vec<LetterId> {
    let mut letters: Vec<&Arc<Letter>> = workspace.letters().filter(|letter| Lot::of(letter) == lot).collect();
    letters.sort_by_key(|letter| (std::cmp::Reverse(since(letter)), letter.id));
    letters.into_iter().map(|letter| letter.id).collect()
}

/// Offers a letter as a file.
pub(super) fn save(mail: Mail, id: LetterId) {
    let letter = mail.store.peek(|workspace| workspace.letter(id).cloned());
    if let Some(letter) = letter {
        let text = eml(&letter, letter.made, clock::offset(letter.made));
        download(&file_name(&letter), "message/rfc822", &[text]);
    }
}

/// The panel.
#[component]
pub(super) fn Prepared() -> impl IntoView {
    let mail = use_mail();
    let words = mail.words;
    let counts = Memo::new(move |_| mail.store.all("letter", counts));
    let lot = RwSignal::new(Lot::Ready);
    let keys = Memo::new(move |_| {
        let lot = lot.get();
        Arc::new(mail.store.all("letter", |workspace| listed(workspace, lot)))
    });
    let chosen = RwSignal::new(BTreeSet::<LetterId>::new());
    let at = RwSignal::new(None);
    let any = Memo::new(move |_| counts.with(|counts| counts.iter().any(|&count| count > 0)));
    let suppressed = move || mail.store.all("opt_out", |workspace| workspace.opt_outs().len());
    let heads: Arc<[Head]> = Arc::new([
        Head { key: "to", name: words.to, figures: false },
        Head { key: "subject", name: words.subject, figures: false },
        Head { key: "fate", name: words.state, figures: false },
    ]);
    let press = move |this: Lot| {
        lot.set(this);
        chosen.update(BTreeSet::clear);
    };
    let tabs = move || {
        Lot::ALL.map(|this| {
            let count = move || mail.all.grammar.number(counts.get()[this as usize]);
            view! {
                <button type="button" aria-pressed=move || (lot.get() == this).to_string() on:click=move |_| press(this)>
                    {this.name(words)}" "<span class="cnt">{count}</span>
                </button>
            }
        })
        .into_iter()
        .collect_view()
    };
    let list = move || {
        if keys.with(|keys| keys.is_empty()) {
            let why = if any.get() { words.none_of_these } else { words.none_prepared };
            return view! { <p class="nothing c2">{why}</p> }.into_any();
        }
        view! {
            <VirtualTable
                label=words.letters
                heads=heads.clone()
                order=Signal::derive(|| None::<Order>)
                on_order=Callback::new(|_| ())
                keys
                at
                on_at=Callback::new(move |id| at.set(Some(id)))
                on_open=Callback::new(move |id| mail.open(Talk::Letter(id)))
                row=move |id| view! { <Row mail id chosen /> }
            />
        }
        .into_any()
    };
    view! {
        <section class="panel prepared" aria-labelledby="letters-title">
            <div class="panel-h">
                <h2 id="letters-title">{words.letters}</h2>
                <span class="c3" role="status">{move || mail.outbox.sending.get().then_some(words.sending)}</span>
                <span class="grow"></span>
                <button class="btn ghost sm" type="button" on:click=move |_| mail.open(Talk::Webhook)><Icon name=Icon::GEAR />{words.webhook}</button>
                <button class="btn ghost sm" type="button" on:click=move |_| mail.open(Talk::OptOuts)>
                    <Icon name=Icon::BAN />{words.opt_outs}" "<span class="c3">{move || mail.all.grammar.number(suppressed())}</span>
                </button>
            </div>
            {move || any.get().then(|| view! { <div class="lots"><div class="seg sm" role="group" aria-label=words.state>{tabs()}</div></div> })}
            <Bulk mail lot keys chosen />
            {list}
        </section>
    }
}

/// What is done with the letters that are ticked.
#[component]
fn Bulk(
    mail: Mail,
    lot: RwSignal<Lot>,
    keys: Memo<Arc<Vec<LetterId>>>,
    chosen: RwSignal<BTreeSet<LetterId>>,
) -> impl IntoView {
    let words = mail.words;
    let post = move |post: Post, told: fn(&'static crate::app::words::Letters) -> &'static crate::app::words::Count| {
        if post == Post::Queue && !mail.has_webhook() {
            return;
        }
        let letters = chosen.get_untracked();
        let count = letters.len();
        let commands = letters.into_iter().map(|letter| Command::Post(letter, post.clone())).collect();
        if mail.dispatch(commands, told(words).of(count)) {
            // Whoever asks for a letter to go now does not wait for what the one before met.
            if post == Post::Queue {
                mail.outbox.hurry();
            }
            chosen.update(BTreeSet::clear);
        }
    };
    let files = move |_| {
        let first: Vec<LetterId> = chosen.with_untracked(|chosen| chosen.iter().copied().take(FILES).collect());
        first.iter().for_each(|&letter| save(mail, letter));
        if chosen.with_untracked(BTreeSet::len) > FILES {
            // The others stay chosen, for the next press.
            chosen.update(|chosen| chosen.retain(|letter| !first.contains(letter)));
            mail.store.tell(&words.first_files.of(FILES));
        }
    };
    let all = move |event| {
        let on = event_target_checked(&event);
        chosen.set(if on { keys.with_untracked(|keys| keys.iter().copied().collect()) } else { BTreeSet::new() });
    };
    let is_all = move || chosen.with(|chosen| !chosen.is_empty() && chosen.len() == keys.with(|keys| keys.len()));
    let bar = move || {
        let count = chosen.with(BTreeSet::len);
        let lot = lot.get();
        let open = matches!(lot, Lot::Ready | Lot::Queued);
        (count > 0).then(|| view! {
            <span class="c2 nw" role="status">{words.chosen.of(count)}</span>
            <span class="grow"></span>
            <button class="btn sm" type="button" on:click=files><Icon name=Icon::DOWNLOAD />{words.eml}</button>
            {open.then(|| view! {
                <button class="btn sm" type="button" on:click=move |_| post(Post::Sent(Way::Hand), |words| &words.marked_sent)>
                    <Icon name=Icon::CHECK />{words.mark_sent}
                </button>
            })}
            {matches!(lot, Lot::Ready | Lot::Queued | Lot::Failed).then(|| view! {
                <button class="btn sm" type="button" on:click=move |_| post(Post::Queue, |words| &words.marked_queued)>
                    <Icon name=Icon::SEND />{if lot == Lot::Ready { words.queue } else { words.retry }}
                </button>
            })}
            {open.then(|| view! {
                <button class="btn ghost sm" type="button" on:click=move |_| post(Post::Dropped, |words| &words.marked_dropped)>
                    <Icon name=Icon::X />{words.drop}
                </button>
            })}
            {(lot == Lot::Sent).then(|| view! {
                <button class="btn sm" type="button" on:click=move |_| post(Post::Answered, |words| &words.marked_answered)>
                    <Icon name=Icon::CHAT />{words.mark_answered}
                </button>
            })}
        })
    };
    move || {
        (!keys.with(|keys| keys.is_empty())).then(|| view! {
            <div class="bulk row wrap">
                <label class="check"><input type="checkbox" prop:checked=is_all on:change=all /><span>{words.choose_all}</span></label>
                {bar}
            </div>
        })
    }
}

/// The cells of a letter.
#[component]
fn Row(mail: Mail, id: LetterId, chosen: RwSignal<BTreeSet<LetterId>>) -> impl IntoView {
    let words = mail.words;
    let letter = Memo::new(move |_| mail.store.all("letter", |workspace| workspace.letter(id).cloned()));
    let ticked = move || chosen.with(|chosen| chosen.contains(&id));
    let tick = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            if on {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    move || {
        let letter = letter.get()?;
        let who =
            mail.store.peek(|workspace| workspace.customer(letter.customer).map(|customer| customer.name.clone()));
        let who = who.unwrap_or_else(|| letter.to.clone());
        let (class, state) = chip(words, &letter);
        let told = told(words, mail.format, &letter);
        let unwanted = mail.store.all("opt_out", |workspace| workspace.opt_out(&letter.to).is_some());
        Some(view! {
            <th scope="row">
                <div class="pickrow">
                    <input type="checkbox" aria-label=words.choose.fill([&who]) prop:checked=ticked on:change=tick />
                    <button type="button" class="col g0" on:click=move |_| mail.open(Talk::Letter(id))>
                        <span class="m el">{who}</span><small class="el">{letter.to.clone()}</small>
                    </button>
                </div>
            </th>
            <td><span class="reason" title=letter.subject.clone()>{letter.subject.clone()}</span></td>
            <td>
                <span class=class>{state}</span>
                {(unwanted && letter.is_open()).then(|| view! { " "<span class="chip bad">{words.unwanted}</span> })}
                <span class="c3 t12 told" title=told.clone()>{told.clone()}</span>
            </td>
        })
    }
}
