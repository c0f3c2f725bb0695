//! How the kinds of a funnel's parts are called: proofs, phases, outcomes, freedoms.

use crate::app::words::{Setup, Text};
use crate::domain::{Aida, EvidenceKind, FourR, Freedom, Outcome, Role};
use crate::ui::icon::Icon;

/// Every kind of proof with its icon, in the order in which they are offered.
pub(super) const KINDS: [(EvidenceKind, Icon); 7] = [
    (EvidenceKind::Answer, Icon::HELP),
    (EvidenceKind::Call, Icon::PHONE),
    (EvidenceKind::Letter, Icon::MAIL),
    (EvidenceKind::File, Icon::CLIP),
    (EvidenceKind::Date, Icon::CALENDAR),
    (EvidenceKind::Payment, Icon::RUBLE),
    (EvidenceKind::Tick, Icon::CHECK),
];

/// The phases of AIDA, and what comes after.
pub(super) const PHASES: [Aida; 5] = [Aida::Attention, Aida::Interest, Aida::Desire, Aida::Action, Aida::After];

/// What an end can mean, with its icon and the class of its chip.
pub(super) const OUTCOMES: [(Outcome, Icon, &str); 5] = [
    (Outcome::Won, Icon::CHECK, "chip ok"),
    (Outcome::Paused, Icon::CLOCK, "chip warn"),
    (Outcome::Lost, Icon::X, "chip bad"),
    (Outcome::Moved, Icon::ARROW_R, "chip"),
    (Outcome::Excluded, Icon::BAN, "chip"),
];

/// From the strictest to the freest.
pub(super) const FREEDOMS: [(Freedom, Icon); 3] =
    [(Freedom::Forbidden, Icon::BAN), (Freedom::WithReason, Icon::NOTE), (Freedom::Free, Icon::CHECK)];

/// Everybody of the sales desk.
pub(super) const ROLES: [Role; 4] = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];

fn at<T: PartialEq>(list: impl IntoIterator<Item = T>, wanted: &T) -> usize {
    list.into_iter().position(|known| known == *wanted).unwrap_or_default()
}

/// A kind of proof.
pub(super) fn kind(words: &Setup, kind: EvidenceKind) -> Text {
    words.kinds[at(KINDS.map(|(kind, _)| kind), &kind)]
}

/// A phase.
pub(super) fn phase(words: &Setup, phase: Aida) -> Text {
    words.phases[at(PHASES, &phase)]
}

/// What an end means.
pub(super) fn outcome(words: &Setup, outcome: Outcome) -> Text {
    words.outcomes[at(OUTCOMES.map(|(outcome, ..)| outcome), &outcome)]
}

/// How free a move is.
pub(super) fn freedom(words: &Setup, freedom: Freedom) -> Text {
    words.freedoms[at(FREEDOMS.map(|(freedom, _)| freedom), &freedom)]
}

/// A place of the 4R model.
pub(super) fn four_r(words: &Setup, place: FourR) -> Text {
    words.places_4r[at([FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return], &place)]
}
