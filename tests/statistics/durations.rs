//! Durations: how long, by which of two ends, and whether one group is slower.

use proptest::prelude::*;
use voronka::domain::insight::statistics::{Competing, Fates, LogRank, Step, Survival};

use super::{alike, near, vectors};

/// Which of two parts each row belongs to: the ages of those for which it is so, and of the rest.
fn apart(ages: &[u32], is: impl Fn(usize) -> bool) -> (Vec<u32>, Vec<u32>) {
    let (there, rest): (Vec<_>, Vec<_>) = ages.iter().enumerate().partition(|&(at, _)| is(at));
    let ages = |part: Vec<(usize, &u32)>| part.into_iter().map(|(_, &age)| age).collect();
    (ages(there), ages(rest))
}

#[test]
fn the_curve_of_6_mercaptopurine_is_as_published() {
    let study = vectors().km_6mp;
    let (mut happened, mut open) = apart(&study.times, |at| study.events[at] == 1);
    let survival = Survival::of(&mut happened, &mut open);
    assert_eq!((survival.len(), survival.happened()), (21, 9));
    let steps: Vec<Step<u32>> = survival.steps().collect();
    assert!(steps.iter().map(|step| step.at).eq(study.left.iter().map(|&(at, _)| at)));
    steps.iter().zip(&study.left).for_each(|(step, &(_, left))| near(step.left, left, 0.00005));
    // The first steps as fractions: three of 21; one of 17, because one of those at 6 weeks dropped out.
    near(steps[0].left, 18.0 / 21.0, 1e-15);
    near(steps[1].left, 18.0 / 21.0 * 16.0 / 17.0, 1e-15);
    assert_eq!((steps[0].waiting, steps[0].happened, steps[1].waiting), (21, 3, 17));
    assert_eq!(survival.quantiles([0.5, 0.1, 0.25, 0.6]), [Some(study.median), Some(6), Some(13), None]);
    near(survival.left(22), 0.5378, 0.00005);
    near(survival.left(5), 1.0, 0.0);
}

#[test]
fn the_two_groups_of_the_6_mercaptopurine_study_differ_as_published() {
    let study = vectors().km_6mp;
    let (mut happened, mut open) = apart(&study.times, |at| study.events[at] == 1);
    let mut placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    let with = Survival::of(&mut happened, &mut open);
    let without = Survival::of(&mut placebo, &mut []);
    let found = LogRank::of(&with, &without).unwrap();
    // lifelines; chi-square 16.8 in the textbooks that use this study, with 9 happened and 19.3 expected.
    alike(found.chi_square, 16.792_940_989_216_547);
    alike(found.p, 4.168_809_109_334_511e-5);
    assert_eq!(found.happened, 9);
    near(found.expected, 19.25, 0.005);
}

/// A row of numbers that is the same everywhere.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    let next = |&state: &u64| Some((state * 1_103_515_245 + 12_345) % 2_147_483_648);
    std::iter::successors(Some(seed), next).skip(1).map(|state| state >> 16)
}

/// 400 ages from 1 to 90, and how each of them ended: 0 to 2 advanced, 3 and 4 lost, 5 and 6 not yet.
fn made_up() -> (Vec<u32>, Vec<u64>) {
    (
        numbers(1).take(400).map(|number| 1 + (number % 90) as u32).collect(),
        numbers(2).take(400).map(|n| n % 7).collect(),
    )
}

