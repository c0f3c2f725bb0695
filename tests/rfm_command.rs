//! The example `rfm` on real purchases and on input that it can't use. It is compiled in, so that it is tested even
//! where only this test is asked for.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[path = "../examples/rfm/command.rs"]
mod command;
#[path = "../examples/shared/command_line.rs"]
mod command_line;
#[path = "../examples/shared/purchases.rs"]
mod purchases;
#[path = "../examples/rfm/request.rs"]
mod request;
#[path = "../examples/shared/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

const ONLINE_RETAIL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/online_retail");

/// The report, or the reason why there is none; and the remarks.
fn rfm(file: &str, arguments: &str) -> (Result<String, String>, String) {
    let arguments: Vec<String> = [file].into_iter().chain(arguments.split_whitespace()).map(str::to_owned).collect();
    let mut remarks = Vec::new();
    let report = command::run(&arguments, &mut remarks);
    (report, String::from_utf8(remarks).unwrap())
}

fn online_retail(arguments: &str) -> String {
    let (report, remarks) = rfm(&format!("{ONLINE_RETAIL}/orders.csv"), arguments);
    assert_eq!(remarks, "", "{arguments}");
    report.unwrap()
}

fn expected(name: &str) -> String {
    std::fs::read_to_string(format!("{ONLINE_RETAIL}/{name}")).unwrap()
}

/// A table with the named columns only; no cell of these files is quoted.
fn only(table: &str, columns: &[&str]) -> String {
    let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    let kept: Vec<usize> =
        columns.iter().map(|column| header.iter().position(|name| name == column).unwrap()).collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        kept.iter().map(|&at| cells[at]).collect::<Vec<_>>().join(",") + "\n"
    };
    table.lines().map(row).collect()
}

/// A file that lives as long as one test.
struct File(PathBuf);

impl File {
    fn with(name: &str, content: impl AsRef<[u8]>) -> File {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("rfm_command_{name}.csv"));
        std::fs::write(&path, content).unwrap();
        File(path)
    }

    fn rfm(&self, arguments: &str) -> (Result<String, String>, String) {
        rfm(self.0.to_str().unwrap(), arguments)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn the_scores_of_online_retail_are_those_expected_byte_for_byte() {
    let named = "--as-of 2011-12-02 --columns customer=customer_id,date=ordered_at,amount=amount_gbp,kind=kind";
    let report = online_retail(named);
    assert_eq!(report, expected("expected_rfm_2011-12-02.csv"));
    assert_eq!(online_retail("--as-of=2011-12-02"), report, "the columns are found by themselves");
}

#[test]
fn who_degrades_in_online_retail_is_as_expected_byte_for_byte() {
    let report = online_retail("--as-of 2011-12-02 --degrade-within 7");
    let columns: Vec<&str> = report.lines().next().unwrap().split(',').collect();
    assert_eq!(report, only(&expected("expected_degrade_2011-12-02_h7.csv"), &columns));
    assert_eq!(report.lines().count(), 1 + 436);
}

#[test]
fn boundaries_are_told_with_their_day_and_population() {
    let boundaries: serde_json::Value =
        serde_json::from_str(&online_retail("--as-of 2011-12-02 --boundaries")).unwrap();
    assert_eq!((&boundaries["as_of"], &boundaries["N"]), (&"2011-12-02".into(), &4308.into()));
    assert_eq!(boundaries["R"], serde_json::json!({ "best": 15, "worst": 143 }));
    assert_eq!(boundaries["F"], serde_json::json!({ "best": 5, "worst": 1 }));
    // The last customers inside the groups, by the expected table itself.
    let scores = expected("expected_rfm_2011-12-02.csv");
    let of_grade = |grade| {
        let money = scores.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        money.filter(move |cells| cells[9] == grade).map(|cells| cells[6].parse::<f64>().unwrap())
    };
    let shown = |end: &str| boundaries["M"][end]["M_display"].as_str().unwrap().parse::<f64>().unwrap();
    assert!((shown("best") - of_grade("3").fold(f64::MAX, f64::min)).abs() < 0.005);
    assert!((shown("worst") - of_grade("1").fold(f64::MIN, f64::max)).abs() < 0.005);
}

#[test]
fn a_migration_accounts_for_every_customer_of_both_days() {
    let codes = |report: String| {
        let code_of = |line: &str| {
            let (customer, rest) = line.split_once(',').unwrap();
            (customer.to_owned(), rest.rsplit_once(',').unwrap().1.to_owned())
        };
        report.lines().skip(1).map(code_of).collect::<BTreeMap<_, _>>()
    };
    let before = codes(online_retail("--as-of 2011-09-02"));
    let after = codes(expected("expected_rfm_2011-12-02.csv"));
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (customer, to) in &after {
        let from = before.get(customer).map_or("new", String::as_str);
        *pairs.entry((from.to_owned(), to.clone())).or_default() += 1;
    }
    let expected: String = pairs.iter().map(|((from, to), customers)| format!("{from},{to},{customers}\n")).collect();
    let report = online_retail("--as-of 2011-12-02 --migration-from 2011-09-02 --mode reranked");
    assert_eq!(report, format!("from,to,customers\n{expected}"));

    // With frozen boundaries F, a count over the whole history, can't fall.
    let frozen = online_retail("--as-of 2011-12-02 --migration-from 2011-09-02 --mode frozen");
    let mut customers = 0;
    for line in frozen.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        customers += cells[2].parse::<usize>().unwrap();
        assert!(cells[0] == "new" || cells[0][1..2] <= cells[1][1..2], "{line}");
    }
    assert_eq!(customers, after.len());
}

