//! The rule "nearest quarter, ties whole" for one dimension (1.2.7 and 1.2.8).

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The grade of a customer in one dimension. The number shown for it is 3 for the best and 1 for the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Shown as 1.
    Worst = 1,
    /// Shown as 2.
    Middle = 2,
    /// Shown as 3.
    Best = 3,
}

impl Grade {
    /// Every grade, the worst first.
    pub const ALL: [Grade; 3] = [Grade::Worst, Grade::Middle, Grade::Best];

    /// The grade as a digit.
    pub fn digit(self) -> u8 {
        self as u8
    }
}

/// Which end of a dimension is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Frequency and money.
    Higher,
    /// Recency: days since the last purchase.
    Lower,
}

impl Better {
    /// Best first.
    fn order<T: Ord>(self, one: &T, other: &T) -> Ordering {
        match self {
            Better::Higher => other.cmp(one),
            Better::Lower => one.cmp(other),
        }
    }
}

/// The boundaries of one dimension: the last value inside each of the outer groups. A best boundary of 30 days means
/// that 30 days are still best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edges<T> {
    /// Values at least as good as this are best.
    pub best: T,
    /// Values at least as bad as this are worst.
    pub worst: T,
}

impl<T: Copy + Ord> Edges<T> {
    /// The boundaries of a set of values; nothing when all of them are equal or there are none. The values get into
    /// another order.
    ///
    /// Each outer group is a run of whole blocks of equal values from its end, non-empty and not everybody, whose size
    /// `s` out of `n` brings `4s` closest to `n`; of two such sizes it is the smaller.
    pub fn of(values: &mut [T], better: Better) -> Option<Edges<T>> {
        let best = nearest_quarter(values, |one, other| better.order(one, other))?;
        let worst = nearest_quarter(values, |one, other| better.order(other, one))?;
        Some(Edges { best, worst })
    }

    /// The grade of a value, which need not be one of those that the boundaries were taken from.
    pub fn grade(&self, value: T, better: Better) -> Grade {
        if better.order(&value, &self.best).is_le() {
            Grade::Best
        } else if better.order(&value, &self.worst).is_ge() {
            Grade::Worst
        } else {
            Grade::Middle
        }
    }
}

/// The last value of the group at the front of an order.
///
/// The sizes that the group can have are the places where one value ends and the next begins. The distance to a quarter
/// falls up to the quarter and rises after it, so only the two places next to it count: before and after the block of
/// equal values that the quarter falls into. That needs no sorting, only a selection.
fn nearest_quarter<T: Copy>(values: &mut [T], order: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    let all = values.len();
    if all == 0 {
        return None;
    }
    let quarter = all / 4;
    let (before, &mut value, after) = values.select_nth_unstable_by(quarter, &order);
    let better = || before.iter().copied().filter(|other| order(other, &value).is_lt());
    let without = better().count();
    let with = all - after.iter().filter(|other| order(other, &value).is_gt()).count();
    let distance = |size: usize| (4 * size).abs_diff(all);
    let takes_block = match (without > 0, with < all) {
        (true, true) => distance(with) < distance(without),
        (takes_less, takes_block) if takes_less || takes_block => takes_block,
        _ => return None,
    };
    if takes_block { Some(value) } else { better().max_by(|one, other| order(one, other)) }
}
