//! What holds of any history.

use proptest::collection::vec;
use proptest::prelude::*;
use voronka::data::errand;
use voronka::domain::insight::funnel::{
    Change, Cut, Flow, Header, Journeys, NOBODY, Part, Period, Pick, Place, Question, Report, Step, UNKNOWN, Way,
};

const STAGES: usize = 5;

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        8 => (0..STAGES as u8).prop_map(Place::Stage),
        1 => Just(Place::Waits),
        2 => Just(Place::Lost),
        2 => Just(Place::Won),
    ]
}

fn deal() -> impl Strategy<Value = (Header, Vec<Step>)> {
    let step = (place(), 0_i64..200, 0_u32..4).prop_map(|(to, at, about)| Step { to, at, about });
    let amount = prop_oneof![4 => 0_i64..10_000, 1 => Just(UNKNOWN)];
    let labels = vec(prop_oneof![3 => 0_u32..3, 1 => Just(NOBODY)], 5);
    (amount, labels, vec(step, 1..9))
        .prop_map(|(amount, labels, steps)| (Header { amount, labels: labels.try_into().unwrap() }, steps))
}

fn journeys_of(deals: &[(Header, Vec<Step>)]) -> Journeys {
    let mut journeys = Journeys::new(STAGES).unwrap();
    deals.iter().for_each(|(header, steps)| journeys.add(*header, steps.iter().copied()));
    journeys
}

fn history() -> impl Strategy<Value = Vec<(Header, Vec<Step>)>> {
    vec(deal(), 0..40)
}

