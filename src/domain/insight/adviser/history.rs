//! What the deals say of the funnel.

use super::past::{LEFT, Past, Span, StagePast};
use super::{Fault, Finding, Mend, Tab};
use crate::domain::insight::proportion::Proportion;
use crate::domain::{Evidence, EvidenceKind, Freedom, Pipeline, Slug, Stage, Text, Workspace, phrase};

/// Decided deals of which a conclusion is drawn.
const DECIDED: usize = 30;
/// Deals that passed, of which a norm is judged.
const PASSED: usize = 30;
const OTHER_SHARE: f64 = 0.25;
const OTHER_LOSSES: usize = 10;
const REASONS: usize = 4;
const ENTERED: usize = 5;
const UNCHECKED: usize = 2;
const SKIPS: usize = 10;
const WAYS_SHARE: f64 = 0.2;
const WAYS: usize = 20;
/// A stage that nobody stops at is judged by so many.
const IDLE: usize = 10;
/// How a reason is called that says nothing.
const OTHER: [&str; 5] = ["другое", "другая", "иное", "прочее", "other"];

pub(super) fn faults(workspace: &Workspace, funnel: &Pipeline, past: &Past, found: &mut Vec<Finding>) {
    let stages = || funnel.stages.iter().zip(&past.stages);
    found.extend(stages().filter_map(|(stage, past)| other_swallows(stage, past)));
    if !funnel.ordered {
        return;
    }
    found.extend(key(funnel, past));
    found.extend(stages().filter_map(|(stage, past)| narrowing(stage, past)));
    found.extend(stages().filter_map(|(stage, past)| nobody_leaves(workspace, funnel, stage, past)));
    found.extend(stages().filter_map(|(stage, past)| norm(stage, past)));
    found.extend(idle(funnel, past));
    found.extend(too_few(funnel, past));
    if funnel.policy.usual.skip != Freedom::Forbidden {
        found.extend(stages().filter_map(|(stage, past)| skips(stage, past)));
    }
    found.extend(stages().filter_map(|(stage, stage_past)| paths(funnel, stage, stage_past, past.won.n)));
}

/// The gain in the share of the won over the stage before, and the range in which it lies. Those who reached a stage are
/// among those who reached the one before, so the range of two separate groups is, if anything, too wide.
fn gain(past: &Past, at: usize) -> (f64, (f64, f64)) {
    let [before, reached] = reached(past, at);
    (reached.share() - before.share(), reached.beyond(before))
}

fn reached(past: &Past, at: usize) -> [Proportion; 2] {
    [at.saturating_sub(1), at].map(|at| past.stages[at].reached)
}

/// The stage after which buyers buy most often compared with the one before; none while too few are decided.
pub(super) fn strongest(past: &Past) -> Option<usize> {
    let enough = |&at: &usize| past.stages[at].reached.n >= DECIDED && past.stages[at - 1].reached.n >= DECIDED;
    let gains = (1..past.stages.len()).filter(enough).map(|at| (at, gain(past, at).0));
    gains.max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at)
}

fn key(funnel: &Pipeline, past: &Past) -> Option<Finding> {
    let mut keys = (0..funnel.stages.len()).filter(|&at| funnel.stages[at].key_stage);
    let (chosen, None) = (keys.next()?, keys.next()) else { return None };
    let best = strongest(past)?;
    let place = funnel.stages[chosen].id;
    let known = past.stages[chosen].reached;
    if best == chosen {
        return Some(Fault::KeyConfirmed(known).at(place, None));
    }
    let ((_, (_, most)), (_, (least, _))) = (gain(past, chosen), gain(past, best));
    let told = known.n >= DECIDED && least > most;
    let other = funnel.stages[best].id;
    let fault = Fault::KeyContradicted { other, chosen: reached(past, chosen), better: reached(past, best) };
    told.then(|| fault.at(place, Mend::Key(other)))
}

fn other_swallows(stage: &Stage, past: &StagePast) -> Option<Finding> {
    let is_other = |reason: &Slug| {
        let known = stage.loss_reasons.iter().find(|known| known.id == *reason);
        known.is_some_and(|known| OTHER.contains(&known.text.ru.trim().to_lowercase().as_str()))
    };
    let named: usize = past.reasons.iter().filter(|(reason, _)| is_other(reason)).map(|(_, count)| count).sum();
    let other = Proportion { k: named + past.in_words.values().sum::<usize>(), n: past.losses() };
    if other.n < OTHER_LOSSES || other.share() <= OTHER_SHARE {
        return None;
    }
    // What buyers said more than once is a reason of its own; the rest is for a person to sort.
    let mut said: Vec<_> = past.in_words.iter().filter(|(_, count)| **count > 1).collect();
    said.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let known = |words: &str| stage.loss_reasons.iter().any(|reason| reason.text.ru.to_lowercase() == words);
    let new = said.into_iter().map(|(words, _)| words).filter(|words| !words.is_empty() && !known(words));
    let new: Vec<Text> = new.take(3).map(|words| phrase::deed(&words.as_str().into())).collect();
    let mend = if new.is_empty() { Mend::Look(Tab::Reasons) } else { Mend::Reasons(stage.id, new) };
    Some(Fault::OtherSwallows(other).at(stage.id, mend))
}

