//! Single values: published ones, and ones worked out with thirty digits by the formulas of the literature with Gauss's
//! function, apart from this code.

use super::*;

#[test]
fn purchases_are_expected_as_published() {
    // Hardie, "Implementing the BG/NBD model in Excel", with the parameters as fitted and not rounded.
    let parameters = Parameters { r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 };
    let fitted = Forecast { parameters, ..CDNOW };
    // E[X(t)], t in weeks.
    let published = [(1, 0.0078), (7, 0.0532), (21, 0.1506), (223, 1.0405), (224, 1.0437)];
    for (days, expected) in published {
        near(fitted.purchases_within(pattern(0, 0.0, 0.0), days), expected, 0.00005);
    }
    // For 78 weeks 1.8576 is published, which is what the first 150 terms of Gauss's series come to. All of them, worked
    // out with thirty digits, come to more.
    near(fitted.purchases_within(pattern(0, 0.0, 0.0), 546), 1.857956009118, 1e-11);
    // E[Y(39) | x = 2, t_x = 30.43, T = 38.86].
    near(fitted.purchases_within(pattern(2, 30.43, 38.86), 273), 1.226, 0.0005);
}

#[test]
fn formulas_give_the_values_of_the_literature() {
    // Pattern, days ahead, P(alive), P(at least one purchase), expected purchases.
    let bgnbd = [
        (pattern(2, 30.43, 38.86), 273, 0.72657857008067, 0.554627137917, 1.2260281747671),
        (pattern(0, 0.0, 38.86), 273, 1.0, 0.14455054078332, 0.19509805201126),
        (pattern(26, 30.86, 31.0), 364, 0.96891564971753, 0.96891564966873, 25.758195936484),
        (pattern(10, 20.0, 39.0), 364, 0.038114313212036, 0.038102341303538, 0.34739976270856),
        (pattern(25, 20.0, 39.0), 364, 1.6301660423713e-5, 1.6301660385731e-5, 0.00035833246191122),
        (pattern(0, 0.0, 0.0), 273, 1.0, 0.42621364790399, 1.1967231933208),
        (pattern(1, 1.71, 38.86), 273, 0.21210098537738, 0.11666734938295, 0.20318698707975),
        (pattern(300, 38.0, 38.86), 273, 0.47839591957414, 0.47839591957414, 98.841061234005),
    ];
    let mbgnbd = [
        (pattern(2, 30.43, 38.86), 273, 0.70611773244535, 0.5599088220387, 1.2626285628349),
        (pattern(0, 0.0, 38.86), 273, 0.38972279165331, 0.10879092525759, 0.15394477343153),
        (pattern(26, 30.86, 31.0), 364, 0.96555124324481, 0.96555124316408, 23.99945381979),
        (pattern(10, 20.0, 39.0), 364, 0.040107082826249, 0.040094420537409, 0.35167568572848),
        (pattern(25, 20.0, 39.0), 364, 2.6716536307641e-5, 2.6716536221175e-5, 0.00055529682031966),
        (pattern(0, 0.0, 0.0), 273, 0.64420850961922, 0.41736993551369, 1.1821661637308),
        (pattern(1, 1.71, 38.86), 273, 0.17082224814033, 0.10482658541513, 0.18878657688876),
        (pattern(300, 38.0, 38.86), 273, 0.50768600423982, 0.50768600423982, 98.606413412186),
    ];
    for (forecast, cases) in [(CDNOW, bgnbd), (CDNOW_MBG, mbgnbd)] {
        for (customer, days, alive, buys, purchases) in cases {
            near(forecast.alive(customer), alive, 1e-12);
            near(forecast.buys_within(customer, days), buys, 1e-12);
            near(forecast.purchases_within(customer, days), purchases, 1e-11 * purchases.max(1.0));
        }
    }
}

