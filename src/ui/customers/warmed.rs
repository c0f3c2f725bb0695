//! What was offered to a customer and what they said when they had fallen silent: a part of their history.
//! Deliberately not here: letters of content plans.

use leptos::prelude::*;

use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::{Arm, CustomerId, Grievance, Moment, Record, RecordId};
use crate::ui::back::campaigns::{day, fate};
use crate::ui::back::today;

/// How many are shown.
const SHOWN: usize = 8;

/// A line of the history: when, what, how it went.
type Entry = (Moment, String, &'static str, &'static str, String);

/// Campaigns and talks, the latest first; nothing when there were none.
#[component]
pub(super) fn Warmed(id: CustomerId) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let entries = Memo::new(move |_| {
        store.of(id);
        let mut entries: Vec<Entry> = store.all("campaign", |workspace| {
            let of = workspace.campaigns().filter_map(|campaign| Some((campaign, workspace.side(campaign, id)?)));
            of.map(|(campaign, arm)| {
                let letter = workspace.offer_letter(campaign.id, id);
                let (class, text) = match arm {
                    Arm::Control => ("chip", words.control_mark),
                    Arm::Offered => {
                        let fated = fate(words, letter.map(AsRef::as_ref));
                        (fated.class, fated.text)
                    }
                };
                (campaign.began, campaign.name.clone(), class, text, String::new())
            })
            .collect()
        });
        store.peek(|workspace| {
            let talks = workspace.of(id).filter(|record| matches!(record, RecordId::Interview(_)));
            for talk in talks.filter_map(|record| workspace.get(record)) {
                let Record::Interview(talk) = talk else { continue };
                let cause =
                    Grievance::ALL.iter().position(|&cause| cause == talk.cause).map(|at| words.cause_words[at]);
                entries.push((
                    talk.at,
                    words.silent.to_owned(),
                    "chip warn",
                    cause.unwrap_or_default(),
                    talk.words.clone(),
                ));
            }
        });
        entries.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        entries
    });
    let line = move |(at, what, class, how, said): Entry| {
        let on = format.day_short(day(at), today());
        view! {
            <li>
                <span class="el"><span class="c2">{on}</span>", "{what}</span><span class=class>{how}</span>
                {(!said.is_empty()).then(|| view! { <span class="c2">{said}</span> })}
            </li>
        }
    };
    move || {
        let entries = entries.get();
        (!entries.is_empty()).then(|| view! {
            <section>
                <div class="hd"><h3>{words.history}</h3><span class="c3">{all.grammar.number(entries.len())}</span></div>
                <ul class="lst">{entries.into_iter().take(SHOWN).map(line).collect_view()}</ul>
            </section>
        })
    }
}
