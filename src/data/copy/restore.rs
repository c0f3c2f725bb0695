//! What becomes of what is here when a copy is restored: what is added, changed and removed, and what stays because nothing
//! that happened is unwritten (I4). Whatever is left stands on its own feet: every record that is named is there.
//! Deliberately not here: carrying it out (`app::copy`).

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Copy;
use super::compare::later;
use crate::domain::{
    Activity, Attachment, Customer, Deal, Moment, Note, Person, Pipeline, Record, RecordId, Rejection, Slug, Workspace,
};

/// Records that are looked at before the page breathes.
const SLICE: usize = 500;

/// What is to become of what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// «Заменить всё»: what only stands here goes.
    Replace,
    /// «Дополнить»: what is missing here comes, and of what differs the rule says which stays.
    Add(Rule),
}

/// Which of two different records stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// The one that was written later; where nobody knows, the one that is here.
    #[default]
    Newer,
    /// The one of the copy.
    There,
    /// The one that is here.
    Here,
}

/// Why something of the copy was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// The deal has gone on here since, or another way: its history stays.
    History,
    /// What is here is never another thing afterwards: pinned boundaries, campaigns that have begun, letters that have gone.
    Settled,
    /// It can't stand: it has no name, or names something that is nowhere.
    Unsound,
    /// The funnel stays as it is here, because a deal that stays stands on a stage that the copy does not have.
    Funnel,
}

/// What becomes of what is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restoration {
    /// What each record becomes, none when it goes; in an order in which each follows those it refers to.
    pub edits: Vec<(RecordId, Option<Record>)>,
    /// What of the copy is not taken, and why.
    pub kept: BTreeMap<RecordId, Kept>,
    /// Records that named something that is nowhere, and name it no more.
    pub mended: usize,
}

impl Restoration {
    /// How many records come, change and go.
    pub fn counts(&self, workspace: &Workspace) -> [usize; 3] {
        let mut counts = [0; 3];
        for (id, after) in &self.edits {
            let place = match (workspace.get(*id), after) {
                (None, _) => 0,
                (Some(_), Some(_)) => 1,
                (Some(_), None) => 2,
            };
            counts[place] += 1;
        }
        counts
    }

    /// How many records of the copy stay out for this reason.
    pub fn kept_for(&self, why: Kept) -> usize {
        self.kept.values().filter(|kept| **kept == why).count()
    }
}

/// What becomes of `workspace` when a copy is restored. `here` says when a record was last written here; `breathe` is
/// awaited now and then.
pub async fn restore(
    copy: &Copy,
    workspace: &Workspace,
    here: impl Fn(RecordId) -> Option<Moment>,
    way: Way,
    breathe: impl AsyncFn(),
) -> Restoration {
    let mut plan = Plan { copy, workspace, breathe: &breathe, want: BTreeMap::new(), kept: BTreeMap::new(), mended: 0 };
    for (at, record) in copy.workspace.records().enumerate() {
        plan.breathe(at).await;
        plan.wish(record, way, &here);
    }
    if way == Way::Replace {
        for (at, record) in workspace.records().enumerate() {
            plan.breathe(at).await;
            if copy.workspace.get(record.id()).is_none() {
                plan.want.insert(record.id(), None);
            }
        }
    }
    plan.stand().await;
    plan.hold().await;
    plan.mend().await;
    // What stays here after all may name what was to go.
    plan.hold().await;
    plan.settle().await
}

/// A restoration in the making. What goes through all records does so in slices.
struct Plan<'a, B> {
    copy: &'a Copy,
    workspace: &'a Workspace,
    breathe: &'a B,
    /// What each record is to become; what is not named stays as it is here.
    want: BTreeMap<RecordId, Option<Record>>,
    kept: BTreeMap<RecordId, Kept>,
    mended: usize,
}

