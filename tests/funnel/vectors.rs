//! Ten deals whose figures can be checked by hand.

use serde_json::Value;
use voronka::domain::insight::funnel::{Cut, Flow, Header, Journeys, NOBODY, Place, Step, Way};

fn vectors() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/funnel_vectors.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The deals of the vectors in the order of their names, a step an hour.
fn journeys(funnel: &Value) -> Journeys {
    let mut journeys = Journeys::new(funnel["stages"].as_u64().unwrap() as usize).unwrap();
    for deal in funnel["deals"].as_object().unwrap().values() {
        let stages = deal["stages"].as_array().unwrap().iter();
        let stages = stages.map(|stage| Place::Stage(stage.as_u64().unwrap() as u8 - 1));
        let end = match deal["outcome"].as_str().unwrap() {
            "WON" => Some(Place::Won),
            "LOST" => Some(Place::Lost),
            _ => None,
        };
        let steps = stages.chain(end).zip(0..).map(|(to, at)| Step { to, at, about: NOBODY });
        journeys.add(Header::default(), steps);
    }
    journeys
}

fn pair(value: &Value) -> (usize, usize) {
    (value[0].as_u64().unwrap() as usize, value[1].as_u64().unwrap() as usize)
}

#[test]
fn every_count_of_every_stage() {
    let all = vectors();
    let funnel = &all["funnel"];
    let flow = Flow::of(&journeys(funnel), Cut::all(1_000));
    for (stage, expected) in flow.stages.iter().zip(funnel["per_stage"].as_array().unwrap()) {
        let counts = [
            ("touched", stage.touched),
            ("reached_at_least", stage.reached),
            ("reached_in_order", stage.in_order),
            ("advanced", stage.advanced),
            ("lost_here", stage.lost_here),
            ("open_here", stage.open_here),
        ];
        for (name, count) in counts {
            assert_eq!(Some(count as u64), expected[name].as_u64(), "{name} of {}", expected["stage"]);
        }
        let (so_far, decided) = (stage.so_far(), stage.decided());
        assert_eq!((so_far.k, so_far.n), pair(&expected["conversion_so_far"]));
        assert_eq!((decided.k, decided.n), pair(&expected["conversion_decided"]));
    }
    assert_eq!((flow.won, flow.deals), pair(&funnel["whole_so_far"]));
    assert_eq!((flow.won, flow.won + flow.lost), pair(&funnel["win_rate_decided"]));
}

#[test]
fn skips_returns_and_repeats_of_every_deal() {
    let all = vectors();
    let funnel = &all["funnel"];
    let journeys = journeys(funnel);
    for (deal, name) in funnel["deals"].as_object().unwrap().keys().enumerate() {
        let way = Way::of(&journeys, deal, 1_000);
        let flags = &funnel["flags"][name];
        let skipped: Vec<u64> =
            (0..128).filter(|stage| way.skipped() >> stage & 1 == 1).map(|stage| stage + 1).collect();
        assert_eq!(serde_json::json!(skipped), flags["skipped"], "{name}");
        assert_eq!(Some(u64::from(way.backward)), flags["backward"].as_u64(), "{name}");
        assert_eq!(Some(u64::from(way.repeats)), flags["repeats"].as_u64(), "{name}");
    }
}
