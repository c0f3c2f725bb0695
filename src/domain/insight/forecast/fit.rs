//! Finding the parameters under which the past of all customers is likeliest.

use super::likelihood::Sample;
use super::model::{Forecast, Model, Parameters};
use basin::{
    BoxBounds, ConstraintDescription, ConstraintSet, Constraints, CostFunction, Executor, FirstOrderState, Gradient,
    Lbfgsb,
};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;

/// With fewer customers nothing is fitted.
pub const FEWEST_CUSTOMERS: usize = 200;

/// With fewer customers who bought on more than one day nothing is fitted.
pub const FEWEST_REPEATERS: usize = 50;

/// A fit takes some thirty steps; what takes more than this gets nowhere.
const MOST_STEPS: u64 = 500;

/// The slope, per customer and for a parameter that grows by the factor e, at which the search is at the top. It gives
/// the parameters six digits as a rule.
const LEVEL: f64 = 1e-9;

/// The slope, as a part of the height, at which a search that rounding lets go no further is at the top all the same.
const NEARLY_LEVEL: f64 = 1e-6;

/// The parameters of a company.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// The model and its parameters.
    pub forecast: Forecast,
    /// The logarithm of the likelihood: the higher, the better the model describes these customers.
    pub log_likelihood: f64,
    /// How many customers it was fitted to.
    pub customers: usize,
}

/// Why there are no parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoFit {
    /// Too few to tell how customers differ, see [`FEWEST_CUSTOMERS`] and [`FEWEST_REPEATERS`].
    TooFew {
        /// Customers there are.
        customers: usize,
        /// Customers of them who bought on more than one day.
        repeaters: usize,
    },
    /// No best parameters were found: these customers are not as the model takes customers to be.
    Unsettled,
}

/// The parameters that make the past of these customers likeliest. The same sample gives the same parameters.
///
/// # Errors
/// See [`NoFit`].
pub fn fit(model: Model, sample: &Sample) -> Result<Fit, NoFit> {
    let &Sample { customers, repeaters, .. } = sample;
    if customers < FEWEST_CUSTOMERS || repeaters < FEWEST_REPEATERS {
        return Err(NoFit::TooFew { customers, repeaters });
    }
    let hill = Hill::of(model, sample);
    let start = FirstOrderState::new(hill.start());
    let solver = Lbfgsb::new().with_absolute_projected_gradient_tolerance(LEVEL);
    let end = Executor::new(hill.clone(), solver, start).max_iter(MOST_STEPS).run().map_err(|_| NoFit::Unsettled)?;
    let top = end.param();
    let forecast = hill.forecast(top);
    if !hill.is_level(top) || forecast.parameters.checked().is_err() {
        return Err(NoFit::Unsettled);
    }
    Ok(Fit { forecast, log_likelihood: sample.log_likelihood(forecast), customers })
}

/// The likelihood as a landscape, per customer, so that steepness means the same for any number of them.
///
/// The place on it is four logarithms, so that no parameter gets below zero: of `r`, of `alpha / r` (the weeks from one
/// purchase to the next), of `a / b` (how many leave for one who stays) and of the mean of `a` and `b`, the geometric
/// one. Each of them may run away where customers do not differ, or never leave; of the parameters themselves two would
/// run side by side, along a ridge that is hard to follow.
#[derive(Clone)]
struct Hill<'s> {
    model: Model,
    sample: &'s Sample,
    lowest: Vec<f64>,
    highest: Vec<f64>,
}

impl<'s> Hill<'s> {
    /// What each of the four is looked for between. Farther out nothing changes that could be seen.
    const EDGES: [(f64, f64); 4] = [(1e-4, 1e5), (1e-2, 1e4), (1e-8, 1e8), (1e-4, 1e5)];

    fn of(model: Model, sample: &'s Sample) -> Self {
        let logarithms = |edge: fn((f64, f64)) -> f64| Self::EDGES.map(|edges| edge(edges).ln()).to_vec();
        Self { model, sample, lowest: logarithms(|edges| edges.0), highest: logarithms(|edges| edges.1) }
    }

    /// Where the search begins: rates that differ moderately and are on average as seen, and one customer in four who
    /// leaves.
    fn start(&self) -> Vec<f64> {
        let (repeats, weeks) = self.sample.totals();
        let (fastest, slowest) = Self::EDGES[1];
        [1.0, (weeks / repeats).clamp(fastest, slowest), 1.0 / 3.0, 3_f64.sqrt()].map(f64::ln).to_vec()
    }

    fn forecast(&self, place: &[f64]) -> Forecast {
        let [r, weeks, leaving, mean] = std::array::from_fn(|at| place[at]);
        let logarithms = [r, r + weeks, mean + leaving / 2.0, mean - leaving / 2.0];
        Forecast { model: self.model, parameters: Parameters::from_values(logarithms.map(f64::exp)) }
    }

    /// How high it is there, and how steep in each direction.
    fn seen_from(&self, place: &[f64]) -> (f64, [f64; 4]) {
        let forecast = self.forecast(place);
        let (height, slopes) = self.sample.with_slopes(forecast);
        let values = forecast.parameters.values();
        let customers = self.sample.customers as f64;
        let [r, alpha, a, b] = std::array::from_fn(|at| slopes[at] * values[at] / customers);
        (height / customers, [r + alpha, alpha, (a - b) / 2.0, a + b])
    }

    /// Whether it goes up no further, other than over the edge.
    fn is_level(&self, place: &[f64]) -> bool {
        let (height, slopes) = self.seen_from(place);
        let nearly = NEARLY_LEVEL * height.abs().max(1.0);
        (0..slopes.len()).all(|at| {
            let stopped_by_edge = (slopes[at] > 0.0 && place[at] >= self.highest[at])
                || (slopes[at] < 0.0 && place[at] <= self.lowest[at]);
            stopped_by_edge || slopes[at].abs() <= nearly
        })
    }
}

// The optimiser goes down, so it is shown the hill upside down.

impl CostFunction for Hill<'_> {
    type Param = Vec<f64>;
    type Output = f64;
    type Error = Infallible;

    fn cost(&self, logarithms: &Vec<f64>) -> Result<f64, Infallible> {
        Ok(-self.seen_from(logarithms).0)
    }
}

impl Gradient for Hill<'_> {
    type Gradient = Vec<f64>;

    fn gradient(&self, logarithms: &Vec<f64>) -> Result<Vec<f64>, Infallible> {
        Ok(self.seen_from(logarithms).1.map(|slope| -slope).to_vec())
    }

    fn cost_and_gradient(&self, logarithms: &Vec<f64>) -> Result<(f64, Vec<f64>), Infallible> {
        let (height, slopes) = self.seen_from(logarithms);
        Ok((-height, slopes.map(|slope| -slope).to_vec()))
    }
}

impl Constraints for Hill<'_> {
    type Set = ConstraintSet<BoxBounds<Vec<f64>>>;

    fn constraints(&self) -> <Self::Set as ConstraintDescription>::Borrowed<'_> {
        ConstraintSet::new().with_bounds(BoxBounds::new(Some(&self.lowest), Some(&self.highest)))
    }
}
