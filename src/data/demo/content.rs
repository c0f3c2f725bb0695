//! What the example company is made of, as the content file says it: names, trades, goods, what buyers ask and answer.
//! Deliberately not here: how many of what (`plan`), when (`diary`), and the facts at the end of the file, which are what
//! the company must show and are read by its tests.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::DemoProblem;
use super::phrase::{Phrase, Several};
use crate::domain::{ActivityKind, Aim, Currency, Part, Role, Slug, Trial};

/// The whole content.
#[derive(Debug, Deserialize)]
pub(super) struct Content {
    pub(super) company: Company,
    pub(super) people: Several<Seller>,
    pub(super) sources: Several<Source>,
    pub(super) segments: BTreeMap<String, Phrase>,
    products: Several<Product>,
    trades: Several<Trade>,
    pub(super) names: Several<Phrase>,
    pub(super) cities: Several<Phrase>,
    pub(super) streets: Several<Phrase>,
    pub(super) given: GivenNames,
    pub(super) jobs: Several<Job>,
    pub(super) customers: Several<Known>,
    pub(super) board: Vec<Open>,
    pub(super) leads: Vec<Lead>,
    pub(super) baskets: Vec<Waiting>,
    pub(super) silent_best: SilentBest,
    /// Orders of each month from January, in percent of the usual.
    pub(super) season: [u32; 12],
    pub(super) requests: Requests,
    pub(super) urgent_title: Phrase,
    talk: BTreeMap<String, Several<Line>>,
    goals: BTreeMap<String, Several<Line>>,
    pub(super) formal_note: Phrase,
    pub(super) losses: Vec<LossWords>,
    pub(super) pauses: Vec<PauseWords>,
    pub(super) reopened: Several<Phrase>,
    pub(super) sent_back: Several<Phrase>,
    basket_whys: BTreeMap<String, Several<Phrase>>,
    basket_letters: BTreeMap<String, Several<Phrase>>,
    pub(super) junk: Several<Junk>,
    pub(super) unreachable: Unreachable,
    pub(super) too_late: Several<Phrase>,
    pub(super) answers: Answers,
    pub(super) words: Words,
    pub(super) warming: Warming,
    pub(super) hypotheses: Vec<Idea>,
}

/// A hypothesis: when it began and ended, in calendar days ago; the rest as the desk has it.
#[derive(Debug, Deserialize)]
pub(super) struct Idea {
    pub(super) name: Phrase,
    pub(super) because: Phrase,
    pub(super) stage: Slug,
    pub(super) aim: Aim,
    pub(super) trial: Trial,
    pub(super) hoped: u16,
    pub(super) began: i64,
    pub(super) ended: Option<IdeaEnd>,
}

/// The end of a hypothesis.
#[derive(Debug, Deserialize)]
pub(super) struct IdeaEnd {
    pub(super) days: i64,
    pub(super) kept: bool,
    pub(super) words: Phrase,
}

/// What is said of letters, of the campaign and in the interviews.
#[derive(Debug, Deserialize)]
pub(super) struct Warming {
    pub(super) campaign: Offer,
    /// Why two addresses are not written to: their owner asked for it, there is no such mailbox.
    pub(super) unsubscribed: Phrase,
    pub(super) no_address: Phrase,
    /// What the mail server said of the letter that came back.
    pub(super) bounced: Phrase,
    pub(super) interviews: Interviews,
    /// What fills the gaps of letters: an address for all that are links, a day so many days after the letter, words.
    pub(super) link: Phrase,
    pub(super) dates: BTreeMap<String, u64>,
    pub(super) gaps: BTreeMap<String, Phrase>,
}

/// What the campaign offers.
#[derive(Debug, Deserialize)]
pub(super) struct Offer {
    pub(super) name: Phrase,
    pub(super) goal: Phrase,
    pub(super) offer: Phrase,
    pub(super) letter: Phrase,
}

/// What two who fell silent said.
#[derive(Debug, Deserialize)]
pub(super) struct Interviews {
    pub(super) terms: Phrase,
    pub(super) other: Phrase,
}

