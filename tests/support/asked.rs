//! What is asked for in a case of a rule: the commands as the cases write them.

use std::collections::BTreeMap;

use serde::Deserialize;
use voronka::domain::{
    ActivityId, Adoption, Answers, AttachmentId, Change, Command, CustomerId, DealDraft, DealId, DraftCustomer,
    EditionId, ForeignId, Loss, MemberId, MergerId, Moment, Request, Slug, Text, Wording, Workspace,
};

use super::customer_case::WhenMerge;
use super::file_case::{GivenFile, GivenNote};
use super::given::{GivenFunnel, GivenRecord, records};
use super::hypothesis_case::{GivenHypothesis, WhenEndHypothesis};
use super::robots_case;
use super::support::{self, TODAY, day};
use super::warming_case::{GivenGroup, GivenLetter, WhenBegin, WhenEnd, WhenPost};
use super::written::record_id;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    Move(WhenMove),
    Add(WhenAdd),
    Edit(WhenEdit),
    Tick(WhenTick),
    HandOver(WhenHandOver),
    Plan(WhenPlan),
    Note(WhenNote),
    Remove(u128),
    RemoveMember(u128),
    TakeIn(Vec<GivenRecord>),
    Draft(Box<GivenFunnel>),
    DropDraft(Slug),
    Publish(Box<WhenPublish>),
    Word(WhenWord),
    Sign(WhenSign),
    Adopt(Vec<GivenRecord>),
    AdoptGone(String),
    /// Take back the last, last but one, … of the commands that went through.
    Undo(usize),
    /// Do it once more.
    Redo(usize),
    /// Robots look at all deals.
    RobotsLook {},
    /// Take back the last act of a robot.
    TakeBack(Slug),
    /// Prepare letters.
    Prepare(Vec<GivenLetter>),
    Post(WhenPost),
    BeginCampaign(WhenBegin),
    EndCampaign(WhenEnd),
    PutForward(GivenHypothesis),
    EndHypothesis(WhenEndHypothesis),
    /// Keep these groups of cells and no others.
    Regroup(Vec<GivenGroup>),
    Merge(WhenMerge),
    Split(u128),
    Request(WhenRequest),
    Attach(GivenFile),
    /// Say this of a file.
    SayOf(u128, String),
    Detach(u128),
    /// Write a note on a customer.
    CustomerNote(GivenNote),
    /// Remove any record.
    RemoveRecord(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenMove {
    deal: Option<u128>,
    to: Slug,
    why: Option<String>,
    reason: Option<Slug>,
    words: Option<String>,
    return_on: Option<i64>,
    roubles: Option<i64>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    proofs: BTreeMap<Slug, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenAdd {
    id: u128,
    title: String,
    stage: Slug,
    known: Option<u128>,
    new: Option<(u128, String)>,
}

/// A request from outside, with records that come with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenRequest {
    id: u128,
    stage: Slug,
    known: Option<u128>,
    /// What it is called where it came from.
    called: Option<(String, String)>,
    at: Option<i64>,
    /// Whose it is.
    of: Option<u128>,
    #[serde(default)]
    beside: Vec<GivenRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenEdit {
    deal: Option<u128>,
    title: Option<String>,
    roubles: Option<i64>,
    owner: Option<u128>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenTick {
    proof: Slug,
    done: bool,
    /// What the proof is.
    #[serde(default = "told")]
    words: String,
}

fn told() -> String {
    "Письмо от 5 сентября".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenHandOver {
    deal: Option<u128>,
    to: u128,
    /// The note and what it says.
    told: Option<(u128, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenPlan {
    on: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenNote {
    id: u128,
    deal: Option<u128>,
    keeps_plan: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenPublish {
    funnel: GivenFunnel,
    /// The edition under which the one that was in force is kept; 1 when not said.
    edition: Option<u128>,
    /// At once when not said.
    adoption: Option<Adoption>,
    #[serde(default)]
    moves: BTreeMap<u64, Slug>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenWord {
    of: Slug,
    points: Vec<String>,
    /// The day since which it holds; today when not said.
    since: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenSign {
    of: Slug,
    who: u128,
}

impl When {
    /// What robots do about it.
    pub(crate) fn robots(&self, desk: &mut Workspace, change: &Change, now: Moment) -> Vec<Change> {
        match self {
            // What is taken in is looked at by the clock.
            Self::TakeIn(_) | Self::Adopt(_) | Self::AdoptGone(_) => Vec::new(),
            Self::RobotsLook {} => robots_case::look(desk, now),
            _ => robots_case::after(desk, change, now),
        }
    }

    /// The command, at a desk where these were done.
    pub(crate) fn command(&self, desk: &Workspace, done: &[Change]) -> Result<Command, String> {
        let deal = |id: Option<u128>| DealId(id.unwrap_or(1));
        let step = |back: usize| done.iter().rev().nth(back - 1).ok_or("there is no such step");
        Ok(match self {
            Self::Move(when) => Command::MoveDeal { deal: deal(when.deal), to: when.to, answers: when.answers() },
            Self::Add(when) => {
                let new = when.new.clone().map(|(id, name)| DraftCustomer::New(CustomerId(id), name));
                Command::AddDeal(DealDraft {
                    id: DealId(when.id),
                    title: when.title.clone(),
                    customer: when.known.map(|id| DraftCustomer::Known(CustomerId(id))).or(new),
                    amount: None,
                    stage: when.stage,
                    fields: BTreeMap::new(),
                })
            }
            Self::Edit(when) => Command::EditDeal {
                deal: deal(when.deal),
                title: when.title.clone(),
                amount: when.roubles.map(|amount| Some(support::roubles(amount))),
                owner: when.owner.map(|id| Some(MemberId(id))),
                fields: when.fields.clone(),
            },
            Self::Tick(when) => {
                Command::TickProof { deal: DealId(1), proof: when.proof, words: when.done.then(|| when.words.clone()) }
            }
            Self::HandOver(when) => Command::HandOver {
                deal: deal(when.deal),
                to: MemberId(when.to),
                told: when.told.clone().map(|(id, text)| (ActivityId(id), text)),
            },
            Self::Plan(when) => Command::PlanContact {
                deal: DealId(1),
                contact: when.on.map(|number| support::next_contact(day(number))),
            },
            Self::Note(when) => Command::AddActivity {
                activity: support::activity(when.id, when.deal.unwrap_or(1)),
                keeps_plan: when.keeps_plan,
            },
            Self::Remove(id) => Command::RemoveDeal(DealId(*id)),
            Self::RemoveMember(id) => Command::RemoveMember(MemberId(*id)),
            Self::TakeIn(given) => Command::TakeIn(records(given)?),
            Self::Draft(funnel) => Command::DraftFunnel(funnel.funnel(Some(desk))?.into()),
            Self::DropDraft(funnel) => Command::DropDraft(*funnel),
            Self::Publish(when) => Command::Publish {
                funnel: when.funnel.funnel(Some(desk))?.into(),
                edition: EditionId(when.edition.unwrap_or(1)),
                adoption: when.adoption.unwrap_or(Adoption::AtOnce),
                moves: when.moves.iter().map(|(&deal, &to)| (DealId(deal.into()), to)).collect(),
            },
            Self::Word(when) => {
                let wording = Wording {
                    since: day(when.since.unwrap_or(TODAY)),
                    by: None,
                    points: when.points.iter().map(|point| Text::from(point.as_str())).collect(),
                    forbidden: Vec::new(),
                    done: Text::default(),
                };
                Command::WordRegulation(when.of, wording)
            }
            Self::Sign(when) => Command::SignRegulation(when.of, MemberId(when.who)),
            Self::Adopt(given) => {
                Command::Adopt(records(given)?.into_iter().map(|record| (record.id(), Some(record))).collect())
            }
            Self::AdoptGone(name) => Command::Adopt(vec![(record_id(name)?, None)]),
            Self::Undo(back) => Command::Replay(step(*back)?.taken_back(day(TODAY))),
            Self::Redo(back) => Command::Replay(step(*back)?.clone()),
            Self::RobotsLook {} => Command::TakeIn(Vec::new()),
            Self::BeginCampaign(begin) => begin.command()?,
            Self::EndCampaign(end) => end.command(),
            Self::PutForward(idea) => Command::PutForward(idea.hypothesis()),
            Self::EndHypothesis(end) => end.command(),
            Self::Regroup(groups) => {
                Command::Regroup(groups.iter().map(GivenGroup::segment).collect::<Result<_, _>>()?)
            }
            Self::Prepare(letters) => {
                Command::PrepareLetters(letters.iter().map(GivenLetter::letter).collect::<Result<_, _>>()?)
            }
            Self::Post(when) => when.command()?,
            Self::Request(when) => when.command()?,
            Self::Merge(when) => when.command(desk),
            Self::Split(id) => Command::Split(MergerId(*id)),
            Self::Attach(file) => Command::Attach(file.file()),
            Self::SayOf(id, words) => Command::SayOf(AttachmentId(*id), words.clone()),
            Self::Detach(id) => Command::Detach(AttachmentId(*id)),
            Self::CustomerNote(note) => Command::WriteNote(note.note()),
            Self::RemoveRecord(name) => Command::Remove(record_id(name)?),
            Self::TakeBack(robot) => robots_case::take_back(desk, *robot)?,
        })
    }
}

impl WhenRequest {
    fn command(&self) -> Result<Command, String> {
        let draft = DealDraft {
            id: DealId(self.id),
            title: "Насосы".into(),
            customer: self.known.map(|id| DraftCustomer::Known(CustomerId(id))),
            amount: None,
            stage: self.stage,
            fields: BTreeMap::new(),
        };
        let foreign = self.called.clone().map(|(system, id)| ForeignId { system, id });
        let owner = self.of.map(MemberId);
        let request = Request { draft, at: self.at.map(day), foreign, owner, beside: records(&self.beside)? };
        Ok(Command::TakeRequest(request.into()))
    }
}

impl WhenMove {
    fn answers(&self) -> Answers {
        let loss = Loss {
            reason: self.reason,
            words: self.words.clone().unwrap_or_default(),
            return_on: self.return_on.map(day),
        };
        let said = self.reason.is_some() || self.words.is_some() || self.return_on.is_some();
        Answers {
            why: self.why.clone(),
            loss: said.then_some(loss),
            amount: self.roubles.map(support::roubles),
            fields: self.fields.clone(),
            proofs: self.proofs.clone(),
        }
    }
}
