//! What history says of the deals that reached a stage: what share of them is won, and how many days that takes.
//! Deliberately not here: which deals those are (`months`).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::insight::proportion::Proportion;

/// Longer than ten years is counted as ten years.
const LONGEST: u16 = 3_660;
/// Fewer sales than this say nothing of how long the next one takes (DESIGN.md, 5).
const ENOUGH: usize = 10;
/// Nor does history tell when a deal is won that stands longer than all but fewer than this stood before they went on.
const AS_LONG: u32 = 5;

/// The past of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    /// Of the decided deals that reached it, those that were won.
    pub(super) won: Proportion,
    /// Of each sale, how many days it took to get beyond the stage, and how many to be made.
    sales: Vec<(u16, u16)>,
}

impl Past {
    /// Counts a decided deal. `sale`: how many days it took from there to get beyond the stage, and to be sold; none for one
    /// that was lost, or of which it is not known when it was there.
    pub(super) fn count(&mut self, won: bool, sale: Option<(i64, i64)>) {
        self.won.count(won);
        let days = |days: i64| u16::try_from(days.clamp(0, i64::from(LONGEST))).unwrap_or(LONGEST);
        self.sales.extend(sale.map(|(beyond, sold)| (days(beyond), days(sold))));
    }

    /// When deals are won, if they are, that have stood on the stage for so many days: by that number. The stretches lie
    /// between `bounds`, in days from today, the first of them 0. Those of which history does not tell are not there.
    pub(super) fn waits(&self, stood: &BTreeSet<i64>, bounds: &[i64]) -> BTreeMap<i64, When> {
        let mut told = BTreeMap::new();
        if self.sales.len() < ENOUGH {
            return told;
        }
        let mut sales = self.sales.clone();
        sales.sort_unstable();
        // How many sales of those that stood as long took so many days: from the longest on, one after another comes in.
        let (mut took, mut of) = (vec![0_u32; usize::from(LONGEST) + 1], 0);
        for &stood in stood.iter().rev() {
            while let Some((_, sold)) = sales.pop_if(|(beyond, _)| i64::from(*beyond) >= stood) {
                took[usize::from(sold)] += 1;
                of += 1;
            }
            let place = |days: i64| usize::try_from(stood + days).map_or(0, |days| days.min(took.len()));
            let share = |pair: &[i64]| match *pair {
                [from, to] => f64::from(took[place(from)..place(to)].iter().sum::<u32>()) / f64::from(of),
                _ => 0.0,
            };
            if of >= AS_LONG {
                told.insert(stood, When { shares: bounds.windows(2).map(share).collect(), of });
            }
        }
        told
    }
}

/// When a deal is won, if it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct When {
    /// The share of sales in each stretch of days; what is missing from 1 comes after the last.
    pub(super) shares: Vec<f64>,
    /// How many sales say so: those that stood on the stage at least as long as the deal does.
    pub(super) of: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_passed_does_not_come_back() {
        let mut past = Past::default();
        // Ten sales: on the stage for 1, 2, … 10 days, and sold as many days later.
        (1..=10).for_each(|days| past.count(true, Some((days, days * 2))));
        past.count(false, None);
        assert_eq!(past.won, Proportion { k: 10, n: 11 });
        let waits = past.waits(&BTreeSet::from([0, 4, 6, 7, 99]), &[0, 6, 12]);
        // Of ten: sold after 2 and 4 days, then after 6, 8, 10; five later.
        assert_eq!(waits[&0], When { shares: vec![0.2, 0.3], of: 10 });
        // Seven stood four days or more, and were sold after 8; 10, 12, 14; 16, 18, 20: in 4; 6, 8, 10; 12, 14, 16 days from now.
        assert_eq!(waits[&4], When { shares: vec![1.0 / 7.0, 3.0 / 7.0], of: 7 });
        assert_eq!(waits[&6].of, 5);
        assert_eq!(waits.len(), 3, "of those that stand for 7 days only four tell");
    }

    #[test]
    fn nine_sales_tell_nothing_of_time() {
        let (mut past, today) = (Past::default(), BTreeSet::from([0]));
        (0..9).for_each(|_| past.count(true, Some((1, 5))));
        past.count(true, None);
        assert!(past.waits(&today, &[0, 9]).is_empty());
        past.count(true, Some((i64::MAX, i64::MAX)));
        assert_eq!(past.waits(&today, &[0, 9])[&0].shares, [0.9]);
    }
}