impl<B: AsyncFn()> Plan<'_, B> {
    /// Breathes at the end of a slice.
    async fn breathe(&self, at: usize) {
        if at % SLICE == SLICE - 1 {
            (self.breathe)().await;
        }
    }

    /// A record of the copy comes, unless what is here stays.
    fn wish(&mut self, record: Record, way: Way, here: &impl Fn(RecordId) -> Option<Moment>) {
        let id = record.id();
        let known = self.workspace.get(id);
        if known.as_ref() == Some(&record) {
            return;
        }
        if known.is_some() {
            let stays = match way {
                Way::Replace | Way::Add(Rule::There) => false,
                Way::Add(Rule::Here) => true,
                Way::Add(Rule::Newer) => later(here(id), self.copy.at.get(&id).copied()) != Some(Ordering::Less),
            };
            if stays {
                return;
            }
        }
        match self.workspace.admit(std::slice::from_ref(&record)) {
            Ok(()) => drop(self.want.insert(id, Some(record))),
            Err(Rejection::BrokenHistory(_)) if known.is_some() => drop(self.kept.insert(id, Kept::History)),
            Err(_) if known.is_some() => drop(self.kept.insert(id, Kept::Settled)),
            Err(_) => drop(self.kept.insert(id, Kept::Unsound)),
        }
    }

    /// A record as it will be.
    fn after(&self, id: RecordId) -> Option<Record> {
        match self.want.get(&id) {
            Some(after) => after.clone(),
            None => self.workspace.get(id),
        }
    }

    /// Every record there will be, the copy's first.
    fn all(&self) -> impl Iterator<Item = Record> + '_ {
        let there = self.copy.workspace.records().filter_map(|record| self.after(record.id()));
        let here = self.workspace.records().filter(|record| self.copy.workspace.get(record.id()).is_none());
        there.chain(here.filter_map(|record| self.after(record.id())))
    }

    /// Every funnel there will be, the copy's first.
    fn funnels(&self) -> Vec<Arc<Pipeline>> {
        let there = self.copy.workspace.pipelines().map(|funnel| funnel.id);
        let here = self.workspace.pipelines().map(|funnel| funnel.id);
        let here = here.filter(|id| self.copy.workspace.pipeline(*id).is_none());
        let after = there.chain(here).filter_map(|id| self.after(id.into()));
        let funnel = |record| if let Record::Pipeline(funnel) = record { Some(funnel) } else { None };
        after.filter_map(funnel).collect()
    }

    /// Every deal stands on a stage that there is: a funnel that has it stays, and a deal that has none stays out. No two
    /// funnels have a stage of one name.
    async fn stand(&mut self) {
        let mut owners: BTreeMap<Slug, Slug> = BTreeMap::new();
        let mut twice = BTreeSet::new();
        for funnel in self.funnels() {
            let taken = |place: &Slug| owners.get(place).is_some_and(|owner| *owner != funnel.id);
            if funnel.places().any(|place| taken(&place)) {
                twice.insert(funnel.id);
            } else {
                owners.extend(funnel.places().map(|place| (place, funnel.id)));
            }
        }
        for id in twice {
            // Those of the copy come first, so that this one is here alone and stays: the copy's gives way.
            let funnel = self.workspace.pipeline(id).cloned();
            let rivals: BTreeSet<Slug> = funnel
                .iter()
                .flat_map(|funnel| funnel.places())
                .filter_map(|place| owners.get(&place).copied())
                .collect();
            for rival in rivals {
                self.leave(rival.into(), Kept::Funnel);
            }
        }
        loop {
            let places: BTreeSet<Slug> = self.funnels().iter().flat_map(|funnel| funnel.places()).collect();
            let mut homeless = BTreeSet::new();
            for (at, record) in self.all().enumerate() {
                self.breathe(at).await;
                if let Record::Deal(deal) = record
                    && !places.contains(&deal.stage)
                {
                    homeless.insert(deal.stage);
                }
            }
            let funnels: BTreeSet<RecordId> = homeless
                .iter()
                .filter_map(|stage| self.workspace.pipeline_of(*stage))
                .map(|funnel| RecordId::from(funnel.id))
                .filter(|id| self.want.contains_key(id))
                .collect();
            if funnels.is_empty() {
                let lost = self.want.iter().filter_map(|(id, after)| match after {
                    Some(Record::Deal(deal)) if homeless.contains(&deal.stage) => Some(*id),
                    _ => None,
                });
                for id in lost.collect::<Vec<_>>() {
                    self.leave(id, Kept::Unsound);
                }
                return;
            }
            for id in funnels {
                self.leave(id, Kept::Funnel);
            }
        }
    }

    /// A record stays as it is here.
    fn leave(&mut self, id: RecordId, why: Kept) {
        if self.want.remove(&id).is_some_and(|after| after.is_some()) || self.copy.workspace.get(id).is_some() {
            self.kept.insert(id, why);
        }
    }

    /// What is named by anything that will be here and would go, stays.
    async fn hold(&mut self) {
        let goes = |want: &BTreeMap<_, Option<Record>>, id: &RecordId| want.get(id) == Some(&None);
        let mut named: Vec<RecordId> = Vec::new();
        for (at, record) in self.all().enumerate() {
            self.breathe(at).await;
            named.extend(record.refers_to().into_iter().filter(|id| goes(&self.want, id)));
        }
        while let Some(id) = named.pop() {
            if goes(&self.want, &id) {
                self.want.remove(&id);
                named.extend(self.workspace.get(id).map(|record| record.refers_to()).unwrap_or_default());
            }
        }
    }

    /// What names something that is nowhere names it no more, or stays out.
    async fn mend(&mut self) {
        let copy = self.copy;
        for (at, record) in copy.workspace.records().enumerate() {
            self.breathe(at).await;
            let id = record.id();
            let is_there = |id: RecordId| self.after(id).is_some();
            if !self.comes(id) || record.refers_to().into_iter().all(is_there) {
                continue;
            }
            match mended(&record, is_there).filter(|record| record.refers_to().into_iter().all(is_there)) {
                Some(record) => {
                    self.mended += 1;
                    self.want.insert(id, Some(record));
                }
                None => self.leave(id, Kept::Unsound),
            }
        }
    }

    fn comes(&self, id: RecordId) -> bool {
        matches!(self.want.get(&id), Some(Some(_)))
    }

    async fn settle(mut self) -> Restoration {
        let (copy, workspace) = (self.copy, self.workspace);
        let mut edits = Vec::with_capacity(self.want.len());
        for (at, record) in copy.workspace.records().enumerate() {
            self.breathe(at).await;
            edits.extend(self.want.remove(&record.id()).map(|after| (record.id(), after)));
        }
        // What goes, goes before what it names.
        let mut going = Vec::with_capacity(self.want.len());
        for (at, record) in workspace.records().enumerate() {
            self.breathe(at).await;
            going.extend(self.want.remove(&record.id()).map(|after| (record.id(), after)));
        }
        edits.extend(going.into_iter().rev());
        Restoration { edits, kept: self.kept, mended: self.mended }
    }
}

