//! Effort beside money, worked out by hand.

use super::*;
use crate::domain::{
    Activity, ActivityId, Command, Company, Context, Currency, DealDraft, DealId, EntryId, MemberId, Moment, Record,
    Slug,
};
use std::collections::BTreeMap;

fn spent(touches: u32, money: i64) -> Spent {
    Spent { touches, days: 3, won: money > 0, money }
}

/// 100 deals of a segment with six touches each that brought 15 of 100, and 100 of another with four that brought 85.
fn uneven() -> Effort {
    let mut effort = Effort::default();
    for at in 0..100 {
        effort.count(1, spent(6, if at < 15 { 1_000 } else { 0 }));
        effort.count(2, spent(4, if at < 85 { 1_000 } else { 0 }));
    }
    effort
}

#[test]
fn sixty_percent_of_the_effort_for_fifteen_percent_of_the_money() {
    let told = uneven().told();
    let (first, second) = (told[0], told[1]);
    assert_eq!((first.group.label, first.verdict), (1, Verdict::Costly));
    assert_eq!((second.group.label, second.verdict), (2, Verdict::Fruitful));
    let (effort, money) = (first.effort.unwrap(), first.money.unwrap());
    assert!((effort.share - 0.6).abs() < 1e-12 && (money.share - 0.15).abs() < 1e-12);
    // By hand: √(0.4² × 100 × 36 + 0.6² × 100 × 16) / 1000 = √1152 / 1000.
    let deviation = 1_152_f64.sqrt() / 1_000.0;
    assert!((effort.high - 0.6 - 1.959_963_984_540_054 * deviation).abs() < 1e-12);
    // √(0.85² × 15 + 0.15² × 85) / 100.
    let deviation = (0.85_f64.powi(2) * 15.0 + 0.15_f64.powi(2) * 85.0).sqrt() / 100.0;
    assert!((money.share - money.low - 1.959_963_984_540_054 * deviation).abs() < 1e-12);
    assert_eq!(first.group.days, 300);
}

#[test]
fn few_deals_or_sales_prove_nothing() {
    let mut few = Effort::default();
    (0..29).for_each(|_| few.count(1, spent(50, 0)));
    (0..100).for_each(|_| few.count(2, spent(1, 1_000)));
    assert!(few.told().iter().all(|told| told.verdict == Verdict::TooFew), "29 in a group");
    let mut nine = Effort::default();
    (0..100).for_each(|at| nine.count(1, spent(50, i64::from(at < 9))));
    (0..100).for_each(|_| nine.count(2, spent(1, 0)));
    assert!(nine.told().iter().all(|told| told.verdict == Verdict::TooFew), "nine sales");
    let mut alone = Effort::default();
    (0..100).for_each(|_| alone.count(1, spent(5, 1_000)));
    assert_eq!(alone.told()[0].verdict, Verdict::TooFew, "nothing to compare with");
    let mut quiet = Effort::default();
    (0..100).for_each(|at| quiet.count(at % 2, spent(0, 1_000)));
    assert_eq!((quiet.told()[0].effort, quiet.told()[0].verdict), (None, Verdict::TooFew), "nobody touched anything");
    assert_eq!(Effort::default().told(), []);
}

#[test]
fn a_small_difference_is_no_news_however_sure() {
    let mut effort = Effort::default();
    for at in 0..20_000 {
        effort.count(1, spent(5, if at % 10 < 4 { 1_000 } else { 0 }));
        effort.count(2, spent(5, if at % 10 < 5 { 1_000 } else { 0 }));
    }
    assert!(effort.told().iter().all(|told| told.verdict == Verdict::Even));
}

/// Where groups differ by nothing but chance, and money has a heavy tail, one company in twenty may hear a sentence at most.
#[test]
fn chance_alone_seldom_gets_a_sentence() {
    let mut state = 20_261_122_u64;
    let mut dice = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (companies, mut wrong) = (1_000, 0);
    for _ in 0..companies {
        let mut effort = Effort::default();
        for _ in 0..300 {
            let label = if dice() < 0.5 {
                1
            } else if dice() < 0.6 {
                2
            } else {
                3
            };
            let touches = 1 + (dice() * 12.0) as u32;
            let won = dice() < 0.05 + f64::from(touches) * 0.01;
            let money = if won { (50_000.0 / (1.0 - dice()).max(0.02)) as i64 } else { 0 };
            effort.count(label, spent(touches, money));
        }
        wrong += usize::from(effort.told().iter().any(|told| !matches!(told.verdict, Verdict::Even | Verdict::TooFew)));
    }
    println!("{wrong} of {companies}");
    assert!(wrong * 20 <= companies, "{wrong} of {companies}");
}

#[test]
fn what_touches_a_deal() {
    let mut desk = Workspace::default();
    let company = Company { name: "Вектор".into(), currency: Currency::RUB, demo: false };
    let member = crate::domain::Member { id: MemberId(1), name: "Анна".into(), role: None };
    let funnels = crate::data::template::four_r().unwrap().into_iter().map(Record::from);
    let context = |by, entry| Context { now: Moment(0), by, robot: None, entry: EntryId(entry) };
    desk.apply(Command::TakeIn(funnels.chain([company.into(), member.into()]).collect()), &context(None, 1)).unwrap();
    let draft = DealDraft {
        id: DealId(1),
        title: "Привод".into(),
        customer: None,
        amount: None,
        stage: Slug::new("deals-4r.new").unwrap(),
        fields: BTreeMap::new(),
    };
    desk.apply(Command::AddDeal(draft), &context(Some(MemberId(1)), 2)).unwrap();
    let kinds = [ActivityKind::Note, ActivityKind::Call, ActivityKind::Letter, ActivityKind::HandOver];
    let activity = |(id, kind)| {
        let text = String::new();
        Record::from(Activity { id: ActivityId(id), deal: DealId(1), kind, text, at: Moment(0), by: None })
    };
    desk.apply(Command::TakeIn((1..).zip(kinds).map(activity).collect()), &context(None, 3)).unwrap();
    // A call, a letter, and that somebody put the deal on its stage.
    assert_eq!(touches(&desk, desk.deal(DealId(1)).unwrap()), 3);
}
