//! A campaign: an offer to a list of customers with a goal and a last day, and a part of them left without it, so that what
//! the offer brought can be told from what would have come anyway (0.29, analytics 1.3).
//!
//! Whom it is about is never rewritten: who was made one with another counts as that other where a campaign is read
//! ([`Workspace::as_merged`]), and for themselves again once the two are two.
//! Deliberately not here: what came of it (`insight::effect`).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    CampaignId, Change, CustomerId, Fate, Letter, MemberId, Moment, Record, RecordId, Rejection, Source, Workspace,
    identity,
};

/// On which side of the comparison a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// Gets the offer.
    Offered,
    /// Left without it, to compare with.
    Control,
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Identity.
    pub id: CampaignId,
    /// What it is called.
    pub name: String,
    /// What it is to bring about, in words.
    pub goal: String,
    /// What is offered.
    pub offer: String,
    /// When it began: purchases count from this day on.
    pub began: Moment,
    /// The last day on which a purchase counts.
    pub until: NaiveDate,
    /// Who began it.
    pub by: Option<MemberId>,
    /// Whom it is about.
    pub customers: BTreeMap<CustomerId, Arm>,
}

impl Campaign {
    /// How many customers stand on a side.
    pub fn on(&self, side: Arm) -> usize {
        self.customers.values().filter(|&&arm| arm == side).count()
    }

    /// Whether purchases of a day still count.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        day <= self.until
    }
}

/// One of so many is left without the offer.
pub const ONE_OF: usize = 5;

/// Divides a list of customers: one of each five that stand next to each other gets no offer. The list comes ordered by
/// what the customers are worth, so that both sides are alike; which of the five it is follows from the campaign and the
/// customers alone. With fewer than [`ONE_OF`] there is nobody to compare with.
pub fn divide(campaign: CampaignId, customers: &[CustomerId]) -> BTreeMap<CustomerId, Arm> {
    let mut divided: BTreeMap<CustomerId, Arm> = customers.iter().map(|&customer| (customer, Arm::Offered)).collect();
    for five in customers.chunks_exact(ONE_OF) {
        let draw = |customer: &&CustomerId| identity::named(&[&campaign.0.to_be_bytes(), &customer.0.to_be_bytes()]);
        if let Some(&left_out) = five.iter().min_by_key(draw) {
            divided.insert(left_out, Arm::Control);
        }
    }
    divided
}

impl Workspace {
    /// A campaign as it counts now: whoever was made one with another stands there as that other, on the side of the
    /// offer if either of them had it.
    pub fn as_merged(&self, campaign: &Arc<Campaign>) -> Arc<Campaign> {
        let gone = |id: CustomerId| self.customer(id).is_none() && campaign.customers.contains_key(&id);
        // One step is enough: when the one that stayed goes too, the merger names the third.
        let passed: BTreeMap<CustomerId, CustomerId> =
            self.mergers().filter(|merger| gone(merger.gone.id)).map(|merger| (merger.gone.id, merger.kept)).collect();
        if passed.is_empty() {
            return campaign.clone();
        }
        let mut customers: BTreeMap<CustomerId, Arm> = BTreeMap::new();
        for (id, &arm) in &campaign.customers {
            let now = passed.get(id).copied().unwrap_or(*id);
            customers.entry(now).and_modify(|known| *known = arm.min(*known)).or_insert(arm);
        }
        Arc::new(Campaign { customers, ..Campaign::clone(campaign) })
    }

    /// On which side of a campaign a customer stands as it counts now, see [`Workspace::as_merged`].
    pub fn side(&self, campaign: &Campaign, customer: CustomerId) -> Option<Arm> {
        self.been(customer).filter_map(|id| campaign.customers.get(&id).copied()).min()
    }

    /// The letter of a campaign to a customer, or to one that was made one with them: of several one that was answered,
    /// else one that went out.
    pub fn offer_letter(&self, campaign: CampaignId, customer: CustomerId) -> Option<&Arc<Letter>> {
        let source = Source::Campaign(campaign);
        let letters = self.been(customer).filter_map(|id| self.letter(source.letter(id)));
        letters.min_by_key(|letter| (letter.answered.is_none(), !matches!(letter.fate, Fate::Sent { .. })))
    }

    /// A customer and everybody who was made one with them.
    pub(super) fn been(&self, customer: CustomerId) -> impl Iterator<Item = CustomerId> {
        let gone = self.of(customer).filter_map(|record| match record {
            RecordId::Merger(id) => self.merger(id).map(|merger| merger.gone.id),
            _ => None,
        });
        std::iter::once(customer).chain(gone.filter(|&id| self.customer(id).is_none()))
    }

    /// A campaign ends on a day: purchases after it do not count, and what has not gone out by then stays.
    pub(super) fn end_campaign(&self, id: CampaignId, until: NaiveDate, now: Moment) -> Result<Change, Rejection> {
        let campaign = self.campaign(id).ok_or(Rejection::NotFound(id.into()))?;
        let source = Source::Campaign(id);
        let letters = campaign.customers.keys().filter_map(|&customer| self.letter(source.letter(customer)));
        let dropped = letters
            .filter(|letter| letter.is_open())
            .map(|letter| Letter { fate: Fate::Dropped(now), ..Letter::clone(letter) }.into());
        let sooner = Campaign { until, ..Campaign::clone(campaign) };
        let records = std::iter::once(Record::from(sooner)).chain(dropped);
        Ok(self.replace(records.map(|record| (record.id(), Some(record)))))
    }

    /// A campaign and its letters (rules 59, 60 and 62) are one change. Whoever is left out to compare with gets no letter,
    /// whatever was prepared.
    pub(super) fn begin_campaign(&self, campaign: Campaign, mut letters: Vec<Letter>) -> Result<Change, Rejection> {
        if campaign.name.trim().is_empty() {
            return Err(Rejection::NameMissing);
        }
        letters.retain(|letter| {
            let offered = campaign.customers.get(&letter.customer) == Some(&Arm::Offered);
            offered && letter.source == Source::Campaign(campaign.id)
        });
        let letters = self.prepare_letters(letters)?;
        let mut change = self.take_in(vec![campaign.into()])?;
        change.edits.extend(letters.edits);
        Ok(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_five_neighbours_is_left_out() {
        let customers: Vec<_> = (1..=23).map(CustomerId).collect();
        let divided = divide(CampaignId(9), &customers);
        assert_eq!(divided.len(), 23);
        for five in customers.chunks_exact(ONE_OF) {
            assert_eq!(five.iter().filter(|customer| divided[customer] == Arm::Control).count(), 1);
        }
        assert!(customers[20..].iter().all(|customer| divided[customer] == Arm::Offered));
        assert_eq!(divide(CampaignId(9), &customers), divided);
        // Another campaign draws anew.
        assert_ne!(divide(CampaignId(10), &customers), divided);
    }
}
