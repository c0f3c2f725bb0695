//! Which rows of a list are chosen, and from which of them a run goes.

use std::collections::HashSet;
use std::hash::Hash;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The chosen rows, each by what it is known by.
pub struct Choice<K: 'static> {
    /// All of them.
    pub all: RwSignal<HashSet<K>>,
    /// The row from which a run goes.
    from: StoredValue<Option<K>>,
}

impl<K> Clone for Choice<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Choice<K> {}

impl<K: Copy + Eq + Hash + Send + Sync + 'static> Choice<K> {
    /// Nothing is chosen yet.
    pub fn none() -> Self {
        Self { all: RwSignal::new(HashSet::new()), from: StoredValue::new(None) }
    }

    /// Whether any row is chosen, subscribing to it.
    pub fn any(self) -> bool {
        self.all.with(|all| !all.is_empty())
    }

    /// Whether this row is chosen, subscribing to it.
    pub fn has(self, row: K) -> bool {
        self.all.with(|all| all.contains(&row))
    }

    /// A row was pressed that is one of `rows`, all in their order: with Shift the run up to it from the one that was chosen
    /// last, or from `before`, is chosen; with Ctrl, and on its box, it alone.
    pub fn pressed(self, event: &web_sys::MouseEvent, rows: impl FnOnce() -> Vec<K>, before: Option<K>, row: K) {
        let on_box = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if event.shift_key() {
            self.run(&rows(), before, row);
            // The box shows what is chosen and not what the press made of it.
            if let Some(on_box) = on_box {
                on_box.set_checked(true);
            }
        } else if on_box.is_some() || event.ctrl_key() || event.meta_key() {
            self.toggle(row);
        }
    }

    /// Chooses a row, or chooses it no longer.
    pub fn toggle(self, row: K) {
        self.from.set_value(Some(row));
        self.all.update(|all| {
            if !all.remove(&row) {
                all.insert(row);
            }
        });
    }

    /// Chooses the run from the row that was chosen last, or from `here`, to this one; `rows` are those that can be chosen,
    /// in their order.
    pub fn run(self, rows: &[K], here: Option<K>, to: K) {
        let place = |row: Option<K>| rows.iter().position(|one| Some(*one) == row);
        let from = self.from.get_value().filter(|from| rows.contains(from)).or(here);
        let Some(end) = place(Some(to)) else { return };
        let start = place(from).unwrap_or(end);
        self.from.set_value(rows.get(start).copied());
        self.all.update(|all| all.extend(&rows[start.min(end)..=start.max(end)]));
    }

    /// Chooses all of these besides.
    pub fn choose(self, more: impl IntoIterator<Item = K>) {
        self.all.update(|all| all.extend(more));
    }

    /// Chooses these no longer.
    pub fn drop_all(self, gone: &[K]) {
        self.all.update(|all| gone.iter().for_each(|row| _ = all.remove(row)));
    }

    /// Chooses none; whether any was chosen.
    pub fn clear(self) -> bool {
        self.from.set_value(None);
        let any = self.all.with_untracked(|all| !all.is_empty());
        if any {
            self.all.set(HashSet::new());
        }
        any
    }

    /// Keeps only those that are still listed.
    pub fn keep(self, listed: impl Iterator<Item = K>) {
        if self.all.with_untracked(HashSet::is_empty) {
            return;
        }
        let listed: HashSet<K> = listed.collect();
        if !self.all.with_untracked(|all| all.is_subset(&listed)) {
            self.all.update(|all| all.retain(|row| listed.contains(row)));
        }
    }
}
