//! What the cases of rules say of hypotheses: one that is given, put forward and ended, and how it handles deals.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use voronka::domain::{
    Aim, Command, DealId, Ended, Handling, Hypothesis, HypothesisId, MemberId, Slug, Trial, Workspace,
};

use super::support::day;
use super::written::when;

/// A hypothesis; with alternating deals from day 0 on, unless a case says otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenHypothesis {
    id: u128,
    at: Slug,
    name: Option<String>,
    #[serde(default)]
    began: i64,
    /// Alternating when not said.
    trial: Option<Trial>,
    /// The day on which it ended.
    ended: Option<i64>,
    #[serde(default)]
    sides: BTreeMap<u64, Handling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenEndHypothesis {
    hypothesis: u128,
    kept: bool,
    #[serde(default)]
    words: String,
}

impl GivenHypothesis {
    pub(crate) fn hypothesis(&self) -> Hypothesis {
        Hypothesis {
            id: HypothesisId(self.id),
            name: self.name.clone().unwrap_or_else(|| "Разбор расчёта за день".into()),
            because: "Клиент не видит выгоды".into(),
            stage: self.at,
            aim: Aim::Step,
            trial: self.trial.unwrap_or(Trial::Alternating),
            hoped: 75,
            began: day(self.began),
            ended: self.ended.map(|at| Ended { at: day(at), kept: true, words: String::new() }),
            by: Some(MemberId(1)),
            deals: self.sides.iter().map(|(&deal, &side)| (DealId(deal.into()), side)).collect(),
        }
    }
}

impl WhenEndHypothesis {
    pub(crate) fn command(&self) -> Command {
        Command::EndHypothesis { hypothesis: HypothesisId(self.hypothesis), kept: self.kept, words: self.words.clone() }
    }
}

/// What is known of a hypothesis.
pub(crate) fn hypothesis(desk: &Workspace, id: u64) -> Option<Value> {
    let idea = desk.hypothesis(HypothesisId(id.into()))?;
    let sides: BTreeMap<String, Value> =
        idea.deals.iter().map(|(deal, side)| (deal.0.to_string(), json!(side))).collect();
    Some(json!({
        "at": idea.stage,
        "name": idea.name,
        "sides": sides,
        "deals": idea.deals.len(),
        "ended": idea.ended.as_ref().map(|ended| when(ended.at)),
        "kept": idea.ended.as_ref().map(|ended| ended.kept),
        "words": idea.ended.as_ref().map(|ended| &ended.words),
    }))
}
