//! The forecast by month, on deals whose sums can be worked out by hand.

use super::*;
use crate::domain::{
    Cause, Command, Company, Context, Currency, DealId, EntryId, Money, Record, Slug, StageEntry, Workspace,
};

const DAY: i64 = 86_400_000;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon in UTC.
fn noon(on: NaiveDate) -> Moment {
    Moment::at(on.and_hms_opt(12, 0, 0).unwrap(), 0)
}

fn workspace(change: impl Fn(&mut Pipeline)) -> Workspace {
    let mut workspace = Workspace::default();
    let company = Company { name: "Вектор".into(), currency: Currency::RUB, demo: false };
    let mut funnels = crate::data::template::four_r().unwrap();
    funnels.iter_mut().for_each(change);
    let records = funnels.into_iter().map(Record::from).chain([company.into()]).collect();
    let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(1) };
    workspace.apply(Command::TakeIn(records), &context).unwrap();
    workspace
}

/// A deal of 1,000 that went to each place on a day.
fn deal(way: &[(&str, Moment)]) -> Deal {
    let entry = |(at, &(place, when)): (usize, &(&str, Moment))| StageEntry {
        id: EntryId(at as u128),
        from: None,
        to: Slug::new(&format!("deals-4r.{place}")).unwrap(),
        at: when,
        by: None,
        why: None,
        loss: None,
        cause: Cause::Hand,
    };
    let history: Vec<_> = way.iter().enumerate().map(entry).collect();
    Deal {
        id: DealId(1),
        title: "Привод".into(),
        customer: None,
        amount: Some(Money::new(1_000, Currency::RUB)),
        stage: history.last().unwrap().to,
        owner: None,
        created: history[0].at,
        next: None,
        proofs: BTreeMap::new(),
        fields: BTreeMap::new(),
        tags: BTreeSet::new(),
        history,
        foreign: None,
        rate: None,
        other_rates: Default::default(),
    }
}

/// Forty past deals: twenty won after 10, 20, … 200 days from the first stage, twenty lost.
fn past(months: &mut Months, workspace: &Workspace) {
    let begin = noon(day("2025-01-01"));
    for tens in 1..=20 {
        let end = begin.plus_days(tens * 10);
        months.count(workspace, &deal(&[("new", begin), ("won", end)]));
        months.count(workspace, &deal(&[("new", begin), ("lost", end)]));
    }
}

#[test]
fn by_hand() {
    let workspace = workspace(|_| ());
    let now = noon(day("2026-11-16"));
    let mut months = Months::new(&workspace, now, 0);
    past(&mut months, &workspace);
    // Reached the first stage 100 days ago.
    months.count(&workspace, &deal(&[("new", now.plus_days(-100))]));
    let told = months.outlook(None, |_| None);
    assert_eq!((told.deals, told.shrunk, told.undated), (1, 0, 0.0));
    // Eleven sales took as long: 100, 110, … 200 days. November has 14 days left with today and the last: 100 and 110;
    // December 31 days from the 15th day on: 120, 130, 140; January from the 46th: 150, 160, 170; February from the 77th: 180,
    // 190, 200.
    let means: Vec<_> = told.months.iter().map(|month| month.open.mean).collect();
    let expected = [2.0, 3.0, 3.0, 3.0, 0.0, 0.0].map(|sales| 1_000.0 * 0.5 * sales / 11.0);
    assert!(means.iter().zip(expected).all(|(mean, expected)| (mean - expected).abs() < 1e-9), "{means:?}");
    assert!(told.later.abs() < 1e-9);
    assert_eq!(told.months[1].first, day("2026-12-01"));
}

#[test]
fn what_is_sold_this_month_counts_whole_and_with_its_seller() {
    let workspace = workspace(|_| ());
    let now = noon(day("2026-11-16"));
    let mut months = Months::new(&workspace, now, 0);
    past(&mut months, &workspace);
    let seller = Some(MemberId(7));
    let sold = |on: &str| Deal { owner: seller, ..deal(&[("new", noon(day("2026-09-01"))), ("won", noon(day(on)))]) };
    ["2026-10-31", "2026-11-01", "2026-11-16"].iter().for_each(|on| months.count(&workspace, &sold(on)));
    let lead = [("new", noon(day("2026-11-02")))];
    let waits = [("new", noon(day("2026-09-01"))), ("paused", noon(day("2026-11-02")))];
    months.count(&workspace, &deal(&lead));
    months.count(&workspace, &deal(&waits));
    months.count(&workspace, &Deal { amount: None, ..deal(&lead) });
    let whole = months.outlook(None, |first| (first == day("2026-11-01")).then_some(2_000));
    assert_eq!((whole.months[0].won, whole.months[1].won, whole.deals), (2_000, 0, 1));
    assert_eq!(whole.months[0].reaches, Some(1.0), "the plan is made");
    assert_eq!(whole.months[1].reaches, None);
    let his = months.outlook(seller, |_| Some(1_000_000));
    assert_eq!((his.months[0].won, his.deals, his.months[0].open), (2_000, 0, Cases::default()));
    assert_eq!(his.months[0].reaches, Some(0.0));
    assert_eq!(months.outlook(Some(MemberId(8)), |_| None).months[0].won, 0);
    assert_eq!(months.people(), [None, seller]);
    assert_eq!(months.left_out(), LeftOut { unpriced: 1, waiting: 1, untold: 0 });
}

