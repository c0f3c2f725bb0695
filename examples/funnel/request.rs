//! What was asked for on the command line.

use crate::command_line::Words;
use crate::history::COLUMNS;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;
use voronka::domain::insight::funnel::MOST_STAGES;

const USAGE: &str = "usage: funnel HISTORY.csv --stages A,B,C --won NAME --lost NAME,NAME --as-of INSTANT \
[--columns deal=…,stage=…,at=…,amount=…,reason=…]";

pub(crate) struct Request {
    pub(crate) file: String,
    /// Their order is that of the funnel.
    pub(crate) stages: Vec<String>,
    pub(crate) won: String,
    pub(crate) lost: Vec<String>,
    /// As it was given, and in milliseconds.
    pub(crate) as_of: (String, i64),
    /// Titles of columns by what they hold, where they were given.
    pub(crate) columns: BTreeMap<String, String>,
}

impl Request {
    pub(crate) fn of(arguments: &[String]) -> Result<Request, String> {
        let (mut file, mut as_of, mut columns) = (None, None, BTreeMap::new());
        let (mut stages, mut won, mut lost) = (Vec::new(), None, Vec::new());
        let mut words = Words::of(arguments);
        while let Some(word) = words.next() {
            match word {
                "--as-of" => as_of = Some(instant(words.value()?)?),
                "--columns" => columns = words.titles(COLUMNS)?,
                "--stages" => stages = names(words.value()?),
                "--won" => won = Some(words.value()?.trim().to_owned()),
                "--lost" => lost = names(words.value()?),
                _ if word.starts_with("--") => return Err(format!("{word} is not known\n{USAGE}")),
                _ if file.is_none() => file = Some(word.to_owned()),
                _ => return Err(format!("one file at a time\n{USAGE}")),
            }
        }
        let missing = |what: &str| format!("{what} is missing\n{USAGE}");
        let request = Request {
            file: file.ok_or(format!("no file given\n{USAGE}"))?,
            won: won.ok_or_else(|| missing("--won"))?,
            as_of: as_of.ok_or_else(|| missing("--as-of"))?,
            stages,
            lost,
            columns,
        };
        if request.stages.is_empty() {
            return Err(missing("--stages"));
        }
        if request.stages.len() > MOST_STAGES {
            return Err(format!("{} stages; at most {MOST_STAGES} are counted", request.stages.len()));
        }
        let all = || request.stages.iter().chain(&request.lost).chain([&request.won]);
        if let Some(twice) = all().find(|name| all().filter(|other| other == name).count() > 1) {
            return Err(format!("{twice:?} is named twice among --stages, --won and --lost"));
        }
        Ok(request)
    }
}

fn names(list: &str) -> Vec<String> {
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A day is meant from its first moment; without a zone a moment is one of UTC.
fn instant(text: &str) -> Result<(String, i64), String> {
    let zoned = || DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)).ok().map(|at| at.timestamp_millis());
    let bare = || text.replacen(' ', "T", 1).parse::<NaiveDateTime>().ok().map(|at| at.and_utc().timestamp_millis());
    let day = || text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0).map(|at| at.and_utc().timestamp_millis());
    let at = zoned().or_else(bare).or_else(day);
    let at = at.ok_or_else(|| format!("--as-of wants an instant like 2011-12-02T18:00:00Z, not {text:?}"))?;
    Ok((text.to_owned(), at))
}
