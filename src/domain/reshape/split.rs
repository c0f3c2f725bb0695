//! One stage becomes two: between what the buyer did before it and what completes it there was one more step (1.26).

use std::collections::BTreeSet;

use super::Names;
use crate::domain::{Pipeline, Slug, Stage, Text};

/// How a stage is split. The first part keeps its name in the records, and with it its deals and its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parting {
    /// What the first part is called.
    pub first: Text,
    /// What the buyer does to complete the first part; what completed the whole completes the second.
    pub step: Text,
    /// What the second part is called.
    pub second: Text,
    /// The proofs that go to the second part.
    pub proofs: BTreeSet<Slug>,
    /// The loss reasons that go to the second part.
    pub reasons: BTreeSet<Slug>,
}

impl Stage {
    /// A split to begin with: the later half of the proofs and reasons goes to the second part.
    pub fn parting(&self) -> Parting {
        let (proofs, reasons) = (self.evidence.len().div_ceil(2), self.loss_reasons.len().div_ceil(2));
        Parting {
            first: self.name.clone(),
            step: Text::default(),
            second: Text::default(),
            proofs: self.evidence.iter().skip(proofs).map(|proof| proof.id).collect(),
            reasons: self.loss_reasons.iter().skip(reasons).map(|reason| reason.id).collect(),
        }
    }
}

impl Pipeline {
    /// Splits a stage. What is needed to enter stays with the first part, what is needed to leave goes to the second,
    /// and so does the key mark: the buyer has done the whole only there. The norm is shared out.
    pub fn split_stage(&mut self, stage: Slug, parting: Parting, names: &mut Names) -> Option<Slug> {
        let at = self.position(stage)?;
        let after = self.stages.get(at + 1).and_then(|after| after.probability);
        let id = names.place(self.id);
        let first = &mut self.stages[at];
        let mut second = Stage {
            id,
            name: parting.second,
            buyer_action: std::mem::replace(&mut first.buyer_action, parting.step),
            manager_action: Text::default(),
            help: Text::default(),
            script: Vec::new(),
            evidence: Vec::new(),
            aida: first.aida,
            key_stage: std::mem::take(&mut first.key_stage),
            norm_days: 0,
            contact_excuses: first.contact_excuses,
            probability: first.probability.map(|chance| chance.midpoint(after.unwrap_or(chance))),
            required_fields: Vec::new(),
            exit_fields: std::mem::take(&mut first.exit_fields),
            movers: first.movers.clone(),
            loss_reasons: Vec::new(),
        };
        first.name = parting.first;
        second.evidence = first.evidence.extract_if(.., |proof| parting.proofs.contains(&proof.id)).collect();
        second.loss_reasons =
            first.loss_reasons.extract_if(.., |reason| parting.reasons.contains(&reason.id)).collect();
        // A day that can't be shared is a norm of both: none at all would be no norm.
        second.norm_days = if first.norm_days > 0 { (first.norm_days / 2).max(1) } else { 0 };
        first.norm_days = first.norm_days.div_ceil(2);
        self.stages.insert(at + 1, second);
        Some(id)
    }
}
