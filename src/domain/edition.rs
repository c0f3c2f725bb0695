//! How funnels change in time (1.25): a draft that nobody works by yet, and the editions that were in force before.
//! The funnel itself is always the edition in force.
//! Deliberately not here: what publishing does (`publish`), how two editions differ (`insight::edition`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Deal, EditionId, LossReason, MemberId, Moment, Pipeline, RecordId, Slug, Workspace};

/// A funnel as somebody is changing it. No deal knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The funnel that it will become; one draft of each.
    pub id: Slug,
    /// How it will be.
    pub funnel: Arc<Pipeline>,
    /// When it was last changed.
    pub at: Moment,
    /// Who changed it.
    pub by: Option<MemberId>,
}

/// How deals at work pass from one edition of their funnel to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// The new rules hold at once.
    AtOnce,
    /// The stage on which a deal stands is left by the old rules.
    #[default]
    NextStage,
    /// Deals that were there go on by the old rules to their end.
    NewDeals,
}

/// A funnel as it was until it was changed. Editions are never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Identity.
    pub id: EditionId,
    /// How it was; its `id` names the funnel.
    pub funnel: Arc<Pipeline>,
    /// Until when it was in force.
    pub until: Moment,
    /// Who put the next one in its place.
    pub by: Option<MemberId>,
    /// How the deals at work passed to the next one.
    pub adoption: Adoption,
}

impl Workspace {
    /// The editions of a funnel that are no longer in force, oldest first. The one in force has the next number.
    pub fn editions(&self, funnel: Slug) -> Vec<&Arc<Edition>> {
        let mut editions: Vec<_> = self
            .of(funnel)
            .filter_map(|id| match id {
                RecordId::Edition(id) => self.edition(id),
                _ => None,
            })
            .collect();
        editions.sort_by_key(|edition| (edition.until, edition.id));
        editions
    }

    /// A funnel as it was at a moment; none when there is no such funnel.
    pub fn funnel_at(&self, funnel: Slug, at: Moment) -> Option<&Arc<Pipeline>> {
        let then = self.editions(funnel).into_iter().find(|edition| at < edition.until);
        then.map(|edition| &edition.funnel).or_else(|| self.pipeline(funnel))
    }

    /// Tells of a place whether it is, or ever was, a stage of a funnel.
    pub(super) fn ever<'a>(&'a self, live: &'a Arc<Pipeline>) -> impl Fn(Slug) -> bool + 'a {
        let editions = self.editions(live.id);
        move |place| {
            live.position(place).is_some() || editions.iter().any(|edition| edition.funnel.position(place).is_some())
        }
    }

    /// The edition by which a deal is moved in its funnel; `leaving` asks for the rules of leaving the stage on which it
    /// stands: its proofs, its data, who moves deals from it, why buyers stop there. An edition that knows nothing of that
    /// stage is none to go by. Who was closed meanwhile, or went elsewhere, comes back to the funnel as it is.
    pub(super) fn edition_for<'a>(&'a self, deal: &Deal, live: &'a Arc<Pipeline>, leaving: bool) -> &'a Arc<Pipeline> {
        let editions = self.editions(live.id);
        let mut book = live;
        if editions.is_empty() {
            return book;
        }
        let ever = self.ever(live);
        // Since when it has been at work in the funnel without a break.
        let came = deal.history.iter().rev().take_while(|entry| ever(entry.to)).last().map(|entry| entry.at);
        for edition in editions.into_iter().rev() {
            let since = match edition.adoption {
                Adoption::AtOnce => None,
                Adoption::NextStage => leaving.then(|| deal.entered()),
                Adoption::NewDeals => came,
            };
            if since.is_none_or(|since| since >= edition.until) || edition.funnel.position(deal.stage).is_none() {
                break;
            }
            book = &edition.funnel;
        }
        book
    }

    /// The funnel that has a stage or end, else the last edition of one that had it: history names places that are gone.
    pub fn funnel_that_had(&self, place: Slug) -> Option<&Arc<Pipeline>> {
        self.pipeline_of(place).or_else(|| self.past().find(|funnel| funnel.places().any(|known| known == place)))
    }

    /// Why buyers stop, by its name: a reason that a funnel lists, or listed in the last edition that knew it.
    pub fn reason(&self, id: Slug) -> Option<&LossReason> {
        let mut reasons = self.pipelines().chain(self.past()).flat_map(|funnel| &funnel.stages);
        reasons.find_map(|stage| stage.loss_reasons.iter().find(|reason| reason.id == id))
    }

    /// The funnels as they were, the newest of each first.
    fn past(&self) -> impl Iterator<Item = &Arc<Pipeline>> {
        let editions = self.pipelines().flat_map(|funnel| self.editions(funnel.id).into_iter().rev());
        editions.map(|edition| &edition.funnel)
    }
}
