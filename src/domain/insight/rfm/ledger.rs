//! The purchases of every customer, kept so that summarising them as of any day is one pass.

use super::population::{Buyer, Population};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::hash::Hash;

/// One line of the ledger: a won deal, a paid order or a refund; not a line of an order (1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase<C> {
    /// Who bought.
    pub customer: C,
    /// The calendar day in the workspace's time zone. Two orders on one day are two purchases.
    pub date: NaiveDate,
    /// Whether money came in or went back.
    pub kind: Kind,
    /// Minor units of the base currency; negative for a refund. Unknown is not zero: it counts in R and F, not in M.
    pub amount: Option<i64>,
}

/// What a line of the ledger is (1.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A purchase.
    Sale,
    /// Money given back, nobody knows for which order: it lowers the customer's sum and touches nothing else.
    Refund,
    /// Money given back for the sale at this position of the ledger. An order that nets to nothing or less stops being
    /// a purchase; one whose refund is of unknown amount becomes of unknown amount itself. A position that holds no
    /// sale makes this a plain refund.
    RefundOf(u32),
}

/// Every purchase, in any order. Customers are numbered once, here, whatever they are called outside.
#[derive(Clone, Debug)]
pub struct Ledger<C> {
    /// In ascending order.
    customers: Vec<C>,
    entries: Vec<Entry>,
    /// Refunds of known sales, by the position of the sale.
    returns: Vec<Return>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    amount: Option<i64>,
    /// Position in `customers`.
    customer: u32,
    date: NaiveDate,
    is_sale: bool,
}

#[derive(Clone, Copy, Debug)]
struct Return {
    sale: u32,
    date: NaiveDate,
    amount: Option<i64>,
}

impl<C: Copy + Ord + Hash> FromIterator<Purchase<C>> for Ledger<C> {
    fn from_iter<Purchases: IntoIterator<Item = Purchase<C>>>(purchases: Purchases) -> Self {
        let mut numbers: HashMap<C, u32> = HashMap::new();
        let mut customers = Vec::new();
        let mut entries = Vec::new();
        let mut linked = Vec::new();
        for Purchase { customer, date, kind, amount } in purchases {
            let customer = *numbers.entry(customer).or_insert_with(|| {
                customers.push(customer);
                customers.len() as u32 - 1
            });
            if let Kind::RefundOf(sale) = kind {
                linked.push((entries.len(), sale));
            }
            entries.push(Entry { amount, customer, date, is_sale: kind == Kind::Sale });
        }

        let mut ascending: Vec<u32> = (0..customers.len() as u32).collect();
        ascending.sort_unstable_by_key(|&number| customers[number as usize]);
        let mut places = vec![0; customers.len()];
        for (place, &number) in (0..).zip(&ascending) {
            places[number as usize] = place;
        }
        for entry in &mut entries {
            entry.customer = places[entry.customer as usize];
        }
        let customers = ascending.iter().map(|&number| customers[number as usize]).collect();

        linked.retain(|&(_, sale)| entries.get(sale as usize).is_some_and(|entry| entry.is_sale));
        let mut returns: Vec<Return> = Vec::new();
        for &(refund, sale) in &linked {
            // From here on it is part of its sale, and worth nothing by itself.
            let amount = entries[refund].amount.replace(0);
            returns.push(Return { sale, date: entries[refund].date, amount });
        }
        returns.sort_by_key(|part| part.sale);
        Self { customers, entries, returns }
    }
}

impl<C: Copy> Ledger<C> {
    /// Everyone who had bought by the end of a day (1.2.2, 1.2.3 and 1.2.5). What came later is as if unknown, refunds
    /// included.
    pub fn summarise(&self, as_of: NaiveDate) -> Population<C> {
        let mut totals = vec![Total::default(); self.customers.len()];
        let mut returns = self.returns.as_slice();
        for (position, entry) in (0..).zip(&self.entries) {
            let (of_this, of_later) = returns.split_at(returns.iter().take_while(|part| part.sale == position).count());
            returns = of_later;
            if entry.date > as_of {
                continue;
            }
            let total = &mut totals[entry.customer as usize];
            if entry.is_sale {
                let mut returned = of_this.iter().filter(|part| part.date <= as_of).peekable();
                if returned.peek().is_none() {
                    total.add_sale(entry.date, entry.amount.map(i128::from));
                } else {
                    let net =
                        returned.fold(entry.amount.map(i128::from), |net, part| Some(net? + i128::from(part.amount?)));
                    if net.is_none_or(|net| net > 0) {
                        total.add_sale(entry.date, net);
                    }
                }
            } else {
                total.spent += i128::from(entry.amount.unwrap_or(0));
            }
        }
        let buyers = self.customers.iter().zip(&totals).filter_map(|(&customer, total)| total.buyer(customer, as_of));
        Population { as_of, buyers: buyers.collect() }
    }
}

/// What one customer's purchases add up to.
#[derive(Clone, Copy, Default)]
struct Total {
    spent: i128,
    last: Option<NaiveDate>,
    purchases: u32,
    priced: u32,
}

impl Total {
    fn add_sale(&mut self, date: NaiveDate, amount: Option<i128>) {
        self.last = self.last.max(Some(date));
        self.purchases += 1;
        if let Some(amount) = amount {
            self.spent += amount;
            self.priced += 1;
        }
    }

    fn buyer<C>(&self, customer: C, as_of: NaiveDate) -> Option<Buyer<C>> {
        let last_purchase = self.last?;
        let recency = (as_of - last_purchase).num_days() as u32;
        let (frequency, spent, priced) = (self.purchases, self.spent, self.priced);
        Some(Buyer { customer, last_purchase, recency, frequency, spent, priced })
    }
}
