//! A regulation as it is read: its text, its edition, and that whoever sits here has read it. On the page of a funnel and
//! on that of a deal alike.
//! Deliberately not here: writing it, who else has signed (`setup::regulation`).

use leptos::prelude::*;

use super::gate::refusal;
use super::icon::Icon;
use crate::app::address::href;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::Words;
use crate::domain::{Command, Moment, Slug, Text, Wording};

/// A day without its weekday.
pub fn day(format: Format, at: Moment) -> String {
    let now = clock::now();
    format.day_short(at.day(clock::offset(at)), now.day(clock::offset(now)))
}

/// The number of an edition and since when it holds: «ред. 4, 16 нояб.».
pub fn edition(words: &Words, format: Format, number: u32, since: Moment) -> String {
    words.regulations.edition.fill([&number.to_string(), &day(format, since)])
}

/// What is done, what is not, and how to tell that it is done.
#[component]
pub fn Charter(wording: Wording) -> impl IntoView {
    let words = use_words().regulations;
    let language = use_language();
    let lines = move |lines: Vec<Text>| lines.iter().map(|line| view! { <li>{language.of(line)}</li> }).collect_view();
    let Wording { points, forbidden, done, .. } = wording;
    let done = language.of(&done);
    view! {
        <div class="charter">
            <ol aria-label=words.points>{lines(points)}</ol>
            {(!forbidden.is_empty()).then(|| view! { <h3>{words.forbidden}</h3><ul>{lines(forbidden)}</ul> })}
            {(!done.is_empty()).then(|| view! { <h3>{words.done}</h3><p>{done}</p> })}
        </div>
    }
}

/// Whether whoever sits here has read the wording in force, and the way to say so.
#[component]
pub fn Sign(
    /// The funnel or stage.
    #[prop(into)]
    of: Signal<Slug>,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let store = use_store();
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let said = words.regulations;
    // The moment at which they signed, if they have; nothing where there is nothing to sign.
    let signed = Memo::new(move |_| {
        let (of, me) = (of.get(), store.me());
        store.all("regulation", |workspace| {
            let regulation = workspace.regulation(of)?;
            let (edition, _) = regulation.current()?;
            let signature = me.and_then(|me| regulation.signed.get(&me));
            Some(signature.filter(|signature| signature.edition == edition).map(|signature| signature.at))
        })
    });
    let sign = move |_| {
        let Some(me) = store.acting() else { return };
        let told = said.told_signed.fill([&name.get_untracked()]);
        if let Err(why) = store.dispatch(Command::SignRegulation(of.get_untracked(), me), told) {
            let (what, why) = store.peek(|workspace| refusal(words, language, workspace, &why));
            store.tell(words.a11y.refused.fill([what, &why]).trim());
        }
    };
    move || {
        match (signed.get()?, store.me()) {
        (Some(at), _) => {
            let text = said.you_signed.fill([&day(format, at)]);
            Some(view! { <p class="row cok"><Icon name=Icon::CHECK />{text}</p> }.into_any())
        }
        (None, Some(_)) => Some(view! { <button class="btn" type="button" data-do="sign" on:click=sign><Icon name=Icon::CHECK />{said.sign}</button> }.into_any()),
        (None, None) => Some(view! { <p class="c2">{said.who_signs}" "<a class="link" href=href(Route::People)>{said.say_who}</a></p> }.into_any()),
    }
    }
}
