//! How likely the purchases of all customers are under a model, and how that changes with each parameter.

use super::model::{Forecast, Parameters, Pattern};

/// The patterns of all customers, each with how many have it. The order in which customers come makes no difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// By ascending pattern.
    patterns: Vec<(Pattern, f64)>,
    /// How many customers there are.
    pub customers: usize,
    /// How many of them bought on more than one day.
    pub repeaters: usize,
}

impl FromIterator<Pattern> for Sample {
    fn from_iter<Patterns: IntoIterator<Item = Pattern>>(patterns: Patterns) -> Self {
        let mut all: Vec<Pattern> = patterns.into_iter().collect();
        all.sort_unstable_by(|one, other| {
            let by_time = || one.last.total_cmp(&other.last).then(one.age.total_cmp(&other.age));
            one.repeats.cmp(&other.repeats).then_with(by_time)
        });
        let runs = all.chunk_by(|one, other| one == other);
        Self {
            patterns: runs.map(|run| (run[0], run.len() as f64)).collect(),
            customers: all.len(),
            repeaters: all.iter().filter(|pattern| pattern.repeats > 0).count(),
        }
    }
}

/// What a number of purchases, or of occasions to leave, adds to the logarithm of the likelihood, for each number up to a
/// highest; and the derivatives of that. The literature has quotients of gamma functions here. As the number is whole,
/// each is a product of as many factors, and no gamma function is needed.
struct Products<const N: usize> {
    logarithm: Vec<f64>,
    slopes: Vec<[f64; N]>,
}

impl<const N: usize> Products<N> {
    /// By the logarithm of each factor, and its derivatives.
    fn of(highest: u32, factor: impl Fn(f64) -> (f64, [f64; N])) -> Self {
        let (mut logarithm, mut slopes) = (vec![0.0], vec![[0.0; N]]);
        let (mut sum, mut sums) = (0.0, [0.0; N]);
        for number in 0..highest {
            let (more, steeper) = factor(number.into());
            sum += more;
            sums = std::array::from_fn(|at| sums[at] + steeper[at]);
            logarithm.push(sum);
            slopes.push(sums);
        }
        Self { logarithm, slopes }
    }

    /// Γ(r + n) / Γ(r).
    fn rate(r: f64, highest: u32) -> Products<1> {
        Products::of(highest, |n| ((r + n).ln(), [(r + n).recip()]))
    }

    /// B(a, b + n) / B(a, b): the probability of staying so many times. By a and by b; written so that nothing is lost
    /// when both are large.
    fn stays(a: f64, b: f64, highest: u32) -> Products<2> {
        Products::of(highest, |n| {
            let (one, both) = (b + n, a + b + n);
            (-(a / one).ln_1p(), [-both.recip(), a / one / both])
        })
    }
}

impl Sample {
    /// All repeats, and the weeks in which all customers were watched.
    pub(super) fn totals(&self) -> (f64, f64) {
        self.patterns.iter().fold((0.0, 0.0), |(repeats, weeks), (pattern, count)| {
            (repeats + count * f64::from(pattern.repeats), weeks + count * pattern.age)
        })
    }

    /// The logarithm of the likelihood.
    pub fn log_likelihood(&self, forecast: Forecast) -> f64 {
        self.with_slopes(forecast).0
    }

    /// The logarithm of the likelihood, and its derivatives by r, alpha, a and b.
    ///
    /// Of one customer it is the logarithm of a sum of two: stayed until today, or left after the last purchase. The
    /// larger of the two stands outside the logarithm, so that neither overflows (Hardie's note 27).
    pub(super) fn with_slopes(&self, Forecast { model, parameters }: Forecast) -> (f64, [f64; 4]) {
        let Parameters { r, alpha, a, b } = parameters;
        let most = self.patterns.last().map_or(0, |(pattern, _)| pattern.repeats);
        let rate = Products::<1>::rate(r, most);
        let stays = Products::<2>::stays(a, b, model.occasions(most));

        let (mut sum, mut slopes) = (0.0, [0.0; 4]);
        for patterns in self.patterns.chunk_by(|(one, _), (other, _)| one.repeats == other.repeats) {
            let repeats = patterns[0].0.repeats;
            let occasions = model.occasions(repeats);
            let (x, m) = (repeats as usize, occasions as usize);
            let size = r + f64::from(repeats);
            let before_last = b + (f64::from(occasions) - 1.0);
            let odds_logarithm = if occasions > 0 { (a / before_last).ln() } else { f64::NEG_INFINITY };

            // Sums over the customers: of all, of the probability of having left, and of what each parameter multiplies.
            let (mut customers, mut gone_customers, mut odds) = (0.0, 0.0, 0.0);
            let (mut watched, mut silences, mut shares, mut weights) = (0.0, 0.0, 0.0, 0.0);
            for &(Pattern { last, age, .. }, count) in patterns {
                let (until_today, until_last) = (alpha + age, alpha + last);
                let silence = ((age - last) / until_last).ln_1p();
                // By how much having left is likelier than having stayed.
                let gain = odds_logarithm + size * silence;
                let small = (-gain.abs()).exp();
                let larger = 1.0 / (1.0 + small);
                let (gone, stayed) = if gain > 0.0 { (larger, small * larger) } else { (small * larger, larger) };
                customers += count;
                gone_customers += count * gone;
                odds += count * (gain.max(0.0) + small.ln_1p());
                watched += count * (age / alpha).ln_1p();
                silences += count * gone * silence;
                shares += count * (stayed * age / until_today + gone * last / until_last);
                weights += count * (stayed / until_today + gone / until_last);
            }
            // The power r + x of alpha + T is taken apart, so that nothing is lost when r and alpha are large.
            let of_all = rate.logarithm[x] - f64::from(repeats) * alpha.ln() + stays.logarithm[m];
            sum += customers * of_all - size * watched + odds;
            slopes[0] += customers * rate.slopes[x][0] - watched + silences;
            slopes[1] += r / alpha * shares - f64::from(repeats) * weights;
            slopes[2] += customers * stays.slopes[m][0] + gone_customers / a;
            slopes[3] += customers * stays.slopes[m][1];
            if occasions > 0 {
                slopes[3] -= gone_customers / before_last;
            }
        }
        (sum, slopes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::forecast::Model;

    #[test]
    fn slopes_are_what_the_likelihood_changes_by() {
        let customers = [(0, 0.0, 27.0), (0, 0.0, 27.0), (1, 1.71, 38.86), (2, 30.43, 38.86), (26, 30.86, 31.0)];
        let sample: Sample = customers.into_iter().map(|(repeats, last, age)| Pattern { repeats, last, age }).collect();
        for model in [Model::AfterRepeats, Model::AfterAnyPurchase] {
            for values in [[0.243, 4.414, 0.793, 2.426], [3.0, 0.2, 0.01, 40.0], [0.02, 90.0, 7.0, 0.3]] {
                let of = |values| Forecast { model, parameters: Parameters::from_values(values) };
                let (height, slopes) = sample.with_slopes(of(values));
                assert!(height < 0.0);
                for at in 0..4 {
                    let beside = |step: f64| {
                        let mut values = values;
                        values[at] *= 1.0 + step;
                        sample.log_likelihood(of(values))
                    };
                    let measured = (beside(1e-5) - beside(-1e-5)) / (2e-5 * values[at]);
                    let tolerance = 1e-6 * slopes[at].abs().max(1.0);
                    assert!((slopes[at] - measured).abs() < tolerance, "{at}: {} {measured}", slopes[at]);
                }
            }
        }
    }
}
