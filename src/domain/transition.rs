//! May a deal move there? The rules of docs/rules.md, in one place for the board's gates and for the move itself.

use std::sync::Arc;

use super::{Ask, Deal, End, Freedom, Outcome, Pipeline, Rejection, Slug, Workspace};

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
    /// What stands between a deal and a stage or end (rules 1 to 20).
    pub fn gate(&self, deal: &Deal, to: Slug) -> Gate {
        match self.asks(deal, to) {
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

    /// Everything that a move asks for, or why it can't be.
    pub(super) fn asks(&self, deal: &Deal, to: Slug) -> Result<Vec<Ask>, Rejection> {
        if deal.stage == to {
            return Err(Rejection::AlreadyThere);
        }
        let mut asks = Vec::new();
        match (self.place(deal.stage)?, self.place(to)?) {
            (Place::End(..), Place::End(..)) => return Err(Rejection::DealClosed),
            (Place::End(closed, _), Place::Stage(pipeline, target)) if closed.id == pipeline.id => {
                // As if it still stood where it was closed, but one reason is enough.
                let stood = deal.last_open_stage(|stage| pipeline.end(stage).is_some());
                within(deal, pipeline, pipeline.position(stood), target)?;
                asks.push(Ask::WhyReopen);
            }
            (Place::End(..), Place::Stage(..)) => return Err(Rejection::DealClosed),
            (Place::Stage(here, at), Place::Stage(pipeline, target)) if here.id == pipeline.id => {
                asks.extend(within(deal, pipeline, Some(at), target)?);
            }
            (Place::Stage(here, at), Place::Stage(pipeline, target)) => {
                // Of two funnels the one that the deal stood in first is the earlier.
                let first = |funnel: &Pipeline| deal.history.iter().position(|e| funnel.position(e.to).is_some());
                let returns = first(pipeline).is_some_and(|then| first(here).is_none_or(|later| then < later));
                if here.ordered && pipeline.ordered && returns {
                    asks.extend(back(here)?);
                } else if here.ordered && pipeline.ordered {
                    asks.extend(skip(here, not_entered(deal, here, at + 1, here.stages.len()))?);
                }
                asks.extend(within(deal, pipeline, None, target)?);
            }
            (Place::Stage(here, at), Place::End(pipeline, end)) => {
                if here.id != pipeline.id || end.outcome == Outcome::Moved {
                    return Err(Rejection::NotAnEnd(to));
                }
                if end.outcome == Outcome::Won && pipeline.ordered {
                    asks.extend(skip(pipeline, not_entered(deal, pipeline, at + 1, pipeline.stages.len()))?);
                }
                if end.asks_reason {
                    asks.push(Ask::WhyLost(here.stages[at].loss_reasons.clone()));
                }
                if end.asks_return {
                    asks.push(Ask::ReturnOn);
                }
            }
        }
        if let Place::Stage(pipeline, at) = self.place(to)? {
            let missing = pipeline.stages[at].required_fields.iter().filter(|field| !deal.has(field.id));
            let missing: Vec<_> = missing.cloned().collect();
            if !missing.is_empty() {
                asks.push(Ask::Fields(missing));
            }
        }
        Ok(asks)
    }
}

/// What a way inside one funnel asks for; `at` is none for a deal that comes from elsewhere.
fn within(deal: &Deal, pipeline: &Pipeline, at: Option<usize>, target: usize) -> Result<Option<Ask>, Rejection> {
    match at {
        _ if !pipeline.ordered => Ok(None),
        Some(at) if target < at => back(pipeline),
        _ => skip(pipeline, not_entered(deal, pipeline, at.map_or(0, |at| at + 1), target)),
    }
}

/// The stages from `from` up to `to` that the deal has never stood on.
fn not_entered(deal: &Deal, pipeline: &Pipeline, from: usize, to: usize) -> Vec<Slug> {
    let between = pipeline.stages.iter().take(to).skip(from).map(|stage| stage.id);
    between.filter(|&stage| !deal.history.iter().any(|entry| entry.to == stage)).collect()
}

fn skip(pipeline: &Pipeline, skipped: Vec<Slug>) -> Result<Option<Ask>, Rejection> {
    match pipeline.policy.skip {
        _ if skipped.is_empty() => Ok(None),
        Freedom::Free => Ok(None),
        Freedom::WithReason => Ok(Some(Ask::WhySkip(skipped))),
        Freedom::Forbidden => Err(Rejection::StageSkipped(skipped)),
    }
}

fn back(pipeline: &Pipeline) -> Result<Option<Ask>, Rejection> {
    match pipeline.policy.back {
        Freedom::Free => Ok(None),
        Freedom::WithReason => Ok(Some(Ask::WhyBack)),
        Freedom::Forbidden => Err(Rejection::BackForbidden),
    }
}
