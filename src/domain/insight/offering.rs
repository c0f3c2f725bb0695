//! A list of customers to whom something is to be offered: who gets the offer, whom a letter reaches, what it says.
//! Deliberately not here: what came of it (`effect`), sending (`post`, `app`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::effect::by_worth;
use super::leaving::standings;
use super::reach::{Reach, gaps, reach};
use super::rfm::Purchase;
use crate::domain::{Arm, Campaign, CampaignId, CustomerId, Fate, Letter, Source, Workspace, divide, fill};

/// The gaps that an offer may have: those that every letter fills alike come last.
pub const GAPS: [&str; 5] = ["company", "contact", "city", "me", "valid_until"];

/// A customer who may get an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Invited {
    customer: CustomerId,
    reach: Reach,
    /// The gaps that nothing is known to fill with.
    lacks: BTreeSet<&'static str>,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offering {
    /// Those who spent most first.
    invited: Vec<Invited>,
    /// How many were taken off the list because a campaign that still runs leaves them without an offer.
    pub held_back: usize,
}

/// How many get what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those who get the offer.
    pub offered: usize,
    /// Those who are left without it.
    pub control: usize,
    /// Of those who get it: a letter goes to.
    pub letters: usize,
    /// Nobody knows an address of.
    pub nowhere: usize,
    /// Want no letters.
    pub unwanted: usize,
    /// Have nothing to fill a gap of the letter with.
    pub unfilled: usize,
}

impl Offering {
    /// The list of these customers as it stands today. Who is left out of a campaign that runs is left out of this one too:
    /// an offer would spoil that comparison.
    pub fn of(
        workspace: &Workspace,
        customers: &[CustomerId],
        purchases: &[Purchase<CustomerId>],
        today: NaiveDate,
    ) -> Self {
        let standings = standings(workspace, today);
        let there: BTreeSet<CustomerId> =
            customers.iter().copied().filter(|&id| workspace.customer(id).is_some()).collect();
        let held = |id: &CustomerId| matches!(standings.get(id), Some((_, Arm::Control)));
        let mut kept: Vec<CustomerId> = there.iter().copied().filter(|id| !held(id)).collect();
        let held_back = there.len() - kept.len();
        by_worth(&mut kept, purchases);
        let invited = |customer: CustomerId| {
            let known = gaps(workspace, customer);
            let lacks = GAPS[..3].iter().copied().filter(|&gap| !known.contains_key(gap)).collect();
            Invited { customer, reach: reach(workspace, customer), lacks }
        };
        Self { invited: kept.into_iter().map(invited).collect(), held_back }
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.invited.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.invited.is_empty()
    }

    /// On which side each customer stands; without a control group all get the offer.
    pub fn arms(&self, id: CampaignId, control: bool) -> BTreeMap<CustomerId, Arm> {
        let customers: Vec<CustomerId> = self.invited.iter().map(|invited| invited.customer).collect();
        if control { divide(id, &customers) } else { customers.into_iter().map(|id| (id, Arm::Offered)).collect() }
    }

    /// How many get what, when the letter has these gaps.
    pub fn counts(&self, arms: &BTreeMap<CustomerId, Arm>, gaps: &BTreeSet<String>) -> Counts {
        let mut counts = Counts::default();
        for invited in &self.invited {
            if arms.get(&invited.customer) != Some(&Arm::Offered) {
                counts.control += 1;
                continue;
            }
            counts.offered += 1;
            let unfilled = invited.lacks.iter().any(|&gap| gaps.contains(gap));
            match invited.reach {
                Reach::Nowhere => counts.nowhere += 1,
                Reach::Unwanted => counts.unwanted += 1,
                Reach::At(_) if unfilled => counts.unfilled += 1,
                Reach::At(_) => counts.letters += 1,
            }
        }
        counts
    }
}

/// The gaps of a letter's texts, each once.
pub fn gaps_of(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().flat_map(|text| fill(text, &BTreeMap::new()).missing).collect()
}

/// The letters of a campaign: to everybody who gets the offer, has an address, wants letters, and leaves no gap open.
/// `common` fills the gaps that are the same in all of them.
pub fn letters(
    workspace: &Workspace,
    campaign: &Campaign,
    subject: &str,
    common: &BTreeMap<String, String>,
) -> Vec<Letter> {
    let source = Source::Campaign(campaign.id);
    let letter = |(&customer, &arm): (&CustomerId, &Arm)| {
        let Reach::At(to) = reach(workspace, customer) else { return None };
        let mut values = gaps(workspace, customer);
        values.extend(common.iter().map(|(name, value)| (name.clone(), value.clone())));
        let [subject, body] = [subject, &campaign.offer].map(|text| fill(text, &values));
        let whole = arm == Arm::Offered && subject.missing.is_empty() && body.missing.is_empty();
        whole.then(|| Letter {
            id: source.letter(customer),
            customer,
            deal: None,
            source,
            to,
            subject: subject.text,
            body: body.text,
            made: campaign.began,
            by: campaign.by,
            fate: Fate::Ready,
            answered: None,
        })
    };
    campaign.customers.iter().filter_map(letter).collect()
}
