//! How deals leave one stage as time goes on: by each age the share that went on, that was lost, that stands there still
//! (Aalen–Johansen, open deals counted). Source: analytics, section 3.
//! Deliberately not here: medians of all stages at once (`stays`), whether one period takes longer (`bottleneck`).

use serde::{Deserialize, Serialize};

use super::cut::Cut;
use super::journeys::{Journeys, Place, Step};
use super::report::Question;
use crate::domain::insight::statistics::{Competing, Fate, Fates};

/// So many points a drawn curve has at most.
const POINTS: i64 = 120;
/// A curve is drawn until so few are left: the last one of a hundred would leave no room for the others.
const FEW: f64 = 0.03;

/// How the deals of one stage left it. Ages are in milliseconds since the first entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// How many entered it.
    pub deals: usize,
    /// Of those, the ones that went on, and that were lost.
    pub advanced: usize,
    /// See `advanced`.
    pub lost: usize,
    /// The curve: what had become of them by an age, in order of age, beginning after 0.
    pub points: Vec<(i64, Fates)>,
    /// What had become of them by the ages that were asked about.
    pub by: Vec<(i64, Fates)>,
}

/// The answer for the period, and for the one before at equal age.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Courses {
    /// Of the period.
    pub now: Course,
    /// Of the earlier one.
    pub before: Option<Course>,
}

impl Courses {
    /// Follows the deals of a question over one stage. `ages` rise.
    pub fn of(journeys: &Journeys, question: Question, stage: u8, ages: [i64; 3]) -> Self {
        let course = |cut: Cut| Left::of(journeys, cut, stage).course(ages);
        let before = question.before.map(|earlier| course(question.cut.at_equal_age(earlier)));
        Self { now: course(question.cut), before }
    }
}

/// How long deals stood on a stage, by what became of them.
#[derive(Default)]
struct Left {
    advanced: Vec<i64>,
    lost: Vec<i64>,
    open: Vec<i64>,
}

/// How a stay ended.
enum End {
    Advanced,
    Lost,
    Open,
}

impl Left {
    fn of(journeys: &Journeys, cut: Cut, stage: u8) -> Self {
        let mut left = Self::default();
        for (length, end) in cut.of(journeys).filter_map(|deal| stay(journeys.of(deal), stage, cut.as_of)) {
            match end {
                End::Advanced => left.advanced.push(length),
                End::Lost => left.lost.push(length),
                End::Open => left.open.push(length),
            }
        }
        left
    }

    fn course(mut self, ages: [i64; 3]) -> Course {
        let competing = Competing::of(&mut self.advanced, &mut self.lost, &mut self.open);
        let by = ages.into_iter().zip(competing.by(ages)).collect();
        let points = thinned(&competing.steps().collect::<Vec<_>>());
        let (advanced, lost) = (self.advanced.len(), self.lost.len());
        Course { deals: advanced + lost + self.open.len(), advanced, lost, points, by }
    }
}

/// How long a deal stood on a stage: from its first entry to its first entry of a later one or its end, as `stays` counts it.
fn stay(steps: impl Iterator<Item = Step>, stage: u8, as_of: i64) -> Option<(i64, End)> {
    let mut since = None;
    for Step { to, at, .. } in steps.take_while(|step| step.at <= as_of) {
        let end = match (to, since) {
            (Place::Stage(there), None) => {
                since = (there == stage).then_some(at);
                continue;
            }
            (_, None) => continue,
            (Place::Stage(there), _) if there <= stage => continue,
            (Place::Stage(_) | Place::Won, _) => End::Advanced,
            (Place::Lost, _) => End::Lost,
            (Place::Waits, _) => End::Open,
        };
        return since.map(|since| (at - since, end));
    }
    since.map(|since| (as_of - since, End::Open))
}

