//! May a deal move there? The rules of docs/rules.md, in one place for the board's gates and for the move itself.

use std::sync::Arc;

use super::{Ask, Deal, End, Freedom, MemberId, Outcome, Pipeline, Rejection, Role, Slug, Stage, Workspace};

/// What stands between a deal and a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// The deal stands there.
    Here,
    /// It may enter, once these are answered; an empty list asks for nothing.
    Open(Vec<Ask>),
    /// It may not.
    Closed(Rejection),
}

/// Where a name of a stage or end leads.
enum Place<'a> {
    Stage(&'a Arc<Pipeline>, usize),
    End(&'a Arc<Pipeline>, &'a End),
}

impl Workspace {
    /// What stands between a deal and a stage or end, for whoever moves it (rules 1 to 20 and 38 to 44).
    pub fn gate(&self, deal: &Deal, to: Slug, by: Option<MemberId>) -> Gate {
        match self.asks(deal, to, by) {
            Ok(asks) => Gate::Open(asks),
            Err(Rejection::AlreadyThere) => Gate::Here,
            Err(why) => Gate::Closed(why),
        }
    }

    fn place(&self, name: Slug) -> Result<Place<'_>, Rejection> {
        let pipeline = self.pipeline_of(name).ok_or(Rejection::UnknownStage(name))?;
        if let Some(at) = pipeline.position(name) {
            return Ok(Place::Stage(pipeline, at));
        }
        pipeline.end(name).map(|end| Place::End(pipeline, end)).ok_or(Rejection::UnknownStage(name))
    }

    /// The role of somebody of the sales desk.
    pub(super) fn role(&self, member: Option<MemberId>) -> Option<Role> {
        self.member(member?)?.role
    }

    /// Everything that a move asks for, or why it can't be.
    pub(super) fn asks(&self, deal: &Deal, to: Slug, by: Option<MemberId>) -> Result<Vec<Ask>, Rejection> {
        if deal.stage == to {
            return Err(Rejection::AlreadyThere);
        }
        let (from, target) = (self.place(deal.stage)?, self.place(to)?);
        let role = self.role(by);
        let mut asks = Vec::new();
        if let Place::Stage(here, at) = &from {
            theirs(&self.edition_for(deal, here, true).stages, &here.stages[*at], role)?;
        }
        if let Place::Stage(pipeline, _) = &target
            && pipeline.archived
        {
            return Err(Rejection::FunnelArchived(pipeline.id));
        }
        let onward = match (&from, &target) {
            (Place::End(..), Place::End(..)) => return Err(Rejection::DealClosed),
            (Place::End(closed, _), Place::Stage(pipeline, at)) if closed.id == pipeline.id => {
                // As if it still stood where it was closed, but one reason is enough.
                let stood = deal.last_open_stage(|stage| pipeline.end(stage).is_some());
                Way { deal, pipeline, role }.within(pipeline.position(stood), *at)?;
                asks.push(Ask::WhyReopen);
                false
            }
            (Place::End(..), Place::Stage(..)) => return Err(Rejection::DealClosed),
            (Place::Stage(here, at), Place::Stage(pipeline, target)) if here.id == pipeline.id => {
                let book = self.edition_for(deal, here, false);
                let (stood, aimed) = (book.position(deal.stage), book.position(to));
                asks.extend(match (stood, aimed) {
                    (Some(stood), Some(aimed)) => Way { deal, pipeline: book, role }.within(Some(stood), aimed)?,
                    _ => Way { deal, pipeline, role }.within(Some(*at), *target)?,
                });
                at < target || !pipeline.ordered
            }
            (Place::Stage(here, at), Place::Stage(pipeline, target)) => {
                let leaving = Way { deal, pipeline: here, role };
                // Of two funnels the one that the deal stood in first is the earlier.
                let first = |funnel: &Pipeline| deal.history.iter().position(|e| funnel.position(e.to).is_some());
                let returns = first(pipeline).is_some_and(|then| first(here).is_none_or(|later| then < later));
                let waits = !pipeline.ordered || pipeline.refusals;
                if here.ordered && !waits && returns {
                    asks.extend(leaving.back()?);
                } else if here.ordered && !waits {
                    asks.extend(leaving.skip(leaving.not_entered(at + 1, here.stages.len()))?);
                }
                asks.extend(Way { deal, pipeline, role }.within(None, *target)?);
                !waits && !returns
            }
            (Place::Stage(here, at), Place::End(pipeline, end)) => {
                if here.id != pipeline.id || end.outcome == Outcome::Moved {
                    return Err(Rejection::NotAnEnd(to));
                }
                let won = end.outcome == Outcome::Won;
                if won && pipeline.ordered {
                    let way = Way { deal, pipeline, role };
                    asks.extend(way.skip(way.not_entered(at + 1, pipeline.stages.len()))?);
                }
                if end.asks_reason {
                    let book = self.edition_for(deal, here, true).stage(deal.stage).unwrap_or(&here.stages[*at]);
                    asks.push(Ask::WhyLost(book.loss_reasons.clone()));
                }
                if end.asks_return {
                    asks.push(Ask::ReturnOn);
                }
                won
            }
        };
        let mut missing = Vec::new();
        if let (Place::Stage(here, at), true) = (&from, onward) {
            let book = self.edition_for(deal, here, true);
            let stage = book.stage(deal.stage).unwrap_or(&here.stages[*at]);
            asks.extend(unproved(deal, stage, book.policy.of(role).unproved));
            missing.extend(stage.exit_fields.iter().filter(|field| !deal.has(field.id)).cloned());
        }
        if let Place::Stage(pipeline, at) = target {
            let book = self.edition_for(deal, pipeline, false);
            let (book, stage) = match book.stage(to) {
                Some(stage) => (book, stage),
                None => (pipeline, &pipeline.stages[at]),
            };
            missing.extend(book.needed(stage).into_iter().filter(|field| !deal.has(field.id)));
        }
        let mut named = std::collections::BTreeSet::new();
        missing.retain(|field| named.insert(field.id));
        if !missing.is_empty() {
            asks.push(Ask::Fields(missing));
        }
        Ok(asks)
    }
}

