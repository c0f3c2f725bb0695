//! Purchases become codes.

use chrono::NaiveDate;
use voronka::domain::insight::rfm::{BoundarySet, Kind, Ledger, Measure, Purchase};
use wasm_bindgen::prelude::wasm_bindgen;

/// Codes like 333 by ascending customer, 0 where no amount is known. Days are those of the common era; a kind of 0 is a
/// sale, everything else a refund.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the page reaches it")]
pub fn codes(customers: &[u32], days: &[u32], kinds: &[u32], amounts: &[f64], as_of: u32) -> Vec<u16> {
    let day = |number: u32| NaiveDate::from_num_days_from_ce_opt(number as i32).unwrap_or_default();
    let lines = customers.iter().zip(days).zip(kinds.iter().zip(amounts));
    let ledger: Ledger<u32> = lines
        .map(|((&customer, &date), (&kind, &amount))| {
            let kind = if kind == 0 { Kind::Sale } else { Kind::Refund };
            Purchase { customer, date: day(date), kind, amount: Some(amount as i64) }
        })
        .collect();
    let population = ledger.summarise(day(as_of));
    let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
    let code = |buyer| {
        boundaries.score(buyer).code().map_or(0, |code| {
            [code.r, code.f, code.m].into_iter().fold(0, |code, grade| code * 10 + u16::from(grade.digit()))
        })
    };
    population.buyers.iter().map(code).collect()
}
