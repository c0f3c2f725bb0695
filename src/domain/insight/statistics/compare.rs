//! Whether two shares differ by more than chance. Deliberately not here: how large the difference may be, which is
//! `Proportion::beyond`, and what many such questions at once do to each of them, which is `holm`.

use std::iter::successors;

use serde::{Deserialize, Serialize};

use super::normal;
use crate::domain::insight::proportion::Proportion;

/// Which test was made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// Two proportions with the variance of both together. The z is above 0 when the first share is the greater one.
    Pooled {
        /// The difference in units of what chance alone spreads it by.
        z: f64,
    },
    /// Fisher's exact test: by chance alone one of the four numbers of the table would be less than 5.
    Exact,
}

/// With fewer expected in any of the four cells of the table z is not to be trusted, and the test is Fisher's.
const FEWEST_EXPECTED: u64 = 5;

/// How likely a difference as great as the one seen is when nothing tells the two sides apart, in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Which test says so.
    pub test: Test,
    /// The two sided p.
    pub p: f64,
}

impl Comparison {
    /// Compares two shares; none when there is nothing on one of the sides, or more have it than there are.
    pub fn of(one: Proportion, other: Proportion) -> Option<Self> {
        let table = Table::of(one, other)?;
        if table.needs_exact() {
            return Some(Self { test: Test::Exact, p: table.fisher() });
        }
        let (n, m) = (one.n as f64, other.n as f64);
        let together = table.have as f64 / (n + m);
        let z = (one.share() - other.share()) / (together * (1.0 - together) * (1.0 / n + 1.0 / m)).sqrt();
        Some(Self { test: Test::Pooled { z }, p: normal::beyond(z) })
    }

    /// Fisher's p of two shares whatever their size: the sum of the probabilities of all tables with the same sums at
    /// the edges that are no likelier than the one seen. None as in [`of`](Self::of).
    pub fn exact(one: Proportion, other: Proportion) -> Option<f64> {
        Some(Table::of(one, other)?.fisher())
    }
}

/// Two shares as a table of two by two: the numbers at its edges, and the one cell that says all the others.
struct Table {
    /// Those of the first side that have it.
    seen: u64,
    /// All of the first side.
    side: u64,
    /// Those of both sides that have it.
    have: u64,
    /// All of both sides.
    all: u64,
}

/// Probabilities that differ by less than this part are the same one, reached by another way.
const SAME: f64 = 1e-10;

impl Table {
    fn of(one: Proportion, other: Proportion) -> Option<Self> {
        let fits = |side: Proportion| side.n > 0 && side.k <= side.n;
        let [seen, side, second, beside] = [one.k, one.n, other.k, other.n].map(|number| number as u64);
        (fits(one) && fits(other)).then_some(Self { seen, side, have: seen + second, all: side + beside })
    }

    fn needs_exact(&self) -> bool {
        let (side, rarer) = (self.side.min(self.all - self.side), self.have.min(self.all - self.have));
        u128::from(side) * u128::from(rarer) < u128::from(FEWEST_EXPECTED) * u128::from(self.all)
    }

    /// Every other table is reached from the likeliest one by moving one deal after another, and each step multiplies
    /// the probability by a quotient of whole numbers: nothing as large as a factorial is needed. The likeliest is
    /// called 1, so that nothing overflows, and what is too small to be told from 0 is too small to be summed.
    fn fisher(&self) -> f64 {
        let Self { seen, side, have, all } = *self;
        let (fewest, most) = ((side + have).saturating_sub(all), side.min(have));
        let likeliest = (u128::from(side + 1) * u128::from(have + 1) / u128::from(all + 2)) as u64;
        // From a table with one less in the cell to the one with this many.
        let step = |to: u64| {
            let (left, right) = ((side + 1 - to) as f64, (have + 1 - to) as f64);
            left * right / (to as f64 * (all + to - side - have) as f64)
        };
        let up = successors(Some((likeliest, 1.0)), |&(at, p)| (at < most).then(|| (at + 1, p * step(at + 1))));
        let down = successors(Some((likeliest, 1.0)), |&(at, p)| (at > fewest).then(|| (at - 1, p / step(at))));
        let tables = up.chain(down.skip(1));
        let bound = tables.clone().find(|&(at, _)| at == seen).map_or(0.0, |(_, p)| p * (1.0 + SAME));
        let (mut whole, mut unlikely) = (0.0, 0.0);
        for (_, p) in tables {
            whole += p;
            unlikely += if p <= bound { p } else { 0.0 };
        }
        unlikely / whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fishers_test_is_for_small_expectations() {
        let test = |k, n, l, m| Comparison::of(Proportion { k, n }, Proportion { k: l, n: m }).map(|found| found.test);
        // Expected in the smallest cell: 10 × 10 / 20 is 5, 9 × 10 / 20 is less.
        assert!(matches!(test(3, 10, 7, 10), Some(Test::Pooled { z }) if z < 0.0));
        assert_eq!(test(3, 10, 6, 10), Some(Test::Exact));
        // Seen cells may be small.
        assert!(matches!(test(0, 40, 20, 40), Some(Test::Pooled { .. })));
    }

    #[test]
    fn a_lady_tasting_tea() {
        // R. A. Fisher, The Design of Experiments, 1935: three of four cups told right; 1, 16, 36, 16, 1 of 70.
        let p = |k| Comparison::exact(Proportion { k, n: 4 }, Proportion { k: 4 - k, n: 4 }).unwrap();
        for (k, ways) in [(0, 2.0), (1, 34.0), (2, 70.0), (3, 34.0), (4, 2.0)] {
            assert!((p(k) - ways / 70.0).abs() < 1e-15, "{k}: {}", p(k));
        }
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        let some = Proportion { k: 3, n: 9 };
        assert_eq!(Comparison::of(some, Proportion::default()), None);
        assert_eq!(Comparison::of(Proportion { k: 4, n: 3 }, some), None);
        // All have it, or nobody: there is nothing to tell apart.
        for all in [0, 9] {
            let p = Comparison::of(Proportion { k: all, n: 9 }, Proportion { k: all, n: 9 }).map(|found| found.p);
            assert_eq!(p, Some(1.0));
        }
    }
}
