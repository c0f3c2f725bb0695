//! What a campaign brought: those who got the offer beside those who did not (0.29, analytics 1.3).
//!
//! Only the difference between the two is the campaign's: without a control group it would claim everybody who would have
//! bought anyway. Deliberately not here: whom a campaign is about (`campaign`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::proportion::Proportion;
use super::rfm::{Kind, Purchase};
use crate::domain::{Arm, Campaign, CustomerId};

/// One side of the comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Who bought at least once while the campaign ran, of those on this side.
    pub bought: Proportion,
    /// What they spent meanwhile, refunds taken off, in minor units.
    pub spent: i128,
}

/// Both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// With the offer.
    pub offered: Side,
    /// Without it.
    pub control: Side,
}

/// What one customer did while a campaign ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Did {
    /// The first day of a purchase; none when only money was given back.
    pub bought: Option<NaiveDate>,
    /// What was spent, refunds taken off, in minor units.
    pub spent: i128,
}

/// What the customers of a campaign did from its first day to its last one, up to the end of a day; those who did nothing
/// are not among them.
pub fn did(
    campaign: &Campaign,
    purchases: &[Purchase<CustomerId>],
    began: NaiveDate,
    today: NaiveDate,
) -> BTreeMap<CustomerId, Did> {
    let within = |date: NaiveDate| (began..=campaign.until.min(today)).contains(&date);
    let mut all: BTreeMap<CustomerId, Did> = BTreeMap::new();
    for purchase in purchases.iter().filter(|purchase| within(purchase.date)) {
        if !campaign.customers.contains_key(&purchase.customer) {
            continue;
        }
        let did = all.entry(purchase.customer).or_default();
        if purchase.kind == Kind::Sale {
            did.bought = Some(did.bought.map_or(purchase.date, |first| first.min(purchase.date)));
        }
        did.spent += i128::from(purchase.amount.unwrap_or_default());
    }
    all
}

impl Effect {
    /// What came of a campaign by the end of a day, from its first day to its last one.
    pub fn of(campaign: &Campaign, purchases: &[Purchase<CustomerId>], began: NaiveDate, today: NaiveDate) -> Self {
        let did = did(campaign, purchases, began, today);
        let mut effect = Self::default();
        for (customer, arm) in &campaign.customers {
            let side = match arm {
                Arm::Offered => &mut effect.offered,
                Arm::Control => &mut effect.control,
            };
            let did = did.get(customer).copied().unwrap_or_default();
            side.bought.count(did.bought.is_some());
            side.spent += did.spent;
        }
        effect
    }

    /// How much greater the share of buyers is with the offer, as a range of 95 %; none without both sides.
    pub fn gain(&self) -> Option<(f64, f64)> {
        let both = self.offered.bought.n > 0 && self.control.bought.n > 0;
        both.then(|| self.offered.bought.beyond(self.control.bought))
    }
}

/// What can be said of a campaign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Nobody was left without the offer.
    NobodyToCompare,
    /// One side has so few customers that one more purchase would turn any difference round, see [`FEWEST`].
    TooFew,
    /// It runs, and nobody on either side has bought yet.
    TooEarly,
    /// Chance alone could have made the difference: it lies in this range, which holds 0.
    Chance(f64, f64),
    /// With the offer the share of buyers is greater by this range.
    Gain(f64, f64),
    /// With the offer the share of buyers is smaller by this range, whose ends are below 0.
    Loss(f64, f64),
}

/// With fewer customers on a side nothing is concluded from it.
pub const FEWEST: usize = 5;

impl Effect {
    /// What can be said of a campaign that still runs, or has ended.
    pub fn verdict(&self, runs: bool) -> Verdict {
        let Some((low, high)) = self.gain() else { return Verdict::NobodyToCompare };
        match self.offered.bought.k + self.control.bought.k {
            0 if runs => Verdict::TooEarly,
            _ if self.offered.bought.n.min(self.control.bought.n) < FEWEST => Verdict::TooFew,
            _ if low > 0.0 => Verdict::Gain(low, high),
            _ if high < 0.0 => Verdict::Loss(low, high),
            _ => Verdict::Chance(low, high),
        }
    }
}

impl Side {
    /// What was spent for each customer on this side, in minor units rounded half up; none without customers.
    pub fn per_customer(&self) -> Option<i128> {
        let count = i128::try_from(self.bought.n).ok().filter(|&count| count > 0)?;
        Some((2 * self.spent + count).div_euclid(2 * count))
    }
}

