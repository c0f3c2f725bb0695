//! What becomes of deals whose stage goes: who stands there, where they are proposed to go, and the moves that publishing
//! takes. Nobody is moved whose place stays, unless the person asks so for a stage that was split.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{DealId, Pipeline, Slug, Stage, Text, Workspace};

/// A place that goes while deals stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The place.
    pub place: Slug,
    /// What it is called.
    pub name: Text,
    /// Whether it is an end: closed deals go to ends, open ones to stages.
    pub closed: bool,
    /// Who stands there.
    pub deals: Vec<DealId>,
    /// Where they would best go: the stage it was merged into, else the nearest earlier one; none when only the person
    /// can say.
    pub proposed: Option<Slug>,
}

/// A stage that was split while deals stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The part on which its deals stay.
    pub first: Slug,
    /// The part that is new.
    pub second: Slug,
    /// How many deals stand there.
    pub standing: usize,
    /// Those that have every required proof of the first part: they may as well stand on the second.
    pub ready: Vec<DealId>,
}

/// What becomes of the deals of a funnel when a draft of it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relocation {
    /// Places that go.
    pub leaving: Vec<Leaving>,
    /// Stages that were split.
    pub parted: Vec<Parted>,
}

impl Relocation {
    /// For a draft of a funnel that is in force.
    pub fn of(workspace: &Workspace, live: &Pipeline, draft: &Pipeline) -> Self {
        let standing = |place: Slug| -> Vec<DealId> {
            workspace.column(place).map(|column| column.deals().collect()).unwrap_or_default()
        };
        let mut leaving = Vec::new();
        for (at, stage) in live.stages.iter().enumerate() {
            let deals = standing(stage.id);
            // Out of use, a funnel has no stage for them.
            if deals.is_empty() || (draft.position(stage.id).is_some() && !draft.archived) {
                continue;
            }
            let proposed = if draft.archived { None } else { heir(live, at, draft) };
            let (place, name) = (stage.id, stage.name.clone());
            leaving.push(Leaving { place, name, closed: false, deals, proposed });
        }
        for end in live.ends.iter().filter(|end| draft.end(end.id).is_none()) {
            let deals = standing(end.id);
            if !deals.is_empty() {
                let proposed = draft.end_with(end.outcome).map(|heir| heir.id);
                let (place, name) = (end.id, end.name.clone());
                leaving.push(Leaving { place, name, closed: true, deals, proposed });
            }
        }
        let new = draft.stages.iter().filter(|stage| live.position(stage.id).is_none() && !draft.archived);
        let parted = new.filter_map(|second| {
            let origin =
                live.stages.iter().find(|stage| shares(stage, second) && draft.position(stage.id).is_some())?;
            let first = draft.stage(origin.id)?;
            let deals = standing(first.id);
            let required = || first.evidence.iter().filter(|proof| proof.required);
            let proved = |id: &DealId| {
                workspace.deal(*id).is_some_and(|deal| required().all(|proof| deal.proofs.contains_key(&proof.id)))
            };
            let ready =
                if required().next().is_some() { deals.iter().copied().filter(proved).collect() } else { vec![] };
            let parted = Parted { first: first.id, second: second.id, standing: deals.len(), ready };
            (parted.standing > 0).then_some(parted)
        });
        let parted = parted.collect();
        Self { leaving, parted }
    }

    /// Where each deal goes: by the person's choice for its place, else as proposed; and those of the split stages in
    /// `onward` that are ready. A deal for which neither says a place is left out.
    pub fn moves(&self, chosen: &BTreeMap<Slug, Slug>, onward: &BTreeSet<Slug>) -> BTreeMap<DealId, Slug> {
        let mut moves = BTreeMap::new();
        for parted in self.parted.iter().filter(|parted| onward.contains(&parted.first)) {
            moves.extend(parted.ready.iter().map(|&deal| (deal, parted.second)));
        }
        for leaving in &self.leaving {
            if let Some(to) = chosen.get(&leaving.place).copied().or(leaving.proposed) {
                moves.extend(leaving.deals.iter().map(|&deal| (deal, to)));
            }
        }
        moves
    }

    /// The first place that goes and for which nobody has said where its deals go.
    pub fn undecided(&self, chosen: &BTreeMap<Slug, Slug>) -> Option<&Leaving> {
        self.leaving.iter().find(|leaving| leaving.proposed.is_none() && !chosen.contains_key(&leaving.place))
    }
}

/// The stage of the draft that takes over from the live one at a place: the one that has most of its proofs and reasons
/// now, else the nearest earlier one that is still there, else the first.
fn heir(live: &Pipeline, at: usize, draft: &Pipeline) -> Option<Slug> {
    let gone = live.stages.get(at)?;
    // Of equals the earlier.
    let most = draft.stages.iter().rev().max_by_key(|stage| shared(gone, stage)).filter(|stage| shares(gone, stage));
    let earlier = || live.stages[..at].iter().rev().find(|stage| draft.position(stage.id).is_some());
    let found = most.map(|stage| stage.id).or_else(|| earlier().map(|stage| stage.id));
    found.or_else(|| draft.stages.first().map(|stage| stage.id))
}

/// How many proofs and reasons of one stage another has.
fn shared(of: &Stage, with: &Stage) -> usize {
    let proofs = of.evidence.iter().filter(|proof| with.evidence.iter().any(|other| other.id == proof.id)).count();
    let reasons = of.loss_reasons.iter().filter(|why| with.loss_reasons.iter().any(|other| other.id == why.id)).count();
    proofs + reasons
}

fn shares(of: &Stage, with: &Stage) -> bool {
    shared(of, with) > 0
}
