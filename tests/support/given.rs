//! What is there when a case of a rule begins: funnels, deals and people, each by what differs from the usual one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use voronka::domain::{
    Adoption, Command, Context, Currency, CustomerId, Deal, DealId, Deed, Edition, EditionId, End, EntryId, Evidence,
    EvidenceKind, Field, Freedom, Freedoms, LossReason, Member, Pipeline, Record, Role, Run, RunId, Slug, Stage, Text,
    Workspace,
};

use super::customer_case::{GivenCustomer, GivenPerson};
use super::file_case::{GivenFile, GivenNote};
use super::hypothesis_case::GivenHypothesis;
use super::rates_case::{self, GivenRate};
use super::robots_case::GivenRobot;
use super::support::{self, TODAY, context, day, slug};
use super::warming_case::{GivenCampaign, GivenInterview, GivenLetter, GivenOptOut, GivenPin};
use super::written::rejection;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Given {
    /// Other rules of moving than the template has.
    policy: BTreeMap<Slug, GivenPolicy>,
    /// Who of the sales desk does what, by number; the others are made up for it.
    roles: BTreeMap<u64, Option<Role>>,
    /// Where deal 1 has been; without it there is no deal 1.
    way: Vec<Slug>,
    /// Data and proofs that deal 1 has not; `proofs` is all of them.
    lacks: Vec<String>,
    /// That nobody leads deal 1.
    unled: bool,
    /// The planned contact of deal 1.
    next: Option<i64>,
    /// The days on which customers have bought, 100 roubles' worth each time; those that are not there are made up for it.
    bought: BTreeMap<u64, Vec<i64>>,
    /// More records.
    also: Vec<GivenRecord>,
    /// The days on which the commands are given, if not all on one.
    days: Vec<i64>,
    /// Who gives them, if not Anna: somebody by number, a robot by name, or nobody that is known.
    who: Vec<Option<GivenWho>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum GivenWho {
    Member(u64),
    Robot(Slug),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GivenPolicy {
    skip: Option<Freedom>,
    back: Option<Freedom>,
    unproved: Option<Freedom>,
    /// What differs for a role from the usual rules.
    roles: BTreeMap<Role, GivenFreedoms>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GivenFreedoms {
    skip: Option<Freedom>,
    back: Option<Freedom>,
    unproved: Option<Freedom>,
}

/// A record, by what differs from the usual one.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GivenRecord {
    Deal(GivenDeal),
    Customer(GivenCustomer),
    Person(GivenPerson),
    File(GivenFile),
    CustomerNote(GivenNote),
    Activity(GivenOfDeal),
    Run(GivenOfDeal),
    Funnel(Box<GivenFunnel>),
    Edition(Box<GivenEdition>),
    Robot(GivenRobot),
    /// Somebody of the sales desk.
    Member(u128),
    Letter(GivenLetter),
    /// An address that is not written to.
    OptOut(GivenOptOut),
    Campaign(GivenCampaign),
    Interview(GivenInterview),
    Hypothesis(GivenHypothesis),
    /// Boundaries that are pinned.
    Pin(GivenPin),
    Rate(GivenRate),
    /// The company, with its sums in this currency.
    Base(Currency),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenDeal {
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
    /// The currency of its amount, if not roubles.
    currency: Option<Currency>,
}

/// An activity on a deal, or what a robot did with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenOfDeal {
    id: u128,
    deal: u128,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenEdition {
    id: u128,
    funnel: GivenFunnel,
    until: i64,
}

/// A funnel by what differs from another: from the one in force when it is changed, else from the template.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenFunnel {
    of: Slug,
    #[serde(rename = "as")]
    id: Option<Slug>,
    /// That its stages, ends and proofs are named after it, and not after the one that it is a copy of.
    #[serde(default)]
    anew: bool,
    name: Option<String>,
    /// Stages and ends that it has not.
    #[serde(default)]
    without: Vec<Slug>,
    /// Ends that it has besides.
    #[serde(default)]
    ends: Vec<End>,
    /// Stages that ask for nothing, each with the one after which it stands; none is the first.
    #[serde(default)]
    more: Vec<(Slug, Option<Slug>)>,
    /// What differs in its stages.
    #[serde(default)]
    stages: BTreeMap<Slug, GivenStage>,
    /// Stages before which questions stand, by question.
    #[serde(default)]
    questions: BTreeMap<Slug, Slug>,
    #[serde(default)]
    policy: GivenPolicy,
    archived: Option<bool>,
    refusals: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenStage {
    name: Option<String>,
    key_stage: Option<bool>,
    movers: Option<BTreeSet<Role>>,
    required_fields: Option<Vec<Slug>>,
    exit_fields: Option<Vec<Slug>>,
    loss_reasons: Option<Vec<Slug>>,
    /// Required proofs, with what counts as one.
    proofs: Option<Vec<(Slug, EvidenceKind)>>,
}

impl Given {
    pub(crate) fn desk(&self) -> Result<Workspace, String> {
        let mut funnels = support::four_r();
        for (name, policy) in &self.policy {
            policy.set(funnels.iter_mut().find(|funnel| funnel.id == *name).ok_or("no such funnel")?);
        }
        let mut desk = support::desk(funnels);
        let mut records = records(&self.also)?;
        for (&id, &role) in &self.roles {
            let name = if id == 1 { "Анна" } else { "Борис" };
            records.push(Member { role, ..support::member(id.into(), name) }.into());
        }
        for (at, (&id, days)) in self.bought.iter().enumerate() {
            let customer = u128::from(id);
            if desk.customer(CustomerId(customer)).is_none() {
                records.push(support::customer(customer, "Завод").into());
            }
            let orders = days.iter().enumerate();
            let orders =
                orders.map(|(nth, &on)| support::order(1_000 * (1 + at as u128) + nth as u128, customer, day(on)));
            records.extend(orders.map(Record::from));
        }
        if !self.way.is_empty() {
            let mut deal = support::deal(1, &self.way);
            for name in &self.lacks {
                match name.as_str() {
                    "amount" => deal.amount = None,
                    "proofs" => deal.proofs.clear(),
                    name => {
                        let known = deal.fields.remove(name).is_some() || deal.proofs.remove(&slug(name)).is_some();
                        known.then_some(()).ok_or_else(|| format!("no stage needs {name:?}"))?;
                    }
                }
            }
            deal.owner = deal.owner.filter(|_| !self.unled);
            deal.next = self.next.map(|number| support::next_contact(day(number)));
            records.insert(0, deal.into());
        }
        let taken = desk.apply(Command::TakeIn(records), &context(0, 0));
        taken.map_err(|why| format!("what is given was refused: {}", rejection(&why)))?;
        Ok(desk)
    }

    pub(crate) fn context(&self, at: usize) -> Context {
        let context = context(at as u128, self.days.get(at).copied().unwrap_or(TODAY));
        match self.who.get(at) {
            None => context,
            Some(None) => Context { by: None, ..context },
            Some(Some(GivenWho::Member(id))) => {
                Context { by: Some(voronka::domain::MemberId((*id).into())), ..context }
            }
            Some(Some(GivenWho::Robot(robot))) => Context { by: None, robot: Some(*robot), ..context },
        }
    }
}

pub(crate) fn records(given: &[GivenRecord]) -> Result<Vec<Record>, String> {
    given.iter().map(GivenRecord::record).collect()
}

impl GivenRecord {
    fn record(&self) -> Result<Record, String> {
        Ok(match self {
            Self::Deal(given) => given.deal().into(),
            Self::Customer(given) => given.customer().into(),
            Self::Person(given) => given.person().into(),
            Self::File(given) => given.file().into(),
            Self::CustomerNote(given) => given.note().into(),
            Self::Activity(given) => support::activity(given.id, given.deal).into(),
            Self::Run(given) => Run {
                id: RunId(given.id),
                robot: slug("sql-to-deal"),
                deal: DealId(given.deal),
                at: day(1),
                since: day(1),
                did: vec![Deed::Tagged("срочно".into())],
                owner: None,
                next: None,
                rate: None,
                other_rates: BTreeMap::new(),
                undone: None,
            }
            .into(),
            Self::Funnel(given) => given.funnel(None)?.into(),
            Self::Member(id) => support::member(*id, "Борис").into(),
            Self::Robot(given) => given.robot().into(),
            Self::Letter(given) => given.letter()?.into(),
            Self::OptOut(given) => given.opt_out().into(),
            Self::Campaign(given) => given.campaign().into(),
            Self::Interview(given) => given.interview().into(),
            Self::Hypothesis(given) => given.hypothesis().into(),
            Self::Pin(given) => given.pin().into(),
            Self::Rate(given) => given.rate()?.into(),
            Self::Base(currency) => rates_case::company(*currency).into(),
            Self::Edition(given) => Edition {
                id: EditionId(given.id),
                funnel: given.funnel.funnel(None)?.into(),
                until: day(given.until),
                by: None,
                adoption: Adoption::AtOnce,
            }
            .into(),
        })
    }
}

impl GivenPolicy {
    fn set(&self, funnel: &mut Pipeline) {
        let Self { skip, back, unproved, roles } = self;
        let usual = &mut funnel.policy.usual;
        *usual = GivenFreedoms { skip: *skip, back: *back, unproved: *unproved }.of(*usual);
        let theirs = roles.iter().map(|(&role, freedoms)| (role, freedoms.of(*usual)));
        funnel.policy.roles.extend(theirs);
    }
}

impl GivenFreedoms {
    fn of(&self, usual: Freedoms) -> Freedoms {
        Freedoms {
            skip: self.skip.unwrap_or(usual.skip),
            back: self.back.unwrap_or(usual.back),
            unproved: self.unproved.unwrap_or(usual.unproved),
        }
    }
}

impl GivenDeal {
    fn deal(&self) -> Deal {
        let mut deal = support::deal(self.id, &self.way);
        deal.stage = self.stage.unwrap_or(deal.stage);
        deal.title = self.title.clone().unwrap_or(deal.title);
        deal.customer = self.customer.map(CustomerId).or(deal.customer);
        if let (Some(amount), Some(currency)) = (&mut deal.amount, self.currency) {
            amount.currency = currency;
        }
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
    /// The funnel; `live` is the desk whose funnels it is a change of.
    pub(crate) fn funnel(&self, live: Option<&Workspace>) -> Result<Pipeline, String> {
        let live = live.and_then(|desk| desk.pipeline(self.of)).map(|live| Pipeline::clone(live));
        let template = || support::four_r().into_iter().find(|funnel| funnel.id == self.of);
        let mut funnel = live.or_else(template).ok_or("no such funnel")?;
        funnel.id = self.id.unwrap_or(funnel.id);
        if self.anew {
            self.rename(&mut funnel);
        }
        if let Some(name) = &self.name {
            funnel.name = Text::from(name.as_str());
        }
        self.policy.set(&mut funnel);
        for (id, after) in &self.more {
            let at = after.map_or(Some(0), |after| funnel.position(after).map(|at| at + 1)).ok_or("after what?")?;
            funnel.stages.insert(at, blank(*id, &funnel.stages[0]));
        }
        for (id, given) in &self.stages {
            given.set(funnel.stages.iter_mut().find(|stage| stage.id == *id).ok_or("no such stage")?);
        }
        for (id, before) in &self.questions {
            let question = funnel.questions.iter_mut().find(|question| question.id == *id).ok_or("no such question")?;
            question.before = Some(*before);
        }
        funnel.stages.retain(|stage| !self.without.contains(&stage.id));
        funnel.ends.retain(|end| !self.without.contains(&end.id));
        funnel.ends.extend(self.ends.iter().cloned());
        funnel.archived = self.archived.unwrap_or(funnel.archived);
        funnel.refusals = self.refusals.unwrap_or(funnel.refusals);
        Ok(funnel)
    }

    fn rename(&self, funnel: &mut Pipeline) {
        let id = funnel.id;
        let anew = |name: Slug| slug(&name.as_str().replacen(self.of.as_str(), id.as_str(), 1));
        for stage in &mut funnel.stages {
            stage.id = anew(stage.id);
            stage.evidence.iter_mut().for_each(|proof| proof.id = anew(proof.id));
            stage.loss_reasons.iter_mut().for_each(|reason| reason.id = anew(reason.id));
        }
        funnel.ends.iter_mut().for_each(|end| end.id = anew(end.id));
    }
}

/// A stage that asks for nothing.
fn blank(id: Slug, like: &Stage) -> Stage {
    Stage {
        id,
        name: Text::from(id.as_str()),
        evidence: Vec::new(),
        key_stage: false,
        required_fields: Vec::new(),
        exit_fields: Vec::new(),
        movers: BTreeSet::new(),
        loss_reasons: Vec::new(),
        ..like.clone()
    }
}

impl GivenStage {
    fn set(&self, stage: &mut Stage) {
        let text = |id: &Slug| Text::from(id.as_str());
        let fields = |ids: &Vec<Slug>| ids.iter().map(|id| Field { id: *id, name: text(id) }).collect();
        let reasons = |ids: &Vec<Slug>| ids.iter().map(|id| LossReason { id: *id, text: text(id) }).collect();
        let proof =
            |(id, kind): &(Slug, EvidenceKind)| Evidence { id: *id, text: text(id), kind: *kind, required: true };
        if let Some(name) = &self.name {
            stage.name = Text::from(name.as_str());
        }
        stage.key_stage = self.key_stage.unwrap_or(stage.key_stage);
        if let Some(movers) = &self.movers {
            stage.movers.clone_from(movers);
        }
        if let Some(ids) = &self.required_fields {
            stage.required_fields = fields(ids);
        }
        if let Some(ids) = &self.exit_fields {
            stage.exit_fields = fields(ids);
        }
        if let Some(ids) = &self.loss_reasons {
            stage.loss_reasons = reasons(ids);
        }
        if let Some(proofs) = &self.proofs {
            stage.evidence = proofs.iter().map(proof).collect();
        }
    }
}
