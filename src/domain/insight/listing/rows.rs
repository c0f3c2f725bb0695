//! The deals of a list, read and sorted slice by slice, and the list that comes of it.
//!
//! Each slice is sorted by itself; sorted runs are then merged two by two, each merge short enough for one breath. Ties are
//! broken by identity, so that the order is one whatever the slices were.

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::asked::{Odds, Query};
use super::column::By;
use super::key::{Key, Reading};
use crate::domain::insight::clientele::fold;
use crate::domain::insight::in_base::InBase;
use crate::domain::{
    CustomerId, Deal, DealId, MemberId, Moment, Outcome, Pipeline, Schedule, Slug, Stage, SumPart, Sums, Workspace,
};

/// Where deals stand, as far as a list asks.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its place among all stages and ends: funnel by funnel, stages before ends.
    pub(super) rank: usize,
    /// How deals that stand there have come out; none on a stage.
    pub(super) outcome: Option<Outcome>,
    funnel: Slug,
    stage: Option<Stage>,
}

/// What the deals of a group have in common; none where they lack it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Nothing: the list is not grouped.
    All,
    /// They stand there.
    Stage(Slug),
    /// Somebody leads them.
    Owner(Option<MemberId>),
    /// They buy.
    Customer(Option<CustomerId>),
    /// Where they came from.
    Source(Option<String>),
    /// The month of the planned contact: a year and a month from 1.
    Month(Option<(i32, u32)>),
}

/// Deals that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What.
    pub heading: Heading,
    /// The deals, in the order of the list.
    pub deals: Vec<DealId>,
    /// What they are worth, each currency by itself; what has ended by the rate of its end.
    pub sums: Sums,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its groups in their order; one group when nothing is grouped, none when nothing was found.
    pub groups: Vec<Group>,
    /// How many deals there are in all groups.
    pub count: usize,
    /// What they are worth together.
    pub sums: Sums,
    /// How many deals there are whatever the filters hide: of the funnel and as far as asked.
    pub among: usize,
}

impl Listing {
    /// Every deal in the order of the list.
    pub fn deals(&self) -> impl Iterator<Item = DealId> + '_ {
        self.groups.iter().flat_map(|group| group.deals.iter().copied())
    }
}

/// A deal as it is sorted.
struct Row {
    key: Key,
    deal: DealId,
    group: u32,
    worth: Option<SumPart>,
}

/// A list on its way.
pub struct Gathering {
    query: Query,
    odds: Arc<Odds>,
    places: BTreeMap<Slug, Place>,
    /// The number of each group, in the order in which they were met.
    groups: BTreeMap<Heading, u32>,
    runs: VecDeque<Vec<Row>>,
    among: usize,
}

impl Gathering {
    /// Nothing read yet. `odds` tell how likely deals are, where the list is sorted by it.
    pub fn new(workspace: &Workspace, query: Query, odds: Arc<Odds>) -> Self {
        let mut places = BTreeMap::new();
        for funnel in funnels(workspace) {
            let stages = funnel.stages.iter().map(|stage| (stage.id, None, Some(stage.clone())));
            let ends = funnel.ends.iter().map(|end| (end.id, Some(end.outcome), None));
            for (id, outcome, stage) in stages.chain(ends) {
                let rank = places.len();
                places.insert(id, Place { rank, outcome, funnel: funnel.id, stage });
            }
        }
        Self { query, odds, places, groups: BTreeMap::new(), runs: VecDeque::new(), among: 0 }
    }

