//! Changing funnels: drafts, publishing and regulations (rules 45 to 50, 55 and 56). Deals that stand on a stage that goes,
//! go where the person says; nothing else of them changes, and the funnel as it was is kept.
//! Deliberately not here: how a funnel is edited (`app`, `ui`), what is unwise in it (`insight::adviser`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decide::{after_last, some_text};
use super::{
    Adoption, Cause, Change, Context, Deal, DealId, Draft, Edition, EditionId, MemberId, Moment, Pipeline, Record,
    RecordId, Regulation, Rejection, Signature, Slug, StageEntry, Text, Wording, Workspace,
};

impl Workspace {
    /// Rule 45.
    pub(super) fn draft_funnel(&self, funnel: Pipeline, context: &Context) -> Result<Change, Rejection> {
        let id = RecordId::Draft(funnel.id);
        if self.draft(funnel.id).is_some_and(|draft| *draft.funnel == funnel) {
            return Ok(Change::default());
        }
        // By its name a stage is kept: of two of one name only one would be.
        let mut places = BTreeSet::new();
        if let Some(twice) = funnel.places().find(|&place| !places.insert(place)) {
            return Err(Rejection::NameTaken(twice));
        }
        // Going back to what is in force is no draft.
        let differs = self.pipeline(funnel.id).is_none_or(|live| **live != funnel);
        let draft = Draft { id: funnel.id, funnel: Arc::new(funnel), at: context.now, by: context.by };
        Ok(self.replace([(id, differs.then(|| draft.into()))]))
    }

    /// Rules 46 to 50.
    pub(super) fn publish(
        &self,
        funnel: Pipeline,
        edition: EditionId,
        adoption: Adoption,
        moves: BTreeMap<DealId, Slug>,
        context: &Context,
    ) -> Result<Change, Rejection> {
        fit(&funnel)?;
        let draft = (RecordId::Draft(funnel.id), None);
        let live = self.pipeline(funnel.id);
        if live.is_some_and(|live| **live == funnel) {
            return Ok(self.replace([draft]));
        }
        // Editions follow one another, whatever the clocks say.
        let last = self.editions(funnel.id).last().map(|last| Moment(last.until.0.saturating_add(1)));
        let now = last.map_or(context.now, |after| context.now.max(after));
        let mut records: Vec<(RecordId, Option<Record>)> = Vec::new();
        for (&id, &to) in &moves {
            records.push((id.into(), Some(self.relocated(id, to, &funnel, Context { now, ..*context })?.into())));
        }
        if funnel.archived {
            let stages = live.into_iter().flat_map(|live| &live.stages).filter_map(|stage| self.column(stage.id));
            let stand = |deal: DealId| moves.get(&deal).copied().or_else(|| Some(self.deal(deal)?.stage));
            let stands = stages.flat_map(|column| column.deals()).filter_map(stand);
            let left = stands.filter(|&stage| funnel.position(stage).is_some()).count();
            if left > 0 {
                return Err(Rejection::DealsLeft(funnel.id, left));
            }
        }
        if let Some(live) = live {
            if self.edition(edition).is_some() {
                return Err(Rejection::AlreadyExists(edition.into()));
            }
            let past = Edition { id: edition, funnel: Arc::clone(live), until: now, by: context.by, adoption };
            records.push((edition.into(), Some(past.into())));
        }
        records.push(draft);
        records.push((funnel.id.into(), Some(funnel.into())));
        self.sound(self.replace(records))
    }

    /// A deal of the funnel where it is put. Open deals go to stages, closed ones to ends.
    fn relocated(&self, id: DealId, to: Slug, funnel: &Pipeline, context: Context) -> Result<Deal, Rejection> {
        let mut deal = Deal::clone(self.deal(id).ok_or(Rejection::NotFound(id.into()))?);
        let live = self.pipeline_of(deal.stage).filter(|live| live.id == funnel.id);
        let live = live.ok_or(Rejection::UnknownStage(deal.stage))?;
        let elsewhere = self.pipeline_of(to).filter(|other| other.id != funnel.id && !other.archived);
        let target = if funnel.places().any(|place| place == to) { Some(funnel) } else { elsewhere.map(AsRef::as_ref) };
        let was_closed = live.end(deal.stage).is_some();
        if target.is_none_or(|target| target.end(to).is_some() != was_closed) {
            return Err(Rejection::UnknownStage(to));
        }
        if deal.stage == to {
            return Err(Rejection::AlreadyThere);
        }
        deal.history.push(StageEntry {
            id: context.entry,
            from: Some(deal.stage),
            to,
            at: after_last(&deal, &context),
            by: context.by,
            why: None,
            loss: None,
            cause: Cause::Funnel,
        });
        deal.stage = to;
        Ok(deal)
    }

    /// Rule 55.
    pub(super) fn word_regulation(&self, id: Slug, wording: Wording) -> Result<Change, Rejection> {
        let stage = || self.pipeline_of(id).is_some_and(|funnel| funnel.position(id).is_some());
        if self.pipeline(id).is_none() && !stage() {
            return Err(Rejection::UnknownStage(id));
        }
        if !wording.points.iter().any(said) {
            return Err(Rejection::NothingSaid);
        }
        let (mut editions, signed) = match self.regulation(id) {
            Some(regulation) => (regulation.editions.clone(), regulation.signed.clone()),
            None => Default::default(),
        };
        let says = |wording: &Wording| (wording.points.clone(), wording.forbidden.clone(), wording.done.clone());
        if editions.last().map(says) == Some(says(&wording)) {
            return Ok(Change::default());
        }
        editions.push(wording);
        let regulation = Regulation { id, editions, signed };
        Ok(self.replace([(RecordId::Regulation(id), Some(regulation.into()))]))
    }

    /// Rule 56.
    pub(super) fn sign_regulation(&self, id: Slug, member: MemberId, context: &Context) -> Result<Change, Rejection> {
        let mut regulation = match self.regulation(id) {
            Some(regulation) => Regulation::clone(regulation),
            None => return Err(Rejection::NotFound(RecordId::Regulation(id))),
        };
        self.member(member).ok_or(Rejection::NotFound(member.into()))?;
        let edition = regulation.current().map_or(0, |(number, _)| number);
        let signed = regulation.signed.get(&member).is_some_and(|signature| signature.edition == edition);
        if !signed {
            regulation.signed.insert(member, Signature { edition, at: context.now });
        }
        Ok(self.replace([(RecordId::Regulation(id), Some(regulation.into()))]))
    }
}

fn said(text: &Text) -> bool {
    [&text.ru, &text.en].into_iter().any(|words| some_text(words).is_some())
}

/// Rule 49: whether a funnel can be worked by at all.
fn fit(funnel: &Pipeline) -> Result<(), Rejection> {
    if !said(&funnel.name) {
        return Err(Rejection::NameMissing);
    }
    let nameless = funnel.stages.iter().find(|stage| !said(&stage.name)).map(|stage| stage.id);
    let nameless = nameless.or_else(|| funnel.ends.iter().find(|end| !said(&end.name)).map(|end| end.id));
    if let Some(place) = nameless {
        return Err(Rejection::StageNameless(place));
    }
    match funnel.stages.iter().filter(|stage| stage.key_stage).nth(1) {
        Some(second) => Err(Rejection::SecondKeyStage(second.id)),
        None => Ok(()),
    }
}
