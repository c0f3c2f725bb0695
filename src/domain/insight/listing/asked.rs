//! Which deals a list is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::{By, Order};
use crate::domain::insight::board::Filter;
use crate::domain::insight::probability::{Chance, Chances};
use crate::domain::{CustomerId, Deal, Outcome, Slug, Workspace};

/// How far the deals of a list have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// At work.
    #[default]
    Open,
    /// Bought.
    Won,
    /// Stopped: for good, for a while, or never a buyer.
    Lost,
    /// All of them.
    All,
}

impl Scope {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Open, Self::Won, Self::Lost, Self::All];

    /// What an address calls it; the first has no name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::All => "all",
        }
    }

    /// The scope that an address names.
    pub fn parse(key: &str) -> Self {
        Self::ALL.into_iter().find(|scope| scope.key() == key).unwrap_or_default()
    }

    /// Whether deals that came out so belong to it; none is a deal at work.
    pub(super) fn has(self, outcome: Option<Outcome>) -> bool {
        match self {
            Self::Open => outcome.is_none(),
            Self::Won => outcome == Some(Outcome::Won),
            Self::Lost => matches!(outcome, Some(Outcome::Lost | Outcome::Paused | Outcome::Excluded)),
            Self::All => true,
        }
    }
}

/// What somebody wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Of which funnel; none is of every one.
    pub funnel: Option<Slug>,
    /// How far they have come.
    pub scope: Scope,
    /// Words, who leads them, what they need.
    pub filter: Filter,
    /// Where they stand; none is anywhere.
    pub stage: Option<Slug>,
    /// Where they came from; none is from anywhere.
    pub source: Option<String>,
    /// Of which customers; none is of any.
    pub customers: Option<Arc<BTreeSet<CustomerId>>>,
    /// What they are sorted by.
    pub order: Order,
    /// What they are grouped by.
    pub group: Option<By>,
}

/// How likely deals are to be won, stage by stage of every funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Odds(BTreeMap<Slug, Chances>);

impl Odds {
    /// Counts one more deal for its own funnel.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        if let Some(funnel) = workspace.pipeline_of(deal.stage) {
            self.0.entry(funnel.id).or_default().count(funnel, deal);
        }
    }

    /// The probability of a deal on a stage; none when nothing is known of it, or it has ended.
    pub fn of(&self, workspace: &Workspace, stage: Slug) -> Option<Chance> {
        let funnel = workspace.pipeline_of(stage)?;
        let counted = self.0.get(&funnel.id);
        counted.unwrap_or(&Chances::default()).of(funnel, funnel.stage(stage)?)
    }
}