    /// Reads a slice of the deals, as things are at `now` by the company's working time. `month` tells the year and the
    /// month of a moment by the clock of whoever looks.
    pub fn read<'d>(
        &mut self,
        workspace: &Workspace,
        deals: impl IntoIterator<Item = &'d Arc<Deal>>,
        now: Moment,
        schedule: &Schedule,
        month: impl Fn(Moment) -> (i32, u32),
    ) {
        let mut run: Vec<Row> = Vec::new();
        let mut reading = Reading { workspace, odds: &self.odds, base: InBase::of(workspace), now };
        for deal in deals {
            let Some(place) = self.places.get(&deal.stage) else { continue };
            let query = &self.query;
            if query.funnel.is_some_and(|funnel| funnel != place.funnel) || !query.scope.has(place.outcome) {
                continue;
            }
            self.among += 1;
            let there = query.stage.is_none_or(|stage| stage == deal.stage);
            let whose =
                |known: &Arc<_>| deal.customer.is_some_and(|id| std::collections::BTreeSet::contains(known, &id));
            let from = |source: &String| source_of(deal) == Some(source.as_str());
            if !there
                || !query.customers.as_ref().is_none_or(whose)
                || !query.source.as_ref().is_none_or(from)
                || !query.filter.takes(workspace, deal, place.stage.as_ref(), now, schedule)
            {
                continue;
            }
            let heading = heading(query.group, deal, &month);
            let key = Key::of(&mut reading, place, deal, query.order.by);
            let next = self.groups.len() as u32;
            let group = *self.groups.entry(heading).or_insert(next);
            run.push(Row { key, deal: deal.id, group, worth: reading.base.part(workspace, deal) });
        }
        if !run.is_empty() {
            let descending = self.query.order.descending;
            run.sort_unstable_by(|one, other| follow(one, other, descending));
            self.runs.push_back(run);
        }
    }

    /// Merges two runs, if there are two; whether there was anything to do.
    pub fn merge(&mut self) -> bool {
        if self.runs.len() < 2 {
            return false;
        }
        let (Some(one), Some(other)) = (self.runs.pop_front(), self.runs.pop_front()) else { return false };
        let descending = self.query.order.descending;
        let mut merged = Vec::with_capacity(one.len() + other.len());
        let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
        while let (Some(first), Some(second)) = (one.peek(), other.peek()) {
            let next = if follow(first, second, descending).is_le() { one.next() } else { other.next() };
            merged.extend(next);
        }
        merged.extend(one);
        merged.extend(other);
        self.runs.push_back(merged);
        true
    }

    /// The list, once every slice has been read and every run merged.
    pub fn finish(mut self, workspace: &Workspace) -> Listing {
        while self.merge() {}
        let mut groups: Vec<Group> = vec![Group::default(); self.groups.len()];
        for (heading, &number) in &self.groups {
            groups[number as usize].heading = heading.clone();
        }
        let (mut count, mut sums) = (0, Sums::default());
        for row in self.runs.pop_front().unwrap_or_default() {
            let group = &mut groups[row.group as usize];
            group.deals.push(row.deal);
            count += 1;
            if let Some(worth) = row.worth {
                group.sums.put(worth);
                sums.put(worth);
            }
        }
        groups.sort_by_cached_key(|group| self.rank(workspace, &group.heading));
        Listing { groups, count, sums, among: self.among }
    }

    /// How groups follow one another: stages as in their funnel, names by the alphabet, months as they come; what lacks it
    /// is last.
    fn rank(&self, workspace: &Workspace, heading: &Heading) -> (bool, usize, String, Heading) {
        let named = |name: Option<&str>| (name.is_none(), 0, fold(name.unwrap_or_default()), heading.clone());
        match heading {
            Heading::Stage(stage) => {
                (false, self.places.get(stage).map_or(usize::MAX, |place| place.rank), String::new(), heading.clone())
            }
            Heading::Owner(id) => named(id.and_then(|id| workspace.member(id)).map(|member| member.name.as_str())),
            Heading::Customer(id) => {
                named(id.and_then(|id| workspace.customer(id)).map(|customer| customer.name.as_str()))
            }
            Heading::Source(source) => named(source.as_deref()),
            Heading::Month(month) => (month.is_none(), 0, String::new(), heading.clone()),
            Heading::All => (false, 0, String::new(), Heading::All),
        }
    }
}

impl Default for Group {
    fn default() -> Self {
        Self { heading: Heading::All, deals: Vec::new(), sums: Sums::default() }
    }
}

/// The funnels in the order of the 4R model, the others after them.
fn funnels(workspace: &Workspace) -> Vec<&Arc<Pipeline>> {
    let mut funnels: Vec<_> = workspace.pipelines().collect();
    funnels.sort_by_key(|funnel| (funnel.four_r.is_none(), funnel.four_r, funnel.id));
    funnels
}

fn follow(one: &Row, other: &Row, descending: bool) -> Ordering {
    one.key.compare(&other.key, descending).then_with(|| one.deal.cmp(&other.deal))
}

fn source_of(deal: &Deal) -> Option<&str> {
    deal.fields.get("source").map(|source| source.trim()).filter(|source| !source.is_empty())
}

fn heading(group: Option<By>, deal: &Deal, month: impl Fn(Moment) -> (i32, u32)) -> Heading {
    match group {
        None => Heading::All,
        Some(By::Stage) => Heading::Stage(deal.stage),
        Some(By::Owner) => Heading::Owner(deal.owner),
        Some(By::Customer) => Heading::Customer(deal.customer),
        Some(By::Source) => Heading::Source(source_of(deal).map(str::to_owned)),
        Some(By::Month) => Heading::Month(deal.next.as_ref().map(|next| month(next.at))),
    }
}