#[derive(Debug, Deserialize)]
pub(super) struct Company {
    pub(super) name: Phrase,
    pub(super) currency: Currency,
}

/// The buyers' first words.
#[derive(Debug, Deserialize)]
pub(super) struct Requests {
    pub(super) written: Several<Phrase>,
    pub(super) spoken: Several<Phrase>,
    pub(super) urgent_written: Several<Phrase>,
    pub(super) urgent_spoken: Several<Phrase>,
}

/// Somebody of the sales desk and their habits.
#[derive(Debug, Deserialize)]
pub(super) struct Seller {
    pub(super) id: String,
    pub(super) name: Phrase,
    pub(super) role: Role,
    /// Working minutes until a lead is answered, as a rule.
    pub(super) answers_in: i64,
    /// How many of a hundred proofs get ticked.
    pub(super) proofs: u32,
    /// In how many of a hundred deals nobody asks who decides.
    pub(super) decision_maker_unasked: u32,
    /// In how many of a hundred leads nobody asks for the budget.
    pub(super) budget_unasked: u32,
    /// Whether they took over customers of a colleague in spring.
    pub(super) took_over: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) name: Phrase,
    pub(super) share: u32,
    pub(super) kind: ActivityKind,
}

#[derive(Debug, Deserialize)]
pub(super) struct Product {
    sku: String,
    pub(super) name: Phrase,
    /// Of one piece, in whole units of the currency.
    pub(super) price: i64,
}

/// What a trade makes, what its companies are called, what they need and what hurts.
#[derive(Debug, Deserialize)]
pub(super) struct Trade {
    id: String,
    pub(super) name: Phrase,
    pub(super) kinds: Several<Phrase>,
    pub(super) needs: Several<Need>,
    pub(super) pains: Several<Phrase>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Need {
    pub(super) text: Phrase,
    pub(super) sku: String,
    pub(super) few: i64,
    pub(super) many: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct GivenNames {
    pub(super) men: Several<Phrase>,
    pub(super) women: Several<Phrase>,
    /// In the form for men; the one for women ends in «а» or «a».
    pub(super) surnames: Several<Phrase>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Job {
    pub(super) name: Phrase,
    pub(super) part: Part,
}

/// A customer that has a name in the content.
#[derive(Debug, Deserialize)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) name: Phrase,
    pub(super) trade: String,
    pub(super) city: Phrase,
    pub(super) size: Size,
    #[serde(default)]
    pub(super) prospect: bool,
    pub(super) buys: Option<Buys>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Size {
    Small,
    Medium,
    Large,
}

/// How a known customer buys.
#[derive(Debug, Deserialize)]
pub(super) struct Buys {
    pub(super) orders: usize,
    /// Days since the last order.
    pub(super) last: i64,
    pub(super) cheque: i64,
    pub(super) farmer: String,
}

/// What a deal is about.
#[derive(Debug, Deserialize)]
pub(super) struct Subject {
    pub(super) customer: String,
    pub(super) title: Phrase,
    pub(super) amount: i64,
    pub(super) sku: String,
    pub(super) n: i64,
}

/// A deal that stands on the board.
#[derive(Debug, Deserialize)]
pub(super) struct Open {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) stage: String,
    /// Days on the stage.
    pub(super) days: i64,
    pub(super) owner: String,
    pub(super) segment: String,
    /// Days until the next contact: less than 0 overdue, 0 today; none when nothing is planned.
    pub(super) contact: Option<i64>,
}

/// A lead that has not been decided.
#[derive(Debug, Deserialize)]
pub(super) struct Lead {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) stage: String,
    pub(super) source: String,
    pub(super) segment: String,
    pub(super) owner: Option<String>,
    #[serde(default)]
    pub(super) days: i64,
    /// Minutes since it came, for one that has just come.
    pub(super) waits: Option<i64>,
    pub(super) contact: Option<i64>,
}

/// One that waits in a basket.
#[derive(Debug, Deserialize)]
pub(super) struct Waiting {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) stage: String,
    pub(super) why: Phrase,
}

