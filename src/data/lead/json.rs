//! Leads as JSON: one object, a list of them, or an object with a list under `leads`. What a form on the company's site
//! posts, what an inbox answers, what another program hands over.
//! Deliberately not here: asking an inbox (`app`).

use serde_json::{Map, Value};

use super::carried::{Gathering, Lead};
use super::problem::LeadProblem;
use crate::domain::Currency;

/// The largest text, in bytes.
pub const LARGEST_LEADS: usize = 4 * 1024 * 1024;

/// How many leads one text may have.
pub const MOST_LEADS: usize = 5_000;

/// The leads of a text, each by itself: one that is wrong does not keep the others out. `home` is the currency of an
/// amount that names none.
///
/// # Errors
/// [`LeadProblem::TooLarge`], [`LeadProblem::NotJson`], [`LeadProblem::NotLeads`], [`LeadProblem::TooMany`] for the text as
/// a whole; of one lead [`LeadProblem::NotALead`], [`LeadProblem::NotText`], [`LeadProblem::TooLong`],
/// [`LeadProblem::TooManyFields`], [`LeadProblem::Nobody`].
pub fn from_json(text: &str, home: Currency) -> Result<Vec<Result<Lead, LeadProblem>>, LeadProblem> {
    if text.len() > LARGEST_LEADS {
        return Err(LeadProblem::TooLarge { bytes: text.len(), limit: LARGEST_LEADS });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = serde_json::from_str(text)
        .map_err(|error| LeadProblem::NotJson { line: error.line(), column: error.column() })?;
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("leads") {
            Some(Value::Array(list)) => list,
            Some(_) => return Err(LeadProblem::NotLeads),
            None => vec![Value::Object(object)],
        },
        _ => return Err(LeadProblem::NotLeads),
    };
    if list.len() > MOST_LEADS {
        return Err(LeadProblem::TooMany { leads: list.len(), limit: MOST_LEADS });
    }
    Ok(list.into_iter().map(|value| lead(value, home)).collect())
}

fn lead(value: Value, home: Currency) -> Result<Lead, LeadProblem> {
    let Value::Object(object) = value else { return Err(LeadProblem::NotALead) };
    let mut lead = Gathering::new(home);
    for (name, value) in &object {
        match value {
            Value::Array(list) => list.iter().try_for_each(|value| put(&mut lead, name, value))?,
            Value::Object(fields) => fields.iter().try_for_each(|(name, value)| put(&mut lead, name, value))?,
            value => put(&mut lead, name, value)?,
        }
    }
    lead.done()
}

fn put(lead: &mut Gathering, name: &str, value: &Value) -> Result<(), LeadProblem> {
    match value {
        Value::Null => Ok(()),
        Value::String(text) => lead.put(name, text),
        Value::Number(number) => lead.put(name, &number.to_string()),
        Value::Bool(yes) => lead.put(name, if *yes { "true" } else { "false" }),
        Value::Array(_) | Value::Object(_) => Err(LeadProblem::NotText { name: name.chars().take(60).collect() }),
    }
}

/// Leads as a list that [`from_json`] reads.
pub fn to_json(leads: &[Lead]) -> String {
    let list = leads.iter().map(|lead| {
        let mut object = Map::new();
        for (name, value) in lead.values() {
            match object.get_mut(name) {
                None => {
                    object.insert(name.to_owned(), Value::String(value));
                }
                Some(Value::Array(list)) => list.push(Value::String(value)),
                Some(held) => *held = Value::Array(vec![held.take(), Value::String(value)]),
            }
        }
        Value::Object(object)
    });
    Value::Array(list.collect()).to_string()
}
