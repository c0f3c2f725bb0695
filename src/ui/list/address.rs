//! What the address of a list says: filters, order, groups, columns, what is folded.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;

use crate::app::address::use_queries;
use crate::domain::insight::listing::{By, Column, Order, Scope};
use crate::domain::{Slug, ViewId};

/// Every name that belongs to what is seen, in the order in which a view keeps them.
const NAMES: [&str; 13] =
    ["view", "q", "owner", "need", "scope", "funnel", "stage", "source", "segment", "sort", "group", "cols", "shut"];
/// Those of filters.
const FILTERS: [&str; 8] = ["q", "owner", "need", "scope", "funnel", "stage", "source", "segment"];
/// Which saved view the address came from.
const SAVED: &str = "saved";
/// What stands for no groups: nothing stands for the usual ones.
const NO_GROUPS: &str = "none";

/// The dearest first, until somebody says otherwise.
pub(super) const FIRST: Order = Order { by: Column::Amount, descending: true };

/// The columns until somebody says otherwise.
pub(super) const USUAL: [Column; 8] = [
    Column::Customer,
    Column::Title,
    Column::Stage,
    Column::Days,
    Column::Contact,
    Column::Amount,
    Column::Chance,
    Column::Owner,
];

/// What is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) scope: Scope,
    /// Deals of every funnel.
    pub(super) everywhere: bool,
    pub(super) stage: Option<Slug>,
    pub(super) source: Option<String>,
    pub(super) segment: Option<Slug>,
    pub(super) order: Order,
    pub(super) group: Option<By>,
    pub(super) columns: Vec<Column>,
    /// Groups that are folded, by name.
    pub(super) shut: BTreeSet<String>,
}

impl Asked {
    fn of(query: &ParamsMap) -> Self {
        let get = |name: &str| query.get(name).unwrap_or_default();
        let group = match get("group").as_str() {
            "" => Some(By::Stage),
            key => By::parse(key),
        };
        let columns: Vec<Column> = get("cols").split(',').filter_map(Column::parse).collect();
        let usual =
            || USUAL.into_iter().filter(|column| group != Some(By::Stage) || *column != Column::Stage).collect();
        Self {
            scope: Scope::parse(&get("scope")),
            everywhere: get("funnel") == "all",
            stage: Slug::new(&get("stage")).ok(),
            source: Some(get("source")).filter(|source| !source.is_empty()),
            segment: Slug::new(&get("segment")).ok(),
            order: Order::parse(&get("sort")).unwrap_or(FIRST),
            group,
            columns: if columns.is_empty() { usual() } else { columns },
            shut: get("shut").split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        }
    }

    /// Whether nothing narrows the list but what every list shows.
    pub(super) fn is_plain(&self) -> bool {
        self.scope == Scope::Open && self.stage.is_none() && self.source.is_none() && self.segment.is_none()
    }
}

/// Changes several values of the address at once; empty ones go.
type SetAll = Box<dyn Fn(&[(&'static str, &str)])>;

/// The address, to be read and written.
#[derive(Clone, Copy)]
pub(super) struct Address {
    query: Memo<ParamsMap>,
    set: StoredValue<SetAll, LocalStorage>,
}

impl Address {
    pub(super) fn here() -> Self {
        let set = use_queries();
        Self { query: use_location().query, set: StoredValue::new_local(Box::new(set)) }
    }

    pub(super) fn asked(self) -> Memo<Asked> {
        Memo::new(move |_| self.query.with(Asked::of))
    }

    /// A value, subscribing to it; empty when it is not there.
    pub(super) fn get(self, name: &str) -> String {
        self.query.with(|query| query.get(name).unwrap_or_default())
    }

    pub(super) fn set(self, name: &'static str, value: &str) {
        self.set_all(&[(name, value)]);
    }

    pub(super) fn set_all(self, values: &[(&'static str, &str)]) {
        self.set.with_value(|set| set(values));
    }

    pub(super) fn clear_filters(self) {
        self.set_all(&FILTERS.map(|name| (name, "")));
    }

    /// How many filters are on.
    pub(super) fn filters_on(self) -> usize {
        FILTERS.into_iter().filter(|name| !self.get(name).is_empty()).count()
    }

    pub(super) fn order_by(self, order: Order) {
        self.set("sort", &if order == FIRST { String::new() } else { order.key() });
    }

    pub(super) fn group_by(self, group: Option<By>) {
        let key = match group {
            Some(By::Stage) => "",
            Some(group) => group.key(),
            None => NO_GROUPS,
        };
        // What was folded is of other groups.
        self.set_all(&[("group", key), ("shut", "")]);
    }

    pub(super) fn show_columns(self, columns: &[Column]) {
        let keys: Vec<String> = columns.iter().map(|column| column.key()).collect();
        self.set("cols", &keys.join(","));
    }

    pub(super) fn fold(self, mut shut: BTreeSet<String>, name: String) {
        if !shut.remove(&name) {
            shut.insert(name);
        }
        self.set("shut", &shut.into_iter().collect::<Vec<_>>().join(","));
    }

    /// All that is seen, as a view keeps it: `?view=list&sort=customer`.
    pub(super) fn kept(self) -> String {
        self.query.with(kept)
    }

    /// The saved view from which the address came, subscribing to it.
    pub(super) fn saved(self) -> Option<ViewId> {
        self.get(SAVED).parse().ok()
    }

    pub(super) fn set_saved(self, view: Option<ViewId>) {
        self.set(SAVED, &view.map(|view| view.to_string()).unwrap_or_default());
    }
}

fn kept(query: &ParamsMap) -> String {
    let mut kept = ParamsMap::new();
    for name in NAMES {
        if let Some(value) = query.get(name).filter(|value| !value.is_empty()) {
            kept.insert(name, value);
        }
    }
    kept.to_query_string()
}

/// What the link of a saved view says behind the path of its page.
pub(super) fn link(query: &str, view: ViewId) -> String {
    format!("{query}{}{SAVED}={view}", if query.is_empty() { "?" } else { "&" })
}
