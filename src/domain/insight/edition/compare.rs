//! The comparison itself: stage by stage in the order of the later edition, with those that are gone where they stood.

use std::collections::BTreeSet;

use super::matter::{Line, Lines, Listed, Matter};
use crate::domain::{End, Freedom, Freedoms, Pipeline, Role, Slug, Stage, Text};

/// A stage or an end in two editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: Slug,
    /// What it is called, in the later edition if it is there.
    pub name: Text,
    /// Whether it is the key stage now.
    pub key: bool,
    /// Its place from 0 in the earlier edition; none when it is new.
    pub before: Option<usize>,
    /// Its place in the later one; none when it is gone.
    pub after: Option<usize>,
    /// Whether it went to another place among those that stay.
    pub moved: bool,
    /// What differs in it; of a new one what it has, of one that is gone nothing.
    pub lines: Vec<Line>,
}

impl Row {
    /// Whether nothing about it changed.
    pub fn is_same(&self) -> bool {
        self.before.is_some() && self.after.is_some() && !self.moved && self.lines.is_empty()
    }
}

/// What differs between two editions of a funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The funnel itself: its name, what it is for, its rules.
    pub funnel: Vec<Line>,
    /// Its stages.
    pub stages: Vec<Row>,
    /// Its ends.
    pub ends: Vec<Row>,
    /// Its questions.
    pub questions: Vec<Line>,
    /// The numbers, from 1, of the stages from which it has become harder to go on.
    pub harder: Vec<usize>,
    /// And of those from which it is easier.
    pub easier: Vec<usize>,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        let same = |rows: &[Row]| rows.iter().all(Row::is_same);
        self.funnel.is_empty() && same(&self.stages) && same(&self.ends) && self.questions.is_empty()
    }

    /// How many stages differ, gone and new ones among them.
    pub fn changed(&self) -> usize {
        self.stages.iter().filter(|row| !row.is_same()).count()
    }

    /// Whether the stages that were there are there in the same order, and no other.
    pub fn keeps_order(&self) -> bool {
        self.stages.iter().all(|row| !row.moved && row.before.is_some() && row.after.is_some())
    }
}

/// What stands between a deal and the next stage anywhere in a funnel: proofs and data that are asked for.
fn asked(funnel: &Pipeline) -> BTreeSet<Slug> {
    let of_stage = |stage: &Stage| {
        let proofs = stage.evidence.iter().filter(|proof| proof.required).map(|proof| proof.id);
        let data = stage.required_fields.iter().chain(&stage.exit_fields).map(|field| field.id);
        proofs.chain(data).collect::<Vec<_>>()
    };
    funnel.stages.iter().flat_map(of_stage).collect()
}

/// The numbers of the stages where one side asks for something that the other edition asks for nowhere.
fn stricter(rows: &[Row], side: fn(&Line) -> &Option<Matter>, elsewhere: &BTreeSet<Slug>) -> Vec<usize> {
    let asks = |line: &Line| match side(line) {
        Some(Matter::Proof(proof)) => proof.required && !elsewhere.contains(&proof.id),
        Some(Matter::Enter(field) | Matter::Leave(field)) => !elsewhere.contains(&field.id),
        _ => false,
    };
    rows.iter().filter(|row| row.lines.iter().any(asks)).filter_map(|row| row.after.map(|at| at + 1)).collect()
}

/// What differs between an edition of a funnel and a later one.
pub fn compare(old: &Pipeline, new: &Pipeline) -> Comparison {
    let mut lines = Lines::default();
    lines.list((&old.questions, &new.questions), |question| question.id, Matter::Question, Listed::Questions);
    let stages = rows(&old.stages, &new.stages, |stage| (stage.id, &stage.name, stage.key_stage), stage, Some(bare));
    Comparison {
        funnel: funnel(old, new),
        harder: stricter(&stages, |line| &line.after, &asked(old)),
        easier: stricter(&stages, |line| &line.before, &asked(new)),
        stages,
        ends: rows(&old.ends, &new.ends, |end| (end.id, &end.name, false), end, None),
        questions: lines.0,
    }
}

fn funnel(old: &Pipeline, new: &Pipeline) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.value(&old.name, &new.name, |text| Matter::Name(text.clone()));
    lines.value(&old.purpose, &new.purpose, |text| Matter::Purpose(text.clone()));
    lines.value(&old.segment, &new.segment, |text| Matter::Segment(text.clone()));
    lines.value(old.four_r, new.four_r, Matter::FourR);
    lines.value(old.role, new.role, Matter::Worker);
    lines.value(old.ordered, new.ordered, Matter::Ordered);
    lines.value(old.refusals, new.refusals, Matter::Refusals);
    lines.value(old.archived, new.archived, Matter::Archived);
    freedoms(&mut lines, None, Some(&old.policy.usual), Some(&new.policy.usual));
    let roles: BTreeSet<Role> = old.policy.roles.keys().chain(new.policy.roles.keys()).copied().collect();
    for role in roles {
        freedoms(&mut lines, Some(role), old.policy.roles.get(&role), new.policy.roles.get(&role));
    }
    lines.0
}

