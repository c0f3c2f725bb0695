//! A hypothesis: a change of how we sell, what it is to bring at which stage, and the deals that show whether it did (2.7, U7).
//! Deliberately not here: the verdict (`insight::trial`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Change, Context, Deal, DealId, HypothesisId, MemberId, Moment, Record, Rejection, Slug, Workspace};

/// What is to become better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The share of the decided deals of the stage that go on from it.
    Step,
    /// The share of the decided deals that reached the stage that are won.
    Won,
    /// The time that deals stand on the stage.
    Stay,
}

/// How those with the change are compared with those without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trial {
    /// Every other deal that comes to the stage is handled in the new way.
    Alternating,
    /// All deals from a day on are, and are compared with those before: no proof, since other things change too.
    BeforeAfter,
}

/// How a deal of a hypothesis is handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// As before: A.
    AsBefore,
    /// With the change: B.
    Changed,
}

/// That somebody has ended a hypothesis, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When: deals that came to the stage later do not count.
    pub at: Moment,
    /// Whether the change stays.
    pub kept: bool,
    /// What was learnt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// Identity.
    pub id: HypothesisId,
    /// What is done otherwise: «Разбор расчёта с энергетиком в течение суток».
    pub name: String,
    /// Why that should help.
    pub because: String,
    /// The stage whose buyers it is about.
    pub stage: Slug,
    /// What is to become better.
    pub aim: Aim,
    /// How it is tried.
    pub trial: Trial,
    /// The share hoped for, in percent; of [`Aim::Stay`] the median of working days.
    pub hoped: u16,
    /// When it began.
    pub began: Moment,
    /// How it ended.
    pub ended: Option<Ended>,
    /// Who put it forward.
    pub by: Option<MemberId>,
    /// How each deal that came to the stage is handled; empty unless deals alternate.
    pub deals: BTreeMap<DealId, Handling>,
}

impl Hypothesis {
    /// Whether it is being tried with every other deal.
    pub fn alternates(&self) -> bool {
        self.trial == Trial::Alternating && self.ended.is_none()
    }

    /// How the next deal that comes is handled: on the side that has fewer deals, as before when both have as many.
    fn next(&self) -> Handling {
        let changed = self.deals.values().filter(|&&side| side == Handling::Changed).count();
        if changed < self.deals.len() - changed { Handling::Changed } else { Handling::AsBefore }
    }
}

impl Workspace {
    /// The hypothesis by which deals that come to a stage are handled in two ways. Where two run, as two tabs can leave it,
    /// the one that began first.
    pub fn alternating_at(&self, stage: Slug) -> Option<&Hypothesis> {
        let there = self.hypotheses().map(AsRef::as_ref).filter(|idea| idea.stage == stage && idea.alternates());
        there.min_by_key(|idea| (idea.began, idea.id))
    }

    /// How a deal is to be handled on the stage on which it stands, and by which hypothesis; none when it is all the same.
    pub fn handled(&self, deal: &Deal) -> Option<(&Hypothesis, Handling)> {
        let known =
            |idea: &&Hypothesis| idea.stage == deal.stage && idea.alternates() && idea.deals.contains_key(&deal.id);
        let idea = self.hypotheses().map(AsRef::as_ref).find(known)?;
        Some((idea, *idea.deals.get(&deal.id)?))
    }

    /// Rules 67 and 68: the hypothesis with the side of a deal that has just come to its stage; none when there is none, or
    /// the deal is no newcomer there.
    pub(super) fn sided(&self, deal: &Deal) -> Option<Record> {
        let (last, before) = deal.history.split_last()?;
        let funnel = self.pipeline_of(last.to)?;
        let at = funnel.position(last.to)?;
        let idea = self.alternating_at(last.to).filter(|idea| idea.began <= last.at)?;
        let returns = |stood: Slug| stood == last.to || (funnel.ordered && funnel.position(stood) > Some(at));
        if idea.deals.contains_key(&deal.id) || before.iter().any(|entry| returns(entry.to)) {
            return None;
        }
        let mut idea = idea.clone();
        let side = idea.next();
        idea.deals.insert(deal.id, side);
        Some(idea.into())
    }

    /// Rule 66: a hypothesis begins, without deals.
    pub(super) fn put_forward(&self, idea: Hypothesis) -> Result<Change, Rejection> {
        if idea.name.trim().is_empty() {
            return Err(Rejection::NothingSaid);
        }
        if self.pipeline_of(idea.stage).and_then(|funnel| funnel.position(idea.stage)).is_none() {
            return Err(Rejection::UnknownStage(idea.stage));
        }
        if self.hypothesis(idea.id).is_some() {
            return Err(Rejection::AlreadyExists(idea.id.into()));
        }
        if let Some(other) = self.alternating_at(idea.stage).filter(|_| idea.trial == Trial::Alternating) {
            return Err(Rejection::TrialRuns(other.id));
        }
        self.take_in(vec![Hypothesis { ended: None, deals: BTreeMap::new(), ..idea }.into()])
    }

    /// Rule 69: a hypothesis ends, once.
    pub(super) fn end_hypothesis(
        &self,
        id: HypothesisId,
        kept: bool,
        words: &str,
        context: &Context,
    ) -> Result<Change, Rejection> {
        let idea = self.hypothesis(id).ok_or(Rejection::NotFound(id.into()))?;
        if idea.ended.is_some() {
            return Err(Rejection::TrialEnded(id));
        }
        let ended = Ended { at: context.now, kept, words: words.trim().to_owned() };
        self.take_in(vec![Hypothesis { ended: Some(ended), ..Hypothesis::clone(idea) }.into()])
    }
}

/// Whether a hypothesis that is known would handle a deal otherwise than it does.
pub(super) fn resided(known: &Hypothesis, new: &Hypothesis) -> bool {
    known.deals.iter().any(|(deal, side)| new.deals.get(deal) != Some(side))
}
