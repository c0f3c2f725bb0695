//! Fits beside the same fits made apart from this code: another formula of the likelihood (by log-gamma), another way
//! down (Nelder and Mead), another language.

use super::simulated::Dice;
use super::*;
use voronka::domain::insight::proportion::Proportion;

/// Customers drawn from five rates and three habits of leaving, in whole numbers only, so that any language draws the
/// same ones: x, and t_x and T in days.
fn drawn(customers: u32) -> Vec<(u32, u32, u32)> {
    let mut state: u64 = 20_050_401;
    let mut draw = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % sides) as u32
    };
    let mut customer = || {
        let rate = [1, 2, 8, 40, 120][draw(5) as usize];
        let leaves = [2, 15, 70][draw(3) as usize];
        let age = 189 + draw(84);
        let (mut repeats, mut last) = (0, 0);
        for day in 1..=age {
            if draw(1_000) < rate {
                repeats += 1;
                last = day;
                if draw(100) < leaves {
                    break;
                }
            }
        }
        (repeats, last, age)
    };
    (0..customers).map(|_| customer()).collect()
}

fn patterns(drawn: &[(u32, u32, u32)]) -> Sample {
    let weeks = |days: u32| f64::from(days) / 7.0;
    drawn.iter().map(|&(repeats, last, age)| pattern(repeats, weeks(last), weeks(age))).collect()
}

#[track_caller]
fn fits(model: Model, sample: &Sample, expected: [f64; 4], log_likelihood: f64) {
    let fit = fit(model, sample).unwrap();
    near(fit.log_likelihood, log_likelihood, 1e-6);
    for (value, expected) in fit.forecast.parameters.values().into_iter().zip(expected) {
        near(value, expected, 1e-5 * expected);
    }
    near(sample.log_likelihood(fit.forecast), fit.log_likelihood, 1e-8);
    assert_eq!(fit.customers, sample.customers);
}

#[test]
fn drawn_customers_are_fitted_as_apart_from_this_code() {
    let drawn = drawn(1_500);
    let sums = drawn.iter().fold((0, 0, 0), |sums, one| (sums.0 + one.0, sums.1 + one.1, sums.2 + one.2));
    assert_eq!(sums, (5_075, 110_523, 347_669), "the same customers are drawn");
    let sample = patterns(&drawn);
    assert_eq!((sample.customers, sample.repeaters), (1_500, 1_017));
    let bgnbd = [0.35404847789776167, 1.4076553658430049, 0.3999807443598591, 0.8373645980431828];
    fits(Model::AfterRepeats, &sample, bgnbd, -12_010.895401862364);
    let mbgnbd = [0.6296793945877331, 2.0129434267855726, 0.7861373279609245, 2.2655482053007066];
    fits(Model::AfterAnyPurchase, &sample, mbgnbd, -12_079.888092559624);
}

#[test]
fn customers_who_never_leave_are_fitted_to_the_edge() {
    // On 2011-09-09 nobody of Online Retail seems to have left: the best readiness to leave is none at all, and the
    // parameters run to the edge of their range. What can be told, rates and likelihood, is the same as apart from this
    // code.
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/online_retail/orders.csv");
    let list = purchases::PurchaseList::read(&std::fs::read(file).unwrap(), &Default::default()).unwrap();
    let ledger = list.ledger(&mut |remark| panic!("{remark}")).unwrap();
    let sample: Sample = histories(&ledger, "2011-09-09".parse().unwrap()).iter().map(History::pattern).collect();
    assert_eq!(sample.customers, 3_370);
    for model in MODELS {
        let fit = fit(model, &sample).unwrap();
        near(fit.log_likelihood, -22_889.4225088, 1e-4);
        let Parameters { r, alpha, a, b } = fit.forecast.parameters;
        near(r, 0.723546, 1e-5);
        near(alpha, 9.36545, 1e-4);
        assert!(a / (a + b) < 1e-7, "{fit:?}");
    }
}

