//! Regulations at work: who has read, how far deals went by them, and those of the example company.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use support::{ANNA, context, day, deal, desk, four_r, member, slug};
use voronka::data::demo::{self, Language};
use voronka::data::regulation::shipped;
use voronka::domain::insight::proportion::Proportion;
use voronka::domain::insight::regulation::{Compliance, Kept, reworded, signing, with_stages};
use voronka::domain::{
    Adoption, Command, Context, Deal, EditionId, EntryId, MemberId, Moment, Pipeline, Record, Regulation, Schedule,
    Slug, Wording, Workspace, Zone,
};

const JSON: &str = include_str!("../public/content/regulations.json");
const COMPANY: &str = include_str!("../public/content/demo.json");

fn so_many(k: usize, n: usize) -> Proportion {
    Proportion { k, n }
}

fn wording(since: Moment, point: &str) -> Wording {
    Wording { since, by: None, points: vec![point.into()], forbidden: Vec::new(), done: "готово".into() }
}

/// A desk of so many people with the shipped regulations, in force since day 0.
fn regulated(people: u128) -> Workspace {
    let mut desk = desk(four_r());
    let mut records: Vec<Record> = shipped(JSON, day(0)).unwrap().into_iter().map(Record::from).collect();
    records.extend((2..=people).map(|id| Record::from(member(id, "Имя"))));
    desk.apply(Command::TakeIn(records), &context(1, 0)).unwrap();
    desk
}

fn live(desk: &Workspace) -> &Arc<Pipeline> {
    desk.pipeline(slug("deals-4r")).unwrap()
}

fn counted(desk: &Workspace) -> Compliance {
    let schedule = Schedule::default();
    let mut compliance = Compliance::new(desk, live(desk));
    desk.deals().for_each(|deal| compliance.count(desk, deal, &schedule));
    compliance
}

/// A deal on the stages of «Сделки», a day each (day 0 is a Tuesday), with all proofs from the first.
fn proved(id: u128, way: &[&str]) -> Deal {
    let way: Vec<Slug> = way.iter().map(|place| slug(&format!("deals-4r.{place}"))).collect();
    deal(id, &way)
}

fn taken_in(desk: &mut Workspace, deal: Deal) {
    desk.apply(Command::TakeIn(vec![deal.into()]), &context(2, 50)).unwrap();
}

#[test]
fn a_deal_that_went_on_counts_at_every_stage_it_left() {
    let mut desk = regulated(1);
    taken_in(&mut desk, proved(1, &["new", "terms", "quote"]));
    let [new, terms, quote, whole] =
        ["deals-4r.new", "deals-4r.terms", "deals-4r.quote", "deals-4r"].map(|of| counted(&desk).of(slug(of)));
    let all = |n| Kept { proved: so_many(n, n), in_time: so_many(n, n), both: so_many(n, n) };
    assert_eq!([new, terms, quote, whole], [all(1), all(1), all(0), all(2)]);
}

#[test]
fn a_proof_that_came_too_late_and_a_norm_that_was_passed() {
    let mut desk = regulated(1);
    let mut late = proved(1, &["new", "terms"]);
    let required = live(&desk).stages[0].evidence.iter().find(|proof| proof.required).unwrap().id;
    late.proofs.get_mut(&required).unwrap().at = day(9);
    taken_in(&mut desk, late);
    let mut slow = proved(2, &["new", "terms"]);
    slow.history[1].at = day(7); // five working days, and the norm is two
    taken_in(&mut desk, slow);
    let kept = counted(&desk).of(slug("deals-4r.new"));
    assert_eq!((kept.proved, kept.in_time, kept.both), (so_many(1, 2), so_many(1, 2), so_many(0, 2)));
}

