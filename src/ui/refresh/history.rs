//! Letters in the history of a customer and of a deal: when, how, what came of it, and whether they are written to at all.
//! Deliberately not here: writing and sending.

use std::sync::Arc;

use leptos::prelude::*;

use super::fate::{chip, since, told};
use super::mail::suppress;
use crate::app::clock;
use crate::app::locale::{use_format, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{self, Letters};
use crate::domain::insight::writing::addresses;
use crate::domain::{Command, CustomerId, DealId, Letter, OptOut, RecordId};
use crate::ui::back::today;
use crate::ui::icon::Icon;

/// So many letters and addresses are shown.
const SHOWN: usize = 6;

/// The letters to a customer, or those about one deal, the newest first. Nothing is drawn where there are none.
#[component]
pub fn LettersOf(
    /// To whom.
    customer: CustomerId,
    /// About what; none for all of them.
    #[prop(optional_no_strip)]
    deal: Option<DealId>,
) -> impl IntoView {
    let (store, words, format) = (use_store(), use_words_of(&words::LETTERS), use_format());
    let letters = Memo::new(move |_| {
        // Also heard of when the fate of one changes: that letter refers to the customer.
        let of = store.of(customer).into_iter().filter_map(|record| match record {
            RecordId::Letter(id) => store.peek(|workspace| workspace.letter(id).cloned()),
            _ => None,
        });
        let mut letters: Vec<Arc<Letter>> = of.filter(|letter| deal.is_none() || letter.deal == deal).collect();
        letters.sort_by_key(|letter| std::cmp::Reverse(since(letter)));
        letters
    });
    let row = move |letter: Arc<Letter>| {
        let (class, state) = chip(words, &letter);
        view! {
            <li>
                <span class="col g0"><span class="el" title=letter.subject.clone()>{letter.subject.clone()}</span><span class="c3 t12">{told(words, format, &letter)}</span></span>
                <span class=class>{state}</span>
            </li>
        }
    };
    move || {
        let mut all = letters.get();
        let count = all.len();
        all.truncate(SHOWN);
        let rest = count - all.len();
        (count > 0).then(|| {
            view! {
                <section class="letters-of">
                    <div class="hd"><h3>{words.letters}</h3><span class="c3">{count}</span></div>
                    <ul class="lst">{all.into_iter().map(row).collect_view()}</ul>
                    {(rest > 0).then(|| view! { <p class="c3 t12">{words.and_more.of(rest)}</p> })}
                </section>
            }
        })
    }
}

/// The addresses of a customer: which of them are written to.
#[component]
pub fn Addresses(
    /// Whose.
    customer: CustomerId,
) -> impl IntoView {
    let (store, words) = (use_store(), use_words_of(&words::LETTERS));
    let known = Memo::new(move |_| {
        store.of(customer);
        store.customer(customer);
        store.peek(|workspace| addresses(workspace, customer))
    });
    move || {
        let mut known = known.get();
        known.truncate(SHOWN);
        (!known.is_empty()).then(|| {
            let rows = known.into_iter().map(|address| view! { <Address store words address /> });
            view! {
                <section>
                    <div class="hd"><h3>{words.addresses}</h3></div>
                    <ul class="optouts">{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Address(store: Store, words: &'static Letters, address: String) -> impl IntoView {
    let format = use_format();
    let shown = address.clone();
    let row = move || {
        let on = store.all("opt_out", |workspace| workspace.opt_out(&address).cloned());
        let address = address.clone();
        match on {
            Some(one) => {
                let since = format.date(one.at.day(clock::offset(one.at)), today());
                let why = words.unwanted_since.fill([&since]);
                let why = if one.why.is_empty() { why } else { format!("{why}: {}", one.why) };
                let again = move |_| {
                    // Taking an address off the list can't be refused.
                    let _ =
                        store.dispatch(Command::WriteAgain(OptOut::of(&address)), words.written_again.fill([&address]));
                };
                view! {
                    <span class="cbad t12">{why}</span>
                    <button class="btn ghost sm" type="button" on:click=again><Icon name=Icon::UNDO />{words.write_again}</button>
                }
                .into_any()
            }
            None => {
                let no_more = move |_| suppress(store, words, [address.clone()], "");
                view! { <button class="btn ghost sm" type="button" on:click=no_more><Icon name=Icon::BAN />{words.suppress}</button> }
                    .into_any()
            }
        }
    };
    view! { <li><span class="el">{shown}</span>{row}</li> }
}
