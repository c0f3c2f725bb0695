//! The RFM rule against hand-checkable cases: `fixtures/rfm_vectors.json`.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use voronka::domain::insight::rfm::*;

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Vector {
    Score {
        high_is_good: bool,
        values: Vec<i64>,
        best_boundary: Option<i64>,
        worst_boundary: Option<i64>,
        scores: Vec<u8>,
    },
    Frozen {
        high_is_good: bool,
        snapshot_values: Vec<i64>,
        later_values: Vec<i64>,
        scores: Vec<u8>,
    },
    Summarise {
        as_of: NaiveDate,
        rows: Vec<(String, String, NaiveDate, Option<i64>)>,
        expect: BTreeMap<String, Figures>,
        not_in_population: Vec<String>,
        #[serde(rename = "note")]
        _note: String,
    },
    Degrade {
        as_of: NaiveDate,
        horizon: u32,
        recencies: Vec<u32>,
        best_boundary: u32,
        worst_boundary: u32,
        expect: Vec<Leaves>,
    },
    SeedExample {
        best_boundary_days: u32,
        horizon: u32,
        expect: Vec<Listed>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    #[serde(rename = "R")]
    recency: u32,
    #[serde(rename = "F")]
    frequency: u32,
    #[serde(rename = "M")]
    money: Option<(i64, u32)>,
    score: (u8, u8, Option<u8>),
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Leaves {
    #[serde(rename = "R")]
    recency: u32,
    leaves_best_on: NaiveDate,
    days_left: u32,
    class_then: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(rename = "R")]
    recency: u32,
    in_list: bool,
    days_left: u32,
}

fn better(high_is_good: bool) -> Better {
    if high_is_good { Better::Higher } else { Better::Lower }
}

fn grades(edges: Option<Edges<i64>>, values: &[i64], better: Better) -> Vec<u8> {
    let grade = |&value| edges.map_or(Grade::Middle, |edges| edges.grade(value, better)).digit();
    values.iter().map(grade).collect()
}

/// One purchase per customer, so many days before the given one.
fn last_bought(as_of: NaiveDate, recencies: &[u32]) -> Population<u32> {
    let purchases = (0..).zip(recencies).map(|(customer, &days)| {
        let date = as_of - chrono::Days::new(days.into());
        Purchase { customer, date, kind: Kind::Sale, amount: Some(100) }
    });
    purchases.collect::<Ledger<u32>>().summarise(as_of)
}

fn check(vector: Vector) {
    match vector {
        Vector::Score { high_is_good, values, best_boundary, worst_boundary, scores } => {
            let better = better(high_is_good);
            let edges = Edges::of(&mut values.clone(), better);
            assert_eq!(edges.map(|edges| edges.best), best_boundary, "{values:?}");
            assert_eq!(edges.map(|edges| edges.worst), worst_boundary, "{values:?}");
            assert_eq!(grades(edges, &values, better), scores, "{values:?}");
        }
        Vector::Frozen { high_is_good, mut snapshot_values, later_values, scores } => {
            let better = better(high_is_good);
            let edges = Edges::of(&mut snapshot_values, better);
            assert_eq!(grades(edges, &later_values, better), scores, "{snapshot_values:?}");
        }
        Vector::Summarise { as_of, rows, expect, not_in_population, _note } => {
            let ledger: Ledger<&str> = rows
                .iter()
                .map(|(customer, kind, date, amount)| {
                    let kind = if kind == "refund" { Kind::Refund } else { Kind::Sale };
                    Purchase { customer: customer.as_str(), date: *date, kind, amount: *amount }
                })
                .collect();
            let population = ledger.summarise(as_of);
            assert!(population.buyers.iter().map(|buyer| buyer.customer).eq(expect.keys()));
            assert!(
                population.buyers.iter().all(|buyer| !not_in_population.iter().any(|other| other == buyer.customer))
            );
            let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
            for (buyer, expected) in population.buyers.iter().zip(expect.values()) {
                let name = buyer.customer;
                assert_eq!((buyer.recency, buyer.frequency), (expected.recency, expected.frequency), "{name}");
                let money = expected.money.map(|(sum, count)| {
                    serde_json::from_value::<Mean>(serde_json::json!({ "sum": sum, "count": count })).unwrap()
                });
                assert_eq!(buyer.money(Measure::AverageCheque), money, "{name}");
                let scores = boundaries.score(buyer);
                let digits = (scores.r.digit(), scores.f.digit(), scores.m.map(Grade::digit));
                assert_eq!(digits, expected.score, "{name}");
            }
        }
        Vector::Degrade { as_of, horizon, recencies, best_boundary, worst_boundary, expect } => {
            let population = last_bought(as_of, &recencies);
            let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
            assert_eq!(boundaries.r, Some(Edges { best: best_boundary, worst: worst_boundary }));
            let listed: Vec<Leaves> = degrading(&population, &boundaries, horizon)
                .unwrap()
                .into_iter()
                .map(|leaves| Leaves {
                    recency: leaves.buyer.recency,
                    leaves_best_on: leaves.leaves_best_on,
                    days_left: leaves.days_left,
                    class_then: leaves.class_then.digit(),
                })
                .collect();
            assert_eq!(listed, expect);
        }
        Vector::SeedExample { best_boundary_days, horizon, expect } => {
            let as_of = NaiveDate::from_ymd_opt(2025, 3, 31).unwrap();
            let recencies: Vec<u32> = expect.iter().map(|listed| listed.recency).collect();
            let population = last_bought(as_of, &recencies);
            let mut boundaries = BoundarySet::of(&population, Measure::AverageCheque);
            boundaries.r = Some(Edges { best: best_boundary_days, worst: 90 });
            let listed = degrading(&population, &boundaries, horizon).unwrap();
            for expected in expect {
                let found = listed.iter().find(|leaves| leaves.buyer.recency == expected.recency);
                let days_left = expected.in_list.then_some(expected.days_left);
                assert_eq!(found.map(|leaves| leaves.days_left), days_left, "R = {}", expected.recency);
            }
        }
    }
}

#[test]
fn every_vector_is_reproduced() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("fixtures/rfm_vectors.json")).unwrap();
    assert_eq!(vectors.len(), 31);
    vectors.into_iter().for_each(check);
}
