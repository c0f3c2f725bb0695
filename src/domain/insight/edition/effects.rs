//! What putting a draft in force does to the deals at work: who changes the stage, who will be asked for something new.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Deal, DealId, Evidence, Field, Freedom, Moment, Pipeline, Slug, Workspace};

/// Something that a deal is asked for and was not before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A proof, to leave the stage; the freedom says whether a reason will do instead.
    Proof(Evidence, Freedom),
    /// Data or an answer, to enter the stage.
    ToEnter(Field),
    /// Data, to leave the stage.
    ToLeave(Field),
}

/// How many deals will be asked for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// At which stage.
    pub stage: Slug,
    /// What.
    pub what: Wanted,
    /// Deals that do not have it.
    pub missing: usize,
    /// Of so many that come to the question next.
    pub of: usize,
}

/// What a draft does to the deals at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Deals at work in the funnel.
    pub open: usize,
    /// Of them, how many change the stage.
    pub moved: usize,
    /// What is newly asked, in the order of the stages.
    pub asked: Vec<Asked>,
    /// How many different deals lack something of it.
    pub touched: usize,
}

/// What a draft does to the deals of the funnel in force, once `moves` have been made.
pub fn effects(workspace: &Workspace, live: &Pipeline, draft: &Pipeline, moves: &BTreeMap<DealId, Slug>) -> Effects {
    let mut standing: BTreeMap<Slug, Vec<&Deal>> = BTreeMap::new();
    let mut effects = Effects::default();
    for column in live.stages.iter().filter_map(|stage| workspace.column(stage.id)) {
        for deal in column.deals().filter_map(|id| workspace.deal(id)) {
            let to = moves.get(&deal.id).copied();
            effects.open += 1;
            effects.moved += usize::from(to.is_some());
            standing.entry(to.unwrap_or(deal.stage)).or_default().push(deal);
        }
    }
    let mut touched = BTreeSet::new();
    let mut ask = |stage: Slug, what: Wanted, deals: Option<&Vec<&Deal>>, lacks: &dyn Fn(&Deal) -> bool| {
        let deals = deals.map(Vec::as_slice).unwrap_or_default();
        let without: Vec<DealId> = deals.iter().filter(|deal| lacks(deal)).map(|deal| deal.id).collect();
        let (missing, of) = (without.len(), deals.len());
        touched.extend(without);
        if of > 0 {
            effects.asked.push(Asked { stage, what, missing, of });
        }
    };
    let was = Asks::of(live);
    for (at, stage) in draft.stages.iter().enumerate() {
        let here = standing.get(&stage.id);
        let before = at.checked_sub(1).and_then(|at| draft.stages.get(at)).filter(|_| draft.ordered);
        for field in draft.needed(stage).into_iter().filter(|field| !was.enters(stage.id, field.id)) {
            let deals = before.and_then(|before| standing.get(&before.id));
            let id = field.id;
            ask(stage.id, Wanted::ToEnter(field), deals, &|deal| !deal.has(id));
        }
        for field in stage.exit_fields.iter().filter(|field| !was.leaves(stage.id, field.id)) {
            ask(stage.id, Wanted::ToLeave(field.clone()), here, &|deal| !deal.has(field.id));
        }
        let freedom = draft.policy.usual.unproved;
        let proofs = stage.evidence.iter().filter(|proof| proof.required && freedom != Freedom::Free);
        for proof in proofs.filter(|proof| !was.proofs.contains(&proof.id)) {
            let lacks = |deal: &Deal| !deal.proofs.contains_key(&proof.id);
            ask(stage.id, Wanted::Proof(proof.clone(), freedom), here, &lacks);
        }
    }
    effects.touched = touched.len();
    effects
}

/// What an edition asks for.
struct Asks {
    enter: BTreeMap<Slug, BTreeSet<Slug>>,
    leave: BTreeMap<Slug, BTreeSet<Slug>>,
    proofs: BTreeSet<Slug>,
}

impl Asks {
    fn of(funnel: &Pipeline) -> Self {
        let ids = |fields: Vec<Field>| fields.into_iter().map(|field| field.id).collect::<BTreeSet<_>>();
        let checked = funnel.policy.usual.unproved != Freedom::Free;
        let proofs = funnel.stages.iter().flat_map(|stage| &stage.evidence).filter(|proof| proof.required && checked);
        Self {
            enter: funnel.stages.iter().map(|stage| (stage.id, ids(funnel.needed(stage)))).collect(),
            leave: funnel.stages.iter().map(|stage| (stage.id, ids(stage.exit_fields.clone()))).collect(),
            proofs: proofs.map(|proof| proof.id).collect(),
        }
    }

    fn enters(&self, stage: Slug, field: Slug) -> bool {
        asked(&self.enter, stage, field, || self.anywhere(field))
    }

    fn leaves(&self, stage: Slug, field: Slug) -> bool {
        asked(&self.leave, stage, field, || self.anywhere(field))
    }

    fn anywhere(&self, field: Slug) -> bool {
        self.enter.values().chain(self.leave.values()).any(|fields| fields.contains(&field))
    }
}

/// Whether a stage asked for a field; of a new stage, whether any did.
fn asked(by: &BTreeMap<Slug, BTreeSet<Slug>>, stage: Slug, field: Slug, anywhere: impl Fn() -> bool) -> bool {
    by.get(&stage).map_or_else(anywhere, |fields| fields.contains(&field))
}

/// How many deals came into a funnel while an edition was in force: from `from`, or ever, until `until`, or now.
pub fn entered(workspace: &Workspace, funnel: Slug, from: Option<Moment>, until: Option<Moment>) -> usize {
    // A stage that is gone was a place of the funnel all the same.
    let past = workspace.editions(funnel).into_iter().map(|edition| &edition.funnel);
    let places: BTreeSet<Slug> = past.chain(workspace.pipeline(funnel)).flat_map(|funnel| funnel.places()).collect();
    let came = |deal: &Deal| deal.history.iter().find(|entry| places.contains(&entry.to)).map(|entry| entry.at);
    let within = |at: Moment| from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until);
    workspace.deals().filter(|deal| came(deal).is_some_and(within)).count()
}
