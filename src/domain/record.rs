//! One name for every kind of record, so that changes, storage and undo treat them alike.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::{
    Activity, ActivityId, Apart, ApartId, Attachment, AttachmentId, Campaign, CampaignId, Company, Customer,
    CustomerId, Deal, DealId, Draft, Edition, EditionId, Hypothesis, HypothesisId, Intake, IntakeId, Interview,
    InterviewId, InvalidId, Letter, LetterId, Member, MemberId, Merger, MergerId, Note, NoteId, OptOut, OptOutId,
    Person, PersonId, Pin, PinId, Pipeline, Plan, Purchase, PurchaseId, Rate, Regulation, Robot, Run, RunId, Segment,
    Slug, Target, Template, Timetable, View, ViewId,
};

macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($id:ty) = $word:literal),+ $(,)?) => {
        /// The identity of any record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordId {
            /// The company whose workspace this is.
            Company,
            $($(#[$doc])* $kind($id),)+
        }

        /// Any record. Shared, because a change holds it before and after.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            /// The company whose workspace this is.
            Company(Arc<Company>),
            $($(#[$doc])* $kind(Arc<$kind>),)+
        }

        impl Record {
            /// Its identity.
            pub fn id(&self) -> RecordId {
                match self {
                    Self::Company(_) => RecordId::Company,
                    $(Self::$kind(record) => RecordId::$kind(record.id),)+
                }
            }
        }

        impl From<Company> for Record {
            fn from(record: Company) -> Self {
                Self::Company(Arc::new(record))
            }
        }

        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(Arc::new(record))
            }
        })+

        impl RecordId {
            /// Every kind of record that this version knows.
            pub const KINDS: &[&str] = &["company", $($word),+];

            /// The kind as one word: `deal`, `customer`.
            pub fn kind(&self) -> &'static str {
                match self {
                    Self::Company => "company",
                    $(Self::$kind(_) => $word,)+
                }
            }
        }

        /// The kind and the identity, `deal:01JD…`: the key under which the record is stored.
        impl fmt::Display for RecordId {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Company => f.write_str("company:self"),
                    $(Self::$kind(id) => write!(f, concat!($word, ":{}"), id),)+
                }
            }
        }

        impl FromStr for RecordId {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                match text.split_once(':').ok_or(InvalidId)? {
                    ("company", "self") => Ok(Self::Company),
                    $(($word, id) => id.parse().map(Self::$kind),)+
                    _ => Err(InvalidId),
                }
            }
        }
    };
}

records! {
    /// A funnel.
    Pipeline(Slug) = "pipeline",
    /// A deal or lead.
    Deal(DealId) = "deal",
    /// A customer.
    Customer(CustomerId) = "customer",
    /// Somebody at a customer.
    Person(PersonId) = "person",
    /// Somebody of the sales desk.
    Member(MemberId) = "member",
    /// A note, call, letter or meeting.
    Activity(ActivityId) = "activity",
    /// An order or refund from outside.
    Purchase(PurchaseId) = "purchase",
    /// A funnel that is being changed, by the name of the funnel.
    Draft(Slug) = "draft",
    /// A funnel as it was until it was changed.
    Edition(EditionId) = "edition",
    /// A robot.
    Robot(Slug) = "robot",
    /// What a robot did.
    Run(RunId) = "run",
    /// How people work with a funnel or stage, by its name.
    Regulation(Slug) = "regulation",
    /// Boundaries of scores that were pinned.
    Pin(PinId) = "pin",
    /// A named group of cells among the 27.
    Segment(Slug) = "segment",
    /// What the customers in a basket are written, by the name of the basket.
    Plan(Slug) = "plan",
    /// A letter to a customer.
    Letter(LetterId) = "letter",
    /// An offer to a list of customers.
    Campaign(CampaignId) = "campaign",
    /// A talk with a customer who fell silent.
    Interview(InterviewId) = "interview",
    /// An address that is not written to.
    OptOut(OptOutId) = "opt_out",
    /// A change of how we sell that is being tried.
    Hypothesis(HypothesisId) = "hypothesis",
    /// What is to be sold in a month.
    Target(Slug) = "target",
    /// When the company works.
    Timetable(Slug) = "timetable",
    /// A view of a list that somebody has given a name.
    View(ViewId) = "view",
    /// What is written to a buyer again and again.
    Template(Slug) = "template",
    /// Two customers that were made one.
    Merger(MergerId) = "merger",
    /// Two customers that are two.
    Apart(ApartId) = "apart",
    /// What a currency is worth from a day on.
    Rate(Slug) = "rate",
    /// How files of one make were read last.
    Intake(IntakeId) = "intake",
    /// A file that is kept with a customer or a deal.
    Attachment(AttachmentId) = "attachment",
    /// A note on a customer that is about no deal.
    Note(NoteId) = "note",
}

