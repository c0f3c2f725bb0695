//! What is worked out away from the page is what the page itself would work out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use chrono::NaiveDate;
use proptest::prelude::*;
use voronka::data::errand::{self, Errand, Sheet};
use voronka::domain::CustomerId;
use voronka::domain::insight::forecast::Model;
use voronka::domain::insight::outlook::Outlook;
use voronka::domain::insight::rfm::{Kind, Ledger, Purchase};

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(739_000 + number).unwrap()
}

fn purchase() -> impl Strategy<Value = Purchase<CustomerId>> {
    let kind = prop_oneof![8 => Just(Kind::Sale), 1 => Just(Kind::Refund), 1 => (0..300_u32).prop_map(Kind::RefundOf)];
    let amount = prop_oneof![4 => (-50_000..900_000_i64).prop_map(Some), 1 => Just(None), 1 => Just(Some(9_000_000_000_000_000))];
    // Identities as they are: large, and not in the order of the purchases.
    (0..400_u128, 0..900_i32, kind, amount).prop_map(|(who, date, kind, amount)| {
        let customer = CustomerId(who.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C834));
        Purchase { customer, date: day(date), kind, amount }
    })
}

/// Probabilities, that sheets carry as they are, and all the rest.
fn same(one: &Outlook<CustomerId>, other: &Outlook<CustomerId>) -> bool {
    one.prospects == other.prospects
        && one.grounds.fit.is_ok() == other.grounds.fit.is_ok()
        && one.grounds.calibration.is_ok() == other.grounds.calibration.is_ok()
        && (one.grounds.today, one.grounds.days) == (other.grounds.today, other.grounds.days)
}

proptest! {
    #![proptest_config(support::cases(48))]

    #[test]
    fn away_is_as_at_home(purchases in prop::collection::vec(purchase(), 0..1_500), days in 1..90_u32, at in 0..950_i32) {
        let model = Model::AfterAnyPurchase;
        let (sheet, customers) = errand::ask(Errand::Outlook { model, days, today: day(at) }, &purchases);
        let told = errand::outlook(&errand::answer(&sheet).unwrap(), &customers).unwrap();
        let home = Outlook::of(&purchases.iter().copied().collect::<Ledger<_>>(), model, days, day(at));
        prop_assert!(same(&told, &home), "{told:?}\n{home:?}");
    }
}

#[test]
fn a_sheet_of_somebody_else_is_refused() {
    let purchases = [Purchase { customer: CustomerId(7), date: day(1), kind: Kind::Sale, amount: None }];
    let errand = Errand::Outlook { model: Model::default(), days: 30, today: day(9) };
    let (sheet, customers) = errand::ask(errand, &purchases);
    let answer = errand::answer(&sheet).unwrap();
    assert_eq!(errand::outlook(&answer, &customers).unwrap().prospects.len(), 1);
    assert_eq!(errand::outlook(&answer, &Vec::new()).unwrap_err(), "nobody is number 0");
    let wrong = [
        Sheet { head: "{".into(), ..sheet.clone() },
        Sheet { head: "\"Oracle\"".into(), ..sheet.clone() },
        Sheet { small: vec![0, u32::MAX / 2, 0], ..sheet.clone() },
    ];
    for sheet in wrong {
        assert!(errand::answer(&sheet).is_err(), "{sheet:?}");
    }
}
