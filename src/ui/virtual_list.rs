//! A list of any length that draws only what can be seen. Rows may differ in height: they are measured when they are
//! first drawn, and guessed before.
//!
//! The arithmetic is [`Heights`], pure and tested; the component places rows by `translate` inside a spacer as tall as
//! the whole list.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Rows beyond the edge that are drawn all the same, so that a quick scroll does not show emptiness.
const SPARE: usize = 3;

struct State<K> {
    heights: Heights<K>,
    scroll: f64,
    window: f64,
    width: i32,
    /// The drawn rows, for the observer to know them by.
    drawn: Vec<(web_sys::Element, K)>,
}

/// A scrolling list of `keys`, each drawn by `row` when it can be seen. `reveal` scrolls to a key when it is set.
#[component]
pub fn VirtualList<K, V>(
    /// The rows in order.
    #[prop(into)]
    keys: Signal<Arc<Vec<K>>>,
    /// How high a row is taken to be until it is measured, in pixels.
    guess: f64,
    /// Pixels between rows.
    gap: f64,
    /// The row to bring into view.
    #[prop(optional, into)]
    reveal: Signal<Option<K>>,
    /// Draws a row.
    row: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let state = StoredValue::new_local(State {
        heights: Heights::new(guess, gap),
        scroll: 0.0,
        window: 900.0,
        width: 0,
        drawn: Vec::new(),
    });
    let scroller = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(Vec::<K>::new());
    let tops = RwSignal::new(HashMap::<K, f64>::new());
    let total = RwSignal::new(0.0_f64);

    // Recomputes what is drawn and where; touches a signal only when it really changes.
    let place = move |keys: &[K]| {
        let Some((now_shown, now_tops, now_total)) = state.try_with_value(|state| {
            let range = state.heights.visible(state.scroll, state.window, SPARE);
            let tops = range.clone().map(|at| (keys[at], state.heights.top(at))).collect::<HashMap<_, _>>();
            (keys[range].to_vec(), tops, state.heights.total())
        }) else {
            return;
        };
        if tops.with_untracked(|tops| *tops != now_tops) {
            tops.set(now_tops);
        }
        if shown.with_untracked(|shown| *shown != now_shown) {
            shown.set(now_shown);
        }
        if total.get_untracked().to_bits() != now_total.to_bits() {
            total.set(now_total);
        }
    };
    let lay_out = move |keys: &[K]| {
        state.try_update_value(|state| state.heights.lay_out(keys.iter().copied()));
        place(keys);
    };
    Effect::new(move || keys.with(|keys| lay_out(keys)));

    let observer = StoredValue::new_local(None::<web_sys::ResizeObserver>);
    let on_resize = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let news = state.try_update_value(|state| {
            entries.iter().fold(false, |news, entry| {
                let Ok(entry) = entry.dyn_into::<web_sys::ResizeObserverEntry>() else { return news };
                let Ok(element) = entry.target().dyn_into::<web_sys::HtmlElement>() else { return news };
                if scroller.get_untracked().is_some_and(|scroller| *scroller == element) {
                    state.window = f64::from(element.client_height());
                    // Another width wraps the words of every row anew.
                    if state.width != element.client_width() {
                        state.width = element.client_width();
                        state.heights.forget();
                    }
                    return true;
                }
                let key = state.drawn.iter().find(|(drawn, _)| *drawn == *element).map(|&(_, key)| key);
                key.is_some_and(|key| state.heights.measure(key, f64::from(element.offset_height()))) || news
            })
        });
        if news == Some(true) {
            keys.with_untracked(|keys| lay_out(keys));
        }
    });
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        if let Ok(new) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            new.observe(&scroller);
            state.with_value(|state| state.drawn.iter().for_each(|(row, _)| new.observe(row)));
            observer.set_value(Some(new));
        }
    });
    on_cleanup(move || {
        if let Some(Some(observer)) = observer.try_get_value() {
            observer.disconnect();
        }
    });

    let on_scroll = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            state.update_value(|state| state.scroll = f64::from(scroller.scroll_top()));
            keys.with_untracked(|keys| place(keys));
        }
    };

    Effect::new(move || {
        let (Some(key), Some(scroller)) = (reveal.get(), scroller.get()) else { return };
        let Some(at) = keys.with_untracked(|keys| keys.iter().position(|&other| other == key)) else { return };
        let (top, bottom, window) =
            state.with_value(|state| (state.heights.top(at), state.heights.top(at + 1), state.window));
        let scroll = f64::from(scroller.scroll_top());
        let wanted = if top < scroll {
            top
        } else if bottom > scroll + window {
            bottom - window
        } else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
        scroller.set_scroll_top(wanted as i32);
    });

    let draw = move |key: K| {
        let item = NodeRef::<html::Div>::new();
        let row = row.clone();
        Effect::new(move || {
            let Some(item) = item.get() else { return };
            let element: web_sys::Element = (**item).clone().into();
            if let Some(Some(observer)) = observer.try_get_value() {
                observer.observe(&element);
            }
            state.try_update_value(|state| state.drawn.push((element, key)));
        });
        on_cleanup(move || {
            let gone = state.try_update_value(|state| {
                let at = state.drawn.iter().position(|&(_, other)| other == key)?;
                Some(state.drawn.swap_remove(at).0)
            });
            if let (Some(Some(gone)), Some(Some(observer))) = (gone, observer.try_get_value()) {
                observer.unobserve(&gone);
            }
        });
        let top = Memo::new(move |last: Option<&f64>| {
            // A row on its way out has no place any more and keeps its last one.
            tops.with(|tops| tops.get(&key).copied()).or(last.copied()).unwrap_or_default()
        });
        view! {
            <div class="vitem" role="presentation" node_ref=item style:transform=move || format!("translateY({}px)", top.get())>
                {row(key)}
            </div>
        }
    };
    view! {
        <div class="vlist" node_ref=scroller on:scroll=on_scroll>
            <div class="vspace" role="presentation" style:height=move || format!("{}px", total.get())>
                <For each=move || shown.get() key=|key| *key children=draw />
            </div>
        </div>
    }
}

