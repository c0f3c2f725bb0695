//! May a deal move there? The rules of docs/rules.md, in one place for the board's gates and for the move itself.

use std::collections::BTreeSet;
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
    Stage(&'a Arc<Pipeline>),
    End(&'a Arc<Pipeline>, &'a End),
}

/// The sense of a move, by which it is asked for proofs and answers.
#[derive(Clone, Copy, PartialEq)]
enum Course {
    /// The buyer has taken the step that the stage is about.
    On,
    /// Out, or into a basket and out of it: the step is not what it is about.
    Aside,
    /// To where the deal has been before.
    Back,
    /// To the stage on which it was closed: it has only been away.
    Home,
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
        match pipeline.end(name) {
            Some(end) => Ok(Place::End(pipeline, end)),
            None => Ok(Place::Stage(pipeline)),
        }
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
        // The stage that the deal leaves, with the edition of the funnel by which it leaves it.
        let left = match from {
            Place::Stage(here) => {
                let book = self.edition_for(deal, here, true);
                book.stage(deal.stage).map(|stage| (book, stage))
            }
            Place::End(..) => None,
        };
        if let Some((_, stage)) = left {
            theirs(stage, role)?;
        }
        if let Place::Stage(pipeline) = target
            && pipeline.archived
        {
            return Err(Rejection::FunnelArchived(pipeline.id));
        }
        let mut asks = Vec::new();
        let course = match (&from, &target) {
            (Place::End(closed, _), Place::Stage(pipeline)) if closed.id == pipeline.id => {
                // As if it still stood where it was closed, but one reason is enough. Stages that are gone are passed by.
                let stood = deal.history.iter().rev().find_map(|entry| pipeline.position(entry.to));
                Way::by(pipeline, deal, pipeline, role).within(stood, to)?;
                asks.push(Ask::WhyReopen);
                if stood.is_some() && pipeline.position(to) == stood { Course::Home } else { Course::Back }
            }
            (Place::End(..), _) => return Err(Rejection::DealClosed),
            (Place::Stage(here), Place::Stage(pipeline)) if here.id == pipeline.id => {
                let book = self.book_with(deal, pipeline, to);
                let (stood, aimed) = (book.position(deal.stage), book.position(to));
                asks.extend(Way::by(book, deal, pipeline, role).within(stood, to)?);
                match (book.ordered, stood < aimed) {
                    (false, _) => Course::Aside,
                    (true, true) => Course::On,
                    (true, false) => Course::Back,
                }
            }
            (Place::Stage(here), Place::Stage(pipeline)) => {
                let waits = |funnel: &Pipeline| !funnel.ordered || funnel.refusals;
                let book = self.edition_for(deal, here, false);
                let leaving = Way::by(book, deal, here, role);
                let course = if waits(here) || waits(pipeline) {
                    Course::Aside
                } else if self.first_stood(deal, pipeline) < self.first_stood(deal, here) {
                    // Of two funnels the one that the deal stood in first is the earlier.
                    asks.extend(leaving.back()?);
                    Course::Back
                } else {
                    asks.extend(leaving.skip(leaving.ahead(book.position(deal.stage), None))?);
                    Course::On
                };
                asks.extend(Way::by(pipeline, deal, pipeline, role).within(None, to)?);
                course
            }
            (Place::Stage(here), Place::End(pipeline, end)) => {
                if here.id != pipeline.id || end.outcome == Outcome::Moved {
                    return Err(Rejection::NotAnEnd(to));
                }
                let won = end.outcome == Outcome::Won;
                let book = self.edition_for(deal, here, false);
                if won && book.ordered {
                    let way = Way::by(book, deal, pipeline, role);
                    asks.extend(way.skip(way.ahead(book.position(deal.stage), None))?);
                }
                if end.asks_reason {
                    asks.push(Ask::WhyLost(left.map(|(_, stage)| stage.loss_reasons.clone()).unwrap_or_default()));
                }
                if end.asks_return {
                    asks.push(Ask::ReturnOn);
                }
                if won { Course::On } else { Course::Aside }
            }
        };
        let mut fields = Vec::new();
        if let (Some((book, stage)), Course::On) = (left, course) {
            asks.extend(unproved(deal, stage, book.policy.of(role).unproved));
            fields.extend(stage.exit_fields.iter().cloned());
        }
        if let Place::Stage(pipeline) = target {
            let book = self.book_with(deal, pipeline, to);
            let entered = book.stage(to).into_iter();
            fields.extend(entered.flat_map(|stage| match course {
                Course::Home => Vec::new(),
                Course::Back => stage.required_fields.clone(),
                Course::On | Course::Aside => book.needed(stage),
            }));
        }
        let mut named = BTreeSet::new();
        fields.retain(|field| !deal.has(field.id) && named.insert(field.id));
        if !fields.is_empty() {
            asks.push(Ask::Fields(fields));
        }
        Ok(asks)
    }

    /// The edition by which a deal enters a stage: one that knows of it.
    fn book_with<'a>(&'a self, deal: &Deal, live: &'a Arc<Pipeline>, to: Slug) -> &'a Arc<Pipeline> {
        Some(self.edition_for(deal, live, false)).filter(|book| book.position(to).is_some()).unwrap_or(live)
    }

    /// At which of its entries a deal first stood in a funnel, in whatever edition of it; `usize::MAX` when it never did.
    fn first_stood(&self, deal: &Deal, funnel: &Arc<Pipeline>) -> usize {
        let ever = self.ever(funnel);
        deal.history.iter().position(|entry| ever(entry.to)).unwrap_or(usize::MAX)
    }
}