#[test]
fn made_up_durations_are_read_as_elsewhere() {
    let (ages, ends) = made_up();
    let (mut advanced, mut rest) = apart(&ages, |at| ends[at] < 3);
    let survival = Survival::of(&mut advanced, &mut rest);
    assert_eq!(survival.quantiles([0.2, 0.25, 0.5, 0.75, 0.8]), [41, 45, 71, 87, 90].map(Some));
    for (age, left) in [
        (1, 0.997_500_000_000_000_5),
        (10, 0.961_210_656_301_741),
        (45, 0.747_732_694_223_992_2),
        (60, 0.641_405_811_215_954_5),
        (89, 0.222_035_787_999_590_8),
    ] {
        near(survival.left(age), left, 1e-12);
    }

    let (mut advanced, _) = apart(&ages, |at| ends[at] < 3);
    let (mut lost, _) = apart(&ages, |at| (3..5).contains(&ends[at]));
    let (mut open, _) = apart(&ages, |at| ends[at] >= 5);
    let competing = Competing::of(&mut advanced, &mut lost, &mut open);
    let expected = [
        [0.0025, 0.005, 0.9925],
        [0.038_124_161_867_972_95, 0.032_981_092_505_691_4, 0.928_894_745_626_335_6],
        [0.225_048_599_995_250_98, 0.163_550_466_584_304, 0.611_400_933_420_445_3],
        [0.306_798_828_311_765_75, 0.232_554_488_348_896_42, 0.460_646_683_339_337_84],
        [0.550_562_186_776_124_2, 0.433_420_495_155_376_7, 0.016_017_318_068_499_164],
    ];
    for (found, [advanced, lost, open]) in competing.by([1, 10, 45, 60, 90]).into_iter().zip(expected) {
        near(found.advanced, advanced, 1e-12);
        near(found.lost, lost, 1e-12);
        near(found.open, open, 1e-12);
    }

    let group = |odd: usize| {
        let of = |happened: bool| apart(&ages, |at| at % 2 == odd && (ends[at] < 3) == happened).0;
        (of(true), of(false))
    };
    let ((mut even, mut even_open), (mut odd, mut odd_open)) = (group(0), group(1));
    let (even, odd) = (Survival::of(&mut even, &mut even_open), Survival::of(&mut odd, &mut odd_open));
    let found = LogRank::of(&even, &odd).unwrap();
    alike(found.chi_square, 0.003_211_113_979_219_143);
    alike(found.p, 0.954_810_707_317_389_4);
}

#[test]
fn a_share_that_is_met_exactly_is_met() {
    // Four of five are 80 %, though 1 - 0.8 is less than 0.2 in binary fractions.
    for all in [5, 10, 35, 1_000, 777_770] {
        let mut ages: Vec<u32> = (1..=all).collect();
        let survival = Survival::of(&mut ages, &mut []);
        let shares = [0.2, 0.4, 0.6, 0.8, 1.0];
        assert_eq!(survival.quantiles(shares), [1, 2, 3, 4, 5].map(|part| Some(all / 5 * part)), "{all}");
    }
    // The same with somebody dropping out after each: 3/4, then one of two of the rest, then all.
    let (mut ages, mut open) = ([10, 20, 30], [10_i64]);
    let survival = Survival::of(&mut ages, &mut open);
    assert_eq!(survival.quantiles([0.25, 0.625, 1.0]), [Some(10), Some(20), Some(30)]);
}

#[test]
fn of_nothing_nothing_is_known() {
    let nothing = Survival::<u32>::of(&mut [], &mut []);
    assert!(nothing.is_empty() && nothing.steps().next().is_none());
    assert_eq!(nothing.quantiles([0.5]), [None]);
    let (mut ages, mut open) = ([3, 4], [5]);
    let some = Survival::of(&mut ages, &mut open);
    assert_eq!(LogRank::of(&nothing, &some), None);
    assert_eq!(LogRank::of(&some, &nothing), None);
    let mut waiting = [7];
    let none = Competing::<u32>::of(&mut [], &mut [], &mut waiting);
    assert_eq!(none.by([9]), [Fates { advanced: 0.0, lost: 0.0, open: 1.0 }]);
}

fn ages() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0..25_i64, 0..40)
}

