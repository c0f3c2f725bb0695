//! Scores the customers of a purchase list by RFM, from the command line.
//!
//! ```text
//! rfm PURCHASES.csv --as-of DATE                                             every customer's figures and grades
//! rfm PURCHASES.csv --as-of DATE --degrade-within DAYS                       who leaves the best by recency soon
//! rfm PURCHASES.csv --as-of DATE --migration-from DATE --mode frozen|reranked  who went from which cell to which
//! rfm PURCHASES.csv --as-of DATE --boundaries                                where the groups begin, as JSON
//! ```
//!
//! Columns are found by common names, or named: `--columns customer=customer_id,date=ordered_at,amount=total,kind=kind`.
//! A row that can't be read is told by its line number on standard error and left out; status 2 means that the input
//! could not be used at all.

mod command;
mod purchases;
mod request;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut remarks = std::io::stderr().lock();
    match command::run(&arguments, &mut remarks) {
        Ok(report) => match std::io::stdout().lock().write_all(report.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(reason) => {
            // Nowhere is left to tell that standard error is closed.
            let _ = writeln!(remarks, "{reason}");
            ExitCode::from(2)
        }
    }
}
