//! What can be read from the funnel alone.

use std::collections::BTreeMap;

use super::past::Past;
use super::{Fault, Finding, Mend, Tab, history};
use crate::domain::{Aida, Evidence, EvidenceKind, FourR, LossReason, Pipeline, Slug, builder, phrase};

/// From so many stages on an ordered funnel has a key stage.
const KEY_FROM: usize = 4;
/// On so many stages one reason explains nothing.
const GENERIC_FROM: usize = 4;
/// More stages than this are many.
const MANY: usize = 9;
/// Fewer questions tell no target apart.
const QUESTIONS: usize = 3;

pub(super) fn faults(funnel: &Pipeline, past: Option<&Past>) -> Vec<Finding> {
    let mut found = Vec::new();
    let last = funnel.stages.len().saturating_sub(1);
    for (at, stage) in funnel.stages.iter().enumerate() {
        let step = &stage.buyer_action;
        if step.ru.trim().is_empty() || step.en.trim().is_empty() {
            found.push(Fault::NoBuyerAction.at(stage.id, Mend::Step(stage.id)));
        } else if phrase::speaks_of_us(step) {
            found.push(Fault::ManagerWorded.at(stage.id, Mend::Step(stage.id)));
        }
        let mut proofs = stage.evidence.iter().filter(|proof| proof.required).peekable();
        if proofs.peek().is_none() {
            found.push(Fault::NoEvidence.at(stage.id, Mend::Prove(stage.id)));
        } else if (at > 0 || !funnel.ordered) && proofs.all(is_tick) {
            found.push(Fault::TickOnly.at(stage.id, Mend::Trace(stage.id)));
        }
        if stage.loss_reasons.is_empty() && (at < last || !funnel.ordered) {
            let causes = phrase::undone(step);
            let mend = if causes.is_empty() { Mend::Look(Tab::Reasons) } else { Mend::Reasons(stage.id, causes) };
            found.push(Fault::NoLossReasons.at(stage.id, mend));
        }
    }
    let keys = funnel.stages.iter().filter(|stage| stage.key_stage).count();
    if funnel.ordered && funnel.stages.len() >= KEY_FROM && keys != 1 {
        let key = likely_key(funnel, past).map(Mend::Key);
        found.push(Fault::NoKeyStage(keys).at(None, key));
    }
    for (reason, stages) in generic(funnel) {
        found.push(Fault::GenericReason(reason.text.clone(), stages).at(None, Mend::Look(Tab::Reasons)));
    }
    if funnel.ordered && funnel.stages.len() > MANY {
        found.push(Fault::TooManyStages(funnel.stages.len()).at(None, quickest(funnel)));
    }
    if is_first(funnel) && funnel.questions.len() < QUESTIONS {
        found.push(Fault::NoQualification(funnel.questions.len()).at(None, Mend::Questions));
    }
    found
}

fn is_tick(proof: &Evidence) -> bool {
    proof.kind == EvidenceKind::Tick
}

/// The stage to mark: the one that history knows, else the one that is likely.
fn likely_key(funnel: &Pipeline, past: Option<&Past>) -> Option<Slug> {
    let known = past.and_then(history::strongest).and_then(|at| funnel.stages.get(at)).map(|stage| stage.id);
    known.or_else(|| builder::likely_key(funnel))
}

/// Reasons that stand on many stages, with how many.
fn generic(funnel: &Pipeline) -> Vec<(&LossReason, usize)> {
    let mut stages: BTreeMap<String, (&LossReason, Vec<Slug>)> = BTreeMap::new();
    for stage in &funnel.stages {
        for reason in &stage.loss_reasons {
            let told = reason.text.ru.trim().to_lowercase();
            stages.entry(told).or_insert((reason, Vec::new())).1.push(stage.id);
        }
    }
    let counted = stages.into_values().map(|(reason, mut on)| {
        on.dedup();
        (reason, on.len())
    });
    counted.filter(|&(_, stages)| stages >= GENERIC_FROM).collect()
}

/// The two neighbours that take the least time together.
fn quickest(funnel: &Pipeline) -> Option<Mend> {
    let pairs = funnel.stages.iter().zip(funnel.stages.iter().skip(1));
    let quick = pairs.min_by_key(|(one, next)| u32::from(one.norm_days) + u32::from(next.norm_days));
    quick.map(|(one, next)| Mend::Merge(one.id, next.id))
}

/// Whether buyers begin here: it takes requests, or its first step is that they learn of us.
fn is_first(funnel: &Pipeline) -> bool {
    let attention = funnel.stages.first().is_some_and(|stage| stage.aida == Aida::Attention);
    funnel.ordered && (funnel.four_r == Some(FourR::Leads) || attention)
}
