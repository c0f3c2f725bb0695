//! So many of so many, and how far that can be relied on: ranges of 95 %. A share of few never walks alone.
//! Sources: E. B. Wilson 1927 for one share; R. G. Newcombe, Statistics in Medicine 1998, 17:873, method 10, for two.

use serde::{Deserialize, Serialize};

/// The quantile of the normal distribution for a range of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    /// Those that have it.
    pub k: usize,
    /// All.
    pub n: usize,
}

impl Proportion {
    /// Counts one more, that has it or not.
    pub fn count(&mut self, has: bool) {
        self.k += usize::from(has);
        self.n += 1;
    }

    /// The share; 0 of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    pub fn share(self) -> f64 {
        if self.n == 0 { 0.0 } else { self.k as f64 / self.n as f64 }
    }

    /// The range in which the share lies (Wilson); everything is possible of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    pub fn range(self) -> (f64, f64) {
        if self.n == 0 {
            return (0.0, 1.0);
        }
        let (n, p) = (self.n as f64, self.share());
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
    }

    /// The range in which the difference to another share lies (Newcombe). It holds 0 when nothing tells them apart.
    pub fn beyond(self, other: Self) -> (f64, f64) {
        let (p, (low, high)) = (self.share(), self.range());
        let (q, (other_low, other_high)) = (other.share(), other.range());
        let below = ((p - low).powi(2) + (other_high - q).powi(2)).sqrt();
        let above = ((high - p).powi(2) + (q - other_low).powi(2)).sqrt();
        (p - q - below, p - q + above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near((low, high): (f64, f64), expected: (f64, f64)) {
        let close = |a: f64, b: f64| (a - b).abs() < 0.00005;
        assert!(close(low, expected.0) && close(high, expected.1), "{low} {high}, expected {expected:?}");
    }

    #[test]
    fn one_share_as_published() {
        // Newcombe, Statistics in Medicine 1998, 17:857, table I, method 3.
        near(Proportion { k: 81, n: 263 }.range(), (0.2553, 0.3662));
        near(Proportion { k: 15, n: 148 }.range(), (0.0624, 0.1605));
        near(Proportion { k: 0, n: 20 }.range(), (0.0, 0.1611));
        near(Proportion { k: 1, n: 29 }.range(), (0.0061, 0.1718));
        near(Proportion::default().range(), (0.0, 1.0));
    }

    #[test]
    fn two_shares_as_published() {
        // Newcombe, Statistics in Medicine 1998, 17:873, table II, method 10.
        near(Proportion { k: 56, n: 70 }.beyond(Proportion { k: 48, n: 80 }), (0.0524, 0.3339));
        near(Proportion { k: 9, n: 10 }.beyond(Proportion { k: 3, n: 10 }), (0.1705, 0.8090));
    }
}
