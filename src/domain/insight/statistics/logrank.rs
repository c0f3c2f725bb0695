//! Whether one group takes longer than another, over all ages at once. N. Mantel, Cancer Chemotherapy Reports 1966,
//! 50:163; the variance is the hypergeometric one. Deliberately not here: by how much (`survival` has the quantiles).

use serde::{Deserialize, Serialize};

use super::{normal, survival::Survival};

/// The answer of the log-rank test of two groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogRank {
    /// To how many of the first group it happened.
    pub happened: usize,
    /// To how many it would have happened, were both groups equally quick: more than `happened` when the first is slower.
    pub expected: f64,
    /// Chi-square of one degree of freedom.
    pub chi_square: f64,
    /// How likely one as great is when both groups are equally quick.
    pub p: f64,
}

impl LogRank {
    /// Compares two groups; none when it never happened while both were watched.
    pub fn of<T: Copy + Ord>(one: &Survival<'_, T>, other: &Survival<'_, T>) -> Option<Self> {
        let ([mut ahead, mut open], [mut ahead_other, mut open_other]) = (one.ahead(), other.ahead());
        let (mut expected, mut variance) = (0.0, 0.0);
        while let Some(at) = ahead.next().into_iter().chain(ahead_other.next()).min() {
            open.pass(at);
            open_other.pass(at);
            let (waiting, beside) = ((ahead.len() + open.len()) as f64, (ahead_other.len() + open_other.len()) as f64);
            let both = waiting + beside;
            let happened = (ahead.take(at) + ahead_other.take(at)) as f64;
            expected += happened * waiting / both;
            if both > 1.0 {
                variance += happened * waiting * beside * (both - happened) / (both * both * (both - 1.0));
            }
        }
        let happened = one.happened();
        let chi_square = (happened as f64 - expected).powi(2) / variance;
        (variance > 0.0).then(|| Self { happened, expected, chi_square, p: normal::chi_square_above(chi_square) })
    }
}
