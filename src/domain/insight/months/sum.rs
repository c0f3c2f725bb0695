//! The range of a sum of which nobody knows what will come of it: each amount comes or does not, apart from the others.
//!
//! The greatest amounts are added up exactly, by convolution on a grid of a five-hundredth of their sum (each amount is
//! shared between the two nearest lines of it, so that its mean stays as it is); the many small ones, and how far history
//! itself can be relied on, are a normal distribution on top. Few deals thus have steps where they have them, and many cost
//! no more than few. Deliberately not here: where the chances come from.

use crate::domain::insight::statistics::normal;

/// So many of the greatest amounts are added up exactly.
const EXACT: usize = 48;
/// Lines of the grid.
const GRID: usize = 512;
/// One case in ten is worse than the worst that is told, and one in ten better than the best.
pub const ONE_IN_TEN: f64 = 0.1;

/// Amounts that come or do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    /// The amount and its chance.
    bets: Vec<(f64, f64)>,
    /// How far the mean itself may be off: its standard deviation.
    doubt: f64,
}

/// How a sum may come out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cases {
    /// Only in one case of ten is it less.
    pub worst: f64,
    /// What it comes to on the average.
    pub mean: f64,
    /// Only in one case of ten is it more.
    pub best: f64,
}

impl Sum {
    /// Adds an amount that comes with this chance.
    pub fn add(&mut self, amount: f64, chance: f64) {
        if amount > 0.0 && chance > 0.0 {
            self.bets.push((amount, chance.min(1.0)));
        }
    }

    /// Adds how far the chances of many amounts may be off together.
    pub fn doubt(&mut self, deviation: f64) {
        self.doubt = self.doubt.hypot(deviation);
    }

    /// How it may come out.
    pub fn cases(mut self) -> Cases {
        let mean = self.mean();
        let most: f64 = self.bets.iter().map(|(amount, _)| amount).sum();
        let spread = self.spread();
        Cases { worst: spread.quantile(ONE_IN_TEN, most), mean, best: spread.quantile(1.0 - ONE_IN_TEN, most) }
    }

    /// How likely it comes to at least so much.
    pub fn reaches(mut self, at_least: f64) -> f64 {
        if at_least <= 0.0 { 1.0 } else { 1.0 - self.spread().below(at_least) }
    }

    fn mean(&self) -> f64 {
        self.bets.iter().map(|(amount, chance)| amount * chance).sum()
    }

    fn spread(&mut self) -> Spread {
        let exact = self.bets.len().min(EXACT);
        if exact < self.bets.len() {
            self.bets.select_nth_unstable_by(exact, |(one, _), (other, _)| other.total_cmp(one));
        }
        let (great, small) = self.bets.split_at(exact);
        let variance = small.iter().map(|(amount, chance)| amount * amount * chance * (1.0 - chance)).sum::<f64>();
        let shift: f64 = small.iter().map(|(amount, chance)| amount * chance).sum();
        let cell = great.iter().map(|(amount, _)| amount).sum::<f64>() / GRID as f64;
        let mut lines = vec![0.0; GRID + exact + 2];
        lines[0] = 1.0;
        let mut top = 0;
        for &(amount, chance) in great {
            let at = amount / cell;
            let (whole, part) = (at.floor() as usize, at.fract());
            top += whole + 1;
            for line in (0..=top).rev() {
                let from = |back: usize| line.checked_sub(back).map_or(0.0, |line| lines[line]);
                let comes = from(whole) * (1.0 - part) + from(whole + 1) * part;
                lines[line] = lines[line] * (1.0 - chance) + comes * chance;
            }
        }
        let at = |(line, share): (usize, f64)| (line as f64 * cell + shift, share);
        let lines = lines.into_iter().enumerate().filter(|(_, share)| *share > 1e-12).map(at).collect();
        Spread { lines, deviation: variance.sqrt().hypot(self.doubt) }
    }
}

/// How a sum is spread: some exact values, each blurred by as much.
struct Spread {
    lines: Vec<(f64, f64)>,
    deviation: f64,
}

impl Spread {
    /// How likely it comes to less.
    fn below(&self, sum: f64) -> f64 {
        let share = |at: f64| match self.deviation > 0.0 {
            true => normal::below((sum - at) / self.deviation),
            // On the line itself lies what the grid has moved by less than a cell.
            false => f64::from(u8::from(at < sum * (1.0 - 1e-9))),
        };
        self.lines.iter().map(|&(at, weight)| weight * share(at)).sum()
    }

