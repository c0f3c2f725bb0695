//! Average cheques as exact fractions.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::num::NonZeroU32;

/// Money divided by a number of purchases, in minor units, exact (1.2.3). Fractions that have the same value are equal
/// however they are written.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Mean {
    sum: i128,
    count: NonZeroU32,
    /// Sum over count with the error of a floating-point number: decides between fractions that are far apart.
    #[serde(skip_serializing)]
    near: f64,
}

/// More than twice the relative error of `near`: one rounding of the sum and one of the division, 2⁻⁵³ each.
const NEAR_ERROR: f64 = 1.0 / (1_u64 << 50) as f64;

/// A fraction as it is stored, before it is known to be one that can be compared.
#[derive(Deserialize)]
struct Written {
    sum: i128,
    count: NonZeroU32,
}

/// More than any number of amounts adds up to (2³² times 2⁶³), and little enough to be multiplied by a count.
const LARGEST_SUM: u128 = 1 << 95;

impl TryFrom<Written> for Mean {
    type Error = &'static str;

    fn try_from(Written { sum, count }: Written) -> Result<Self, Self::Error> {
        if sum.unsigned_abs() <= LARGEST_SUM { Ok(Mean::new(sum, count)) } else { Err("a sum beyond all money") }
    }
}

impl Mean {
    /// A sum of amounts over a number of purchases; nothing for no purchases.
    pub(super) fn of(sum: i128, count: u32) -> Option<Mean> {
        NonZeroU32::new(count).map(|count| Mean::new(sum, count))
    }

    fn new(sum: i128, count: NonZeroU32) -> Mean {
        Mean { sum, count, near: sum as f64 / f64::from(count.get()) }
    }

    /// The same value in the smallest numbers, so that a stored boundary doesn't depend on which of several customers
    /// with the same value it was read from.
    pub(super) fn reduced(self) -> Mean {
        let mut divisor = (self.sum.unsigned_abs(), u128::from(self.count.get()));
        while divisor.1 > 0 {
            divisor = (divisor.1, divisor.0 % divisor.1);
        }
        let count = NonZeroU32::new((u128::from(self.count.get()) / divisor.0) as u32).unwrap_or(self.count);
        Mean::new(self.sum / divisor.0 as i128, count)
    }

    /// The money, in minor units.
    pub fn sum(self) -> i128 {
        self.sum
    }

    /// What it is divided by.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// The nearest whole minor unit, half away from zero: for showing only.
    pub fn rounded(self) -> i128 {
        let count = i128::from(self.count.get());
        (2 * self.sum + count * self.sum.signum()) / (2 * count)
    }
}

impl Ord for Mean {
    /// By what the fractions are worth, exactly. Boundaries are selected from as many of them as there are customers,
    /// and multiplying such wide numbers is slow in a browser, so it is done only for those close together.
    fn cmp(&self, other: &Self) -> Ordering {
        let apart = self.near - other.near;
        if apart.abs() > (self.near.abs() + other.near.abs()) * NEAR_ERROR {
            return if apart < 0.0 { Ordering::Less } else { Ordering::Greater };
        }
        let crosswise = |one: &Mean, other: &Mean| one.sum * i128::from(other.count.get());
        crosswise(self, other).cmp(&crosswise(other, self))
    }
}

impl PartialOrd for Mean {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Mean {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Mean {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mean(sum: i128, count: u32) -> Mean {
        Mean::of(sum, count).unwrap()
    }

    #[test]
    fn fractions_are_compared_exactly() {
        assert_eq!(mean(30_000, 2), mean(15_000, 1));
        // Two that a floating-point number can't tell apart.
        let large = i128::from(i64::MAX);
        assert!(mean(large, 3) < mean(large + 1, 3));
        assert!(mean(large, 3) > mean(large, 4) && mean(-large, 3) < mean(-large, 4));
        let most = (1 << 95) - 1;
        assert!(mean(most, u32::MAX) < mean(most, u32::MAX - 1));
    }

    proptest! {
        #[test]
        fn no_closeness_deceives_the_comparison(
            sum in -(1_i128 << 94)..1 << 94, count in 1_u32.., factor in 1_u32..1_000, off in -3_i128..=3,
        ) {
            // Nearly or exactly the same value, written in other numbers.
            let (one, other) = (mean(sum / 1_000, count / factor + 1), mean(sum / 1_000 * i128::from(factor) + off, count));
            let crosswise = |one: Mean, other: Mean| one.sum * i128::from(other.count.get());
            prop_assert_eq!(one.cmp(&other), crosswise(one, other).cmp(&crosswise(other, one)));
            let (small, same) = (mean(off, count), mean(off * i128::from(factor), count.saturating_mul(factor)));
            prop_assert_eq!(small.cmp(&same), crosswise(small, same).cmp(&crosswise(same, small)));
            let (exact, next) = (mean(sum / 1_000, factor), mean(sum / 1_000 * 7 + off, factor * 7));
            prop_assert_eq!(exact.cmp(&next), 0.cmp(&off));
        }
    }

    #[test]
    fn halves_are_shown_away_from_zero() {
        let shown =
            [(815, 2), (-815, 2), (1, 3), (2, 3), (-2, 3), (0, 7), (10, 5)].map(|(sum, count)| mean(sum, count));
        assert_eq!(shown.map(Mean::rounded), [408, -408, 0, 1, -1, 0, 2]);
    }

    #[test]
    fn a_stored_fraction_comes_back_and_an_impossible_one_is_refused() {
        let stored = serde_json::to_string(&mean(-408_518, 6).reduced()).unwrap();
        assert_eq!(stored, r#"{"sum":-204259,"count":3}"#);
        assert_eq!(serde_json::from_str::<Mean>(&stored).unwrap(), mean(-408_518, 6));
        assert_eq!(mean(0, 6).reduced().count(), 1);
        for wrong in [r#"{"sum":1,"count":0}"#, r#"{"sum":170141183460469231731687303715884105727,"count":2}"#] {
            assert!(serde_json::from_str::<Mean>(wrong).is_err());
        }
    }
}
