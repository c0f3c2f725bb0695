//! «Лучшие замолчали»: who bought often and for much, was among the best by recency, and is not any more; one at a time with
//! the last thing that they bought, and the talk about it.
//! Deliberately not here: who has fallen silent (`domain::insight::silent`).

mod last;
mod report;
mod talk;

use std::sync::Arc;

use leptos::prelude::*;

use self::last::LastPurchase;
pub(super) use self::report::Causes;
use self::talk::{Asked, Talk};
use super::campaigns::day;
use super::{CodeMark, today, use_bought, use_till};
use crate::app::address::{href, use_query};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::CustomerId;
use crate::domain::insight::scores::Scoring;
use crate::domain::insight::silent::{LookedBack, Silence, Silent as Quiet, silence};
use crate::ui::icon::Icon;

/// Those who have fallen silent, followed.
pub(super) type Silences = Memo<Arc<Silence>>;

/// Follows who has fallen silent by the day that the page shows.
pub(super) fn silences(scoring: Memo<Arc<Scoring>>) -> Silences {
    let store = use_store();
    let purchases = use_bought().purchases();
    let (as_of, _) = use_query("asof");
    Memo::new(move |_| {
        store.all("pin", |_| ());
        store.all("interview", |_| ());
        let as_of = as_of.with(|day| day.parse().unwrap_or_else(|_| today()));
        scoring.with(|scoring| {
            purchases.with(|purchases| {
                store.peek(|workspace| Arc::new(silence(workspace, &purchases.lines, scoring, as_of, day)))
            })
        })
    })
}

/// How many have fallen silent, among the figures above.
#[component]
pub(super) fn Tile(silences: Silences) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let till = use_till();
    move || {
        silences.with(|silence| {
            let cheques = words.silent_cheque.fill([&till.compact(silence.cheques())]);
            view! {
                <div class="stat">
                    <dt>{words.silent}</dt>
                    <dd>{all.grammar.number(silence.customers.len())}" "<small>{(!silence.customers.is_empty()).then_some(cheques)}</small></dd>
                </div>
            }
        })
    }
}

/// The panel.
#[component]
pub(super) fn Silent(silences: Silences) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    // Whose turn it is: the customer and not the place, so that the list may change around them.
    let chosen = RwSignal::new(None::<CustomerId>);
    let at = Memo::new(move |_| {
        let found = |silence: &Arc<Silence>| {
            let chosen = chosen.get();
            silence.customers.iter().position(|silent| Some(silent.buyer.customer) == chosen)
        };
        silences.with(found).unwrap_or_default()
    });
    let now: Memo<Option<Quiet>> =
        Memo::new(move |_| silences.with(|silence| silence.customers.get(at.get()).copied()));
    let step = move |by: isize| {
        let to = at.get_untracked().checked_add_signed(by);
        let next = silences.with_untracked(|silence| Some(silence.customers.get(to?)?.buyer.customer));
        if next.is_some() {
            chosen.set(next);
        }
    };
    let count = Memo::new(move |_| silences.with(|silence| silence.customers.len()));
    // When somebody has been asked, the next one who has not comes.
    let asked = Callback::new(move |()| chosen.set(None));
    let turn = move || {
        (count.get() > 0).then(|| {
            let place = words.at.fill([&all.grammar.number(at.get() + 1), &all.grammar.number(count.get())]);
            view! { <span class="c3" role="status">{place}</span> }
        })
    };
    let button = move |name: &'static str, icon: Icon, by: isize, over: Signal<bool>| {
        view! {
            <button class="btn ghost icon sm" class:ml=by < 0 type="button" aria-label=name title=name disabled=move || over.get() on:click=move |_| step(by)>
                <Icon name=icon />
            </button>
        }
    };
    let first = Signal::derive(move || at.get() == 0);
    let last = Signal::derive(move || at.get() + 1 >= count.get());
    let back = move || match silences.with(|silence| silence.looked_back) {
        LookedBack::Stored => None,
        LookedBack::Present => Some(words.looked_present.to_owned()),
        LookedBack::Since(since) => Some(words.looked_since.fill([&format.day_short(since, today())])),
    };
    let body = move || match now.get() {
        None => {
            view! { <div class="empty"><h3>{words.silent_none}</h3><p>{words.silent_none_why}</p></div> }.into_any()
        }
        Some(silent) => view! { <One silent asked /> }.into_any(),
    };
    view! {
        <section class="panel quiet" aria-labelledby="silent-title">
            <div class="panel-h">
                <h2 id="silent-title">{words.silent}</h2>
                {turn}
                {button(words.previous, Icon::CHEV_L, -1, first)}
                {button(words.next, Icon::CHEV_R, 1, last)}
            </div>
            {body}
            {move || back().map(|back| view! { <p class="c3 t12 back">{back}</p> })}
        </section>
    }
}

/// A customer who has fallen silent.
#[component]
fn One(silent: Quiet, asked: Callback<()>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let store = use_store();
    let id = silent.buyer.customer;
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let usual = match silent.usual {
        Some(days) => words.usual.fill([&all.units.days.of(days as usize)]),
        None => words.no_interval.to_owned(),
    };
    let quiet = words.silent_for.fill([&all.units.days.of(silent.buyer.recency as usize), &usual]);
    view! {
        <div class="int" data-id=id.to_string()>
            <div class="row btw">
                <div><h3 class="t14"><a href=href(Route::Customer(id))>{name}</a></h3><p class="c2">{quiet}</p></div>
                <span class="row g1"><CodeMark code=silent.then.code() /><Icon name=Icon::ARROW_R class="i c3" /><CodeMark code=silent.now.code() /></span>
            </div>
            <LastPurchase customer=id />
            {match silent.asked {
                Some(talk) => view! { <Asked talk customer=id /> }.into_any(),
                None => view! { <Talk customer=id asked /> }.into_any(),
            }}
        </div>
    }
}
