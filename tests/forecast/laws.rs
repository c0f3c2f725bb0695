//! What holds for any customers and any parameters.

use super::*;
use proptest::prelude::*;

fn forecasts() -> impl Strategy<Value = Forecast> {
    let value = || (-3.0..3.0).prop_map(f64::exp);
    (any::<bool>(), value(), value(), value(), value()).prop_map(|(after_any, r, alpha, a, b)| Forecast {
        model: if after_any { Model::AfterAnyPurchase } else { Model::AfterRepeats },
        parameters: Parameters { r, alpha, a, b },
    })
}

fn customers() -> impl Strategy<Value = Pattern> {
    (0_u32..120, 0_u32..400, 0_u32..400).prop_map(|(repeats, last, since)| {
        let last = if repeats == 0 { 0 } else { last.max(repeats) };
        pattern(repeats, f64::from(last) / 7.0, f64::from(last + since) / 7.0)
    })
}

fn lines() -> impl Strategy<Value = Vec<Purchase<u32>>> {
    prop::collection::vec((0_u32..8, 0_u32..200).prop_map(|(customer, date)| sale(customer, date)), 0..60)
}

proptest! {
    #[test]
    fn probabilities_are_probabilities_and_rise_with_time(
        forecast in forecasts(), customer in customers(), days in 0_u32..400, more in 1_u32..400,
    ) {
        let alive = forecast.alive(customer);
        let [buys, later] = [days, days + more].map(|days| forecast.buys_within(customer, days));
        let [purchases, in_all] = [days, days + more].map(|days| forecast.purchases_within(customer, days));
        prop_assert!((0.0..=1.0).contains(&alive) && 0.0 <= buys && buys <= later && later <= alive);
        prop_assert!(0.0 <= purchases && purchases <= in_all * (1.0 + 1e-12));
        // Who buys at all buys once or more.
        prop_assert!(buys <= purchases * (1.0 + 1e-9) + 1e-300, "{buys} {purchases}");
        let [nobody, nothing] = [forecast.buys_within(customer, 0), forecast.purchases_within(customer, 0)];
        prop_assert!(nobody == 0.0 && nothing == 0.0);
    }

    #[test]
    fn who_bought_once_is_there_for_ever_by_bgnbd(forecast in forecasts(), age in 0.0..500.0) {
        let alive = |model| Forecast { model, ..forecast }.alive(pattern(0, 0.0, age));
        prop_assert_eq!(alive(Model::AfterRepeats).to_bits(), 1_f64.to_bits());
        prop_assert!(alive(Model::AfterAnyPurchase) < 1.0);
    }

    #[test]
    fn silence_makes_leaving_likelier(forecast in forecasts(), customer in customers(), days in 1_u32..300) {
        let silent = Pattern { age: customer.age + f64::from(days), ..customer };
        prop_assert!(forecast.alive(silent) <= forecast.alive(customer));
    }

    #[test]
    fn the_likelihood_of_all_is_that_of_each(
        forecast in forecasts(), customers in prop::collection::vec(customers(), 1..40), again in 0_usize..40,
    ) {
        let all: Vec<Pattern> = customers.iter().chain(&customers[again.min(customers.len())..]).copied().collect();
        let each: f64 = all.iter().map(|&one| Sample::from_iter([one]).log_likelihood(forecast)).sum();
        let together = Sample::from_iter(all.iter().copied()).log_likelihood(forecast);
        prop_assert!((together - each).abs() <= 1e-11 * each.abs().max(1.0), "{together} {each}");
    }

    #[test]
    fn the_order_of_customers_makes_no_difference_at_all(
        (customers, shuffled) in prop::collection::vec(customers(), 0..40)
            .prop_flat_map(|customers| (Just(customers.clone()), Just(customers).prop_shuffle())),
    ) {
        prop_assert_eq!(Sample::from_iter(customers), Sample::from_iter(shuffled));
    }

    #[test]
    fn the_order_of_purchases_makes_no_difference_at_all(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        as_of in 0_u32..220,
    ) {
        prop_assert_eq!(histories(&ledger(&lines), day(as_of)), histories(&ledger(&shuffled), day(as_of)));
    }

    #[test]
    fn a_customer_more_changes_nothing_for_the_others(lines in lines(), dates in prop::collection::vec(0_u32..200, 1..5)) {
        let before = histories(&ledger(&lines), day(199));
        // In front of all others, by position and by name.
        let more: Vec<_> = dates.iter().map(|&date| sale(0, date)).collect();
        let others = lines.iter().map(|line| Purchase { customer: line.customer + 1, ..*line });
        let with: Vec<_> = more.into_iter().chain(others).collect();
        let after = histories(&ledger(&with), day(199));
        prop_assert_eq!(after[0].buyer.customer, 0);
        prop_assert_eq!(after.len(), before.len() + 1);
        for (was, is) in before.iter().zip(&after[1..]) {
            prop_assert_eq!((was.repeats, was.last, was.age, was.usual), (is.repeats, is.last, is.age, is.usual));
            let told = |history: &History<u32>| CDNOW.purchases_within(history.pattern(), 30).to_bits();
            prop_assert_eq!(told(was), told(is));
        }
    }

    #[test]
    fn what_comes_later_is_as_if_unknown(lines in lines(), as_of in 0_u32..200) {
        let known: Vec<_> = lines.iter().copied().filter(|line| line.date <= day(as_of)).collect();
        prop_assert_eq!(histories(&ledger(&lines), day(as_of)), histories(&ledger(&known), day(as_of)));
    }
}