    /// The sum below which this share of cases lies: from nothing to all there is.
    fn quantile(&self, share: f64, most: f64) -> f64 {
        let (mut low, mut high) = (0.0, most);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if self.below(middle) < share { low = middle } else { high = middle }
        }
        if low == 0.0 { 0.0 } else { high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(bets: &[(f64, f64)]) -> Sum {
        let mut sum = Sum::default();
        bets.iter().for_each(|&(amount, chance)| sum.add(amount, chance));
        sum
    }

    fn near(found: f64, expected: f64, by: f64) {
        assert!((found - expected).abs() <= by, "{found}, expected {expected}");
    }

    #[test]
    fn one_deal_comes_or_does_not() {
        let cases = sum(&[(1_000.0, 0.3)]).cases();
        assert_eq!((cases.worst, cases.mean), (0.0, 300.0));
        near(cases.best, 1_000.0, 0.01);
        let cases = sum(&[(1_000.0, 0.05)]).cases();
        assert_eq!((cases.worst, cases.best), (0.0, 0.0), "nineteen times of twenty nothing comes");
        let cases = sum(&[(1_000.0, 1.0)]).cases();
        near(cases.worst, 1_000.0, 0.01);
        assert_eq!(sum(&[]).cases(), Cases::default());
    }

    /// Three deals by hand: 0 comes in 0.9 × 0.5 × 0.8 = 36 % of cases, 100 in 4 %, 200 in 36 %, 300 in 4 %, 500 in 9 %, 600 in
    /// 1 %, 700 in 9 %, 800 in 1 %.
    #[test]
    fn three_deals_by_hand() {
        let bets = [(100.0, 0.1), (200.0, 0.5), (500.0, 0.2)];
        let cases = sum(&bets).cases();
        near(cases.mean, 210.0, 1e-9);
        assert!(cases.worst.abs() < 1e-9);
        near(cases.best, 600.0, 2.0);
        near(sum(&bets).reaches(150.0), 0.60, 1e-9);
        near(sum(&bets).reaches(450.0), 0.20, 1e-9);
        near(sum(&bets).reaches(750.0), 0.01, 1e-9);
        assert!((sum(&bets).reaches(0.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn many_small_ones_are_as_the_normal_distribution_has_it() {
        let bets = vec![(10.0, 0.5); 10_000];
        let cases = sum(&bets).cases();
        // A deviation of 10 × √2500 = 500, and 1.2816 of it on either side.
        near(cases.mean, 50_000.0, 1e-6);
        near(cases.worst, 50_000.0 - 640.8, 1.0);
        near(cases.best, 50_000.0 + 640.8, 1.0);
        near(sum(&bets).reaches(50_500.0), 0.1587, 0.001);
    }

    #[test]
    fn one_great_deal_among_many_small_ones_is_not_smeared() {
        let mut bets = vec![(1.0, 0.5); 1_000];
        bets.push((10_000.0, 0.5));
        near(sum(&bets).reaches(5_000.0), 0.5, 0.001);
    }

    #[test]
    fn doubt_widens() {
        let mut doubtful = sum(&vec![(10.0, 0.5); 400]);
        let sure = doubtful.clone().cases();
        doubtful.doubt(300.0);
        doubtful.doubt(400.0);
        let cases = doubtful.cases();
        assert!((cases.mean - sure.mean).abs() < 1e-9);
        // 100 of its own and 500 of doubt.
        near(cases.best - cases.mean, 1.2816 * 100_f64.hypot(500.0), 2.0);
    }

    proptest! {
        #[test]
        fn cases_are_in_order_and_within_what_there_is(
            bets in proptest::collection::vec((1.0_f64..1e9, 0.0_f64..=1.0), 0..120),
            doubt in 0.0_f64..1e8,
        ) {
            let mut one = sum(&bets);
            one.doubt(doubt);
            let most: f64 = bets.iter().map(|(amount, _)| amount).sum();
            let cases = one.clone().cases();
            prop_assert!(0.0 <= cases.worst && cases.worst <= cases.best && cases.best <= most * 1.000_001);
            prop_assert!(cases.mean <= most * 1.000_001);
            let reached = one.clone().reaches(most / 2.0);
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&reached));
            prop_assert!(one.reaches(most / 4.0) >= reached - 1e-9);
        }
    }
}
