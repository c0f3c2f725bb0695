//! What was asked for on the command line.

use crate::command_line::Words;
use crate::purchases::{COLUMNS, day};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use voronka::domain::insight::rfm::Mode;

const USAGE: &str = "usage: rfm PURCHASES.csv --as-of YYYY-MM-DD [--columns customer=…,date=…,amount=…,kind=…] \
[--degrade-within DAYS | --migration-from YYYY-MM-DD --mode frozen|reranked | --boundaries]";

pub(crate) struct Request {
    pub(crate) file: String,
    pub(crate) as_of: NaiveDate,
    pub(crate) form: Form,
    /// Titles of columns by what they hold, where they were given.
    pub(crate) columns: BTreeMap<String, String>,
}

#[derive(Clone, Copy)]
pub(crate) enum Form {
    Scores,
    Degrading { horizon: u32 },
    Migration { from: NaiveDate, mode: Mode },
    Boundaries,
}

impl Request {
    pub(crate) fn of(arguments: &[String]) -> Result<Request, String> {
        let (mut file, mut as_of, mut columns) = (None, None, BTreeMap::new());
        let (mut horizon, mut from, mut mode, mut boundaries) = (None, None, None, false);
        let mut words = Words::of(arguments);
        while let Some(word) = words.next() {
            match word {
                "--as-of" => as_of = Some(day(&mut words)?),
                "--columns" => columns = words.titles(COLUMNS)?,
                "--degrade-within" => {
                    let days = words.value()?;
                    horizon = Some(days.parse().map_err(|_| format!("{word} wants a number of days, not {days:?}"))?);
                }
                "--migration-from" => from = Some(day(&mut words)?),
                "--mode" => {
                    mode = Some(match words.value()? {
                        "frozen" => Mode::Frozen,
                        "reranked" => Mode::Reranked,
                        other => return Err(format!("--mode is frozen or reranked, not {other:?}")),
                    });
                }
                "--boundaries" => boundaries = true,
                _ if word.starts_with("--") => return Err(format!("{word} is not known\n{USAGE}")),
                _ if file.is_none() => file = Some(word.to_owned()),
                _ => return Err(format!("one file at a time\n{USAGE}")),
            }
        }
        let as_of = as_of.ok_or(format!("--as-of is missing\n{USAGE}"))?;
        let form = match (horizon, from, mode, boundaries) {
            (None, None, None, false) => Form::Scores,
            (Some(horizon), None, None, false) => Form::Degrading { horizon },
            (None, Some(from), Some(mode), false) if from < as_of => Form::Migration { from, mode },
            (None, Some(_), Some(_), false) => return Err("--migration-from must be before --as-of".to_owned()),
            (None, Some(_), None, false) => return Err("--migration-from wants --mode frozen or reranked".to_owned()),
            (None, None, None, true) => Form::Boundaries,
            _ => return Err(format!("only one form at a time\n{USAGE}")),
        };
        Ok(Request { file: file.ok_or(format!("no file given\n{USAGE}"))?, as_of, form, columns })
    }
}
