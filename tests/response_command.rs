//! The example `response` on leads whose waits were worked out by hand, and on input that it can't use. It is compiled in,
//! so that it is tested even where only this test is asked for.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[path = "../examples/response/command.rs"]
mod command;
#[path = "../examples/shared/command_line.rs"]
mod command_line;
#[path = "../examples/response/leads.rs"]
mod leads;
#[path = "../examples/response/request.rs"]
mod request;
#[path = "../examples/shared/table.rs"]
mod table;
#[path = "../examples/response/week.rs"]
mod week;

use std::path::PathBuf;
use voronka::domain::Hours;

/// The form of the specification.
const AMSTERDAM: &[&str] = &[
    "--zone",
    "Europe/Amsterdam",
    "--week",
    "Mon-Fri 09:00-18:00, Sat 10:00-16:00",
    "--holidays",
    "2011-12-24,2011-12-26",
];

/// The report, or the reason why there is none; and the remarks.
fn response(name: &str, content: &str, arguments: &[&str]) -> (Result<String, String>, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("response_command_{name}.csv"));
    std::fs::write(&path, content).unwrap();
    let file = path.to_str().unwrap();
    let arguments: Vec<String> = [file].into_iter().chain(arguments.iter().copied()).map(str::to_owned).collect();
    let mut remarks = Vec::new();
    let report = command::run(&arguments, &mut remarks);
    std::fs::remove_file(&path).unwrap();
    (report, String::from_utf8(remarks).unwrap())
}

