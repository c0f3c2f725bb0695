//! The one place where typed records become stored fields and back (see ARCHITECTURE.md, "Typed records inside, stamped
//! fields outside"). What a record is made of decides how well it merges: tags, proofs and stage entries are one field
//! per member, stages of a funnel likewise, each with its place in the order.
//!
//! Deliberately not here: stamps and the log (`row`), and fields that this version does not know: they are neither read
//! nor written, so they stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::{
    Activity, Company, Currency, Deal, Edit, Member, Moment, Proof, Purchase, Quote, Record, RecordId, Slug, StageEntry,
};

mod analysis;
mod desk;
mod funnel;
mod method;
mod warming;

/// The fields of a record as they are stored; null means removed.
pub type Fields = BTreeMap<String, Value>;

/// The field that marks a removed record; its other fields stay.
pub const DELETED: &str = "deleted";

/// A stored record that can't be read: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The field.
    pub field: String,
    /// What is wrong, in the words of the reader.
    pub why: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "field {:?}: {}", self.field, self.why)
    }
}

/// The fields of a record.
pub fn encode(record: &Record) -> Fields {
    let mut to = Writer(Fields::new());
    match record {
        Record::Company(company) => {
            to.set("name", &company.name);
            to.set("currency", &company.currency);
            to.set("demo", &company.demo);
        }
        Record::Pipeline(pipeline) => funnel::write(&mut to, pipeline),
        Record::Draft(draft) => method::write_draft(&mut to, draft),
        Record::Edition(edition) => method::write_edition(&mut to, edition),
        Record::Robot(robot) => method::write_robot(&mut to, robot),
        Record::Run(run) => method::write_run(&mut to, run),
        Record::Regulation(regulation) => method::write_regulation(&mut to, regulation),
        Record::Pin(pin) => warming::write_pin(&mut to, pin),
        Record::Segment(segment) => warming::write_segment(&mut to, segment),
        Record::Plan(plan) => warming::write_plan(&mut to, plan),
        Record::Letter(letter) => warming::write_letter(&mut to, letter),
        Record::Campaign(campaign) => warming::write_campaign(&mut to, campaign),
        Record::Interview(interview) => warming::write_interview(&mut to, interview),
        Record::OptOut(opt_out) => warming::write_opt_out(&mut to, opt_out),
        Record::Hypothesis(hypothesis) => analysis::write_hypothesis(&mut to, hypothesis),
        Record::Target(target) => analysis::write_target(&mut to, target),
        Record::Timetable(timetable) => analysis::write_timetable(&mut to, timetable),
        Record::View(view) => desk::write_view(&mut to, view),
        Record::Template(template) => desk::write_template(&mut to, template),
        Record::Merger(merger) => desk::write_merger(&mut to, merger),
        Record::Apart(apart) => desk::write_apart(&mut to, apart),
        Record::Rate(rate) => desk::write_rate(&mut to, rate),
        Record::Intake(intake) => desk::write_intake(&mut to, intake),
        Record::Attachment(file) => desk::write_attachment(&mut to, file),
        Record::Note(note) => desk::write_note(&mut to, note),
        Record::Deal(deal) => write_deal(&mut to, deal),
        Record::Customer(customer) => desk::write_customer(&mut to, customer),
        Record::Person(person) => desk::write_person(&mut to, person),
        Record::Member(member) => {
            to.set("name", &member.name);
            to.set_some("role", &member.role);
        }
        Record::Activity(activity) => {
            to.set("deal", &activity.deal);
            to.set("kind", &activity.kind);
            to.set("text", &activity.text);
            to.set("at", &activity.at);
            to.set_some("by", &activity.by);
        }
        Record::Purchase(purchase) => {
            to.set("customer", &purchase.customer);
            to.set("kind", &purchase.kind);
            to.set("at", &purchase.at);
            to.set_some("amount", &purchase.amount);
            to.set_some("foreign", &purchase.foreign);
            to.set_some("rate", &purchase.rate);
            to.other_rates(&purchase.other_rates);
        }
    }
    to.0
}