/// Customers by what they have spent in all, the most first: the order in which a campaign divides them.
pub fn by_worth(customers: &mut [CustomerId], purchases: &[Purchase<CustomerId>]) {
    let asked: BTreeSet<CustomerId> = customers.iter().copied().collect();
    let mut spent: BTreeMap<CustomerId, i128> = BTreeMap::new();
    for line in purchases.iter().filter(|line| asked.contains(&line.customer)) {
        *spent.entry(line.customer).or_default() += i128::from(line.amount.unwrap_or_default());
    }
    customers.sort_by_key(|customer| (std::cmp::Reverse(spent.get(customer).copied().unwrap_or_default()), *customer));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CampaignId, Moment};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn campaign(customers: &[(u128, Arm)]) -> Campaign {
        Campaign {
            id: CampaignId(1),
            name: "Ноябрь".into(),
            goal: String::new(),
            offer: String::new(),
            began: Moment(0),
            until: day("2026-11-30"),
            by: None,
            customers: customers.iter().map(|&(id, arm)| (CustomerId(id), arm)).collect(),
        }
    }

    #[test]
    fn only_purchases_of_its_days_and_of_its_customers_count() {
        let campaign = campaign(&[(1, Arm::Offered), (2, Arm::Offered), (3, Arm::Offered), (4, Arm::Control)]);
        let bought = |customer: u128, date: &str, minor: Option<i64>| Purchase {
            customer: CustomerId(customer),
            date: day(date),
            kind: if minor.is_some_and(|minor| minor < 0) { Kind::Refund } else { Kind::Sale },
            amount: minor,
        };
        let purchases = [
            bought(1, "2026-11-23", Some(500)),
            bought(1, "2026-11-24", Some(-100)),
            bought(2, "2026-11-22", Some(900)),
            bought(3, "2026-12-01", Some(900)),
            bought(4, "2026-11-30", None),
            bought(5, "2026-11-25", Some(900)),
        ];
        let effect = Effect::of(&campaign, &purchases, day("2026-11-23"), day("2026-12-05"));
        assert_eq!(effect.offered, Side { bought: Proportion { k: 1, n: 3 }, spent: 400 });
        assert_eq!(effect.control, Side { bought: Proportion { k: 1, n: 1 }, spent: 0 });
        // On its way: what is bought after today is not known.
        let early = Effect::of(&campaign, &purchases, day("2026-11-23"), day("2026-11-29"));
        assert_eq!(early.control.bought, Proportion { k: 0, n: 1 });
    }

    #[test]
    fn a_gain_is_a_range_and_needs_both_sides() {
        let side = |k, n| Side { bought: Proportion { k, n }, spent: 0 };
        let (low, high) = Effect { offered: side(56, 70), control: side(48, 80) }.gain().unwrap();
        // Newcombe 1998, table II, (a): 56/70 beside 48/80.
        assert!((low - 0.0524).abs() < 0.00005 && (high - 0.3339).abs() < 0.00005, "{low} {high}");
        assert_eq!(Effect { offered: side(5, 9), control: side(0, 0) }.gain(), None);
    }

    #[test]
    fn what_can_be_said_depends_on_both_sides() {
        let side = |k, n| Side { bought: Proportion { k, n }, spent: 0 };
        let verdict = |offered, control, runs| Effect { offered, control }.verdict(runs);
        assert_eq!(verdict(side(5, 9), side(0, 0), true), Verdict::NobodyToCompare);
        assert_eq!(verdict(side(0, 9), side(0, 3), true), Verdict::TooEarly);
        assert_eq!(verdict(side(1, 9), side(3, 4), false), Verdict::TooFew);
        assert!(matches!(verdict(side(1, 9), side(0, 5), false), Verdict::Chance(..)));
        assert!(matches!(verdict(side(56, 70), side(48, 80), false), Verdict::Gain(..)));
        assert!(matches!(verdict(side(48, 80), side(56, 70), false), Verdict::Loss(..)));
        assert!(matches!(verdict(side(3, 8), side(0, 6), true), Verdict::Chance(low, high) if low < 0.0 && high > 0.0));
    }

    #[test]
    fn spent_for_each_is_rounded_half_up() {
        let each = |spent, n| Side { bought: Proportion { k: 0, n }, spent }.per_customer();
        assert_eq!([each(5, 2), each(-5, 2), each(10, 4), each(7, 0)], [Some(3), Some(-2), Some(3), None]);
    }

    #[test]
    fn customers_are_divided_by_what_they_spent() {
        let bought = |customer: u128, minor| Purchase {
            customer: CustomerId(customer),
            date: day("2026-11-23"),
            kind: Kind::Sale,
            amount: Some(minor),
        };
        let mut customers = [1, 2, 3, 4].map(CustomerId);
        by_worth(&mut customers, &[bought(2, 50), bought(3, 70), bought(2, 30), bought(9, 1_000)]);
        assert_eq!(customers, [2, 3, 1, 4].map(CustomerId));
    }
}
