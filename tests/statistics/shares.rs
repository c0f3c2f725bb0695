//! Shares: their ranges, two beside each other, several at once, and how many deals it takes.

use proptest::prelude::*;
use voronka::domain::insight::proportion::Proportion;
use voronka::domain::insight::statistics::{Comparison, Test, adjusted, power};

use super::{alike, near, vectors};

fn of(k: usize, n: usize) -> Proportion {
    Proportion { k, n }
}

#[test]
fn ranges_are_as_published() {
    let vectors = vectors();
    assert_eq!((vectors.wilson_published.len(), vectors.newcombe_published.len()), (4, 8));
    for share in vectors.wilson_published {
        let (low, high) = of(share.k, share.n).range();
        near(low, share.lo, 0.00005);
        near(high, share.hi, 0.00005);
    }
    for two in vectors.newcombe_published {
        let (low, high) = of(two.k1, two.n1).beyond(of(two.k2, two.n2));
        near(low, two.lo, 0.00005);
        near(high, two.hi, 0.00005);
    }
}

#[test]
fn large_shares_are_compared_as_elsewhere() {
    for (one, other, z, p) in [
        (of(22, 41), of(24, 32), -1.874_095_621_281_447_5, 0.060_917_246_749_329_19),
        (of(81, 263), of(15, 148), 4.752_688_538_523_141, 2.007_294_420_255_702_6e-6),
        (of(56, 70), of(48, 80), 2.650_171_951_258_533_6, 0.008_045_081_368_196_56),
        (of(560, 700), of(480, 800), 8.380_579_557_069_703, 5.266_771_881_194_484_5e-17),
        (of(5_000, 100_000), of(5_600, 100_000), -5.988_572_728_730_087, 2.116_904_744_261_093_6e-9),
        (of(1, 40), of(20, 40), -4.827_951_973_484_492, 1.379_443_489_053_801_8e-6),
    ] {
        let found = Comparison::of(one, other).unwrap();
        let Test::Pooled { z: found_z } = found.test else { panic!("{one:?} and {other:?} are large enough") };
        alike(found_z, z);
        alike(found.p, p);
    }
}

#[test]
fn small_shares_are_compared_as_elsewhere() {
    for (one, other, p) in [
        (of(9, 10), of(3, 10), 0.019_766_611_097_880_443),
        (of(6, 7), of(2, 7), 0.102_564_102_564_102_56),
        (of(5, 56), of(0, 29), 0.160_621_443_209_471_1),
        (of(10, 10), of(0, 20), 3.328_339_160_423_118e-8),
        (of(3, 2_000), of(11, 1_800), 0.028_631_601_649_889_833),
        (of(0, 30), of(4, 12), 0.004_422_406_861_431_252),
        (of(120, 1_000), of(0, 12), 0.379_386_481_433_095_3),
        (of(2, 3), of(500_000, 1_000_000), 1.0),
        (of(700, 1_000_000), of(600, 1_000_000), 0.005_999_442_985_639_055),
    ] {
        alike(Comparison::exact(one, other).unwrap(), p);
    }
    // Which of the two is used follows from what is expected, 2.2 here, and not from what is seen.
    assert_eq!(Comparison::of(of(0, 30), of(4, 12)).unwrap().test, Test::Exact);
}

#[test]
fn a_sample_is_as_large_as_the_textbook_says() {
    // The formula in numpy; 388 for 50 % and 60 % is also R's `power.prop.test(p1 = .5, p2 = .6, power = .8)`, 387.3385.
    for (one, other, each) in [
        (0.54, 0.75, 81),
        (22.0 / 41.0, 0.75, 78),
        (0.5, 0.6, 388),
        (0.05, 0.06, 8_158),
        (0.2, 0.1, 199),
        (0.0, 1.0, 2),
    ] {
        assert_eq!(power::needed(one, other), Some(each), "{one} {other}");
    }
    for (one, other) in [(0.5, 0.5), (0.0, 0.0), (-0.1, 0.5), (0.5, 1.1), (f64::NAN, 0.5)] {
        assert_eq!(power::needed(one, other), None, "{one} {other}");
    }
}

