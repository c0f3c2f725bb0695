//! What would be if more buyers took a step, if a sale were worth more, if it took less time (U20): sales, money, money a
//! day, and how many requests the same number of sales would need.
//!
//! The decided shares of all steps multiplied are the share of those who come that buy in the end: of the open deals it is
//! supposed that they go the way of the decided ones. The sales of a period are scaled by what that product becomes.
//! Deliberately not here: the figures that it begins with (`funnel`).

use super::funnel::Flow;

/// What a funnel brings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Yield {
    /// How many came.
    pub came: f64,
    /// The sales that come of them, once all are decided.
    pub wins: f64,
    /// What those are worth, in the smallest units; none while nobody knows what a sale is worth.
    pub money: Option<f64>,
    /// Money a day, by how long a sale takes; none while that is not known.
    pub a_day: Option<f64>,
}

/// A funnel as it is supposed to be.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// How many came.
    pub came: f64,
    /// The decided share of each step.
    pub steps: Vec<f64>,
    /// What a sale is worth, in the smallest units.
    pub worth: Option<f64>,
    /// How many days a sale takes.
    pub cycle: Option<f64>,
}

const DAY: f64 = 86_400_000.0;

impl WhatIf {
    /// As it is. A step at which nobody has decided lets all through: nothing is known against it.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    pub fn now(flow: &Flow) -> Self {
        let share = |(k, n): (usize, usize)| if n == 0 { 1.0 } else { k as f64 / n as f64 };
        let steps = flow.stages.iter().map(|stage| stage.decided()).map(|decided| share((decided.k, decided.n)));
        Self {
            came: flow.deals as f64,
            steps: steps.collect(),
            worth: flow.mean_worth(),
            cycle: flow.mean_cycle().map(|length| length / DAY),
        }
    }

    /// The share of those who come that buy in the end.
    pub fn whole(&self) -> f64 {
        self.steps.iter().product()
    }

    /// The same with another share of a step.
    #[must_use]
    pub fn with_step(mut self, stage: usize, share: f64) -> Self {
        if let Some(step) = self.steps.get_mut(stage) {
            *step = share.clamp(0.0, 1.0);
        }
        self
    }

    /// The same where a sale is worth so many times as much.
    #[must_use]
    pub fn with_worth(mut self, times: f64) -> Self {
        self.worth = self.worth.map(|worth| worth * times);
        self
    }

    /// The same where a sale takes so many times as long.
    #[must_use]
    pub fn with_cycle(mut self, times: f64) -> Self {
        self.cycle = self.cycle.map(|days| days * times);
        self
    }

    /// What it brings.
    pub fn yields(&self) -> Yield {
        let wins = self.came * self.whole();
        let money = self.worth.map(|worth| wins * worth);
        let a_day = money.zip(self.cycle).filter(|(_, days)| *days > 0.0).map(|(money, days)| money / days);
        Yield { came: self.came, wins, money, a_day }
    }

    /// How many would have to come for as many sales; none when none are made.
    pub fn needed(&self, wins: f64) -> Option<f64> {
        let whole = self.whole();
        (whole > 0.0).then(|| wins / whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::StageFlow;
    use proptest::prelude::*;

    /// The funnel of the design: 214 came, 31 won and 58 open.
    fn designed() -> WhatIf {
        let stage = |(advanced, lost_here): (usize, usize)| StageFlow { advanced, lost_here, ..StageFlow::default() };
        let stages = [(171, 36), (128, 31), (62, 49), (47, 8), (41, 1), (35, 0), (31, 0)].map(stage);
        WhatIf::now(&Flow { deals: 214, stages: stages.to_vec(), ..Flow::default() })
    }

    #[test]
    fn more_buyers_take_a_step() {
        let now = designed();
        let then = now.clone().with_step(2, 0.65);
        // 56 % becomes 65 %: sales grow by as much, and as many sales need as much fewer requests.
        let growth = 0.65 / (62.0 / 111.0);
        assert!((then.yields().wins / now.yields().wins - growth).abs() < 1e-12);
        let needed = then.needed(now.yields().wins).unwrap();
        assert!((needed - 214.0 / growth).abs() < 1e-9);
        assert!((needed - 184.0).abs() < 0.5, "as the design has it");
    }

    #[test]
    fn nothing_is_promised_of_what_is_not_known() {
        let now = designed();
        assert_eq!((now.yields().money, now.yields().a_day), (None, None));
        assert_eq!(now.with_step(0, 0.0).needed(5.0), None);
        let bare = WhatIf::now(&Flow { deals: 5, stages: vec![StageFlow::default()], ..Flow::default() });
        assert!((bare.yields().wins - 5.0).abs() < 1e-12, "nobody has decided");
    }

    proptest! {
        #[test]
        fn better_never_brings_less(
            came in 1.0_f64..1e6,
            steps in proptest::collection::vec(0.01_f64..=1.0, 1..9),
            stage in 0_usize..9,
            better in 1.0_f64..3.0,
        ) {
            let now = WhatIf { came, steps: steps.clone(), worth: Some(7.0), cycle: Some(30.0) };
            let stage = stage % steps.len();
            let share = (steps[stage] * better).min(1.0);
            let then = now.clone().with_step(stage, share);
            prop_assert!(then.yields().wins >= now.yields().wins * (1.0 - 1e-12));
            prop_assert_eq!(now.clone().with_step(stage, steps[stage]).yields(), now.yields());
            let needed = then.needed(now.yields().wins).unwrap();
            let again = WhatIf { came: needed, ..then }.yields().wins;
            prop_assert!((again / now.yields().wins - 1.0).abs() < 1e-9);
            let [dearer, quicker] = [now.clone().with_worth(better), now.clone().with_cycle(1.0 / better)];
            prop_assert!((dearer.yields().money.unwrap() / now.yields().money.unwrap() - better).abs() < 1e-9);
            prop_assert!((quicker.yields().a_day.unwrap() / now.yields().a_day.unwrap() - better).abs() < 1e-9);
        }
    }
}