/// The record that these fields describe.
///
/// # Errors
/// The first field that is missing or is not what it should be.
pub fn decode(id: RecordId, fields: &Fields) -> Result<Record, Broken> {
    let from = Reader(fields);
    Ok(match id {
        RecordId::Company => {
            Company { name: from.get("name")?, currency: from.get("currency")?, demo: from.get_or_default("demo")? }
                .into()
        }
        RecordId::Pipeline(id) => funnel::read(&from, id)?.into(),
        RecordId::Draft(id) => method::read_draft(&from, id)?.into(),
        RecordId::Edition(id) => method::read_edition(&from, id)?.into(),
        RecordId::Robot(id) => method::read_robot(&from, id)?.into(),
        RecordId::Run(id) => method::read_run(&from, id)?.into(),
        RecordId::Regulation(id) => method::read_regulation(&from, id)?.into(),
        RecordId::Pin(id) => warming::read_pin(&from, id)?.into(),
        RecordId::Segment(id) => warming::read_segment(&from, id)?.into(),
        RecordId::Plan(id) => warming::read_plan(&from, id)?.into(),
        RecordId::Letter(id) => warming::read_letter(&from, id)?.into(),
        RecordId::Campaign(id) => warming::read_campaign(&from, id)?.into(),
        RecordId::Interview(id) => warming::read_interview(&from, id)?.into(),
        RecordId::OptOut(id) => warming::read_opt_out(&from, id)?.into(),
        RecordId::Hypothesis(id) => analysis::read_hypothesis(&from, id)?.into(),
        RecordId::Target(id) => analysis::read_target(&from, id)?.into(),
        RecordId::Timetable(id) => analysis::read_timetable(&from, id)?.into(),
        RecordId::Deal(id) => Deal {
            id,
            title: from.get("title")?,
            customer: from.get_or_default("customer")?,
            amount: from.get_or_default("amount")?,
            stage: from.get("stage")?,
            owner: from.get_or_default("owner")?,
            created: from.get("created")?,
            next: from.get_or_default("next")?,
            proofs: read_proofs(&from)?,
            fields: from.each("f.")?.map(|(name, value)| (name.to_owned(), value)).collect(),
            tags: from.tags()?,
            history: read_history(&from)?,
            foreign: from.get_or_default("foreign")?,
            rate: from.get_or_default("rate")?,
            other_rates: from.other_rates()?,
        }
        .into(),
        RecordId::View(id) => desk::read_view(&from, id)?.into(),
        RecordId::Template(id) => desk::read_template(&from, id)?.into(),
        RecordId::Merger(id) => desk::read_merger(&from, id)?.into(),
        RecordId::Apart(id) => desk::read_apart(&from, id)?.into(),
        RecordId::Rate(id) => desk::read_rate(&from, id)?.into(),
        RecordId::Intake(id) => desk::read_intake(&from, id)?.into(),
        RecordId::Attachment(id) => desk::read_attachment(&from, id)?.into(),
        RecordId::Note(id) => desk::read_note(&from, id)?.into(),
        RecordId::Customer(id) => desk::read_customer(&from, id)?.into(),
        RecordId::Person(id) => desk::read_person(&from, id)?.into(),
        RecordId::Member(id) => Member { id, name: from.get("name")?, role: from.get_or_default("role")? }.into(),
        RecordId::Activity(id) => Activity {
            id,
            deal: from.get("deal")?,
            kind: from.get("kind")?,
            text: from.get("text")?,
            at: from.get("at")?,
            by: from.get_or_default("by")?,
        }
        .into(),
        RecordId::Purchase(id) => Purchase {
            id,
            customer: from.get("customer")?,
            kind: from.get("kind")?,
            at: from.get("at")?,
            amount: from.get_or_default("amount")?,
            foreign: from.get_or_default("foreign")?,
            rate: from.get_or_default("rate")?,
            other_rates: from.other_rates()?,
        }
        .into(),
    })
}

/// The fields that an edit sets; null removes one. A record that is removed keeps its fields under the mark
/// [`DELETED`]; one that comes back, as undo does, loses the mark. `fresh` says that the record has never been stored, so
/// that there is no mark to lose.
pub fn difference(edit: &Edit, fresh: bool) -> Fields {
    let Some(after) = &edit.after else {
        return Fields::from([(DELETED.to_owned(), Value::Bool(true))]);
    };
    let before = edit.before.as_ref().map(encode).unwrap_or_default();
    let after = encode(after);
    let mut fields: Fields =
        before.keys().filter(|&name| !after.contains_key(name)).map(|name| (name.clone(), Value::Null)).collect();
    if edit.before.is_none() && !fresh {
        fields.insert(DELETED.to_owned(), Value::Bool(false));
    }
    fields.extend(after.into_iter().filter(|(name, value)| before.get(name) != Some(value)));
    fields
}

fn write_deal(to: &mut Writer, deal: &Deal) {
    to.set("title", &deal.title);
    to.set_some("customer", &deal.customer);
    to.set_some("amount", &deal.amount);
    to.set("stage", &deal.stage);
    to.set_some("owner", &deal.owner);
    to.set("created", &deal.created);
    to.set_some("next", &deal.next);
    for (id, proof) in &deal.proofs {
        match proof {
            // As version 1 wrote it, and there is nothing more to say.
            Proof { at, by: None, words } if words.is_empty() => to.set(&format!("proof.{id}"), at),
            told => to.set(&format!("proof.{id}"), told),
        }
    }
    to.each("f.", &deal.fields);
    to.tags(&deal.tags);
    for entry in &deal.history {
        to.set(&format!("h.{}", entry.id), entry);
    }
    to.set_some("foreign", &deal.foreign);
    to.set_some("rate", &deal.rate);
    to.other_rates(&deal.other_rates);
}

