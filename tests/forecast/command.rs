//! The example `forecast` on purchases and on input that it can't use.

use super::command;
use super::simulated::Dice;
use super::*;
use std::fmt::Write;
use std::path::PathBuf;

/// A file that lives as long as one test.
struct File(PathBuf);

impl File {
    fn with(name: &str, content: impl AsRef<[u8]>) -> File {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("forecast_command_{name}.csv"));
        std::fs::write(&path, content).unwrap();
        File(path)
    }

    /// The report, or the reason why there is none; and the remarks.
    fn forecast(&self, arguments: &str) -> (Result<String, String>, String) {
        let words = [self.0.to_str().unwrap()].into_iter().chain(arguments.split_whitespace());
        let arguments: Vec<String> = words.map(str::to_owned).collect();
        let mut remarks = Vec::new();
        let report = command::run(&arguments, &mut remarks);
        (report, String::from_utf8(remarks).unwrap())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const PUBLISHED: &str = "--params .2425945,4.413602,.792922,2.4259068";

#[test]
fn given_parameters_tell_the_future_of_every_customer() {
    // Two purchases on one day, a refund of no order in particular, one purchase after the end; rows in no order.
    let file = File::with(
        "given",
        "who,when,paid,what\nб,2025-02-21,5,sale\nа,2025-01-01,10,sale\nа,2025-03-20,10,sale\nа,2025-03-20 18:00,3,sale\n\
         а,2025-02-05,1,sale\nа,2025-04-01,-10,refund\nа,2025-06-02,10,sale\nв,2025-06-02,10,sale\nб,soon,5,sale\n",
    );
    let columns = "--calibration-end 2025-06-01 --columns customer=who,date=when,amount=paid,kind=what";
    let (report, remarks) = file.forecast(&format!("{columns} {PUBLISHED}"));
    assert_eq!(
        report.unwrap(),
        "customer_id,repeat_purchase_days,t_x_days,T_days,p_alive,p_buy_30d,p_buy_273d,e_purchases_273d\n\
         а,2,78,151,0.577579641172,0.167443405956,0.503643425507,1.481881262066\n\
         б,0,0,100,1.000000000000,0.048828483413,0.239170034505,0.403241591541\n",
    );
    let told: Vec<&str> = remarks.lines().collect();
    assert_eq!(told[0], "line 10: date \"soon\" is no date");
    let fit: serde_json::Value = serde_json::from_str(told[1]).unwrap();
    assert_eq!((&fit["r"], &fit["b"], &fit["n"]), (&0.2425945.into(), &2.4259068.into(), &2.into()));
    assert!(fit["ll"].as_f64().unwrap() < 0.0 && told.len() == 2);

    let mbgnbd = "--model mbgnbd --params=.5248,6.183,.8914,1.614 --days 273,30";
    assert_eq!(
        file.forecast(&format!("{columns} {mbgnbd}")).0.unwrap(),
        "customer_id,repeat_purchase_days,t_x_days,T_days,p_alive,p_buy_273d,p_buy_30d,e_purchases_273d\n\
         а,2,78,151,0.552333395223,0.492094172977,0.167963525157,1.457539207253\n\
         б,0,0,100,0.491361524278,0.210614705600,0.046656097268,0.377349884693\n",
    );
}

#[test]
fn a_fit_is_told_and_can_be_given_back() {
    let mut dice = Dice(3);
    let mut rows = vec![];
    for customer in 0..900 {
        let first = (84.0 * dice.even()) as u64;
        for week in dice.customer(CDNOW, 50.0) {
            let date = day(0) + Days::new(first + (7.0 * week) as u64);
            rows.push(format!("c{customer},{date}\n"));
        }
    }
    let file = |name: &str, rows: &[String]| File::with(name, format!("customer,date\n{}", rows.concat()));
    let (report, remarks) = file("fitted", &rows).forecast("--calibration-end 2025-09-30");
    let fit: serde_json::Value = serde_json::from_str(&remarks).unwrap();
    let report = report.unwrap();
    assert_eq!((report.lines().count(), &fit["n"]), (901, &900.into()));

    // In another order: the same to the last digit.
    rows.reverse();
    let (again, told_again) = file("reversed", &rows).forecast("--calibration-end 2025-09-30 --model bgnbd");
    assert_eq!((again.unwrap(), told_again), (report.clone(), remarks.clone()));

    let mut given = String::from("--calibration-end 2025-09-30 --params ");
    write!(given, "{},{},{},{}", fit["r"], fit["alpha"], fit["a"], fit["b"]).unwrap();
    assert_eq!(file("given_back", &rows).forecast(&given), (Ok(report), remarks));
}

#[test]
fn input_that_cannot_be_used_is_refused_with_a_reason() {
    let good = File::with("good", "customer,date\n1,2025-01-01\n2,2025-01-02\n2,2025-01-03\n");
    let customers_only = File::with("customers_only", "customer,name\n1,Acme\n");
    let nothing_readable = File::with("nothing_readable", "customer,date\n1,x\n2,y\n");
    for (file, arguments, reason) in [
        (&good, "--calibration-end 2025-02-01", "2 customers, 1 of them with repeat purchases; a forecast wants"),
        (&customers_only, "--calibration-end 2025-02-01", "no column for the date"),
        (&nothing_readable, "--calibration-end 2025-02-01", "none of 2 rows can be read"),
        (&good, "", "--calibration-end is missing"),
        (&good, "--calibration-end soon", "--calibration-end wants a date"),
        (&good, "--calibration-end 2025-02-01 --model pnbd", "--model is bgnbd or mbgnbd"),
        (&good, "--calibration-end 2025-02-01 --params 1,2,3", "four numbers"),
        (&good, "--calibration-end 2025-02-01 --params 1,2,3,four", "four numbers"),
        (&good, "--calibration-end 2025-02-01 --params 1,0,3,4", "alpha is 0, and has to be from 0.001"),
        (&good, "--calibration-end 2025-02-01 --days 30,", "--days wants numbers of days from 1 to 36525, not \"\""),
        (&good, "--calibration-end 2025-02-01 --days 0", "not \"0\""),
        (&good, "--calibration-end 2025-02-01 --params", "--params wants a value"),
        (&good, "--calibration-end 2025-02-01 --verbose", "--verbose is not known"),
        (&good, "second.csv --calibration-end 2025-02-01", "one file at a time"),
    ] {
        let refusal = file.forecast(arguments).0.unwrap_err();
        assert!(refusal.contains(reason), "{arguments}: {refusal}");
    }
    // Nobody had bought by then: nothing to tell, given parameters.
    let (nobody, _) = good.forecast(&format!("--calibration-end 2024-12-31 {PUBLISHED}"));
    assert_eq!(nobody.unwrap().lines().count(), 1);
}