#[test]
fn so_few_deals_show_so_much() {
    near(power::least_rise(0.5, 388).unwrap(), 0.6, 0.0002);
    near(power::least_rise(0.54, 81).unwrap(), 0.75, 0.001);
    for (from, each) in [(0.9, 5), (0.5, 0), (1.0, 1_000), (1.5, 1_000), (f64::NAN, 1_000)] {
        assert_eq!(power::least_rise(from, each), None, "{from} {each}");
    }
}

fn share() -> impl Strategy<Value = Proportion> {
    (1..60_usize).prop_flat_map(|n| (0..=n).prop_map(move |k| of(k, n)))
}

proptest! {
    #[test]
    fn comparing_has_no_direction(one in share(), other in share()) {
        let (there, back) = (Comparison::of(one, other).unwrap(), Comparison::of(other, one).unwrap());
        prop_assert!((0.0..=1.0 + 1e-12).contains(&there.p));
        prop_assert!((there.p - back.p).abs() < 1e-12);
        match (there.test, back.test) {
            (Test::Pooled { z }, Test::Pooled { z: other }) => prop_assert!((z + other).abs() < 1e-12),
            (there, back) => prop_assert_eq!(there, back),
        }
        // What is not won is lost: the same question.
        let missing = |side: Proportion| of(side.n - side.k, side.n);
        let turned = Comparison::exact(missing(one), missing(other)).unwrap();
        prop_assert!((Comparison::exact(one, other).unwrap() - turned).abs() < 1e-12);
    }

    /// The sum as it is written in the definition, of whole numbers: `C(n, k) C(m, l)` over `C(n + m, k + l)`.
    #[test]
    fn fishers_test_is_the_sum_that_defines_it(one in share(), other in share()) {
        prop_assume!(one.n + other.n <= 60);
        let ways = |n: usize, k: usize| (0..k).fold(1_u128, |ways, at| ways * (n - at) as u128 / (at as u128 + 1));
        let have = one.k + other.k;
        let of_table = |k: usize| ways(one.n, k) * ways(other.n, have - k);
        let tables = have.saturating_sub(other.n)..=one.n.min(have);
        let seen = of_table(one.k);
        let unlikely: u128 = tables.map(of_table).filter(|&table| table <= seen).sum();
        let expected = unlikely as f64 / ways(one.n + other.n, have) as f64;
        prop_assert!((Comparison::exact(one, other).unwrap() / expected - 1.0).abs() < 1e-9);
    }

    #[test]
    fn many_questions_only_make_it_less_certain(p in prop::collection::vec(0.0..=1.0_f64, 0..20)) {
        let found = adjusted(&p);
        prop_assert_eq!(found.len(), p.len());
        for (at, &one) in p.iter().enumerate() {
            prop_assert!(found[at] >= one && found[at] <= 1.0 && found[at] <= one * p.len() as f64 + 1e-12);
            for (other, &beside) in p.iter().enumerate() {
                prop_assert!(one > beside || found[at] <= found[other], "{:?} {:?}", p, found);
            }
        }
    }

    #[test]
    fn greater_differences_need_fewer_deals(from in 0.0..0.98_f64, less in 0.01..1.0_f64, more in 0.01..1.0_f64) {
        let (less, more) = (from + less.min(more) * (1.0 - from), from + less.max(more) * (1.0 - from));
        prop_assume!(more > less);
        let (many, few) = (power::needed(from, less).unwrap(), power::needed(from, more).unwrap());
        prop_assert!(few <= many);
        // Both sides are alike, and so are success and failure.
        prop_assert_eq!(power::needed(less, from), Some(many));
        prop_assert!(power::needed(1.0 - from, 1.0 - less).unwrap().abs_diff(many) <= 1);
        // What many show is this rise, or less.
        prop_assert!(power::least_rise(from, many).unwrap() <= less + 1e-9);
        prop_assert!(power::needed(from, power::least_rise(from, many).unwrap()).unwrap() <= many);
    }
}
