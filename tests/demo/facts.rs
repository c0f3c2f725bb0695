//! The facts of the content: what the example promises to whoever analyses it, and how near it comes under every seed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde_json::Value;
use voronka::domain::insight::rfm::{BoundarySet, Kind, Ledger, Measure, Purchase, degrading, silent_best};
use voronka::domain::insight::{conversion, first_answer};
use voronka::domain::{CustomerId, Deal, FourR, Moment, Outcome, PurchaseKind, Record, Schedule, Zone};

use super::{CONTENT, SEEDS, ZONE, activities, company, deals, local, opened, purchases, reached, slug, story, won};

/// What the content promises.
fn fact(id: &str) -> Value {
    let content: Value = serde_json::from_str(CONTENT).unwrap();
    content["facts"].as_array().unwrap().iter().find(|fact| fact["id"] == id).unwrap()["effect"].clone()
}

fn near(what: &str, value: f64, promised: &Value, tolerance: f64) {
    let promised = promised.as_f64().unwrap();
    assert!((value - promised).abs() <= tolerance, "{what}: {value:.3}, promised {promised}");
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Bought or stopped; who is to come back on a date has not decided.
fn decided(deal: &Deal) -> bool {
    ["deals-4r.won", "deals-4r.lost"].contains(&deal.stage.as_str())
}

fn entered(deal: &Deal, stage: &str) -> Option<Moment> {
    deal.history.iter().find(|entry| entry.to == slug(stage)).map(|entry| entry.at)
}

fn since_september(deal: &Deal) -> bool {
    entered(deal, "deals-4r.quote").is_some_and(|at| at >= local("2026-09-01 00:00"))
}

/// The part of decided deals of a kind that were won.
fn win_share(records: &[Record], which: impl Fn(&Deal) -> bool) -> f64 {
    let these: Vec<_> = deals(records).filter(|deal| decided(deal) && which(deal)).collect();
    share(these.iter().filter(|deal| won(deal)).count(), these.len())
}

#[test]
fn the_ends_are_those_of_the_funnel() {
    let workspace = opened(company(1));
    let funnel = workspace.four_r(FourR::Deals).unwrap();
    for (name, outcome) in [("won", Outcome::Won), ("lost", Outcome::Lost), ("paused", Outcome::Paused)] {
        assert_eq!(funnel.end_with(outcome).unwrap().id, slug(&format!("deals-4r.{name}")));
    }
}

/// Shares are of whole deals: one of 55 or 60 is nearly 2 %, so the promised shares are met within that.
#[test]
fn the_bottleneck_is_the_quote() {
    let fact = fact("bottleneck");
    for seed in SEEDS {
        let records = company(seed);
        // Of those that passed the stage or stopped there, as analytics.md 3 counts the decided; and how many they are.
        let step = |from: usize, which: &dyn Fn(&Deal) -> bool| {
            let these: Vec<_> = deals(&records).filter(|deal| which(deal)).collect();
            let passed = these.iter().filter(|deal| reached(deal) > Some(from)).count();
            let stopped = these.iter().filter(|deal| reached(deal) == Some(from) && decided(deal)).count();
            (share(passed, passed + stopped), (passed + stopped) as f64)
        };
        let (since, count) = step(2, &since_september);
        near("since September", since, &fact["step_conversion"], 0.02);
        let (before, count_before) = step(2, &|deal| !since_september(deal));
        near("before", before, &fact["before"], 0.02);
        // Pooled two-proportion z over 30 on each side, one-in-twenty: it can be found, not only looked up.
        assert!(count >= 30.0 && count_before >= 30.0);
        let pooled = (since * count + before * count_before) / (count + count_before);
        let z = (before - since) / (pooled * (1.0 - pooled) * (1.0 / count + 1.0 / count_before)).sqrt();
        assert!(z > 1.96, "{z}");
        // The ribbon over the board counts the same, and is nowhere narrower.
        let workspace = opened(records.clone());
        let pipeline = workspace.four_r(FourR::Deals).unwrap();
        let mut steps = Vec::new();
        workspace.deals().for_each(|deal| conversion::count(&mut steps, &workspace, pipeline, deal));
        let counts: Vec<_> = steps.iter().map(|step| (step.passed, step.decided)).collect();
        assert_eq!(counts, [(175, 207), (134, 161), (76, 115), (57, 67), (51, 52), (45, 45), (41, 41)]);
    }
}

/// 40 decided deals went with the calculation and 51 without: a standard error is 7 to 8 %, tolerance half of it.
#[test]
fn the_calculation_is_missing() {
    let fact = fact("quote-cause");
    for seed in SEEDS {
        let records = company(seed);
        let with = |deal: &Deal| deal.proofs.contains_key(&slug("deals-4r.quote.0"));
        let since: Vec<_> = deals(&records).filter(|deal| since_september(deal)).collect();
        let share_with = share(since.iter().filter(|deal| with(deal)).count(), since.len());
        near("share with", share_with, &fact["share_with"], 0.02);
        let quoted = |deal: &Deal| reached(deal) >= Some(2);
        near("won with", win_share(&records, |deal| quoted(deal) && with(deal)), &fact["win_with"], 0.04);
        near("won without", win_share(&records, |deal| quoted(deal) && !with(deal)), &fact["win_without"], 0.04);
    }
}

/// After the key stage: all 52 decided, a deal is 2 %. Before it: the 38 decided that got a quote since September, a
/// deal is nearly 3 %.
#[test]
fn the_key_stage_decides() {
    let fact = fact("key-stage");
    for seed in SEEDS {
        let records = company(seed);
        near("after", win_share(&records, |deal| reached(deal) >= Some(3)), &fact["win_after"], 0.02);
        near("before", win_share(&records, since_september), &fact["win_before"], 0.03);
    }
}

/// The funnel forbids to skip, so the skipper passes the stage in minutes and without proofs. One of his 40 deals beyond
/// it is 2.5 %, and one won deal moves the ratio of 8 to 21 by 5 %.
#[test]
fn one_seller_skips() {
    let fact = fact("skipper");
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let skipper = workspace.members().find(|member| member.name == "Тимур Гараев").unwrap().id;
        let formal = |deal: &Deal| {
            let stay = entered(deal, "deals-4r.quote").zip(entered(deal, "deals-4r.terms"));
            let proved = deal.proofs.keys().any(|proof| proof.as_str().starts_with("deals-4r.terms"));
            stay.is_some_and(|(left, came)| left.0 - came.0 < 3_600_000) && !proved
        };
        let quoted: Vec<_> = deals(&records).filter(|deal| reached(deal) >= Some(2)).collect();
        let (his, others): (Vec<_>, Vec<_>) = quoted.into_iter().partition(|deal| deal.owner == Some(skipper));
        near("skipped", share(his.iter().filter(|deal| formal(deal)).count(), his.len()), &fact["skip_share"], 0.025);
        assert_eq!(others.into_iter().filter(|deal| formal(deal)).count(), 0);
        let wins = |which| {
            let his = |deal: &Deal| deal.owner == Some(skipper) && reached(deal) >= Some(2);
            win_share(&records, |deal| his(deal) && formal(deal) == which)
        };
        near("won", wins(true) / wins(false), &fact["win_ratio"], 0.06);
    }
}

