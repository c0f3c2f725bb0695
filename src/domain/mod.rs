//! The words of a sales desk and their rules.
//!
//! Owns: pipelines and stages, deals, customers, activities, purchases; [`Command`], [`Change`], [`Rejection`]; and
//! [`Workspace::apply`], the only way to edit anything. Every function is pure: time, identities and the author come
//! in through [`Context`].
//! Deliberately not here: the browser, words shown to people, and how anything is stored.

mod activity;
pub mod builder;
pub mod calendar;
mod change;
mod column;
mod command;
mod customer;
mod deal;
mod decide;
mod edition;
mod id;
pub mod insight;
mod money;
mod phrase;
mod pipeline;
mod publish;
mod record;
mod regulation;
mod rejection;
pub mod reshape;
mod robot;
pub mod robots;
mod sound;
mod staff;
mod text;
mod time;
mod transition;
mod workspace;

pub use activity::{Activity, ActivityKind};
pub use change::{Change, Edit};
pub use column::{Column, Sums};
pub use command::{Answers, Command, Context, DealDraft, DraftCustomer};
pub use customer::{Company, Customer, CustomerKind, Member, Person, Purchase, PurchaseKind};
pub use deal::{Cause, Deal, ForeignId, Loss, NextContact, Proof, StageEntry};
pub use edition::{Adoption, Draft, Edition};
pub use id::{
    ActivityId, CustomerId, DealId, EditionId, EntryId, InvalidId, MemberId, PersonId, PurchaseId, RunId, Slug,
};
pub use money::{CURRENCIES, Currency, Money};
pub use pipeline::{
    Aida, End, Evidence, EvidenceKind, Field, FourR, Freedom, Freedoms, LossReason, Outcome, Pipeline, Policy,
    Question, Role, Stage,
};
pub use record::{Record, RecordId};
pub use regulation::{Regulation, Signature, Wording};
pub use rejection::{Ask, Rejection};
pub use robot::{Action, Condition, Deed, Robot, Run, Span, When, Whom};
pub use text::{Text, Tongue};
pub use time::Moment;
pub use transition::Gate;
pub use workspace::Workspace;