proptest! {
    #[test]
    fn the_curve_falls_and_counts_everybody_once(mut happened in ages(), mut open in ages()) {
        let all = happened.len() + open.len();
        let survival = Survival::of(&mut happened, &mut open);
        let steps: Vec<Step<i64>> = survival.steps().collect();
        prop_assert_eq!(steps.iter().map(|step| step.happened).sum::<usize>(), survival.happened());
        let (mut share, mut before, mut waiting) = (1.0, i64::MIN, all);
        for step in steps {
            // The product as it is written in the definition.
            share *= 1.0 - step.happened as f64 / step.waiting as f64;
            prop_assert!((step.left - share).abs() < 1e-12);
            prop_assert!(step.at > before && step.waiting <= waiting && step.happened > 0);
            (before, waiting) = (step.at, step.waiting - step.happened);
        }
    }

    #[test]
    fn where_all_has_happened_it_is_a_plain_share(mut ages in ages(), age in 0..25_i64) {
        prop_assume!(!ages.is_empty());
        let longer = ages.iter().filter(|&&other| other > age).count() as f64 / ages.len() as f64;
        let (sorted, half) = { let mut sorted = ages.clone(); sorted.sort(); (sorted, ages.len().div_ceil(2)) };
        let survival = Survival::of(&mut ages, &mut []);
        prop_assert!((survival.left(age) - longer).abs() < 1e-15);
        prop_assert_eq!(survival.quantiles([0.5]), [Some(sorted[half - 1])]);
    }

    #[test]
    fn the_fates_are_everybody(mut advanced in ages(), mut lost in ages(), mut open in ages()) {
        let (mut ended, mut waiting) = ([advanced.clone(), lost.clone()].concat(), open.clone());
        let competing = Competing::of(&mut advanced, &mut lost, &mut open);
        let survival = Survival::of(&mut ended, &mut waiting);
        let mut before = (0.0, 0.0);
        for (step, either) in competing.steps().zip(survival.steps()) {
            let Fates { advanced, lost, open } = step.fates;
            prop_assert!((advanced + lost + open - 1.0).abs() < 1e-12);
            prop_assert!(step.at == either.at && (open - either.left).abs() < 1e-12, "what is left is neither");
            prop_assert!(advanced >= before.0 && lost >= before.1);
            before = (advanced, lost);
        }
        prop_assert_eq!(competing.steps().count(), survival.steps().count());
    }

    #[test]
    fn with_one_way_to_end_the_fates_are_the_curve(mut advanced in ages(), mut open in ages()) {
        let (mut happened, mut waiting) = (advanced.clone(), open.clone());
        let survival = Survival::of(&mut happened, &mut waiting);
        let competing = Competing::of(&mut advanced, &mut [], &mut open);
        for (fates, age) in competing.by([0, 5, 12, 30]).into_iter().zip([0, 5, 12, 30]) {
            prop_assert!((1.0 - fates.advanced - survival.left(age)).abs() < 1e-12 && fates.lost == 0.0);
        }
    }

    #[test]
    fn neither_group_comes_first(
        mut one in ages(), mut one_open in ages(), mut other in ages(), mut other_open in ages()
    ) {
        let (one, other) = (Survival::of(&mut one, &mut one_open), Survival::of(&mut other, &mut other_open));
        match (LogRank::of(&one, &other), LogRank::of(&other, &one)) {
            (Some(there), Some(back)) => {
                prop_assert!((there.chi_square - back.chi_square).abs() < 1e-9 * there.chi_square.max(1.0));
                prop_assert!((0.0..=1.0).contains(&there.p));
                let (happened, expected) = (there.happened + back.happened, there.expected + back.expected);
                prop_assert!((happened as f64 - expected).abs() < 1e-9, "what happened is expected somewhere");
            }
            (there, back) => prop_assert_eq!(there, back),
        }
        prop_assert!(LogRank::of(&one, &one).is_none_or(|same| same.chi_square < 1e-18 && same.p > 0.999));
    }
}
