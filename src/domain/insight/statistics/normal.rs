//! The normal distribution, and the chi-square of one degree of freedom, which is its square. Precise far into the tails,
//! where a probability is a small number and not a rounded 0. Deliberately not here: what is tested with it.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// How likely a value up to this one is.
pub fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// How likely a value is that lies at least as far from the middle as this one, on either side: the two sided p of z.
pub fn beyond(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// How likely a chi-square of one degree of freedom is at least this great: the p of a log-rank test.
pub fn chi_square_above(chi_square: f64) -> f64 {
    libm::erfc((chi_square.max(0.0) / 2.0).sqrt())
}

/// The value below which this share lies; infinite for none and for all, not a number outside of them.
///
/// A rational guess (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23, right to 0.00045), and then
/// Halley's steps towards the share itself, each of which triples the number of right digits.
pub fn quantile(share: f64) -> f64 {
    if share > 0.5 {
        return -quantile(1.0 - share);
    }
    if share.is_nan() || share < 0.0 {
        return f64::NAN;
    }
    if share == 0.0 {
        return f64::NEG_INFINITY;
    }
    let t = (-2.0 * share.ln()).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let under = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / under - t;
    for _ in 0..3 {
        let density = (-z * z / 2.0).exp() / (2.0 * PI).sqrt();
        let step = (below(z) - share) / density;
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{found}, expected {expected}");
    }

    #[test]
    fn shares_are_precise_far_into_the_tails() {
        // scipy.stats.norm.cdf and chi2.sf, scipy 1.17.1.
        near(below(-1.0), 0.158_655_253_931_457_05);
        near(below(-8.0), 6.220_960_574_271_74e-16);
        near(below(-37.0), 5.725_571_222_523_927e-300);
        near(beyond(1.959_963_984_540_054), 0.05);
        near(beyond(-10.0), 1.523_970_604_832_094e-23);
        near(chi_square_above(3.841_458_820_694_124), 0.05);
        near(chi_square_above(200.0), 2.088_487_583_762_569e-45);
    }

    #[test]
    fn quantiles_are_precise_far_into_the_tails() {
        // scipy.stats.norm.ppf.
        near(quantile(0.975), 1.959_963_984_540_054);
        near(quantile(0.8), 0.841_621_233_572_914_2);
        near(quantile(0.3), -0.524_400_512_708_041);
        near(quantile(1e-10), -6.361_340_902_404_057);
        near(quantile(1e-300), -37.047_096_299_361_2);
        assert!(quantile(0.5).abs() < 1e-15);
    }

    #[test]
    fn what_is_no_share_has_no_quantile() {
        assert_eq!((quantile(0.0), quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert!([-0.1, 1.1, f64::NAN].into_iter().all(|share| quantile(share).is_nan()));
    }
}
