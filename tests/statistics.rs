//! Ranges, tests and durations against published values (`fixtures/funnel_vectors.json`), against other programs, and
//! against their own laws.
//!
//! The values of other programs were computed once, with scipy 1.17.1 (`stats.norm`, `stats.chi2`, `fisher_exact`),
//! statsmodels 0.15.0 (`proportions_ztest`) and lifelines 0.30.3 (`KaplanMeierFitter`, `logrank_test`), and written down
//! here; Aalen and Johansen's by their formula in numpy, because lifelines moves equal ages apart at random.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[path = "statistics/durations.rs"]
mod durations;
#[path = "statistics/shares.rs"]
mod shares;

use serde::Deserialize;
use voronka::domain::insight::statistics::adjusted;

#[derive(Deserialize)]
struct Vectors {
    wilson_published: Vec<Share>,
    newcombe_published: Vec<Difference>,
    km_6mp: Remission,
    holm: Several,
}

#[derive(Deserialize)]
struct Share {
    k: usize,
    n: usize,
    lo: f64,
    hi: f64,
}

#[derive(Deserialize)]
struct Difference {
    k1: usize,
    n1: usize,
    k2: usize,
    n2: usize,
    lo: f64,
    hi: f64,
}

/// Weeks until leukaemia came back under 6-mercaptopurine (Freireich and others, Blood 1963).
#[derive(Deserialize)]
struct Remission {
    times: Vec<u32>,
    events: Vec<u8>,
    #[serde(rename = "S")]
    left: Vec<(u32, f64)>,
    median: u32,
}

#[derive(Deserialize)]
struct Several {
    p: Vec<f64>,
    adjusted: Vec<f64>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("fixtures/funnel_vectors.json")).unwrap()
}

/// As near as 0.000001 of the value itself.
fn alike(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{found}, expected {expected}");
}

/// As near as so much.
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found}, expected {expected}");
}

#[test]
fn several_questions_as_published() {
    let several = vectors().holm;
    let found = adjusted(&several.p);
    assert_eq!(found.len(), several.adjusted.len());
    found.iter().zip(several.adjusted).for_each(|(&found, expected)| near(found, expected, 1e-9));
}