/// The heights of the rows of a list, measured or guessed.
#[derive(Clone, Debug)]
pub struct Heights<K> {
    guess: f64,
    gap: f64,
    known: HashMap<K, f64>,
    /// The top of every row, and at the end the height of the whole list.
    tops: Vec<f64>,
}

impl<K: Copy + Eq + Hash> Heights<K> {
    /// Rows are `guess` pixels high until measured, `gap` pixels apart.
    pub fn new(guess: f64, gap: f64) -> Self {
        Self { guess, gap, known: HashMap::new(), tops: vec![0.0] }
    }

    /// Lays the rows out in this order.
    pub fn lay_out(&mut self, keys: impl Iterator<Item = K>) {
        self.tops.clear();
        let mut top = 0.0;
        for key in keys {
            self.tops.push(top);
            top += self.known.get(&key).copied().unwrap_or(self.guess) + self.gap;
        }
        self.tops.push(top);
    }

    /// Notes a measured height; whether that is news. A row that is not shown has no height and says nothing.
    pub fn measure(&mut self, key: K, height: f64) -> bool {
        height > 0.0 && (self.known.insert(key, height).unwrap_or(self.guess) - height).abs() > 0.5
    }

    /// Forgets what was measured, but not the layout.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    /// The top of a row, in pixels from the top of the list.
    pub fn top(&self, at: usize) -> f64 {
        self.tops.get(at).copied().unwrap_or_else(|| self.total())
    }

    /// The height of the whole list.
    pub fn total(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The rows that a window of so many pixels shows, and `spare` more on either side.
    pub fn visible(&self, scroll: f64, window: f64, spare: usize) -> Range<usize> {
        let count = self.tops.len() - 1;
        let first = self.tops[..count].partition_point(|&top| top <= scroll).saturating_sub(1);
        let last = self.tops[..count].partition_point(|&top| top < scroll + window);
        first.saturating_sub(spare)..(last + spare).min(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Heights<u32> {
        let mut heights = Heights::new(100.0, 10.0);
        heights.measure(1, 50.0);
        heights.lay_out(0..5);
        heights
    }

    #[test]
    fn rows_follow_one_another() {
        let tops: Vec<f64> = (0..6).map(|at| list().top(at)).collect();
        assert_eq!(tops, [0.0, 110.0, 170.0, 280.0, 390.0, 500.0]);
        assert_eq!(list().total(), 500.0);
    }

    #[test]
    fn a_window_shows_the_rows_it_touches() {
        let list = list();
        assert_eq!(list.visible(0.0, 100.0, 0), 0..1);
        assert_eq!(list.visible(109.0, 2.0, 0), 0..2);
        assert_eq!(list.visible(170.0, 110.0, 0), 2..3);
        assert_eq!(list.visible(170.0, 110.0, 1), 1..4);
        assert_eq!(list.visible(9_999.0, 100.0, 2), 2..5);
        let mut hidden = list;
        assert!(!hidden.measure(0, 0.0));
        hidden.lay_out(0..5);
        assert_eq!(hidden.visible(0.0, 0.0, 1), 0..1);
    }

    #[test]
    fn an_empty_list_shows_nothing() {
        let mut list = Heights::<u32>::new(100.0, 10.0);
        assert_eq!(list.visible(0.0, 500.0, 3), 0..0);
        list.lay_out(std::iter::empty());
        assert_eq!((list.visible(0.0, 500.0, 3), list.total()), (0..0, 0.0));
    }
}
