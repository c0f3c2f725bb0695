//! The columns of a board: which deals stand on a stage, newest first, and what they are worth together.
//! Derived from the deals, kept up to date with every change, never stored (I5).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Currency, Deal, DealId, Moment, Money};

/// Money by currency; different currencies are never added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// Wider than any sum of amounts can be: one that stops at the edge of 64 bits would not come back when an amount goes.
pub struct Sums(BTreeMap<Currency, (i128, u32)>);

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, money: Money) {
        let (sum, count) = self.0.entry(money.currency).or_default();
        *sum += i128::from(money.minor);
        *count += 1;
    }

    /// Takes away an amount that was added.
    pub fn remove(&mut self, money: Money) {
        if let Some((sum, count)) = self.0.get_mut(&money.currency) {
            *sum -= i128::from(money.minor);
            *count -= 1;
            if *count == 0 {
                self.0.remove(&money.currency);
            }
        }
    }

    /// The sum of each currency, by code; one that no amount can hold is shown as the greatest (or least) that can be.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        let held = |sum: i128| i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
        self.0.iter().map(move |(&currency, &(sum, _))| Money { minor: held(sum), currency })
    }
}

/// The deals on one stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Newest entry first; equal moments by identity, newest first.
    deals: Vec<(Moment, DealId)>,
    /// What they are worth.
    sums: Sums,
}

fn key(&(at, id): &(Moment, DealId)) -> (Reverse<Moment>, Reverse<DealId>) {
    (Reverse(at), Reverse(id))
}

impl Column {
    /// Adds a deal at its place.
    pub(super) fn add(&mut self, deal: &Deal) {
        let item = (deal.entered(), deal.id);
        let at = self.deals.partition_point(|other| key(other) < key(&item));
        self.deals.insert(at, item);
        self.add_sum(deal);
    }

    /// Adds a deal at the end; [`Column::settle`] puts it in its place. For many deals at once.
    pub(super) fn push(&mut self, deal: &Deal) {
        self.deals.push((deal.entered(), deal.id));
        self.add_sum(deal);
    }

    /// Puts pushed deals in their places.
    pub(super) fn settle(&mut self) {
        self.deals.sort_unstable_by_key(key);
    }

    /// Takes a deal out.
    pub(super) fn remove(&mut self, deal: &Deal) {
        if let Ok(at) = self.deals.binary_search_by_key(&key(&(deal.entered(), deal.id)), key) {
            self.deals.remove(at);
            if let Some(amount) = deal.amount {
                self.sums.remove(amount);
            }
        }
    }

    fn add_sum(&mut self, deal: &Deal) {
        if let Some(amount) = deal.amount {
            self.sums.add(amount);
        }
    }

    /// How many deals.
    pub fn len(&self) -> usize {
        self.deals.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.deals.is_empty()
    }

    /// The deals, newest entry first.
    pub fn deals(&self) -> impl ExactSizeIterator<Item = DealId> + DoubleEndedIterator + '_ {
        self.deals.iter().map(|&(_, id)| id)
    }

    /// The deal at a place from the top.
    pub fn get(&self, at: usize) -> Option<DealId> {
        self.deals.get(at).map(|&(_, id)| id)
    }

    /// What the deals are worth together.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }
}