#[test]
fn what_is_set_on_a_stage_comes_before_history_and_few_ask_the_whole_funnel() {
    let now = noon(day("2026-11-16"));
    let open = [("new", now.plus_days(-5))];
    let total =
        |told: &Outlook| told.months.iter().map(|month| month.open.mean).sum::<f64>() + told.later + told.undated;
    let set = workspace(|funnel| {
        if let Some(first) = funnel.stages.first_mut() {
            first.probability = Some(20);
        }
    });
    let mut months = Months::new(&set, now, 0);
    past(&mut months, &set);
    months.count(&set, &deal(&open));
    assert!((total(&months.outlook(None, |_| None)) - 200.0).abs() < 1e-9);
    // Five won and one lost: (5 + 10 × 5/6) / 16, and nobody knows when.
    let plain = workspace(|_| ());
    let mut months = Months::new(&plain, now, 0);
    (0..5).for_each(|_| months.count(&plain, &deal(&[("new", Moment(0)), ("won", Moment(DAY))])));
    months.count(&plain, &deal(&[("new", Moment(0)), ("lost", Moment(DAY))]));
    months.count(&plain, &deal(&open));
    let told = months.outlook(None, |_| None);
    assert!((told.undated - 1_000.0 * (5.0 + 50.0 / 6.0) / 16.0).abs() < 1e-9);
    assert_eq!((told.shrunk, total(&told) - told.undated), (1, 0.0));
    let mut months = Months::new(&plain, now, 0);
    months.count(&plain, &deal(&open));
    assert_eq!((months.left_out().untold, months.outlook(None, |_| None).deals), (1, 0));
}

#[test]
fn a_deal_that_fell_back_counts_as_far_as_it_had_come() {
    let workspace = workspace(|_| ());
    let now = noon(day("2026-11-16"));
    let mut months = Months::new(&workspace, now, 0);
    past(&mut months, &workspace);
    let ago = |days: i64| now.plus_days(-days);
    months.count(&workspace, &deal(&[("new", ago(90)), ("quote", ago(40)), ("terms", ago(1))]));
    assert_eq!((months.open[0].stage, months.open[0].stood), (2, 40));
}

/// A generator of chance for the simulated companies: its numbers are the same everywhere.
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn days(&mut self, mean: f64) -> i64 {
        (-mean * (1.0 - self.share()).ln()).ceil() as i64
    }
}

const STAGES: [&str; 7] = ["new", "terms", "quote", "agree", "paid", "production", "shipped"];

/// What becomes of a deal: its whole way, and what it is worth.
fn fate(dice: &mut Dice, slow_loss: f64) -> (Vec<(&'static str, i64)>, i64) {
    let shares = [0.8, 0.75, 0.6, 0.85, 0.95, 1.0, 1.0];
    let mut at = -(dice.share() * 900.0) as i64 - 1;
    let mut way = Vec::new();
    for (stage, share) in STAGES.into_iter().zip(shares) {
        way.push((stage, at));
        let goes_on = dice.share() < share;
        at += dice.days(if goes_on { 9.0 } else { 9.0 * slow_loss });
        if !goes_on {
            way.push(("lost", at));
            return (way, 0);
        }
    }
    way.push(("won", at));
    (way, (40_000.0 * (1.0 - dice.share()).powi(-1).min(30.0)) as i64)
}

/// In how many of a hundred months the sales of the open deals lay between the worst and the best case, and how much was
/// forecast of what came.
fn trial(seed: u64, companies: usize, deals: usize, slow_loss: f64) -> (f64, f64) {
    let workspace = workspace(|_| ());
    let now = noon(day("2026-11-10"));
    let (mut within, mut forecast, mut came) = (0, 0.0, 0.0);
    let mut dice = Dice(seed);
    for _ in 0..companies {
        let mut months = Months::new(&workspace, now, 0);
        let mut actual = [0.0; TOLD as usize];
        for _ in 0..deals {
            let (way, worth) = fate(&mut dice, slow_loss);
            let worth = if worth == 0 { (40_000.0 / (1.0 - dice.share()).max(1.0 / 30.0)) as i64 } else { worth };
            let known: Vec<_> =
                way.iter().filter(|(_, at)| *at <= 0).map(|&(place, at)| (place, now.plus_days(at))).collect();
            let &(end, on) = way.last().unwrap();
            if end == "won" && on > 0 {
                let on = now.plus_days(on).day(0);
                let months_on = (on.year() - 2026) * 12 + on.month() as i32 - 11;
                if let Some(sum) = actual.get_mut(months_on as usize) {
                    *sum += worth as f64;
                }
            }
            months.count(&workspace, &Deal { amount: Some(Money::new(worth, Currency::RUB)), ..deal(&known) });
        }
        let told = months.outlook(None, |_| None);
        for (month, actual) in told.months.iter().zip(actual).take(3) {
            within += usize::from(month.open.worst - 1.0 <= actual && actual <= month.open.best + 1.0);
            forecast += month.open.mean;
            came += actual;
        }
        forecast += told.undated;
    }
    (within as f64 / (companies * 3) as f64 * 100.0, forecast / came)
}

#[test]
fn simulated_companies_stay_between_the_worst_and_the_best_case_eight_times_of_ten() {
    for (seed, companies, deals) in [(20_261_122, 80, 300), (7_919, 40, 1_500)] {
        let (within, of_truth) = trial(seed, companies, deals, 1.0);
        println!("{deals} deals, seed {seed}: {within} % within, {of_truth} of what came");
        assert!((76.0..=90.0).contains(&within), "{within} % of months, seed {seed}");
        assert!((0.9..=1.1).contains(&of_truth), "{of_truth} of what came, seed {seed}");
    }
}

/// The weakness that the module names: where losses take three times as long as sales, more is forecast than comes.
#[test]
fn slow_losses_make_it_too_high() {
    let (within, of_truth) = trial(20_261_122, 40, 300, 3.0);
    println!("slow losses: {within} % within, {of_truth} of what came");
    assert!(of_truth > 1.1, "{of_truth}");
}