/// The real and the working wait of one lead by the form of the specification, in milliseconds.
fn waits(created: &str, first: &str) -> (i64, i64) {
    let name: String = created.chars().chain(first.chars()).filter(char::is_ascii_digit).collect();
    let (report, remarks) =
        response(&name, &format!("case_id,created_at,first_response_at\n1,{created},{first}\n"), AMSTERDAM);
    assert_eq!(remarks, "", "{created} {first}");
    let report = report.unwrap();
    let mut cells = report.lines().nth(1).unwrap().split(',').skip(3).map(|cell| cell.parse().unwrap());
    (cells.next().unwrap(), cells.next().unwrap())
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

#[test]
fn leads_worked_out_by_hand() {
    let leads = include_str!("fixtures/response/leads.csv");
    let (report, remarks) = response("by_hand", leads, AMSTERDAM);
    assert_eq!(report.unwrap(), include_str!("fixtures/response/expected.csv"));
    assert_eq!(remarks, "", "every row can be read");
}

#[test]
fn nights_weekends_and_holidays() {
    // 2011-12-23 is a Friday; the 24th and the 26th are off, the 25th is a Sunday.
    assert_eq!(waits("2011-12-23 17:30:00", "2011-12-27 09:15:00").1, 45 * MINUTE);
    assert_eq!(waits("2011-12-24 11:00:00", "2011-12-24 12:00:00"), (HOUR, 0), "a Saturday that is a holiday");
    assert_eq!(waits("2011-12-17 09:30:00", "2011-12-17 17:00:00").1, 6 * HOUR, "a Saturday that is not");
    assert_eq!(waits("2011-12-25 12:00:00", "2011-12-26 12:00:00"), (24 * HOUR, 0));
    assert_eq!(waits("2011-12-19 20:00:00", "2011-12-19 21:00:00"), (HOUR, 0), "answered while all are away");
    assert_eq!(waits("2011-12-19 18:00:00", "2011-12-20 09:00:00"), (15 * HOUR, 0), "from closing to opening");
}

#[test]
fn milliseconds_are_kept() {
    assert_eq!(waits("2011-12-19T08:59:59.999", "2011-12-19T09:00:00.001"), (2, 1));
    assert_eq!(
        waits("2011-12-19T17:59:59.250Z", "2011-12-19T17:59:59.251Z"),
        (1, 0),
        "eighteen hours UTC is nineteen there"
    );
    assert_eq!(waits("2011-12-19 12:00:00", "2011-12-19 12:00:00"), (0, 0), "at once");
    assert_eq!(waits("2011-12-19 12:00:00.5", "2011-12-19 12:00:01"), (500, 500));
}

#[test]
fn nights_on_which_clocks_change() {
    // Clocks went on on 2012-03-25, a Sunday, at 01:00 UTC, and back on 2011-10-30, a Sunday, at 01:00 UTC.
    assert_eq!(waits("2012-03-24 15:00:00", "2012-03-26 10:00:00"), (42 * HOUR, 2 * HOUR));
    assert_eq!(waits("2011-10-29 15:00:00", "2011-10-31 10:00:00"), (44 * HOUR, 2 * HOUR));
    assert_eq!(waits("2012-03-25 01:30:00", "2012-03-25 03:30:00"), (HOUR, 0));
    assert_eq!(waits("2012-03-25 02:30:00", "2012-03-25 03:30:00"), (0, 0), "a time that clocks skip");
    assert_eq!(waits("2011-10-30 01:30:00", "2011-10-30 02:30:00"), (HOUR, 0), "the first of two");
    assert_eq!(waits("2011-10-30 02:30:00", "2011-10-30 03:30:00"), (2 * HOUR, 0));
    assert_eq!(waits("2011-10-30T02:30:00+02:00", "2011-10-30T02:30:00+01:00"), (HOUR, 0));
    let all = |zone: &str, created: &str, first: &str| {
        let arguments = ["--zone", zone, "--week", "Sun 00:00-24:00"];
        let leads = format!("case_id,created_at,first_response_at\n1,{created},{first}\n");
        let report = response(&format!("sunday{}", created.len() + zone.len()), &leads, &arguments).0.unwrap();
        report.trim_end().rsplit(',').next().unwrap().parse::<i64>().unwrap()
    };
    assert_eq!(all("Europe/Amsterdam", "2012-03-24 00:00", "2012-03-27 00:00"), 23 * HOUR);
    assert_eq!(all("Europe/Amsterdam", "2011-10-29 00:00:00", "2011-11-01 00:00:00"), 25 * HOUR);
    assert_eq!(all("UTC", "2011-10-29 00:00:00", "2011-11-01 00:00:00"), 24 * HOUR);
    assert_eq!(all("+01:00", "2011-10-29 00:00:00", "2011-11-01 00:00:00"), 24 * HOUR);
}

#[test]
fn columns_and_ways_of_writing_times() {
    let leads = "Lead;Came;Answered\nA-1;19.12.2011 09:00;19.12.2011 09:30:15\nA-2;20.12.2011 09:00;\n";
    let named = ["--columns", "id=Lead,created=Came,first=Answered"];
    let arguments: Vec<&str> = AMSTERDAM.iter().chain(&named).copied().collect();
    let (report, remarks) = response("columns", leads, &arguments);
    assert_eq!(
        report.unwrap(),
        "case_id,created_at,first_response_at,response_ms,business_ms\n\
         A-1,19.12.2011 09:00,19.12.2011 09:30:15,1815000,1815000\nA-2,20.12.2011 09:00,,,\n"
    );
    assert_eq!(remarks, "");
    assert_eq!(waits("12/19/2011 9:00 AM", "12/19/2011 1:00 PM").1, 4 * HOUR);
    assert_eq!(waits("2011-12-19T09:00:00+01:00", "2011-12-19T08:30:00Z").1, 30 * MINUTE);
}

#[test]
fn rows_that_cannot_be_read() {
    let leads = "case_id,created_at,first_response_at\n\
                 1,2011-12-19 09:00,2011-12-19 09:05\n\
                 2,2011-12-19 09:00,2011-12-19 08:59:59.999\n\
                 3,,2011-12-19 09:05\n\
                 ,2011-12-19 09:00,\n\
                 5,2011-12-32 09:00,\n\
                 6,2011-12-19 09:00,soon\n\
                 7,2011-12-19 09:00,,,x\n\
                 8,2011-12-19 09:00,2011-12-19 09:00\n";
    let (report, remarks) = response("bad", leads, AMSTERDAM);
    let kept: Vec<String> = report.unwrap().lines().skip(1).map(|line| line[..1].to_owned()).collect();
    assert_eq!(kept, ["1", "8"]);
    assert_eq!(
        remarks.lines().collect::<Vec<_>>(),
        [
            "line 3: answered at \"2011-12-19 08:59:59.999\", before it was created at \"2011-12-19 09:00\"",
            "line 4: not said when it was created",
            "line 5: no id",
            "line 6: time \"2011-12-32 09:00\" is not in the calendar",
            "line 7: time \"soon\" is no date",
            "line 8: 5 cells, and the header has 3",
        ]
    );
}

#[test]
fn input_that_cannot_be_used() {
    let leads = "case_id,created_at,first_response_at\n1,2011-12-19 09:00,\n";
    let refused = |content: &str, arguments: &[&str]| response("refused", content, arguments).0.unwrap_err();
    assert!(refused(leads, &[]).starts_with("--zone is missing"));
    assert_eq!(
        refused(leads, &["--zone", "Mars/Base"]),
        "--zone wants a zone like Europe/Amsterdam, not \"Mars/Base\""
    );
    assert!(refused(leads, &["--zone", "UTC", "--holidays", "26.12"]).starts_with("--holidays wants dates"));
    assert!(refused(leads, &["--zone", "UTC", "--fast"]).starts_with("--fast is not known"));
    for week in
        ["", "Mon", "09:00-18:00", "Mon-Fri", "Mon 9-25", "Mon 10:00-10:00", "Xon 9:00-18:00", "Mon 09:00-18:00, Tue"]
    {
        assert!(refused(leads, &["--zone", "UTC", "--week", week]).starts_with("--week wants"), "{week:?}");
    }
    assert!(refused("a,b\n1,2\n", &["--zone", "UTC"]).contains("no column for the id"));
    assert!(refused("", &["--zone", "UTC"]).contains("the file is empty"));
    let none = refused("case_id,created_at,first_response_at\n1,soon,\n", &["--zone", "UTC"]);
    assert!(none.ends_with("none of 1 rows can be read"), "{none}");
    let missing = command::run(&["nowhere.csv", "--zone", "UTC"].map(str::to_owned), &mut Vec::new());
    assert!(missing.unwrap_err().starts_with("nowhere.csv: "));
    assert!(command::run(&["--help".to_owned()], &mut Vec::new()).unwrap().contains("02:30"));
}

#[test]
fn weeks_as_people_say_them() {
    let day =
        |text: &str| week::week(text).unwrap().map(|hours| hours.iter().map(|h| (h.from, h.to)).collect::<Vec<_>>());
    let usual = day("Mon-Fri 09:00-18:00");
    assert!(usual[..5].iter().all(|hours| hours == &[(540, 1080)]) && usual[5].is_empty() && usual[6].is_empty());
    assert_eq!(day("monday–friday 9-18"), usual);
    assert_eq!(day("Mon, Tue, Wed, Thu, Fri 9:00-18:00"), usual);
    let broken = day("Mon-Fri 09:00-13:00 14:00-18:00");
    assert_eq!(broken[4], [(540, 780), (840, 1080)]);
    assert_eq!(day("Mon-Fri 09:00-13:00, 14:00-18:00"), broken);
    assert_eq!(day("Mon-Fri 09:00-13:00; Mon-Fri 14:00-18:00"), broken);
    let wrapped = day("Sat-Mon 10:00-16:00");
    assert!([0, 5, 6].iter().all(|&at| wrapped[at] == [(600, 960)]) && wrapped[1].is_empty());
    let night = day("Sun 22:00-06:00");
    assert_eq!((night[6].clone(), night[0].clone()), (vec![(1320, 1440)], vec![(0, 360)]));
    assert_eq!(week::week("Tue 00:00-24:00").unwrap()[1], [Hours { from: 0, to: 1440 }]);
}
