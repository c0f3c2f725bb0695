//! A list of any length that draws only what can be seen. Rows may differ in height: they are measured when they are
//! first drawn, and guessed before.
//!
//! The arithmetic is [`Heights`], pure and tested; the component places rows by `translate` inside a spacer as tall as
//! the whole list. The space between rows is a part of the row (`.vitem` of the style sheet).

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Rows beyond the edge that are drawn all the same, so that a quick scroll does not show emptiness.
const SPARE: usize = 2;

/// Pixels that a row may be out of sight without being brought into view: a frame, a focus ring.
const HAIR: f64 = 2.0;

/// How high rows are in lists of the same kind: a row that goes from one list to another is laid out there at once as it
/// will be, and not twice.
pub type Elsewhere<K> = StoredValue<HashMap<K, f64>, LocalStorage>;

struct State<K> {
    heights: Heights<K>,
    scroll: f64,
    window: f64,
    width: f64,
    /// The drawn rows, for the observer to know them by, and to be moved.
    drawn: Vec<(web_sys::HtmlElement, K)>,
    /// The top of every row that is drawn or about to be.
    tops: HashMap<K, f64>,
    /// The row that is being brought into view, until the rows around it have been measured.
    sought: Option<K>,
}

/// What has another size than it was taken to have.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The list itself.
    window: bool,
    /// Some rows.
    rows: bool,
    /// By how much rows above what is in sight are higher.
    grown_above: f64,
}

/// A scrolling list of `keys`, each drawn by `row` when it can be seen.
#[component]
pub fn VirtualList<K, V>(
    /// The rows in order.
    #[prop(into)]
    keys: Signal<Arc<Vec<K>>>,
    /// How high a row is taken to be until it is measured, in pixels, with the space below it.
    guess: f64,
    /// Classes of the style sheet besides its own.
    #[prop(optional)]
    class: &'static str,
    /// The row that stays drawn wherever the list is scrolled to, because it has the focus.
    #[prop(optional, into)]
    keep: Signal<Option<K>>,
    /// The row to bring into view, each time it is set.
    #[prop(optional, into)]
    reveal: Signal<Option<K>>,
    /// What is known of rows that come from another list.
    #[prop(optional)]
    elsewhere: Option<Elsewhere<K>>,
    /// Draws a row.
    row: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let state = StoredValue::new_local(State {
        heights: Heights::new(guess),
        scroll: 0.0,
        window: 900.0,
        width: 0.0,
        drawn: Vec::new(),
        tops: HashMap::new(),
        sought: None,
    });
    let scroller = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(Vec::<K>::new());
    let total = RwSignal::new(0.0_f64);

    // Recomputes what is drawn and where; touches a row or a signal only when it really changes.
    let place = move |keys: &[K]| {
        let kept = keep.get_untracked().and_then(|kept| keys.iter().position(|&key| key == kept));
        let Some((now_shown, now_total)) = state.try_update_value(|state| {
            let range = state.heights.visible(state.scroll, state.window, SPARE);
            let before = kept.filter(|&at| at < range.start);
            let after = kept.filter(|&at| at >= range.end);
            let places: Vec<usize> = before.into_iter().chain(range).chain(after).collect();
            let tops = places.iter().map(|&at| (keys[at], state.heights.top(at))).collect();
            let old = std::mem::replace(&mut state.tops, tops);
            for (row, key) in &state.drawn {
                // A row on its way out has no place any more and keeps its last one.
                if let Some(&top) = state.tops.get(key).filter(|&top| old.get(key) != Some(top)) {
                    set_top(row, top);
                }
            }
            (places.iter().map(|&at| keys[at]).collect::<Vec<_>>(), state.heights.total())
        }) else {
            return;
        };
        if shown.with_untracked(|shown| *shown != now_shown) {
            shown.set(now_shown);
        }
        if total.get_untracked().to_bits() != now_total.to_bits() {
            total.set(now_total);
        }
    };
    let lay_out = move |keys: &Arc<Vec<K>>| {
        state.update_value(|state| {
            let told = |key: &K| elsewhere.and_then(|heights| heights.with_value(|heights| heights.get(key).copied()));
            state.heights.lay_out(keys, told);
        });
    };
    Effect::new(move || {
        keys.with(|keys| {
            lay_out(keys);
            place(keys);
        });
    });
    Effect::new(move |last: Option<bool>| {
        let kept = keep.get();
        keys.with_untracked(|keys| {
            let here = kept.is_some_and(|kept| keys.contains(&kept));
            if here || last == Some(true) {
                place(keys);
            }
            here
        })
    });

    let scroll_to = move |scroll: f64| {
        if let Some(scroller) = scroller.get_untracked() {
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
            scroller.set_scroll_top(scroll.round() as i32);
            // How far it really got is heard by `on_scroll`; to ask would lay the page out once more.
            state.update_value(|state| state.scroll = scroll.round().max(0.0));
        }
    };
    // Brings the sought row into view.
    let seek = move |keys: &[K]| {
        let wanted = state.with_value(|state| {
            let sought = state.sought?;
            let at = keys.iter().position(|&key| key == sought)?;
            state.heights.scroll_for(at, state.scroll, state.window)
        });
        if let Some(wanted) = wanted {
            scroll_to(wanted);
            place(keys);
        }
    };

    let observer = StoredValue::new_local(None::<web_sys::ResizeObserver>);
    let on_resize = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let seen = state.try_update_value(|state| {
            let mut seen = Seen::default();
            for entry in entries.iter() {
                let Ok(entry) = entry.dyn_into::<web_sys::ResizeObserverEntry>() else { continue };
                let element = entry.target();
                // The sizes are those that the browser has found; to ask the element would have it lay out once more.
                let Ok(size) = entry.border_box_size().get(0).dyn_into::<web_sys::ResizeObserverSize>() else {
                    continue;
                };
                if scroller.get_untracked().is_some_and(|scroller| **scroller == element) {
                    state.window = size.block_size();
                    seen.window = true;
                    // Another width wraps the words of every row anew.
                    if (state.width - size.inline_size()).abs() > 0.5 {
                        state.width = size.inline_size();
                        state.heights.forget();
                        seen.rows = true;
                    }
                } else if let Some(&(_, key)) = state.drawn.iter().find(|(drawn, _)| **drawn == element)
                    && let Some(by) = state.heights.measure(key, size.block_size())
                {
                    if let Some(heights) = elsewhere {
                        heights.update_value(|heights| _ = heights.insert(key, size.block_size()));
                    }
                    seen.rows = true;
                    let above = state.tops.get(&key).is_some_and(|&top| top < state.scroll);
                    seen.grown_above += if above { by } else { 0.0 };
                }
            }
            seen
        });
        let Some(seen) = seen.filter(|seen| seen.rows || seen.window) else { return };
        keys.with_untracked(|keys| {
            // What is in sight stays where it is when rows above turn out higher or lower than guessed.
            if seen.grown_above != 0.0 && state.with_value(|state| state.sought.is_none()) {
                scroll_to(state.with_value(|state| state.scroll) + seen.grown_above);
            }
            place(keys);
            seek(keys);
            state.update_value(|state| state.sought = None);
        });
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
        let (Some(key), Some(_)) = (reveal.get(), scroller.get()) else { return };
        keys.with_untracked(|keys| {
            if keys.contains(&key) {
                state.update_value(|state| state.sought = Some(key));
                lay_out(keys);
                place(keys);
                seek(keys);
            }
        });
    });

    let draw = move |key: K| {
        let appear = move |item: web_sys::Element| {
            let Ok(item) = item.dyn_into::<web_sys::HtmlElement>() else { return };
            if let Some(Some(observer)) = observer.try_get_value() {
                observer.observe(&item);
            }
            state.try_update_value(|state| {
                set_top(&item, state.tops.get(&key).copied().unwrap_or_default());
                state.drawn.push((item, key));
            });
        };
        on_cleanup(move || {
            let gone = state.try_update_value(|state| {
                let at = state.drawn.iter().position(|&(_, other)| other == key)?;
                Some(state.drawn.swap_remove(at).0)
            });
            if let (Some(Some(gone)), Some(Some(observer))) = (gone, observer.try_get_value()) {
                observer.unobserve(&gone);
            }
        });
        view! { <div class="vitem" role="presentation" use:appear>{row(key)}</div> }
    };
    view! {
        <div class=format!("vlist {class}") tabindex="-1" node_ref=scroller on:scroll=on_scroll>
            <div class="vspace" role="presentation" style:height=move || format!("{}px", total.get())>
                <For each=move || shown.get() key=|key| *key children=draw />
            </div>
        </div>
    }
}

