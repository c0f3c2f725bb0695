//! Moves by hand that broke the order of a funnel: stages of the buyer that were passed over, and steps onward whose proof
//! was not there yet. Told by the edition of the funnel that was in force at the moment.
//! Deliberately not here: whether such a move is allowed (`transition`), how it comes out (`adviser`).

use std::collections::BTreeMap;

use super::onward::{Books, proved, went_on};
use crate::domain::{Cause, Deal, MemberId, Moment, Slug, StageEntry, Workspace};

/// A step onward that somebody made by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who; none when nobody knows.
    pub by: Option<MemberId>,
    /// Whether the buyer had not stood on a stage that lies between.
    pub skipped: bool,
    /// Whether the stage was left without a proof that it requires.
    pub unproved: bool,
}

/// The funnels with order, through time.
#[derive(Clone, Debug, Default)]
pub struct Discipline {
    books: BTreeMap<Slug, Books>,
}

impl Discipline {
    /// Of all funnels that there are.
    pub fn new(workspace: &Workspace) -> Self {
        let ordered = workspace.pipelines().filter(|funnel| funnel.ordered);
        Self { books: ordered.map(|funnel| (funnel.id, Books::of(workspace, funnel))).collect() }
    }

    /// The steps onward of a deal since a moment, the newest first.
    pub fn steps(&self, workspace: &Workspace, deal: &Deal, since: Moment, until: Moment) -> Vec<Step> {
        let moves = (1..deal.history.len()).rev().take_while(|&at| deal.history[at].at >= since);
        let moves = moves.filter(|&at| deal.history[at].cause == Cause::Hand && deal.history[at].at <= until);
        moves.filter_map(|at| self.step(workspace, deal, at)).collect()
    }

    fn step(&self, workspace: &Workspace, deal: &Deal, at: usize) -> Option<Step> {
        let (entry, next) = (&deal.history[at - 1], &deal.history[at]);
        let books = self.books.get(&workspace.pipeline_of(entry.to)?.id)?;
        if !went_on(workspace, books.live(), deal, at - 1) {
            return None;
        }
        let unproved = books.stage_at(entry.to, next.at).is_some_and(|stage| !proved(stage, deal, next.at));
        Some(Step { by: next.by, skipped: passed_over(books, deal, at, entry, next), unproved })
    }
}

/// Whether a stage lies between two entries that the deal has never stood on. To another funnel, or to a purchase, all the
/// stages that follow lie between.
fn passed_over(books: &Books, deal: &Deal, at: usize, entry: &StageEntry, next: &StageEntry) -> bool {
    let funnel = books.at(next.at);
    let Some(stood) = funnel.position(entry.to) else { return false };
    let goes = funnel.position(next.to).unwrap_or(funnel.stages.len());
    let between = funnel.stages.get(stood + 1..goes).unwrap_or_default();
    between.iter().any(|stage| deal.history[..at].iter().all(|entry| entry.to != stage.id))
}