/// Rule 43: whether somebody of this role moves deals away from a stage. Who is not known, or a robot, is not held up.
fn theirs(book: &[Stage], live: &Stage, role: Option<Role>) -> Result<(), Rejection> {
    let stage = book.iter().find(|stage| stage.id == live.id).unwrap_or(live);
    match role {
        Some(role) if !stage.movers.is_empty() && !stage.movers.contains(&role) => {
            Err(Rejection::NotTheirs(stage.id, stage.movers.iter().copied().collect()))
        }
        _ => Ok(()),
    }
}

/// Rule 38: what shows that the buyer has taken the step, as far as it is missing.
fn unproved(deal: &Deal, stage: &Stage, freedom: Freedom) -> Option<Ask> {
    let missing = stage.evidence.iter().filter(|proof| proof.required && !deal.proofs.contains_key(&proof.id));
    let missing: Vec<_> = missing.cloned().collect();
    let asked = freedom != Freedom::Free && !missing.is_empty();
    asked.then_some(Ask::Proofs { missing, or_why: freedom == Freedom::WithReason })
}

/// The way of a deal inside one funnel, moved by somebody of a role.
struct Way<'a> {
    deal: &'a Deal,
    pipeline: &'a Pipeline,
    role: Option<Role>,
}

impl Way<'_> {
    /// What a way to the stage `target` asks for; `at` is none for a deal that comes from elsewhere.
    fn within(&self, at: Option<usize>, target: usize) -> Result<Option<Ask>, Rejection> {
        match at {
            _ if !self.pipeline.ordered => Ok(None),
            // Whoever refused for now comes to the stage that goes with what was said.
            None if self.pipeline.refusals => Ok(None),
            Some(at) if target < at => self.back(),
            _ => self.skip(self.not_entered(at.map_or(0, |at| at + 1), target)),
        }
    }

    /// The stages from `from` up to `to` that the deal has never stood on.
    fn not_entered(&self, from: usize, to: usize) -> Vec<Slug> {
        let between = self.pipeline.stages.iter().take(to).skip(from).map(|stage| stage.id);
        between.filter(|&stage| !self.deal.history.iter().any(|entry| entry.to == stage)).collect()
    }

    fn skip(&self, skipped: Vec<Slug>) -> Result<Option<Ask>, Rejection> {
        match self.pipeline.policy.of(self.role).skip {
            _ if skipped.is_empty() => Ok(None),
            Freedom::Free => Ok(None),
            Freedom::WithReason => Ok(Some(Ask::WhySkip(skipped))),
            Freedom::Forbidden => Err(Rejection::StageSkipped(skipped)),
        }
    }

    fn back(&self) -> Result<Option<Ask>, Rejection> {
        match self.pipeline.policy.of(self.role).back {
            Freedom::Free => Ok(None),
            Freedom::WithReason => Ok(Some(Ask::WhyBack)),
            Freedom::Forbidden => Err(Rejection::BackForbidden),
        }
    }
}