/// The record without what it may do without; none of those that are nothing without it.
fn mended(record: &Record, is_there: impl Fn(RecordId) -> bool) -> Option<Record> {
    fn still<Id: Into<RecordId> + std::marker::Copy>(
        id: Option<Id>,
        is_there: &impl Fn(RecordId) -> bool,
    ) -> Option<Id> {
        id.filter(|&id| is_there(id.into()))
    }
    Some(match record {
        Record::Deal(deal) => {
            let (customer, owner) = (still(deal.customer, &is_there), still(deal.owner, &is_there));
            Deal { customer, owner, ..Deal::clone(deal) }.into()
        }
        Record::Customer(customer) => {
            Customer { owner: still(customer.owner, &is_there), ..Customer::clone(customer) }.into()
        }
        Record::Activity(activity) => {
            Activity { by: still(activity.by, &is_there), ..Activity::clone(activity) }.into()
        }
        Record::Attachment(file) => Attachment { by: still(file.by, &is_there), ..Attachment::clone(file) }.into(),
        Record::Note(note) => Note { by: still(note.by, &is_there), ..Note::clone(note) }.into(),
        Record::Person(person) => {
            let also = person.also.iter().copied().filter(|&id| is_there(id.into())).collect();
            Person { also, ..Person::clone(person) }.into()
        }
        _ => return None,
    })
}