/// When each customer bought: orders and won deals, oldest first.
fn bought(records: &[Record]) -> BTreeMap<CustomerId, Vec<Moment>> {
    let mut bought: BTreeMap<_, Vec<Moment>> = BTreeMap::new();
    for purchase in purchases(records).filter(|purchase| purchase.kind == PurchaseKind::Sale) {
        bought.entry(purchase.customer).or_default().push(purchase.at);
    }
    for deal in deals(records).filter(|deal| won(deal)) {
        bought.entry(deal.customer.unwrap()).or_default().push(deal.entered());
    }
    bought.values_mut().for_each(|dates| dates.sort());
    bought
}

/// Days that would fall on a weekend are those of the Friday before: two days.
#[test]
fn a_best_customer_went_silent() {
    let fact = fact("degrading-best");
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let customer = workspace.customers().find(|customer| customer.name == "Ремпутьмаш-Кама").unwrap().id;
        let days: Vec<_> = bought(&records)[&customer].iter().map(|at| at.day(ZONE)).collect();
        assert_eq!(Value::from(days.len()), fact["orders"]);
        for two in days.windows(2) {
            near("between orders", (two[1] - two[0]).num_days() as f64, &fact["interval_days"], 2.0);
        }
        near("silent", (story().day(ZONE) - days[8]).num_days() as f64, &fact["silent_days"], 2.0);
        let last = deals(&records).find(|deal| won(deal) && deal.customer == Some(customer)).unwrap();
        let placed = entered(last, "deals-4r.production").unwrap();
        let made = entered(last, "deals-4r.shipped").unwrap().days_since(placed);
        near("made in", made as f64, &fact["actual"], 2.0);
        let promised: chrono::NaiveDate = last.fields["ship_date"].parse().unwrap();
        near("promised", (promised - placed.day(ZONE)).num_days() as f64, &fact["promised"], 2.0);
    }
}