/// Puts a row where it belongs. Straight at its element: a signal for each row would be asked about every one that moves.
fn set_top(row: &web_sys::HtmlElement, top: f64) {
    let _ = row.style().set_property("transform", &format!("translateY({top}px)"));
}

/// The heights of the rows of a list, measured or guessed.
#[derive(Clone, Debug)]
pub struct Heights<K> {
    guess: f64,
    known: HashMap<K, f64>,
    /// The rows in order, and how high each is taken to be.
    keys: Arc<Vec<K>>,
    heights: Vec<f64>,
    /// The top of every row, and at the end the height of the whole list.
    tops: Vec<f64>,
}

impl<K: Copy + Eq + Hash> Heights<K> {
    /// Rows are `guess` pixels high until measured.
    pub fn new(guess: f64) -> Self {
        Self { guess, known: HashMap::new(), keys: Arc::default(), heights: Vec::new(), tops: vec![0.0] }
    }

    /// Lays the rows out in this order. Those that have not been measured here are as high as `told` says of them. Only
    /// rows that are not where they were are looked up: lists of thousands are laid out with every move.
    pub fn lay_out(&mut self, keys: &Arc<Vec<K>>, told: impl Fn(&K) -> Option<f64>) {
        let old = std::mem::replace(&mut self.keys, Arc::clone(keys));
        let before = old.iter().zip(keys.iter()).take_while(|(old, new)| old == new).count();
        let after = old[before..].iter().rev().zip(keys[before..].iter().rev());
        let after = after.take_while(|(old, new)| old == new).count();
        let height = |key: &K| self.known.get(key).copied().or_else(|| told(key)).unwrap_or(self.guess);
        let new: Vec<f64> = keys[before..keys.len() - after].iter().map(height).collect();
        self.heights.splice(before..old.len() - after, new);
        self.stack(before);
    }

