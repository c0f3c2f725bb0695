//! The page behind a link that carries a lead, and behind «Поделиться»: it opens the board of leads with what came written
//! into a new lead, and nothing is kept before somebody says so.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Carried, Talk, use_moves};
use crate::app::address::{href, use_replace};
use crate::app::locale::{use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{REQUESTS, Requests};
use crate::data::lead::{LeadProblem, from_query};
use crate::domain::{Currency, FourR};
use crate::ui::icon::Icon;

/// What a system's «Поделиться» gives, in the order in which it is read (public/manifest.webmanifest).
const SHARED: [&str; 3] = ["share_title", "share_text", "share_url"];

/// Why a link or a record of an inbox is no lead, in words.
pub fn problem(words: &Requests, why: &LeadProblem) -> String {
    match why {
        LeadProblem::TooLarge { limit, .. } => words.too_large.fill([&limit.to_string()]),
        LeadProblem::TooLong { name, limit, .. } => words.too_long.fill([name, &limit.to_string()]),
        LeadProblem::TooManyFields { limit } => words.too_many.fill([&limit.to_string()]),
        LeadProblem::Encoding { name } => words.bad_letters.fill([name]),
        LeadProblem::NotText { name } => words.not_text.fill([name]),
        LeadProblem::Nobody
        | LeadProblem::NotJson { .. }
        | LeadProblem::NotLeads
        | LeadProblem::TooMany { .. }
        | LeadProblem::NotALead => words.nobody.to_owned(),
    }
}

/// Goes on to the board of leads, or says why not.
#[component]
pub fn CarriedPage() -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let (all, words) = (use_words(), use_words_of(&REQUESTS));
    let switch = use_replace();
    let location = use_location();
    let wrong = RwSignal::new(None::<(String, &'static str)>);
    Effect::new(move || {
        let leads = store.four_r(FourR::Leads).filter(|leads| !leads.archived);
        let Some(leads) = leads else {
            return wrong.set(Some((words.no_leads.to_owned(), "")));
        };
        let query = location.query.get_untracked();
        let shared: Vec<String> =
            SHARED.into_iter().filter_map(|name| query.get(name)).filter(|text| !text.trim().is_empty()).collect();
        let carried = if shared.is_empty() {
            let home = store.peek(|workspace| workspace.company().map_or(Currency::RUB, |company| company.currency));
            let lead = from_query(&location.search.get_untracked(), home);
            lead.map(|lead| Carried { lead, text: String::new(), from: "link" })
        } else {
            Ok(Carried { text: shared.join("\n"), ..Carried::default() })
        };
        match carried {
            Ok(carried) => {
                switch(Route::Board(leads.id));
                moves.talk.set(Some(Talk::Lead(Arc::new(carried))));
            }
            Err(why) => wrong.set(Some((words.bad_link.fill([&problem(words, &why)]), words.bad_link_why))),
        }
    });
    let said = move || {
        wrong.get().map(|(what, why)| {
            view! {
                <div class="empty" role="alert">
                    <Icon name=Icon::ALERT_C class="i i20" />
                    <p><b>{what}</b></p>
                    <p>{why}</p>
                    <a class="btn" href=href(Route::Start)>{all.shell.to_funnels}</a>
                </div>
            }
        })
    };
    view! { <main class="main" id="main"><div class="scroll">{said}</div></main> }
}
