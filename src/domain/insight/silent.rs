//! The best customers who have fallen silent (0.30, U12, analytics 1.4), and the last thing that they bought.
//!
//! Silent is who is best by frequency and money now, was best by recency on the day of an earlier stored set of boundaries,
//! scored by that set, and is not any more. For the twelve months before the first set that is stored, its boundaries (or,
//! while none is, those that hold now) look back at the first day of each month, the days on which sets are stored by
//! themselves: the boundaries stand still, so what has changed is what customers do and not how they are measured. Which
//! it was is told.
//!
//! Deliberately not here: what customers say when asked (`interview`), who merely leaves the best soon (`leaving`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use super::bought::{Bought, bought};
use super::forecast::usual_interval;
use super::rfm::{BoundarySet, Buyer, Grade, Ledger, Purchase, Scores};
use super::scores::Scoring;
use crate::domain::{CustomerId, DealId, InterviewId, MemberId, Moment, Workspace};

/// A best customer who has fallen silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Figures of today.
    pub buyer: Buyer<CustomerId>,
    /// Grades of today.
    pub now: Scores,
    /// The last day that is known on which the customer was best by recency.
    pub best_on: NaiveDate,
    /// Grades of that day.
    pub then: Scores,
    /// Days from one purchase to the next as a rule.
    pub usual: Option<u32>,
    /// The talk with the customer since the last purchase, if there was one.
    pub asked: Option<InterviewId>,
}

impl Silent {
    /// Money per purchase of known amount in minor units, rounded for showing.
    pub fn cheque(&self) -> Option<i128> {
        self.buyer.money(Default::default()).map(|mean| mean.rounded())
    }
}

/// By which boundaries it was looked back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookedBack {
    /// By those of each day.
    #[default]
    Stored,
    /// To days before this one by those of this one, the first that are stored.
    Since(NaiveDate),
    /// By those that hold now, as none are stored from before.
    Present,
}

/// Those who have fallen silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// Those nobody has asked yet first, the greatest cheques first among them.
    pub customers: Vec<Silent>,
    /// By which boundaries it was looked back.
    pub looked_back: LookedBack,
}

impl Silence {
    /// What their purchases are usually worth together, in minor units.
    pub fn cheques(&self) -> i128 {
        self.customers.iter().filter_map(Silent::cheque).sum()
    }
}

/// Who has fallen silent by the day of the scores; `lines` are the purchases that were scored, `day` the calendar day of a
/// moment.
pub fn silence(
    workspace: &Workspace,
    lines: &[Purchase<CustomerId>],
    scoring: &Scoring,
    as_of: NaiveDate,
    day: impl Fn(Moment) -> NaiveDate,
) -> Silence {
    let quiet = |scores: Scores| scores.r < Grade::Best && scores.f == Grade::Best && scores.m == Some(Grade::Best);
    let quiet: BTreeSet<CustomerId> =
        scoring.customers.iter().filter(|score| quiet(score.scores)).map(|score| score.buyer.customer).collect();
    // Few of all: looking back at many days goes through their purchases alone.
    let ledger: Ledger<CustomerId> = lines.iter().filter(|line| quiet.contains(&line.customer)).copied().collect();
    let (sets, looked_back) = earlier(workspace, scoring, as_of);
    let mut was_best: BTreeMap<CustomerId, (NaiveDate, Scores)> = BTreeMap::new();
    for (on, set) in sets {
        for buyer in ledger.summarise(on).buyers {
            let scores = set.score(&buyer);
            if scores.r == Grade::Best {
                was_best.entry(buyer.customer).or_insert((on, scores));
            }
        }
    }
    let asked = asked(workspace, &day);
    let silent = |buyer: Buyer<CustomerId>, days: &mut Vec<NaiveDate>| {
        let &(best_on, then) = was_best.get(&buyer.customer)?;
        days.sort_unstable();
        days.dedup();
        let asked = asked.get(&buyer.customer).filter(|(on, _)| *on >= buyer.last_purchase).map(|&(_, id)| id);
        let now = scoring.boundaries.score(&buyer);
        Some(Silent { buyer, now, best_on, then, usual: usual_interval(days), asked })
    };
    let mut customers: Vec<Silent> = ledger.each_buyer(as_of, silent).into_iter().flatten().collect();
    customers.sort_by_key(|silent| (silent.asked.is_some(), std::cmp::Reverse(silent.cheque()), silent.buyer.customer));
    Silence { customers, looked_back }
}

