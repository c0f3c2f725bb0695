//! The address of the page: which page it names, how to go to another, and the query that holds filters.
//! Deliberately not here: what the pages are (`route`).

use std::cell::OnceCell;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::route::Route;

thread_local! {
    /// The page has one base for as long as it lives, and a scrolled board asks for it with every card.
    static BASE: OnceCell<String> = const { OnceCell::new() };
}

/// The path under which the application is hosted, without its last slash: empty at the root of a host.
pub fn base() -> String {
    BASE.with(|base| base.get_or_init(read_base).clone())
}

fn read_base() -> String {
    let uri = document().base_uri().ok().flatten().and_then(|uri| web_sys::Url::new(&uri).ok());
    uri.map(|uri| uri.pathname().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// The address of a page, for a link.
pub fn href(route: Route) -> String {
    format!("{}{route}", base())
}

/// The page that the address names now; none when there is no such page.
pub fn use_route() -> Memo<Option<Route>> {
    let location = use_location();
    let base = base();
    Memo::new(move |_| {
        let path = location.pathname.get();
        Route::parse(path.strip_prefix(&base).unwrap_or(&path))
    })
}

/// The way to other addresses, kept by the root of the page so that long work may still go somewhere after the screen
/// that began it has left.
#[derive(Clone, Copy)]
pub struct Way(StoredValue<Navigate, LocalStorage>);

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

impl Way {
    /// To be made once, inside the router.
    pub fn new() -> Self {
        let navigate = use_navigate();
        Self(StoredValue::new_local(Box::new(move |address: &str, options| navigate(address, options))))
    }

    fn go(&self, address: &str, options: NavigateOptions) {
        // Our addresses begin with the base; the router would put it before them once more.
        self.0.with_value(|navigate| navigate(address, NavigateOptions { resolve: false, ..options }));
    }
}

impl Default for Way {
    fn default() -> Self {
        Self::new()
    }
}

/// Goes to another page. To be made while a component is drawn, and called at any time later.
pub fn use_go() -> impl Fn(Route) + Copy + 'static {
    let way: Way = expect_context();
    move |route: Route| way.go(&href(route), NavigateOptions::default())
}

/// Puts another page in place of this one: the filters stay, and «back» leaves both. To be made while a component is
/// drawn, and called later.
pub fn use_switch() -> impl Fn(Route) + Copy + 'static {
    let query = use_location().query;
    let way: Way = expect_context();
    move |route: Route| {
        let address = format!("{}{}", href(route), query.with_untracked(|query| query.to_query_string()));
        way.go(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    }
}

/// Puts another page in place of this one, without what the query carried. To be made while a component is drawn, and
/// called later.
pub fn use_replace() -> impl Fn(Route) + Copy + 'static {
    let way: Way = expect_context();
    move |route: Route| way.go(&href(route), NavigateOptions { replace: true, ..NavigateOptions::default() })
}

/// A value of the query, empty when it is not there, and a way to change it. A change replaces the entry of the browser's
/// history, so that «back» leaves the page and not the last letter of a filter.
pub fn use_query(name: &'static str) -> (Memo<String>, impl Fn(&str) + Copy + 'static) {
    let set_all = use_queries();
    // Not the router's own `use_query_map`: every page is one route to it, and from page to page it keeps the query with
    // which that route began.
    let query = use_location().query;
    let value = Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()));
    (value, move |value: &str| set_all(&[(name, value)]))
}

/// A way to change several values of the query at once, each as [`use_query`] changes one; empty ones go.
pub fn use_queries() -> impl Fn(&[(&'static str, &str)]) + Copy + 'static {
    let location = use_location();
    let query = location.query;
    let way: Way = expect_context();
    move |values: &[(&'static str, &str)]| {
        let mut query = query.get_untracked();
        for &(name, value) in values {
            query.remove(name);
            if !value.is_empty() {
                query.insert(name, value.to_owned());
            }
        }
        let address = format!("{}{}", location.pathname.get_untracked(), query.to_query_string());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        way.go(&address, options);
    }
}
