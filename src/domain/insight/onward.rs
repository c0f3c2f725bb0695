//! A step onward: whether a deal went on from a stage, by which edition of its funnel it did so, and with what proof.
//! Deliberately not here: what is made of such steps (`regulation`, `discipline`).

use std::sync::Arc;

use crate::domain::{Deal, Moment, Outcome, Pipeline, Slug, Stage, Workspace};

/// A funnel through time.
#[derive(Clone, Debug)]
pub(super) struct Books {
    /// As it was, until when, oldest first.
    past: Vec<(Moment, Arc<Pipeline>)>,
    live: Arc<Pipeline>,
}

impl Books {
    /// Of the funnel that is in force.
    pub(super) fn of(workspace: &Workspace, live: &Arc<Pipeline>) -> Self {
        let past = workspace.editions(live.id).into_iter();
        let past = past.map(|edition| (edition.until, Arc::clone(&edition.funnel))).collect();
        Self { past, live: Arc::clone(live) }
    }

    /// As it is.
    pub(super) fn live(&self) -> &Arc<Pipeline> {
        &self.live
    }

    /// As it was at a moment.
    pub(super) fn at(&self, moment: Moment) -> &Pipeline {
        let then = self.past.iter().find(|(until, _)| moment < *until);
        then.map_or(&self.live, |(_, funnel)| funnel)
    }

    /// A stage as the funnel had it at a moment.
    pub(super) fn stage_at(&self, stage: Slug, moment: Moment) -> Option<&Stage> {
        self.at(moment).stage(stage).or_else(|| self.live.stage(stage))
    }
}

/// Whether every proof that a stage requires was there at a moment.
pub(super) fn proved(stage: &Stage, deal: &Deal, at: Moment) -> bool {
    let there = |proof: Slug| deal.proofs.get(&proof).is_some_and(|proof| proof.at <= at);
    stage.evidence.iter().all(|proof| !proof.required || there(proof.id))
}

/// Whether a deal went on from the stage of its entry `at` to the place of the next: to a later stage, to a purchase or to
/// another funnel. Where a buyer stopped, or where it went back, it did not.
pub(super) fn went_on(workspace: &Workspace, funnel: &Pipeline, deal: &Deal, at: usize) -> bool {
    let (Some(entry), Some(next)) = (deal.history.get(at), deal.history.get(at + 1)) else { return false };
    let (from, to) = (entry.to, next.to);
    let Some(stood) = funnel.position(from) else { return false };
    if let Some(end) = funnel.end(to) {
        return end.outcome == Outcome::Won;
    }
    if let Some(goes) = funnel.position(to) {
        return funnel.ordered && goes > stood;
    }
    // To a funnel that the deal has been in before it returns; into a basket or a refusal it does not go on.
    let been = |other: &Pipeline| deal.history[..at].iter().any(|entry| other.position(entry.to).is_some());
    let other = workspace.pipeline_of(to).filter(|other| other.position(to).is_some());
    other.is_some_and(|other| other.ordered && !other.refusals && (!funnel.ordered || !been(other)))
}
