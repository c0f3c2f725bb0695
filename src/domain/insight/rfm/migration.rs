//! Who went from which cell to which between two days (1.4).

use super::boundaries::{BoundarySet, Code};
use super::moves::Moves;
use super::population::{Buyer, Measure, Population};
use super::quarter::Grade;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many customers went from where to where. Always shown together with its mode.
///
/// F counts the whole history, so with frozen boundaries it never falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// How the later day was scored.
    pub mode: Mode,
    /// Customers by place on the earlier and on the later day. Pairs without customers are absent.
    pub customers: BTreeMap<(Place, Place), u32>,
    /// Recency alone, of those who are in both populations: customers by grade before (row) and after (column), worst
    /// first.
    pub r: [[u32; 3]; 3],
    /// Frequency alone.
    pub f: [[u32; 3]; 3],
    /// Money alone, of those with a known amount on both days.
    pub m: [[u32; 3]; 3],
}

/// Which boundaries score the later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Those of the earlier day: how customers behaved.
    Frozen,
    /// Its own: how customers stand among the others.
    Reranked,
}

/// Where a customer is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In one of the 27 cells.
    Cell(Code),
    /// A buyer outside them, because no amount is known.
    AmountUnknown,
    /// No buyer: on the earlier day because the first purchase came later ("new"), on the later day because every
    /// purchase was taken back or the customer merged with another ("gone").
    Outside,
}

impl Migration {
    /// Both days by the boundaries of the earlier one, or by an older set that is kept.
    pub fn frozen<C: Copy + Ord>(before: &Population<C>, after: &Population<C>, boundaries: &BoundarySet) -> Migration {
        Moves::frozen(before, after, boundaries).count()
    }

    /// Each day by its own boundaries.
    pub fn reranked<C: Copy + Ord>(before: &Population<C>, after: &Population<C>, measure: Measure) -> Migration {
        Moves::reranked(before, after, measure).count()
    }
}

impl<C> Moves<C> {
    /// Counts them.
    pub fn count(&self) -> Migration {
        let mut counted =
            Migration { mode: self.mode, customers: BTreeMap::new(), r: [[0; 3]; 3], f: [[0; 3]; 3], m: [[0; 3]; 3] };
        for one in &self.list {
            *counted.customers.entry(one.places()).or_default() += 1;
            if let (Some(was), Some(is)) = (one.was, one.is) {
                add(&mut counted.r, was.r, is.r);
                add(&mut counted.f, was.f, is.f);
                if let (Some(was), Some(is)) = (was.m, is.m) {
                    add(&mut counted.m, was, is);
                }
            }
        }
        counted
    }
}

fn add(table: &mut [[u32; 3]; 3], was: Grade, is: Grade) {
    table[usize::from(was.digit() - 1)][usize::from(is.digit() - 1)] += 1;
}

/// The best clients who fell silent (1.4): best by frequency and money now, best by recency on the earlier day and not
/// any more. By ascending customer.
pub fn silent_best<'now, C: Ord>(
    (before, boundaries_before): (&Population<C>, &BoundarySet),
    (now, boundaries_now): (&'now Population<C>, &BoundarySet),
) -> Vec<&'now Buyer<C>> {
    side_by_side(&before.buyers, &now.buyers)
        .filter_map(|(was, is)| was.zip(is))
        .filter(|(was, is)| {
            let scores = boundaries_now.score(is);
            boundaries_before.score(was).r == Grade::Best
                && scores.r < Grade::Best
                && scores.f == Grade::Best
                && scores.m == Some(Grade::Best)
        })
        .map(|(_, is)| is)
        .collect()
}

/// Every customer of either population once, with the figures of both days.
pub(super) fn side_by_side<'a, 'b, C: Ord>(
    before: &'a [Buyer<C>],
    after: &'b [Buyer<C>],
) -> impl Iterator<Item = (Option<&'a Buyer<C>>, Option<&'b Buyer<C>>)> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (before.peek(), after.peek()) {
            (Some(was), Some(is)) => was.customer.cmp(&is.customer),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        Some((before.next_if(|_| order.is_le()), after.next_if(|_| order.is_ge())))
    })
}
