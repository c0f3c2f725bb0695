//! Finding the parameters under which the past of all customers is likeliest.

use super::likelihood::Sample;
use super::model::{Forecast, Model, Parameters};
use basin::{
    BoxBounds, ConstraintDescription, ConstraintSet, Constraints, CostFunction, Executor, FirstOrderState, Gradient,
    Lbfgsb,
};
use std::convert::Infallible;

/// With fewer customers nothing is fitted.
pub const FEWEST_CUSTOMERS: usize = 200;

/// With fewer customers who bought on more than one day nothing is fitted.
pub const FEWEST_REPEATERS: usize = 50;

/// A fit takes some thirty steps; whatever needs more than this has no best parameters.
const MOST_STEPS: u64 = 500;

/// The slope, per customer and per e-fold of a parameter, at which the hill counts as climbed. Rounding lets no
/// computation come below some 1e-12; published parameters have seven digits, and want 1e-8.
const LEVEL: f64 = 1e-9;

/// The slope at which a computation that goes no further has still arrived.
const NEARLY_LEVEL: f64 = 1e-6;

/// The parameters of a company.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The model and its parameters.
    pub forecast: Forecast,
    /// The logarithm of the likelihood: the higher, the better the model describes these customers.
    pub log_likelihood: f64,
    /// How many customers it was fitted to.
    pub customers: usize,
}

/// Why there are no parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// Too few to tell how customers differ, see [`FEWEST_CUSTOMERS`] and [`FEWEST_REPEATERS`].
    TooFew {
        /// Customers there are.
        customers: usize,
        /// Customers of them who bought on more than one day.
        repeaters: usize,
    },
    /// No parameters are the best, or they were not found: these customers are not as the model takes customers to be.
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
    let start = FirstOrderState::new(sample.start().map(f64::ln).to_vec());
    let solver = Lbfgsb::new().with_absolute_projected_gradient_tolerance(LEVEL);
    let end = Executor::new(hill.clone(), solver, start).max_iter(MOST_STEPS).run().map_err(|_| NoFit::Unsettled)?;
    let logarithms = end.param();
    let (log_likelihood, _) = hill.seen_from(logarithms);
    if !hill.is_level(logarithms) || !log_likelihood.is_finite() {
        return Err(NoFit::Unsettled);
    }
    Ok(Fit { forecast: hill.forecast(logarithms), log_likelihood: log_likelihood * customers as f64, customers })
}

/// The likelihood as a landscape over the logarithms of the parameters, so that none gets below zero; per customer, so
/// that steepness means the same for any number of them.
#[derive(Clone)]
struct Hill<'s> {
    model: Model,
    sample: &'s Sample,
    lowest: Vec<f64>,
    highest: Vec<f64>,
}

impl<'s> Hill<'s> {
    fn of(model: Model, sample: &'s Sample) -> Self {
        let ends = Parameters::RANGES.map(|(_, range)| range);
        let logarithms = |end: fn((f64, f64)) -> f64| ends.map(|range| end(range).ln()).to_vec();
        Self { model, sample, lowest: logarithms(|range| range.0), highest: logarithms(|range| range.1) }
    }

    fn forecast(&self, logarithms: &[f64]) -> Forecast {
        let value = |at: usize| {
            let (_, (least, most)) = Parameters::RANGES[at];
            logarithms[at].exp().clamp(least, most)
        };
        Forecast { model: self.model, parameters: Parameters::from_values(std::array::from_fn(value)) }
    }

    /// How high it is there, and how steep in each direction.
    fn seen_from(&self, logarithms: &[f64]) -> (f64, [f64; 4]) {
        let forecast = self.forecast(logarithms);
        let (height, slopes) = self.sample.with_slopes(forecast);
        let values = forecast.parameters.values();
        let customers = self.sample.customers as f64;
        (height / customers, std::array::from_fn(|at| slopes[at] * values[at] / customers))
    }

    /// Whether it goes up no further, other than over the edge.
    fn is_level(&self, logarithms: &[f64]) -> bool {
        let (_, slopes) = self.seen_from(logarithms);
        (0..slopes.len()).all(|at| {
            let stopped_by_edge = (slopes[at] > 0.0 && logarithms[at] >= self.highest[at])
                || (slopes[at] < 0.0 && logarithms[at] <= self.lowest[at]);
            stopped_by_edge || slopes[at].abs() <= NEARLY_LEVEL
        })
    }
}

impl Sample {
    /// Where the search begins: rates that differ moderately and are on average as seen, and one customer in four who
    /// leaves.
    fn start(&self) -> [f64; 4] {
        let (repeats, weeks) = self.totals();
        let weeks_each = (weeks / repeats.max(1.0)).clamp(0.01, 1e4);
        [1.0, weeks_each, 1.0, 3.0]
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