fn read_history(from: &Reader<'_>) -> Result<Vec<StageEntry>, Broken> {
    let mut history: Vec<StageEntry> = from.named("h.", |entry: &StageEntry| entry.id.to_string())?;
    history.sort_by_key(|entry| (entry.at, entry.id));
    match history.is_empty() {
        true => Err(Broken { field: "h.*".into(), why: "no stage entry".into() }),
        false => Ok(history),
    }
}

/// A proof is its moment, or since version 2 that and what it is.
fn read_proofs(from: &Reader<'_>) -> Result<BTreeMap<Slug, Proof>, Broken> {
    let proofs = from.each::<Value>("proof.")?.map(|(name, stored)| {
        let field = format!("proof.{name}");
        let proof = match stored {
            Value::Object(_) => Reader::value(&field, &stored)?,
            moment => Proof { at: Reader::value::<Moment>(&field, &moment)?, ..Proof::default() },
        };
        keyed((name, proof), "proof.")
    });
    proofs.collect()
}

fn keyed<K: FromStr<Err: fmt::Display>, V>((name, value): (&str, V), prefix: &str) -> Result<(K, V), Broken> {
    let broken = |why: K::Err| Broken { field: format!("{prefix}{name}"), why: why.to_string() };
    name.parse().map(|name| (name, value)).map_err(broken)
}

struct Writer(Fields);

impl Writer {
    fn set<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        // Plain records of text, numbers and lists: there is nothing in them that JSON can't say.
        self.0.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
    }

    fn set_some<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    fn each<K: fmt::Display, V: Serialize>(&mut self, prefix: &str, values: &BTreeMap<K, V>) {
        for (name, value) in values {
            self.set(&format!("{prefix}{name}"), value);
        }
    }

    fn other_rates(&mut self, rates: &BTreeMap<Currency, Quote>) {
        for (currency, rate) in rates {
            self.set(&format!("rate.{}", currency.code()), rate);
        }
    }

    fn tags(&mut self, tags: &BTreeSet<String>) {
        for tag in tags {
            self.set(&format!("tag.{tag}"), &true);
        }
    }
}

struct Reader<'a>(&'a Fields);

impl<'a> Reader<'a> {
    fn value<T: DeserializeOwned>(name: &str, value: &Value) -> Result<T, Broken> {
        T::deserialize(value).map_err(|why| Broken { field: name.to_owned(), why: why.to_string() })
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T, Broken> {
        let missing = || Broken { field: name.to_owned(), why: "missing".into() };
        Self::value(name, self.0.get(name).filter(|value| !value.is_null()).ok_or_else(missing)?)
    }

    fn get_or_default<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, Broken> {
        self.0.get(name).filter(|value| !value.is_null()).map_or(Ok(T::default()), |value| Self::value(name, value))
    }

    /// The values of all fields that begin so, by the rest of their name.
    fn each<T: DeserializeOwned>(
        &self,
        prefix: &str,
    ) -> Result<impl Iterator<Item = (&'a str, T)> + use<'a, T>, Broken> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let members =
            self.0.range::<str, _>(from).map_while(|(name, value)| Some((name, name.strip_prefix(prefix)?, value)));
        let read = members
            .filter(|(.., value)| !value.is_null())
            .map(|(name, rest, value)| Ok((rest, Self::value(name, value)?)));
        Ok(read.collect::<Result<Vec<_>, Broken>>()?.into_iter())
    }

    /// The values of all fields that begin so and go on with the value's own name.
    fn named<T: DeserializeOwned>(&self, prefix: &str, own: impl Fn(&T) -> String) -> Result<Vec<T>, Broken> {
        let named = self.each::<T>(prefix)?.map(|(name, item)| match own(&item) {
            own if own == name => Ok(item),
            own => Err(Broken { field: format!("{prefix}{name}"), why: format!("calls itself {own:?}") }),
        });
        named.collect()
    }

    /// Rates into currencies that the company had before: a field each, by the code.
    fn other_rates(&self) -> Result<BTreeMap<Currency, Quote>, Broken> {
        let named = self.named("rate.", |quote: &Quote| quote.to.code().to_owned())?;
        Ok(named.into_iter().map(|quote| (quote.to, quote)).collect())
    }

    fn tags(&self) -> Result<BTreeSet<String>, Broken> {
        Ok(self.each::<bool>("tag.")?.filter(|&(_, there)| there).map(|(tag, _)| tag.to_owned()).collect())
    }
}
