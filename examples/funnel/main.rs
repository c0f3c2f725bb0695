//! Counts what became of deals, stage by stage, from a list of stage entries.
//!
//! ```text
//! funnel HISTORY.csv --stages A,B,C --won NAME --lost NAME,NAME --as-of INSTANT
//! ```
//!
//! Prints JSON. Columns are found by common names, or named:
//! `--columns deal=case_id,stage=activity,at=timestamp,amount=value,reason=why`.
//!
//! Entries of one instant keep the order of the file. A moment without a zone is one of UTC; entries after INSTANT are not
//! known yet. An amount is the last that a deal was given. A deal that went on after an end is as its last entry leaves it.
//! A row that can't be read is told by its line number on standard error and left out; status 2 means that the input
//! could not be used at all.

#[path = "../shared/answer.rs"]
mod answer;
mod command;
#[path = "../shared/command_line.rs"]
mod command_line;
mod history;
mod request;
#[path = "../shared/table.rs"]
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    answer::answer(|arguments, remarks| command::run(arguments, remarks))
}
