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

#[path = "../shared/answer.rs"]
mod answer;
mod command;
#[path = "../shared/command_line.rs"]
mod command_line;
#[path = "../shared/purchases.rs"]
mod purchases;
mod request;
#[path = "../shared/table.rs"]
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    answer::answer(|arguments, remarks| command::run(arguments, remarks))
}