/// Orders of the same months of two years, moved one by one until the ratio is met; won deals come and go with the
/// orders whose place they take, up to a few days away: tolerance four of about a hundred.
#[test]
fn repeat_orders_fell_after_the_handover() {
    let fact = fact("handover");
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let farmer = workspace.members().find(|member| member.name == "Павел Ершов").unwrap().id;
        let of = bought(&records).into_iter().filter(|(customer, _)| {
            let customer = workspace.customer(*customer).unwrap();
            customer.owner == Some(farmer) && customer.name != "Ремпутьмаш-Кама"
        });
        let dates: Vec<Moment> = of.flat_map(|(_, dates)| dates).collect();
        let count = |year: i32| {
            let [from, to] = ["04-01", "11-27"].map(|day| local(&format!("{year}-{day} 00:00")));
            dates.iter().filter(|at| (from..to).contains(at)).count()
        };
        let ratio = share(count(2026), count(2025));
        near(&format!("{} after {}", count(2026), count(2025)), ratio, &fact["repeat_mult"], 0.04);
    }
}

/// About 30 orders a month; the mean of twelve companies, so a standard error of a month's index is 3 to 5 %. Tolerance
/// 0.2 also holds what beginnings and ends of customers and the handover do to single months.
#[test]
fn orders_have_their_season() {
    let fact = fact("season");
    let mut months = [0.0; 12];
    for at in SEEDS.iter().flat_map(|&seed| bought(&company(seed)).into_values().flatten().collect::<Vec<_>>()) {
        if (local("2025-01-01 00:00")..local("2026-11-01 00:00")).contains(&at) {
            let month = at.day(ZONE).month0() as usize;
            months[month] += if month < 10 { 0.5 } else { 1.0 }; // November and December are there once
        }
    }
    let usual = (months[1] + months[5] + months[8] + months[10]) / 4.0;
    for (month, index) in fact["index"].as_object().unwrap() {
        let value = months[month.parse::<usize>().unwrap() - 1] / usual;
        near(&format!("month {month} of {months:?}"), value, index, 0.2);
    }
}

/// 19 leads, counted as the lead board counts.
#[test]
fn nobody_answered_in_the_bad_august() {
    let fact = fact("bad-month");
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let leads = workspace.four_r(FourR::Leads).unwrap();
        let schedule = Schedule::usual(Zone::fixed(ZONE));
        let slow = |from: &str, to: &str| {
            let came = |deal: &&Deal| deal.history[0].to == slug("leads-4r.new");
            let then = deals(&records).filter(came).filter(|deal| (local(from)..local(to)).contains(&deal.created));
            then.filter(|deal| {
                first_answer::Wait::of(&workspace, leads, deal, story(), &schedule).real
                    > 24 * 60 * first_answer::MINUTE
            })
            .count()
        };
        assert_eq!(Value::from(slow("2025-08-01 00:00", "2025-09-01 00:00")), fact["leads_over_24h"]);
        let other = slow("2025-09-01 00:00", "2026-11-27 00:00");
        assert!(other <= 19, "{other} in all the fifteen months since");
        // This week is a good one, as on the design's board: 11 minutes in the middle, 32 of 41 on time.
        let mut waits = first_answer::Waits::default();
        workspace
            .deals()
            .for_each(|lead| waits.count(&workspace, leads, lead, story().plus_days(-7), story(), &schedule));
        let speed = waits.speed(first_answer::By::WorkingTime);
        assert!(speed.median.is_some_and(|minutes| minutes <= first_answer::NORM as f64), "{speed:?}");
        assert!(speed.on_time.k * 2 >= speed.on_time.n, "{speed:?}");
    }
}