fn cut() -> impl Strategy<Value = Cut> {
    let label = || prop_oneof![4 => Just(None), 1 => (0_u32..4).prop_map(Some)];
    (-10_i64..220, 0_i64..220, 0_i64..220, label(), label()).prop_map(|(as_of, from, to, owner, source)| Cut {
        came: Period { from, to },
        labels: [owner, None, source, None, None],
        as_of,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_deal_is_counted_once(deals in history(), cut in cut()) {
        let journeys = journeys_of(&deals);
        let flow = Flow::of(&journeys, cut);
        prop_assert_eq!(flow.won + flow.lost + flow.open, flow.deals);
        prop_assert_eq!(cut.of(&journeys).count(), flow.deals);
        for stage in &flow.stages {
            prop_assert_eq!(stage.advanced + stage.lost_here + stage.open_here, stage.reached);
            prop_assert_eq!(stage.lost.iter().map(|lost| lost.deals).sum::<usize>(), stage.lost_here);
            prop_assert!(stage.touched <= stage.reached);
            prop_assert!(stage.in_order <= stage.touched);
        }
    }

    #[test]
    fn reached_never_rises_and_steps_multiply_to_the_whole(deals in history(), cut in cut()) {
        let flow = Flow::of(&journeys_of(&deals), cut);
        let reached: Vec<_> = flow.stages.iter().map(|stage| stage.reached).collect();
        prop_assert!(reached.is_sorted_by(|a, b| a >= b), "{:?}", reached);
        for pair in flow.stages.windows(2) {
            prop_assert_eq!(pair[0].advanced, pair[1].reached);
        }
        prop_assert_eq!(flow.stages.last().unwrap().advanced, flow.won);
        if reached.iter().all(|&reached| reached > 0) {
            let product: f64 = flow.stages.iter().map(|stage| stage.so_far().share()).product();
            prop_assert!((product - flow.won as f64 / reached[0] as f64).abs() < 1e-12);
        }
    }

    #[test]
    fn the_deals_behind_a_figure_are_those_that_it_counts(deals in history(), cut in cut()) {
        let journeys = journeys_of(&deals);
        let flow = Flow::of(&journeys, cut);
        let count = |pick: Pick| pick.of(&journeys, cut).count();
        prop_assert_eq!(count(Pick::All), flow.deals);
        prop_assert_eq!([count(Pick::Won), count(Pick::Lost), count(Pick::Open)], [flow.won, flow.lost, flow.open]);
        let odd = [count(Pick::Skipped), count(Pick::Returned), count(Pick::Repeated), count(Pick::Reopened)];
        prop_assert_eq!(odd, [flow.with_skip, flow.with_return, flow.with_repeat, flow.reopened]);
        for (at, stage) in flow.stages.iter().enumerate() {
            let part = |part| count(Pick::Stage(at, part));
            let counted = [part(Part::Reached), part(Part::Advanced), part(Part::Open), part(Part::Lost)];
            prop_assert_eq!(counted, [stage.reached, stage.advanced, stage.open_here, stage.lost_here]);
            let entered = [part(Part::Touched), part(Part::InOrder), part(Part::Skipped)];
            prop_assert_eq!(entered, [stage.touched, stage.in_order, stage.skipped]);
            for lost in &stage.lost {
                prop_assert_eq!(count(Pick::Because(Some(at), vec![lost.reason])), lost.deals);
            }
        }
        let variants = Report::of(&journeys, Question { cut, before: None }).variants;
        for variant in &variants.told {
            prop_assert_eq!(count(Pick::Way(variant.stages.clone())), variant.won.n);
        }
    }

    /// The order in which deals come does not matter, nor that in which the steps of a deal do, but for those of one instant.
    #[test]
    fn the_order_of_rows_does_not_matter(mut deals in history(), cut in cut(), seed in any::<u64>()) {
        for (_, steps) in &mut deals {
            steps.sort_by_key(|step| step.at);
            steps.dedup_by_key(|step| step.at);
        }
        let flow = Flow::of(&journeys_of(&deals), cut);
        let turn = |n: usize| (seed as usize).checked_rem(n).unwrap_or(0);
        let by = turn(deals.len());
        deals.rotate_left(by);
        for (_, steps) in &mut deals {
            let by = turn(steps.len());
            steps.rotate_left(by);
        }
        prop_assert_eq!(Flow::of(&journeys_of(&deals), cut), flow);
    }

    #[test]
    fn what_is_not_known_yet_does_not_count(deals in history(), as_of in 0_i64..200) {
        let cut = Cut::all(as_of);
        let known: Vec<_> = deals
            .iter()
            .map(|(header, steps)| (*header, steps.iter().copied().filter(|step| step.at <= as_of).collect::<Vec<_>>()))
            .collect();
        prop_assert_eq!(Flow::of(&journeys_of(&deals), cut), Flow::of(&journeys_of(&known), cut));
    }

    #[test]
    fn equal_age_is_the_same_answer_given_earlier(deals in history(), shift in 1_i64..500, as_of in 0_i64..220) {
        let mut both = deals.clone();
        let later = deals.iter().map(|(header, steps)| {
            (*header, steps.iter().map(|step| Step { at: step.at + 1_000 + shift, ..*step }).collect())
        });
        both.extend(later);
        let journeys = journeys_of(&both);
        let now = Cut { came: Period { from: 1_000 + shift, to: 2_000 + shift }, ..Cut::all(1_000 + shift + as_of) };
        let before = now.at_equal_age(Period { from: 0, to: 1_000 });
        let [now, before] = [now, before].map(|cut| Flow::of(&journeys, cut));
        prop_assert_eq!(now, before);
    }

    #[test]
    fn the_worker_answers_as_the_page_would(deals in history(), cut in cut(), from in 0_i64..200) {
        let journeys = journeys_of(&deals);
        let question = Question { cut, before: Some(Period { from, to: from + 50 }) };
        let sheet = errand::answer(&errand::ask_funnel(question, &journeys)).unwrap();
        let (mut told, mut known) = (errand::report(&sheet).unwrap(), Report::of(&journeys, question));
        // On paper a fraction may lose its last digit.
        for (told, known) in told.changes.drain(..).zip(known.changes.drain(..)) {
            prop_assert_eq!((told.stage, told.now, told.before), (known.stage, known.now, known.before));
            let fractions = |change: Change| [change.low, change.high, change.wins_lost, change.p.unwrap_or(-1.0)];
            for (told, known) in fractions(told).into_iter().zip(fractions(known)) {
                prop_assert!((told - known).abs() <= 1e-12 * known.abs().max(1.0));
            }
        }
        prop_assert_eq!(told, known);
    }

    #[test]
    fn a_way_is_told_by_its_last_step((header, steps) in deal()) {
        let journeys = journeys_of(&[(header, steps)]);
        let way = Way::of(&journeys, 0, 1_000);
        let last = journeys.of(0).last().unwrap();
        prop_assert_eq!(way.last, last.at);
        prop_assert!(way.level <= STAGES + 1);
        prop_assert_eq!(way.in_order <= way.entered.count_ones() as usize, true);
        prop_assert_eq!(way.skipped() & way.entered, 0);
    }
}
