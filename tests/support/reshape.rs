//! Random changes of funnels: what an editor could do to one, and what it should not.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use voronka::domain::{
    Adoption, Command, DealId, EditionId, Evidence, Field, Pipeline, Policy, Role, Slug, Stage, Text, Workspace,
};

use crate::support::{random, slug};

/// One thing done to a funnel.
#[derive(Clone, Debug)]
pub(crate) enum Reshape {
    /// A name for it; none is a blank one.
    Name(Option<u8>),
    /// A stage more, like the one before it.
    More(Index),
    /// A stage or an end less.
    Without(Index),
    /// Two stages change places.
    Swap(Index, Index),
    Rules(Policy),
    Ordered(bool),
    Refusals(bool),
    Archived(bool),
    /// A stage asks for a proof, for data, and that some roles move deals from it; a question stands before it.
    Asks {
        stage: Index,
        proof: bool,
        data: bool,
        movers: Option<Role>,
        question: bool,
    },
    KeyStage(Index),
    /// A stage loses its name.
    Nameless(Index),
    /// A stage by the name of one of another funnel.
    Clash(Index),
}

/// A change of a funnel, and where its deals go.
#[derive(Clone, Debug)]
pub(crate) struct Republish {
    pub(crate) funnel: Index,
    pub(crate) changes: Vec<Reshape>,
    /// It is a new funnel, made after this one.
    pub(crate) anew: bool,
    pub(crate) adoption: Adoption,
    /// Whether everybody who has to go is told where.
    told: bool,
    /// Where those go, one after another.
    to: Vec<Index>,
    /// Others that are told to go somewhere.
    also: Vec<(Index, Index)>,
    /// It is to be kept under the name of an edition that is there.
    old_name: bool,
}

/// What can be done without a stage or an end going away.
pub(crate) fn kept() -> BoxedStrategy<Reshape> {
    let index = any::<Index>;
    prop_oneof![
        1 => of_name().prop_map(Reshape::Name),
        3 => index().prop_map(Reshape::More),
        2 => random::policy().prop_map(Reshape::Rules),
        4 => asks(),
        1 => index().prop_map(Reshape::KeyStage),
    ]
    .boxed()
}

/// A stage asks for more.
pub(crate) fn asks() -> impl Strategy<Value = Reshape> {
    let movers = prop::option::weighted(0.3, select(&random::ROLES[..]));
    (any::<Index>(), any::<bool>(), any::<bool>(), movers, any::<bool>())
        .prop_map(|(stage, proof, data, movers, question)| Reshape::Asks { stage, proof, data, movers, question })
}

fn of_name() -> impl Strategy<Value = Option<u8>> {
    prop::option::weighted(0.8, any::<u8>())
}