#[test]
fn formulas_hold_where_numbers_get_extreme() {
    let of = |model, [r, alpha, a, b]: [f64; 4]| Forecast { model, parameters: Parameters { r, alpha, a, b } };
    // Very even rates; very uneven ones, seen on the first day; a thousand purchases, of which the first probability is
    // too small for a number.
    let even = of(Model::AfterRepeats, [50.0, 2.0, 1.5, 0.6]);
    near(even.purchases_within(pattern(0, 0.0, 30.0), 273), 2.0179696130687, 1e-11);
    let uneven = of(Model::AfterAnyPurchase, [0.01, 0.05, 0.3, 2.0]);
    near(uneven.purchases_within(pattern(0, 0.0, 0.0), 273), 2.1505994574971, 1e-11);
    let often = of(Model::AfterRepeats, [2.0, 0.5, 3.0, 900.0]);
    near(often.alive(pattern(1_000, 38.0, 39.0)), 4.3930369678638e-9, 1e-20);
    near(often.purchases_within(pattern(1_000, 38.0, 39.0), 273), 2.369575264078e-6, 1e-17);
    // a = 1, where the formula in the literature divides by nothing, lies between its neighbours.
    let around = [0.9999, 1.0, 1.0001].map(|a| of(Model::AfterRepeats, [0.243, 4.414, a, 2.426]));
    let [above, at, below] = around.map(|forecast| forecast.purchases_within(pattern(2, 30.43, 38.86), 273));
    near(at, (above + below) / 2.0, 1e-8);
    assert!(above > at && at > below);
}

#[test]
fn the_likelihood_of_single_customers_is_as_worked_out() {
    let customers = [
        pattern(0, 0.0, 27.0),
        pattern(2, 30.43, 38.86),
        pattern(1, 1.71, 38.86),
        pattern(26, 30.86, 31.0),
        pattern(7, 29.43, 38.86),
    ];
    let bgnbd = [-0.4768807799774698, -9.458606307066269, -4.46909327503259, -37.72657947339446, -21.863276271463526];
    let mbgnbd =
        [-0.47397769550128155, -9.485909195654855, -4.460534923194096, -38.32383837971378, -21.777371767722926];
    for (forecast, expected) in [(CDNOW, bgnbd), (CDNOW_MBG, mbgnbd)] {
        for (customer, expected) in customers.into_iter().zip(expected) {
            near(Sample::from_iter([customer]).log_likelihood(forecast), expected, 1e-11);
        }
        near(Sample::from_iter(customers).log_likelihood(forecast), expected.iter().sum(), 1e-11);
    }
}

#[test]
fn a_history_counts_days_and_tells_what_is_usual() {
    let refund = |of, amount| Purchase { kind: Kind::RefundOf(of), amount: Some(amount), ..sale(1, 70) };
    let purchases = [
        sale(1, 40),
        sale(1, 10),
        sale(1, 20),
        sale(1, 20), // a second one on that day is no second visit
        sale(1, 65), // taken back whole: no visit
        sale(1, 60), // taken back in part: a visit
        refund(4, -1_000),
        refund(5, -400),
        Purchase { kind: Kind::Refund, amount: Some(-9_000), ..sale(1, 80) },
        sale(1, 101), // after the day of the forecast
        sale(2, 100),
    ];
    let all = histories(&ledger(&purchases), day(100));
    let told = |history: &History<u32>| (history.repeats, history.last, history.age, history.usual, history.overdue());
    assert_eq!(told(&all[0]), (3, 50, 90, Some(20), Some(20)), "10, 20, 40, 60: intervals 10, 20, 20");
    assert_eq!((all[0].buyer.frequency, all[0].buyer.recency), (5, 40));
    assert_eq!(told(&all[1]), (0, 0, 0, None, None));
    assert_eq!(all.len(), 2);
    near(all[0].pattern().age, 90.0 / 7.0, 1e-15);

    // Before the refunds all of it stood.
    assert_eq!(
        told(&histories(&ledger(&purchases), day(69))[0]),
        (4, 55, 59, Some(10), None),
        "10, 20, 20, 5: the lower"
    );
}

#[test]
fn the_usual_interval_is_the_median_from_two_on() {
    let usual = |days: &[u32]| usual_interval(&days.iter().map(|&number| day(number)).collect::<Vec<_>>());
    assert_eq!(usual(&[]), None);
    assert_eq!(usual(&[10, 20]), None);
    assert_eq!(usual(&[10, 20, 40]), Some(10));
    assert_eq!(usual(&[10, 20, 50, 150]), Some(30));
}

#[test]
fn parameters_out_of_range_are_named() {
    let parameters = Parameters { r: 1.0, alpha: 1.0, a: 1.0, b: 1.0 };
    assert_eq!(parameters.checked(), Ok(parameters));
    for (wrong, name) in [
        (Parameters { r: 0.0, ..parameters }, "r"),
        (Parameters { alpha: f64::NAN, ..parameters }, "alpha"),
        (Parameters { a: f64::INFINITY, ..parameters }, "a"),
        (Parameters { b: -1.0, ..parameters }, "b"),
    ] {
        assert_eq!(wrong.checked().unwrap_err().name, name);
    }
}
