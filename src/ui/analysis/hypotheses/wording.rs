//! What is said of the finding of a hypothesis: the mark in the list, the verdict and its reasons.

use leptos::prelude::*;

use crate::app::format::Format;
use crate::app::words::{Hypotheses, Words};
use crate::domain::insight::trial::{Course, Finding, Verdict};
use crate::domain::{Aim, Hypothesis, Trial};
use crate::ui::icon::Icon;

/// Milliseconds of a day, and how many calendar days go with a working day.
const DAY: f64 = 86_400_000.0;

/// A share of one in whole percentage points with its sign: +19 п.
fn points(all: &Words, share: f64) -> String {
    all.units.points.fill([&bare(share)])
}

/// The same without the unit.
fn bare(share: f64) -> String {
    let whole = (share * 100.0).round();
    let sign = match whole {
        whole if whole < 0.0 => "−",
        whole if whole > 0.0 => "+",
        _ => "",
    };
    format!("{sign}{:.0}", whole.abs())
}

/// A length of time in days.
pub(super) fn days(own: &Hypotheses, format: Format, length: i64) -> String {
    let days = length as f64 / DAY;
    own.days.fill([&format.number(if days < 9.95 { (days * 10.0).round() / 10.0 } else { days.round() })])
}

/// So many weeks, at least one.
pub(super) fn weeks(own: &Hypotheses, weeks: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weeks, and at most so many")]
    let whole = weeks.ceil().clamp(1.0, 9_999.0) as usize;
    own.weeks.of(whole)
}

/// How likely chance is.
fn chance(own: &Hypotheses, format: Format, p: f64) -> String {
    match p < 0.001 {
        true => own.p_less.fill([&format.number(0.001)]),
        false => own.p_is.fill([&format.number((p * 1_000.0).round() / 1_000.0)]),
    }
}

/// What came of an ended hypothesis, in a chip.
pub(super) fn mark(own: &'static Hypotheses, all: &Words, idea: &Hypothesis, finding: &Finding) -> AnyView {
    let gained = match (idea.aim, finding.gain, finding.before.median, finding.changed.median) {
        (Aim::Stay, _, Some(before), Some(changed)) => {
            let gained = (changed - before) as f64 / DAY;
            let sign = if gained < 0.0 { "−" } else { "+" };
            Some(own.days.fill([&format!("{sign}{:.0}", gained.abs())]))
        }
        (_, Some((gain, _)), ..) => Some(points(all, gain)),
        _ => None,
    };
    let moot = idea.trial == Trial::BeforeAfter;
    let (class, icon, text) = match (finding.verdict, gained) {
        (Verdict::Proven(_), Some(gained)) if moot => ("chip", None, gained),
        (Verdict::Proven(Course::Better), Some(gained)) => ("chip ok", Some(Icon::CHECK), gained),
        (Verdict::Proven(Course::Worse), Some(gained)) => ("chip bad", Some(Icon::ALERT_C), gained),
        (Verdict::NoEffect, _) => ("chip", Some(Icon::X), own.no_effect.to_owned()),
        _ => ("chip", None, own.unproven.to_owned()),
    };
    let title = moot.then_some(own.moot);
    view! { <span class=class title=title>{icon.map(|icon| view! { <Icon name=icon class="i i12" /> })}{text}</span> }
        .into_any()
}

/// The verdict: the class of its callout, what it says, and the sentences that explain it.
pub(super) struct Said {
    pub(super) class: &'static str,
    pub(super) icon: Icon,
    pub(super) title: &'static str,
    pub(super) why: String,
}

/// What can be said of a hypothesis.
pub(super) fn said(
    own: &'static Hypotheses,
    all: &Words,
    format: Format,
    idea: &Hypothesis,
    finding: &Finding,
) -> Said {
    let moot = idea.trial == Trial::BeforeAfter;
    let each = |needed: usize| own.each_side.of(needed);
    let p = finding.p.map(|p| chance(own, format, p));
    let difference = match (idea.aim, finding.gain, finding.before.median, finding.changed.median) {
        (Aim::Stay, _, Some(before), Some(changed)) => {
            Some(own.medians.fill([&days(own, format, before), &days(own, format, changed)]))
        }
        (_, Some((gain, (low, high))), ..) => Some(own.gain.fill([&points(all, gain), &bare(low), &bare(high)])),
        _ => None,
    };
    let needed = match (finding.needed, finding.missing, finding.weeks) {
        (None, ..) => Some(own.no_needed.to_owned()),
        (Some(_), 0, _) => None,
        (Some(needed), _, Some(left)) => Some(own.needed_weeks.fill([&each(needed), &weeks(own, left)])),
        (Some(needed), missing, None) => Some(own.needed_missing.fill([&each(needed), &all.grammar.number(missing)])),
    };
    let chance_of = || p.clone().map(|p| own.by_chance.fill([&p]));
    let warn = |title, parts: Vec<Option<String>>| ("callout warn", Icon::SCALE, title, parts);
    let (class, icon, title, parts) = match finding.verdict {
        Verdict::TooFew(_) => warn(own.too_few, vec![Some(own.at_least_ten.to_owned()), needed]),
        Verdict::NotProven => {
            let enough = (finding.needed.is_some() && finding.missing == 0).then(|| own.enough_deals.to_owned());
            warn(own.not_proven, vec![difference, enough, needed])
        }
        Verdict::Looks(course) => {
            let title = if course == Course::Better { own.looks_better } else { own.looks_worse };
            warn(title, vec![difference, chance_of(), Some(own.early.to_owned()), needed])
        }
        Verdict::Proven(course) => {
            let (class, icon, proven, only) = match course {
                Course::Better => ("callout ok", Icon::CHECK, own.better, own.better_moot),
                Course::Worse => ("callout bad", Icon::ALERT_C, own.worse, own.worse_moot),
            };
            match moot {
                true => warn(only, vec![difference, chance_of()]),
                false => (class, icon, proven, vec![difference, chance_of()]),
            }
        }
        Verdict::NoEffect => {
            let gain = finding.gain.map(|(_, (low, high))| {
                let hoped = format.percent_whole(f64::from(idea.hoped) / 100.0);
                own.no_effect_why.fill([&bare(low), &points(all, high), &hoped])
            });
            ("callout", Icon::X, own.no_effect_title, vec![gain])
        }
    };
    Said { class, icon, title, why: parts.into_iter().flatten().collect::<Vec<_>>().join(" ") }
}
