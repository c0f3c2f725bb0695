//! The columns of a board: which deals stand on a stage, newest first, and what they are worth together.
//! Derived from the deals, kept up to date with every change, never stored (I5).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Currency, Deal, DealId, Moment, Money, Quote};

/// Money by currency; different currencies are never added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// Wider than any sum of amounts can be: one that stops at the edge of 64 bits would not come back when an amount goes.
pub struct Sums(BTreeMap<(Currency, Option<Quote>, bool), (i128, u32)>);

/// The part of a sum that is of one currency and has one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The currency.
    pub currency: Currency,
    /// The rate that won deals keep; none of what was added without one.
    pub rate: Option<Quote>,
    /// Whether it has ended, so that no rate of now is one for it.
    pub ended: bool,
    /// Whole minor units.
    pub minor: i128,
    /// Of how many amounts.
    pub count: u32,
}

impl Part {
    /// What a deal is worth, if that is known.
    pub fn of(deal: &Deal) -> Option<Self> {
        let Money { minor, currency } = deal.amount?;
        Some(Self { currency, rate: deal.rate, ended: false, minor: minor.into(), count: 1 })
    }
}

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, money: Money) {
        self.put(Part { currency: money.currency, rate: None, ended: false, minor: money.minor.into(), count: 1 });
    }

    /// Adds what a deal is worth, if that is known.
    pub fn add_deal(&mut self, deal: &Deal) {
        Part::of(deal).into_iter().for_each(|part| self.put(part));
    }

    /// Adds all of another sum.
    pub fn join(&mut self, other: &Self) {
        other.parts().for_each(|part| self.put(part));
    }

    /// Adds a part of another sum.
    pub fn put(&mut self, part: Part) {
        let (sum, count) = self.0.entry((part.currency, part.rate, part.ended)).or_default();
        *sum += part.minor;
        *count += part.count;
    }

    /// Takes away what a deal was worth that was added.
    pub fn remove_deal(&mut self, deal: &Deal) {
        let Some(money) = deal.amount else { return };
        let key = (money.currency, deal.rate, false);
        if let Some((sum, count)) = self.0.get_mut(&key) {
            *sum -= i128::from(money.minor);
            *count -= 1;
            if *count == 0 {
                self.0.remove(&key);
            }
        }
    }

    /// The parts of each currency and rate, by code.
    pub fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        let part = |(&(currency, rate, ended), &(minor, count)): (&_, &_)| Part { currency, rate, ended, minor, count };
        self.0.iter().map(part)
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of each currency, by code; one that no amount can hold is shown as the greatest (or least) that can be.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        let mut whole: BTreeMap<Currency, i128> = BTreeMap::new();
        self.parts().for_each(|part| *whole.entry(part.currency).or_default() += part.minor);
        whole.into_iter().map(|(currency, sum)| Money { minor: held(sum), currency })
    }
}

/// The amount that is nearest to a sum.
pub(super) fn held(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
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
        self.sums.add_deal(deal);
    }

    /// Adds a deal at the end; [`Column::settle`] puts it in its place. For many deals at once.
    pub(super) fn push(&mut self, deal: &Deal) {
        self.deals.push((deal.entered(), deal.id));
        self.sums.add_deal(deal);
    }

    /// Puts pushed deals in their places.
    pub(super) fn settle(&mut self) {
        self.deals.sort_unstable_by_key(key);
    }

    /// Takes a deal out.
    pub(super) fn remove(&mut self, deal: &Deal) {
        if let Ok(at) = self.deals.binary_search_by_key(&key(&(deal.entered(), deal.id)), key) {
            self.deals.remove(at);
            self.sums.remove_deal(deal);
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