macro_rules! own_identity {
    ($($kind:ident($id:ty)),+ $(,)?) => {
        $(impl From<$id> for RecordId {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        })+
    };
}

// A bare name is a funnel's; other records that are known by a name say which they are.
own_identity! {
    Pipeline(Slug),
    Deal(DealId),
    Customer(CustomerId),
    Person(PersonId),
    Member(MemberId),
    Activity(ActivityId),
    Purchase(PurchaseId),
    Edition(EditionId),
    Run(RunId),
    Pin(PinId),
    Letter(LetterId),
    Campaign(CampaignId),
    Interview(InterviewId),
    OptOut(OptOutId),
    Hypothesis(HypothesisId),
    View(ViewId),
    Merger(MergerId),
    Apart(ApartId),
    Intake(IntakeId),
    Attachment(AttachmentId),
    Note(NoteId),
}

impl Record {
    /// The records that this one belongs to or names, which must exist.
    pub fn refers_to(&self) -> Vec<RecordId> {
        fn of<Id: Into<RecordId>>(id: Option<Id>) -> impl Iterator<Item = RecordId> {
            id.map(Into::into).into_iter()
        }
        match self {
            Self::Company(_) | Self::Pipeline(_) | Self::Member(_) => Vec::new(),
            Self::Draft(_) | Self::Robot(_) | Self::Regulation(_) => Vec::new(),
            // A campaign outlives customers that were merged or removed: its result is history.
            Self::Pin(_) | Self::Segment(_) | Self::Plan(_) | Self::Campaign(_) | Self::OptOut(_) => Vec::new(),
            // A hypothesis outlives its deals and its stage: what was learnt stays.
            Self::Hypothesis(_) | Self::Timetable(_) => Vec::new(),
            // How files are read outlives stages and colleagues: what has gone is asked for again.
            Self::View(_) | Self::Template(_) | Self::Rate(_) | Self::Intake(_) => Vec::new(),
            // That two are two stays true of one of them that goes or becomes part of a third.
            Self::Apart(_) => Vec::new(),
            Self::Merger(merger) => of(Some(merger.kept)).collect(),
            Self::Target(target) => of(target.member).collect(),
            // What passed with a customer stays when the deal that it was about is removed.
            Self::Letter(letter) => of(Some(letter.customer)).collect(),
            Self::Interview(interview) => of(Some(interview.customer)).collect(),
            Self::Edition(edition) => of(Some(edition.funnel.id)).collect(),
            Self::Run(run) => of(Some(run.deal)).collect(),
            Self::Deal(deal) => of(deal.customer).chain(of(deal.owner)).collect(),
            Self::Customer(customer) => of(customer.owner).collect(),
            Self::Person(person) => person.customers().map(Into::into).collect(),
            Self::Activity(activity) => of(Some(activity.deal)).chain(of(activity.by)).collect(),
            Self::Purchase(purchase) => of(Some(purchase.customer)).collect(),
            Self::Attachment(file) => of(Some(file.of.record())).chain(of(file.by)).collect(),
            Self::Note(note) => of(Some(note.customer)).chain(of(note.by)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let deal = RecordId::Deal(DealId(1));
        assert_eq!(deal.to_string(), "deal:00000000000000000000000001");
        assert_eq!(deal.to_string().parse(), Ok(deal));
        let pipeline = RecordId::Pipeline(Slug::new("deals-4r").unwrap());
        assert_eq!(pipeline.to_string(), "pipeline:deals-4r");
        assert_eq!(pipeline.to_string().parse(), Ok(pipeline));
        assert_eq!("company:self".parse(), Ok(RecordId::Company));
        for text in ["", "deal", "deal:", "deal:1", "ship:00000000000000000000000001", "company:other"] {
            assert_eq!(text.parse::<RecordId>(), Err(InvalidId), "{text}");
        }
    }
}
