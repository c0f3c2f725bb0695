//! Stages, ends and lists of a funnel that is being changed: added, copied, moved, removed, merged.
//! Deliberately not here: splitting a stage (`split`).

use std::collections::BTreeSet;

use super::Names;
use crate::domain::{Aida, End, Outcome, Pipeline, Slug, Stage, Text};

/// Moves one thing of a list to another place, counted without it; a place beyond the end is the end.
pub fn reorder<T>(list: &mut Vec<T>, from: usize, to: usize) {
    if from < list.len() {
        let moved = list.remove(from);
        list.insert(to.min(list.len()), moved);
    }
}

impl Pipeline {
    /// A new stage at a place of the order, with nothing but a name. It belongs to the phase of the one before it.
    pub fn add_stage(&mut self, at: usize, name: Text, names: &mut Names) -> Slug {
        let at = at.min(self.stages.len());
        let aida = at.checked_sub(1).and_then(|before| self.stages.get(before)).map_or(Aida::Attention, |s| s.aida);
        let stage = Stage {
            id: names.place(self.id),
            name,
            buyer_action: Text::default(),
            manager_action: Text::default(),
            help: Text::default(),
            script: Vec::new(),
            evidence: Vec::new(),
            aida,
            key_stage: false,
            norm_days: 0,
            contact_excuses: true,
            probability: None,
            required_fields: Vec::new(),
            exit_fields: Vec::new(),
            movers: BTreeSet::new(),
            loss_reasons: Vec::new(),
        };
        let id = stage.id;
        self.stages.insert(at, stage);
        id
    }

    /// The same stage once more, after it: with names of its own, and not the key stage.
    pub fn copy_stage(&mut self, stage: Slug, names: &mut Names) -> Option<Slug> {
        let at = self.position(stage)?;
        let copy = Stage { key_stage: false, ..self.stages[at].renamed(names.place(self.id), names) };
        let id = copy.id;
        self.stages.insert(at + 1, copy);
        Some(id)
    }

    /// Puts a stage at another place of the order.
    pub fn move_stage(&mut self, stage: Slug, to: usize) {
        if let Some(at) = self.position(stage) {
            reorder(&mut self.stages, at, to);
        }
    }

    /// Takes a stage away. The questions asked before it are asked before the next one.
    pub fn remove_stage(&mut self, stage: Slug) {
        if let Some(at) = self.position(stage) {
            self.stages.remove(at);
            let next = self.stages.get(at).map(|next| next.id);
            self.ask_before(stage, next);
        }
    }

    /// Makes a stage the only key stage, or none of them.
    pub fn mark_key(&mut self, stage: Slug, key: bool) {
        for known in &mut self.stages {
            known.key_stage = key && known.id == stage;
        }
    }

    /// Makes one stage of this and the next; it keeps the name of this one, and nothing is in it twice. What was needed
    /// to enter the next is needed to leave both.
    pub fn merge_with_next(&mut self, stage: Slug) {
        let Some(at) = self.position(stage).filter(|at| at + 1 < self.stages.len()) else { return };
        let next = self.stages.remove(at + 1);
        let after = self.stages.get(at + 1).map_or(stage, |after| after.id);
        self.ask_before(next.id, Some(after));
        let first = &mut self.stages[at];
        first.buyer_action = either(next.buyer_action, std::mem::take(&mut first.buyer_action));
        first.manager_action = both(&first.manager_action, &next.manager_action, ", ");
        first.help = both(&first.help, &next.help, " ");
        add_new(&mut first.script, next.script, |line| line.clone());
        add_new(&mut first.evidence, next.evidence, |proof| proof.id);
        add_new(&mut first.loss_reasons, next.loss_reasons, |reason| reason.text.clone());
        let asked: BTreeSet<Slug> = first.required_fields.iter().map(|field| field.id).collect();
        let later = next.required_fields.into_iter().chain(next.exit_fields);
        let later = later.filter(|field| !asked.contains(&field.id)).collect();
        add_new(&mut first.exit_fields, later, |field| field.id);
        first.key_stage |= next.key_stage;
        first.norm_days = first.norm_days.saturating_add(next.norm_days);
        first.contact_excuses |= next.contact_excuses;
        first.probability = first.probability.or(next.probability);
        // Both are left where the second was.
        first.movers = next.movers;
    }

    /// A new end. A loss asks for its reason, a conditional refusal for the date as well.
    pub fn add_end(&mut self, name: Text, outcome: Outcome, names: &mut Names) -> Slug {
        let asks_return = outcome == Outcome::Paused;
        let asks_reason = asks_return || outcome == Outcome::Lost;
        let id = names.place(self.id);
        self.ends.push(End { id, name, outcome, asks_reason, asks_return });
        id
    }

    fn ask_before(&mut self, was: Slug, now: Option<Slug>) {
        for question in self.questions.iter_mut().filter(|question| question.before == Some(was)) {
            question.before = now;
        }
    }
}

impl Stage {
    /// The same stage under another name; its proofs and reasons have names of their own.
    pub(in crate::domain) fn renamed(&self, id: Slug, names: &mut Names) -> Self {
        let mut copy = Self { id, ..self.clone() };
        for proof in &mut copy.evidence {
            proof.id = names.proof(id);
        }
        for reason in &mut copy.loss_reasons {
            reason.id = names.reason(id);
        }
        copy
    }
}

/// Adds what the list does not have yet.
fn add_new<T, Key: Ord>(list: &mut Vec<T>, more: Vec<T>, key: impl Fn(&T) -> Key) {
    let mut known: BTreeSet<Key> = list.iter().map(&key).collect();
    list.extend(more.into_iter().filter(|new| known.insert(key(new))));
}

fn either(first: Text, second: Text) -> Text {
    let choose = |first: String, second| if first.trim().is_empty() { second } else { first };
    Text { ru: choose(first.ru, second.ru), en: choose(first.en, second.en) }
}

/// Both texts, one after another; once, when they say the same.
fn both(first: &Text, second: &Text, between: &str) -> Text {
    let join = |first: &str, second: &str| match (first.trim(), second.trim()) {
        ("", only) | (only, "") => only.to_owned(),
        (first, second) if first == second => first.to_owned(),
        (first, second) => format!("{first}{between}{second}"),
    };
    Text { ru: join(&first.ru, &second.ru), en: join(&first.en, &second.en) }
}
