//! What the 137 customers have bought in two years, outside the deals: how often, how long ago and for how much, so that
//! the scores of «Возврат» have something to tell apart.
//! Deliberately not here: scoring (`insight`), orders that went through a deal (`deals`).

use std::ops::RangeInclusive;

use super::Ids;
use super::chance::Chance;
use super::content::{Content, SilentBest};
use super::people::{Clients, Staff};
use super::wording::Wording;
use crate::domain::{Currency, Money, Purchase, PurchaseId, PurchaseKind, Record};

/// The days that the story tells of.
const STORY: i64 = 720;

/// How many customers are so recent, so frequent and so large; 3 is the best, as in the 27 cells. The sums by each
/// letter are 34, 69 and 34 (recency, cheque) and 34, 60 and 43 (frequency, where few and one are many).
const CELLS: [([u8; 3], usize); 26] = [
    ([3, 3, 3], 10),
    ([2, 3, 3], 3),
    ([1, 3, 3], 1),
    ([3, 2, 3], 4),
    ([2, 2, 3], 9),
    ([1, 2, 3], 1),
    ([2, 1, 3], 4),
    ([1, 1, 3], 2),
    ([3, 3, 2], 5),
    ([2, 3, 2], 8),
    ([1, 3, 2], 2),
    ([3, 2, 2], 9),
    ([2, 2, 2], 20),
    ([1, 2, 2], 8),
    ([3, 1, 2], 1),
    ([2, 1, 2], 8),
    ([1, 1, 2], 8),
    ([3, 3, 1], 1),
    ([2, 3, 1], 3),
    ([1, 3, 1], 1),
    ([3, 2, 1], 3),
    ([2, 2, 1], 5),
    ([1, 2, 1], 1),
    ([3, 1, 1], 1),
    ([2, 1, 1], 9),
    ([1, 1, 1], 10),
];

/// One order or refund.
pub(super) struct Order {
    pub(super) client: usize,
    /// Calendar days ago.
    pub(super) days: i64,
    /// In whole units of the currency; less than zero for a refund.
    pub(super) amount: i64,
    /// Whether it is the customer's last one.
    last: bool,
    /// Whether it belongs to the customer whose story has its days.
    pub(super) fixed: bool,
}

/// How a customer buys.
struct Habit {
    orders: usize,
    last: i64,
    cheque: i64,
}

/// All orders.
pub(super) fn orders(
    content: &Content,
    clients: &Clients<'_>,
    staff: &Staff<'_>,
    silent: usize,
    seed: u64,
) -> Vec<Order> {
    let chance = &mut Chance::new(seed, "orders");
    let mut cells: Vec<[u8; 3]> = CELLS.iter().flat_map(|&(cell, count)| vec![cell; count]).collect();
    chance.shuffle(&mut cells);
    let habits: Vec<_> = clients.all.iter().enumerate().filter(|(_, client)| client.buyer).collect();
    // The customers that the content describes take their places in the cells first.
    for (_, client) in &habits {
        if let Some(buys) = client.buys {
            let cell = [score(buys.last, [30, 120]), 3, if buys.cheque >= 640_000 { 3 } else { 2 }];
            if let Some(at) = cells.iter().position(|&free| free == cell) {
                cells.swap_remove(at);
            }
        }
    }
    let mut orders = Vec::new();
    let season = Season::new(&content.season);
    let habits: Vec<_> = habits.into_iter().map(|(at, client)| (at, client.buys)).collect();
    for (at, buys) in habits {
        let habit = match buys {
            Some(buys) => Habit { orders: buys.orders, last: buys.last, cheque: buys.cheque },
            None => habit(cells.pop().unwrap_or([2, 2, 2]), chance),
        };
        let days = if at == silent { even(&content.silent_best) } else { season.days(&habit, chance) };
        orders.extend(days.iter().enumerate().map(|(place, &days)| {
            let amount = habit.cheque * chance.between(65, 135) / 100;
            Order { client: at, days, amount: (amount / 1000).max(5) * 1000, last: place == 0, fixed: at == silent }
        }));
    }
    let handed: Vec<_> = clients.all.iter().map(|client| staff.took_over(client.owner)).collect();
    hand_over(&mut orders, |order| handed[order.client] && !order.fixed, chance);
    let refunds: Vec<_> = orders.iter().filter_map(|order| refund(order, chance)).collect();
    orders.extend(refunds);
    orders
}

/// Money given back for an order, now and then, some days after it.
fn refund(order: &Order, chance: &mut Chance) -> Option<Order> {
    let amount = -(order.amount * chance.between(10, 60) / 100_000 * 1000);
    let days = order.days - chance.between(3, 20);
    let there = chance.percent(4) && order.days > 30 && !order.fixed && amount < 0;
    there.then_some(Order { client: order.client, days, amount, last: false, fixed: false })
}

/// The score of a number of days by the design's borders.
fn score(days: i64, [best, worst]: [i64; 2]) -> u8 {
    match days {
        _ if days <= best => 3,
        _ if days <= worst => 2,
        _ => 1,
    }
}

