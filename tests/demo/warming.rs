//! What the example has written down for «Возврат» and «Обновить»: it is there, follows the rules, lies in the past, and is
//! the same for everybody.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use voronka::data::demo::warming;
use voronka::data::warming::{plans, segments};
use voronka::domain::insight::effect::Effect;
use voronka::domain::insight::purchases::Purchases;
use voronka::domain::insight::rfm::{BoundarySet, Code, Ledger, Measure};
use voronka::domain::insight::warming::next;
use voronka::domain::{Arm, Fate, Grievance, Letter, ONE_OF, Pin, Source, Stop, Way};

use super::*;

const BASKETS: &str = include_str!("../../public/content/baskets.json");
const GROUPS: &str = include_str!("../../public/content/groups.json");

/// The company with plans and groups, and what was written down.
fn told(language: Language, now: Moment, zone: i32, seed: u64) -> (Vec<Record>, Vec<Record>) {
    let mut company = records(CONTENT, language, now, zone, seed).unwrap();
    company.extend(plans(BASKETS, slug("refresh-4r")).unwrap().into_iter().map(Record::from));
    company.extend(segments(GROUPS).unwrap().into_iter().map(Record::from));
    let told = warming(CONTENT, &company, language, now, zone, seed).unwrap();
    (company, told)
}

/// The whole desk of a seed; made once.
fn desk(seed: u64) -> &'static Workspace {
    static MADE: LazyLock<BTreeMap<u64, Workspace>> = LazyLock::new(|| {
        let whole = |seed| {
            let (company, told) = told(Language::Ru, story(), ZONE, seed);
            opened([company, told].concat())
        };
        SEEDS.map(|seed| (seed, whole(seed))).into()
    });
    &MADE[&seed]
}

fn sent(letter: &Letter) -> bool {
    letter.sent().is_some()
}

#[test]
fn plans_groups_and_months_are_there() {
    for seed in SEEDS {
        let desk = desk(seed);
        assert_eq!((desk.plans().len(), desk.segments().map(|group| group.cells.len()).sum::<usize>()), (4, 27));
        let days: Vec<String> = desk.pins().map(|pin| pin.set.as_of.to_string()).collect();
        let days: BTreeSet<String> = days.into_iter().collect();
        let firsts = ["2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"];
        assert_eq!(days, firsts.map(str::to_owned).into());
        // As anybody would pin them from the same purchases, under the identity that the month has on every device.
        let ledger: Ledger<_> = Purchases::of(desk, |_| ZONE).lines.into_iter().collect();
        for pin in desk.pins() {
            assert_eq!(pin.set, BoundarySet::of(&ledger.summarise(pin.set.as_of), Measure::AverageCheque));
            assert_eq!((pin.id, pin.by), (Pin::of_month(pin.set.as_of), None));
        }
        assert_eq!(desk.pinned().unwrap().set.as_of.to_string(), "2026-11-01");
    }
}

#[test]
fn letters_were_written_by_the_plans_and_some_wait() {
    for seed in SEEDS {
        let desk = desk(seed);
        let warming: Vec<&Letter> =
            desk.letters().map(AsRef::as_ref).filter(|letter| matches!(letter.source, Source::Plan(..))).collect();
        assert!((90..260).contains(&warming.len()), "{}", warming.len());
        let answered = warming.iter().filter(|letter| letter.answered.is_some()).count();
        assert!((2..40).contains(&answered), "{answered}");
        let by_mail = |letter: &&&Letter| matches!(letter.fate, Fate::Sent { way: Way::Mail, .. });
        assert!(warming.iter().filter(by_mail).count() * 2 > warming.len());
        let failed: Vec<_> = warming.iter().filter(|letter| matches!(letter.fate, Fate::Failed { .. })).collect();
        assert_eq!(failed.len(), 1);
        assert!(desk.opt_out(&failed[0].to).is_some(), "nobody writes again to a mailbox that is not there");
        assert!((1..=2).contains(&desk.opt_outs().len()));
        for letter in &warming {
            let deal = desk.deal(letter.deal.unwrap()).unwrap();
            assert_eq!(letter.id, letter.source.letter(letter.customer));
            assert!(letter.made >= deal.entered(), "{} was written before its deal came", letter.subject);
            assert!(letter.sent().is_none_or(|at| at >= letter.made && at < story()));
            assert!(letter.answered.is_none_or(|at| at >= letter.sent().unwrap() && at < story()));
        }
        // Nothing was sent to an address after its owner had refused.
        for refusal in desk.opt_outs() {
            let later = |letter: &&&Letter| letter.to == refusal.address && letter.sent() > Some(refusal.at);
            assert_eq!(warming.iter().filter(later).count(), 0, "{}", refusal.address);
        }
        let today = story().day(ZONE);
        let all = next(desk, today, ZONE);
        let due: Vec<_> = all.iter().filter(|next| next.on <= today && next.ended.is_none()).collect();
        assert!((5..=24).contains(&due.len()), "{}", due.len());
        assert!(due.iter().all(|next| (today - next.on).num_days() < 11), "an older one was forgotten");
        let stopped: BTreeSet<Stop> = all.iter().filter_map(|next| next.ended).collect();
        assert!(stopped.contains(&Stop::Reply), "{stopped:?}");
    }
}

