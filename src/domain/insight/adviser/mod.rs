//! The adviser: what is unwise in a funnel, as it stands in a draft or in force, and once there is history, what the deals
//! say of it. Each finding names its fault with the figures, its place, and a way to mend it.
//! Deliberately not here: words (`app::words`), carrying a mend out (`ui`), what is forbidden (`publish`).

mod around;
mod form;
mod history;
mod mend;
mod past;

use crate::domain::{DealId, MemberId, Moment, Pipeline, Schedule, Slug, Text, Workspace};
use std::sync::Arc;

use super::proportion::Proportion;
pub use mend::{Mend, Tab};
pub use past::Past;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The funnel does not do what it is for.
    Error,
    /// It loses something.
    Warning,
    /// Worth a look.
    Hint,
    /// History confirms a choice.
    Good,
}

/// What is unwise, with the facts of its sentence. Names and thresholds are those of the list of rules.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A stage does not say what the buyer does.
    NoBuyerAction,
    /// Its step speaks of us.
    ManagerWorded,
    /// Nothing shows that the step was made.
    NoEvidence,
    /// Only the seller's own tick shows it.
    TickOnly,
    /// An ordered funnel of four stages or more has no key stage, or so many.
    NoKeyStage(usize),
    /// Another stage parts those who buy from the rest.
    KeyContradicted {
        /// That stage.
        other: Slug,
        /// The won of the decided who reached the stage before the chosen one, and of those who reached the chosen one.
        chosen: [Proportion; 2],
        /// The same of the other.
        better: [Proportion; 2],
    },
    /// A stage has no loss reasons.
    NoLossReasons,
    /// Words alone, or a reason «other», took so many of the losses of late.
    OtherSwallows(Proportion),
    /// One reason stands on so many stages.
    GenericReason(Text, usize),
    /// Fewer go on than in the same number of days before.
    Narrowing {
        /// Lately.
        now: Proportion,
        /// Before.
        before: Proportion,
        /// The median of working days.
        days: u16,
        /// How many reasons.
        reasons: usize,
    },
    /// So many came and nobody left.
    NobodyLeaves(usize),
    /// Nothing comes in.
    NothingEnters,
    /// Robots move a deal in a circle: each with the next.
    RobotLoop(Vec<Slug>),
    /// Fewer than half keep the norm: the norm, and the days in which four of five are done.
    NormTooShort(u16, u16),
    /// Hardly anything exceeds the norm: the norm, and the days in which four of five are done.
    NormTooLong(u16, u16),
    /// So many stages.
    TooManyStages(usize),
    /// This stage and the next part nobody from anybody.
    Idle(Slug),
    /// No check of the counterparty, and so many losses for it.
    TooFewB2b(usize),
    /// Those who passed over the stage win less often than those who did not.
    SkipsCost {
        /// Passed over it.
        skipped: Proportion,
        /// Stood on it.
        kept: Proportion,
    },
    /// So few questions.
    NoQualification(usize),
    /// From this stage buyers go two ways that end differently.
    ManyPaths {
        /// The stages to which they go.
        ways: [Slug; 2],
        /// How often each wins.
        won: [Proportion; 2],
    },
    /// Nobody leads the customer after the purchase.
    NoNextHome,
    /// Refused for now without a date to return, or past it.
    PausedNoDate(Vec<DealId>),
    /// These have not signed a regulation.
    RegulationUnread(Vec<MemberId>),
    /// History confirms the key stage: so many of those who reach it buy.
    KeyConfirmed(Proportion),
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub fault: Fault,
    /// How much it matters.
    pub severity: Severity,
    /// The stage, or none when it is about the whole funnel.
    pub place: Option<Slug>,
    /// What can be done about it at a press.
    pub mend: Option<Mend>,
}

impl Fault {
    /// Its name in the list of rules.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NoBuyerAction => "no-buyer-action",
            Self::ManagerWorded => "manager-worded",
            Self::NoEvidence => "no-evidence",
            Self::TickOnly => "tick-only",
            Self::NoKeyStage(_) => "no-key-stage",
            Self::KeyContradicted { .. } => "key-contradicted",
            Self::NoLossReasons => "no-loss-reasons",
            Self::OtherSwallows(_) => "other-swallows",
            Self::GenericReason(..) => "generic-reason",
            Self::Narrowing { .. } => "narrowing",
            Self::NobodyLeaves(_) => "nobody-leaves",
            Self::NothingEnters => "nothing-enters",
            Self::RobotLoop(_) => "robot-loop",
            Self::NormTooShort(..) => "norm-too-short",
            Self::NormTooLong(..) => "norm-too-long",
            Self::TooManyStages(_) | Self::Idle(_) => "too-many-stages",
            Self::TooFewB2b(_) => "too-few-b2b",
            Self::SkipsCost { .. } => "skips-cost",
            Self::NoQualification(_) => "no-qualification",
            Self::ManyPaths { .. } => "one-funnel-many-paths",
            Self::NoNextHome => "no-next-home",
            Self::PausedNoDate(_) => "paused-no-date",
            Self::RegulationUnread(_) => "regulation-unread",
            Self::KeyConfirmed(_) => "key-confirmed",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::NoBuyerAction | Self::NoEvidence | Self::NoKeyStage(_) | Self::NoLossReasons => Severity::Error,
            Self::RobotLoop(_) | Self::PausedNoDate(_) => Severity::Error,
            Self::ManagerWorded | Self::TickOnly | Self::KeyContradicted { .. } => Severity::Warning,
            Self::OtherSwallows(_) | Self::Narrowing { .. } | Self::NobodyLeaves(_) => Severity::Warning,
            Self::NormTooShort(..) | Self::SkipsCost { .. } | Self::NoQualification(_) => Severity::Warning,
            Self::NoNextHome => Severity::Warning,
            Self::GenericReason(..) | Self::NothingEnters | Self::NormTooLong(..) => Severity::Hint,
            Self::TooManyStages(_) | Self::Idle(_) | Self::TooFewB2b(_) | Self::ManyPaths { .. } => Severity::Hint,
            Self::RegulationUnread(_) => Severity::Hint,
            Self::KeyConfirmed(_) => Severity::Good,
        }
    }

    /// The finding of this fault.
    fn at(self, place: impl Into<Option<Slug>>, mend: impl Into<Option<Mend>>) -> Finding {
        Finding { severity: self.severity(), place: place.into(), mend: mend.into(), fault: self }
    }
}

/// Everything that is to be said of a funnel at an instant, by the company's working time; what matters most
/// comes first.
pub fn findings(workspace: &Workspace, funnel: &Pipeline, now: Moment, schedule: &Arc<Schedule>) -> Vec<Finding> {
    let mut past = Past::new(funnel, now, schedule.clone());
    workspace.deals().for_each(|deal| past.count(workspace, funnel, deal));
    judge(workspace, funnel, Some(&past), now)
}

/// The same with a past that has been counted already; without one, what can be said of the funnel itself.
pub fn judge(workspace: &Workspace, funnel: &Pipeline, past: Option<&Past>, now: Moment) -> Vec<Finding> {
    let mut found = form::faults(funnel, past);
    around::faults(workspace, funnel, past, now, &mut found);
    if let Some(past) = past {
        history::faults(workspace, funnel, past, &mut found);
    }
    found.sort_by_key(|finding| (finding.severity, finding.place.and_then(|place| funnel.position(place))));
    found
}
