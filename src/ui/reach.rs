//! The ways to reach somebody, the same wherever somebody is named: to call, to write, Telegram, WhatsApp, and a letter by a
//! template where there is a deal that it is about.
//! Deliberately not here: which address a way has (`data::reach`).

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::icon::Icon;
use super::moving::{Talk, use_moves};
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::CONTACTS;
use crate::data::reach::{mailto, tel, telegram, whatsapp};
use crate::domain::{DealId, PersonId};

/// A link for each way that is known and sound; nothing where none is.
#[component]
pub fn Ways(
    /// Who is reached.
    #[prop(into)]
    name: String,
    /// What is known of them: phone, e-mail, name in Telegram.
    fields: BTreeMap<String, String>,
    /// The deal about which one writes, if there is one, and to whom of the buyer's people.
    #[prop(optional, into)]
    about: Option<(DealId, Option<PersonId>)>,
) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&CONTACTS));
    let moves = about.map(|about| (use_moves(), about));
    let field = |name: &str| fields.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let (phone, email, messenger) = (field("phone"), field("email"), field("telegram"));
    let link = |way: &'static str, icon: Icon, shown: &str, to: String| {
        let label = format!("{way}: {}", words.units.comma.fill([&name, shown]));
        // What leaves the page opens beside it, and is not told from where.
        let beside = to.starts_with("https:").then_some("_blank");
        view! {
            <a class="btn ghost icon sm" href=to target=beside rel="noopener noreferrer" aria-label=label.clone() title=label><Icon name=icon /></a>
        }
    };
    let by_phone = |make: &dyn Fn(&str) -> Option<String>| {
        let phone = phone.as_deref()?;
        make(phone).map(|to| (phone.to_owned(), to))
    };
    let call = by_phone(&tel).map(|(shown, to)| link(words.deal.call, Icon::PHONE, &shown, to));
    let letter = email.as_deref().and_then(|email| Some((email, mailto(email, "", "")?)));
    let letter = letter.map(|(shown, to)| link(words.deal.letter, Icon::MAIL, shown, to));
    let named = messenger.and_then(|name| telegram(&name, "").map(|to| (name, to)));
    let named = named.or_else(|| by_phone(&|phone| telegram(phone, "")));
    let named = named.map(|(shown, to)| link(own.telegram, Icon::SEND, &shown, to));
    let chat = by_phone(&|phone| whatsapp(phone, "")).map(|(shown, to)| link(own.whatsapp, Icon::CHAT, &shown, to));
    let reachable = letter.is_some() || named.is_some() || chat.is_some();
    let template = moves.filter(|_| reachable).map(|(moves, (deal, person))| {
        let label = format!("{}: {name}", own.by_template);
        let write = move |_| moves.talk.set(Some(Talk::Write { deal, person }));
        view! { <button class="btn ghost icon sm" type="button" aria-label=label.clone() title=label on:click=write><Icon name=Icon::NOTE /></button> }
    });
    view! { <span class="row g1">{call}{letter}{named}{chat}{template}</span> }
}
