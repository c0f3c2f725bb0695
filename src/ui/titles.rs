//! What the tab of the browser is called: the page, where it stands, and the application.

use leptos::prelude::*;

use super::kit::called;
use super::today::use_overdue;
use crate::app::address::use_route;
use crate::app::locale::{use_language, use_words};
use crate::app::reminders::badge;
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::domain::Slug;

/// Calls the document by what its address names, as long as the frame is drawn.
pub fn keep() {
    let store = use_store();
    let words = use_words();
    let language = use_language();
    let route = use_route();
    let set_up = Memo::new(move |_| store.company().is_some());
    let funnel = move |id: Slug| {
        let live = store.pipeline(id);
        let funnel = live.or_else(|| store.draft(id).map(|draft| draft.funnel.clone()))?;
        Some(language.of(&funnel.name))
    };
    let title = Memo::new(move |_| {
        let setup = || words.setup.title.to_owned();
        let known = |name: Option<String>| name.unwrap_or_else(|| words.shell.no_page.to_owned());
        let page = match route.get() {
            _ if !set_up.get() => vec![],
            Some(Route::Start) => vec![],
            Some(Route::Today) => vec![words.shell.today.to_owned()],
            Some(Route::Board(id)) => vec![known(funnel(id))],
            Some(Route::Deal(id)) => {
                let deal = store.deal(id);
                vec![known(deal.map(|deal| store.peek(|workspace| called(workspace, &deal))))]
            }
            Some(Route::Lead) => vec![words.leads.new.to_owned()],
            Some(Route::Customers) => vec![words.customers.title.to_owned()],
            Some(Route::Customer(id)) => {
                vec![known(store.customer(id).map(|customer| customer.name.clone())), words.customers.title.to_owned()]
            }
            Some(Route::Analysis) => vec![words.shell.analysis.to_owned()],
            Some(Route::Setup) => vec![setup()],
            Some(Route::Funnel(id)) => vec![known(funnel(id)), setup()],
            Some(Route::NewFunnel) => vec![words.builder.title.to_owned(), setup()],
            Some(Route::People) => vec![words.people.title.to_owned(), setup()],
            Some(Route::Hours) => vec![words.setup.hours.to_owned(), setup()],
            Some(Route::Rates) => vec![words.setup.rates.to_owned(), setup()],
            Some(Route::Here) => vec![words.shell.here.to_owned()],
            None => vec![words.shell.no_page.to_owned()],
        };
        let parts = page.into_iter().chain([words.shell.name.to_owned()]);
        parts.collect::<Vec<_>>().join(" · ")
    });
    // What is overdue stands before it, where it is seen in a row of tabs.
    let overdue = use_overdue();
    Effect::new(move || {
        let count = overdue.count();
        let title = title.get();
        document().set_title(&if count > 0 { format!("({count}) {title}") } else { title });
    });
    Effect::new(move || badge(overdue.count()));
}
