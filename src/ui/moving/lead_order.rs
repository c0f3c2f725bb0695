//! What is done with a lead by one press, on the board or in the palette: where it goes, and what is told of it.
//! Deliberately not here: the buttons, and what the move asks for.

use crate::app::locale::Language;
use crate::app::store::Store;
use crate::app::words::Words;
use crate::domain::{DealId, End, FourR, Outcome, Pipeline, Slug, Workspace};
use crate::ui::kit::called;

/// What is done with a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadOrder {
    /// Take it to work.
    Take,
    /// It is ready to buy.
    Sql,
    /// It is not for us.
    OffTarget,
    /// It never was a request.
    Spam,
}

impl LeadOrder {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Take, Self::Sql, Self::OffTarget, Self::Spam];

    /// Where leads go by it in their funnel.
    fn target(self, funnel: &Pipeline) -> Option<Slug> {
        match self {
            Self::Take => funnel.stages.get(1).map(|stage| stage.id),
            Self::Sql => funnel.stages.last().map(|stage| stage.id),
            Self::OffTarget => excluded(funnel, true),
            Self::Spam => excluded(funnel, false),
        }
    }

    /// Whether it is still to be done with a lead: one at work, which has not come so far yet.
    pub fn is_ahead(self, workspace: &Workspace, lead: DealId) -> bool {
        let ahead = || {
            let stage = workspace.deal(lead)?.stage;
            let funnel = workspace.pipeline_of(stage).filter(|funnel| funnel.four_r == Some(FourR::Leads))?;
            let (at, to) = (funnel.position(stage)?, self.target(funnel)?);
            Some(funnel.position(to).is_none_or(|to| at < to))
        };
        ahead().unwrap_or_default()
    }
}

/// Where a lead goes, and what is told of it; none when it is no lead.
pub fn treat(
    store: Store,
    words: &Words,
    language: Language,
    asked: LeadOrder,
    lead: DealId,
) -> Option<(Slug, String)> {
    // Whoever moves a lead that nobody has takes it (0.6).
    let me = store.acting();
    store.peek(|workspace| {
        let deal = workspace.deal(lead)?;
        let funnel = workspace.pipeline_of(deal.stage).filter(|funnel| funnel.four_r == Some(FourR::Leads))?;
        let to = asked.target(funnel)?;
        let (name, toast) = (called(workspace, deal), &words.toast);
        let stage = || funnel.stage(to).map(|stage| language.of(&stage.name)).unwrap_or_default();
        let told = match (asked, me.and_then(|me| workspace.member(me))) {
            (LeadOrder::Take, Some(me)) => toast.taken.fill([&name, &me.name]),
            (LeadOrder::Take, None) | (LeadOrder::Sql, _) => toast.moved.fill([&name, &stage()]),
            (LeadOrder::OffTarget, _) => toast.set_aside.fill([&name]),
            (LeadOrder::Spam, _) => toast.spam.fill([&name]),
        };
        Some((to, told))
    })
}

/// The end for those who never were buyers: off-target, which asks why, or spam, which does not.
fn excluded(funnel: &Pipeline, asks: bool) -> Option<Slug> {
    let is = |end: &&End| end.outcome == Outcome::Excluded && end.asks_reason == asks;
    funnel.ends.iter().find(is).map(|end| end.id)
}