#[test]
fn too_few_customers_are_said_to_be_too_few() {
    let drawn = drawn(400);
    let customers = |from: &[(u32, u32, u32)]| fit(Model::default(), &patterns(from)).map(|fit| fit.customers);
    assert_eq!(customers(&drawn[..200]), Ok(200));
    let (of_199, repeaters) = (&drawn[..199], drawn[..199].iter().filter(|one| one.0 > 0).count());
    assert_eq!(customers(of_199), Err(NoFit::TooFew { customers: 199, repeaters }));

    let (some, none): (Vec<_>, Vec<_>) = drawn.iter().partition(|one| one.0 > 0);
    let with_repeaters = |repeaters: usize| {
        let once = none.iter().chain(&none).chain(&none).take(300).copied();
        once.chain(some[..repeaters].iter().copied()).collect::<Vec<_>>()
    };
    assert_eq!(customers(&with_repeaters(49)), Err(NoFit::TooFew { customers: 349, repeaters: 49 }));
    assert_eq!(customers(&with_repeaters(50)), Ok(350));
    assert_eq!(customers(&[]), Err(NoFit::TooFew { customers: 0, repeaters: 0 }));
}

#[test]
fn customers_who_are_all_the_same_end_in_a_value() {
    for model in MODELS {
        for one in [(1, 1, 1), (1, 0, 0), (30, 30, 30), (1, 100, 4_000), (500, 3_999, 4_000)] {
            match fit(model, &patterns(&[one; 300])) {
                Ok(fit) => assert!(fit.forecast.parameters.checked().is_ok() && fit.log_likelihood.is_finite()),
                Err(none) => assert_eq!(none, NoFit::Unsettled),
            }
        }
    }
}

/// Purchases of so many customers who come within twelve weeks, by days, until day 546.
fn company(forecast: Forecast, customers: u32, seed: u64) -> Vec<Purchase<u32>> {
    let mut dice = Dice(seed);
    let mut all = Vec::new();
    for customer in 0..customers {
        let first = 84.0 * dice.even();
        let weeks = (546.0 - first) / 7.0;
        let days = dice.customer(forecast, weeks).into_iter().map(|week| (first + 7.0 * week) as u32);
        all.extend(days.map(|date| sale(customer, date)));
    }
    all
}

#[test]
fn what_was_said_is_held_against_what_happened() {
    let purchases = company(CDNOW_MBG, 3_000, 5);
    let calibration = Calibration::of(&ledger(&purchases), Model::default(), 273, day(546)).unwrap();
    assert_eq!((calibration.made_on, calibration.days, calibration.fit.customers), (day(273), 273, 3_000));

    // Counted once more, customer by customer.
    let known: Vec<_> = purchases.iter().copied().filter(|purchase| purchase.date <= day(273)).collect();
    let (mut bought, mut days, mut squares, mut expected) = (0, 0, 0.0, 0.0);
    for history in histories(&ledger(&known), day(273)) {
        let mut later: Vec<_> = purchases.iter().filter(|one| one.customer == history.buyer.customer).collect();
        later.retain(|one| one.date > day(273));
        later.dedup_by_key(|one| one.date);
        bought += usize::from(!later.is_empty());
        days += later.len();
        let said = calibration.fit.forecast.buys_within(history.pattern(), 273);
        squares += (said - f64::from(u8::from(!later.is_empty()))).powi(2);
        expected += calibration.fit.forecast.purchases_within(history.pattern(), 273);
    }
    assert_eq!(calibration.total.happened, Proportion { k: bought, n: 3_000 });
    assert_eq!(calibration.purchases_happened, days);
    near(calibration.brier, squares / 3_000.0, 1e-12);
    near(calibration.purchases_said, expected, 1e-8);
    let share = calibration.total.happened.share();
    near(calibration.brier_of_constant, share * (1.0 - share), 1e-15);

    // Customers who follow the model are forecast well: better than by a constant, and within chance.
    assert!(calibration.brier < 0.9 * calibration.brier_of_constant, "{calibration:?}");
    assert!(calibration.total.holds(), "{calibration:?}");
    assert!(calibration.classes.iter().filter(|class| !class.holds()).count() <= 1, "{:?}", calibration.classes);
    assert_eq!(calibration.classes.iter().map(|class| class.happened.n).sum::<usize>(), 3_000);
    assert!(calibration.classes.is_sorted_by(|one, next| one.said < next.said));
}

#[test]
fn a_young_company_has_nothing_to_hold_against() {
    let purchases = company(CDNOW_MBG, 300, 6);
    let refused = Calibration::of(&ledger(&purchases), Model::default(), 540, day(546)).unwrap_err();
    assert!(matches!(refused, NoFit::TooFew { customers, .. } if customers < 100));
    assert!(Calibration::of(&ledger(&[]), Model::default(), u32::MAX, day(0)).is_err());
}
