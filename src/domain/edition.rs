//! How funnels change in time (1.25): a draft that nobody works by yet, and the editions that were in force before.
//! The funnel itself is always the edition in force.
//! Deliberately not here: what publishing does (`publish`), how two editions differ (`insight::edition`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Deal, EditionId, MemberId, Moment, Pipeline, RecordId, Slug, Workspace};

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

    /// The edition by which a deal is moved in its funnel; `leaving` asks for the rules of leaving the stage on which it
    /// stands. An edition that knows nothing of that stage is none to go by.
    pub(super) fn edition_for<'a>(&'a self, deal: &Deal, live: &'a Arc<Pipeline>, leaving: bool) -> &'a Arc<Pipeline> {
        let mut book = live;
        for edition in self.editions(live.id).into_iter().rev() {
            let known = |place| live.places().chain(edition.funnel.places()).any(|known| known == place);
            let came = || deal.history.iter().find(|entry| known(entry.to)).map(|entry| entry.at);
            let old = match edition.adoption {
                Adoption::AtOnce => false,
                Adoption::NextStage => leaving && deal.entered() < edition.until,
                Adoption::NewDeals => came().is_some_and(|came| came < edition.until),
            };
            if !old || edition.funnel.position(deal.stage).is_none() {
                break;
            }
            book = &edition.funnel;
        }
        book
    }

    /// A stage, end or its funnel by any name it ever had: history names places that are gone.
    pub fn funnel_that_had(&self, place: Slug) -> Option<&Arc<Pipeline>> {
        self.pipeline_of(place).or_else(|| {
            let editions = self.pipelines().flat_map(|funnel| self.editions(funnel.id).into_iter().rev());
            editions.map(|edition| &edition.funnel).find(|funnel| funnel.places().any(|known| known == place))
        })
    }
}
