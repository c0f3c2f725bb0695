//! The words of a sales desk and their rules.
//!
//! Owns: pipelines and stages, deals, customers, activities, purchases; [`Command`], [`Change`], [`Rejection`]; and
//! [`Workspace::apply`], the only way to edit anything. Every function is pure: time, identities and the author come
//! in through [`Context`].
//! Deliberately not here: the browser, words shown to people, and how anything is stored.

mod activity;
mod admit;
mod attachment;
pub mod builder;
pub mod bulk;
pub mod calendar;
mod campaign;
mod change;
mod column;
mod command;
pub mod contact;
mod customer;
mod deal;
mod decide;
mod decimal;
mod edition;
mod frozen;
mod hypothesis;
mod id;
mod identity;
pub mod insight;
mod intake;
mod interview;
mod letter;
mod merger;
mod money;
mod optout;
mod parting;
mod phrase;
mod pin;
mod pipeline;
mod plan;
mod post;
mod publish;
mod rates;
mod record;
mod regulation;
mod rejection;
mod removal;
pub mod reshape;
mod robot;
pub mod robots;
mod schedule;
mod segment;
mod sound;
mod staff;
mod target;
mod template;
mod text;
mod time;
mod timetable;
mod transition;
mod view;
mod workspace;
mod zone;

pub use activity::{Activity, ActivityKind};
pub use attachment::{Attachment, AttachmentKind, Checksum, Holder, LARGEST, Note, may_be_kept};
pub use campaign::{Arm, Campaign, ONE_OF, divide};
pub use change::{Change, Edit, Squashed};
pub use column::{Column, Part as SumPart, Sums};
pub use command::{Answers, Command, Context, DealDraft, DraftCustomer, Request};
pub use customer::{Company, Customer, CustomerKind, Member, Part, Person, Purchase, PurchaseKind, Stance};
pub use deal::{Cause, Deal, ForeignId, Loss, NextContact, Proof, StageEntry};
pub use decimal::{Decimal, InvalidDecimal};
pub use edition::{Adoption, Draft, Edition};
pub use hypothesis::{Aim, Ended, Handling, Hypothesis, Trial};
pub use id::{
    ActivityId, ApartId, AttachmentId, CampaignId, CustomerId, DealId, EditionId, EntryId, HypothesisId, IntakeId,
    InterviewId, InvalidId, LetterId, MemberId, MergerId, NoteId, OptOutId, PersonId, PinId, PurchaseId, RunId, Slug,
    ViewId,
};
pub use intake::Intake;
pub use interview::{Grievance, Interview};
pub use letter::{Fate, Letter, Source, TRIES, Way, pause};
pub use merger::{Apart, Merger, Merging};
pub use money::{CURRENCIES, Currency, Money};
pub use optout::OptOut;
pub use pin::Pin;
pub use pipeline::{
    Aida, End, Evidence, EvidenceKind, Field, FourR, Freedom, Freedoms, LossReason, Outcome, Pipeline, Policy,
    Question, Role, Stage,
};
pub use plan::{Anchor, Filled, Message, Plan, Stop, fill};
pub use post::Post;
pub use rates::{Quote, Rate, Rates};
pub use record::{Record, RecordId};
pub use regulation::{Regulation, Signature, Wording};
pub use rejection::{Ask, Rejection};
pub use robot::{Action, Condition, Deed, Robot, Run, Span, When, Whom};
pub use schedule::Schedule;
pub use segment::Segment;
pub use target::Target;
pub use template::Template;
pub use text::{Text, Tongue};
pub use time::Moment;
pub use timetable::{Hours, MIDNIGHT, PATIENCE, Timetable};
pub use transition::Gate;
pub use view::View;
pub use workspace::Workspace;
pub use zone::Zone;
