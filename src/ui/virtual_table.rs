//! A table of any length that draws only the rows in sight: sticky header, columns to sort by, one row with the focus, and
//! boxes to choose rows by, where the page wants them.
//! Rows are all of one height, so that the arithmetic is a division.
//!
//! Deliberately not here: what is in a row, and sorting (the page gives the rows in order).

use std::fmt::Display;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::icon::Icon;
use super::list::orders::Order as Asked;
use super::many::{ChooseAll, Choosing, listening, step};
use crate::app::locale::{use_words, use_words_of};
use crate::app::words::LISTS;

/// Rows beyond the edge that are drawn all the same, so that a quick scroll does not show emptiness.
const SPARE: usize = 6;

/// How high a row is until one has been measured, in pixels.
const ROW: f64 = 46.0;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// What the address calls it: `last`.
    pub key: &'static str,
    /// What the screen calls it.
    pub name: &'static str,
    /// Whether it holds figures: at the end of the column, and sorted from the greatest first.
    pub figures: bool,
}

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The key of a column.
    pub by: &'static str,
    /// From the greatest down.
    pub descending: bool,
}

impl Order {
    /// The order that an address names, `last` or `-last`; none when there is no such column.
    pub fn parse(text: &str, heads: &[Head]) -> Option<Self> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        heads.iter().find(|head| head.key == key).map(|head| Self { by: head.key, descending })
    }

    /// How the address names the order after a press on the head of a column.
    fn pressed(self, head: Head) -> String {
        let descending = if self.by == head.key { !self.descending } else { head.figures };
        format!("{}{}", if descending { "-" } else { "" }, head.key)
    }
}

/// The window onto the rows, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// How far it is scrolled.
    pub scroll: f64,
    /// How high it is.
    pub window: f64,
    /// How high a row is.
    pub row: f64,
}

impl Sight {
    /// The rows that are drawn.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a list")]
    pub fn rows(self, count: usize) -> Range<usize> {
        let at = |pixels: f64| (pixels.max(0.0) / self.row) as usize;
        let first = at(self.scroll).saturating_sub(SPARE).min(count);
        let last = (at(self.scroll + self.window) + 1 + SPARE).min(count);
        first..last
    }
}