/// The rules of moving; a role without rules of its own has none to show on that side.
fn freedoms(lines: &mut Lines, role: Option<Role>, old: Option<&Freedoms>, new: Option<&Freedoms>) {
    type Rule = (fn(&Freedoms) -> Freedom, fn(Option<Role>, Freedom) -> Matter);
    let rules: [Rule; 3] = [(|f| f.skip, Matter::Skip), (|f| f.back, Matter::Back), (|f| f.unproved, Matter::Unproved)];
    for (read, matter) in rules {
        let side = |freedoms: Option<&Freedoms>| freedoms.map(|freedoms| matter(role, read(freedoms)));
        let (before, after) = (side(old), side(new));
        if before != after {
            lines.0.push(Line { before, after });
        }
    }
}

fn stage(old: &Stage, new: &Stage) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.value(&old.name, &new.name, |text| Matter::Name(text.clone()));
    lines.value(&old.buyer_action, &new.buyer_action, |text| Matter::BuyerStep(text.clone()));
    lines.value(&old.manager_action, &new.manager_action, |text| Matter::Task(text.clone()));
    lines.list((&old.evidence, &new.evidence), |proof| proof.id, Matter::Proof, Listed::Proofs);
    lines.list((&old.required_fields, &new.required_fields), |field| field.id, Matter::Enter, Listed::Enter);
    lines.list((&old.exit_fields, &new.exit_fields), |field| field.id, Matter::Leave, Listed::Leave);
    lines.value(&old.help, &new.help, |text| Matter::Help(text.clone()));
    lines.script(&old.script, &new.script);
    lines.value(old.aida, new.aida, Matter::Phase);
    lines.mark(old.key_stage, new.key_stage, Matter::Key);
    lines.value(old.norm_days, new.norm_days, Matter::Norm);
    lines.value(old.contact_excuses, new.contact_excuses, Matter::ContactExcuses);
    lines.value(old.probability, new.probability, Matter::Probability);
    lines.value(&old.movers, &new.movers, |roles| Matter::Movers(roles.clone()));
    lines.list((&old.loss_reasons, &new.loss_reasons), |reason| reason.id, Matter::Reason, Listed::Reasons);
    lines.0
}

/// A stage of which nothing has been said but its name and phase: what a new one is told against.
fn bare(stage: &Stage) -> Stage {
    Stage {
        buyer_action: Text::default(),
        manager_action: Text::default(),
        help: Text::default(),
        script: Vec::new(),
        evidence: Vec::new(),
        key_stage: false,
        norm_days: 0,
        contact_excuses: true,
        probability: None,
        required_fields: Vec::new(),
        exit_fields: Vec::new(),
        movers: BTreeSet::new(),
        loss_reasons: Vec::new(),
        ..stage.clone()
    }
}

fn end(old: &End, new: &End) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.value(&old.name, &new.name, |text| Matter::Name(text.clone()));
    lines.value(old.outcome, new.outcome, Matter::Outcome);
    lines.mark(old.asks_reason, new.asks_reason, Matter::AsksReason);
    lines.mark(old.asks_return, new.asks_return, Matter::AsksReturn);
    lines.0
}

/// The rows of two lists of places, in the order of the later; what is gone follows the one it stood behind.
fn rows<T>(
    old: &[T],
    new: &[T],
    face: fn(&T) -> (Slug, &Text, bool),
    differ: fn(&T, &T) -> Vec<Line>,
    bare: Option<fn(&T) -> T>,
) -> Vec<Row> {
    let id = |place: &T| face(place).0;
    let find = |list: &[T], wanted: Slug| list.iter().position(|place| id(place) == wanted);
    let order: Vec<usize> = new.iter().filter_map(|place| find(old, id(place))).collect();
    let stays = in_order(&order);
    let mut rows: Vec<Row> = Vec::new();
    for (after, place) in new.iter().enumerate() {
        let before = find(old, id(place));
        let (id, name, key) = face(place);
        rows.push(Row {
            id,
            name: name.clone(),
            key,
            before,
            after: Some(after),
            moved: before.is_some_and(|before| !stays.contains(&before)),
            lines: match before.and_then(|before| old.get(before)) {
                Some(was) => differ(was, place),
                None => bare.map(|bare| gains(differ(&bare(place), place))).unwrap_or_default(),
            },
        });
    }
    for (before, place) in old.iter().enumerate().filter(|(_, place)| find(new, id(place)).is_none()) {
        let (id, name, _) = face(place);
        let behind = before.checked_sub(1).and_then(|at| old.get(at)).map(|place| face(place).0);
        let at = behind.and_then(|behind| rows.iter().position(|row| row.id == behind)).map_or(0, |at| at + 1);
        let (name, before) = (name.clone(), Some(before));
        rows.insert(at, Row { id, name, key: false, before, after: None, moved: false, lines: Vec::new() });
    }
    rows
}

/// Of something new there was nothing before.
fn gains(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().map(|line| Line { before: None, ..line }).collect()
}

/// The most numbers of a list that stand in rising order: what is not among them has been moved.
fn in_order(numbers: &[usize]) -> BTreeSet<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for &number in numbers {
        let longest = best.iter().filter(|chain| chain.last() < Some(&number)).max_by_key(|chain| chain.len());
        let mut chain = longest.cloned().unwrap_or_default();
        chain.push(number);
        best.push(chain);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default().into_iter().collect()
}
