//! The figures of a funnel, as JSON.

use crate::history::{self, History};
use crate::request::Request;
use serde_json::{Map, Value, json};
use std::io::Write;
use voronka::domain::insight::funnel::{Cut, Flow, Label, StageFlow, Stretch};
use voronka::domain::insight::proportion::Proportion;

const HOUR: f64 = 3_600_000.0;

/// The report asked for, with remarks on the way; or why there can be none.
pub(crate) fn run(arguments: &[String], remarks: &mut impl Write) -> Result<String, String> {
    let request = Request::of(arguments)?;
    let bytes = std::fs::read(&request.file).map_err(|error| format!("{}: {error}", request.file))?;
    // A closed standard error is no reason to keep the report back.
    let mut remark = |remark: String| drop(writeln!(remarks, "{remark}"));
    let history = history::read(&bytes, &request, &mut remark).map_err(|why| format!("{}: {why}", request.file))?;
    let flow = Flow::of(&history.journeys, Cut::all(request.as_of.1));
    Ok(format!("{:#}\n", report(&request, &flow, &history)))
}

fn report(request: &Request, flow: &Flow, history: &History) -> Value {
    let stage = |(name, stage): (&String, &StageFlow)| {
        let reasons = stage.lost.iter().map(|lost| (reason(history, lost.reason), lost.deals.into()));
        json!({
            "stage": name,
            "touched": stage.touched,
            "reached_at_least": stage.reached,
            "reached_in_order": stage.in_order,
            "advanced": stage.advanced,
            "lost_here": stage.lost_here,
            "open_here": stage.open_here,
            "conversion_so_far": proportion(stage.so_far()),
            "conversion_decided": proportion(stage.decided()),
            "win_probability": chance(flow, stage),
            "dwell_hours": hours(stage.stay),
            "lost_by_reason": reasons.collect::<Map<_, _>>(),
        })
    };
    let skipped = request.stages.iter().zip(&flow.stages).map(|(name, stage)| (name.clone(), stage.skipped.into()));
    let key = flow.key_stage().map(|key| json!({ "stage": request.stages[key.stage], "gain": key.gain }));
    json!({
        "as_of": request.as_of.0,
        "deals": flow.deals,
        "outcomes": { "WON": flow.won, "LOST": flow.lost, "OPEN": flow.open },
        "whole_funnel_so_far": proportion(flow.so_far()),
        "win_rate_decided": proportion(flow.decided()),
        "stages": request.stages.iter().zip(&flow.stages).map(stage).collect::<Vec<_>>(),
        "key_stage": key,
        "cycle_hours": hours(flow.cycle),
        "conformance": {
            "deals_with_skipped_stage": flow.with_skip,
            "skipped_stage_counts": skipped.collect::<Map<_, _>>(),
            "deals_with_backward_move": flow.with_return,
            "backward_moves": flow.returns,
            "deals_with_repeat": flow.with_repeat,
            "repeats": flow.repeats,
            "perfectly_sequential": flow.sequential,
            "deals_reopened": flow.reopened,
        },
        "weighted_forecast_open": {
            "open_deals": flow.open,
            "open_amount": major(flow.open_amount as f64),
            "weighted_amount": major(flow.weighted()),
        },
    })
}

/// Nothing is said of the share of nothing.
fn proportion(of: Proportion) -> Value {
    let (p, (lo, hi)) = (Some(of.share()).filter(|_| of.n > 0), of.range());
    let known = |value: f64| p.map(|_| value);
    json!({ "k": of.k, "n": of.n, "p": p, "lo": known(lo), "hi": known(hi) })
}

/// With the probability that the forecast goes by, where so few are decided that it is another.
fn chance(flow: &Flow, stage: &StageFlow) -> Value {
    let mut value = proportion(stage.won);
    if let (Some(chance), Some(fields)) = (flow.chance(stage), value.as_object_mut()) {
        fields.insert("shrunk".into(), chance.shrunk.into());
        fields.insert("used".into(), chance.share.into());
    }
    value
}

fn hours(stretch: Stretch) -> Value {
    let at = |length: Option<i64>| length.map(|length| length as f64 / HOUR);
    let Stretch { n, over, p25, median, p75, p80, sum, .. } = stretch;
    let mean = (over > 0).then(|| sum as f64 / HOUR / over as f64);
    json!({
        "n": n,
        "events": over,
        "censored": n - over,
        "median": at(median),
        "p25": at(p25),
        "p75": at(p75),
        "p80": at(p80),
        "mean_of_events": mean,
    })
}

fn major(minor: f64) -> f64 {
    minor / 100.0
}

fn reason(history: &History, code: Label) -> String {
    history.reasons.get(code as usize).cloned().unwrap_or_default()
}
