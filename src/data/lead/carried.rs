//! A lead that something carries here whole: a link, a form on the company's site, an inbox, another program.
//!
//! A lead is not lost over a detail: what can't be read as what its name promises is kept as it is, under that name.
//! Deliberately not here: how names and values are written (`link`, `json`).

use std::collections::BTreeMap;

use chrono::DateTime;

use super::labels::{Label, label_of};
use super::problem::LeadProblem;
use super::text::tidy;
use crate::data::table::{NumberStyle, parse_amount};
use crate::domain::{Currency, Moment, Money, contact};

/// The longest value, in characters.
pub const LONGEST_FIELD: usize = 10_000;

/// How many values a lead may have beyond those that have names here.
pub const MOST_FIELDS: usize = 40;

/// What is known of a lead before it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// What the sender calls it; by this a lead is taken in once.
    pub key: Option<String>,
    /// When it came there.
    pub at: Option<Moment>,
    /// The company.
    pub company: Option<String>,
    /// Who asks.
    pub person: Option<String>,
    /// What they are there.
    pub job: Option<String>,
    /// Telephones as written.
    pub phones: Vec<String>,
    /// Electronic addresses in lower case.
    pub emails: Vec<String>,
    /// Names in messengers.
    pub handles: Vec<String>,
    /// Where they are.
    pub place: Option<String>,
    /// The digits of the ИНН.
    pub tax_number: Option<String>,
    /// What is needed.
    pub need: Option<String>,
    /// When, in words.
    pub when: Option<String>,
    /// For how much.
    pub amount: Option<Money>,
    /// Where the lead came from.
    pub source: Option<String>,
    /// Everything else, by name.
    pub fields: BTreeMap<String, String>,
}

/// What the names of values mean: the first of a kind is the one that is written.
const NAMES: &[(&str, Slot)] = &[
    ("id", Slot::Key),
    ("at", Slot::At),
    ("company", Slot::Named(Label::Company)),
    ("person", Slot::Named(Label::Person)),
    ("job", Slot::Named(Label::Job)),
    ("phone", Slot::Named(Label::Phone)),
    ("email", Slot::Named(Label::Email)),
    ("handle", Slot::Handle),
    ("telegram", Slot::Handle),
    ("place", Slot::Named(Label::Place)),
    ("inn", Slot::Named(Label::TaxNumber)),
    ("need", Slot::Named(Label::Need)),
    ("title", Slot::Named(Label::Need)),
    ("when", Slot::Named(Label::When)),
    ("amount", Slot::Named(Label::Amount)),
    ("currency", Slot::Currency),
    ("source", Slot::Named(Label::Source)),
];

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Key,
    At,
    Handle,
    Currency,
    Named(Label),
}

fn slot(name: &str) -> Option<Slot> {
    let name = name.to_lowercase();
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot);
    known.or_else(|| label_of(&name.replace('_', " ")).map(Slot::Named))
}

/// A lead as its values come in.
pub(super) struct Gathering {
    lead: Lead,
    /// What may be the amount, with the names it came under: the first that is a number is it.
    amounts: Vec<(String, String)>,
    currency: Option<String>,
    home: Currency,
}

impl Gathering {
    /// `home` is the currency of an amount that names none.
    pub(super) fn new(home: Currency) -> Self {
        Self { lead: Lead::default(), amounts: Vec::new(), currency: None, home }
    }

    /// Takes one value in.
    pub(super) fn put(&mut self, name: &str, value: &str) -> Result<(), LeadProblem> {
        let chars = value.chars().count().max(name.chars().count());
        if chars > LONGEST_FIELD {
            let name = name.chars().take(60).collect();
            return Err(LeadProblem::TooLong { name, chars, limit: LONGEST_FIELD });
        }
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let lead = &mut self.lead;
        let fresh = |place: &mut Option<String>, value: String| match place {
            None => {
                *place = Some(value);
                true
            }
            Some(_) => false,
        };
        let kept = match slot(name) {
            Some(Slot::Key) => fresh(&mut lead.key, tidy(value)),
            Some(Slot::At) if lead.at.is_none() => {
                lead.at = moment(value);
                lead.at.is_some()
            }
            Some(Slot::Handle) => add(&mut lead.handles, tidy(value)),
            Some(Slot::Currency) => fresh(&mut self.currency, value.to_owned()),
            Some(Slot::Named(label)) => match label {
                Label::Company => fresh(&mut lead.company, tidy(value)),
                Label::Person => fresh(&mut lead.person, tidy(value)),
                Label::Job => fresh(&mut lead.job, tidy(value)),
                Label::Place => fresh(&mut lead.place, tidy(value)),
                Label::When => fresh(&mut lead.when, tidy(value)),
                Label::Source => fresh(&mut lead.source, tidy(value)),
                Label::Need | Label::Subject => fresh(&mut lead.need, value.to_owned()),
                Label::Phone if value.contains(|c: char| c.is_ascii_digit()) => add(&mut lead.phones, tidy(value)),
                Label::Email => contact::email(value).is_some_and(|email| add(&mut lead.emails, email)),
                Label::TaxNumber => {
                    contact::tax_number(value).is_some_and(|number| fresh(&mut lead.tax_number, number))
                }
                Label::Amount => {
                    self.amounts.push((name.to_owned(), value.to_owned()));
                    true
                }
                Label::Phone | Label::From | Label::Other => false,
            },
            Some(Slot::At) | None => false,
        };
        if kept { Ok(()) } else { self.keep(name, value) }
    }

