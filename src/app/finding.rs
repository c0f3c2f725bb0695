//! The index of everything that is found, kept while the page lives: built when it is first asked for, in slices between
//! which the page answers, and told of every change since.
//! Deliberately not here: what is found by what (`domain::insight::search`), showing it (`ui/palette`).

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::store::Store;
use crate::domain::Workspace;
use crate::domain::insight::search::{Found, Index, KINDS, Query, Subject};

/// Milliseconds of a slice: with what a frame draws besides, far below what a hand notices.
const SLICE: i64 = 8;
/// Records between two looks at the clock.
const AT_ONCE: usize = 16;
/// Milliseconds between two times that the progress is told: what listens to it looks everything up anew.
const TELL: i64 = 200;

#[derive(Default)]
struct State {
    index: Index,
    /// How many of [`Subject::LISTS`] have been begun, and what is left of the last of them.
    lists: usize,
    list: std::vec::IntoIter<Subject>,
    /// What has changed since it was written down.
    changed: Vec<Subject>,
    done: usize,
    /// How many there were when the work began.
    whole: usize,
    /// When the progress was told last, in milliseconds since 1970.
    told: i64,
    begun: bool,
    at_work: bool,
}

impl State {
    fn has_more(&self) -> bool {
        self.begun
            && (self.lists < Subject::LISTS.len() || !self.list.as_slice().is_empty() || !self.changed.is_empty())
    }

    /// Writes a few records down, or begins a list.
    fn step(&mut self, workspace: &Workspace) {
        let some: Vec<Subject> = self.list.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            match Subject::LISTS.get(self.lists) {
                Some(list) => {
                    self.list = list(workspace).into_iter();
                    self.lists += 1;
                }
                None => {
                    let from = self.changed.len().saturating_sub(AT_ONCE);
                    let some: Vec<Subject> = self.changed.drain(from..).collect();
                    some.into_iter().for_each(|subject| self.index.learn(subject, workspace));
                }
            }
        }
        self.done += some.len();
        some.into_iter().for_each(|subject| self.index.learn(subject, workspace));
    }
}

/// The index of this page.
#[derive(Clone, Copy)]
pub struct Finding {
    store: Store,
    state: StoredValue<State, LocalStorage>,
    /// How many of how many records are in, while it is being built.
    pub progress: RwSignal<Option<(usize, usize)>>,
}

impl Finding {
    /// Nothing is in it yet.
    pub fn new(store: Store) -> Self {
        Self { store, state: StoredValue::new_local(State::default()), progress: RwSignal::new(None) }
    }

    /// Begins to build the index, or to write down what has changed since it was last asked.
    pub fn begin(&self) {
        let (begun, at_work) = self.state.with_value(|state| (state.begun, state.at_work));
        if !begun {
            let state = self.state;
            self.store.listen(move |change, workspace| {
                let touched = Subject::touched(change, workspace);
                state.update_value(|state| state.changed.extend(touched));
            });
        }
        self.state.update_value(|state| {
            if !state.begun || state.index.is_worn() {
                state.begun = true;
                (state.lists, state.list, state.done) = (0, Vec::new().into_iter(), 0);
                state.changed.clear();
                let count = |workspace: &Workspace| {
                    workspace.customers().len() + workspace.deals().len() + workspace.people().len()
                };
                state.whole = self.store.peek(count);
                state.index = Index::with_room(state.whole);
            }
            state.at_work = true;
        });
        if !at_work && self.slice() {
            let finding = *self;
            spawn_local(async move {
                while finding.slice() {
                    clock::pause().await;
                }
            });
        }
    }

    /// Writes down what a slice holds; whether there is more.
    fn slice(&self) -> bool {
        let until = clock::now().0 + SLICE;
        let left = self.state.try_update_value(|state| {
            self.store.peek(|workspace| {
                while state.has_more() && clock::now().0 < until {
                    state.step(workspace);
                }
            });
            state.at_work = state.has_more();
            let tell = !state.at_work || until - state.told >= TELL;
            if tell {
                state.told = until;
            }
            (state.at_work, tell.then_some((state.done, state.whole)))
        });
        let (more, progress) = left.unwrap_or_default();
        if progress.is_some() {
            self.progress.set(progress.filter(|_| more));
        }
        more
    }

    /// What is found, of every kind the best so many; while the index is built, among what is in it so far.
    pub fn find(&self, query: &Query, most: usize) -> [Found; KINDS] {
        // What a robot or another tab changed a moment ago.
        if self.state.with_value(|state| !state.at_work && state.has_more()) {
            self.begin();
        }
        self.state.with_value(|state| state.index.find(query, most))
    }
}

/// The index of this page.
pub fn use_finding() -> Finding {
    expect_context()
}