/// 54 of 302 leads; money is made even by whole pieces, to 1 %; time is counted in what sellers wrote down.
#[test]
fn urgent_replacement_pays() {
    let fact = fact("profitable-segment");
    for seed in SEEDS {
        let records = company(seed);
        let urgent = |deal: &&Deal| deal.tags.contains("срочная замена");
        let leads: Vec<_> = deals(&records).filter(|deal| deal.history[0].to == slug("leads-4r.new")).collect();
        near("of leads", share(leads.iter().copied().filter(urgent).count(), leads.len()), &fact["lead_share"], 0.01);
        let sold = deals(&records).filter(|deal| won(deal)).map(|deal| (urgent(&deal), deal.amount.unwrap().minor));
        let (its, all) = sold.fold((0, 0), |(its, all), (urgent, sum)| (its + if urgent { sum } else { 0 }, all + sum));
        near("of money", its as f64 / all as f64, &fact["money_share"], 0.02);
        let closed = deals(&records).filter(|deal| won(deal)).filter(urgent);
        let mut days: Vec<_> = closed.map(|deal| deal.entered().days_since(deal.created)).collect();
        days.sort();
        near("cycle", days[days.len() / 2] as f64, &fact["cycle_days"], 3.0);
        let of: BTreeSet<_> = deals(&records).filter(urgent).map(|deal| deal.id).collect();
        let notes: Vec<_> = activities(&records).filter(|activity| activity.by.is_some()).collect();
        let its = notes.iter().filter(|note| of.contains(&note.deal)).count();
        near("of time", share(its, notes.len()), &fact["time_share"], 0.02);
    }
}

/// 12 closed leads of October 2025: seven months within two weeks.
#[test]
fn the_exhibition_ripens_for_months() {
    let fact = fact("exhibition");
    for seed in SEEDS {
        let records = company(seed);
        let from = |deal: &&Deal| deal.fields.get("source").is_some_and(|source| source == "Выставка «ЭлектроПром»");
        let closed: Vec<_> = deals(&records).filter(from).filter(|deal| decided(deal)).collect();
        assert_eq!(closed.len(), 12);
        let mut days: Vec<_> = closed.iter().map(|deal| deal.entered().days_since(deal.created)).collect();
        days.sort();
        near("months to close", days[6] as f64 / 30.4, &fact["cycle_months"], 0.5);
        assert!(closed.iter().all(|deal| fact["peak_month"] == deal.created.day(ZONE).month()));
    }
}

/// What the screen «Возврат» shows by the company's own reports.
#[test]
fn the_27_cells_are_alive() {
    for seed in SEEDS {
        let records = company(seed);
        let orders = purchases(&records).map(|purchase| {
            let kind = if purchase.kind == PurchaseKind::Sale { Kind::Sale } else { Kind::Refund };
            (purchase.customer, purchase.at, kind, purchase.amount)
        });
        let sold = deals(&records).filter(|deal| won(deal));
        let sold = sold.map(|deal| (deal.customer.unwrap(), deal.entered(), Kind::Sale, deal.amount));
        let ledger: Ledger<CustomerId> = orders
            .chain(sold)
            .map(|(customer, at, kind, amount)| Purchase {
                customer,
                date: at.day(ZONE),
                kind,
                amount: amount.map(|money| money.minor),
            })
            .collect();
        let [now, before] = [0, 60].map(|ago| ledger.summarise(story().plus_days(-ago).day(ZONE)));
        let [bounds, bounds_before] = [&now, &before].map(|then| BoundarySet::of(then, Measure::AverageCheque));
        assert_eq!(now.buyers.len(), 137);
        let mut cells: BTreeMap<String, usize> = BTreeMap::new();
        for buyer in &now.buyers {
            *cells.entry(bounds.score(buyer).code().unwrap().to_string()).or_default() += 1;
        }
        assert!(cells.len() >= 22, "{cells:?}");
        assert!((7..=14).contains(&cells["333"]), "{cells:?}");
        let leaving = degrading(&now, &bounds, 7).unwrap().len();
        assert!((4..=14).contains(&leaving), "{leaving}");
        let silent = silent_best((&before, &bounds_before), (&now, &bounds));
        assert!((1..=8).contains(&silent.len()), "{silent:?}");
    }
}
