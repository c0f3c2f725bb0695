//! Tells how long leads waited for their first answer, in real and in working time.
//!
//! ```text
//! response LEADS.csv --zone Europe/Amsterdam --week "Mon-Fri 09:00-18:00, Sat 10:00-16:00" --holidays 2011-12-26,2012-01-01
//! ```
//!
//! Prints CSV with the leads in the order of the file; `--help` says how times are read and what counts as working time.
//! Columns are found by common names, or named: `--columns id=case_id,created=created_at,first=first_response_at`.
//! A row that can't be read is told by its line number on standard error and left out; status 2 means that the input
//! could not be used at all.

#[path = "../shared/answer.rs"]
mod answer;
mod command;
#[path = "../shared/command_line.rs"]
mod command_line;
mod leads;
mod request;
#[path = "../shared/table.rs"]
mod table;
mod week;

use std::process::ExitCode;

fn main() -> ExitCode {
    answer::answer(|arguments, remarks| command::run(arguments, remarks))
}