    /// Keeps a value that means nothing here.
    fn keep(&mut self, name: &str, value: &str) -> Result<(), LeadProblem> {
        let fields = &mut self.lead.fields;
        let name = tidy(name);
        let is_full = fields.len() >= MOST_FIELDS;
        match fields.get_mut(&name) {
            Some(held) if held.split(", ").any(|other| other == value) => {}
            Some(held) if held.chars().count() + value.chars().count() + 2 <= LONGEST_FIELD => {
                held.push_str(", ");
                held.push_str(value);
            }
            Some(_) => {}
            None if is_full => return Err(LeadProblem::TooManyFields { limit: MOST_FIELDS }),
            None => {
                fields.insert(name, value.to_owned());
            }
        }
        Ok(())
    }

    /// The lead.
    pub(super) fn done(mut self) -> Result<Lead, LeadProblem> {
        let told = self.currency.as_deref().map(|code| Currency::new(&code.to_ascii_uppercase()));
        // With a currency that there is not no number is an amount.
        let currency = told.unwrap_or(Some(self.home));
        for (name, value) in std::mem::take(&mut self.amounts) {
            // An exponent is one digit.
            let minor = currency.filter(|_| self.lead.amount.is_none()).and_then(|currency| {
                let minor = parse_amount(&value, currency.exponent() as u8, NumberStyle::DecimalPoint).ok()??;
                Some(Money::new(minor, currency))
            });
            match minor {
                Some(amount) => self.lead.amount = Some(amount),
                None => self.keep(&name, &value)?,
            }
        }
        if self.lead.amount.is_none() {
            self.keep_currency()?;
        }
        let lead = self.lead;
        let reachable = [&lead.company, &lead.person, &lead.need].into_iter().any(Option::is_some)
            || [&lead.phones, &lead.emails, &lead.handles].into_iter().any(|ways| !ways.is_empty());
        if reachable { Ok(lead) } else { Err(LeadProblem::Nobody) }
    }

    fn keep_currency(&mut self) -> Result<(), LeadProblem> {
        match self.currency.take() {
            Some(code) => self.keep("currency", &code),
            None => Ok(()),
        }
    }
}

/// More ways to reach somebody than this are a list, and no lead.
const MOST_WAYS: usize = 20;

fn add(ways: &mut Vec<String>, way: String) -> bool {
    let known = ways.contains(&way);
    if !known && ways.len() < MOST_WAYS {
        ways.push(way);
        return true;
    }
    known
}

/// An instant in RFC 3339, or a count of seconds or milliseconds since 1970.
fn moment(value: &str) -> Option<Moment> {
    if let Ok(at) = DateTime::parse_from_rfc3339(value) {
        return Some(Moment(at.timestamp_millis()));
    }
    let count: i64 = value.parse().ok().filter(|count| *count > 0)?;
    Some(Moment(if count >= 100_000_000_000 { count } else { count.checked_mul(1_000)? }))
}

impl Lead {
    /// The values under their names, in the order in which they are written.
    pub(super) fn values(&self) -> Vec<(&str, String)> {
        let mut values: Vec<(&str, String)> = Vec::new();
        let mut one = |name: &'static str, value: &Option<String>| {
            values.extend(value.as_ref().map(|value| (name, value.clone())));
        };
        one("id", &self.key);
        one("at", &self.at.and_then(written));
        one("company", &self.company);
        one("person", &self.person);
        one("job", &self.job);
        one("place", &self.place);
        one("inn", &self.tax_number);
        one("need", &self.need);
        one("when", &self.when);
        one("amount", &self.amount.map(|amount| decimal(amount.minor, amount.currency.exponent())));
        one("currency", &self.amount.map(|amount| amount.currency.code().to_owned()));
        one("source", &self.source);
        for (name, ways) in [("phone", &self.phones), ("email", &self.emails), ("handle", &self.handles)] {
            values.extend(ways.iter().map(|way| (name, way.clone())));
        }
        values.extend(self.fields.iter().map(|(name, value)| (name.as_str(), value.clone())));
        values
    }
}

/// A moment in RFC 3339; nothing beyond the calendar.
fn written(at: Moment) -> Option<String> {
    let date = DateTime::from_timestamp_millis(at.0)?;
    Some(date.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
}

/// Minor units as a number with a point.
fn decimal(minor: i64, exponent: u32) -> String {
    let one = 10_u64.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / one, minor.unsigned_abs() % one);
    match exponent as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{rest:0width$}"),
    }
}
