//! Customers made up by the rules of the models themselves, from a seed.

use super::*;
use std::f64::consts::TAU;

/// Marsaglia's xorshift, with the multiplication of Vigna: the same numbers everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Evenly between 0 and 1, neither of them.
    pub(crate) fn even(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.even().ln()).sqrt() * (TAU * self.even()).cos()
    }

    /// By the gamma distribution (Marsaglia and Tsang 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.even().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let normal = self.normal();
            let cube = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
            if cube > 0.0 && self.even().ln() < normal * normal / 2.0 + d - d * cube + d * cube.ln() {
                return d * cube;
            }
        }
    }

    /// The weeks of one customer's purchases, the first at 0, none after `weeks`.
    pub(crate) fn customer(&mut self, Forecast { model, parameters }: Forecast, weeks: f64) -> Vec<f64> {
        let Parameters { r, alpha, a, b } = parameters;
        let rate = self.gamma(r) / alpha;
        let (leaves, stays) = (self.gamma(a), self.gamma(b));
        let leaves = leaves / (leaves + stays);
        let (mut bought, mut now) = (vec![0.0], 0.0);
        let mut may_leave = model == Model::AfterAnyPurchase;
        loop {
            if may_leave && self.even() < leaves {
                return bought;
            }
            now -= self.even().ln() / rate;
            if now > weeks {
                return bought;
            }
            bought.push(now);
            may_leave = true;
        }
    }
}

/// What was seen of a customer in the first weeks.
pub(crate) fn seen(bought: &[f64], weeks: f64) -> Pattern {
    let seen: Vec<f64> = bought.iter().copied().filter(|&week| week <= weeks).collect();
    pattern(seen.len() as u32 - 1, seen[seen.len() - 1], weeks)
}

#[test]
fn made_up_customers_do_what_was_said_of_them() {
    // So many customers of each model, watched for 39 weeks and then for 39 more.
    const CUSTOMERS: u32 = 40_000;
    for (forecast, seed) in [(CDNOW, 11), (CDNOW_MBG, 12)] {
        let mut dice = Dice(seed);
        // Of everyone, of those with one purchase, and of those with repeats: customers, said and happened that they buy,
        // said and happened purchases.
        let mut groups = [[0.0; 5]; 3];
        for _ in 0..CUSTOMERS {
            let bought = dice.customer(forecast, 78.0);
            let customer = seen(&bought, 39.0);
            let later = bought.iter().filter(|&&week| week > 39.0).count() as f64;
            let figures = [
                1.0,
                forecast.buys_within(customer, 273),
                later.min(1.0),
                forecast.purchases_within(customer, 273),
                later,
            ];
            for group in [0, 1 + usize::from(customer.repeats > 0)] {
                (0..5).for_each(|at| groups[group][at] += figures[at]);
            }
        }
        for [customers, buying, bought, purchases, made] in groups {
            // Four standard deviations of a share; purchases spread wider.
            near(bought / customers, buying / customers, 4.0 * (0.25 / customers).sqrt());
            near(made / customers, purchases / customers, 0.03 * (purchases / customers).max(0.3));
        }
    }
}

#[test]
fn the_parameters_of_made_up_customers_are_found_again() {
    for (truth, seed) in [(CDNOW, 1), (CDNOW_MBG, 2)] {
        let mut dice = Dice(seed);
        let sample: Sample = (0..20_000)
            .map(|_| {
                let weeks = 27.0 + 12.0 * dice.even();
                seen(&dice.customer(truth, weeks), weeks)
            })
            .collect();
        let found = fit(truth.model, &sample).unwrap();
        // By how much the best parameters are better than the true ones is known (Wilks): twice the difference is more
        // than 18.5 once in a thousand samples.
        let better = 2.0 * (found.log_likelihood - sample.log_likelihood(truth));
        assert!((0.0..18.5).contains(&better), "{better}: {found:?}");
        let [r, alpha, a, b] = truth.parameters.values();
        let Parameters { r: found_r, alpha: found_alpha, a: found_a, b: found_b } = found.forecast.parameters;
        near(found_r / found_alpha, r / alpha, 0.1 * r / alpha);
        near(found_r, r, 0.1 * r);
        near(found_a / (found_a + found_b), a / (a + b), 0.1 * a / (a + b));
    }
}

#[test]
fn companies_of_every_kind_are_fitted() {
    let (mut dice, mut fitted) = (Dice(4), 0);
    // The last company's customers all buy equally often; those of some leave at once or never, or equally readily.
    let rates = [0.05, 0.25, 1.0, 6.0].into_iter().flat_map(|r| [0.3, 5.0, 40.0].map(|alpha| (r, alpha)));
    for (r, alpha) in rates.chain([(2_000.0, 12_000.0)]) {
        for (a, b) in [(0.05, 0.5), (0.8, 2.4), (3.0, 3.0), (20.0, 60.0), (0.01, 10.0)] {
            for model in MODELS {
                let truth = Forecast { model, parameters: Parameters { r, alpha, a, b } };
                let mut customer = || {
                    let weeks = 60.0 * dice.even();
                    seen(&dice.customer(truth, weeks), weeks)
                };
                let sample: Sample = (0..400).map(|_| customer()).collect();
                match fit(model, &sample) {
                    Ok(found) => {
                        fitted += 1;
                        let better = found.log_likelihood - sample.log_likelihood(truth);
                        assert!(better > -1e-6, "{truth:?}: {better}, {found:?}");
                    }
                    Err(none) => assert!(sample.repeaters < FEWEST_REPEATERS, "{truth:?}: {none:?}"),
                }
            }
        }
    }
    assert!(fitted > 80, "{fitted}");
}
