//! «Сегодня к отправке»: the letters that are due, which of them go, and who is held back and why.
//! Deliberately not here: reading one of them (`due`), the rules (`domain::insight::warming`).

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::cards::stop_name;
use super::mail::{Due, Mail, Talk, use_mail};
use crate::app::address::href;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::warming::Next;
use crate::domain::insight::writing::letter;
use crate::domain::{Command, Letter, LetterId};
use crate::ui::back::today;
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// So many letters are listed at once.
const SHOWN: usize = 30;

/// The panel.
#[component]
pub(super) fn Today() -> impl IntoView {
    let mail = use_mail();
    let words = mail.words;
    let unticked = RwSignal::new(BTreeSet::<LetterId>::new());
    let shown = RwSignal::new(SHOWN);
    let ready = Memo::new(move |_| {
        let goes = |due: &&Due| due.is_whole() && unticked.with(|unticked| !unticked.contains(&due.next.letter));
        mail.due.with(|due| due.iter().filter(goes).count())
    });
    let count = Memo::new(move |_| mail.due.with(|due| due.len()));
    let visible = Memo::new(move |_| {
        mail.due.with(|due| due.iter().take(shown.get()).map(|due| due.next.letter).collect::<Vec<_>>())
    });
    let prepare = move |_| {
        let (made, by) = (clock::now(), mail.store.acting());
        let chosen: Vec<Next> = mail.due.with_untracked(|due| {
            let goes =
                |due: &&Due| due.is_whole() && unticked.with_untracked(|unticked| !unticked.contains(&due.next.letter));
            due.iter().filter(goes).map(|due| due.next.clone()).collect()
        });
        let letters: Vec<Letter> =
            untrack(|| chosen.iter().filter_map(|next| letter(next, mail.written(next)?, made, by)).collect());
        let count = letters.len();
        if count > 0 {
            mail.dispatch(vec![Command::PrepareLetters(letters)], words.prepared.of(count));
        }
    };
    let look = move |_| {
        if let Some(first) = mail.due.with_untracked(|due| due.first().map(|due| due.next.letter)) {
            mail.open(Talk::Due(first));
        }
    };
    let rest = move || count.get().saturating_sub(shown.get());
    let open = move || count.with(|count| count - ready.get().min(*count));
    view! {
        <section class="panel due" aria-labelledby="due-title">
            <div class="panel-h">
                <h2 id="due-title">{words.due_today}</h2><span class="chip acc ml" role="status">{move || mail.all.grammar.number(count.get())}</span>
            </div>
            {move || (count.get() == 0).then(|| view! { <p class="nothing c2">{words.nothing_due}</p> })}
            <ul class="send">
                <For each=move || visible.get() key=|id| *id children=move |id| view! { <Line mail id unticked /> } />
            </ul>
            {move || (rest() > 0).then(|| view! {
                <button class="btn ghost sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN)>
                    {words.more.of(rest())}
                </button>
            })}
            {move || (count.get() > 0).then(|| view! {
                <div class="acts">
                    {move || (open() > 0).then(|| view! { <p class="c3 t12">{words.not_whole}</p> })}
                    <div class="row">
                        <button class="btn primary grow" type="button" disabled=move || ready.get() == 0 on:click=prepare>
                            <Icon name=Icon::SEND />{move || words.prepare.of(ready.get())}
                        </button>
                        <button class="btn" type="button" on:click=look><Icon name=Icon::EYE />{words.preview}</button>
                    </div>
                </div>
            })}
            <Held mail />
        </section>
    }
}

/// A letter of the list.
#[component]
fn Line(mail: Mail, id: LetterId, unticked: RwSignal<BTreeSet<LetterId>>) -> impl IntoView {
    let words = mail.words;
    let due = Memo::new(move |_| mail.due.with(|due| due.iter().find(|due| due.next.letter == id).cloned()));
    let first = due.get_untracked()?;
    let who = mail.store.peek(|workspace| workspace.deal(first.next.deal).map(|deal| called(workspace, deal)))?;
    let basket = mail.store.peek(|workspace| place(mail.language, workspace, first.next.basket));
    let whole = move || due.with(|due| due.as_ref().is_some_and(Due::is_whole));
    let ticked = move || whole() && unticked.with(|unticked| !unticked.contains(&id));
    let tick = move |event| {
        let on = event_target_checked(&event);
        unticked.update(|unticked| {
            if on {
                unticked.remove(&id);
            } else {
                unticked.insert(id);
            }
        });
    };
    let lacks = move || {
        let due = due.get()?;
        match (&due.next.to, due.missing.len()) {
            (None, _) => Some(words.no_address.to_owned()),
            (_, 0) => None,
            (_, count) => Some(words.open_gaps.of(count)),
        }
    };
    let subject = move || due.with(|due| due.as_ref().map(|due| due.subject.clone()).unwrap_or_default());
    Some(view! {
        <li>
            <input
                type="checkbox"
                aria-label=words.send_to.fill([&who])
                prop:checked=ticked
                disabled=move || !whole()
                on:change=tick
            />
            <button type="button" class="col g0" title=subject on:click=move |_| mail.open(Talk::Due(id))>
                <span class="m el">{who}</span>
                <span class="c3 t12 el">{subject}</span>
                {move || lacks().map(|lacks| view! { <span class="cwarn t12">{lacks}</span> })}
            </button>
            <span class="chip line">{basket}</span>
        </li>
    })
}

/// Who would be due a letter today and does not get it.
#[component]
fn Held(mail: Mail) -> impl IntoView {
    let words = mail.words;
    let held = Memo::new(move |_| {
        let today = today();
        mail.next.with(|next| {
            let held = next.iter().filter(|next| next.on <= today && next.ended.is_some());
            let (count, first) = (held.clone().count(), held.take(SHOWN).cloned().collect::<Vec<_>>());
            (count, first)
        })
    });
    let line = move |next: Next| {
        let who = mail.store.peek(|workspace| workspace.deal(next.deal).map(|deal| called(workspace, deal)));
        view! {
            <li><a class="el" href=href(Route::Deal(next.deal))>{who}</a><span class="c3 nw">{next.ended.map(|stop| stop_name(mail, stop))}</span></li>
        }
    };
    move || {
        let (count, first) = held.get();
        let rest = count.saturating_sub(first.len());
        (count > 0).then(|| {
            view! {
                <details class="held">
                    <summary>{words.held.of(count)}</summary>
                    <ul>{first.into_iter().map(line).collect_view()}</ul>
                    {(rest > 0).then(|| view! { <p class="c3 t12">{words.and_more.of(rest)}</p> })}
                </details>
            }
        })
    }
}