#[test]
fn a_campaign_is_over_and_its_effect_is_what_the_purchases_say() {
    let mut effects = BTreeSet::new();
    for seed in SEEDS {
        let desk = desk(seed);
        assert_eq!(desk.campaigns().len(), 1);
        let campaign = desk.campaigns().next().unwrap();
        let today = story().day(ZONE);
        assert!(campaign.until < today && campaign.began < story());
        let on = |side| campaign.customers.values().filter(|&&arm| arm == side).count();
        let (offered, control) = (on(Arm::Offered), on(Arm::Control));
        assert!((20..=60).contains(&offered), "{offered}");
        assert_eq!(control, (offered + control) / ONE_OF);
        let purchases = Purchases::of(desk, |_| ZONE).lines;
        let effect = Effect::of(campaign, &purchases, campaign.began.day(ZONE), today);
        assert!(effect.offered.bought.k > 0, "nobody of {offered} bought in six weeks");
        let (low, high) = effect.gain().unwrap();
        assert!(low < high);
        effects.insert(effect.offered.bought.k * control > effect.control.bought.k * offered);
        // Only those with the offer were written to.
        let letters = desk.letters().filter(|letter| letter.source == Source::Campaign(campaign.id));
        let written: BTreeSet<_> = letters.filter(|letter| sent(letter)).map(|letter| letter.customer).collect();
        assert!(written.iter().all(|customer| campaign.customers[customer] == Arm::Offered));
        assert_eq!(written.len(), offered);
    }
    // Nothing is planted: under some seeds it seems to have worked, under others not.
    assert_eq!(effects.len(), 2);
}

#[test]
fn two_who_fell_silent_said_why() {
    for seed in SEEDS {
        let desk = desk(seed);
        let causes: Vec<Grievance> = desk.interviews().map(|talk| talk.cause).collect();
        assert_eq!(causes, [Grievance::Terms, Grievance::Other]);
        let first = desk.interviews().next().unwrap();
        assert_eq!(desk.customer(first.customer).unwrap().name, "Ремпутьмаш-Кама");
        assert!(desk.deal(first.deal.unwrap()).unwrap().entered() < first.at);
        let whom: BTreeSet<_> = desk.interviews().map(|talk| talk.customer).collect();
        assert_eq!(whom.len(), 2);
    }
}

#[test]
fn the_same_for_everybody_and_in_both_languages() {
    let ids = |records: &[Record]| -> BTreeSet<_> { records.iter().map(Record::id).collect() };
    let (company, here) = told(Language::Ru, story(), ZONE, 1);
    assert!(told(Language::Ru, story(), ZONE, 1).1 == here);
    assert!(ids(&company).is_disjoint(&ids(&here)));
    // Another company has pinned the same months.
    assert_eq!(ids(&here).intersection(&ids(&told(Language::Ru, story(), ZONE, 2).1)).count(), 6);
    let english = told(Language::En, story(), ZONE, 1).1;
    assert!(ids(&english) == ids(&here));
    let cyrillic = |text: &str| text.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    for (record, english) in here.iter().zip(&english) {
        for (text, english) in said(record).iter().zip(&said(english)) {
            assert!(!text.trim().is_empty() && !text.contains(['{', '}']) && !english.contains(['{', '}']), "{text}");
            assert!(!cyrillic(english), "{english}");
        }
        let addresses = match record {
            Record::Letter(letter) => vec![&letter.to],
            Record::OptOut(refusal) => vec![&refusal.address],
            _ => Vec::new(),
        };
        assert!(addresses.iter().all(|address| address.contains('@') && address.ends_with(".example")));
    }
}

/// Every text of a record.
fn said(record: &Record) -> Vec<String> {
    let texts: Vec<&String> = match record {
        Record::Letter(it) => vec![&it.subject, &it.body],
        Record::Campaign(it) => vec![&it.name, &it.goal, &it.offer],
        Record::Interview(it) => vec![&it.words],
        Record::OptOut(it) => vec![&it.why],
        _ => Vec::new(),
    };
    let links = |text: &String| text.split("https://").map(str::to_owned).collect::<Vec<_>>();
    texts.into_iter().flat_map(links).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whenever and wherever it is opened, it is taken in, and nothing of it lies ahead.
    #[test]
    fn at_any_time_and_place(now in 0i64..4_102_444_800_000, zone in -720i32..=840, seed: u64) {
        let (company, told) = told(Language::En, Moment(now), zone, seed);
        let context = Context { now: Moment(now), by: None, robot: None, entry: EntryId(1) };
        let mut desk = Workspace::default();
        for part in [company, told.clone()] {
            let taken = desk.apply(Command::TakeIn(part), &context);
            prop_assert!(taken.is_ok(), "{taken:?}");
        }
        for record in told {
            let moments = match &record {
                Record::Pin(it) => vec![it.at],
                Record::Letter(it) => [Some(it.made), it.sent(), it.answered].into_iter().flatten().collect(),
                Record::Campaign(it) => vec![it.began],
                Record::Interview(it) => vec![it.at],
                Record::OptOut(it) => vec![it.at],
                other => return Err(TestCaseError::fail(format!("{} is told too", other.id()))),
            };
            prop_assert!(moments.iter().all(|at| at.0 <= now), "{} lies ahead", record.id());
        }
        for code in Code::all() {
            prop_assert_eq!(desk.segments().filter(|group| group.cells.contains(&code)).count(), 1);
        }
    }
}