    /// Notes a measured height: by how much the row is higher than it was taken to be, none when that is no news. A row
    /// that is not shown has no height and says nothing.
    pub fn measure(&mut self, key: K, height: f64) -> Option<f64> {
        if height <= 0.0 {
            return None;
        }
        self.known.insert(key, height);
        let at = self.keys.iter().position(|&other| other == key)?;
        let by = height - self.heights[at];
        if by.abs() <= 0.5 {
            return None;
        }
        self.heights[at] = height;
        self.stack(at);
        Some(by)
    }

    /// Forgets what was measured: every row is taken to be as high as guessed again.
    pub fn forget(&mut self) {
        self.known.clear();
        self.heights.fill(self.guess);
        self.stack(0);
    }

    /// Puts the rows from this one on below each other.
    fn stack(&mut self, from: usize) {
        let mut top = self.tops.get(from).copied().unwrap_or_default();
        self.tops.truncate(from);
        for height in &self.heights[from..] {
            self.tops.push(top);
            top += height;
        }
        self.tops.push(top);
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

    /// Where to scroll so that the window shows the row whole; none when it does already.
    pub fn scroll_for(&self, at: usize, scroll: f64, window: f64) -> Option<f64> {
        let (top, bottom) = (self.top(at), self.top(at + 1));
        if top < scroll - HAIR || bottom - top > window {
            ((top - scroll).abs() > HAIR).then_some(top)
        } else {
            (bottom > scroll + window + HAIR).then_some(bottom - window)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Heights<u32> {
        let mut heights = Heights::new(110.0);
        lay_out(&mut heights, &[0, 1, 2, 3, 4]);
        assert_eq!(heights.measure(1, 60.0), Some(-50.0));
        assert_eq!(heights.measure(1, 60.25), None);
        assert_eq!(heights.measure(1, 60.0), None);
        heights
    }

    fn lay_out(heights: &mut Heights<u32>, keys: &[u32]) {
        heights.lay_out(&Arc::new(keys.to_vec()), |_| None);
    }

    fn tops(heights: &Heights<u32>) -> Vec<f64> {
        heights.tops.clone()
    }

    #[test]
    fn rows_come_go_and_change_places_and_keep_their_heights() {
        let mut heights = list();
        lay_out(&mut heights, &[9, 0, 1, 2, 3, 4]);
        assert_eq!(tops(&heights), [0.0, 110.0, 220.0, 280.0, 390.0, 500.0, 610.0]);
        lay_out(&mut heights, &[9, 0, 2, 1, 4]);
        assert_eq!(tops(&heights), [0.0, 110.0, 220.0, 330.0, 390.0, 500.0]);
        lay_out(&mut heights, &[1]);
        assert_eq!(tops(&heights), [0.0, 60.0]);
        heights.lay_out(&Arc::new(vec![1, 7, 8]), |&key| (key == 7).then_some(80.0));
        assert_eq!(tops(&heights), [0.0, 60.0, 140.0, 250.0], "what is known of a row elsewhere");
        assert_eq!(heights.measure(5, 10.0), None, "a row on its way out");
        lay_out(&mut heights, &[5, 1]);
        assert_eq!(tops(&heights), [0.0, 10.0, 70.0]);
        lay_out(&mut heights, &[]);
        assert_eq!(tops(&heights), [0.0]);
    }

    #[test]
    fn rows_follow_one_another() {
        let tops: Vec<f64> = (0..6).map(|at| list().top(at)).collect();
        assert_eq!(tops, [0.0, 110.0, 170.0, 280.0, 390.0, 500.0]);
        assert_eq!(Some(list().total()), Some(500.0));
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
        assert_eq!(hidden.measure(0, 0.0), None);
        lay_out(&mut hidden, &[0, 1, 2, 3, 4]);
        assert_eq!(hidden.visible(0.0, 0.0, 1), 0..1);
    }

    #[test]
    fn a_row_is_brought_into_view_by_the_shortest_way() {
        let list = list();
        assert_eq!(list.scroll_for(2, 100.0, 200.0), None);
        assert_eq!(list.scroll_for(1, 150.0, 200.0), Some(110.0));
        assert_eq!(list.scroll_for(4, 0.0, 200.0), Some(300.0));
        assert_eq!(list.scroll_for(0, 50.0, 40.0), Some(0.0));
        assert_eq!(list.scroll_for(0, 0.0, 40.0), None, "higher than the window");
    }

    #[test]
    fn an_empty_list_shows_nothing() {
        let mut list = Heights::<u32>::new(100.0);
        assert_eq!(list.visible(0.0, 500.0, 3), 0..0);
        lay_out(&mut list, &[]);
        assert_eq!((list.visible(0.0, 500.0, 3), list.total()), (0..0, 0.0));
    }
}