/// Rule 42: whether somebody of this role moves deals away from a stage. Who is not known, or a robot, is not held up.
fn theirs(stage: &Stage, role: Option<Role>) -> Result<(), Rejection> {
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

/// The way of a deal inside one funnel by one of its editions, moved by somebody of a role.
struct Way<'a> {
    book: &'a Pipeline,
    deal: &'a Deal,
    /// The funnel as it is in force: what it has no more can't be passed over.
    live: &'a Pipeline,
    role: Option<Role>,
}

impl<'a> Way<'a> {
    fn by(book: &'a Pipeline, deal: &'a Deal, live: &'a Pipeline, role: Option<Role>) -> Self {
        Self { book, deal, live, role }
    }

    /// What a way to the stage `to` asks for; `at` is none for a deal that comes from elsewhere.
    fn within(&self, at: Option<usize>, to: Slug) -> Result<Option<Ask>, Rejection> {
        if !self.book.ordered {
            return Ok(None);
        }
        match at {
            // Whoever refused for now comes to the stage that goes with what was said.
            None if self.book.refusals => Ok(None),
            Some(_) if self.book.position(to) < at => self.back(),
            _ => self.skip(self.ahead(at, Some(to))),
        }
    }

    /// The stages after `at` up to `to` that the deal has never stood on: none is from the first, and to the last.
    fn ahead(&self, at: Option<usize>, to: Option<Slug>) -> Vec<Slug> {
        let until = to.and_then(|to| self.book.position(to)).unwrap_or(self.book.stages.len());
        let between = self.book.stages.iter().take(until).skip(at.map_or(0, |at| at + 1)).map(|stage| stage.id);
        let stood = |stage| self.deal.history.iter().any(|entry| entry.to == stage);
        between.filter(|&stage| self.live.position(stage).is_some() && !stood(stage)).collect()
    }

    fn skip(&self, skipped: Vec<Slug>) -> Result<Option<Ask>, Rejection> {
        match self.book.policy.of(self.role).skip {
            _ if skipped.is_empty() => Ok(None),
            Freedom::Free => Ok(None),
            Freedom::WithReason => Ok(Some(Ask::WhySkip(skipped))),
            Freedom::Forbidden => Err(Rejection::StageSkipped(skipped)),
        }
    }

    fn back(&self) -> Result<Option<Ask>, Rejection> {
        match self.book.policy.of(self.role).back {
            Freedom::Free => Ok(None),
            Freedom::WithReason => Ok(Some(Ask::WhyBack)),
            Freedom::Forbidden => Err(Rejection::BackForbidden),
        }
    }
}
