//! That the example has a day, a week and a month to look at, under every seed.

use std::sync::Arc;

use chrono::NaiveDate;
use voronka::domain::insight::agenda::Agenda;
use voronka::domain::insight::desk_month::DeskMonth;
use voronka::domain::insight::desk_week::DeskWeek;
use voronka::domain::insight::first_answer::Waits;
use voronka::domain::insight::months::Months;
use voronka::domain::{FourR, Schedule, Zone};

use super::{SEEDS, ZONE, company, opened, story};

#[test]
fn the_month_has_a_plan_that_is_not_met_yet() {
    for seed in SEEDS {
        let workspace = opened(company(seed));
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let plan = workspace.target(first, None).unwrap().amount;
        assert_eq!((plan.minor, plan.currency.code()), (2_200_000_000, "RUB"));
        let mut month = DeskMonth::new(&workspace, story(), ZONE);
        let mut months = Months::new(&workspace, story(), ZONE);
        for deal in workspace.deals() {
            month.count(&workspace, deal);
            months.count(&workspace, deal);
        }
        assert!((1..plan.minor).contains(&month.of(None)), "seed {seed}");
        let told = months.outlook(None, |_| Some(plan.minor));
        assert_eq!(told.months[0].won, month.of(None), "seed {seed}: both count the same sales");
        println!("seed {seed}: {} {:?}", month.of(None), told.months[0]);
        for (owner, sum) in &month.sums {
            assert_eq!(months.outlook(*owner, |_| None).months[0].won, *sum);
        }
    }
}

#[test]
fn the_desk_has_a_day_and_a_week() {
    let schedule = Arc::new(Schedule::usual(Zone::fixed(ZONE)));
    for seed in SEEDS {
        let workspace = opened(company(seed));
        let (mut week, mut requests) = (DeskWeek::new(&workspace, story()), Waits::default());
        let leads = workspace.four_r(FourR::Leads).unwrap();
        let mut agenda = Agenda::new(None, story(), ZONE, schedule.clone());
        for deal in workspace.deals() {
            requests.count(&workspace, leads, deal, story().plus_days(-7), story(), &schedule);
            week.count(&workspace, deal);
            agenda.count(&workspace, deal);
        }
        week.settle(&requests);
        let total = week.total();
        assert_eq!(agenda.overdue.len(), total.overdue.len(), "seed {seed}: the day and the week count the same");
        assert!(!agenda.overdue.is_empty() && agenda.done() > 0 && !agenda.silent.is_empty(), "seed {seed}");
        assert!(total.handled > 0 && total.handled < total.received.len() && total.talks > 0, "seed {seed}");
        assert!(total.skips.is_empty() && !total.unproved.is_empty(), "seed {seed}: the funnel forbids skips");
    }
}
