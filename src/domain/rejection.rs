//! Why a command was not carried out, as facts; the screen puts them into words.

use super::{Evidence, Field, HypothesisId, LetterId, LossReason, RecordId, Role, Slug};

/// Something that a move needs and does not have yet. The screen asks for it instead of refusing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Why these stages are passed over.
    WhySkip(Vec<Slug>),
    /// Why the deal goes back.
    WhyBack,
    /// Why a closed deal is opened again.
    WhyReopen,
    /// Why the buyer stopped: one of these, or words.
    WhyLost(Vec<LossReason>),
    /// When a conditional refusal returns.
    ReturnOn,
    /// Data and answers that the move needs.
    Fields(Vec<Field>),
    /// What shows that the buyer has taken the step that the deal leaves behind.
    Proofs {
        /// What is missing.
        missing: Vec<Evidence>,
        /// Whether a reason will do instead.
        or_why: bool,
    },
}

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The record is not there; another tab may have removed it.
    NotFound(RecordId),
    /// No funnel has such a stage or end.
    UnknownStage(Slug),
    /// The deal stands there already.
    AlreadyThere,
    /// The buyer has not gone through these stages, and the funnel forbids to skip.
    StageSkipped(Vec<Slug>),
    /// The funnel forbids to go back.
    BackForbidden,
    /// The deal is closed: it has to be opened again on a stage first.
    DealClosed,
    /// An end is entered only from its own funnel, and a transfer only by entering the other funnel.
    NotAnEnd(Slug),
    /// The move needs these things first.
    Needs(Vec<Ask>),
    /// The reason is not one of the funnel's.
    UnknownReason(Slug),
    /// The date of return is not in the future.
    ReturnInPast,
    /// The deal has no title.
    TitleMissing,
    /// The customer has no name.
    NameMissing,
    /// No such piece of evidence in the deal's funnel.
    UnknownProof(Slug),
    /// The proof is what it says, and it says nothing.
    ProofWithoutWords(Slug),
    /// «Other» without a sentence: no reason of the stage, and too few words to tell one.
    ReasonTooShort,
    /// Only these roles move deals away from the stage.
    NotTheirs(Slug, Vec<Role>),
    /// The funnel is out of use and takes no deals.
    FunnelArchived(Slug),
    /// So many deals still stand in the funnel.
    DealsLeft(Slug, usize),
    /// The customer has deals or purchases: a history is not removed with whom it is of.
    HasDealings {
        /// So many deals and leads, open and closed.
        deals: usize,
        /// So many orders and refunds from outside.
        purchases: usize,
    },
    /// A stage or an end has no name.
    StageNameless(Slug),
    /// A funnel has one key stage; this is another.
    SecondKeyStage(Slug),
    /// The text has no words.
    NothingSaid,
    /// There is nothing in the file.
    FileEmpty,
    /// The file has so many bytes, more than [`LARGEST`](super::LARGEST).
    FileTooLarge(u64),
    /// The letter has gone out, or will not go out any more.
    LetterClosed(LetterId),
    /// Nothing is written to the address of the letter.
    OptedOut(LetterId),
    /// Deals that come to the stage are handled in two ways for another hypothesis already: two would mix.
    TrialRuns(HypothesisId),
    /// The hypothesis has ended.
    TrialEnded(HypothesisId),
    /// A record of this identity is there already.
    AlreadyExists(RecordId),
    /// A record names another that is not there.
    BrokenReference {
        /// The record that names it.
        from: RecordId,
        /// The one that is not there.
        to: RecordId,
    },
    /// Another stage or end has this name already.
    NameTaken(Slug),
    /// The history of a deal is out of order, does not end at the stage it stands on, or leaves out what is known of
    /// the deal already.
    BrokenHistory(RecordId),
    /// What is here is somebody's copy that is only looked at.
    LookOnly,
    /// The record has been changed since, so that the step can't be taken back or done again.
    ChangedSince(RecordId),
}

impl Rejection {
    /// Takes in another refusal for the same reason, adding up what both of them count; whether it is for the same reason.
    pub(super) fn takes_in(&mut self, other: &Self) -> bool {
        match (self, other) {
            (Self::HasDealings { deals, purchases }, Self::HasDealings { deals: more, purchases: others }) => {
                *deals += more;
                *purchases += others;
                true
            }
            (one, other) => one == other,
        }
    }
}
