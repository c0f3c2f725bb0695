//! The example company behind «Посмотреть на примере»: an invented maker of industrial electronics with 286 companies
//! around it, two years of orders, 214 deals, 23 leads and 96 who wait, all drawn from a seed and told back from now.
//!
//! Owns what is planted in it (`plan`): a bottleneck at the quote, the stage that decides, a seller who skips, a best
//! customer that went silent; and that it obeys the rules of its own funnels. The words come from `content/demo.json`,
//! which the application fetches when somebody asks for the example.
//! Fields have the names that imports and stages give them: `trade`, `city`, `phone`, `email` of a company; `job_title`,
//! `part`, `phone`, `email` of a person; `source` and whatever the stages ask for of a deal, `ship_date` and
//! `return_date` as `2027-03-15`.
//! Deliberately not here: the funnels (`data::template`), the figures of reports.

mod about;
mod chance;
mod content;
mod deals;
mod diary;
mod draft;
mod funnels;
mod hypotheses;
mod leads;
mod letters;
mod orders;
mod people;
mod phrase;
mod plan;
mod regulations;
mod story;
mod talk;
mod timing;
mod warming;
mod wording;

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::data::template;
use crate::domain::{Company, Currency, Moment, Money, Record, Target};

use chance::Chance;
use content::Content;
use diary::Diary;
use funnels::{DEALS, Funnels};
use people::{Clients, Staff};
use story::Story;
use wording::Wording;

pub use hypotheses::hypotheses;
pub use regulations::regulations;
pub use warming::warming;

/// The language in which the example speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Why there is no example company: what in its content is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoProblem {
    /// The part of the content.
    pub place: String,
    /// What is wrong with it, in the words of the reader.
    pub why: String,
}

impl DemoProblem {
    fn unknown(what: &str, name: &str) -> Self {
        Self { place: what.to_owned(), why: format!("there is no {name:?}") }
    }
}

impl fmt::Display for DemoProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

impl std::error::Error for DemoProblem {}

/// Identities that depend on the seed alone, so that the example opened on two devices on two days is one and the same.
/// They are older than those of anything that a person adds.
struct Ids {
    base: u128,
    count: u64,
}

impl Ids {
    /// 1 January 2024, the age of all identities of the example, in milliseconds since 1970.
    const BORN: u128 = 1_704_067_200_000;

    fn new(seed: u64) -> Self {
        let mark = Chance::new(seed, "identities").next() >> 48;
        Self { base: Self::BORN << 80 | u128::from(mark) << 64, count: 0 }
    }

    /// Those of records that are told after the others, so that these keep theirs whatever comes.
    fn afterwards(seed: u64) -> Self {
        Self { count: 1 << 32, ..Self::new(seed) }
    }

    /// Those of records that are told after these.
    fn told_last(seed: u64) -> Self {
        Self { count: 1 << 33, ..Self::new(seed) }
    }

    fn next(&mut self) -> u128 {
        self.count += 1;
        self.base | u128::from(self.count)
    }
}

/// The example company as records for [`Command::TakeIn`](crate::domain::Command::TakeIn), each after those it refers
/// to. The same seed and now give the same records; another now moves their dates and nothing else. Nothing lies in the
/// future but planned contacts and dates of return.
///
/// `content` is the text of `content/demo.json`, `offset_minutes` the zone's lead over UTC, in which people work from
/// nine to six.
///
/// # Errors
/// The first thing in the content, or in the funnel template, that can't be read or refers to nothing.
pub fn records(
    content: &str,
    language: Language,
    now: Moment,
    offset_minutes: i32,
    seed: u64,
) -> Result<Vec<Record>, DemoProblem> {
    let content = Content::read(content)?;
    let pipelines = template::four_r().map_err(|why| DemoProblem { place: "funnels".into(), why })?;
    let funnels = Funnels::of(&pipelines)?;
    let diary = Diary::new(now, offset_minutes);
    let wording = Wording { language, words: &content.words, diary: &diary };
    let ids = &mut Ids::new(seed);

    let staff = Staff::new(&content, ids);
    let clients = Clients::new(&content, &staff, wording, ids, seed)?;
    let silent = clients.place(&content.silent_best.subject.customer)?;
    let mut orders = orders::orders(&content, &clients, &staff, silent, seed);
    let chance = Chance::new(seed, "story");
    let mut story = Story { content: &content, funnels: &funnels, staff, clients, wording, chance };

    let rows = plan::closed(&mut Chance::new(seed, "closed"));
    let draws = plan::open(&open_deals(&story)?, &mut Chance::new(seed, "open"));
    let mut drafts = story.closed(rows, &mut orders)?;
    drafts.extend(story.open(&draws)?);
    drafts.extend(story.leads()?);
    drafts.extend(story.baskets()?);
    drafts.extend(story.excluded()?);

    let company = &content.company;
    let mut records =
        vec![Record::from(Company { name: wording.say(&company.name), currency: company.currency, demo: true })];
    let purchases = orders::records(&orders, &mut story.clients, wording, company.currency, ids, seed);
    records.extend(pipelines.iter().cloned().map(Record::from));
    records.extend(story.staff.records(wording));
    records.extend(story.clients.records(wording, seed));
    records.extend(drafts.into_iter().flat_map(|draft| draft.records(&story, ids)));
    records.extend(purchases);
    records.extend(target(now.day(offset_minutes), company.currency));
    Ok(records)
}

/// The plan of the month that a day is in.
fn target(today: NaiveDate, currency: Currency) -> Option<Record> {
    let month = today.with_day(1)?;
    let amount = Money::new(plan::TARGET.saturating_mul(10_i64.pow(currency.exponent())), currency);
    Some(Target { id: Target::named(month, None)?, month, member: None, amount }.into())
}

/// What the plan has to know of the deals on the board.
fn open_deals(story: &Story<'_>) -> Result<Vec<(usize, bool, bool)>, DemoProblem> {
    let skipper = story.staff.of(crate::domain::Role::Hunter, plan::SKIPPER)?;
    let known = story.content.board.iter().map(|open| {
        let stage = DEALS.iter().position(|&name| name == open.stage).unwrap_or_default();
        (stage, open.owner == skipper.0.id, open.segment == "urgent")
    });
    Ok(known.collect())
}