fn habit([recency, frequency, cheque]: [u8; 3], chance: &mut Chance) -> Habit {
    let orders = match frequency {
        3 => chance.between(8, 17),
        2 => chance.between(3, 7),
        _ => chance.between(1, 2),
    };
    let last = match (recency, frequency) {
        (3, _) => chance.between(1, 30),
        (2, _) => chance.between(32, 118),
        // Those who bought often need room for their orders before they stopped.
        (_, 3) => chance.between(125, 300),
        (_, _) => chance.between(125, 560),
    };
    let cheque = match cheque {
        3 => chance.between(690, 1350),
        2 => chance.between(205, 590),
        _ => chance.between(35, 160),
    };
    Habit { orders: orders as usize, last, cheque: cheque * 1000 }
}

/// The days of the best customer that went silent: even ones, so that the silence is heard. Its last order is a deal.
fn even(silent: &SilentBest) -> Vec<i64> {
    (1..silent.orders as i64).map(|turn| silent.last + turn * silent.every).collect()
}

/// Days weighted by the season of their month: more orders fall on a busy month.
struct Season {
    /// The weight of all days from today back to each day.
    until: Vec<i64>,
}

impl Season {
    /// The story ends on 26 November; so its months are counted, whatever today's date is.
    fn new(months: &[u32; 12]) -> Self {
        const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (mut month, mut left, mut sum) = (10, 26, 0);
        let until = (0..=STORY).map(|_| {
            if left == 0 {
                month = (month + 11) % 12;
                left = LENGTHS[month];
            }
            left -= 1;
            sum += i64::from(months[month]);
            sum
        });
        Self { until: until.collect() }
    }

    fn weight(&self, day: i64) -> i64 {
        usize::try_from(day).ok().and_then(|day| self.until.get(day)).copied().unwrap_or_default()
    }

    /// The days ago of a customer's orders, the last one first.
    fn days(&self, habit: &Habit, chance: &mut Chance) -> Vec<i64> {
        let start = self.weight(habit.last);
        let whole = self.weight(STORY) - start;
        // Those who buy more than twice have done so all the time; the others came at any time.
        let span = chance.between(if habit.orders > 2 { 88 } else { 20 }, 98);
        let step = whole * span / 100 / (habit.orders as i64 - 1).max(1);
        let later = (1..habit.orders as i64).map(|turn| {
            let weight = start + step * turn - step * chance.between(0, 45) / 100;
            self.until.partition_point(|&until| until < weight) as i64
        });
        [habit.last].into_iter().chain(later).collect()
    }
}

/// In spring half of one farmer's customers went to another, and their repeat orders fell by a third: from April on
/// there are 67 for every 100 of the same months a year before. Orders move by a year, so that the season stays.
fn hand_over(orders: &mut [Order], handed: impl Fn(&Order) -> bool, chance: &mut Chance) {
    let (after, before) = (0..=239, 365..=604);
    let mut handed: Vec<usize> = (0..orders.len()).filter(|&at| handed(&orders[at])).collect();
    chance.shuffle(&mut handed);
    let count = |window: &RangeInclusive<i64>| handed.iter().filter(|&&at| window.contains(&orders[at].days)).count();
    let (mut now, mut then) = (count(&after), count(&before));
    for at in handed {
        let Order { client, days, last, .. } = orders[at];
        if last {
            continue;
        }
        if now * 100 > then * 67 && after.contains(&days) {
            orders[at].days += 365;
            (now, then) = (now - 1, then + 1);
        } else if (now + 1) * 100 < then.saturating_sub(1) * 67 && before.contains(&days) {
            let last = orders.iter().find(|other| other.last && other.client == client);
            if last.is_some_and(|last| last.days < days - 365) {
                orders[at].days -= 365;
                (now, then) = (now + 1, then - 1);
            }
        }
    }
}

/// The records of the orders that went through no deal.
pub(super) fn records(
    orders: &[Order],
    clients: &mut Clients<'_>,
    wording: Wording<'_>,
    currency: Currency,
    ids: &mut Ids,
    seed: u64,
) -> Vec<Record> {
    let chance = &mut Chance::new(seed, "order times");
    let minor = 10_i64.pow(currency.exponent());
    let mut orders: Vec<_> = orders.iter().collect();
    orders.sort_by_key(|order| std::cmp::Reverse(order.days));
    let record = |order: &Order| {
        let ago = wording.diary.days_ago(order.days, chance.between(0, 999));
        let client = &mut clients.all[order.client];
        client.seen(ago);
        Record::from(Purchase {
            id: PurchaseId(ids.next()),
            customer: client.id,
            kind: if order.amount < 0 { PurchaseKind::Refund } else { PurchaseKind::Sale },
            at: wording.diary.moment(ago),
            amount: Some(Money::new(order.amount * minor, currency)),
            foreign: None,
            rate: None,
            other_rates: Default::default(),
        })
    };
    orders.into_iter().map(record).collect()
}
