//! Steps of deals become the report of a funnel.

use voronka::domain::insight::funnel::{Cut, Header, Journeys, Place, Question, Report, Step};
use wasm_bindgen::prelude::wasm_bindgen;

/// What stands for the ends among places.
const LOST: u32 = 254;
const WON: u32 = 255;

/// The figures of the page, one after another: deals, won, lost, open; for each stage touched, reached, in order, advanced,
/// lost, open, passed over, the median and the fourth fifth of the time there (-1 where it has not come to that), the deals
/// lost there for each of ten reasons; skips, returns and repeats; how many deals took each of the commonest ways. Steps
/// come deal by deal, those of a deal in the order of time.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the page reaches it")]
pub fn report(
    stages: usize,
    deals: &[u32],
    places: &[u32],
    moments: &[f64],
    about: &[u32],
    amounts: &[f64],
    as_of: f64,
) -> Vec<f64> {
    let Some(mut journeys) = Journeys::new(stages) else { return Vec::new() };
    let mut begin = 0;
    while begin < deals.len() {
        let end = begin + deals[begin..].iter().take_while(|deal| **deal == deals[begin]).count();
        let steps = (begin..end).map(|at| Step {
            to: match places[at] {
                LOST => Place::Lost,
                WON => Place::Won,
                stage => Place::Stage(stage as u8),
            },
            at: moments[at] as i64,
            about: about[at],
        });
        journeys.add(Header { amount: amounts[deals[begin] as usize] as i64, ..Header::default() }, steps);
        begin = end;
    }
    let report = Report::of(&journeys, Question { cut: Cut::all(as_of as i64), before: None });
    let flow = &report.flow;
    let mut out: Vec<usize> = vec![flow.deals, flow.won, flow.lost, flow.open];
    let time = |length: Option<i64>| length.map_or(usize::MAX, |length| length as usize);
    for stage in &flow.stages {
        let counts = [stage.touched, stage.reached, stage.in_order, stage.advanced, stage.lost_here, stage.open_here];
        out.extend(counts);
        out.extend([stage.skipped, time(stage.stay.median), time(stage.stay.p80)]);
        let lost = |reason| stage.lost.iter().find(|lost| lost.reason == reason).map_or(0, |lost| lost.deals);
        out.extend((0..10).map(lost));
    }
    out.extend([flow.with_skip, flow.returns, flow.repeats]);
    out.extend(report.variants.told.iter().map(|variant| variant.won.n));
    out.into_iter().map(|figure| if figure == usize::MAX { -1.0 } else { figure as f64 }).collect()
}
