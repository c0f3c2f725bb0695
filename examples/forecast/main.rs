//! Tells who of a purchase list will buy again, from the command line.
//!
//! ```text
//! forecast PURCHASES.csv --calibration-end DATE [--model bgnbd|mbgnbd] [--days 30,273]    fitted to the list itself
//! forecast PURCHASES.csv --calibration-end DATE … --params r,alpha,a,b                    by given parameters
//! ```
//!
//! What came after the date is as if unknown. For every customer who had bought by then: the probability of not having
//! left, that of a purchase within each number of days, and how many days with purchases are to be expected within the
//! longest of them. The parameters are one line of JSON on standard error; time is counted in weeks in them. Without
//! `--model` it is BG/NBD.
//!
//! Columns, rows that can't be read and status 2 are as in the example `rfm`. Status 2 also means that there are too few
//! customers to fit anything to.

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
