//! What a person, a robot, a file or another tab can ask for. There is no other way to edit anything (I2).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Activity, ActivityId, Adoption, Attachment, AttachmentId, Campaign, CampaignId, Change, CustomerId, DealId,
    EditionId, EntryId, ForeignId, Hypothesis, HypothesisId, Interview, Letter, LetterId, Loss, MemberId, MergerId,
    Merging, Moment, Money, NextContact, Note, OptOutId, Pipeline, Post, Record, RecordId, RunId, Segment, Slug,
    Wording,
};

/// A wish to edit the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Create a deal or lead.
    AddDeal(DealDraft),
    /// Create a lead that somebody has asked for elsewhere: by letter, on the site, by a link.
    TakeRequest(Box<Request>),
    /// Move a deal to another stage, basket or end: forward, back, won, lost, reopened, to another funnel.
    MoveDeal {
        /// Which deal.
        deal: DealId,
        /// The stage, basket or end to enter.
        to: Slug,
        /// What the move asks for.
        answers: Answers,
    },
    /// Change the deal's own data: everything but its stage and history, which only move.
    EditDeal {
        /// Which deal.
        deal: DealId,
        /// What it needs, if that changes.
        title: Option<String>,
        /// What it is worth, if that changes.
        amount: Option<Option<Money>>,
        /// Who leads it, if that changes.
        owner: Option<Option<MemberId>>,
        /// Fields that change; empty text removes one.
        fields: BTreeMap<String, String>,
    },
    /// Put a tag on a deal, or take it off.
    TagDeal {
        /// Which deal.
        deal: DealId,
        /// The tag; spaces around it do not count, case does.
        tag: String,
        /// Whether the deal is to have it.
        on: bool,
    },
    /// Note that the buyer's action has its proof, or that it has not.
    TickProof {
        /// Which deal.
        deal: DealId,
        /// Which piece of evidence.
        proof: Slug,
        /// What it is, when it is there; none when it is not.
        words: Option<String>,
    },
    /// Give the deal to somebody else, and tell them what they need to know.
    HandOver {
        /// Which deal.
        deal: DealId,
        /// Who leads it from now on.
        to: MemberId,
        /// What they need to know; it stays with the deal as a note of this identity.
        told: Option<(ActivityId, String)>,
    },
    /// Plan the next contact, or take the plan away.
    PlanContact {
        /// With the buyer of which deal.
        deal: DealId,
        /// The plan.
        contact: Option<NextContact>,
    },
    /// Write down what passed between seller and buyer.
    AddActivity {
        /// What.
        activity: Activity,
        /// Whether the planned contact still stands; if not, this was it, and it is done.
        keeps_plan: bool,
    },
    /// Keep a file with a customer or a deal. Its contents are stored already.
    Attach(Attachment),
    /// Say something about a file, in the place of what was said; empty text says nothing.
    SayOf(AttachmentId, String),
    /// Remove a file. Its contents stay as long as this can be taken back.
    Detach(AttachmentId),
    /// Write a note on a customer, or put one that is there into other words.
    WriteNote(Note),
    /// Remove a deal with its activities: a duplicate or a mistake. A lost deal is moved, not removed.
    RemoveDeal(DealId),
    /// Take somebody off the sales desk whom nothing names.
    RemoveMember(MemberId),
    /// Remove what nothing else rests on: somebody at a customer, a customer who has no deals and no purchases, a note, a
    /// view, a template.
    Remove(RecordId),
    /// Make one of two customers.
    Merge(Box<Merging>),
    /// Make two again of customers that were made one.
    Split(MergerId),
    /// Take in whole records: an import, the example company, new funnels. A record that exists is replaced, but the
    /// history of a deal only goes on.
    TakeIn(Vec<Record>),
    /// Keep a funnel as it is being changed, with no effect on any deal; what equals the funnel in force is no draft.
    DraftFunnel(Box<Pipeline>),
    /// Throw a draft away.
    DropDraft(Slug),
    /// Put a funnel in force: a new one, a changed one, one that goes out of use. Its draft is gone.
    Publish {
        /// The funnel.
        funnel: Box<Pipeline>,
        /// The identity under which the one that was in force is kept.
        edition: EditionId,
        /// How deals at work pass to the new rules.
        adoption: Adoption,
        /// Where deals go whose stage goes.
        moves: BTreeMap<DealId, Slug>,
    },
    /// Publish how people work with a funnel or a stage.
    WordRegulation(Slug, Wording),
    /// Somebody has read the regulation of a funnel or a stage and agrees.
    SignRegulation(Slug, MemberId),
    /// Remove a robot. What it did stays written down.
    RemoveRobot(Slug),
    /// Take back what a robot did on one occasion, as long as nothing of it has changed since.
    TakeBack(RunId),
    /// Keep these groups of cells in the place of all there are. A cell belongs to one group at most: to the last that names
    /// it.
    Regroup(Vec<Segment>),
    /// Keep letters that somebody has prepared; one that is there already stays as it is.
    PrepareLetters(Vec<Letter>),
    /// Begin a campaign, and keep the letters to those of its customers who get the offer; who is left out gets none.
    BeginCampaign(Campaign, Vec<Letter>),
    /// End a campaign on this day: purchases after it do not count, and letters that have not gone out stay.
    EndCampaign(CampaignId, NaiveDate),
    /// Put a hypothesis forward: from now on deals are handled by it.
    PutForward(Hypothesis),
    /// End a hypothesis.
    EndHypothesis {
        /// Which.
        hypothesis: HypothesisId,
        /// Whether the change stays.
        kept: bool,
        /// What was learnt; may be empty.
        words: String,
    },
    /// Write down what a customer who fell silent said, and open a deal with them if they are to be won back.
    RecordInterview(Interview, Option<DealDraft>),
    /// Note what has become of a letter.
    Post(LetterId, Post),
    /// Write to an address again that nothing was written to.
    WriteAgain(OptOutId),
    /// Take over what another tab has already saved; none means removed there.
    Adopt(Vec<(RecordId, Option<Record>)>),
    /// Do a change once more, or its reverse: redo and undo.
    Replay(Change),
}