fn narrowing(stage: &Stage, past: &StagePast) -> Option<Finding> {
    let (now, before) = (past.step_lately, past.step_before);
    if now.n < DECIDED || before.n < DECIDED || now.beyond(before).1 >= 0.0 {
        return None;
    }
    let days = quantile(&past.spans_lately, 0.5)?.days;
    let reasons = past.reasons.len() + usize::from(!past.in_words.is_empty());
    let slow = stage.norm_days > 0 && days > stage.norm_days && reasons >= REASONS;
    slow.then(|| Fault::Narrowing { now, before, days, reasons }.at(stage.id, Mend::Split(stage.id)))
}

fn nobody_leaves(workspace: &Workspace, funnel: &Pipeline, stage: &Stage, past: &StagePast) -> Option<Finding> {
    // A stage on which deals are meant to stay longer than we look back is no store.
    let long = i64::from(stage.norm_days) * 7 / 5 >= LEFT;
    if long || funnel.refusals || past.entered < ENTERED || past.left > 0 {
        return None;
    }
    let deals = workspace.column(stage.id).map(|column| column.deals().collect()).unwrap_or_default();
    Some(Fault::NobodyLeaves(past.entered).at(stage.id, Mend::Deals(deals)))
}

/// The smallest span within which this share of them lies.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of deals, and a share of them"
)]
fn quantile(spans: &[Span], share: f64) -> Option<Span> {
    let mut spans = spans.to_vec();
    let place = ((spans.len() as f64 * share).ceil() as usize).max(1);
    (place <= spans.len()).then(|| *spans.select_nth_unstable(place - 1).1)
}

fn norm(stage: &Stage, past: &StagePast) -> Option<Finding> {
    if past.spans.len() < PASSED || stage.norm_days == 0 {
        return None;
    }
    let days = |share| quantile(&past.spans, share).map(|span| span.days);
    let (norm, most) = (stage.norm_days, days(0.8)?.max(1));
    let mend = (most != norm).then_some(Mend::Norm(stage.id, most));
    if norm < days(0.5)? {
        return Some(Fault::NormTooShort(norm, most).at(stage.id, mend));
    }
    (norm > days(0.95)?.max(1)).then(|| Fault::NormTooLong(norm, most).at(stage.id, mend))
}

/// Two neighbours that part nobody from anybody: everybody goes on, within a day.
fn idle(funnel: &Pipeline, past: &Past) -> Option<Finding> {
    let idle = |past: &StagePast| {
        let quick = quantile(&past.spans, 0.5).is_some_and(|span| span.hours < 24);
        past.step.n >= IDLE && past.step.k == past.step.n && quick
    };
    let first = (1..past.stages.len()).find(|&at| idle(&past.stages[at - 1]) && idle(&past.stages[at]))? - 1;
    let (one, next) = (funnel.stages[first].id, funnel.stages[first + 1].id);
    Some(Fault::Idle(next).at(one, Mend::Merge(one, next)))
}

fn too_few(funnel: &Pipeline, past: &Past) -> Option<Finding> {
    let pays = |proof: &Evidence| proof.kind == EvidenceKind::Payment;
    let paid = funnel.stages.iter().position(|stage| stage.evidence.iter().any(pays))?;
    let checks = |stage: &Stage| phrase::about_checks(&stage.name) || phrase::about_checks(&stage.buyer_action);
    if past.unchecked < UNCHECKED || funnel.stages[..paid].iter().any(checks) {
        return None;
    }
    Some(Fault::TooFewB2b(past.unchecked).at(None, Mend::Insert(funnel.stages[paid].id)))
}

fn skips(stage: &Stage, past: &StagePast) -> Option<Finding> {
    let (skipped, kept) = (past.skipped, past.kept);
    let costs = skipped.n >= SKIPS && kept.n > 0 && skipped.beyond(kept).1 < 0.0;
    costs.then(|| Fault::SkipsCost { skipped, kept }.at(stage.id, Mend::NoSkipping))
}

/// Whether buyers part after a stage, in numbers, and end differently.
fn paths(funnel: &Pipeline, stage: &Stage, past: &StagePast, decided: usize) -> Option<Finding> {
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    let many = |way: &Proportion| way.n >= WAYS && way.n as f64 >= decided as f64 * WAYS_SHARE;
    let ways: Vec<(usize, Proportion)> =
        past.onward.iter().map(|(&to, &way)| (to, way)).filter(|(_, way)| many(way)).collect();
    let pairs = ways.iter().enumerate().flat_map(|(at, one)| ways[at + 1..].iter().map(move |other| (one, other)));
    let mut told = pairs.filter(|((_, one), (_, other))| {
        let (low, high) = one.beyond(*other);
        low > 0.0 || high < 0.0
    });
    let ((one, won), (other, other_won)) = told.next()?;
    let ways = [funnel.stages[*one].id, funnel.stages[*other].id];
    Some(Fault::ManyPaths { ways, won: [*won, *other_won] }.at(stage.id, Mend::NewFunnel))
}
