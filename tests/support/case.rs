//! The language of `tests/rules/*.json`: what is there, what is asked for, what comes of it.
//!
//! Days count from day 0; identities are small numbers (`"deal": 1`). Every case begins with the 4R funnels, the member
//! 1 (Анна), the customer 1, and the deal 1 that has gone the given `way`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use voronka::domain::{ActivityId, DealId, Rejection, Slug, Workspace};

use super::asked::When;
use super::customer_case;
use super::file_case;
use super::given::Given;
use super::hypothesis_case;
use super::robots_case;
use super::warming_case;
use super::written::{activity, ask, equal, funnel, part_of, record_id, regulation, rejection, view};

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    /// The rejection.
    refused: Option<Value>,
    /// What the move asks for.
    asks: Option<Value>,
    /// What is known of deal 1 afterwards, in part.
    deal: Option<Value>,
    /// What is known of other deals, funnels, regulations and activities, in part.
    #[serde(default)]
    deals: BTreeMap<u64, Value>,
    #[serde(default)]
    funnels: BTreeMap<Slug, Value>,
    #[serde(default)]
    regulations: BTreeMap<Slug, Value>,
    #[serde(default)]
    activities: BTreeMap<u64, Value>,
    /// What is known of letters, in part.
    #[serde(default)]
    letters: BTreeMap<String, Value>,
    /// What is known of campaigns, in part.
    #[serde(default)]
    campaigns: BTreeMap<u64, Value>,
    /// What is known of hypotheses, in part.
    #[serde(default)]
    hypotheses: BTreeMap<u64, Value>,
    /// What is known of customers and of their people, in part.
    #[serde(default)]
    customers: BTreeMap<u64, Value>,
    #[serde(default)]
    people: BTreeMap<u64, Value>,
    /// What is known of files and of notes on customers, in part.
    #[serde(default)]
    files: BTreeMap<u64, Value>,
    #[serde(default)]
    notes: BTreeMap<u64, Value>,
    /// The groups of cells that there are, with their cells.
    groups: Option<BTreeMap<Slug, Vec<String>>>,
    /// What robots have written down.
    runs: Option<Vec<Value>>,
    /// Records that are there.
    #[serde(default)]
    there: Vec<String>,
    /// Records that are not.
    #[serde(default)]
    gone: Vec<String>,
    /// Everything is as it was given.
    #[serde(default)]
    as_given: bool,
    /// The last command changes nothing.
    #[serde(default)]
    as_before: bool,
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
            let context = self.given.context(at);
            let change = desk.apply(when.command(&desk, &done)?, &context).map_err(why)?;
            let robots = when.robots(&mut desk, &change, context.now);
            done.extend([change].into_iter().chain(robots));
        }
        let before = desk.clone();
        let context = self.given.context(first.len());
        match (desk.apply(last.command(&desk, &done)?, &context), &self.then) {
            (Err(Rejection::Needs(asks)), Then { asks: Some(expected), .. }) => {
                equal("asks", &asks.iter().map(ask).collect(), expected)?;
            }
            (Err(why), Then { refused: Some(expected), .. }) => equal("refused", &rejection(&why), expected)?,
            (Err(why), _) => return Err(format!("refused: {}", rejection(&why))),
            (Ok(_), then) if !self.goes_through() => {
                let expected = then.refused.as_ref().or(then.asks.as_ref());
                return Err(format!("went through instead of {}", expected.unwrap_or(&Value::Null)));
            }
            (Ok(change), _) => drop(last.robots(&mut desk, &change, context.now)),
        }
        if !self.goes_through() && desk != before {
            return Err("something has changed in spite of the refusal".into());
        }
        self.then.check(&desk)?;
        if self.then.as_given && desk != given {
            return Err("not everything is as it was given".into());
        }
        match self.then.as_before && desk != before {
            true => Err("the last command has changed something".into()),
            false => Ok(()),
        }
    }
}

impl Then {
    fn check(&self, desk: &Workspace) -> Result<(), String> {
        let is = |what: String, known: Option<Value>, expected: &Value| {
            let known = known.ok_or_else(|| format!("{what} is gone"))?;
            part_of(expected, &known).map_err(|why| format!("{what}: {why}"))
        };
        for (id, expected) in
            self.deal.iter().map(|expected| (1, expected)).chain(self.deals.iter().map(|(&id, e)| (id, e)))
        {
            is(format!("deal {id}"), desk.deal(DealId(id.into())).map(|deal| view(deal)), expected)?;
        }
        for (&id, expected) in &self.funnels {
            is(format!("funnel {id}"), Some(funnel(desk, id)), expected)?;
        }
        for (&id, expected) in &self.regulations {
            is(format!("regulation {id}"), desk.regulation(id).map(|known| regulation(known)), expected)?;
        }
        for (&id, expected) in &self.activities {
            let known = desk.activity(ActivityId(id.into())).map(|known| activity(known));
            is(format!("activity {id}"), known, expected)?;
        }
        warming_case::check(desk, &self.letters)?;
        for (&id, expected) in &self.campaigns {
            is(format!("campaign {id}"), warming_case::campaign(desk, id), expected)?;
        }
        for (&id, expected) in &self.hypotheses {
            is(format!("hypothesis {id}"), hypothesis_case::hypothesis(desk, id), expected)?;
        }
        for (&id, expected) in &self.customers {
            is(format!("customer {id}"), customer_case::customer(desk, id), expected)?;
        }
        for (&id, expected) in &self.people {
            is(format!("person {id}"), customer_case::person(desk, id), expected)?;
        }
        for (&id, expected) in &self.files {
            is(format!("file {id}"), file_case::file(desk, id), expected)?;
        }
        for (&id, expected) in &self.notes {
            is(format!("note {id}"), file_case::note(desk, id), expected)?;
        }
        if let Some(expected) = &self.groups {
            let known = warming_case::groups(desk);
            if known != *expected {
                return Err(format!("the groups are {known:?}"));
            }
        }
        if let Some(expected) = &self.runs {
            robots_case::check(desk, expected)?;
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