/// A new deal.
#[derive(Clone, Debug, PartialEq)]
pub struct DealDraft {
    /// Its identity, made by the caller.
    pub id: DealId,
    /// What the buyer needs.
    pub title: String,
    /// Who buys, when known.
    pub customer: Option<DraftCustomer>,
    /// What it is worth, when known.
    pub amount: Option<Money>,
    /// Where it enters: the first stage of a funnel or a basket; a later stage only where skipping is free.
    pub stage: Slug,
    /// Fields, such as the source.
    pub fields: BTreeMap<String, String>,
}

/// A request from outside, and what comes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The lead that it becomes.
    pub draft: DealDraft,
    /// When it came there, if that is known: from then on it waits for an answer.
    pub at: Option<Moment>,
    /// What it is called there; by this it is taken once.
    pub foreign: Option<ForeignId>,
    /// Whose it is; nobody's until somebody takes it.
    pub owner: Option<MemberId>,
    /// The customer, the person who asks, and what they wrote.
    pub beside: Vec<Record>,
}

/// The customer of a new deal.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftCustomer {
    /// One that is there.
    Known(CustomerId),
    /// A new company by this name.
    New(CustomerId, String),
}

/// What a person gave to a move that asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Why a stage is skipped, a deal goes back or is reopened.
    pub why: Option<String>,
    /// Why the buyer stopped.
    pub loss: Option<Loss>,
    /// The amount, when a stage asks for it.
    pub amount: Option<Money>,
    /// Data that the stage asks for, by field name.
    pub fields: BTreeMap<String, String>,
    /// Proofs of the buyer's action, with what they are.
    pub proofs: BTreeMap<Slug, String>,
}

/// What comes into the domain from outside besides the command (I1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Now.
    pub now: Moment,
    /// Who acts, when the application knows.
    pub by: Option<MemberId>,
    /// The robot that acts, if none of the people does.
    pub robot: Option<Slug>,
    /// A fresh identity for the stage entries that the command may make; entries of different deals may share it.
    pub entry: EntryId,
}

impl Context {
    /// Who of the people acts; nobody while a robot does.
    pub(super) fn person(&self) -> Option<MemberId> {
        self.by.filter(|_| self.robot.is_none())
    }
}