/// The days to look back at with their boundaries, the latest first.
fn earlier(workspace: &Workspace, scoring: &Scoring, as_of: NaiveDate) -> (Vec<(NaiveDate, BoundarySet)>, LookedBack) {
    let mut sets: Vec<(NaiveDate, BoundarySet)> =
        workspace.pins_that_count().map(|pin| (pin.set.as_of, pin.set)).filter(|&(on, _)| on < as_of).collect();
    sets.sort_by_key(|&(on, _)| std::cmp::Reverse(on));
    let oldest = sets.last().copied();
    let (before, set) = oldest.unwrap_or((as_of, scoring.boundaries));
    let first = as_of.with_day(1).unwrap_or(as_of);
    let months = (0..=12).filter_map(|back| first.checked_sub_months(Months::new(back)));
    let months: Vec<_> = months.filter(|&on| on < before).map(|on| (on, set)).collect();
    let looked_back = match oldest {
        _ if months.is_empty() => LookedBack::Stored,
        Some((since, _)) => LookedBack::Since(since),
        None => LookedBack::Present,
    };
    sets.extend(months);
    (sets, looked_back)
}

/// The last talk with each customer, and its day.
fn asked(workspace: &Workspace, day: impl Fn(Moment) -> NaiveDate) -> BTreeMap<CustomerId, (NaiveDate, InterviewId)> {
    let mut all: Vec<_> = workspace.interviews().collect();
    all.sort_by_key(|talk| (talk.at, talk.id));
    all.into_iter().map(|talk| (talk.customer, (day(talk.at), talk.id))).collect()
}

/// When what was ordered was to be there, and when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The day on which the order was placed, when the deal has been on the stage that asks for the date.
    pub placed: Option<NaiveDate>,
    /// The day that was promised.
    pub promised: NaiveDate,
    /// The day on which it was done.
    pub done: NaiveDate,
}

impl Terms {
    /// By how many days it was late; none when it was not.
    pub fn late(&self) -> Option<u32> {
        u32::try_from((self.done - self.promised).num_days()).ok().filter(|&days| days > 0)
    }

    /// How many days it took, and how many were promised; none when nobody knows from when to count.
    pub fn days(&self) -> Option<(u32, u32)> {
        let since = |day: NaiveDate| u32::try_from((day - self.placed?).num_days()).ok();
        since(self.done).zip(since(self.promised))
    }
}

/// The last purchase of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// What was bought.
    pub bought: Bought,
    /// Who led the deal.
    pub manager: Option<MemberId>,
    /// Who led the won deal before, when it was somebody else.
    pub before: Option<MemberId>,
    /// The days that were promised, where the deal's data have them.
    pub terms: Option<Terms>,
}

/// What a customer bought last by the end of a day: the last won deal, or an order from outside that came after it.
pub fn last(
    workspace: &Workspace,
    customer: CustomerId,
    as_of: NaiveDate,
    day: impl Fn(Moment) -> NaiveDate,
) -> Option<Last> {
    let all = bought(workspace, customer);
    let mut all = all.into_iter().filter(|bought| day(bought.at) <= as_of);
    let bought = all.next()?;
    let owner = |bought: &Bought| workspace.deal(bought.deal.as_ref()?.0)?.owner;
    let manager = owner(&bought);
    let before = all.filter_map(|earlier| owner(&earlier)).next().filter(|&before| Some(before) != manager);
    let before = before.filter(|_| manager.is_some());
    let terms = bought.deal.as_ref().and_then(|&(id, _)| terms(workspace, id, day));
    Some(Last { bought, manager, before, terms })
}

/// The day of shipping that was promised, beside the day on which the deal went on from the stage that asks for it.
fn terms(workspace: &Workspace, id: DealId, day: impl Fn(Moment) -> NaiveDate) -> Option<Terms> {
    const PROMISED: &str = "ship_date";
    let deal = workspace.deal(id)?;
    let promised = date(deal.fields.get(PROMISED)?)?;
    let asks = workspace.pipeline_of(deal.stage)?.stages.iter();
    let asks: Vec<_> = asks
        .filter(|stage| stage.required_fields.iter().any(|field| field.id.as_str() == PROMISED))
        .map(|stage| stage.id)
        .collect();
    let placed = deal.history.iter().rposition(|entry| asks.contains(&entry.to));
    let done = placed.and_then(|at| deal.history.get(at + 1)).or(deal.history.last())?;
    let placed = placed.and_then(|at| deal.history.get(at)).filter(|placed| placed.at < done.at);
    Some(Terms { placed: placed.map(|entry| day(entry.at)), promised, done: day(done.at) })
}

/// A date as forms and files write it: `2026-11-26`, `26.11.2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}
