//! The stages that the story goes through, found in the 4R funnels.
//! Deliberately not here: the funnels themselves (`data::template`).

use super::DemoProblem;
use crate::domain::{FourR, Pipeline, Slug, Stage};

/// The stages of «Сделки» in order, by the short names that the content uses.
pub(super) const DEALS: [&str; 7] = ["new", "terms", "quote", "agree", "paid", "production", "shipped"];

/// The funnels in which the example's deals stand.
pub(super) struct Funnels {
    pub(super) leads: Pipeline,
    pub(super) deals: Pipeline,
    pub(super) refresh: Pipeline,
}

impl Funnels {
    /// Takes them from the 4R funnels.
    pub(super) fn of(pipelines: &[Pipeline]) -> Result<Self, DemoProblem> {
        let of = |place: FourR| {
            let found = pipelines.iter().find(|pipeline| pipeline.four_r == Some(place)).cloned();
            found.ok_or_else(|| DemoProblem::unknown("funnel", &format!("{place:?}")))
        };
        Ok(Self { leads: of(FourR::Leads)?, deals: of(FourR::Deals)?, refresh: of(FourR::Refresh)? })
    }
}

/// A stage or basket of a funnel by its short name.
pub(super) fn stage<'a>(funnel: &'a Pipeline, name: &str) -> Result<&'a Stage, DemoProblem> {
    let found = funnel.id.child(name).ok().and_then(|id| funnel.stage(id));
    found.ok_or_else(|| DemoProblem::unknown("stage", &format!("{}.{name}", funnel.id)))
}

/// An end of a funnel by its short name.
pub(super) fn end(funnel: &Pipeline, name: &str) -> Result<Slug, DemoProblem> {
    let found = funnel.id.child(name).ok().and_then(|id| funnel.end(id));
    found.map(|end| end.id).ok_or_else(|| DemoProblem::unknown("end", &format!("{}.{name}", funnel.id)))
}
