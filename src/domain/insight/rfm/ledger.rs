//! The purchases of every customer, kept so that summarising them as of any day is one pass.

use super::population::{Buyer, Population};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
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

/// Every purchase, those of one customer together, so that summarising walks through memory once. Whatever customers
/// are called outside is looked up once, here.
#[derive(Clone, Debug)]
pub struct Ledger<C> {
    /// In ascending order.
    customers: Vec<Account<C>>,
    /// In the order of the customers.
    entries: Vec<Entry>,
    /// Refunds of known sales, in the order of the sales.
    returns: Vec<Return>,
}

#[derive(Clone, Copy, Debug)]
struct Account<C> {
    customer: C,
    entries: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    amount: Option<i64>,
    date: NaiveDate,
    is_sale: bool,
}

/// A refund that belongs to the sale at this position of the entries.
#[derive(Clone, Copy, Debug)]
struct Return {
    sale: usize,
    date: NaiveDate,
    amount: Option<i64>,
}

impl<C: Copy + Ord + Hash> FromIterator<Purchase<C>> for Ledger<C> {
    fn from_iter<Purchases: IntoIterator<Item = Purchase<C>>>(purchases: Purchases) -> Self {
        let mut numbers: FxHashMap<C, usize> = FxHashMap::default();
        let mut customers: Vec<Account<C>> = Vec::new();
        let mut listed = Vec::new();
        for purchase in purchases {
            let number = *numbers.entry(purchase.customer).or_insert_with(|| {
                customers.push(Account { customer: purchase.customer, entries: 0 });
                customers.len() - 1
            });
            customers[number].entries += 1;
            listed.push((number, purchase));
        }

        // Where the next entry of each customer goes, by the customer's number.
        let mut ascending: Vec<usize> = (0..customers.len()).collect();
        ascending.sort_unstable_by_key(|&number| customers[number].customer);
        let mut next = vec![0; customers.len()];
        let mut start = 0;
        for &number in &ascending {
            next[number] = start;
            start += customers[number].entries;
        }
        let places: Vec<usize> = listed
            .iter()
            .map(|&(number, _)| {
                next[number] += 1;
                next[number] - 1
            })
            .collect();

        let unwritten = Entry { amount: None, date: NaiveDate::MIN, is_sale: false };
        let mut entries = vec![unwritten; listed.len()];
        let mut returns = Vec::new();
        for (&(_, Purchase { date, kind, mut amount, .. }), &place) in listed.iter().zip(&places) {
            if let Kind::RefundOf(sale) = kind
                && let Some((_, Purchase { kind: Kind::Sale, .. })) = listed.get(sale as usize)
            {
                // From here on it is part of its sale, and worth nothing by itself.
                returns.push(Return { sale: places[sale as usize], date, amount: amount.take() });
            }
            entries[place] = Entry { amount, date, is_sale: kind == Kind::Sale };
        }
        returns.sort_by_key(|part| part.sale);
        Self { customers: ascending.into_iter().map(|number| customers[number]).collect(), entries, returns }
    }
}

impl<C: Copy> Ledger<C> {
    /// Everyone who had bought by the end of a day (1.2.2, 1.2.3 and 1.2.5). What came later is as if unknown, refunds
    /// included.
    pub fn summarise(&self, as_of: NaiveDate) -> Population<C> {
        Population { as_of, buyers: self.each_buyer(as_of, |buyer, _| buyer) }
    }

    /// What is made of everyone who had bought by the end of a day and of the days of their purchases, in no order and
    /// one for each purchase. By ascending customer.
    pub(in crate::domain::insight) fn each_buyer<R>(
        &self,
        as_of: NaiveDate,
        mut make: impl FnMut(Buyer<C>, &mut Vec<NaiveDate>) -> R,
    ) -> Vec<R> {
        let mut made = Vec::with_capacity(self.customers.len());
        let mut days = Vec::new();
        let mut returns = self.returns.as_slice();
        let mut start = 0;
        for account in &self.customers {
            let end = start + account.entries;
            let mut total = Total::default();
            days.clear();
            for (position, entry) in (start..end).zip(&self.entries[start..end]) {
                let of_this = returns.iter().take_while(|part| part.sale == position).count();
                let (of_this, of_later) = returns.split_at(of_this);
                returns = of_later;
                if entry.date <= as_of && total.add(entry, of_this, as_of) {
                    days.push(entry.date);
                }
            }
            made.extend(total.buyer(account.customer, as_of).map(|buyer| make(buyer, &mut days)));
            start = end;
        }
        made
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
    /// Counts one more line, and tells whether it is a purchase that was not taken back whole.
    fn add(&mut self, entry: &Entry, returns: &[Return], as_of: NaiveDate) -> bool {
        let amount = entry.amount.map(i128::from);
        if !entry.is_sale {
            self.spent += amount.unwrap_or(0);
            return false;
        }
        let mut returned = returns.iter().filter(|part| part.date <= as_of).peekable();
        let is_returned = returned.peek().is_some();
        let net = returned.fold(amount, |net, part| Some(net? + i128::from(part.amount?)));
        if is_returned && net.is_some_and(|net| net <= 0) {
            return false;
        }
        self.last = self.last.max(Some(entry.date));
        self.purchases += 1;
        if let Some(net) = net {
            self.spent += net;
            self.priced += 1;
        }
        true
    }

    fn buyer<C>(&self, customer: C, as_of: NaiveDate) -> Option<Buyer<C>> {
        let last_purchase = self.last?;
        let recency = (as_of - last_purchase).num_days() as u32;
        let (frequency, spent, priced) = (self.purchases, self.spent, self.priced);
        Some(Buyer { customer, last_purchase, recency, frequency, spent, priced })
    }
}