/// The best customer that went silent, with the order that was late.
#[derive(Debug, Deserialize)]
pub(super) struct SilentBest {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) words: Phrase,
    pub(super) orders: usize,
    /// Days between orders.
    pub(super) every: i64,
    /// Days since the last.
    pub(super) last: i64,
    /// Days of production that were promised.
    pub(super) promised: i64,
    /// Days that it took.
    pub(super) took: i64,
    pub(super) farmer: String,
}

/// Something said, and how.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub(super) kind: ActivityKind,
    pub(super) text: Phrase,
}

#[derive(Debug, Deserialize)]
pub(super) struct LossWords {
    pub(super) stage: String,
    pub(super) reason: Slug,
    pub(super) weight: u32,
    pub(super) words: Several<Phrase>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PauseWords {
    pub(super) stage: String,
    pub(super) reason: Slug,
    pub(super) words: Phrase,
}

/// A request that is not for us; without a reason it is spam.
#[derive(Debug, Deserialize)]
pub(super) struct Junk {
    pub(super) title: Phrase,
    pub(super) text: Phrase,
    pub(super) source: String,
    pub(super) reason: Option<Slug>,
}

/// One who never picked up.
#[derive(Debug, Deserialize)]
pub(super) struct Unreachable {
    pub(super) reason: Slug,
    pub(super) words: Several<Phrase>,
}

/// What buyers answer to what stages ask.
#[derive(Debug, Deserialize)]
pub(super) struct Answers {
    pub(super) unasked: Phrase,
    pub(super) start: Phrase,
    pub(super) budget: Several<Phrase>,
    pub(super) products: Phrase,
    pub(super) approvers: Several<Phrase>,
    pub(super) terms: Several<Phrase>,
    pub(super) address: Phrase,
    pub(super) number: Phrase,
    pub(super) person: Phrase,
}

/// How dates and sums are said.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) months: [Phrase; 12],
    pub(super) day: Phrase,
    pub(super) millions: Phrase,
    pub(super) thousands: Phrase,
    pub(super) point: Phrase,
}

/// The item of this name, or the problem that there is none.
fn named<'a, T>(items: impl Iterator<Item = &'a T>, what: &str, id: &str, name: fn(&T) -> &str) -> Found<'a, T> {
    items.into_iter().find(|item| name(item) == id).ok_or_else(|| DemoProblem::unknown(what, id))
}

type Found<'a, T> = Result<&'a T, DemoProblem>;

impl Content {
    /// Reads the content file.
    pub(super) fn read(text: &str) -> Result<Self, DemoProblem> {
        serde_json::from_str(text).map_err(|why| DemoProblem { place: "content".into(), why: why.to_string() })
    }

    pub(super) fn product(&self, sku: &str) -> Found<'_, Product> {
        named(self.products.iter(), "product", sku, |product| &product.sku)
    }

    pub(super) fn trade(&self, id: &str) -> Found<'_, Trade> {
        named(self.trades.iter(), "trade", id, |trade| &trade.id)
    }

    pub(super) fn trades(&self) -> &Several<Trade> {
        &self.trades
    }

    pub(super) fn source(&self, id: &str) -> Found<'_, Source> {
        named(self.sources.iter(), "source", id, |source| &source.id)
    }

    pub(super) fn segment(&self, id: &str) -> Found<'_, Phrase> {
        self.segments.get(id).ok_or_else(|| DemoProblem::unknown("segment", id))
    }

    pub(super) fn talk(&self, stage: &str) -> Found<'_, Several<Line>> {
        self.talk.get(stage).ok_or_else(|| DemoProblem::unknown("talk", stage))
    }

    pub(super) fn goals(&self, stage: &str) -> Found<'_, Several<Line>> {
        self.goals.get(stage).ok_or_else(|| DemoProblem::unknown("goals", stage))
    }

    pub(super) fn basket_whys(&self, basket: &str) -> Found<'_, Several<Phrase>> {
        self.basket_whys.get(basket).ok_or_else(|| DemoProblem::unknown("basket_whys", basket))
    }

    pub(super) fn basket_letters(&self, basket: &str) -> Found<'_, Several<Phrase>> {
        self.basket_letters.get(basket).ok_or_else(|| DemoProblem::unknown("basket_letters", basket))
    }
}