fn any_change() -> BoxedStrategy<Reshape> {
    let index = any::<Index>;
    prop_oneof![
        8 => kept(),
        4 => index().prop_map(Reshape::Without),
        2 => (index(), index()).prop_map(|(a, b)| Reshape::Swap(a, b)),
        1 => any::<bool>().prop_map(Reshape::Ordered),
        1 => any::<bool>().prop_map(Reshape::Refusals),
        3 => prop::bool::weighted(0.8).prop_map(Reshape::Archived),
        1 => index().prop_map(Reshape::Nameless),
        1 => index().prop_map(Reshape::Clash),
    ]
    .boxed()
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Reshape>> {
    vec(any_change(), 0..4)
}

pub(crate) fn adoption() -> impl Strategy<Value = Adoption> {
    select(vec![Adoption::AtOnce, Adoption::NextStage, Adoption::NewDeals])
}

pub(crate) fn republish() -> impl Strategy<Value = Republish> {
    let also = prop_oneof![4 => Just(Vec::new()), 1 => vec((any::<Index>(), any::<Index>()), 1..3)];
    let rarely = || prop::bool::weighted(0.2);
    let where_to = (prop::bool::weighted(0.8), vec(any::<Index>(), 1..4), also);
    (any::<Index>(), changes(), prop::bool::weighted(0.1), adoption(), where_to, rarely()).prop_map(
        |(funnel, changes, anew, adoption, (told, to, also), old_name)| Republish {
            funnel,
            changes,
            anew,
            adoption,
            told,
            to,
            also,
            old_name,
        },
    )
}

impl Republish {
    /// The funnel as it will be.
    pub(crate) fn funnel(&self, desk: &Workspace, number: u128) -> Pipeline {
        let funnels: Vec<_> = desk.pipelines().collect();
        let mut funnel = Pipeline::clone(self.funnel.get(&funnels).as_ref());
        if self.anew {
            funnel = anew(&funnel, number);
        }
        reshape(&mut funnel, &self.changes, desk, number);
        funnel
    }

    /// The command that puts it in force.
    pub(crate) fn command(&self, desk: &Workspace, number: u128) -> Command {
        let funnel = self.funnel(desk, number);
        let there = |place: Slug| funnel.places().any(|known| known == place);
        let mut moves = BTreeMap::new();
        let live = desk.pipeline(funnel.id);
        for (place, closed) in live.into_iter().flat_map(|live| {
            let stages = live.stages.iter().map(|stage| (stage.id, false));
            stages.chain(live.ends.iter().map(|end| (end.id, true)))
        }) {
            let goes = self.told && (!there(place) || (funnel.archived && !closed));
            let deals = desk.column(place).filter(|_| goes);
            for (at, deal) in deals.into_iter().flat_map(|column| column.deals()).enumerate() {
                let to = targets(desk, &funnel, closed);
                if !to.is_empty() {
                    moves.insert(deal, *self.to[at % self.to.len()].get(&to));
                }
            }
        }
        let places: Vec<_> = desk.pipelines().flat_map(|funnel| funnel.places()).chain(funnel.places()).collect();
        for (deal, to) in &self.also {
            let count = desk.deals().len();
            let deal = desk.deals().nth(deal.index(count + 1)).map_or(DealId(404), |deal| deal.id);
            moves.insert(deal, *to.get(&places));
        }
        let old = desk.editions(funnel.id).first().map(|edition| edition.id).filter(|_| self.old_name);
        let edition = old.unwrap_or(EditionId(number));
        Command::Publish { funnel: funnel.into(), edition, adoption: self.adoption, moves }
    }
}

/// Where deals can be put: of an archived funnel the open ones go elsewhere.
fn targets(desk: &Workspace, funnel: &Pipeline, closed: bool) -> Vec<Slug> {
    let elsewhere = desk.pipelines().filter(|other| other.id != funnel.id && !other.archived);
    match (closed, funnel.archived) {
        (true, _) => funnel.ends.iter().map(|end| end.id).collect(),
        (false, false) => {
            let one = elsewhere.flat_map(|other| other.stages.iter().take(1));
            funnel.stages.iter().chain(one).map(|stage| stage.id).collect()
        }
        (false, true) => elsewhere.flat_map(|other| &other.stages).map(|stage| stage.id).collect(),
    }
}

/// A funnel like another one, with stages of its own.
fn anew(funnel: &Pipeline, number: u128) -> Pipeline {
    let id = slug(&format!("f{number}"));
    let name = |at: usize, kind: &str| slug(&format!("f{number}.{kind}{at}"));
    let mut funnel = Pipeline { id, ..funnel.clone() };
    for (at, stage) in funnel.stages.iter_mut().enumerate() {
        stage.id = name(at, "s");
        stage.evidence.clear();
        stage.loss_reasons.clear();
    }
    funnel.ends.iter_mut().enumerate().for_each(|(at, end)| end.id = name(at, "e"));
    funnel
}

/// Does these things to a funnel; what they add is named by the number.
pub(crate) fn reshape(funnel: &mut Pipeline, changes: &[Reshape], desk: &Workspace, number: u128) {
    for (nth, change) in changes.iter().enumerate() {
        let fresh = |kind: &str| slug(&format!("{kind}{number}-{nth}"));
        let of_stages = |at: &Index| at.index(funnel.stages.len().max(1));
        match change {
            Reshape::Name(name) => {
                funnel.name = Text::from(name.map(|n| format!("Воронка {n}")).unwrap_or_default().as_str())
            }
            Reshape::More(at) => {
                let at = of_stages(at);
                if let Some(like) = funnel.stages.get(at).cloned() {
                    let more = Stage { id: fresh("s"), key_stage: false, evidence: Vec::new(), ..like };
                    funnel.stages.insert(at + 1, more);
                }
            }
            Reshape::Without(at) => {
                let places: Vec<_> = funnel.places().collect();
                if !places.is_empty() {
                    let gone = *at.get(&places);
                    funnel.stages.retain(|stage| stage.id != gone);
                    funnel.ends.retain(|end| end.id != gone);
                }
            }
            Reshape::Swap(a, b) => {
                let (a, b) = (of_stages(a), of_stages(b));
                if a.max(b) < funnel.stages.len() {
                    funnel.stages.swap(a, b);
                }
            }
            Reshape::Rules(policy) => funnel.policy = policy.clone(),
            Reshape::Ordered(ordered) => funnel.ordered = *ordered,
            Reshape::Refusals(refusals) => funnel.refusals = *refusals,
            Reshape::Archived(archived) => funnel.archived = *archived,
            Reshape::Asks { stage, proof, data, movers, question } => {
                let at = of_stages(stage);
                let Some(stage) = funnel.stages.get_mut(at) else { continue };
                if *proof {
                    let kind = random::EVIDENCE[nth % random::EVIDENCE.len()];
                    stage.evidence.push(Evidence { id: fresh("p"), text: "Акт".into(), kind, required: true });
                }
                if *data {
                    stage.exit_fields.push(Field { id: fresh("x"), name: "Номер акта".into() });
                }
                stage.movers.extend(*movers);
                if *question && let Some(asked) = funnel.questions.get_mut(nth) {
                    asked.before = Some(stage.id);
                }
            }
            Reshape::KeyStage(at) => {
                let at = of_stages(at);
                if let Some(stage) = funnel.stages.get_mut(at) {
                    stage.key_stage = !stage.key_stage;
                }
            }
            Reshape::Nameless(at) => {
                let at = of_stages(at);
                if let Some(stage) = funnel.stages.get_mut(at) {
                    stage.name = Text::default();
                }
            }
            Reshape::Clash(at) => {
                let others: Vec<_> = desk.pipelines().filter(|other| other.id != funnel.id).collect();
                let places: Vec<_> =
                    others.iter().flat_map(|other| other.stages.iter().map(|stage| stage.id)).collect();
                if let (Some(first), false) = (funnel.stages.first().cloned(), places.is_empty()) {
                    funnel.stages.push(Stage { id: *at.get(&places), key_stage: false, ..first });
                }
            }
        }
    }
}
