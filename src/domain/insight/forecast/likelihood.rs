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

/// The logarithm of Γ(start + n) / Γ(start) and its derivative, for every n up to a highest. As n is whole, it is a
/// product of n factors, and no gamma function is needed.
struct Rising {
    logarithm: Vec<f64>,
    slope: Vec<f64>,
}

impl Rising {
    fn from(start: f64, highest: u32) -> Self {
        let (mut logarithm, mut slope) = (vec![0.0], vec![0.0]);
        let (mut sum, mut slopes) = (0.0, 0.0);
        for factor in (0..highest).map(|n| start + f64::from(n)) {
            sum += factor.ln();
            slopes += factor.recip();
            logarithm.push(sum);
            slope.push(slopes);
        }
        Self { logarithm, slope }
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
        let rate = Rising::from(r, most);
        let stays = Rising::from(b, model.occasions(most));
        let either = Rising::from(a + b, model.occasions(most));
        let (alpha_logarithm, a_logarithm) = (alpha.ln(), a.ln());

        let (mut sum, mut slopes) = (0.0, [0.0; 4]);
        for patterns in self.patterns.chunk_by(|(one, _), (other, _)| one.repeats == other.repeats) {
            let repeats = patterns[0].0.repeats;
            let occasions = model.occasions(repeats);
            let (x, m) = (repeats as usize, occasions as usize);
            let size = r + f64::from(repeats);
            let before_last = b + f64::from(occasions) - 1.0;
            let odds_logarithm = if occasions > 0 { a_logarithm - before_last.ln() } else { f64::NEG_INFINITY };

            let (mut customers, mut gone_customers, mut ages, mut silences) = (0.0, 0.0, 0.0, 0.0);
            let (mut odds, mut weights) = (0.0, 0.0);
            for &(Pattern { last, age, .. }, count) in patterns {
                let (until_today, until_last) = (alpha + age, alpha + last);
                let age_logarithm = until_today.ln();
                let silence = age_logarithm - until_last.ln();
                // By how much having left is likelier than having stayed.
                let gain = odds_logarithm + size * silence;
                let small = (-gain.abs()).exp();
                let larger = 1.0 / (1.0 + small);
                let (gone, stayed) = if gain > 0.0 { (larger, small * larger) } else { (small * larger, larger) };
                customers += count;
                gone_customers += count * gone;
                ages += count * age_logarithm;
                silences += count * gone * silence;
                odds += count * (gain.max(0.0) + small.ln_1p());
                weights += count * (stayed / until_today + gone / until_last);
            }
            let of_all = rate.logarithm[x] + r * alpha_logarithm + stays.logarithm[m] - either.logarithm[m];
            sum += customers * of_all - size * ages + odds;
            slopes[0] += customers * (rate.slope[x] + alpha_logarithm) - ages + silences;
            slopes[1] += customers * r / alpha - size * weights;
            slopes[2] += gone_customers / a - customers * either.slope[m];
            slopes[3] += customers * (stays.slope[m] - either.slope[m]);
            if occasions > 0 {
                slopes[3] -= gone_customers / before_last;
            }
        }
        (sum, slopes)
    }
}