#[test]
fn bad_rows_are_told_by_their_line_and_left_out() {
    let file = File::with(
        "bad_rows",
        "Клиент;Дата;Сумма, ₽;kind;\r\n\"Анна\r\nЛи\";31.01.2025 10:15;1 000,50 ₽;sale;\r\n;01.02.2025;5;sale;\r\n\
         Борис;30.02.2025;5;sale;\r\nБорис;01.02.25;5;sale;\r\n\r\nБорис;01.02.2025;пять;sale;\r\nБорис;01.02.2025;5;gift;\r\n\
         Борис;01.02.2025;5;refund;\r\nБорис;01.02.2025;5;sale;;7\r\nБорис;02.02.2025;;sale\r\nБорис;;5;sale;\r\n",
    );
    let (report, remarks) = file.rfm("--as-of 2025-02-10");
    assert_eq!(
        report.unwrap(),
        "customer_id,last_purchase,R_days,F,M_sum_minor,M_count,M_display,r,f,m,code\n\
         \"Анна\r\nЛи\",2025-01-31,10,1,100050,1,1000.50,1,2,2,122\n\
         Борис,2025-02-02,8,1,0,0,,3,2,,\n",
    );
    let told = [
        "line 4: no customer",
        "line 5: date \"30.02.2025\" is not in the calendar",
        "line 6: date \"01.02.25\" has a year of two digits",
        "line 8: amount \"пять\" is no number",
        "line 9: kind is sale or refund, not \"gift\"",
        "line 10: a refund's amount is negative, not \"5\"",
        "line 11: 6 cells, and the header has 4",
        "line 13: no date",
        "2 buyers: too few for the groups to mean much",
    ];
    assert_eq!(remarks.lines().collect::<Vec<_>>(), told);
}

#[test]
fn nothing_to_cross_is_told_and_the_list_is_empty() {
    let file = File::with("one_day", "customer,date,amount\na,2025-01-01,1\nb,2025-01-01,2\n");
    let (report, remarks) = file.rfm("--as-of 2025-02-10 --degrade-within 7");
    assert_eq!(report.unwrap().lines().count(), 1);
    assert!(remarks.contains("no boundary of recency"), "{remarks}");
    let (report, _) = file.rfm("--as-of 2025-02-10 --boundaries");
    assert!(report.unwrap().contains("\"R\": null"));
}

#[test]
fn input_that_cannot_be_used_is_refused_with_a_reason() {
    let customers_only = File::with("customers_only", "customer,name\n1,Acme\n");
    let nothing_readable = File::with("nothing_readable", "customer,date\n1,x\n2,y\n");
    let workbook = File::with("workbook", b"PK\x03\x04\x14\x00\x06\x00");
    let broken = File::with("broken", "customer,date\n1,2025-01-01\n2,\"2025-01-02\n");
    let good = File::with("good", "customer,date\n1,2025-01-01\n");
    for (file, arguments, reason) in [
        (&customers_only, "--as-of 2025-01-01", "no column for the date"),
        (&good, "--as-of 2025-01-01 --columns amount=total", "no column \"total\"; there are: customer, date"),
        (&nothing_readable, "--as-of 2025-01-01", "none of 2 rows can be read"),
        (&workbook, "--as-of 2025-01-01", "Workbook"),
        (&broken, "--as-of 2025-01-01", "line 3: a quotation mark"),
        (&good, "", "--as-of is missing"),
        (&good, "--as-of tomorrow", "--as-of wants a date"),
        (&good, "--as-of 2025-01-01 --columns who=customer", "--columns wants"),
        (&good, "--as-of 2025-01-01 --degrade-within week", "wants a number of days"),
        (&good, "--as-of 2025-01-01 --migration-from 2024-01-01", "wants --mode"),
        (&good, "--as-of 2025-01-01 --migration-from 2025-01-01 --mode frozen", "must be before"),
        (&good, "--as-of 2025-01-01 --boundaries --degrade-within 7", "one form at a time"),
        (&good, "--as-of 2025-01-01 --verbose", "--verbose is not known"),
    ] {
        let refusal = file.rfm(arguments).0.unwrap_err();
        assert!(refusal.contains(reason), "{arguments}: {refusal}");
    }
    assert!(rfm("no/such/file.csv", "--as-of 2025-01-01").0.is_err());
}