#[test]
fn who_stopped_went_back_or_was_put_did_not_go_on() {
    let mut desk = regulated(1);
    for (id, way) in [(1, &["new", "lost"][..]), (2, &["terms", "new"]), (3, &["quote", "paused"])] {
        taken_in(&mut desk, proved(id, way));
    }
    let of_whole = counted(&desk).of(slug("deals-4r"));
    assert_eq!(of_whole.proved.n, 0);
    // Bought, and on to «Сделки» from «Лиды»; into a basket and back it went nowhere.
    let way = ["leads-4r.mql", "leads-4r.sql", "deals-4r.new"].map(slug);
    taken_in(&mut desk, deal(4, &way));
    taken_in(&mut desk, proved(5, &["shipped", "won"]));
    let way = ["deals-4r.new", "refresh-4r.timing", "deals-4r.new"].map(slug);
    taken_in(&mut desk, deal(6, &way));
    assert_eq!(counted(&desk).of(slug("deals-4r")).proved, so_many(1, 1));
    let leads = desk.pipeline(slug("leads-4r")).unwrap();
    let schedule = Schedule::default();
    let mut compliance = Compliance::new(&desk, leads);
    desk.deals().for_each(|deal| compliance.count(&desk, deal, &schedule));
    assert_eq!(compliance.of(slug("leads-4r")).proved, so_many(2, 2));
}

#[test]
fn what_was_before_the_wording_is_not_held_against_anybody() {
    let mut desk = regulated(1);
    taken_in(&mut desk, proved(1, &["new", "terms", "quote"]));
    let id = slug("deals-4r.new");
    desk.apply(Command::WordRegulation(id, wording(day(30), "Иначе")), &context(3, 30)).unwrap();
    assert_eq!(counted(&desk).of(id).both.n, 0);
    assert_eq!(counted(&desk).of(slug("deals-4r.terms")).both.n, 1);
}

#[test]
fn a_deal_is_judged_by_the_edition_of_its_day() {
    let mut desk = regulated(1);
    taken_in(&mut desk, proved(1, &["new", "terms"]));
    let mut funnel = Pipeline::clone(live(&desk));
    let mut asked = funnel.stages[0].evidence[0].clone();
    asked.id = slug("deals-4r.new.later");
    asked.required = true;
    funnel.stages[0].evidence.push(asked);
    let (edition, adoption) = (EditionId(1), Adoption::AtOnce);
    let publish = Command::Publish { funnel: Box::new(funnel), edition, adoption, moves: Default::default() };
    desk.apply(publish, &context(4, 60)).unwrap();
    assert_eq!(counted(&desk).of(slug("deals-4r.new")).both, so_many(1, 1));
}

#[test]
fn somebody_signs_and_the_next_wording_asks_anew() {
    let mut desk = regulated(3);
    let id = slug("deals-4r.quote");
    let who = |desk: &Workspace, now| signing(desk, desk.regulation(id).unwrap(), day(now), &Schedule::default());
    assert_eq!(who(&desk, 10).waits, [(MemberId(1), 10), (MemberId(2), 10), (MemberId(3), 10)]);
    desk.apply(Command::SignRegulation(id, ANNA), &context(5, 4)).unwrap();
    let read = who(&desk, 10);
    assert_eq!((read.signed.as_slice(), read.waits.len()), (&[(ANNA, day(4))][..], 2));
    assert_eq!(read.share(), so_many(1, 3));
    desk.apply(Command::WordRegulation(id, wording(day(8), "Иначе")), &context(6, 8)).unwrap();
    assert_eq!(who(&desk, 10).waits, [(MemberId(1), 2), (MemberId(2), 2), (MemberId(3), 2)]);
}

static EXAMPLE: LazyLock<Vec<Record>> = LazyLock::new(|| example(now(), 180));

/// The moment of the design's mock-ups: Thursday, 26 November 2026, 11:42 in Moscow.
fn now() -> Moment {
    Moment(1_795_682_520_000)
}

fn example(now: Moment, zone: i32) -> Vec<Record> {
    let mut records = demo::records(COMPANY, Language::Ru, now, zone, 4).unwrap();
    let regulations = demo::regulations(JSON, &records, now, zone).unwrap();
    records.extend(regulations);
    records
}