/// A scrolling table of `keys`, each drawn as the cells of a row by `row`. `on_at` hears which row got the focus (by an
/// arrow key or a press), `on_open` which is to be opened (Enter).
#[component]
pub fn VirtualTable<K, V>(
    /// What a screen reader calls the table.
    label: &'static str,
    /// The columns.
    heads: Arc<[Head]>,
    /// What the rows are sorted by; none for an order of their own.
    #[prop(into)]
    order: Signal<Option<Order>>,
    /// Hears how the address is to name another order.
    on_order: Callback<String>,
    /// The rows in order.
    #[prop(into)]
    keys: Signal<Arc<Vec<K>>>,
    /// The row with the focus.
    #[prop(into)]
    at: Signal<Option<K>>,
    /// A row gets the focus.
    on_at: Callback<K>,
    /// A row is to be opened.
    on_open: Callback<K>,
    /// How rows are chosen, where they are.
    #[prop(optional)]
    choosing: Option<Choosing<K>>,
    /// Draws the cells of a row.
    row: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Display + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let (words, lists) = (use_words(), use_words_of(&LISTS));
    let scroller = NodeRef::<html::Div>::new();
    let sight = RwSignal::new(Sight { scroll: 0.0, window: 900.0, row: ROW });
    let range = Memo::new(move |_| sight.get().rows(keys.with(|keys| keys.len())));
    let shown = Memo::new(move |_| {
        keys.with(|keys| range.get().filter_map(|at| Some((at, *keys.get(at)?))).collect::<Vec<_>>())
    });
    let look = move || {
        let Some(scroller) = scroller.get_untracked() else { return };
        let drawn = scroller.query_selector("tbody > tr[data-id]").ok().flatten();
        let row = drawn.map(|row| row.get_bounding_client_rect().height()).filter(|&height| height > 1.0);
        let now = Sight {
            scroll: f64::from(scroller.scroll_top()),
            window: f64::from(scroller.client_height()),
            row: row.unwrap_or(sight.get_untracked().row),
        };
        if now != sight.get_untracked() {
            sight.set(now);
        }
    };

    let observer = StoredValue::new_local(None::<web_sys::ResizeObserver>);
    let on_resize = Closure::<dyn Fn()>::new(look);
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        if let Ok(new) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            new.observe(&scroller);
            observer.set_value(Some(new));
        }
    });
    on_cleanup(move || {
        if let Some(Some(observer)) = observer.try_get_value() {
            observer.disconnect();
        }
    });

    // Brings the row with the focus into view, whoever gave it to it.
    Effect::new(move || {
        let (Some(key), Some(scroller)) = (at.get(), scroller.get()) else { return };
        let Some(at) = keys.with_untracked(|keys| keys.iter().position(|&other| other == key)) else { return };
        let row = sight.get_untracked().row;
        #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
        let top = at as f64 * row;
        let head = scroller.query_selector("thead").ok().flatten();
        let head = head.map(|head| head.get_bounding_client_rect().height()).unwrap_or_default();
        let (scroll, window) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
        if top < scroll || top + row + head > scroll + window {
            let wanted = if top < scroll { top } else { top + row + head - window };
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
            scroller.set_scroll_top(wanted.ceil() as i32);
        }
    });

    let place = move |row: Option<K>| keys.with_untracked(|keys| keys.iter().position(|&key| Some(key) == row));
    let walk = move |way| {
        let count = keys.with_untracked(|keys| keys.len());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a window")]
        let screen = ((sight.get_untracked().window / sight.get_untracked().row) as usize).saturating_sub(2).max(1);
        let to = step(way, place(at.get_untracked()), count, screen);
        let to = to.and_then(|to| keys.with_untracked(|keys| keys.get(to).copied()));
        if let Some(to) = to {
            on_at.run(to);
        }
        to
    };
    // What a key asks for; whether it was for the table.
    let follow = move |asked: Asked| {
        let now = at.get_untracked();
        match (asked, choosing) {
            (Asked::Go(way), _) => drop(walk(way)),
            (Asked::Open, _) => match now {
                Some(now) => on_open.run(now),
                None => return false,
            },
            (_, None) => return false,
            (Asked::Extend(way), Some(Choosing { choice, .. })) => {
                if let Some(to) = walk(way) {
                    keys.with_untracked(|keys| choice.run(keys, now, to));
                }
            }
            (Asked::Choose, Some(Choosing { choice, .. })) => match now {
                Some(now) => choice.toggle(now),
                None => return false,
            },
            (Asked::All, Some(Choosing { choice, .. })) => {
                keys.with_untracked(|keys| choice.choose(keys.iter().copied()));
            }
            (Asked::Clear, Some(Choosing { choice, .. })) => return choice.clear(),
            (Asked::Do(deed), Some(Choosing { choice, on_deed, .. })) => {
                // Nothing chosen: the row itself is meant.
                let alone = now.filter(|_| choice.all.with_untracked(|all| all.is_empty()));
                if let Some(alone) = alone {
                    choice.toggle(alone);
                }
                let done = choice.all.with_untracked(|all| !all.is_empty()) && on_deed.run(deed);
                if !done && alone.is_some() {
                    choice.clear();
                }
                return done;
            }
            _ => return false,
        }
        true
    };
    let asked = listening();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if asked(&event).is_some_and(follow) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let pressed = move |event: web_sys::MouseEvent, key: K| {
        let was = at.get_untracked();
        let rows = || keys.with_untracked(|keys| keys.to_vec());
        on_at.run(key);
        if let Some(Choosing { choice, .. }) = choosing {
            choice.pressed(&event, rows, was, key);
        }
    };

    let head = move |head: Head| {
        let sorted = move || order.get().filter(|order| order.by == head.key).map(|order| order.descending);
        let press = move |_| {
            let now = order.get_untracked().unwrap_or(Order { by: "", descending: false });
            on_order.run(now.pressed(head));
        };
        let icon = move || sorted().map(|down| if down { Icon::ARROW_D } else { Icon::ARROW_U });
        view! {
            <th
                scope="col"
                class:r=head.figures
                aria-sort=move || sorted().map(|down| if down { "descending" } else { "ascending" })
            >
                <button type="button" title=words.customers.sort_by.fill([head.name]) on:click=press>
                    {move || icon().map(|name| view! { <Icon name /> })}{head.name}
                </button>
            </th>
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
    let padding = move |rows: usize| format!("{}px", rows as f64 * sight.get().row);
    let columns = (heads.len() + usize::from(choosing.is_some())).to_string();
    let draw = move |(index, key): (usize, K)| {
        let here = move || at.get() == Some(key);
        let chosen = move || choosing.is_some_and(|choosing| choosing.choice.has(key));
        let tick = choosing.map(|Choosing { name, .. }| {
            let label = lists.choose.fill([&name.run(key)]);
            view! { <td class="tick"><input type="checkbox" tabindex="-1" aria-label=label prop:checked=chosen /></td> }
        });
        view! {
            <tr
                id=format!("row-{key}")
                data-id=key.to_string()
                aria-rowindex=(index + 2).to_string()
                aria-current=move || here().then_some("true")
                class:at=here
                class:sel=chosen
                on:click=move |event| pressed(event, key)
            >
                {tick}
                {row(key)}
            </tr>
        }
    };
    let all = choosing.map(|Choosing { choice, .. }| {
        let count = Memo::new(move |_| (choice.all.with(|all| all.len()), keys.with(|keys| keys.len())));
        let turn = move |()| match count.get_untracked() {
            (chosen, all) if chosen == all => _ = choice.clear(),
            _ => keys.with_untracked(|keys| choice.choose(keys.iter().copied())),
        };
        view! { <th scope="col" class="tick"><ChooseAll count on_turn=Callback::new(turn) /></th> }
    });
    view! {
        <div
            class="vt"
            role="group"
            tabindex="0"
            aria-label=label
            aria-activedescendant=move || at.get().map(|key| format!("row-{key}"))
            node_ref=scroller
            on:scroll=move |_| look()
            on:keydown=on_key
        >
            <table class="table" aria-label=label aria-rowcount=move || (keys.with(|keys| keys.len()) + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">{all}{heads.iter().copied().map(head).collect_view()}</tr>
                </thead>
                <tbody>
                    <tr class="vpad" aria-hidden="true">
                        <td colspan=columns.clone() style:height=move || padding(range.get().start)></td>
                    </tr>
                    <For each=move || shown.get() key=|shown| *shown children=draw />
                    <tr class="vpad" aria-hidden="true">
                        <td
                            colspan=columns
                            style:height=move || padding(keys.with(|keys| keys.len()).saturating_sub(range.get().end))
                        ></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [Head; 2] =
        [Head { key: "name", name: "Name", figures: false }, Head { key: "year", name: "Year", figures: true }];

    #[test]
    fn an_order_and_its_address() {
        let by_year = Order { by: "year", descending: true };
        assert_eq!(Order::parse("-year", &HEADS), Some(by_year));
        assert_eq!(Order::parse("year", &HEADS), Some(Order { by: "year", descending: false }));
        assert_eq!(Order::parse("-other", &HEADS), None);
        assert_eq!(by_year.pressed(HEADS[1]), "year");
        assert_eq!(by_year.pressed(HEADS[0]), "name");
    }

    #[test]
    fn rows_in_sight() {
        let sight = |scroll| Sight { scroll, window: 460.0, row: 46.0 };
        assert_eq!(sight(0.0).rows(100), 0..17);
        assert_eq!(sight(920.0).rows(100), 14..37);
        assert_eq!(sight(9_999.0).rows(20), 20..20);
        assert_eq!(sight(0.0).rows(0), 0..0);
    }
}
