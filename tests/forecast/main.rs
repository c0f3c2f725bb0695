//! Will they buy again: the two models against published values, against figures worked out apart from this code, and
//! against customers who are made up by the very rules of the models.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[path = "command.rs"]
mod command_line_form;
mod fitted;
mod laws;
mod simulated;
mod values;

// The example `forecast`, compiled in, so that it is tested even where only this test is asked for.
#[path = "../../examples/forecast/command.rs"]
mod command;
#[path = "../../examples/shared/command_line.rs"]
mod command_line;
#[path = "../../examples/shared/purchases.rs"]
mod purchases;
#[path = "../../examples/forecast/request.rs"]
mod request;
#[path = "../../examples/shared/table.rs"]
mod table;

use chrono::{Days, NaiveDate};
use voronka::domain::insight::forecast::*;
use voronka::domain::insight::rfm::{Kind, Ledger, Purchase};

/// As published: Fader, Hardie and Lee 2005, fitted to the purchases of 2,357 customers of CDNOW.
const CDNOW: Forecast =
    Forecast { model: Model::AfterRepeats, parameters: Parameters { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };

/// MBG/NBD fitted to the same customers (BTYDplus, lifetimes).
const CDNOW_MBG: Forecast = Forecast {
    model: Model::AfterAnyPurchase,
    parameters: Parameters { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 },
};

const MODELS: [Model; 2] = [Model::AfterRepeats, Model::AfterAnyPurchase];

fn pattern(repeats: u32, last: f64, age: f64) -> Pattern {
    Pattern { repeats, last, age }
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(number.into())
}

fn sale(customer: u32, date: u32) -> Purchase<u32> {
    Purchase { customer, date: day(date), kind: Kind::Sale, amount: Some(1_000) }
}

fn ledger(purchases: &[Purchase<u32>]) -> Ledger<u32> {
    purchases.iter().copied().collect()
}

#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value}, expected {expected} within {tolerance}");
}
