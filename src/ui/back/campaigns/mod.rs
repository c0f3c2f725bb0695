//! Campaigns: an offer to any list of customers, a part of them left without it, and what the difference is.
//! Deliberately not here: who stands on which side and what came of it (`domain`), how letters go out (`refresh`).

mod dialog;
mod one;
mod panel;
mod wording;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

pub use self::dialog::OfferDialog;
pub(super) use self::panel::Campaigns;
pub use self::wording::{Fated, fate};
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::leaving::standings;
use crate::domain::{Arm, CampaignId, CustomerId, Moment};
use crate::ui::back::today;
use crate::ui::icon::Icon;

/// The calendar day of a moment where the person is.
pub fn day(at: Moment) -> NaiveDate {
    at.day(clock::offset(at))
}

/// What a new campaign is called and says until somebody writes otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// Its name.
    pub name: String,
    /// Its goal.
    pub goal: String,
    /// What is offered; empty for the usual words.
    pub offer: String,
    /// Its last day; none for a week from now.
    pub until: Option<NaiveDate>,
}

/// Who is being offered something, if anybody is.
#[derive(Clone, Copy)]
pub struct Offers(RwSignal<Option<(Arc<Vec<CustomerId>>, Suggestion)>>);

impl Offers {
    /// Nobody. To be provided by a page that has [`OfferDialog`] on it.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Opens the dialog that begins a campaign with these customers, in any order.
    pub fn offer(self, customers: Vec<CustomerId>, suggestion: Suggestion) {
        self.0.set(Some((Arc::new(customers), suggestion)));
    }

    fn close(self) {
        self.0.set(None);
    }
}

/// The offers of this page.
pub fn use_offers() -> Offers {
    expect_context()
}

/// On which side of a campaign that runs today each customer stands.
pub(super) type Sides = Memo<Arc<HashMap<CustomerId, (CampaignId, Arm)>>>;

/// Follows the campaigns, and who was made one with whom.
pub(super) fn sides() -> Sides {
    let store = use_store();
    Memo::new(move |_| {
        store.all("merger", |_| ());
        store.all("campaign", |workspace| Arc::new(standings(workspace, today())))
    })
}

/// «Кампания»: an offer to the customers of the table of scores as it is filtered.
#[component]
pub(super) fn OfferButton(keys: Memo<Arc<Vec<CustomerId>>>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let offers = use_offers();
    let (cell, _) = use_query("cell");
    let press = move |_| {
        let customers = keys.get_untracked().to_vec();
        let cell = cell.get_untracked();
        let name = match cell.is_empty() {
            true => words.list_name.fill([&all.units.clients.of(customers.len())]),
            false => words.cell_name.fill([&cell]),
        };
        offers.offer(customers, Suggestion { name, goal: words.cell_goal.to_owned(), ..Suggestion::default() });
    };
    move || {
        keys.with(|keys| !keys.is_empty()).then(|| {
            view! { <button class="btn sm ml" type="button" aria-haspopup="dialog" on:click=press><Icon name=Icon::SEND />{words.campaign}</button> }
        })
    }
}
