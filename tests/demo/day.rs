//! That the example has a day, a week and a month to look at.

use chrono::NaiveDate;
use voronka::domain::FourR;
use voronka::domain::insight::agenda::Agenda;
use voronka::domain::insight::desk_answers::Requests;
use voronka::domain::insight::desk_month::DeskMonth;
use voronka::domain::insight::desk_week::DeskWeek;

use super::{SEEDS, ZONE, company, opened, story};

#[test]
fn the_month_has_a_plan_that_is_not_met_yet() {
    for seed in SEEDS {
        let workspace = opened(company(seed));
        let month = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let plan = workspace.target(month, None).unwrap().amount;
        assert_eq!((plan.minor, plan.currency.code()), (2_200_000_000, "RUB"));
        let mut won = DeskMonth::new(&workspace, story(), ZONE);
        workspace.deals().for_each(|deal| won.count(&workspace, deal));
        println!("seed {seed}: {} won, {}", won.won.len(), won.of(None) / 100);
    }
}

#[test]
fn the_desk_has_a_day_to_look_at() {
    for seed in SEEDS {
        let workspace = opened(company(seed));
        let (mut week, mut requests) = (DeskWeek::new(&workspace, story()), Requests::default());
        let leads = workspace.four_r(FourR::Leads).unwrap();
        let mut agenda = Agenda::new(None, story(), ZONE);
        for deal in workspace.deals() {
            let request = requests.count(leads, deal, 7, story());
            week.count(&workspace, deal, request);
            agenda.count(&workspace, deal);
        }
        week.settle(&workspace);
        println!(
            "seed {seed}: late {} day {} done {} silent {} requests {} waiting {} median {:?}",
            agenda.overdue.len(),
            agenda.day.len(),
            agenda.done(),
            agenda.silent.len(),
            requests.all.len(),
            requests.waiting().len(),
            requests.median()
        );
        for (whose, week) in week.people() {
            println!(
                "  {:?} {}/{} talks {} late {} skips {} unproved {} open {} likely {:?}",
                whose.map(|who| workspace.member(who).unwrap().name.clone()),
                week.handled,
                week.received.len(),
                week.talks,
                week.overdue.len(),
                week.skips.len(),
                week.unproved.len(),
                week.open.len(),
                week.likely.sums.iter().map(|s| s.minor / 100).collect::<Vec<_>>()
            );
        }
    }
}
