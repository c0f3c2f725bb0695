//! How many decided deals it takes to see a difference: asked before a change to the funnel is tried, so that nobody
//! waits for an answer that so few deals can't give.
//!
//! The formula is that of two proportions with the pooled variance under «no difference» and each side's own under the
//! difference hoped for, as in J. L. Fleiss, Statistical Methods for Rates and Proportions, 2nd edition 1981, formula
//! 3.14, without the correction for continuity: for every side
//! `n = (z₁ √(2 p̄ (1 − p̄)) + z₂ √(p₁ (1 − p₁) + p₂ (1 − p₂)))² / (p₂ − p₁)²`, rounded up, where `p̄` is the mean of the
//! two shares. It is the test of `compare` that it promises to succeed. Deliberately not here: that test.

/// The quantile of a two sided question asked at 95 %.
const SURE: f64 = 1.959_963_984_540_054;

/// The quantile of a power of 80 %: of five trials of something that does make the difference, four will show it.
const SHOWN: f64 = 0.841_621_233_572_914_2;

/// More deals than any company decides: a difference that takes more is as good as none.
const NEVER: f64 = 1e9;

/// How many decided deals each side needs for a difference between two shares to be seen; none when there is no difference
/// to see, no company would ever see it, or one of them is no share.
pub fn needed(one: f64, other: f64) -> Option<u64> {
    Some(exactly(one, other)?.ceil() as u64)
}

/// The smallest greater share that so many decided deals on each side tell from this one; none when not even a whole 100 %
/// would be. The smallest fall that they show is the same question about those that fail.
pub fn least_rise(from: f64, each: u64) -> Option<f64> {
    let suffices = |to| exactly(from, to).is_some_and(|needed| needed <= each as f64);
    if !suffices(1.0) {
        return None;
    }
    // The number needed falls as the difference grows; halving brings the bound down to the last digit.
    let (mut unseen, mut seen) = (from, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(unseen, seen);
        *(if suffices(middle) { &mut seen } else { &mut unseen }) = middle;
    }
    Some(seen)
}

/// How many must have left on each side for a change of how long they stay to be seen, by the ratio of the two medians; none
/// for no change, or for one that no company would ever see. D. A. Schoenfeld, Biometrika 1981, 68:316, for sides of one size:
/// `4 (z₁ + z₂)² / ln² ratio` in all.
pub fn needed_to_leave(ratio: f64) -> Option<u64> {
    let each = 2.0 * ((SURE + SHOWN) / ratio.ln()).powi(2);
    (ratio > 0.0 && each < NEVER).then(|| each.ceil() as u64)
}

/// The number before it is rounded.
fn exactly(one: f64, other: f64) -> Option<f64> {
    let is_share = |share: f64| (0.0..=1.0).contains(&share);
    let spread = |share: f64| share * (1.0 - share);
    let pooled = (2.0 * spread(f64::midpoint(one, other))).sqrt();
    let own = (spread(one) + spread(other)).sqrt();
    let needed = ((SURE * pooled + SHOWN * own) / (one - other)).powi(2);
    (is_share(one) && is_share(other) && needed < NEVER).then_some(needed)
}
