//! Who stops being best by recency in the days to come (0.29, U11): the list, what stands behind each customer in it, and
//! how many come back by themselves.
//! Deliberately not here: who crosses the boundary when (`rfm::degrading`), what an offer brought (`effect`).

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;

use chrono::{Days, NaiveDate};

use super::proportion::Proportion;
use super::rfm::{BoundarySet, Buyer, Degrading, Grade, Kind, Ledger, Measure, Purchase, degrading};
use super::scores::{HORIZON, Scoring};
use crate::domain::{Arm, CampaignId, CustomerId, Moment, Workspace};

/// Who leaves within so many days, the soonest first; all of them, or only those who are best by frequency and money.
pub fn leaving(scoring: &Scoring, days: u32, only_best: bool) -> Vec<Degrading<CustomerId>> {
    let wanted = |leaves: &&Degrading<CustomerId>| !only_best || is_best(&scoring.boundaries, &leaves.buyer);
    scoring.leaving_within(days).filter(wanted).copied().collect()
}

/// Best by frequency and money.
fn is_best(boundaries: &BoundarySet, buyer: &Buyer<CustomerId>) -> bool {
    let scores = boundaries.score(buyer);
    scores.f == Grade::Best && scores.m == Some(Grade::Best)
}

/// What is at risk: the usual cheque of everyone in the list whose amounts are known, in minor units.
pub fn at_risk(list: &[Degrading<CustomerId>]) -> i128 {
    list.iter().filter_map(|leaves| leaves.buyer.money(Measure::AverageCheque)).map(|cheque| cheque.rounded()).sum()
}

/// On which side of a campaign that runs on a day each customer stands. Who is left out of one is left out, whatever
/// others offer; of two offers the later one counts.
pub fn standings(workspace: &Workspace, today: NaiveDate) -> HashMap<CustomerId, (CampaignId, Arm)> {
    let mut all: HashMap<CustomerId, (CampaignId, Arm)> = HashMap::new();
    let mut running: Vec<_> = workspace.campaigns().filter(|campaign| campaign.runs_on(today)).collect();
    running.sort_by_key(|campaign| (campaign.began, campaign.id));
    for campaign in running {
        for (&customer, &arm) in &workspace.as_merged(campaign).customers {
            let known = all.get(&customer);
            if known.is_none_or(|&(_, side)| side == Arm::Offered) {
                all.insert(customer, (campaign.id, arm));
            }
        }
    }
    all
}

/// A customer who was about to leave when a campaign began, and bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stayed {
    /// Who.
    pub customer: CustomerId,
    /// In which campaign.
    pub campaign: CampaignId,
    /// On which side.
    pub arm: Arm,
    /// The day of the purchase.
    pub on: NaiveDate,
}

/// Who was about to leave within [`HORIZON`] days when a campaign began that still runs, and has bought since: by their
/// purchase they are in the list no longer. The latest purchases first.
pub fn stayed(
    workspace: &Workspace,
    lines: &[Purchase<CustomerId>],
    last_best: u32,
    today: NaiveDate,
    day: impl Fn(Moment) -> NaiveDate,
) -> Vec<Stayed> {
    let standings = standings(workspace, today);
    let mut days: HashMap<CustomerId, Vec<NaiveDate>> = HashMap::new();
    let sales = lines.iter().filter(|line| line.kind == Kind::Sale && line.date <= today);
    for line in sales.filter(|line| standings.contains_key(&line.customer)) {
        days.entry(line.customer).or_default().push(line.date);
    }
    let one = |(&customer, days): (&CustomerId, &Vec<NaiveDate>)| {
        let &(campaign, arm) = standings.get(&customer)?;
        let began = day(workspace.campaign(campaign)?.began);
        let last = days.iter().filter(|&&date| date < began).max()?;
        let &on = days.iter().filter(|&&date| date >= began).min()?;
        let recency = u32::try_from((began - *last).num_days()).ok()?;
        let due = recency <= last_best && recency + HORIZON > last_best;
        due.then_some(Stayed { customer, campaign, arm, on })
    };
    let mut all: Vec<Stayed> = days.iter().filter_map(one).collect();
    all.sort_by_key(|stayed| (std::cmp::Reverse(stayed.on), stayed.customer));
    all
}

/// How many of such a list came back without an offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anyway {
    /// Those who bought before they stopped being best, of all in the lists.
    pub in_time: Proportion,
    /// Those who bought within the days that the list looks ahead.
    pub within: Proportion,
}

impl AddAssign for Anyway {
    fn add_assign(&mut self, other: Self) {
        let add = |one: &mut Proportion, other: Proportion| {
            one.k += other.k;
            one.n += other.n;
        };
        add(&mut self.in_time, other.in_time);
        add(&mut self.within, other.within);
    }
}

/// The earlier days on which the list is made up once more, the latest first. They lie as far apart as the list looks
/// ahead, so that nobody is counted twice on the same days, and all of what came after them is known.
pub fn earlier_days(first_purchase: NaiveDate, today: NaiveDate, horizon: u32) -> impl Iterator<Item = NaiveDate> {
    const MOST: u64 = 12;
    let days = (1..=MOST).map_while(move |back| today.checked_sub_days(Days::new(back * u64::from(horizon))));
    days.take_while(move |&day| day > first_purchase)
}

/// What became of the list of an earlier day, made by the boundaries that hold now: who bought in the days after it, of
/// those who had no offer then.
pub fn anyway(
    ledger: &Ledger<CustomerId>,
    boundaries: &BoundarySet,
    day: NaiveDate,
    (horizon, only_best): (u32, bool),
    had_offer: impl Fn(CustomerId) -> bool,
) -> Anyway {
    let population = ledger.summarise(day);
    let Ok(mut list) = degrading(&population, boundaries, horizon) else { return Anyway::default() };
    list.retain(|leaves| (!only_best || is_best(boundaries, &leaves.buyer)) && !had_offer(leaves.buyer.customer));
    let Some(end) = day.checked_add_days(Days::new(horizon.into())) else { return Anyway::default() };
    let listed: BTreeMap<CustomerId, NaiveDate> =
        list.iter().map(|leaves| (leaves.buyer.customer, leaves.leaves_best_on)).collect();
    let next: HashMap<CustomerId, NaiveDate> = ledger
        .each_buyer(end, |buyer, days| {
            listed.get(&buyer.customer)?;
            Some((buyer.customer, days.iter().copied().filter(|&bought| bought > day).min()?))
        })
        .into_iter()
        .flatten()
        .collect();
    let mut all = Anyway::default();
    for (customer, leaves_on) in listed {
        let bought = next.get(&customer);
        all.in_time.count(bought.is_some_and(|&bought| bought < leaves_on));
        all.within.count(bought.is_some());
    }
    all
}

/// Whether a customer was on the offered side of a campaign on any of these days.
pub fn had_offer(
    workspace: &Workspace,
    customer: CustomerId,
    (from, to): (NaiveDate, NaiveDate),
    day: impl Fn(Moment) -> NaiveDate,
) -> bool {
    workspace.campaigns().any(|campaign| {
        let then = day(campaign.began) <= to && from <= campaign.until;
        then && workspace.side(campaign, customer) == Some(Arm::Offered)
    })
}
