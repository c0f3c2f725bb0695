//! What touches many records: cut in slices, so that the page stays alive, and one step of undo all the same.

use leptos::prelude::*;

use super::Store;
use crate::app::clock;
use crate::domain::bulk::Wish;
use crate::domain::robots::touched;
use crate::domain::{Change, Command, Edit, Record, RecordId, Rejection, Squashed};

/// So many edits are done again at once.
pub(super) const AT_ONCE: usize = 500;

impl Store {
    /// Carries out one wish about many records, slice by slice so that the page stays alive, as one step of undo: about all
    /// of them or none. Robots wait until all is done.
    ///
    /// # Errors
    /// The first rejection; then everything is as it was.
    pub async fn carry_out<W: Wish>(&self, wish: W, about: Vec<W::Id>, told: String) -> Result<(), Rejection> {
        const SLICE: usize = 200;
        if self.look_only.get_untracked() {
            return Err(self.refuse());
        }
        self.taking_in.set(true);
        let done = async {
            // Two of them may edit one record, such as the hypothesis that deals share.
            let (mut whole, mut seen) = (Squashed::default(), Vec::new());
            for slice in about.chunks(SLICE) {
                for &id in slice {
                    let command = self.peek(|workspace| wish.command(workspace, id));
                    match command.and_then(|command| self.apply(command)) {
                        Ok(change) => {
                            seen.extend(touched(&change));
                            whole.add(change);
                        }
                        Err(why) => return self.apply(Command::Replay(whole.change().reversed())).and(Err(why)),
                    }
                }
                clock::pause().await;
            }
            Ok((whole.change(), seen))
        };
        let done = done.await;
        self.taking_in.set(false);
        let (whole, seen) = done?;
        if !whole.is_empty() {
            self.saving.save(whole.clone(), true);
            self.remember(whole, told);
            self.touched.update(|all| all.extend(seen));
        }
        Ok(())
    }

    /// Does a large change again, slice by slice so that the page stays alive: all of it or nothing. What was made first goes
    /// last. Where a part does not stand by itself, all is done at once.
    ///
    /// # Errors
    /// The rejection of the whole; then everything is as it was.
    pub(super) async fn replay_in_slices(&self, change: Change) -> Result<Change, Rejection> {
        self.taking_in.set(true);
        let replayed = async {
            let mut whole = Squashed::default();
            let edits: Vec<Edit> = change.edits.iter().rev().cloned().collect();
            clock::pause().await;
            for slice in edits.chunks(AT_ONCE) {
                match self.apply(Command::Replay(Change { edits: slice.to_vec() })) {
                    Ok(change) => whole.add(change),
                    Err(_) => {
                        self.apply(Command::Replay(whole.change().reversed()))?;
                        return self.apply(Command::Replay(change));
                    }
                }
                clock::pause().await;
            }
            Ok(whole.change())
        };
        let replayed = replayed.await;
        self.taking_in.set(false);
        replayed
    }

    /// Takes records in, slice by slice so that the page stays alive, as one step of undo. `progress` hears how many
    /// are in and says whether to go on; when it says no, everything is as it was.
    ///
    /// # Errors
    /// The first rejection; then everything is as it was.
    pub async fn take_in(
        &self,
        records: Vec<Record>,
        told: String,
        progress: impl Fn(usize) -> bool,
    ) -> Result<bool, Rejection> {
        self.take_slices(records, Command::TakeIn, true, told, progress).await
    }

    /// Makes everything so as a copy that is being restored says, slice by slice, as one step of undo. That it stands on
    /// its own feet when it is whole is the care of whoever made it (`data::copy::restore`); of its slices it is not so.
    ///
    /// # Errors
    /// See [`Store::take_in`].
    pub async fn restore(
        &self,
        edits: Vec<(RecordId, Option<Record>)>,
        told: String,
        progress: impl Fn(usize) -> bool,
    ) -> Result<bool, Rejection> {
        if self.look_only.get_untracked() {
            return Err(self.refuse());
        }
        // Records that come may have been here and gone.
        self.take_slices(edits, Command::Adopt, false, told, progress).await
    }

    async fn take_slices<T>(
        &self,
        all: Vec<T>,
        command: fn(Vec<T>) -> Command,
        fresh: bool,
        told: String,
        progress: impl Fn(usize) -> bool,
    ) -> Result<bool, Rejection> {
        const SLICE: usize = 1_000;
        self.taking_in.set(true);
        let taken = async {
            let mut whole = Change::default();
            let mut count = 0;
            let mut all = all.into_iter();
            loop {
                let slice: Vec<T> = all.by_ref().take(SLICE).collect();
                if slice.is_empty() {
                    break;
                }
                count += slice.len();
                let stop = match self.apply(command(slice)) {
                    Ok(change) => {
                        // Slices of an import touch different records, so that squashing is joining.
                        whole.edits.extend(change.edits);
                        (!progress(count)).then_some(Ok(false))
                    }
                    Err(rejection) => Some(Err(rejection)),
                };
                if let Some(outcome) = stop {
                    return self.apply(Command::Replay(whole.reversed())).and(outcome);
                }
                clock::pause().await;
            }
            self.saving.save(whole.clone(), fresh);
            self.remember(whole, told);
            Ok(true)
        };
        let taken = taken.await;
        self.taking_in.set(false);
        taken
    }
}