fn opened(records: Vec<Record>, now: Moment) -> Workspace {
    let mut desk = Workspace::default();
    let context = Context { now, by: None, robot: None, entry: EntryId(1) };
    desk.apply(Command::TakeIn(records), &context).unwrap();
    desk
}

#[test]
fn the_example_has_read_all_but_what_came_ten_days_ago() {
    let desk = opened(EXAMPLE.clone(), now());
    assert_eq!(desk.regulations().len(), 18);
    let quote = desk.regulation(slug("deals-4r.quote")).unwrap();
    let (number, wording) = quote.current().unwrap();
    assert_eq!((number, wording.since.day(180).to_string().as_str()), (4, "2026-11-16"));
    let read = signing(&desk, quote, now(), &Schedule::usual(Zone::fixed(180)));
    let name = |id: MemberId| desk.member(id).unwrap().name.clone();
    let waits: Vec<_> = read.waits.iter().map(|&(id, days)| (name(id), days)).collect();
    assert_eq!(waits, [("Тимур Гараев".to_owned(), 10), ("Павел Ершов".to_owned(), 10)]);
    assert_eq!(read.share(), so_many(6, 8));
    let days: Vec<_> = read.signed.iter().map(|(_, at)| at.day(180).to_string()).collect();
    assert!(days.iter().all(|day| ["2026-11-17", "2026-11-18"].contains(&day.as_str())), "{days:?}");
    // The two read the wording before it.
    assert!(read.waits.iter().all(|(id, _)| quote.signed[id].edition == 3));
    let waited = desk
        .regulations()
        .filter(|known| !signing(&desk, known, now(), &Schedule::usual(Zone::fixed(180))).waits.is_empty());
    let waited: Vec<Slug> = waited.map(|known| known.id).collect();
    assert_eq!(waited, [slug("deals-4r"), slug("deals-4r.quote")]);
    // Each wording of the quote says something that the one before it did not.
    for pair in quote.editions.windows(2) {
        let changed = reworded(&pair[0], &pair[1]);
        assert!(!changed.points.is_empty() && changed.points.iter().all(|(was, is)| was.is_none() && is.is_some()));
    }
}

#[test]
fn the_example_shows_how_far_deals_went_by_the_regulation() {
    let desk = opened(EXAMPLE.clone(), now());
    let schedule = Schedule::usual(Zone::fixed(180));
    let mut compliance = Compliance::new(&desk, live(&desk));
    desk.deals().for_each(|deal| compliance.count(&desk, deal, &schedule));
    for stage in ["deals-4r.new", "deals-4r.terms", "deals-4r.agree"] {
        let kept = compliance.of(slug(stage));
        assert!(kept.both.n >= 20 && kept.both.k < kept.both.n && kept.both.k > 0, "{stage}: {kept:?}");
    }
}