/// The curve in so few points that nobody sees the difference: of the steps in each stretch the last.
fn thinned(steps: &[Fate<i64>]) -> Vec<(i64, Fates)> {
    let end = steps.iter().find(|step| step.fates.open <= FEW).or(steps.last()).map_or(0, |step| step.at);
    let stretch = (end / POINTS).max(1);
    let mut points: Vec<(i64, Fates)> = Vec::new();
    for step in steps.iter().take_while(|step| step.at <= end) {
        match points.last_mut() {
            Some(last) if last.0 / stretch == step.at / stretch => *last = (step.at, step.fates),
            _ => points.push((step.at, step.fates)),
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::{Flow, Header, NOBODY, Period};

    const S: [Place; 3] = [Place::Stage(0), Place::Stage(1), Place::Stage(2)];

    fn journeys(ways: &[&[(Place, i64)]]) -> Journeys {
        let mut journeys = Journeys::new(3).unwrap();
        for way in ways {
            journeys.add(Header::default(), way.iter().map(|&(to, at)| Step { to, at, about: NOBODY }));
        }
        journeys
    }

    fn asked(journeys: &Journeys, as_of: i64, stage: u8, ages: [i64; 3]) -> Course {
        Courses::of(journeys, Question { cut: Cut::all(as_of), before: None }, stage, ages).now
    }

    #[test]
    fn who_stands_there_still_is_counted() {
        // Went on after 2, lost after 3, stands for 4, went on after 5.
        let journeys =
            journeys(&[&[(S[0], 0), (S[1], 2)], &[(S[0], 0), (Place::Lost, 3)], &[(S[0], 6)], &[(S[0], 0), (S[2], 5)]]);
        let course = asked(&journeys, 10, 0, [2, 3, 9]);
        assert_eq!((course.deals, course.advanced, course.lost), (4, 2, 1));
        let shares: Vec<_> =
            course.by.iter().map(|(at, fates)| (*at, fates.advanced, fates.lost, fates.open)).collect();
        assert_eq!(shares, [(2, 0.25, 0.0, 0.75), (3, 0.25, 0.25, 0.5), (9, 0.75, 0.25, 0.0)]);
        assert_eq!(course.points.len(), 3);
    }

    #[test]
    fn returns_do_not_begin_anew_and_a_pause_breaks_off() {
        let journeys = journeys(&[
            &[(S[1], 0), (S[0], 2), (S[1], 4), (S[2], 7)],
            &[(S[1], 0), (Place::Waits, 3), (S[1], 5), (Place::Lost, 9)],
            &[(S[0], 0), (Place::Lost, 1)],
        ]);
        let course = asked(&journeys, 10, 1, [1, 7, 9]);
        assert_eq!((course.deals, course.advanced, course.lost), (2, 1, 0));
        assert_eq!(
            course.by[1].1,
            Fates { advanced: 1.0, lost: 0.0, open: 0.0 },
            "the one that was watched so long has gone on"
        );
    }

    #[test]
    fn a_curve_of_many_is_short_and_says_the_same() {
        let ways: Vec<Vec<(Place, i64)>> = (1..=5_000)
            .map(|n| {
                let end = [S[1], Place::Lost, Place::Won][n as usize % 3];
                vec![(S[0], 0), (end, n * 977 % 100_003)]
            })
            .collect();
        let ways: Vec<&[(Place, i64)]> = ways.iter().map(Vec::as_slice).collect();
        let journeys = journeys(&ways);
        let course = asked(&journeys, 90_000, 0, [1_000, 20_000, 80_000]);
        assert!(course.points.len() <= POINTS as usize + 1, "{}", course.points.len());
        let fates = course.points.iter().map(|(_, fates)| fates);
        assert!(fates.clone().all(|fates| (fates.advanced + fates.lost + fates.open - 1.0).abs() < 1e-9));
        assert!(fates.clone().zip(fates.skip(1)).all(|(one, next)| next.open <= one.open && next.lost >= one.lost));
        // It counts whom the figures of all stages count, and comes to the same half.
        let stay = Flow::of(&journeys, Cut::all(90_000)).stages[0].stay;
        assert_eq!((course.deals, course.advanced + course.lost), (stay.n, stay.over));
        let median = stay.median.unwrap();
        let [before, at] = [median - 1, median].map(|age| asked(&journeys, 90_000, 0, [age; 3]).by[0].1.open);
        assert!(before > 0.5 && at <= 0.5 + 1e-9, "{before} {at}");
    }

    #[test]
    fn the_earlier_period_is_seen_at_equal_age() {
        // All of the earlier one have gone on by now; at the age that this one has, one of two had.
        let journeys =
            journeys(&[&[(S[0], 0), (S[1], 10)], &[(S[0], 0), (S[1], 300)], &[(S[0], 1_000), (Place::Lost, 1_050)]]);
        let cut = Cut { came: Period { from: 1_000, to: 2_000 }, ..Cut::all(1_100) };
        let question = Question { cut, before: Some(Period { from: 0, to: 1_000 }) };
        let courses = Courses::of(&journeys, question, 0, [10, 50, 100]);
        let before = courses.before.unwrap();
        assert_eq!((before.deals, before.advanced, before.lost), (2, 1, 0));
        assert_eq!((courses.now.deals, courses.now.advanced, courses.now.lost), (1, 0, 1));
        assert_eq!(before.by[2].1, Fates { advanced: 0.5, lost: 0.0, open: 0.5 });
    }

    #[test]
    fn of_nobody_there_is_no_curve() {
        let course = asked(&journeys(&[]), 10, 0, [1, 2, 3]);
        assert_eq!((course.deals, course.points.len()), (0, 0));
        let there = Fates { advanced: 0.0, lost: 0.0, open: 1.0 };
        assert!(course.by.iter().all(|(_, fates)| *fates == there));
    }
}
