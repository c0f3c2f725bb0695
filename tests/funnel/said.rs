//! The example `funnel` on a file that can be checked by hand and on input that it can't use.

use serde_json::Value;
use std::path::PathBuf;

use super::command;

/// A file that lives as long as one test.
struct File(PathBuf);

impl File {
    fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("funnel_command_{name}.csv"));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    /// The report, or the reason why there is none; and the remarks.
    fn funnel(&self, arguments: &[&str]) -> (Result<Value, String>, String) {
        let file = self.0.to_str().unwrap();
        let arguments: Vec<String> = [file].iter().chain(arguments).map(|&word| word.to_owned()).collect();
        let mut remarks = Vec::new();
        let report = command::run(&arguments, &mut remarks);
        (report.map(|text| serde_json::from_str(&text).unwrap()), String::from_utf8(remarks).unwrap())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const ASKED: [&str; 8] =
    ["--stages", "Lead, Quote,Contract", "--won", "Won", "--lost", "Lost,Junk", "--as-of", "2026-03-01T00:00:00Z"];

const FOUR: &str = "\u{feff}case_id,activity,timestamp,value,reason
a,Lead,2026-01-01T00:00:00Z,100.00,
a,Quote,2026-01-03T00:00:00Z,,
a,Contract,2026-01-04T00:00:00Z,150.50,
a,Won,2026-01-05T12:00:00Z,,
b,Lead,2026-01-02T00:00:00+03:00,200,
b,Lost,2026-01-03T00:00:00+03:00,,price
c,Contract,2026-02-01T00:00:00Z,1000,
d,Lead,2026-02-01T00:00:00Z,,
d,Junk,2026-02-01T06:00:00Z,,
d,Quote,2026-03-02T00:00:00Z,,
";

#[test]
fn four_deals_by_hand() {
    let (report, remarks) = File::with("four", FOUR).funnel(&ASKED);
    let report = report.unwrap();
    assert_eq!(remarks, "");
    assert_eq!(report["deals"], 4);
    assert_eq!(report["outcomes"], serde_json::json!({ "WON": 1, "LOST": 2, "OPEN": 1 }));
    let stages = report["stages"].as_array().unwrap();
    let counts = |name: &str| stages.iter().map(|stage| stage[name].as_u64().unwrap()).collect::<Vec<_>>();
    assert_eq!(counts("touched"), [3, 1, 2]);
    assert_eq!(counts("reached_at_least"), [4, 2, 2]);
    assert_eq!(counts("reached_in_order"), [3, 1, 1]);
    assert_eq!(counts("advanced"), [2, 2, 1]);
    assert_eq!(counts("lost_here"), [2, 0, 0]);
    assert_eq!(counts("open_here"), [0, 0, 1]);
    // The end itself is the reason where nobody gave one.
    assert_eq!(stages[0]["lost_by_reason"], serde_json::json!({ "price": 1, "Junk": 1 }));
    // On «Lead» two days, one day, six hours: half are over after 24 hours.
    let dwell = &stages[0]["dwell_hours"];
    assert_eq!((dwell["n"].as_u64(), dwell["events"].as_u64()), (Some(3), Some(3)));
    assert_eq!(
        (dwell["p25"].as_f64(), dwell["median"].as_f64(), dwell["p80"].as_f64()),
        (Some(6.0), Some(24.0), Some(48.0))
    );
    assert_eq!(stages[2]["dwell_hours"]["censored"], 1);
    assert_eq!(report["cycle_hours"]["median"], 108.0);
    assert_eq!(report["conformance"]["deals_with_skipped_stage"], 1);
    assert_eq!(
        report["conformance"]["skipped_stage_counts"],
        serde_json::json!({ "Lead": 1, "Quote": 1, "Contract": 0 })
    );
    assert_eq!(report["conformance"]["perfectly_sequential"], 3);
    // One won of one decided, drawn to one of three: (1 + 10/3) / 11.
    let forecast = &report["weighted_forecast_open"];
    assert_eq!((forecast["open_deals"].as_u64(), forecast["open_amount"].as_f64()), (Some(1), Some(1000.0)));
    let expected = 1000.0 * (1.0 + 10.0 / 3.0) / 11.0;
    assert!((forecast["weighted_amount"].as_f64().unwrap() - expected).abs() < 1e-9);
    // Of equal rises the first: nobody who reached «Quote» was lost, of all that came two were.
    assert_eq!(report["key_stage"]["stage"], "Quote");
    assert!((report["key_stage"]["gain"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    let whole = &report["whole_funnel_so_far"];
    assert_eq!((whole["k"].as_u64(), whole["n"].as_u64(), whole["p"].as_f64()), (Some(1), Some(4), Some(0.25)));
}

#[test]
fn columns_are_found_or_named() {
    let file = File::with("named", "kunde;schritt;wann\n1;Lead;01.02.2026 10:00\n1;Won;01.02.2026 12:00\n");
    let named = ["--columns", "deal=kunde,stage=schritt,at=wann"];
    let (report, _) = file.funnel(&[&ASKED[..], &named].concat());
    assert_eq!(report.unwrap()["cycle_hours"]["median"], 2.0);
    let (refused, _) = file.funnel(&ASKED);
    let why = refused.unwrap_err();
    assert!(why.contains("no column for the deal") && why.contains("kunde, schritt, wann"), "{why}");
    let (refused, _) = file.funnel(&[&ASKED[..], &["--columns", "who=kunde"]].concat());
    assert_eq!(refused.unwrap_err(), "--columns wants deal=…,stage=…,at=…,amount=…,reason=…, not \"who=kunde\"");
}

#[test]
fn entries_of_one_instant_keep_the_order_of_the_file() {
    let head = "deal,stage,at\n";
    let [forth, back] = ["a,Lead,2026-01-01\na,Quote,2026-01-01\n", "a,Quote,2026-01-01\na,Lead,2026-01-01\n"];
    let moves = |rows: &str, name: &str| {
        let (report, _) = File::with(name, format!("{head}{rows}")).funnel(&ASKED);
        report.unwrap()["conformance"]["backward_moves"].as_u64()
    };
    assert_eq!((moves(forth, "forth"), moves(back, "back")), (Some(0), Some(1)));
}

#[test]
fn bad_rows_are_told_by_their_line_and_left_out() {
    let rows = "deal,stage,at,amount\na,Lead,2026-01-01,10\n,Lead,2026-01-01,\nb,Demo,2026-01-01,\nc,Lead,yesterday,\n\
                d,Lead,,\ne,Lead,2026-01-01,much\nf,Lead,2026-01-01,1,2\n";
    let (report, remarks) = File::with("bad", rows).funnel(&ASKED);
    assert_eq!(report.unwrap()["deals"], 1);
    let expected = [
        "line 3: no deal",
        "line 4: \"Demo\" is none of --stages, --won and --lost",
        "line 5: date \"yesterday\" is no date",
        "line 6: no date",
        "line 7: amount \"much\" is no number",
        "line 8: 5 cells, and the header has 4",
    ];
    assert_eq!(remarks.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn what_can_not_be_used_at_all() {
    let file = File::with("useless", "deal,stage,at\na,Demo,2026-01-01\n");
    assert!(file.funnel(&ASKED).0.unwrap_err().ends_with("none of 1 rows can be read"));
    let refused = |arguments: &[&str]| file.funnel(arguments).0.unwrap_err();
    assert!(refused(&ASKED[2..]).starts_with("--stages is missing"));
    assert!(refused(&ASKED[..6]).starts_with("--as-of is missing"));
    assert_eq!(
        refused(&[&ASKED[..7], &["soon"]].concat()),
        "--as-of wants an instant like 2011-12-02T18:00:00Z, not \"soon\""
    );
    let twice = ["--stages", "A,B", "--won", "B", "--lost", "C", "--as-of", "2026-01-01"];
    assert_eq!(refused(&twice), "\"B\" is named twice among --stages, --won and --lost");
    let empty = File::with("empty", "");
    assert!(empty.funnel(&ASKED).0.unwrap_err().ends_with("the file is empty"));
}
