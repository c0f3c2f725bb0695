//! What the days of one customer's purchases say: what the models read, and what a person is told as the reason.

use super::model::Pattern;
use crate::domain::insight::rfm::{Buyer, Ledger};
use chrono::NaiveDate;

/// One customer's purchases as of a day. Several on one day count as one: they are one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History<C> {
    /// Who, how many days ago the last purchase was, how many there were and for how much: the frequency and the average
    /// cheque among the reasons.
    pub buyer: Buyer<C>,
    /// x: days with purchases after the first one.
    pub repeats: u32,
    /// t_x: days from the first to the last purchase.
    pub last: u32,
    /// T: days from the first purchase to the day of the forecast.
    pub age: u32,
    /// Days from one day with purchases to the next as a rule, see [`usual_interval`].
    pub usual: Option<u32>,
}

impl<C> History<C> {
    /// The same as the models read it.
    pub fn pattern(&self) -> Pattern {
        let weeks = |days: u32| f64::from(days) / 7.0;
        Pattern { repeats: self.repeats, last: weeks(self.last), age: weeks(self.age) }
    }

    /// By how many days the next purchase is late, measured by the usual interval; none when it is not, or when nothing
    /// is usual yet.
    pub fn overdue(&self) -> Option<u32> {
        self.buyer.recency.checked_sub(self.usual?).filter(|&days| days > 0)
    }
}

/// Everyone who had bought by the end of a day, by ascending customer. What came later is as if unknown; a purchase that
/// was taken back whole leaves no day, and a refund of nothing in particular changes no day (1.2.4).
pub fn histories<C: Copy>(ledger: &Ledger<C>, as_of: NaiveDate) -> Vec<History<C>> {
    ledger.each_buyer(as_of, |buyer, days| {
        days.sort_unstable();
        days.dedup();
        let last = days.first().map_or(0, |&first| days_between(first, buyer.last_purchase));
        let repeats = days.len().saturating_sub(1) as u32;
        History { buyer, repeats, last, age: last + buyer.recency, usual: usual_interval(days) }
    })
}

/// The median of the days between one day with purchases and the next, the lower one of two; none for fewer than two
/// intervals. The days ascend, each once.
pub fn usual_interval(days: &[NaiveDate]) -> Option<u32> {
    let mut intervals: Vec<u32> = days.windows(2).map(|pair| days_between(pair[0], pair[1])).collect();
    if intervals.len() < 2 {
        return None;
    }
    let middle = (intervals.len() - 1) / 2;
    Some(*intervals.select_nth_unstable(middle).1)
}

fn days_between(earlier: NaiveDate, later: NaiveDate) -> u32 {
    (later - earlier).num_days() as u32
}
