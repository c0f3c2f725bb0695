//! The list as a thing to work at: what is asked for, what was found, its rows, the row with the focus, what is chosen.
//! Shared by everything on the page.

use std::fmt;
use std::sync::Arc;

use leptos::prelude::*;

use super::address::{Address, Asked};
use super::gather::{Gathered, gathered};
use super::orders::Deed;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{LISTS, Lists, Words};
use crate::domain::insight::listing::{Column, Heading, Listing, Odds, Query};
use crate::domain::insight::scores::Scoring;
use crate::domain::{DealId, Moment, Pipeline};
use crate::ui::back::{today, use_bought};
use crate::ui::board::filters::use_filter;
use crate::ui::many::Choice;
use crate::ui::moving::{Moves, use_moves};

/// Milliseconds after which days and what is overdue are looked at anew.
const TICK: std::time::Duration = std::time::Duration::from_secs(30);

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Row {
    /// The head of a group, by its place.
    Group(usize),
    /// A deal.
    Deal(DealId),
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(at) => write!(f, "group-{at}"),
            Self::Deal(id) => write!(f, "{id}"),
        }
    }
}

/// The list.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) store: Store,
    pub(super) moves: Moves,
    pub(super) words: &'static Words,
    pub(super) own: &'static Lists,
    pub(super) language: Language,
    pub(super) format: Format,
    pub(super) pipeline: StoredValue<Arc<Pipeline>>,
    pub(super) address: Address,
    pub(super) asked: Memo<Asked>,
    pub(super) listing: RwSignal<Arc<Listing>>,
    pub(super) odds: RwSignal<Arc<Odds>>,
    pub(super) ready: RwSignal<bool>,
    pub(super) rows: Memo<Arc<Vec<Row>>>,
    pub(super) choice: Choice<DealId>,
    /// The row with the focus.
    pub(super) at: RwSignal<Option<Row>>,
    /// Now, to the half minute.
    pub(super) now: RwSignal<Moment>,
    /// What is to be done with the chosen, while its dialog is open.
    pub(super) wish: RwSignal<Option<Deed>>,
}

impl List {
    /// The list of a funnel. To be made once, while the page is drawn.
    pub(super) fn new(pipeline: Arc<Pipeline>) -> Self {
        let store = use_store();
        let address = Address::here();
        let asked = address.asked();
        let filter = use_filter();
        let now = RwSignal::new(clock::now());
        if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
        let scoring = use_bought().scoring(today);
        let funnel = pipeline.id;
        let query = Memo::new(move |_| {
            let asked = asked.get();
            let customers = asked.segment.map(|segment| {
                let cells = store.all("segment", |workspace| {
                    workspace.segments().find(|known| known.id == segment).map(|known| known.cells.clone())
                });
                let cells = cells.unwrap_or_default();
                Arc::new(scoring.with(|scoring| members(scoring, |code| cells.contains(&code))))
            });
            Query {
                funnel: (!asked.everywhere).then_some(funnel),
                scope: asked.scope,
                filter: filter.get(),
                stage: asked.stage,
                source: asked.source,
                customers,
                order: asked.order,
                group: asked.group,
            }
        });
        let likely = Memo::new(move |_| {
            let seen = [Column::Chance, Column::Expected];
            asked.with(|asked| seen.iter().any(|column| asked.columns.contains(column) || asked.order.by == *column))
        });
        let Gathered { listing, odds, ready } = gathered(store, query, likely, now);
        let rows = Memo::new(move |_| {
            listing.with(|listing| {
                asked.with(|asked| {
                    let mut rows = Vec::with_capacity(listing.count + listing.groups.len());
                    for (at, group) in listing.groups.iter().enumerate() {
                        if group.heading != Heading::All {
                            rows.push(Row::Group(at));
                        }
                        if asked.shut.is_empty() || !asked.shut.contains(&name_of(&group.heading)) {
                            rows.extend(group.deals.iter().copied().map(Row::Deal));
                        }
                    }
                    Arc::new(rows)
                })
            })
        });
        let choice = Choice::none();
        Effect::new(move || listing.with(|listing| choice.keep(listing.deals())));
        Self {
            store,
            moves: use_moves(),
            words: use_words(),
            own: use_words_of(&LISTS),
            language: use_language(),
            format: use_format(),
            pipeline: StoredValue::new(pipeline),
            address,
            asked,
            listing,
            odds,
            ready,
            rows,
            choice,
            at: RwSignal::new(None),
            now,
            wish: RwSignal::new(None),
        }
    }

    /// What the company calls the funnel.
    pub(super) fn name(self) -> String {
        self.pipeline.with_value(|pipeline| self.language.of(&pipeline.name))
    }

    /// The deals of the rows in sight, in their order.
    pub(super) fn deals_in_sight(self) -> Vec<DealId> {
        let deal = |row: &Row| match row {
            Row::Deal(id) => Some(*id),
            Row::Group(_) => None,
        };
        self.rows.with_untracked(|rows| rows.iter().filter_map(deal).collect())
    }

    /// The chosen deals in the order of the list.
    pub(super) fn chosen(self) -> Vec<DealId> {
        let listing = self.listing.get_untracked();
        self.choice.all.with_untracked(|chosen| listing.deals().filter(|deal| chosen.contains(deal)).collect())
    }

    /// What a screen reader hears when the list has changed.
    pub(super) fn spoken(self) -> Option<String> {
        self.ready.get().then(|| self.words.a11y.found.of(self.listing.with(|listing| listing.count)))
    }

    /// Folds a group, or unfolds it.
    pub(super) fn fold(self, group: usize) {
        let heading =
            self.listing.with_untracked(|listing| listing.groups.get(group).map(|group| name_of(&group.heading)));
        if let Some(heading) = heading {
            self.address.fold(self.asked.with_untracked(|asked| asked.shut.clone()), heading);
        }
    }

    /// Whether a group is folded, subscribing to it.
    pub(super) fn is_shut(self, heading: &Heading) -> bool {
        self.asked.with(|asked| asked.shut.contains(&name_of(heading)))
    }
}

/// The customers in cells of scores.
fn members(
    scoring: &Scoring,
    cells: impl Fn(crate::domain::insight::rfm::Code) -> bool,
) -> std::collections::BTreeSet<crate::domain::CustomerId> {
    scoring.inside(cells).map(|score| score.buyer.customer).collect()
}

/// What the address calls a group: nothing in it parts names.
fn name_of(heading: &Heading) -> String {
    fn or<T: ToString>(told: Option<T>) -> String {
        told.map_or_else(|| "-".to_owned(), |told| told.to_string())
    }
    match heading {
        Heading::All => String::new(),
        Heading::Stage(stage) => stage.to_string(),
        Heading::Owner(id) => or(*id),
        Heading::Customer(id) => or(*id),
        Heading::Source(source) => or(source.as_ref().map(|source| source.replace(',', " "))),
        Heading::Month(month) => or(month.map(|(year, month)| format!("{year}-{month:02}"))),
    }
}

/// The list of this page.
pub(super) fn use_list() -> List {
    expect_context()
}
