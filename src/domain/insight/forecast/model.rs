//! The two models with their parameters, and what they say about one customer.

use serde::{Deserialize, Serialize};
use std::fmt;

/// When a customer may leave for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Model {
    /// MBG/NBD: after any purchase, the first one included, so that a customer of one purchase may be gone.
    #[default]
    AfterAnyPurchase,
    /// BG/NBD: after a repeat purchase only, so that a customer of one purchase is always still there.
    AfterRepeats,
}

impl Model {
    /// How often a customer could have left by now.
    pub(super) fn occasions(self, repeats: u32) -> u32 {
        match self {
            Model::AfterAnyPurchase => repeats + 1,
            Model::AfterRepeats => repeats,
        }
    }
}

/// One customer as the models see them. Several with the same pattern have the same future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern {
    /// x: days with purchases after the first one.
    pub repeats: u32,
    /// t_x: weeks from the first to the last purchase; 0 without repeats.
    pub last: f64,
    /// T: weeks from the first purchase to the day of the forecast, at least as many.
    pub age: f64,
}

/// What describes the customers of a company as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// How much purchase rates differ between customers: little when it is high. They average `r / alpha` a week.
    pub r: f64,
    /// Weeks.
    pub alpha: f64,
    /// The readiness to leave averages `a / (a + b)`, and differs little between customers when both are high.
    pub a: f64,
    /// See `a`.
    pub b: f64,
}

/// A parameter that no model can work with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfRange {
    /// Its name in the literature.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// The lowest and the highest that are taken.
    pub range: (f64, f64),
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} is {}, and has to be from {} to {}", self.name, self.value, self.range.0, self.range.1)
    }
}

impl Parameters {
    /// What each may be, by name. So wide that no company of people comes near: `alpha` of a thousandth of a week stands
    /// for purchases every ten minutes.
    pub(super) const RANGES: [(&'static str, (f64, f64)); 4] =
        [("r", (1e-9, 1e9)), ("alpha", (1e-3, 1e9)), ("a", (1e-9, 1e9)), ("b", (1e-9, 1e9))];

    /// In the order in which they are published: r, alpha, a, b.
    pub fn values(self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }

    pub(super) fn from_values([r, alpha, a, b]: [f64; 4]) -> Self {
        Self { r, alpha, a, b }
    }

    /// The same, once it is known that formulas work with them.
    ///
    /// # Errors
    /// The first that is out of range or no number.
    pub fn checked(self) -> Result<Self, OutOfRange> {
        let out = |((name, range), value): (_, f64)| {
            let (least, most) = range;
            (!(least..=most).contains(&value)).then_some(OutOfRange { name, value, range })
        };
        Self::RANGES.into_iter().zip(self.values()).find_map(out).map_or(Ok(self), Err)
    }
}

/// A model with its parameters: all that is needed to tell any customer's future.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// The model.
    pub model: Model,
    /// Its parameters, in range (see [`Parameters::checked`]).
    pub parameters: Parameters,
}

/// A sum that needs more terms than this is cut. Within the range of the parameters it happens to customers of today
/// only, where everybody buys many times a day, and then costs a share of the sum that nobody could measure.
const MOST_TERMS: u32 = 2_000_000;

impl Forecast {
    /// The probability that a customer has not left.
    pub fn alive(self, customer: Pattern) -> f64 {
        let occasions = self.model.occasions(customer.repeats);
        if occasions == 0 {
            return 1.0;
        }
        let Parameters { r, alpha, a, b } = self.parameters;
        let silence = ((customer.age - customer.last) / (alpha + customer.last)).ln_1p();
        let odds_of_leaving = a / (b + f64::from(occasions - 1));
        1.0 / (1.0 + odds_of_leaving * ((r + f64::from(customer.repeats)) * silence).exp())
    }

    /// The probability of at least one purchase within the next days.
    pub fn buys_within(self, customer: Pattern, days: u32) -> f64 {
        let Parameters { r, alpha, .. } = self.parameters;
        let ahead = f64::from(days) / 7.0 / (alpha + customer.age);
        self.alive(customer) * -(-(r + f64::from(customer.repeats)) * ahead.ln_1p()).exp_m1()
    }

    /// How many days with purchases are to be expected within the next days.
    ///
    /// The formula with Gauss's function in the literature, term by term: somebody who stays is going to want `k`
    /// purchases with the probabilities of a negative binomial distribution, and makes as many of them as come before
    /// leaving. All terms are positive, so that nothing cancels, and `a = 1` is no exception.
    pub fn purchases_within(self, customer: Pattern, days: u32) -> f64 {
        if days == 0 {
            return 0.0;
        }
        let Parameters { r, alpha, a, b } = self.parameters;
        let size = r + f64::from(customer.repeats);
        let occasions = f64::from(self.model.occasions(customer.repeats));
        let weeks = f64::from(days) / 7.0;
        let share = weeks / (alpha + customer.age + weeks);
        // All terms are divided by the first probability, which may be too small for a number.
        let mut divided_by = -size * (weeks / (alpha + customer.age)).ln_1p();
        let (mut probability, mut made, mut stays, mut sum) = (1.0, 0.0, 1.0, 0.0);
        for k in 1..=MOST_TERMS {
            let k = f64::from(k);
            probability *= share * (size + k - 1.0) / k;
            made += stays;
            stays *= (b + occasions + k - 1.0) / (a + b + occasions + k - 1.0);
            let term = probability * made;
            sum += term;
            // What is left is less than a geometric series.
            let ratio = share * (size + k) / k;
            if ratio < 1.0 && term * ratio <= 1e-15 * sum * (1.0 - ratio) {
                break;
            }
            if sum > 1e200 {
                probability *= 1e-200;
                sum *= 1e-200;
                divided_by += 200.0 * std::f64::consts::LN_10;
            }
        }
        self.alive(customer) * sum * divided_by.exp()
    }
}
