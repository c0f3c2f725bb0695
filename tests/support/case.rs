//! The language of `tests/rules/*.json`: what is there, what is asked for, what comes of it.
//!
//! Days count from day 0; identities are small numbers (`"deal": 1`). Every case begins with the 4R funnels, the member
//! 1 (Анна), the customer 1, and the deal 1 that has gone the given `way`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use voronka::domain::{
    Answers, Change, Command, CustomerId, Deal, DealDraft, DealId, DraftCustomer, End, EntryId, Freedom, Loss,
    MemberId, Pipeline, Record, Rejection, Slug, Workspace,
};

use super::support::{self, TODAY, context, day};
use super::written::{ask, equal, part_of, record_id, rejection, view};

/// The cases of one rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Its number in docs/rules.md.
    pub(crate) rule: usize,
    /// Why the rule never lets through, or never stops, anything; a file without it has cases of both.
    pub(crate) one_sided: Option<String>,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default)]
    given: Given,
    /// Commands one after another; all but the last go through.
    when: Vec<When>,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Given {
    /// Other rules of moving than the template has.
    policy: BTreeMap<Slug, GivenPolicy>,
    /// Where deal 1 has been; without it there is no deal 1.
    way: Vec<Slug>,
    /// Data that deal 1 has not.
    lacks: Vec<String>,
    /// The planned contact of deal 1.
    next: Option<i64>,
    /// More records.
    also: Vec<GivenRecord>,
    /// The days on which the commands are given, if not all on one.
    days: Vec<i64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GivenPolicy {
    skip: Option<Freedom>,
    back: Option<Freedom>,
}

/// A record, by what differs from the usual one.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GivenRecord {
    Deal(GivenDeal),
    Customer(GivenCustomer),
    Activity(GivenActivity),
    Funnel(GivenFunnel),
    /// Somebody of the sales desk.
    Member(u128),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenDeal {
    id: u128,
    way: Vec<Slug>,
    /// The day of each entry, if not one after another.
    days: Option<Vec<i64>>,
    /// The identity of each entry, if not one after another.
    ids: Option<Vec<u128>>,
    /// Where it says that it stands, if not at the end of its way.
    stage: Option<Slug>,
    title: Option<String>,
    customer: Option<u128>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenCustomer {
    id: u128,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenActivity {
    id: u128,
    deal: u128,
}

/// A funnel of the template, or a copy of it under another name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenFunnel {
    of: Slug,
    #[serde(rename = "as")]
    name: Option<Slug>,
    /// Stages and ends that it has not.
    #[serde(default)]
    without: Vec<Slug>,
    /// Ends that it has besides.
    #[serde(default)]
    ends: Vec<End>,
    #[serde(default)]
    policy: GivenPolicy,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    Move(WhenMove),
    Add(WhenAdd),
    Edit(WhenEdit),
    Tick(WhenTick),
    Plan(WhenPlan),
    Note(WhenNote),
    Remove(u128),
    RemoveMember(u128),
    TakeIn(Vec<GivenRecord>),
    Adopt(Vec<GivenRecord>),
    AdoptGone(String),
    /// Take back the last, last but one, … of the commands that went through.
    Undo(usize),
    /// Do it once more.
    Redo(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenMove {
    deal: Option<u128>,
    to: Slug,
    why: Option<String>,
    reason: Option<Slug>,
    words: Option<String>,
    return_on: Option<i64>,
    roubles: Option<i64>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenAdd {
    id: u128,
    title: String,
    stage: Slug,
    known: Option<u128>,
    new: Option<(u128, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenEdit {
    deal: Option<u128>,
    title: Option<String>,
    roubles: Option<i64>,
    owner: Option<u128>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenTick {
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
struct WhenPlan {
    on: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenNote {
    id: u128,
    deal: Option<u128>,
    keeps_plan: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    /// The rejection.
    refused: Option<Value>,
    /// What the move asks for.
    asks: Option<Value>,
    /// What is known of deal 1 afterwards, in part.
    deal: Option<Value>,
    /// Records that are there.
    #[serde(default)]
    there: Vec<String>,
    /// Records that are not.
    #[serde(default)]
    gone: Vec<String>,
    /// Everything is as it was given.
    #[serde(default)]
    as_given: bool,
}

impl Case {
    /// Whether the case shows something that goes through.
    pub(crate) fn goes_through(&self) -> bool {
        self.then.refused.is_none() && self.then.asks.is_none()
    }

    /// What is otherwise than the case says.
    pub(crate) fn run(&self) -> Result<(), String> {
        let mut desk = self.given.desk()?;
        let given = desk.clone();
        let (last, first) = self.when.split_last().ok_or("the case has no `when`")?;
        let mut done = Vec::new();
        for (at, when) in first.iter().enumerate() {
            let why = |why| format!("command {} was refused: {}", at + 1, rejection(&why));
            let change = desk.apply(when.command(&done)?, &self.given.context(at)).map_err(why)?;
            done.push(change);
        }
        let before = desk.clone();
        match (desk.apply(last.command(&done)?, &self.given.context(first.len())), &self.then) {
            (Err(Rejection::Needs(asks)), Then { asks: Some(expected), .. }) => {
                equal("asks", &asks.iter().map(ask).collect(), expected)?;
            }
            (Err(why), Then { refused: Some(expected), .. }) => equal("refused", &rejection(&why), expected)?,
            (Err(why), _) => return Err(format!("refused: {}", rejection(&why))),
            (Ok(_), then) if !self.goes_through() => {
                let expected = then.refused.as_ref().or(then.asks.as_ref());
                return Err(format!("went through instead of {}", expected.unwrap_or(&Value::Null)));
            }
            (Ok(_), _) => {}
        }
        if !self.goes_through() && desk != before {
            return Err("something has changed in spite of the refusal".into());
        }
        self.then.check(&desk)?;
        match self.then.as_given && desk != given {
            true => Err("not everything is as it was given".into()),
            false => Ok(()),
        }
    }
}

impl Given {
    fn desk(&self) -> Result<Workspace, String> {
        let mut funnels = support::four_r();
        for (name, policy) in &self.policy {
            policy.set(funnels.iter_mut().find(|funnel| funnel.id == *name).ok_or("no such funnel")?);
        }
        let mut desk = support::desk(funnels);
        let mut records = records(&self.also)?;
        if !self.way.is_empty() {
            let mut deal = support::deal(1, &self.way);
            for name in &self.lacks {
                match name.as_str() {
                    "amount" => deal.amount = None,
                    name => drop(deal.fields.remove(name).ok_or_else(|| format!("no stage needs {name:?}"))?),
                }
            }
            deal.next = self.next.map(|number| support::next_contact(day(number)));
            records.insert(0, deal.into());
        }
        let taken = desk.apply(Command::TakeIn(records), &context(0, 0));
        taken.map_err(|why| format!("what is given was refused: {}", rejection(&why)))?;
        Ok(desk)
    }

    fn context(&self, at: usize) -> voronka::domain::Context {
        context(at as u128, self.days.get(at).copied().unwrap_or(TODAY))
    }
}

fn records(given: &[GivenRecord]) -> Result<Vec<Record>, String> {
    given.iter().map(GivenRecord::record).collect()
}

impl GivenRecord {
    fn record(&self) -> Result<Record, String> {
        Ok(match self {
            Self::Deal(given) => given.deal().into(),
            Self::Customer(given) => support::customer(given.id, &given.name).into(),
            Self::Activity(given) => support::activity(given.id, given.deal).into(),
            Self::Funnel(given) => given.funnel()?.into(),
            Self::Member(id) => support::member(*id, "Борис").into(),
        })
    }
}

impl GivenPolicy {
    fn set(&self, funnel: &mut Pipeline) {
        let usual = &mut funnel.policy.usual;
        usual.skip = self.skip.unwrap_or(usual.skip);
        usual.back = self.back.unwrap_or(usual.back);
    }
}

impl GivenDeal {
    fn deal(&self) -> Deal {
        let mut deal = support::deal(self.id, &self.way);
        deal.stage = self.stage.unwrap_or(deal.stage);
        deal.title = self.title.clone().unwrap_or(deal.title);
        deal.customer = self.customer.map(CustomerId).or(deal.customer);
        for (entry, &number) in deal.history.iter_mut().zip(self.days.iter().flatten()) {
            entry.at = day(number);
        }
        for (entry, &id) in deal.history.iter_mut().zip(self.ids.iter().flatten()) {
            entry.id = EntryId(id);
        }
        deal
    }
}

impl GivenFunnel {
    fn funnel(&self) -> Result<Pipeline, String> {
        let mut funnel = support::four_r().into_iter().find(|funnel| funnel.id == self.of).ok_or("no such funnel")?;
        funnel.id = self.name.unwrap_or(funnel.id);
        self.policy.set(&mut funnel);
        funnel.stages.retain(|stage| !self.without.contains(&stage.id));
        funnel.ends.retain(|end| !self.without.contains(&end.id));
        funnel.ends.extend(self.ends.iter().cloned());
        Ok(funnel)
    }
}

impl When {
    fn command(&self, done: &[Change]) -> Result<Command, String> {
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
            Self::Adopt(given) => {
                Command::Adopt(records(given)?.into_iter().map(|record| (record.id(), Some(record))).collect())
            }
            Self::AdoptGone(name) => Command::Adopt(vec![(record_id(name)?, None)]),
            Self::Undo(back) => Command::Replay(step(*back)?.reversed()),
            Self::Redo(back) => Command::Replay(step(*back)?.clone()),
        })
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
            ..Answers::default()
        }
    }
}

impl Then {
    fn check(&self, desk: &Workspace) -> Result<(), String> {
        if let Some(expected) = &self.deal {
            let known = desk.deal(DealId(1)).ok_or("deal 1 is gone")?;
            part_of(expected, &view(known)).map_err(|why| format!("deal: {why}"))?;
        }
        for name in &self.there {
            desk.get(record_id(name)?).ok_or_else(|| format!("{name} is not there"))?;
        }
        for name in &self.gone {
            if desk.get(record_id(name)?).is_some() {
                return Err(format!("{name} is there"));
            }
        }
        Ok(())
    }
}