proptest! {
    #![proptest_config(support::cases(96))]

    /// Everybody has read or is asked, nobody both; days are never less than none and grow with time.
    #[test]
    fn everybody_has_read_or_is_asked(
        people in 1_u128..6, acts in vec((0_u128..7, 0_i64..40, any::<bool>()), 0..12), at in 0_i64..90,
    ) {
        let mut desk = regulated(people);
        let id = slug("deals-4r.quote");
        let mut acts = acts;
        acts.sort_by_key(|&(_, day, _)| day);
        let mut last = None;
        for (number, (who, when, words)) in acts.into_iter().enumerate() {
            let number = number as u128;
            let command = match words {
                true => Command::WordRegulation(id, wording(day(when), &format!("Иначе {number}"))),
                false => Command::SignRegulation(id, MemberId(who)),
            };
            let signed = !words && desk.apply(command.clone(), &context(10 + number, when)).is_ok();
            if words {
                desk.apply(command, &context(10 + number, when)).unwrap();
            }
            last = signed.then_some(MemberId(who));
        }
        let regulation = desk.regulation(id).unwrap();
        let [read, later] = [at, at + 1].map(|at| signing(&desk, regulation, day(at), &Schedule::default()));
        let mut all: Vec<MemberId> = read.signed.iter().map(|&(id, _)| id).chain(read.waits.iter().map(|&(id, _)| id)).collect();
        all.sort();
        prop_assert_eq!(all, desk.members().map(|member| member.id).collect::<Vec<_>>());
        prop_assert_eq!(read.share().n, desk.members().len());
        prop_assert!(last.is_none_or(|who| read.signed.iter().any(|&(id, _)| id == who)), "who signed last has read");
        for (&(who, days), &(same, tomorrow)) in read.waits.iter().zip(&later.waits) {
            prop_assert_eq!(who, same);
            prop_assert!(days >= 0 && (tomorrow == days + 1 || (days, tomorrow) == (0, 0)));
        }
    }

    /// Whatever ways deals go: both is in each, each is in all; a proof more never takes away; a later wording never adds.
    #[test]
    fn figures_hold_together(ways in vec(vec(select(PLACES.to_vec()), 1..7), 1..6), since in 0_i64..9, drop in any::<u8>()) {
        let mut desk = regulated(1);
        let mut all: Vec<Deal> = Vec::new();
        for (id, mut way) in (1..).zip(ways) {
            way.dedup();
            let mut deal = proved(id, &way);
            let mut at = 0;
            deal.proofs.retain(|_, _| { at += 1; (drop >> (at % 8)) & 1 == 0 });
            all.push(deal);
        }
        all.iter().for_each(|deal| taken_in(&mut desk, deal.clone()));
        let before = counted(&desk);
        let funnel = live(&desk).clone();
        for of in with_stages(&funnel) {
            let Kept { proved, in_time, both } = before.of(of);
            prop_assert!(proved.n == in_time.n && in_time.n == both.n);
            prop_assert!(both.k <= proved.k && both.k <= in_time.k && proved.k <= proved.n);
            prop_assert!(both.k + proved.n >= proved.k + in_time.k);
        }
        let stages: usize = funnel.stages.iter().map(|stage| before.of(stage.id).both.n).sum();
        prop_assert_eq!(stages, before.of(funnel.id).both.n, "the funnel is all its stages");
        // Every proof that there can be.
        let mut whole = desk.clone();
        for deal in &all {
            let fuller = Deal { proofs: proved(9, &["new"]).proofs, ..deal.clone() };
            whole.apply(Command::TakeIn(vec![fuller.into()]), &context(70, 60)).unwrap();
        }
        let stage = slug("deals-4r.quote");
        let mut later = desk.clone();
        later.apply(Command::WordRegulation(stage, wording(day(since), "Иначе")), &context(80, since)).unwrap();
        for of in with_stages(&funnel) {
            prop_assert!(counted(&whole).of(of).proved.k >= before.of(of).proved.k);
            prop_assert!(counted(&later).of(of).proved.n <= before.of(of).proved.n);
        }
    }

    /// Whenever and wherever the example is opened, its regulations hold by the rules and none is signed ahead of time.
    #[test]
    fn the_example_is_sound_at_any_moment(now in 1_600_000_000_000_i64..2_500_000_000_000, zone in -720_i32..=840) {
        let people: Vec<Record> = EXAMPLE.iter().filter(|r| matches!(r, Record::Member(_))).cloned().collect();
        let made = demo::regulations(JSON, &people, Moment(now), zone).unwrap();
        prop_assert_eq!(&made, &demo::regulations(JSON, &people, Moment(now), zone).unwrap());
        for record in made {
            let Record::Regulation(known) = record else { continue };
            let Regulation { editions, signed, .. } = &*known;
            prop_assert!(editions.windows(2).all(|pair| pair[0].since < pair[1].since));
            for signature in signed.values() {
                let wording = &editions[signature.edition as usize - 1];
                prop_assert!(wording.since < signature.at && signature.at.0 <= now, "{} {:?}", known.id, signature);
            }
        }
    }
}

const PLACES: [&str; 9] = ["new", "terms", "quote", "agree", "paid", "production", "shipped", "won", "lost"];
